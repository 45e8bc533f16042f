package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/sitting"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// contents shows all sessions with summary, objectives, and what the learner has done in each.
type contents struct {
	env     *env
	today   *today // for the states of sessions
	list    list
	mastery map[string]map[string]study.Mastery // by session and objective

	width, height int
	theme         theme.Theme
	quiz, search  key.Binding
}

func newContents(e *env) *contents {
	return &contents{env: e, today: newToday(e), list: newList(), quiz: key.NewBinding(key.WithKeys("z"), key.WithHelp("z", "quiz")),
		search: key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "search"))}
}

func (c *contents) shown() tea.Cmd {
	c.today.load()
	c.mastery = map[string]map[string]study.Mastery{}
	_ = c.env.Store.View(func(tx *store.Tx) error {
		for _, s := range c.env.Course.Sessions {
			heads := s.Body().Heads
			c.mastery[s.ID] = study.Masteries(heads, tx.Items(c.env.Course.ID, sitting.IDs(heads)), c.env.Today())
		}
		return nil
	})
	c.draw()
	return nil
}

func (c *contents) layout(width, height int, t theme.Theme) {
	c.width, c.height, c.theme = width, height, t
	c.today.width, c.today.theme = width, t
	c.draw()
}

func (c *contents) draw() {
	if c.width == 0 {
		return
	}
	var rows []row
	for i, s := range c.env.Course.Sessions {
		if i > 0 {
			rows = append(rows, row{lines: []string{""}})
		}
		rows = append(rows, row{lines: c.session(s), pick: true})
	}
	c.list.layout(rows, c.width, c.height, c.theme)
}

func (c *contents) session(s *course.Session) []string {
	lines := []string{c.today.sessionRow(s)}
	w := max(1, c.width-5)
	summary := s.Summary
	if s.Minutes > 0 {
		summary = fmt.Sprintf("%s (%d min)", summary, s.Minutes)
	}
	lines = append(lines, indent(typeset.Wrap(c.theme.Faint.Render(summary), w), "   ")...)
	for _, o := range s.Objectives {
		m := c.mastery[s.ID][o.ID]
		text := o.Text
		if m.Standing != study.NotYet || m.Known > 0 {
			text += c.theme.Faint.Render(" (" + m.Standing.String() + sitting.Why(m) + ")")
		}
		lines = append(lines, indent(bullet(dot(m.Standing, c.theme)+" ", text, w), "   ")...)
	}
	return lines
}

// tallyWords is "3 of 4 right, 1 guessed".
func tallyWords(t study.Tally) string {
	s := fmt.Sprintf("%d of %d right", t.Right, t.Answers)
	if t.Guessed > 0 {
		s += fmt.Sprintf(", %d guessed", t.Guessed)
	}
	return s
}

func (c *contents) update(msg tea.Msg) (step, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	s := c.env.Course.Sessions[c.list.cursor]
	switch {
	case key.Matches(press, c.list.bind.Enter):
		return step{kind: push, to: newReader(c.env, s, "")}, nil
	case key.Matches(press, c.quiz):
		return step{kind: push, to: newQuiz(c.env, s)}, nil
	case key.Matches(press, c.search):
		return step{kind: push, to: newSearch(c.env)}, nil
	case key.Matches(press, c.list.bind.Leave):
		return step{kind: pop}, nil
	}
	c.list.key(press)
	return step{}, nil
}

func (c *contents) title() (string, string) { return c.env.Course.Title + " › Contents", "" }
func (c *contents) lines() []string         { return c.list.lines() }
func (c *contents) typing() bool            { return false }
func (c *contents) leave()                  {}

func (c *contents) keys() []key.Binding {
	all := c.list.keys("read")
	return append([]key.Binding{all[0], c.quiz, c.search}, all[1:]...)
}
