package sitting

import (
	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

// Saved is what came of writing an answer down.
type Saved struct {
	Marked Marked
	Err    error
}

// Save marks an answer and returns what writes it down, together with the state of the quiz, in one transaction. The verdict may
// be shown when that has returned. It may run in a goroutine of its own; only Take changes the sitting.
func (q *Sitting) Save(m Marked) func() Saved {
	m.Result = quiz.Mark(m.Question, m.Answer)
	mine := q.mine()
	ev := q.Event(study.Answered, m.Question.Session, func(ev *study.Event) {
		ev.Course = m.Question.Course
		ev.Question, ev.Rev, ev.Answer = m.Question.ID, m.Question.Rev, m.Answer
		ev.Verdict, ev.Confidence, ev.Hint, ev.Where = m.Result.Verdict, m.Confidence, m.Hint, q.Where
		ev.Retention, ev.Seconds = q.retention(m.Question), m.Seconds
	})
	return func() Saved {
		err := q.Store.Update(func(tx *store.Tx) (err error) {
			m.Before = q.taught(tx, ev, m.Question)
			was := tx.Item(m.Question.Course, m.Question.ID)
			if err := tx.Append(ev); err != nil {
				return err
			}
			m.Item = tx.Item(m.Question.Course, m.Question.ID)
			m.Stays = was.Scheduled() && was.Schedule == m.Item.Schedule
			if q.keep {
				m.Elsewhere, m.finished, err = q.addAnswer(tx, mine, m, ev.ID)
			}
			return err
		})
		if err == nil {
			m.Event = ev.ID
		}
		return Saved{m, err}
	}
}

// Take goes on after an answer, also if it could not be saved.
func (q *Sitting) Take(s Saved) { q.Marked = append(q.Marked, s.Marked) }

// MayOverrule tells whether the learner may count the last answer as right: typed ones only, as another wording may be as good.
func (q *Sitting) MayOverrule() bool {
	if len(q.Marked) == 0 || q.Where == study.InPretest {
		return false
	}
	m := q.Last()
	switch m.Question.Type {
	case course.Typed, course.Number, course.Cloze:
		return m.Result.Verdict != quiz.Right && m.Event != "" && !m.Overruled
	}
	return false
}

// Overrule returns what writes down that the learner counts the last answer as right.
func (q *Sitting) Overrule() func() Saved {
	m, mine := q.Last(), q.mine()
	ev := q.Event(study.Overruled, m.Question.Session, func(ev *study.Event) {
		ev.Course = m.Question.Course
		ev.Question, ev.Of, ev.Verdict = m.Question.ID, m.Event, quiz.Right
	})
	return func() Saved {
		err := q.Store.Update(func(tx *store.Tx) error {
			if err := tx.Append(ev); err != nil {
				return err
			}
			m.Item = tx.Item(m.Question.Course, m.Question.ID)
			if !q.keep {
				return nil
			}
			return q.countRight(tx, mine, m)
		})
		m.Overruled, m.Result.Verdict = true, quiz.Right
		return Saved{m, err}
	}
}

// TakeOverruled takes in an overruling that was saved.
func (q *Sitting) TakeOverruled(s Saved) {
	if s.Err == nil && len(q.Marked) > 0 {
		q.Marked[len(q.Marked)-1] = s.Marked
	}
}

// Undo returns what takes the last answer back; the question is then asked again.
func (q *Sitting) Undo() func() Saved {
	m, mine := q.Last(), q.mine()
	ev := q.Event(study.Undone, m.Question.Session, func(ev *study.Event) {
		ev.Course, ev.Question, ev.Of = m.Question.Course, m.Question.ID, m.Event
	})
	return func() Saved {
		err := q.Store.Update(func(tx *store.Tx) error {
			if err := tx.Append(ev); err != nil || !q.keep {
				return err
			}
			return q.dropAnswer(tx, mine, m)
		})
		return Saved{m, err}
	}
}

// TakeUndone goes back to the question whose answer was taken back.
func (q *Sitting) TakeUndone(s Saved) {
	if s.Err == nil && len(q.Marked) > 0 && q.Last().Event == s.Marked.Event {
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
		return Saved{m, err}
	}
}

// TakeSuspended takes in what suspending the question answered last came to.
func (q *Sitting) TakeSuspended(s Saved) {
	if s.Err == nil && len(q.Marked) > 0 {
		q.Marked[len(q.Marked)-1].Item = s.Marked.Item
	}
}
