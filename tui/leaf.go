package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// A leaf shows a short text to scroll through, such as the course's first page or a vignette.
type leaf struct {
	name   string
	text   course.Text
	scroll scroll
	bind   leafKeys
}

type leafKeys struct{ Page, Back, Down, Up, Leave key.Binding }

func newLeaf(name string, text course.Text) *leaf {
	return &leaf{name: name, text: text, bind: leafKeys{
		Page:  key.NewBinding(key.WithKeys("space", "pgdown", "f"), key.WithHelp("space", "page")),
		Back:  key.NewBinding(key.WithKeys("b", "pgup"), key.WithHelp("b", "page back")),
		Down:  key.NewBinding(key.WithKeys("down", "j"), key.WithHelp("↓ j", "line down")),
		Up:    key.NewBinding(key.WithKeys("up", "k"), key.WithHelp("↑ k", "line up")),
		Leave: key.NewBinding(key.WithKeys("esc", "backspace", "v", "i", "left", "h"), key.WithHelp("esc", "back")),
	}}
}

func (l *leaf) layout(width, height int, t theme.Theme) {
	l.scroll.set(typeset.New(width, t).Text(l.text), height)
}

func (l *leaf) update(msg tea.Msg) (step, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	page := max(1, l.scroll.height-1)
	switch {
	case key.Matches(press, l.bind.Page):
		l.scroll.move(page)
	case key.Matches(press, l.bind.Back):
		l.scroll.move(-page)
	case key.Matches(press, l.bind.Down):
		l.scroll.move(1)
	case key.Matches(press, l.bind.Up):
		l.scroll.move(-1)
	case key.Matches(press, l.bind.Leave):
		return step{kind: pop}, nil
	}
	return step{}, nil
}

func (l *leaf) shown() tea.Cmd          { return nil }
func (l *leaf) leave()                  {}
func (l *leaf) typing() bool            { return false }
func (l *leaf) title() (string, string) { return l.name, "" }
func (l *leaf) lines() []string         { return l.scroll.lines() }

func (l *leaf) keys() []key.Binding {
	return []key.Binding{l.bind.Leave, l.bind.Page, l.bind.Back, l.bind.Down, l.bind.Up}
}
