package tui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course/study"
	"lectern/tui/sitting"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// Settings are what the learner may change. They lie in a plain file, which the program's wiring reads and writes.
type Settings struct {
	Daily     int     // reviews a day
	Retention float64 // share of questions one wants to know when they come back
	DayStart  int     // hour at which the learner's day begins
	Theme     string  // auto, dark or light
	Width     int     // columns of text at most
}

// DefaultSettings hold unless something else is set.
func DefaultSettings() Settings {
	r := study.Standard()
	return Settings{Daily: r.Daily, Retention: 0.9, DayStart: r.DayStart, Theme: "auto", Width: measureMost}
}

// Abide makes the settings the rules of a desk.
func (s Settings) Abide(d sitting.Desk) sitting.Desk {
	d.Rules.Daily, d.Rules.DayStart = s.Daily, s.DayStart
	d.Retention = 0
	if s.Retention != DefaultSettings().Retention {
		d.Retention = s.Retention
	}
	return d
}

// A choice is a setting's possible values, in order, and what it means.
type choice struct {
	name, why string
	values    []string
	get       func(Settings) string
	set       func(*Settings, string)
}

var choices = []choice{
	{"Reviews a day", "at most so many questions come back on one day; the rest waits", numbers(5, 10, 15, 20, 30, 40, 60, 100),
		func(s Settings) string { return fmt.Sprint(s.Daily) }, func(s *Settings, v string) { fmt.Sscan(v, &s.Daily) }},
	{"Retention", "how many of 100 questions you want to know when they return; holds for answers from now on", numbers(80, 85, 90, 93, 95),
		func(s Settings) string { return fmt.Sprintf("%.0f", 100*s.Retention) },
		func(s *Settings, v string) { var n float64; fmt.Sscan(v, &n); s.Retention = n / 100 }},
	{"Day begins at", "o'clock; later suits those who work nights; holds for answers from now on", numbers(0, 2, 3, 4, 5, 6, 8, 12),
		func(s Settings) string { return fmt.Sprint(s.DayStart) }, func(s *Settings, v string) { fmt.Sscan(v, &s.DayStart) }},
	{"Theme", "auto asks the terminal for its background", []string{"auto", "dark", "light"},
		func(s Settings) string { return s.Theme }, func(s *Settings, v string) { s.Theme = v }},
	{"Text width", "columns at most", numbers(60, 66, 72, 76, 80, 90, 100),
		func(s Settings) string { return fmt.Sprint(s.Width) }, func(s *Settings, v string) { fmt.Sscan(v, &s.Width) }},
}

func numbers(ns ...int) (out []string) {
	for _, n := range ns {
		out = append(out, fmt.Sprint(n))
	}
	return out
}

// settingsScreen changes settings; each change is saved at once.
type settingsScreen struct {
	app    *App
	list   list
	fault  string
	width  int
	height int
	theme  theme.Theme
	more   key.Binding
	less   key.Binding
}

func newSettings(a *App) *settingsScreen {
	return &settingsScreen{app: a, list: newList(),
		more: key.NewBinding(key.WithKeys("right", "l", "+", "enter", "space"), key.WithHelp("→", "next value")),
		less: key.NewBinding(key.WithKeys("left", "h", "-"), key.WithHelp("←", "value before")),
	}
}

func (s *settingsScreen) layout(width, height int, t theme.Theme) {
	s.width, s.height, s.theme = width, height, t
	s.draw()
}

func (s *settingsScreen) draw() {
	var rows []row
	if s.fault != "" {
		rows = append(rows, row{lines: append(typeset.Wrap(s.theme.Warning.Render(s.fault), s.width), "")})
	}
	for _, c := range choices {
		lines := []string{fmt.Sprintf("%-14s %s", c.name, c.get(s.app.settings))}
		lines = append(lines, indent(typeset.Wrap(s.theme.Faint.Render(c.why), max(1, s.width-4)), "  ")...)
		rows = append(rows, row{pick: true, lines: append(lines, "")})
	}
	if s.app.settingsPath != "" {
		rows = append(rows, row{lines: typeset.Wrap(s.theme.Faint.Render("They are kept in "+s.app.settingsPath), s.width)})
	}
	s.list.layout(rows, s.width, s.height, s.theme)
}

func (s *settingsScreen) update(msg tea.Msg) (step, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	switch {
	case key.Matches(press, s.more):
		s.change(+1)
	case key.Matches(press, s.less):
		s.change(-1)
	case key.Matches(press, s.list.bind.Leave):
		return step{kind: pop}, nil
	default:
		s.list.key(press)
	}
	return step{}, nil
}

// change goes to the next value in a direction, and saves.
func (s *settingsScreen) change(direction int) {
	c := choices[s.list.cursor]
	next := s.app.settings
	i := slices.Index(c.values, c.get(next))
	if i < 0 { // a value of the file that the screen does not offer
		i = 0
	} else {
		i = (i + direction + len(c.values)) % len(c.values)
	}
	c.set(&next, c.values[i])
	s.fault = sentence(s.app.apply(next))
	s.draw()
}

func (s *settingsScreen) shown() tea.Cmd          { s.draw(); return nil }
func (s *settingsScreen) title() (string, string) { return "Lectern › Settings", "" }
func (s *settingsScreen) lines() []string         { return s.list.lines() }
func (s *settingsScreen) typing() bool            { return false }
func (s *settingsScreen) leave()                  {}

func (s *settingsScreen) keys() []key.Binding {
	return []key.Binding{s.more, s.less, s.list.bind.Leave, s.list.bind.Up, s.list.bind.Down}
}
