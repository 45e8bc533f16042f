package sitting

import (
	"fmt"

	"lectern/course"
	"lectern/course/quiz"
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

// review puts together what is due today in all courses.
func (d Desk) review(tx *store.Tx) (study.Review, error) {
	today := d.Today()
	var asked []study.Card
	reviewed := 0
	for _, c := range d.courses() {
		cards, err := dueIn(tx, c, today)
		if err != nil {
			return study.Review{}, err
		}
		asked = append(asked, cards...)
		reviewed += reviewedIn(tx, c, today)
	}
	return d.Rules.Review(asked, today, reviewed), nil
}

// dueIn are the cards of a course that are due or may have changed.
func dueIn(tx *store.Tx, c *course.Course, today study.Day) (asked []study.Card, err error) {
	cards := cardsOf(c)
	wanted := map[string]bool{}
	err = tx.Due(c.ID, today, func(question string) error { wanted[question] = true; return nil })
	var ids []string
	for _, card := range cards {
		if wanted[card.ID] || card.Rev > 1 {
			ids = append(ids, card.ID)
		}
	}
	items := tx.Items(c.ID, ids)
	for _, card := range cards {
		if wanted[card.ID] || card.Rev > 1 {
			card.Item = items[card.ID]
			asked = append(asked, card)
		}
	}
	return asked, err
}

// cardsOf are all questions of a course, in order, without their history.
func cardsOf(c *course.Course) (cards []study.Card) {
	for _, s := range c.Sessions {
		b := s.Body()
		for i, h := range b.Heads {
			cards = append(cards, study.Card{Head: h, Course: c.ID, Session: s.ID, Case: b.CaseOf(i)})
		}
	}
	return cards
}

// reviewedIn counts the questions of a course whose schedule moved today and that were answered before.
func reviewedIn(tx *store.Tx, c *course.Course, today study.Day) (n int) {
	_ = tx.AllItems(c.ID, func(_ string, it study.Item) error {
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
		for _, c := range d.courses() {
			if c.ID != a.Course {
				continue
			}
			if s := c.Session(a.Session); s != nil {
				if q := s.Body().Question(a.ID); q != nil {
					questions = append(questions, q)
				}
			}
		}
	}
	return questions
}

// Ahead are the questions that come back next although none is due: to study ahead.
func (d Desk) Ahead() (*Sitting, error) {
	var asks []study.Ask
	today := d.Today()
	err := d.Store.View(func(tx *store.Tx) error {
		for _, c := range d.courses() {
			cards := map[string]study.Card{}
			for _, card := range cardsOf(c) {
				cards[card.ID] = card
			}
			err := tx.Due(c.ID, today+study.Longest, func(id string) error {
				card, ok := cards[id]
				if ok && len(asks) < max(1, d.Rules.Daily) {
					if card.Item = tx.Item(c.ID, id); card.Item.Day != today {
						asks = append(asks, study.Ask{Card: card})
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
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
	if m.Result.Verdict == quiz.Right {
		attempt.Right--
	}
	ev := q.Event(study.Undone, m.Question.Session, func(ev *study.Event) {
		ev.Course, ev.Question, ev.Of = m.Question.Course, m.Question.ID, m.Event
	})
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
	ev := q.Event(kind, question.Session, func(ev *study.Event) { ev.Course, ev.Question = question.Course, question.ID })
	m := Marked{Question: question}
	if len(q.Marked) > 0 {
		m = q.Last()
	}
	return func() Saved {
		err := q.Store.Update(func(tx *store.Tx) error {
			if err := tx.Append(ev); err != nil {
				return err
			}
			m.Item = tx.Item(question.Course, question.ID)
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
