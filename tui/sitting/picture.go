package sitting

import (
	"fmt"
	"math"
	"strings"

	"lectern/course"
	"lectern/course/study"
)

// CalibrationWords reads the calibration in a sentence.
func CalibrationWords(c study.Calibration) string {
	if !c.Enough() {
		return "Shown from 20 answers on."
	}
	var parts []string
	for _, said := range []study.Confidence{study.Sure, study.Fairly, study.Guess} {
		if n := c.Answers[said]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s, you were right %d of %d times", said, c.Right[said], n))
		}
	}
	s := strings.Join(parts, "; ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// CalibrationChart is the same as a picture.
func CalibrationChart(c study.Calibration) course.Chart {
	chart := course.Chart{Kind: course.Bars, Y: course.Axis{Label: "percent right", Min: 0, Max: 100}}
	var values []float64
	for _, said := range []study.Confidence{study.Guess, study.Fairly, study.Sure} {
		if c.Answers[said] == 0 {
			continue // none right of none is no share
		}
		share := math.Round(100 * float64(c.Right[said]) / float64(c.Answers[said]))
		chart.X.Ticks = append(chart.X.Ticks, said.String())
		values = append(values, share)
	}
	chart.Series = []course.Series{{Name: "right", Values: values}}
	return chart
}

// ForecastWords reads the forecast in a sentence.
func (k Knowledge) ForecastWords() string {
	counts, daily := k.Forecast, k.Daily
	total, most, day := 0, 0, 0
	for i, n := range counts {
		total += n
		if n > most {
			most, day = n, i
		}
	}
	if total == 0 {
		return fmt.Sprintf("Nothing comes back in the next %d days.", len(counts))
	}
	when := fmt.Sprintf("in %d days", day)
	if day == 0 {
		when = "today"
	} else if day == 1 {
		when = "tomorrow"
	}
	words := Count(total, "question comes", "questions come") + fmt.Sprintf(" back in the next %d days", len(counts))
	switch {
	case most == total:
		words += ", " + map[bool]string{true: "", false: "all of them "}[total == 1] + when
	case 2*most > total:
		words += fmt.Sprintf(", most of them %s (%d)", when, most)
	default:
		words += fmt.Sprintf(", the most on one day %s (%d)", when, most)
	}
	if most > daily {
		words += fmt.Sprintf("; at most %d are asked on one day, and the others the day after", daily)
	}
	return words + "."
}

// ForecastChart is the same as a picture.
func ForecastChart(counts []int) course.Chart {
	values := make([]float64, len(counts))
	for i, n := range counts {
		values[i] = float64(n)
	}
	chart := daily("questions due", values, 0)
	chart.Kind = course.Columns
	return chart
}

// RetainedWords reads the forgetting curve in a sentence.
func RetainedWords(r []float64) string {
	return fmt.Sprintf("Of what you have answered, and had explained, you would know about %.0f %% tomorrow and %.0f %% in %d days, by FSRS's estimate.",
		100*r[1], 100*r[len(r)-1], len(r)-1)
}

// RetainedChart is the same as a picture.
func RetainedChart(r []float64) course.Chart {
	values := make([]float64, len(r))
	for i, v := range r {
		values[i] = 100 * v
	}
	return daily("percent known", values, 100)
}

func daily(label string, values []float64, most float64) course.Chart {
	c := course.Chart{X: course.Axis{Label: "days from today"}, Y: course.Axis{Max: most}}
	for i := range values {
		c.X.Values = append(c.X.Values, float64(i))
		tick := ""
		if i%5 == 0 {
			tick = fmt.Sprint(i)
		}
		c.X.Ticks = append(c.X.Ticks, tick)
	}
	c.Series = []course.Series{{Name: label, Values: values}}
	return c
}
