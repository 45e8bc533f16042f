package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/course/study"
	"lectern/tui/sitting"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// A logbook is the learner's entries for supervised practice and consultation, newest first, with hours by kind.
type logbook struct {
	journey
	form   *form
	list   list
	add    key.Binding
	strike key.Binding
}

func newLogbook(e *env, p *course.Pathway) *logbook {
	l := &logbook{journey: journey{env: e, pathway: p}, list: newList(), add: key.NewBinding(key.WithKeys("a", "n"), key.WithHelp("a", "add an entry")),
		strike: key.NewBinding(key.WithKeys("x", "delete"), key.WithHelp("x", "take the entry out"))}
	l.load()
	return l
}

func (l *logbook) layout(width, height int, t theme.Theme) {
	l.size(width, height, t)
	l.draw()
}

func (l *logbook) draw() {
	var rows []row
	height := 0
	text := func(lines ...string) {
		rows = append(rows, row{lines: lines})
		height += len(lines)
	}
	text(append(typeset.Wrap(l.theme.Faint.Render("Supervised sessions, consultation, own experience, reading, modules. Put no patient identifiers here."), l.width), "")...)
	if l.fault != "" {
		text(append(typeset.Wrap(l.theme.Warning.Render(l.fault), l.width), "")...)
	}
	asked := height
	if l.form != nil {
		text(append(l.form.draw(l.width, l.theme), "")...)
	}
	for _, sum := range sitting.LogSums(l.walk) {
		text(clipTo(fmt.Sprintf("%-20s %g h", sum.Sort, sum.Hours), l.width))
	}
	text("")
	for i := len(l.walk.Log) - 1; i >= 0; i-- {
		ev := l.walk.Log[i]
		head := fmt.Sprintf("%s  %s", ev.Date, ev.Sort)
		if ev.Hours > 0 {
			head += fmt.Sprintf(", %g h", ev.Hours)
		}
		if ev.By != "" {
			head += ", with " + ev.By
		}
		lines := typeset.Wrap(head, max(1, l.width-2))
		if ev.Text != "" {
			lines = append(lines, indent(typeset.Wrap(l.theme.Faint.Render(ev.Text), max(1, l.width-6)), "  ")...)
		}
		rows = append(rows, row{pick: true, lines: lines})
	}
	l.list.layout(rows, l.width, l.height, l.theme)
	if l.form != nil {
		l.list.scroll.endAt(asked + l.form.at)
	}
}

func (l *logbook) update(msg tea.Msg) (step, tea.Cmd) {
	if l.form != nil {
		cmd := l.fill(msg)
		l.draw()
		return step{}, cmd
	}
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	var cmd tea.Cmd
	switch {
	case key.Matches(press, l.add):
		l.form = newForm(sitting.Change{Kind: study.Logged, Date: l.env.Now().Format("2006-01-02")}, "kind", "date", "hours", "by", "note")
		cmd = l.form.focus(0)
	case key.Matches(press, l.strike) && len(l.walk.Log) > 0:
		entry := l.walk.Log[len(l.walk.Log)-1-l.list.cursor]
		l.fault = sentence(l.env.Strike(l.pathway, entry))
		l.load()
	case key.Matches(press, l.list.bind.Leave):
		return step{kind: pop}, nil
	default:
		l.list.key(press)
		return step{}, nil
	}
	l.draw()
	return step{}, cmd
}

// fill lets the form have a message. If the entry cannot be made, the form stays.
func (l *logbook) fill(msg tea.Msg) tea.Cmd {
	done, cmd := l.form.update(msg)
	switch {
	case done && l.form.cancelled:
		l.form, l.fault = nil, ""
	case done:
		c, err := l.form.change()
		if err == nil {
			err = l.env.Enter(l.pathway, nil, c)
		}
		if l.fault = sentence(err); err != nil {
			break
		}
		l.form, l.fault = nil, sitting.Identifies(c.Text)
		l.load()
	}
	return cmd
}

func (l *logbook) shown() tea.Cmd          { return nil }
func (l *logbook) title() (string, string) { return "Lectern › Logbook", "" }
func (l *logbook) lines() []string         { return l.list.lines() }
func (l *logbook) typing() bool            { return l.form != nil }
func (l *logbook) leave()                  {}

func (l *logbook) keys() []key.Binding {
	if l.form != nil {
		return l.form.keys()
	}
	all := l.list.keys("")
	strike := l.strike
	strike.SetEnabled(len(l.walk.Log) > 0)
	return []key.Binding{l.add, strike, all[3], all[1], all[2]}
}
