package tui

import (
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/sitting"
	"lectern/tui/typeset"
)

// A check is a question in the flow of the reading that is being answered there: the keys are the question's, the page moves around it.
type check struct {
	quizzer *quizzer
	piece   int // of the page
}

// checkInView is the first question in view that is set in the flow of the text and was not answered yet, or else the first.
func (r *reader) checkInView() (piece int, q *course.Question) {
	p := r.page
	for at := p.top.piece; at <= p.atLine(p.height-1); at++ {
		i := p.block(at)
		if i < 0 || p.text.Blocks[i].Kind != course.CheckMark {
			continue
		}
		question := p.body.Question(p.text.Blocks[i].ID)
		if question != nil && (q == nil || p.status[question.ID] == "") {
			piece, q = at, question
		}
		if q != nil && p.status[q.ID] == "" {
			break
		}
	}
	return piece, q
}

func (r *reader) beginCheck() {
	piece, question := r.checkInView()
	if question == nil {
		return
	}
	q := newQuizzer(r.env, sitting.Selection(r.env.Desk, r.session, study.InCheck, question.ID))
	q.layout(r.page.setter.Width, r.page.height, r.theme)
	r.check = &check{q, piece}
	r.drawCheck()
	r.page.reveal(piece, 0, len(r.page.lines(piece)))
}

// endCheck gives the keys back to the page, on which the question folds up again.
func (r *reader) endCheck() {
	r.check.quizzer.leave()
	r.check = nil
	r.page.status = r.checkStatus()
	r.page.live, r.page.livePiece = nil, 0
	r.page.forget()
	r.page.settle()
}

// answerCheck lets the question have a message.
func (r *reader) answerCheck(msg tea.Msg) (step, tea.Cmd) {
	c := r.check
	if press, ok := msg.(tea.KeyPressMsg); ok {
		if n, scrolls := c.quizzer.scrolls(press); scrolls {
			return step{}, r.passCheck(n)
		}
	}
	before := c.quizzer.phase
	st, cmd := c.quizzer.update(msg)
	if st.kind == pop {
		r.endCheck()
		return step{}, cmd
	}
	from, to := r.drawCheck()
	switch _, press := msg.(tea.KeyPressMsg); {
	case c.quizzer.phase != before && to == 0: // a verdict, say
		r.page.reveal(c.piece, 0, len(r.page.lines(c.piece)))
	case press || c.quizzer.phase != before:
		r.page.reveal(c.piece, from, to)
	}
	return st, cmd
}

// passCheck scrolls the page. A question that was answered and is out of view has done its part.
func (r *reader) passCheck(n int) tea.Cmd {
	r.page.move(n)
	if r.check.quizzer.phase == told && (r.page.top.piece > r.check.piece || r.page.atLine(r.page.height-1) < r.check.piece) {
		r.endCheck()
	}
	return r.touch()
}

func (r *reader) layoutCheck(width, height int) {
	if r.check != nil {
		r.check.quizzer.layout(width, height, r.theme)
		r.page.live, _, _ = r.check.draw()
	}
}

// drawCheck sets the question anew and returns the lines of its piece that matter now; both are 0 when all of it does.
func (r *reader) drawCheck() (from, to int) {
	p := r.page
	p.live, from, to = r.check.draw()
	p.livePiece = r.check.piece
	delete(p.cache, p.livePiece)
	if to > 0 {
		gap := len(p.lines(p.livePiece)) - len(p.live)
		from, to = from+gap, to+gap
	}
	return from, to
}

func (c *check) draw() (lines []string, from, to int) {
	q := c.quizzer
	body, from, to := q.drawn()
	head := typeset.Wrap(q.theme.Accent.Render("Check yourself"), q.width)
	if to > 0 {
		from, to = from+len(head), to+len(head)
	}
	return append(head, body...), from, to
}

// checkStatus tells of each inline check how it was last answered.
func (r *reader) checkStatus() map[string]string {
	status := map[string]string{}
	var ids []string
	for _, h := range r.page.body.Heads {
		if h.Check {
			ids = append(ids, h.ID)
		}
	}
	if len(ids) == 0 {
		return status
	}
	_ = r.env.Store.View(func(tx *store.Tx) error {
		for id, it := range tx.Items(r.env.Course.ID, ids) {
			if it.Answers > 0 {
				status[id] = "last time: " + it.Last.String()
			}
		}
		return nil
	})
	return status
}
