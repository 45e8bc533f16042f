package typeset

import (
	"fmt"
	"math"
	"strings"

	"charm.land/lipgloss/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
)

// plotLeast is how many cells a plot needs to show anything.
const plotLeast = 16

const eighths = " ▁▂▃▄▅▆▇█"

func (s *Setter) areas(c course.Chart, width int) []string {
	low, high := span(c)
	rows := 2
	if len(c.Series) <= 2 {
		rows = 5
	}
	label := max(len(short(low)), len(short(high)))
	room := width - label - 2
	if room < plotLeast || c.Kind == course.Columns && len(c.X.Values) > room {
		return s.told(c, width)
	}
	plot := plotOf(c, room)
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
			area := areaRow(plot, series.Values, r, rows, low, high)
			lines = append(lines, strings.TrimRight(s.Theme.Faint.Render(fmt.Sprintf("%*s ", label, tick)+"│")+color.Render(area), " "))
		}
	}
	return append(lines, s.xAxis(c.X, label+1, plot)...)
}

// A plot is where a chart's values stand in a row of cells.
type plot struct {
	width int
	at    func(i int) int                                   // the cell of a value
	value func(ys []float64, cell int) (v float64, ok bool) // what stands in a cell; nothing between columns
}

func plotOf(c course.Chart, room int) plot {
	if c.Kind == course.Columns {
		return columnPlot(len(c.X.Values), room)
	}
	return linePlot(c.X.Values, room)
}

func linePlot(xs []float64, room int) plot {
	first, last := xs[0], xs[len(xs)-1]
	return plot{
		width: room,
		at: func(i int) int {
			if last <= first {
				return 0
			}
			return int(math.Round((xs[i] - first) / (last - first) * float64(room-1)))
		},
		value: func(ys []float64, cell int) (float64, bool) {
			return interpolate(xs, ys, first+(last-first)*float64(cell)/float64(max(1, room-1))), true
		},
	}
}

func columnPlot(n, room int) plot {
	slot := max(1, room/max(1, n))
	body := max(1, slot-1)
	return plot{
		width: slot * n,
		at:    func(i int) int { return slot*i + (body-1)/2 },
		value: func(ys []float64, cell int) (float64, bool) { return ys[cell/slot], cell%slot < body },
	}
}

// areaRow draws row r, counted from the foot, of one series.
func areaRow(p plot, ys []float64, r, rows int, low, high float64) string {
	signs := []rune(eighths)
	var b strings.Builder
	for cell := range p.width {
		v, ok := p.value(ys, cell)
		if !ok {
			b.WriteByte(' ')
			continue
		}
		level := int(math.Round((v - low) / (high - low) * float64(rows*8)))
		if level == 0 && v > low {
			level = 1 // little is not nothing
		}
		b.WriteRune(signs[max(0, min(8, level-r*8))])
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
func (s *Setter) xAxis(x course.Axis, left int, p plot) []string {
	rule := []rune(strings.Repeat("─", p.width))
	ticks := []rune(strings.Repeat(" ", p.width+left+1))
	free := 0
	for i := range x.Values {
		col := p.at(i)
		w := len([]rune(x.Ticks[i]))
		at := max(0, min(col+left+1-w/2, len(ticks)-w))
		if w == 0 || at < free || col < 0 || col >= p.width || w > len(ticks) {
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
		lines = append(lines, s.Theme.Faint.Render(strings.Repeat(" ", left+1)+xansi.Truncate(x.Label, p.width, "…")))
	}
	return lines
}
