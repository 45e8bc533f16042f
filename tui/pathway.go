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

// Pathway puts a pathway on top.
func (a *App) Pathway(p *course.Pathway) { a.open(newPathway(a.env, p)) }

// pathwayScreen lists a pathway's steps with their state; enter opens one.
type pathwayScreen struct {
	journey
	list    list
	targets []func() screen
	bind    pathwayKeys
}

// A journey is a pathway as far as the learner has come: what its screens have in common.
type journey struct {
	env     *env
	pathway *course.Pathway
	walk    study.Walk
	fault   string

	width, height int
	theme         theme.Theme
}

// load reads what was done. What else is wrong stays told.
func (j *journey) load() {
	walk, err := j.env.Walk(j.pathway)
	j.walk = walk
	if err != nil {
		j.fault = sentence(err)
	}
}

func (j *journey) size(width, height int, t theme.Theme) {
	j.width, j.height, j.theme = width, height, t
}

type pathwayKeys struct{ Log key.Binding }

func newPathway(e *env, p *course.Pathway) *pathwayScreen {
	return &pathwayScreen{journey: journey{env: e, pathway: p}, list: newList(), bind: pathwayKeys{
		Log: key.NewBinding(key.WithKeys("l"), key.WithHelp("l", "logbook")),
	}}
}

func (s *pathwayScreen) shown() tea.Cmd {
	s.fault = ""
	s.load()
	s.draw()
	return nil
}

func (s *pathwayScreen) layout(width, height int, t theme.Theme) {
	s.size(width, height, t)
	s.draw()
}

func (s *pathwayScreen) draw() {
	if s.width == 0 {
		return
	}
	var rows []row
	s.targets = nil
	text := func(lines ...string) { rows = append(rows, row{lines: lines}) }
	if s.fault != "" {
		text(append(typeset.Wrap(s.theme.Warning.Render(s.fault), s.width), "")...)
	}
	pick := func(open func() screen, lines ...string) {
		rows = append(rows, row{pick: true, lines: lines})
		s.targets = append(s.targets, open)
	}
	pick(func() screen { return newLeaf(s.env.Course, s.pathway.Title, s.pathway.Opening) }, "About this pathway")
	sums := s.walk.Sums(s.pathway)
	for _, sec := range s.pathway.Sections {
		text("")
		head := s.theme.Heading.Render(clipTo(sec.Title, s.width-2)) + s.theme.Faint.Render(sumWords(sec, sums))
		if sec.Intro.Empty() {
			text("  " + head)
		} else {
			pick(func() screen { return newLeaf(s.env.Course, sec.Title, sec.Intro) }, head)
		}
		for _, st := range sec.Steps {
			pick(func() screen { return newStep(s.env, s.pathway, st) }, s.step(st)...)
		}
	}
	for _, id := range s.walk.Retired(s.pathway) {
		text(s.theme.Faint.Render(clipTo("retired, but kept: "+id, s.width)))
	}
	s.list.layout(rows, s.width, s.height, s.theme)
}

// sumWords is " 3 of 9 done, 12 h".
func sumWords(sec *course.Section, sums map[string]study.Sum) string {
	sum, ok := sums[sec.Kind]
	if !ok || len(sec.Steps) == 0 || sec.Steps[0].Scale > 0 {
		return ""
	}
	s := fmt.Sprintf("  %d of %d done", sum.Done, sum.All)
	if sum.Waived > 0 {
		s += fmt.Sprintf(", %d waived", sum.Waived)
	}
	switch {
	case sum.Target > 0:
		s += fmt.Sprintf(", %g of %g h", sum.Hours, sum.Target)
	case sum.Hours > 0:
		s += fmt.Sprintf(", %g h", sum.Hours)
	}
	if sum.Credits > 0 {
		s += fmt.Sprintf(", %g credits", sum.Credits)
	}
	return s
}

func (s *pathwayScreen) step(st *course.Step) []string {
	mark := stepMark(s.walk, st)
	state := sitting.StepState(s.pathway, s.walk, st)
	lines := bullet("  "+mark+" ", st.Title.Plain(), max(1, s.width-2))
	if state == "open" || state == "not rated yet" {
		return lines
	}
	return append(lines, indent(typeset.Wrap(s.theme.Faint.Render(state), max(1, s.width-8)), "      ")...)
}

// stepMark is a sign beside which the state's word stands.
func stepMark(w study.Walk, st *course.Step) string {
	r := w.Steps[st.ID]
	switch {
	case r.State == study.Done:
		return "☑"
	case r.State == study.Waived:
		return "☒"
	case st.Scale > 0 && len(r.Ratings) > 0:
		return fmt.Sprint(r.Ratings[len(r.Ratings)-1].Value)
	case st.Scale > 0:
		return "·"
	}
	return "☐"
}

func (s *pathwayScreen) update(msg tea.Msg) (step, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	switch {
	case key.Matches(press, s.bind.Log):
		return step{kind: push, to: newLogbook(s.env, s.pathway)}, nil
	case key.Matches(press, s.list.bind.Enter):
		if s.list.cursor < len(s.targets) {
			return step{kind: push, to: s.targets[s.list.cursor]()}, nil
		}
	case key.Matches(press, s.list.bind.Leave):
		return step{kind: pop}, nil
	}
	s.list.key(press)
	return step{}, nil
}

func (s *pathwayScreen) title() (string, string) { return "Lectern › " + s.pathway.Title, "" }
func (s *pathwayScreen) lines() []string         { return s.list.lines() }
func (s *pathwayScreen) typing() bool            { return false }
func (s *pathwayScreen) leave()                  {}

func (s *pathwayScreen) keys() []key.Binding {
	all := s.list.keys("open")
	return append([]key.Binding{all[0], s.bind.Log}, all[1:]...)
}
