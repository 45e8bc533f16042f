package typeset

import (
	"math"
	"strconv"
	"strings"

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

// Chart draws a chart. Series of lines or columns stand one below the other over the same x axis, each filled from its foot, so that
// their shapes compare at a glance without any colour. Bars lie on their side with their figures. In line mode, and where the
// room is too small to draw in, the values are told instead.
func (s *Setter) Chart(c course.Chart, width int) []string {
	lines := wrap(s.Theme.Strong.Render(c.Title), width)
	switch {
	case s.Theme.Plain || width < 36:
		lines = append(lines, s.told(c, width)...)
	case c.Kind == course.Bars:
		lines = append(lines, s.bars(c, width)...)
	default:
		lines = append(lines, s.areas(c, width)...)
	}
	for i, l := range lines {
		lines[i] = xansi.Truncate(l, width, "…") // a figure may be as long as the author likes
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
			at := c.X.Ticks[i]
			if at == "" { // named on no axis for want of room
				at = short(c.X.Values[i])
			}
			parts = append(parts, at+": "+short(v))
		}
		text := series.Name + of(c) + ": " + strings.Join(parts, ", ") + "."
		lines = append(lines, wrap(text, width)...)
	}
	return lines
}

// of says of what the values are.
func of(c course.Chart) string {
	switch {
	case c.X.Label == "" && c.Y.Label == "":
		return ""
	case c.X.Label == "" || c.Y.Label == "":
		return " (" + c.X.Label + c.Y.Label + ")"
	}
	return " (" + c.X.Label + ": " + c.Y.Label + ")"
}

// short is a number as people write it; very small and very large ones with their power of ten.
func short(v float64) string {
	if a := math.Abs(v); v != 0 && (a < 1e-4 || a >= 1e9) {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

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
