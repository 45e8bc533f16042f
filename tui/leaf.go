package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// A leaf shows a short text to scroll through, such as the course's first page or a vignette, with the works it cites.
type leaf struct {
	course *course.Course
	name   string
	text   course.Text
	scroll scroll
	bind   leafKeys
}

type leafKeys struct{ Page, Back, Down, Up, Leave key.Binding }

func newLeaf(c *course.Course, name string, text course.Text) *leaf {
	return &leaf{course: c, name: name, text: text, bind: leafKeys{
		Page:  key.NewBinding(key.WithKeys("space", "pgdown", "f"), key.WithHelp("space", "page")),
		Back:  key.NewBinding(key.WithKeys("b", "pgup"), key.WithHelp("b", "page back")),
		Down:  key.NewBinding(key.WithKeys("down", "j"), key.WithHelp("↓ j", "line down")),
		Up:    key.NewBinding(key.WithKeys("up", "k"), key.WithHelp("↑ k", "line up")),
		Leave: key.NewBinding(key.WithKeys("esc", "backspace", "v", "i", "left", "h"), key.WithHelp("esc", "back")),
	}}
}

func (l *leaf) layout(width, height int, t theme.Theme) {
	l.scroll.set(append(typeset.New(width, t).Text(l.text), works(l.course, l.text, width, t)...), height)
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

// works are those that a text cites, by the numbers they have in it.
func works(c *course.Course, text course.Text, width int, t theme.Theme) (lines []string) {
	for _, cited := range text.Citations() {
		lines = append(lines, work(c, cited.Number, cited.Key, width)...)
	}
	if len(lines) > 0 {
		lines = append([]string{"", t.Heading.Render("References")}, lines...)
	}
	return lines
}

// work is one of them as it stands in a list.
func work(c *course.Course, number int, key string, width int) []string {
	text := key + " (not in references.yaml)"
	if r, ok := c.References()[key]; ok {
		text = r.String()
	}
	return bullet(fmt.Sprintf("%3d  ", number), text, width)
}
