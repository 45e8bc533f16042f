package course

import (
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// A Chart is data to be drawn.
type Chart struct {
	Title  string
	Kind   ChartKind
	X      Axis
	Y      Axis
	Series []Series
	Note   string
}

// A ChartKind is a way of drawing.
type ChartKind int

const (
	Lines   ChartKind = iota // what lies between two values is between them too
	Bars                     // with words as names
	Columns                  // counts, of which none lies between two
)

var chartKinds = map[string]ChartKind{"": Lines, "line": Lines, "bar": Bars, "column": Columns}

// An Axis of a chart. Ticks are its values as written; Values the same as numbers, or 0, 1, 2 … if they are words.
type Axis struct {
	Label    string
	Ticks    []string
	Values   []float64
	Min, Max float64 // of the y axis; when equal, taken from the data
}

// A Series has a value for each of the x axis's.
type Series struct {
	Name   string
	Values []float64
}

const (
	maxSeries = 6
	maxPoints = 500
)

// ParseChart reads the YAML of a chart block. The error says what is wrong and, after "line", where in the block.
func ParseChart(src string) (Chart, error) {
	var fs Findings
	f := parseYAML("", []byte(src), 0, &fs)
	if f == nil {
		return Chart{}, chartError(fs)
	}
	c := Chart{Title: f.str("title"), Note: f.str("note")}
	kind, known := chartKinds[f.str("kind")]
	if !known {
		f.report(f.get("kind"), "chart", "“kind” is line, column or bar", "")
	}
	c.Kind = kind
	c.X = f.axis("x")
	c.Y = f.axis("y")
	f.each("series", func(k, v *yaml.Node) { c.Series = append(c.Series, f.series(k, v, len(c.X.Values))) })
	switch {
	case len(c.Series) == 0:
		f.report(f.node, "chart", "the chart has no series", "add “series: {name: [values]}”")
	case len(c.Series) > maxSeries:
		f.report(f.get("series"), "chart", "more than six series cannot be told apart", "leave some out")
	case c.Kind == Lines && len(c.X.Values) < 2:
		f.report(f.node, "chart", "the x axis needs two values or more", "add “x: {values: [0, 10]}”")
	}
	f.unknown()
	if len(fs) > 0 {
		return Chart{}, chartError(fs)
	}
	return c, nil
}

func chartError(fs Findings) error {
	return fmt.Errorf("%s (line %d of the chart)", fs[0].Message, fs[0].Line)
}

func (f *fields) axis(key string) (a Axis) {
	n := f.get(key)
	if n == nil {
		return a
	}
	if n.Kind != yaml.MappingNode {
		f.report(n, "chart", fmt.Sprintf("%q must be {label: …, values: […]}", key), "")
		return a
	}
	g := &fields{path: f.path, line: f.line, node: n, read: map[string]bool{}, findings: f.findings}
	a.Label = g.str("label")
	a.Min = g.number("min", -1e12, 1e12, 0)
	a.Max = g.number("max", -1e12, 1e12, 0)
	if v := g.get("values"); v != nil {
		a.Ticks, a.Values = g.points(v)
	}
	g.unknown()
	return a
}

// points reads the values of an axis; words stand at 0, 1, 2 ….
func (f *fields) points(n *yaml.Node) (ticks []string, values []float64) {
	words := false
	for i, c := range n.Content {
		if c.Kind != yaml.ScalarNode || i >= maxPoints {
			f.report(c, "chart", "at most 500 numbers or words", "")
			return ticks, values
		}
		v, ok := finite(c.Value)
		words = words || !ok
		ticks, values = append(ticks, foldSpace(CleanString(c.Value))), append(values, v)
	}
	for i := range values {
		if words {
			values[i] = float64(i)
		}
	}
	return ticks, values
}

func (f *fields) series(k, v *yaml.Node, want int) Series {
	s := Series{Name: foldSpace(CleanString(k.Value))}
	for _, c := range v.Content {
		x, ok := finite(c.Value)
		if !ok {
			f.report(c, "chart", fmt.Sprintf("%q is not a number", CleanString(c.Value)), "")
			return s
		}
		s.Values = append(s.Values, x)
	}
	if len(s.Values) != want || want == 0 {
		f.report(v, "chart", fmt.Sprintf("series %q has %d values and the x axis %d", s.Name, len(s.Values), want), "give as many")
	}
	return s
}

func finite(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && v > -1e12 && v < 1e12
}
