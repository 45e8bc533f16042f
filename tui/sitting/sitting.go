// Package sitting conducts a quiz: which questions, in what state, and what is written down with each answer. It draws nothing;
// the full screen and line mode both ask through it, on the same rules and the same store.
//
// A [Sitting] is begun or resumed, asked for its [Sitting.Current] question, and given the answer with [Sitting.Save], which
// returns what is to be done on disk and takes no effect by itself. [Sitting.Take] takes in what came of it.
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

// A Desk is what a learner works with: a course, the store, and the time in the learner's zone, by the rules they have set.
type Desk struct {
	Course    *course.Course
	Store     *store.Store
	Now       func() time.Time
	Others    func() []*course.Course // opened before: review covers them too; may be nil
	Rules     study.Rules
	Retention float64 // recall to aim at, from 0 to 1; 0 for the usual one
}

// courses are the one at hand and the others.
func (d Desk) courses() []*course.Course {
	all := []*course.Course{d.Course}
	if d.Others != nil {
		all = append(all, d.Others()...)
	}
	return all
}

// DueToday counts what the index says is due in all courses.
func (d Desk) DueToday(tx *store.Tx) (n int) {
	for _, c := range d.courses() {
		n += tx.DueCounts(c.ID, d.Today(), d.Today())[0]
	}
	return n
}

// Today is the learner's day.
func (d Desk) Today() study.Day { return d.Rules.Today(d.Now()) }

// Event makes an event of now.
func (d Desk) Event(kind study.Kind, session string, fill func(*study.Event)) *study.Event {
	now := d.Now()
	ev := &study.Event{Kind: kind, At: now.UTC().Truncate(time.Millisecond), Zone: zone(now), Course: d.Course.ID, Session: session}
	if d.Rules.DayStart != study.Standard().DayStart {
		ev.DayStart = d.Rules.DayStart + 1
	}
	if fill != nil {
		fill(ev)
	}
	return ev
}

// zone names the zone of a time: "Europe/Berlin" if it is known by name, else its offset.
func zone(t time.Time) string {
	if name := t.Location().String(); strings.Contains(name, "/") {
		return name
	}
	return t.Format("-07:00")
}

// Items are the histories in short of questions.
func (d Desk) Items(heads []course.Head) (items map[string]study.Item, err error) {
	err = d.Store.View(func(tx *store.Tx) error {
		items = tx.Items(d.Course.ID, IDs(heads))
		return nil
	})
	return items, err
}

// IDs are the ids of questions.
func IDs(heads []course.Head) []string {
	ids := make([]string, len(heads))
	for i, h := range heads {
		ids[i] = h.ID
	}
	return ids
}

// A Sitting is one quiz or review being taken.
type Sitting struct {
	Desk
	Session   *course.Session // nil in a review, whose questions come from several
	Where     study.Where
	Questions []*course.Question
	Marked    []Marked // one for each question answered so far
	Seed      uint64   // deals options the same way throughout

	keep    bool // the attempt is kept, so that it can be resumed
	attempt study.Attempt
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

// resume takes up the attempt that is kept. Questions the course no longer has are passed over.
func (q *Sitting) resume(tx *store.Tx) {
	q.Seed = q.attempt.Seed
	for i, id := range q.attempt.Questions {
		question := q.Session.Body().Question(id)
		if question == nil {
			continue
		}
		if i < len(q.attempt.Answers) {
			m, ok := recall(tx, q.Course.ID, question, q.attempt.Answers[i])
			if !ok {
				continue
			}
			q.Marked = append(q.Marked, m)
		}
		q.Questions = append(q.Questions, question)
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

// Saved is what came of writing an answer down.
type Saved struct {
	Marked  Marked
	Err     error
	attempt study.Attempt
}

// Save marks an answer and returns what writes it down, together with the state of the quiz, in one transaction. The verdict may
// be shown when that has returned. It may run in a goroutine of its own; only Take changes the sitting.
func (q *Sitting) Save(m Marked) func() Saved {
	m.Result = quiz.Mark(m.Question, m.Answer)
	attempt := q.attempt
	attempt.Answers = append([]string(nil), attempt.Answers...)
	attempt.Done = len(q.Marked)+1 == len(q.Questions)
	if m.Result.Verdict == quiz.Right {
		attempt.Right++
	}
	ev := q.Event(study.Answered, m.Question.Session, func(ev *study.Event) {
		ev.Course = m.Question.Course
		ev.Question, ev.Rev, ev.Answer = m.Question.ID, m.Question.Rev, m.Answer
		ev.Verdict, ev.Confidence, ev.Hint, ev.Where = m.Result.Verdict, m.Confidence, m.Hint, q.Where
		ev.Retention, ev.Seconds = q.retention(m.Question), m.Seconds
	})
	return func() Saved {
		err := q.Store.Update(func(tx *store.Tx) error {
			m.Before = q.taught(tx, ev, m.Question)
			if err := tx.Append(ev); err != nil {
				return err
			}
			m.Item = tx.Item(m.Question.Course, m.Question.ID)
			if !q.keep {
				return nil
			}
			if kept, ok := tx.Attempt(q.Course.ID, q.Session.ID); ok && kept.Seed == attempt.Seed && len(kept.Answers) > len(attempt.Answers) {
				attempt = kept // another window has answered this question in the same quiz: its answer stands there, this one is kept beside it
				return nil
			}
			attempt.Answers = append(attempt.Answers, ev.ID)
			if attempt.Done {
				if err := tx.Append(q.Event(study.Finished, q.Session.ID, nil)); err != nil {
					return err
				}
			}
			return tx.PutAttempt(q.Course.ID, q.Session.ID, attempt)
		})
		if err == nil {
			m.Event = ev.ID
		}
		return Saved{m, err, attempt}
	}
}

// retention is the recall to aim at: higher for safety questions.
func (d Desk) retention(q *course.Question) float64 {
	if q.Critical {
		return max(study.CriticalRetention, d.Retention)
	}
	return d.Retention
}

// Take goes on after an answer, also if it could not be saved.
func (q *Sitting) Take(s Saved) {
	if s.Err == nil {
		q.attempt = s.attempt
	}
	q.Marked = append(q.Marked, s.Marked)
}

// MayOverrule tells whether the learner may count the last answer as right: typed ones only, as another wording may be as good.
func (q *Sitting) MayOverrule() bool {
	if len(q.Marked) == 0 {
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
	m := q.Last()
	m.Overruled, m.Result.Verdict = true, quiz.Right
	attempt := q.attempt
	attempt.Right++
	ev := q.Event(study.Overruled, m.Question.Session, func(ev *study.Event) {
		ev.Course = m.Question.Course
		ev.Question, ev.Of, ev.Verdict = m.Question.ID, m.Event, quiz.Right
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

// TakeOverruled takes in an overruling that was saved.
func (q *Sitting) TakeOverruled(s Saved) {
	if s.Err == nil {
		q.attempt = s.attempt
		q.Marked[len(q.Marked)-1] = s.Marked
	}
}

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

// Objective is what a question tests, in the learner's words.
func (q *Sitting) Objective(question *course.Question) string {
	var texts []string
	s := q.SessionOf(question)
	if s == nil {
		return ""
	}
	for _, id := range question.For {
		if o, ok := s.Objective(id); ok {
			texts = append(texts, o.Text)
		}
	}
	return strings.Join(texts, "; ")
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

// Comment sets the verdict against how sure the learner was; it follows the verdict's word.
func (m Marked) Comment() string {
	right := m.Result.Verdict == quiz.Right
	switch {
	case m.Overruled:
		return ": you counted it as right."
	case right && m.Confidence == study.Guess:
		return ", by a guess: it does not count as known yet."
	case right && m.Confidence == study.Fairly:
		return ", and you were fairly sure."
	case right && m.Confidence == study.Sure:
		return ", and you were sure."
	case m.Confidence == study.Sure:
		return ", though you were sure: worth a second look."
	case m.Confidence == study.Guess:
		return "; you said it was a guess."
	}
	return "."
}

// Word says in short why a question counts as missed.
func (m Marked) Word() string {
	switch {
	case m.Result.Verdict == quiz.Partly:
		return "Partly"
	case m.Result.Verdict == quiz.Right:
		return "Guessed"
	case m.Confidence == study.Sure:
		return "Wrong, and sure"
	}
	return "Wrong"
}

// Instruction says how a type is answered, where the options do not say it themselves.
func Instruction(t course.Type) string {
	switch t {
	case course.Multiple:
		return "Choose all that apply."
	case course.Order:
		return "Put these in order: type their letters from first to last."
	case course.Matching:
		return "For each line, type the letter of what belongs to it."
	case course.Number:
		return "Give the number with its unit."
	case course.Cloze:
		return "Fill the gaps."
	}
	return ""
}

// GapText is a gap's answer as it should be shown: the quantity, or the spellings that count.
func GapText(g course.Gap) string {
	if g.Quantity != nil {
		return g.Quantity.String()
	}
	return strings.Join(g.Accept, " or ")
}

// Sources names the works that an explanation cites: "[4] Rolan 2014".
func (q *Sitting) Sources(question *course.Question) (sources []string) {
	s := q.SessionOf(question)
	if s == nil {
		return nil
	}
	refs, t := s.Course().References(), question.Explanation
	for _, c := range t.Citations() {
		name := c.Key
		if r, ok := refs[c.Key]; ok {
			name = r.Short()
		}
		sources = append(sources, fmt.Sprintf("[%d] %s", c.Number, name))
	}
	return sources
}
