// Package theme holds the looks of Lectern: a handful of styles named by meaning, in a dark and a light set, and the signs drawn
// with them. A [Theme] is a value handed down; nothing here asks the terminal or keeps state.
//
// Text itself has the terminal's own colours. Colour only adds to what words, signs or position already say, so that everything
// holds without it; every colour has a contrast of at least 4.5:1 on the backgrounds its set is made for (tested).
package theme

import (
	"image/color"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
)

// A Theme is all that drawing needs to know about looks.
type Theme struct {
	Dark  bool
	Plain bool // line mode: no box drawing, tables and charts as words

	Strong   lipgloss.Style // what stands out by weight
	Faint    lipgloss.Style // what matters less
	Accent   lipgloss.Style // what can be acted on, and where the learner is
	Heading  lipgloss.Style
	Right    lipgloss.Style
	Wrong    lipgloss.Style
	Partly   lipgloss.Style
	Warning  lipgloss.Style // callouts that warn
	Note     lipgloss.Style // callouts that add
	Code     lipgloss.Style
	Found    lipgloss.Style // matches of a search
	Selected lipgloss.Style // the chosen row

	palette palette
}

// A palette is a set of colours for one kind of background.
type palette struct {
	faint, accent, right, wrong, warning, note, code string
	backgrounds                                      []string // it is made for
}

var dark = palette{
	faint: "#a0a0a0", accent: "#7dc4e4", right: "#8fd6a0", wrong: "#ff9e97", warning: "#f0c674", note: "#9cc0ff", code: "#dcc08a",
	backgrounds: []string{"#000000", "#1e1e1e", "#1e1e2e", "#282c34", "#002b36"},
}

var light = palette{
	faint: "#5c5c5c", accent: "#00587f", right: "#17602a", wrong: "#a3161b", warning: "#744a00", note: "#1c4a87", code: "#673b00",
	backgrounds: []string{"#ffffff", "#fdf6e3", "#f5f5f5", "#eff1f5"},
}

// New gives the dark or the light theme.
func New(isDark bool) Theme {
	p := light
	if isDark {
		p = dark
	}
	fg := func(c string) lipgloss.Style { return lipgloss.NewStyle().Foreground(lipgloss.Color(c)) }
	return Theme{
		Dark:     isDark,
		Strong:   lipgloss.NewStyle().Bold(true),
		Faint:    fg(p.faint),
		Accent:   fg(p.accent),
		Heading:  fg(p.accent).Bold(true),
		Right:    fg(p.right).Bold(true),
		Wrong:    fg(p.wrong).Bold(true),
		Partly:   fg(p.warning).Bold(true),
		Warning:  fg(p.warning).Bold(true),
		Note:     fg(p.note).Bold(true),
		Code:     fg(p.code),
		Found:    lipgloss.NewStyle().Reverse(true),
		Selected: fg(p.accent).Bold(true),
		palette:  p,
	}
}

// NewPlain gives the theme of line mode: no colour, no weight, no box drawing.
func NewPlain() Theme { return Theme{Plain: true} }

// colors are all foreground colours of the set, by name.
func (p palette) colors() map[string]string {
	return map[string]string{"faint": p.faint, "accent": p.accent, "right": p.right, "wrong": p.wrong,
		"warning": p.warning, "note": p.note, "code": p.code}
}

// SeriesColor is the colour of the nth series of a chart, which has its name beside it as well.
func (t Theme) SeriesColor(n int) color.Color {
	if t.palette.accent == "" {
		return lipgloss.NoColor{}
	}
	cs := []string{t.palette.accent, t.palette.warning, t.palette.right, t.palette.note, t.palette.wrong, t.palette.code}
	return lipgloss.Color(cs[n%len(cs)])
}

// Markdown is the style Glamour sets words in: no margins, no padding, and only what a word can carry. Base is what all of them
// share, such as bold in a table's header.
func (t Theme) Markdown(base ansi.StylePrimitive) ansi.StyleConfig {
	c := ansi.StyleConfig{Document: ansi.StyleBlock{StylePrimitive: base}}
	if t.Plain {
		return c
	}
	yes := true
	word := func(s *string) *string {
		if *s == "" {
			return nil
		}
		return s
	}
	p := t.palette
	c.Emph = ansi.StylePrimitive{Italic: &yes}
	c.Strong = ansi.StylePrimitive{Bold: &yes}
	c.Strikethrough = ansi.StylePrimitive{CrossedOut: &yes}
	c.Code.StylePrimitive = ansi.StylePrimitive{Color: word(&p.code)}
	c.Link = ansi.StylePrimitive{Color: word(&p.faint)}
	c.LinkText = ansi.StylePrimitive{Color: word(&p.accent)}
	return c
}

// Bold and Faint are bases for Markdown.
func (t Theme) Bold() ansi.StylePrimitive {
	if t.Plain {
		return ansi.StylePrimitive{}
	}
	yes := true
	return ansi.StylePrimitive{Bold: &yes}
}

// Muted is a base for words that matter less.
func (t Theme) Muted() ansi.StylePrimitive {
	if t.Plain {
		return ansi.StylePrimitive{}
	}
	c := t.palette.faint
	return ansi.StylePrimitive{Color: &c}
}

// Headed is a base for the words of a heading.
func (t Theme) Headed() ansi.StylePrimitive {
	if t.Plain {
		return ansi.StylePrimitive{}
	}
	yes, c := true, t.palette.accent
	return ansi.StylePrimitive{Bold: &yes, Color: &c}
}
