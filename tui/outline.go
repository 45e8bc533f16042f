package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/theme"
)

// An outline lists a session's headings; enter goes to one.
type outline struct {
	reader   *reader
	headings []int // blocks
	list     list
}

func newOutline(_ *env, r *reader) *outline {
	o := &outline{reader: r, list: newList()}
	current := r.page.section()
	for i, b := range r.page.text.Blocks {
		if b.Kind == course.Heading {
			if i <= current {
				o.list.cursor = len(o.headings)
			}
			o.headings = append(o.headings, i)
		}
	}
	return o
}

func (o *outline) shown() tea.Cmd { return nil }
func (o *outline) leave()         {}
func (o *outline) typing() bool   { return false }

func (o *outline) title() (string, string) {
	return o.reader.session.Title + " › Outline", ""
}

func (o *outline) layout(width, height int, t theme.Theme) {
	rows := make([]row, len(o.headings))
	for n, i := range o.headings {
		text := o.reader.page.text
		indent := strings.Repeat("  ", max(0, int(text.Blocks[i].Level)-2))
		rows[n] = row{lines: []string{xansi.Truncate(indent+text.Title(i), max(1, width-2), "…")}, pick: true}
	}
	o.list.layout(rows, width, height, t)
}

func (o *outline) update(msg tea.Msg) (step, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, o.list.bind.Enter):
			if len(o.headings) > 0 {
				o.reader.page.goTo(o.headings[o.list.cursor] + 1)
			}
			return step{kind: pop}, o.reader.touch()
		case key.Matches(press, o.list.bind.Leave):
			return step{kind: pop}, nil
		}
		o.list.key(press)
	}
	return step{}, nil
}

func (o *outline) lines() []string     { return o.list.lines() }
func (o *outline) keys() []key.Binding { return o.list.keys("go there") }
