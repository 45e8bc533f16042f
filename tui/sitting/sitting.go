// Package sitting conducts a quiz: which questions, in what state, and what is written down with each answer. It draws nothing;
// the full screen and line mode both ask through it, on the same rules and the same store.
//
// A [Desk] is what the learner works with. A [Sitting] at it is begun or resumed, asked for its [Sitting.Current] question, and given the
// answer with [Sitting.Save], which returns what is to be done on disk and takes no effect by itself. [Sitting.Take] takes in what came
// of it. [Knowledge] is what all answers come to, and a [Change] is something done on a pathway.
package sitting

import (
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

// A Sitting is one quiz or review being taken.
type Sitting struct {
	Desk
	Session   *course.Session // nil in a review, whose questions come from several
	Where     study.Where
	Questions []*course.Question
	Marked    []Marked // one for each question answered so far
	Seed      uint64   // deals options the same way throughout

	keep    bool          // the attempt is kept, so that it can be resumed
	attempt study.Attempt // seed, beginning and questions of the quiz; the answers are in Marked
}

// Marked is a question with what was answered and what came of it.
type Marked struct {
	Question   *course.Question
	Answer     quiz.Answer
	Result     quiz.Result
	Confidence study.Confidence
	Hint       bool       // it was used
	Seconds    int        // from the question's appearance to the answer
	Item       study.Item // as it is after the answer, if that could be saved
	Event      string     // its id; empty if the answer could not be saved
	Overruled  bool       // the learner counted it as right
	Stays      bool       // the schedule did not move, as it had moved that day
	Elsewhere  Elsewhere  // what stands in the quiz on disk instead
	finished   string     // the event that it ended the quiz, if it did
	Before     string     // what the question taught when the learner answered it last, if the fact has changed since
}

// Quiz resumes a session's quiz, or draws a new one: each is how many questions to ask for an objective, all if zero.
func Quiz(d Desk, s *course.Session, each int) (*Sitting, error) {
	q := &Sitting{Desk: d, Session: s, Where: study.InQuiz, keep: true}
	heads := s.Body().Heads
	var items map[string]study.Item
	err := d.Store.View(func(tx *store.Tx) error {
		items = tx.Items(d.Course.ID, IDs(heads))
		q.attempt, _ = tx.Attempt(d.Course.ID, s.ID)
		q.resume(tx)
		return nil
	})
	if len(q.Questions) == 0 || q.Done() {
		q.begin(study.Draw(heads, items, each))
	}
	return q, err
}

// Selection asks the questions given, such as those missed. It is not kept: each answer is, but not the sitting.
func Selection(d Desk, s *course.Session, where study.Where, ids ...string) *Sitting {
	q := &Sitting{Desk: d, Session: s, Where: where}
	q.begin(ids)
	return q
}

// Review asks questions of any session, in the order given.
func Review(d Desk, where study.Where, questions []*course.Question) *Sitting {
	q := &Sitting{Desk: d, Where: where, Questions: questions}
	q.seed()
	return q
}

func (q *Sitting) seed() {
	h := fnv.New64a()
	fmt.Fprint(h, q.Course.ID, q.Now().UnixNano())
	q.Seed = h.Sum64()
}

func (q *Sitting) begin(ids []string) {
	q.seed()
	q.Questions, q.Marked = nil, nil
	q.attempt = study.Attempt{Seed: q.Seed, Started: q.Now().UTC().Truncate(time.Second)}
	for _, id := range ids {
		if question := q.Session.Body().Question(id); question != nil {
			q.Questions = append(q.Questions, question)
			q.attempt.Questions = append(q.attempt.Questions, id)
		}
	}
}

// SessionOf is the session a question belongs to.
func (q *Sitting) SessionOf(question *course.Question) *course.Session {
	if q.Session != nil {
		return q.Session
	}
	for _, c := range q.courses() {
		if c.ID == question.Course {
			return c.Session(question.Session)
		}
	}
	return nil
}

// resume takes up the attempt that is kept. Questions the course no longer has are passed over; those whose answer could not be saved
// are asked again.
func (q *Sitting) resume(tx *store.Tx) {
	q.Seed = q.attempt.Seed
	var left []*course.Question
	for i, id := range q.attempt.Questions {
		question := q.Session.Body().Question(id)
		if question == nil {
			continue
		}
		if i < len(q.attempt.Answers) {
			if m, ok := recall(tx, q.Course.ID, question, q.attempt.Answers[i]); ok {
				q.Questions, q.Marked = append(q.Questions, question), append(q.Marked, m)
				continue
			}
		}
		left = append(left, question)
	}
	q.Questions = append(q.Questions, left...)
	q.attempt.Questions = nil
	for _, question := range q.Questions {
		q.attempt.Questions = append(q.attempt.Questions, question.ID)
	}
}

// recall finds an answer given earlier, with the verdict that holds now.
func recall(tx *store.Tx, course string, question *course.Question, event string) (m Marked, found bool) {
	for _, ev := range tx.History(course, question.ID) {
		switch {
		case ev.ID == event:
			found = true
			m = Marked{Question: question, Answer: ev.Answer, Result: quiz.Mark(question, ev.Answer), Confidence: ev.Confidence, Hint: ev.Hint, Event: ev.ID}
			m.Result.Verdict = ev.Verdict
		case ev.Kind == study.Overruled && ev.Of == event:
			m.Overruled, m.Result.Verdict = true, ev.Verdict
		case ev.Kind == study.Undone && ev.Of == event:
			found = false
		}
	}
	return m, found
}

// Current is the question to ask next, or nil at the end.
func (q *Sitting) Current() *course.Question {
	if q.Done() {
		return nil
	}
	return q.Questions[len(q.Marked)]
}

// Done tells whether all questions are answered.
func (q *Sitting) Done() bool { return len(q.Marked) >= len(q.Questions) }

// Last is the answer given last.
func (q *Sitting) Last() Marked { return q.Marked[len(q.Marked)-1] }

// Passage finds the session and the heading that teach a question; the session is nil if there is none.
func (q *Sitting) Passage(question *course.Question) (*course.Session, string) {
	s, heading := q.SessionOf(question), question.See
	if other, h, ok := strings.Cut(question.See, "#"); ok && s != nil {
		s, heading = s.Course().Session(other), h
	}
	if s == nil || heading == "" || s.Body().Reading.HeadingBlock(heading) < 0 {
		return nil, ""
	}
	return s, heading
}

// Tallies count the answers so far for each objective of the session, and in all.
func (q *Sitting) Tallies() (by map[string]study.Tally, all study.Tally) {
	by = map[string]study.Tally{}
	for _, m := range q.Marked {
		one := study.Tally{Answers: 1}
		if m.Result.Verdict == quiz.Right {
			one.Right = 1
			if m.Confidence == study.Guess {
				one.Guessed = 1
			}
		}
		all = all.Plus(one)
		for _, id := range m.Question.For {
			by[id] = by[id].Plus(one)
		}
	}
	return by, all
}

// Missed are the answers that were not right, or right by a guess.
func (q *Sitting) Missed() (missed []Marked) {
	for _, m := range q.Marked {
		if m.Result.Verdict != quiz.Right || m.Confidence == study.Guess && !m.Overruled {
			missed = append(missed, m)
		}
	}
	return missed
}
