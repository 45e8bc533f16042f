package sitting

import (
	"slices"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

// The attempt on disk is a quiz under way, which two windows may have open. Its answers stand in the order of its questions; one that
// could not be saved is empty. The sitting knows the quiz only as this window has it, so each change begins from what is on disk.

// mine is the attempt as this window has it.
func (q *Sitting) mine() study.Attempt {
	a := q.attempt
	a.Answers, a.Right, a.Done = nil, 0, false
	for _, m := range q.Marked {
		a.Answers = append(a.Answers, m.Event)
		if m.Result.Verdict == quiz.Right {
			a.Right++
		}
	}
	return a
}

// onDisk is the attempt on disk, if it is of the same quiz.
func (q *Sitting) onDisk(tx *store.Tx, mine study.Attempt) (study.Attempt, bool) {
	kept, ok := tx.Attempt(q.Course.ID, q.Session.ID)
	return kept, ok && kept.Seed == mine.Seed && slices.Equal(kept.Questions, mine.Questions)
}

// Elsewhere says what stands in the attempt on disk instead of an answer.
type Elsewhere int

const (
	Nothing      Elsewhere = iota
	OtherAnswer            // that of another window to the same question
	OtherAttempt           // another quiz, begun in another window
)

// addAnswer puts an answer into the attempt. If another window has answered the question in the same quiz, or has another quiz under way,
// that one's stands.
func (q *Sitting) addAnswer(tx *store.Tx, mine study.Attempt, m Marked, event string) (there Elsewhere, finished string, err error) {
	n, a := len(mine.Answers), mine
	switch kept, ok := tx.Attempt(q.Course.ID, q.Session.ID); {
	case ok && kept.Seed != mine.Seed && q.stands(kept, mine):
		return OtherAttempt, "", nil
	case ok && kept.Seed == mine.Seed && slices.Equal(kept.Questions, mine.Questions):
		a = kept
	}
	if len(a.Answers) > n {
		return OtherAnswer, "", nil
	}
	a.Answers = append(slices.Clone(a.Answers), make([]string, n-len(a.Answers))...)
	a.Answers = append(a.Answers, event)
	if m.Result.Verdict == quiz.Right {
		a.Right++
	}
	if a.Done = len(a.Answers) == len(a.Questions); a.Done {
		ev := q.Event(study.Finished, q.Session.ID, nil)
		if err := tx.Append(ev); err != nil {
			return Nothing, "", err
		}
		finished = ev.ID
	}
	return Nothing, finished, tx.PutAttempt(q.Course.ID, q.Session.ID, a)
}

// stands tells whether another quiz on disk is to be left alone: it was begun later, or it is under way with questions the course has.
func (q *Sitting) stands(kept, mine study.Attempt) bool {
	if kept.Done || len(kept.Answers) == 0 {
		return kept.Started.After(mine.Started)
	}
	return slices.ContainsFunc(kept.Questions, func(id string) bool { return q.Session.Body().Question(id) != nil })
}

// dropAnswer takes an answer out of the attempt again, with the quiz's end if it was the last. What another window has answered since
// stays.
func (q *Sitting) dropAnswer(tx *store.Tx, mine study.Attempt, m Marked) error {
	a, ok := q.onDisk(tx, mine)
	last := len(a.Answers) - 1
	if !ok || last < 0 || a.Answers[last] != m.Event {
		return nil
	}
	a.Answers = slices.Clone(a.Answers[:last])
	if m.Result.Verdict == quiz.Right {
		a.Right--
	}
	a.Done = false
	if m.finished != "" {
		ev := q.Event(study.Undone, q.Session.ID, func(ev *study.Event) { ev.Of = m.finished })
		if err := tx.Append(ev); err != nil {
			return err
		}
	}
	return tx.PutAttempt(q.Course.ID, q.Session.ID, a)
}

// countRight counts an overruled answer as right in the attempt, if it stands there.
func (q *Sitting) countRight(tx *store.Tx, mine study.Attempt, m Marked) error {
	a, ok := q.onDisk(tx, mine)
	if !ok || !slices.Contains(a.Answers, m.Event) {
		return nil
	}
	a.Right++
	return tx.PutAttempt(q.Course.ID, q.Session.ID, a)
}
