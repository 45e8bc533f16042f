package sitting_test

import (
	"testing"

	"lectern/course/study"
	"lectern/tui/sitting"
)

// The sentence under the forecast says what the columns show, neither more nor less.
func TestForecastWords(t *testing.T) {
	for _, c := range []struct {
		counts []int
		want   string
	}{
		{[]int{0, 0, 0}, "Nothing comes back in the next 3 days."},
		{[]int{0, 1, 0}, "1 question comes back in the next 3 days, tomorrow."},
		{[]int{4, 0, 0}, "4 questions come back in the next 3 days, all of them today."},
		{[]int{1, 0, 3}, "4 questions come back in the next 3 days, most of them in 2 days (3)."},
		{[]int{2, 2, 3}, "7 questions come back in the next 3 days, the most on one day in 2 days (3)."},
		{[]int{25, 0, 0}, "25 questions come back in the next 3 days, all of them today; at most 20 are asked on one day, and the others the day after."},
	} {
		if got := (sitting.Knowledge{Forecast: c.counts, Daily: 20}).ForecastWords(); got != c.want {
			t.Errorf("%v: %s", c.counts, got)
		}
	}
}

// No bar stands for what was never said.
func TestCalibrationChart(t *testing.T) {
	c := study.Calibration{}
	c.Answers[study.Sure], c.Right[study.Sure] = 8, 2
	chart := sitting.CalibrationChart(c)
	if len(chart.X.Ticks) != 1 || chart.X.Ticks[0] != study.Sure.String() || chart.Series[0].Values[0] != 25 {
		t.Errorf("%+v", chart)
	}
}
