package typeset

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
)

// figure draws a chart block. A chart that cannot be read is shown as its source, with the reason.
func (s *Setter) figure(t course.Text, i, width int) []string {
	src, _ := t.CodeLines(i)
	c, err := course.ParseChart(strings.Join(src, "\n"))
	if err != nil {
		lines := wrap(s.Theme.Warning.Render("This chart cannot be drawn: ")+err.Error(), width)
		return append(lines, s.code(t, i, width)...)
	}
	return s.Chart(c, width)
}

// Chart draws a chart. Series of a line chart stand one below the other over the same x axis, each filled from its foot, so that
// their shapes compare at a glance without any colour. Bars lie on their side with their figures. In line mode, and where the
// room is too small to draw in, the values are told instead.
func (s *Setter) Chart(c course.Chart, width int) []string {
	lines := wrap(s.Theme.Strong.Render(c.Title), width)
	switch {
	case s.Theme.Plain || width < 36:
		lines = append(lines, s.told(c, width)...)
	case c.Bars:
		lines = append(lines, s.bars(c, width)...)
	default:
		lines = append(lines, s.areas(c, width)...)
	}
	if c.Note != "" {
		lines = append(lines, wrap(s.Theme.Faint.Render(c.Note), width)...)
	}
	return lines
}

// told lists each series' values in words.
func (s *Setter) told(c course.Chart, width int) []string {
	var lines []string
	for _, series := range c.Series {
		var parts []string
		for i, v := range series.Values {
			parts = append(parts, c.X.Ticks[i]+": "+short(v))
		}
		text := series.Name + " (" + strings.TrimSpace(c.X.Label+": "+c.Y.Label) + "): " + strings.Join(parts, ", ") + "."
		lines = append(lines, wrap(text, width)...)
	}
	return lines
}

func short(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// span is the y range: as the author gave it, else from zero (or below) to the greatest value.
func span(c course.Chart) (low, high float64) {
	if c.Y.Max > c.Y.Min {
		return c.Y.Min, c.Y.Max
	}
	for _, s := range c.Series {
		for _, v := range s.Values {
			low, high = math.Min(low, v), math.Max(high, v)
		}
	}
	if high == low {
		high = low + 1
	}
	return low, high
}

const eighths = " ▁▂▃▄▅▆▇█"

func (s *Setter) areas(c course.Chart, width int) []string {
	low, high := span(c)
	rows := 2
	if len(c.Series) <= 2 {
		rows = 5
	}
	label := max(len(short(low)), len(short(high)))
	plot := width - label - 2
	var lines []string
	if c.Y.Label != "" {
		lines = append(lines, s.Theme.Faint.Render(xansi.Truncate(c.Y.Label+", "+short(low)+" to "+short(high), width, "…")))
	}
	for n, series := range c.Series {
		lines = append(lines, xansi.Truncate(strings.Repeat(" ", label+2)+series.Name, width, "…"))
		color := lipgloss.NewStyle().Foreground(s.Theme.SeriesColor(n))
		for r := rows - 1; r >= 0; r-- {
			tick := ""
			if r == rows-1 {
				tick = short(high)
			} else if r == 0 {
				tick = short(low)
			}
			area := areaRow(c.X.Values, series.Values, plot, r, rows, low, high)
			lines = append(lines, strings.TrimRight(s.Theme.Faint.Render(fmt.Sprintf("%*s ", label, tick)+"│")+color.Render(area), " "))
		}
	}
	return append(lines, s.xAxis(c.X, label+1, plot)...)
}

// areaRow draws row r, counted from the foot, of one series.
func areaRow(xs, ys []float64, plot, r, rows int, low, high float64) string {
	signs := []rune(eighths)
	var b strings.Builder
	first, last := xs[0], xs[len(xs)-1]
	for col := range plot {
		x := first + (last-first)*float64(col)/float64(max(1, plot-1))
		level := (interpolate(xs, ys, x) - low) / (high - low) * float64(rows*8)
		b.WriteRune(signs[max(0, min(8, int(math.Round(level))-r*8))])
	}
	return strings.TrimRight(b.String(), " ")
}

func interpolate(xs, ys []float64, x float64) float64 {
	for i := 1; i < len(xs); i++ {
		if x <= xs[i] {
			if xs[i] == xs[i-1] {
				return ys[i]
			}
			f := (x - xs[i-1]) / (xs[i] - xs[i-1])
			return ys[i-1] + f*(ys[i]-ys[i-1])
		}
	}
	return ys[len(ys)-1]
}

// xAxis draws the line under the plots and as many of the ticks as have room.
func (s *Setter) xAxis(x course.Axis, left, plot int) []string {
	rule := []rune(strings.Repeat("─", plot))
	ticks := []rune(strings.Repeat(" ", plot+left+1))
	first, last := x.Values[0], x.Values[len(x.Values)-1]
	free := 0
	for i, v := range x.Values {
		col := 0
		if last > first {
			col = int(math.Round((v - first) / (last - first) * float64(plot-1)))
		}
		w := len([]rune(x.Ticks[i]))
		at := max(0, min(col+left+1-w/2, len(ticks)-w))
		if w == 0 || at < free || col < 0 || col >= plot || w > len(ticks) {
			continue
		}
		rule[col] = '┴'
		copy(ticks[at:], []rune(x.Ticks[i]))
		free = at + w + 1
	}
	lines := []string{
		s.Theme.Faint.Render(strings.Repeat(" ", left) + "└" + string(rule)),
		s.Theme.Faint.Render(strings.TrimRight(string(ticks), " ")),
	}
	if x.Label != "" {
		lines = append(lines, s.Theme.Faint.Render(strings.Repeat(" ", left+1)+xansi.Truncate(x.Label, plot, "…")))
	}
	return lines
}

// bars draws a bar for each value, in groups by tick if there are several series.
func (s *Setter) bars(c course.Chart, width int) []string {
	low, high := span(c)
	name, figure := 0, 0
	for n, series := range c.Series {
		for i, v := range series.Values {
			name = max(name, xansi.StringWidth(barName(c, n, i)))
			figure = max(figure, len(short(v)))
		}
	}
	name = min(name, width/2)
	room := max(4, width-name-figure-3)
	var lines []string
	if c.Y.Label != "" {
		lines = append(lines, s.Theme.Faint.Render(xansi.Truncate(c.Y.Label, width, "…")))
	}
	for i := range c.X.Ticks {
		if len(c.Series) > 1 {
			lines = append(lines, xansi.Truncate(c.X.Ticks[i], width, "…"))
		}
		for n, series := range c.Series {
			color := lipgloss.NewStyle().Foreground(s.Theme.SeriesColor(n))
			label := xansi.Truncate(barName(c, n, i), name, "…")
			bar := barOf((series.Values[i]-low)/(high-low), room)
			lines = append(lines, pad(label, name, course.AlignLeft)+" "+color.Render(bar)+" "+short(series.Values[i]))
		}
	}
	if c.X.Label != "" {
		lines = append(lines, s.Theme.Faint.Render(xansi.Truncate(c.X.Label, width, "…")))
	}
	return lines
}

func barName(c course.Chart, series, i int) string {
	if len(c.Series) > 1 {
		return "  " + c.Series[series].Name
	}
	return c.X.Ticks[i]
}

// barOf draws a share of the room in eighths of a cell.
func barOf(share float64, room int) string {
	n := int(math.Round(math.Max(0, math.Min(1, share)) * float64(room*8)))
	bar := strings.Repeat("█", n/8)
	if n%8 > 0 {
		bar += string([]rune(" ▏▎▍▌▋▊▉")[n%8])
	}
	if bar == "" {
		bar = "▏"
	}
	return bar
}
