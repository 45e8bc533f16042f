package typeset

import (
	"math"
	"strings"

	"charm.land/lipgloss/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
)

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
	if label := axes(c); label != "" {
		lines = append(lines, s.Theme.Faint.Render(xansi.Truncate(label, width, "…")))
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
	return lines
}

// axes says what the bars' lengths are and what their names.
func axes(c course.Chart) string {
	if c.X.Label != "" && c.Y.Label != "" {
		return c.Y.Label + ", by " + c.X.Label
	}
	return c.X.Label + c.Y.Label
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
