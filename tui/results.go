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

// results shows what a quiz came to, per objective, and the questions missed, each with its passage a key away.
type results struct {
	quiz    *quizzer
	mastery map[string]study.Mastery
	missed  []sitting.Marked
	onward  bool // there is something to go on with
	list    list
	bind    resultKeys

	width, height int
	theme         theme.Theme
}

type resultKeys struct{ Retry, Again, Next key.Binding }

func newResults(q *quizzer) *results {
	r := &results{quiz: q, list: newList(), bind: resultKeys{
		Retry: key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "retry missed")),
		Again: key.NewBinding(key.WithKeys("a"), key.WithHelp("a", "another quiz")),
		Next:  key.NewBinding(key.WithKeys("n", ">"), key.WithHelp("n", "next session")),
	}}
	r.missed = q.sitting.Missed()
	r.onward = q.sitting.Session == nil || q.sitting.Session.Number() < len(q.env.Course.Sessions)
	if s := q.sitting.Session; s != nil {
		heads := s.Body().Heads
		if items, err := q.env.Items(heads); err == nil {
			r.mastery = study.Masteries(heads, items, q.env.Today())
		}
	}
	return r
}

func (r *results) layout(width, height int, t theme.Theme) {
	r.width, r.height, r.theme = width, height, t
	var rows []row
	text := func(lines ...string) { rows = append(rows, row{lines: lines}) }
	text(append(typeset.Wrap(r.summary(), width), "")...)
	for _, o := range r.objectives() {
		text(o...)
	}
	if len(r.missed) > 0 {
		text("", t.Strong.Render("Missed or guessed"))
	}
	for _, m := range r.missed {
		rows = append(rows, row{pick: true, lines: typeset.Wrap(m.Word()+": "+m.Question.Lead.Plain(), max(1, width-2))})
	}
	if len(r.missed) == 0 {
		text("", "Nothing missed. "+map[bool]string{true: "n goes on from here.", false: ""}[r.onward])
	}
	r.list.layout(rows, width, height, t)
}

func (r *results) summary() string {
	_, all := r.quiz.sitting.Tallies()
	s := r.theme.Strong.Render(fmt.Sprintf("%d of %d right", all.Right, all.Answers))
	pass := r.quiz.env.Course.Pass
	if r.quiz.sitting.Session == nil {
		return s + "."
	}
	if float64(all.Right) >= pass*float64(all.Answers) {
		return s + fmt.Sprintf(", which is at least the %.0f %% this course asks for.", 100*pass)
	}
	return s + fmt.Sprintf("; the course asks for %.0f %%. Nothing is locked: go on as you see fit.", 100*pass)
}

// objectives counts right, guessed and wrong for each.
func (r *results) objectives() (out [][]string) {
	if r.quiz.sitting.Session == nil {
		return nil
	}
	by, _ := r.quiz.sitting.Tallies()
	for _, o := range r.quiz.sitting.Session.Objectives {
		t := by[o.ID]
		if t.Answers == 0 {
			continue
		}
		mark := r.theme.Right.Render("✓ ")
		if t.Right-t.Guessed < t.Answers {
			mark = r.theme.Partly.Render("~ ")
		}
		if t.Right-t.Guessed <= 0 {
			mark = r.theme.Wrong.Render("✗ ")
		}
		m := r.mastery[o.ID]
		out = append(out, bullet(mark, o.Text+": "+tallyWords(t)+"; "+m.Standing.String()+sitting.Why(m), r.width))
	}
	return out
}

// next is what to go on with: after a review what Today proposes, after a quiz the session that follows. It is nil if there is none.
func (r *results) next() screen {
	if r.quiz.sitting.Session == nil {
		return newToday(r.quiz.env).onward()
	}
	all := r.quiz.env.Course.Sessions
	if i := r.quiz.sitting.Session.Number(); i < len(all) {
		return newReader(r.quiz.env, all[i], "")
	}
	return nil
}

func (r *results) update(msg tea.Msg) (step, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	q := r.quiz
	switch {
	case key.Matches(press, r.list.bind.Enter):
		if r.list.cursor < len(r.missed) {
			if p := q.passage(r.missed[r.list.cursor].Question); p != nil {
				return step{kind: push, to: p}, nil
			}
		}
	case key.Matches(press, r.bind.Retry):
		if len(r.missed) > 0 {
			return step{kind: swap, to: newQuizzer(q.env, sitting.Review(q.env.Desk, study.InPractice, r.questions()))}, nil
		}
	case key.Matches(press, r.bind.Again):
		if q.sitting.Session == nil {
			return step{kind: swap, to: newReview(q.env)}, nil
		}
		return step{kind: swap, to: newQuiz(q.env, q.sitting.Session)}, nil
	case key.Matches(press, r.bind.Next):
		if n := r.next(); n != nil {
			return step{kind: swap, to: n}, nil
		}
	case key.Matches(press, r.list.bind.Leave):
		return step{kind: pop}, nil
	}
	r.list.key(press)
	return step{}, nil
}

func (r *results) questions() (questions []*course.Question) {
	for _, m := range r.missed {
		questions = append(questions, m.Question)
	}
	return questions
}

func (r *results) title() (string, string) {
	return strings.TrimSuffix(r.quiz.name(), " › Quiz") + " › Results", ""
}

func (r *results) shown() tea.Cmd  { return nil }
func (r *results) lines() []string { return r.list.lines() }
func (r *results) typing() bool    { return false }
func (r *results) leave()          {}

func (r *results) keys() []key.Binding {
	k := r.bind
	k.Retry.SetEnabled(len(r.missed) > 0)
	k.Next.SetEnabled(r.onward)
	if r.quiz.sitting.Session == nil {
		k.Again.SetHelp("a", "what else is due")
		k.Next.SetHelp("n", "go on")
	}
	all := r.list.keys("the passage")
	all[0].SetEnabled(len(r.missed) > 0)
	return append([]key.Binding{all[0], k.Retry, k.Next, k.Again}, all[1:]...)
}
