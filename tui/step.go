package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/course/study"
	"lectern/tui/sitting"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// stepScreen shows one step: what it is, how it stands, what teaches it, its history; keys change it.
type stepScreen struct {
	journey
	step   *course.Step
	form   *form
	scroll scroll
	bind   stepKeys
}

type stepKeys struct{ Done, Plan, Waive, Open, Note, Rate, Undo, Read, Down, Up, Page, Back, Leave key.Binding }

func newStep(e *env, p *course.Pathway, s *course.Step) *stepScreen {
	b := func(help, desc string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
	}
	x := &stepScreen{journey: journey{env: e, pathway: p}, step: s, bind: stepKeys{
		Done: b("d", "done", "d"), Plan: b("p", "plan", "p"), Waive: b("w", "waive", "w"), Open: b("o", "open again", "o"),
		Note: b("n", "note", "n"), Rate: b(fmt.Sprintf("1–%d", max(2, s.Scale)), "rate", strings.Split(digits[:min(9, max(2, s.Scale))], "")...),
		Undo: b("u", "take back", "u"), Read: b("enter", "what teaches it", "enter"),
		Down: b("↓ j", "line down", "down", "j"), Up: b("↑ k", "line up", "up", "k"),
		Page: b("space", "page", "space", "pgdown"), Back: b("b", "page back", "b", "pgup"), Leave: b("esc", "back", "esc", "backspace"),
	}}
	x.load()
	return x
}

func (x *stepScreen) layout(width, height int, t theme.Theme) {
	x.size(width, height, t)
	x.draw()
}

func (x *stepScreen) draw() {
	if x.width == 0 {
		return
	}
	set := typeset.New(x.width, x.theme)
	r := x.walk.Steps[x.step.ID]
	lines := append(set.Lead(x.step.Title), x.theme.Faint.Render(x.step.Kind+": "+sitting.StepState(x.pathway, x.walk, x.step)))
	if x.fault != "" {
		lines = append(lines, typeset.Wrap(x.theme.Warning.Render(x.fault), x.width)...)
	}
	asked := len(lines) + 1
	if x.form != nil {
		lines = append(append(lines, ""), x.form.draw(x.width, x.theme)...)
	}
	lines = append(lines, x.details(r)...)
	if !x.step.Body.Empty() {
		lines = append(append(lines, ""), set.Text(x.step.Body)...)
		lines = append(lines, works(x.env.Course, x.step.Body, x.width, x.theme)...)
	}
	lines = append(lines, x.teaches()...)
	lines = append(lines, x.history(r)...)
	x.scroll.set(lines, x.height)
	if x.form != nil {
		x.scroll.endAt(asked + x.form.at)
	}
}

// details are hours, ratings and notes.
func (x *stepScreen) details(r study.StepRecord) (lines []string) {
	add := func(format string, a ...any) {
		lines = append(lines, typeset.Wrap(fmt.Sprintf(format, a...), x.width)...)
	}
	if x.step.Waive != "" && r.State != study.Waived {
		add("May be waived: %s.", strings.TrimRight(x.step.Waive, "."))
	}
	if r.Hours > 0 {
		add("%g hours", r.Hours)
	}
	if r.By != "" {
		add("With %s", r.By)
	}
	if len(r.Ratings) > 0 {
		add("Ratings: %s (of %d)", sitting.Ratings(r), x.step.Scale)
	}
	for _, n := range r.Notes {
		add("Note, %s: %s", n.At.Format("2006-01-02"), n.Text)
	}
	if len(lines) > 0 {
		lines = append([]string{""}, lines...)
	}
	return lines
}

// teaches lists what in the course teaches the step, with the learner's mastery of it as evidence.
func (x *stepScreen) teaches() (lines []string) {
	for _, see := range x.step.See {
		s, anchor, o := x.env.Course.Target(see)
		if s == nil {
			continue
		}
		text := fmt.Sprintf("Session %d: %s", s.Number(), s.Title)
		if o.ID != "" {
			m := x.mastery(s)[o.ID]
			text = fmt.Sprintf("Session %d: %s: %s%s", s.Number(), o.Text, m.Standing, sitting.Why(m))
		} else if i := s.Body().Reading.HeadingBlock(anchor); anchor != "" && i >= 0 {
			text = fmt.Sprintf("Session %d: %s", s.Number(), s.Body().Reading.Title(i))
		}
		lines = append(lines, bullet("• ", text, x.width)...)
	}
	if len(lines) > 0 {
		lines = append([]string{"", x.theme.Strong.Render("What teaches it, and how you stand there")}, lines...)
	}
	return lines
}

func (x *stepScreen) mastery(s *course.Session) map[string]study.Mastery {
	heads := s.Body().Heads
	items, err := x.env.Items(heads)
	if err != nil {
		return nil
	}
	return study.Masteries(heads, items, x.env.Today())
}

func (x *stepScreen) history(r study.StepRecord) (lines []string) {
	if len(r.History) < 2 {
		return nil
	}
	lines = []string{"", x.theme.Strong.Render("History")}
	for _, ev := range r.History {
		what := ev.State.String()
		switch ev.Kind {
		case study.Rated:
			what = fmt.Sprintf("rated %d", ev.Rating)
		case study.Noted:
			what = "note"
		}
		text := ev.At.In(x.env.Now().Location()).Format("2006-01-02") + "  " + strings.TrimSpace(what+" "+ev.Text)
		lines = append(lines, typeset.Wrap(x.theme.Faint.Render(text), x.width)...)
	}
	return lines
}

func (x *stepScreen) update(msg tea.Msg) (step, tea.Cmd) {
	if x.form != nil {
		return step{}, x.fill(msg)
	}
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	st, cmd := x.key(press)
	x.draw()
	return st, cmd
}

func (x *stepScreen) key(press tea.KeyPressMsg) (step, tea.Cmd) {
	k := x.bind
	switch {
	case key.Matches(press, k.Leave):
		return step{kind: pop}, nil
	case key.Matches(press, k.Down):
		x.scroll.move(1)
	case key.Matches(press, k.Up):
		x.scroll.move(-1)
	case key.Matches(press, k.Page):
		x.scroll.move(max(1, x.height-2))
	case key.Matches(press, k.Back):
		x.scroll.move(-max(1, x.height-2))
	case key.Matches(press, k.Read):
		for _, see := range x.step.See {
			if s, anchor, _ := x.env.Course.Target(see); s != nil {
				return step{kind: push, to: newReader(x.env, s, anchor)}, nil
			}
		}
	case x.step.Scale > 0 && key.Matches(press, k.Rate):
		rating := strings.Index(digits, press.String()) + 1
		x.enter(sitting.Change{Kind: study.Rated, Rating: rating})
	case key.Matches(press, k.Undo):
		x.keep(x.env.TakeBack(x.pathway, x.walk.Steps[x.step.ID]))
	case key.Matches(press, k.Open) && x.walk.Steps[x.step.ID].State > study.Open:
		x.enter(sitting.Change{Kind: study.Stepped, State: study.Open})
	case key.Matches(press, k.Note):
		return step{}, x.ask(sitting.Change{Kind: study.Noted}, "note")
	case x.step.Scale > 0:
	case key.Matches(press, k.Done):
		fields := []string{"date", "hours", "by", "note"}
		return step{}, x.ask(sitting.Change{Kind: study.Stepped, State: study.Done}, fields...)
	case key.Matches(press, k.Plan):
		return step{}, x.ask(sitting.Change{Kind: study.Stepped, State: study.Planned}, "date")
	case key.Matches(press, k.Waive):
		return step{}, x.ask(sitting.Change{Kind: study.Stepped, State: study.Waived}, "note")
	}
	return step{}, nil
}

// ask opens a form for the fields of a change.
func (x *stepScreen) ask(c sitting.Change, fields ...string) tea.Cmd {
	if c.State == study.Done && len(x.walk.Waits(x.pathway, x.step)) > 0 {
		x.fault = "This step waits for others. It may be taken anyway: say why in the note."
	}
	if c.Date == "" && c.State == study.Done {
		c.Date = x.env.Now().Format("2006-01-02")
	}
	x.form = newForm(c, fields...)
	cmd := x.form.focus(0)
	x.draw()
	return cmd
}

// fill lets the form have a message.
func (x *stepScreen) fill(msg tea.Msg) tea.Cmd {
	done, cmd := x.form.update(msg)
	switch {
	case done && x.form.cancelled:
		x.form, x.fault = nil, ""
	case done:
		x.submit()
	}
	x.draw()
	return cmd
}

// submit makes the form's change. If that cannot be, the form stays.
func (x *stepScreen) submit() {
	c, err := x.form.change()
	switch {
	case err != nil:
		x.fault = sentence(err)
	case c.State == study.Done && len(x.walk.Waits(x.pathway, x.step)) > 0 && c.Text == "":
		x.fault = "It waits for others and was not taken: give a reason in the note."
	case x.enter(c):
		x.form = nil
	}
}

// enter makes a change and tells whether it was kept.
func (x *stepScreen) enter(c sitting.Change) bool {
	err := x.env.Enter(x.pathway, x.step, c)
	x.keep(err)
	if warning := sitting.Identifies(c.Text); warning != "" && err == nil {
		x.fault = warning
	}
	return err == nil
}

func (x *stepScreen) keep(err error) {
	x.fault = sentence(err)
	x.load()
}

func (x *stepScreen) shown() tea.Cmd  { x.load(); x.draw(); return nil }
func (x *stepScreen) lines() []string { return x.scroll.lines() }
func (x *stepScreen) typing() bool    { return x.form != nil }
func (x *stepScreen) leave()          {}

func (x *stepScreen) title() (string, string) { return "Lectern › " + x.pathway.Title, x.step.Kind }

func (x *stepScreen) keys() []key.Binding {
	if x.form != nil {
		return x.form.keys()
	}
	k := x.bind
	k.Rate.SetEnabled(x.step.Scale > 0)
	for _, b := range []*key.Binding{&k.Done, &k.Plan, &k.Waive} {
		b.SetEnabled(x.step.Scale == 0)
	}
	r := x.walk.Steps[x.step.ID]
	k.Open.SetEnabled(r.State > study.Open)
	k.Undo.SetEnabled(len(r.History) > 0)
	k.Read.SetEnabled(len(x.step.See) > 0)
	return []key.Binding{k.Rate, k.Done, k.Plan, k.Waive, k.Open, k.Note, k.Undo, k.Read, k.Page, k.Leave, k.Back, k.Down, k.Up}
}
