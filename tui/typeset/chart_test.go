package typeset_test

import (
	"strings"
	"testing"

	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// Nothing lies between columns, and little is not drawn as nothing.
func TestColumns(t *testing.T) {
	same(t, chart(course.Columns, 42), `
      due
1000 │                  ████████
     │                  ████████
     │                  ████████
     │         ████████ ████████
   0 │         ████████ ████████ ▁▁▁▁▁▁▁▁
     └───┴──────────────────────────┴─────
         0                          3
      days
`)
}

// A line rises and falls between its values.
func TestLines(t *testing.T) {
	same(t, chart(course.Lines, 42), `
      due
1000 │                    ▁▃▅▇▆▂
     │                ▁▃▅▇██████▇▃
     │            ▁▃▅▇█████████████▅▁
     │       ▂▃▄▆▇███████████████████▆▂
   0 │ ▁▃▄▅▇███████████████████████████▇▃▁
     └┴──────────────────────────────────┴
      0                                  3
      days
`)
}

// Figures of any length keep inside the width.
func TestLongFigures(t *testing.T) {
	for _, v := range []float64{1e-40, 1e300, 0.1 + 0.2, 123456789.123456789, -1e-300} {
		for _, kind := range []course.ChartKind{course.Lines, course.Bars, course.Columns} {
			for width := range 80 {
				c := course.Chart{Kind: kind, Series: []course.Series{{Name: "a", Values: []float64{0, v}}},
					X: course.Axis{Ticks: []string{"0", "1"}, Values: []float64{0, 1}}}
				for _, l := range typeset.New(width+1, theme.New(true)).Chart(c, width+1) {
					if xansi.StringWidth(l) > width+1 {
						t.Fatalf("%g at width %d: %q", v, width+1, xansi.Strip(l))
					}
				}
			}
		}
	}
}

// Where there is no room for columns, the counts are told.
func TestColumnsWithoutRoom(t *testing.T) {
	same(t, chart(course.Columns, 30), `
due (days): 0: 0, 1: 400, 2:
1000, 3: 1.
`)
}

func chart(kind course.ChartKind, width int) string {
	c := course.Chart{Kind: kind, Series: []course.Series{{Name: "due", Values: []float64{0, 400, 1000, 1}}},
		X: course.Axis{Label: "days", Ticks: []string{"0", "", "", "3"}, Values: []float64{0, 1, 2, 3}}}
	lines := typeset.New(width, theme.New(true)).Chart(c, width)
	for i, l := range lines {
		lines[i] = strings.TrimRight(xansi.Strip(l), " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func same(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %swant %s", got, want)
	}
}
