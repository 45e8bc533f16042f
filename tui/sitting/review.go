package sitting

import (
	"fmt"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
)

// Plan says what there is to do today: the review, and what to go on with. It reads the heads of all sessions' questions, and so is
// made in the background.
func (d Desk) Plan() (study.Plan, study.Review, error) {
	var review study.Review
	var plan study.Plan
	err := d.Store.View(func(tx *store.Tx) error {
		var err error
		if review, err = d.review(tx); err != nil {
			return err
		}
		plan = review.Plan(d.progress(tx), 0)
		return nil
	})
	return plan, review, err
}

// review puts together what is due today.
func (d Desk) review(tx *store.Tx) (study.Review, error) {
	today := d.Today()
	cards := d.cards()
	due := map[string]bool{}
	if err := tx.Due(d.Course.ID, today, func(question string) error { due[question] = true; return nil }); err != nil {
		return study.Review{}, err
	}
	var ids []string
	for _, c := range cards {
		if due[c.ID] || c.Rev > 1 {
			ids = append(ids, c.ID)
		}
	}
	items := tx.Items(d.Course.ID, ids)
	var asked []study.Card
	for _, id := range ids {
		c := cards[id]
		c.Item = items[id]
		asked = append(asked, c)
	}
	return d.Rules.Review(asked, today, d.reviewed(tx, today)), nil
}

// cards are all questions of the course, without their history.
func (d Desk) cards() map[string]study.Card {
	cards := map[string]study.Card{}
	for _, s := range d.Course.Sessions {
		b := s.Body()
		for i, h := range b.Heads {
			cards[h.ID] = study.Card{Head: h, Session: s.ID, Case: b.CaseOf(i)}
		}
	}
	return cards
}

// reviewed counts the questions whose schedule moved today.
func (d Desk) reviewed(tx *store.Tx, today study.Day) (n int) {
	_ = tx.AllItems(d.Course.ID, func(_ string, it study.Item) error {
		if it.Scheduled() && it.Day == today && it.Answers > 1 {
			n++
		}
		return nil
	})
	return n
}

// progress is how far the learner is in each session.
func (d Desk) progress(tx *store.Tx) (all []study.Progress) {
	for _, s := range d.Course.Sessions {
		p := tx.Place(d.Course.ID, s.ID)
		a, _ := tx.Attempt(d.Course.ID, s.ID)
		read := p.Size > 0 && p.Reached >= p.Size
		all = append(all, study.Progress{Session: s.ID, Minutes: s.Minutes, Place: p, Read: read, Quizzed: a.Done || read && len(s.Body().Heads) == 0})
	}
	return all
}

// Due is today's review, ready to be asked. Ahead, if nothing is due, takes the questions that come back next.
func (d Desk) Due() (*Sitting, study.Review, error) {
	_, review, err := d.Plan()
	return Review(d, study.InReview, d.questions(review.Asks)), review, err
}

func (d Desk) questions(asks []study.Ask) (questions []*course.Question) {
	for _, a := range asks {
		if s := d.Course.Session(a.Session); s != nil {
			if q := s.Body().Question(a.ID); q != nil {
				questions = append(questions, q)
			}
		}
	}
	return questions
}

// Ahead are the questions that come back next although none is due: to study ahead.
func (d Desk) Ahead() (*Sitting, error) {
	var asks []study.Ask
	err := d.Store.View(func(tx *store.Tx) error {
		cards := d.cards()
		today := d.Today()
		return tx.Due(d.Course.ID, today+study.Longest, func(id string) error {
			if c, ok := cards[id]; ok && len(asks) < max(1, d.Rules.Daily) {
				c.Item = tx.Item(d.Course.ID, id)
				if c.Item.Day != today {
					asks = append(asks, study.Ask{Card: c})
				}
			}
			return nil
		})
	})
	return Review(d, study.InPractice, d.questions(asks)), err
}

// Pretest are up to four questions to guess at before reading: those marked for it, else none.
func (d Desk) Pretest(s *course.Session) []*course.Question {
	var questions []*course.Question
	for _, h := range s.Body().Heads {
		if q := s.Body().Question(h.ID); h.Pretest && q != nil && len(questions) < 4 {
			questions = append(questions, q)
		}
	}
	return questions
}

// Undo returns what takes the last answer back; the question is then asked again.
func (q *Sitting) Undo() func() Saved {
	m := q.Last()
	attempt := q.attempt
	attempt.Done = false
	if n := len(attempt.Answers); n > 0 {
		attempt.Answers = append([]string(nil), attempt.Answers[:n-1]...)
	}
	if m.Result.Verdict.String() == "Right" {
		attempt.Right--
	}
	ev := q.Event(study.Undone, m.Question.Session, func(ev *study.Event) { ev.Question, ev.Of = m.Question.ID, m.Event })
	return func() Saved {
		err := q.Store.Update(func(tx *store.Tx) error {
			if err := tx.Append(ev); err != nil || !q.keep {
				return err
			}
			return tx.PutAttempt(q.Course.ID, q.Session.ID, attempt)
		})
		return Saved{m, err, attempt}
	}
}

// TakeUndone goes back to the question whose answer was taken back.
func (q *Sitting) TakeUndone(s Saved) {
	if s.Err == nil {
		q.attempt = s.attempt
		q.Marked = q.Marked[:len(q.Marked)-1]
	}
}

// Suspend returns what keeps a question from coming back, or lets it come back again.
func (q *Sitting) Suspend(question *course.Question, on bool) func() Saved {
	kind := study.Resumed
	if on {
		kind = study.Suspended
	}
	ev := q.Event(kind, question.Session, func(ev *study.Event) { ev.Question = question.ID })
	m := Marked{Question: question}
	if len(q.Marked) > 0 {
		m = q.Last()
	}
	return func() Saved {
		err := q.Store.Update(func(tx *store.Tx) error {
			if err := tx.Append(ev); err != nil {
				return err
			}
			m.Item = tx.Item(q.Course.ID, question.ID)
			return nil
		})
		return Saved{m, err, q.attempt}
	}
}

// Next says when a question comes back and why then: "in 6 days, because you were sure and right twice".
func Next(it study.Item, today study.Day) string {
	d, ok := it.Date(today)
	switch {
	case it.Suspended:
		return "suspended: it does not come back"
	case !ok:
		return ""
	}
	when := fmt.Sprintf("in %d days", d.Days)
	switch d.Days {
	case 0:
		when = "today"
	case 1:
		when = "tomorrow"
	}
	return when + ", because " + reason(d)
}

func reason(d study.Date) string {
	switch d.Because {
	case study.WasGuessed:
		return "it was a guess"
	case study.WasFairly:
		return "you were right and fairly sure"
	case study.WasHinted:
		return "you were right with a hint"
	case study.WasSure:
		if d.Times > 1 {
			return "you were sure and right " + times(d.Times)
		}
		return "you were sure and right"
	}
	return "it was not right"
}

func times(n int) string {
	if n == 2 {
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}
