package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// A reviewer asks what is due today. It is a quizzer that knows what to do when nothing is.
type reviewer struct {
	*quizzer
	ahead key.Binding
}

func newReview(e *env) *reviewer {
	sit, review, err := e.Due()
	q := newQuizzer(e, sit)
	q.fault, q.waits = sentence(err), review.Due
	return &reviewer{quizzer: q, ahead: key.NewBinding(key.WithKeys("a"), key.WithHelp("a", "study ahead"))}
}

// newAhead asks the questions that come back next.
func newAhead(e *env) *quizzer {
	sit, err := e.Ahead()
	q := newQuizzer(e, sit)
	q.fault = sentence(err)
	return q
}

func (r *reviewer) update(msg tea.Msg) (step, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && r.phase == empty && key.Matches(press, r.ahead) {
		return step{kind: swap, to: newAhead(r.env)}, nil
	}
	return r.quizzer.update(msg)
}

func (r *reviewer) keys() []key.Binding {
	if r.phase == empty {
		return append([]key.Binding{r.ahead}, r.quizzer.keys()...)
	}
	return r.quizzer.keys()
}
