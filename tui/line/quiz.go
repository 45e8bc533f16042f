package line

import (
	"errors"
	"fmt"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/tui/sitting"
)

// Quiz asks a session's quiz, going on where it was left: each is how many questions for an objective, all if zero.
func (m *Mode) Quiz(s *course.Session, each int) error {
	q, err := sitting.Quiz(m.Desk, s, each)
	if err != nil {
		m.wrap("What was answered before cannot be read: " + err.Error())
	}
	if len(q.Questions) == 0 {
		m.say("This session has no quiz.")
		return nil
	}
	m.wrap(fmt.Sprintf("Quiz of session %d: %s. %s. A line %s", s.Number(), s.Title, sitting.Count(len(q.Questions), "question", "questions"), commands))
	if n := len(q.Marked); n > 0 {
		m.say(fmt.Sprintf("Going on after %d answered.", n))
	}
	err = m.conduct(q)
	if errors.Is(err, errEnd) {
		m.stopped(q)
		return nil
	}
	if err != nil {
		return err
	}
	m.results(q)
	return nil
}

// stopped says what is kept of a quiz that was left.
func (m *Mode) stopped(q *sitting.Sitting) {
	kept := " They are kept."
	if len(q.Marked) == 0 {
		kept = ""
	}
	m.say(fmt.Sprintf("Stopped after %d of %d questions.%s", len(q.Marked), len(q.Questions), kept))
}

// conduct asks until all is answered or the input ends.
func (m *Mode) conduct(q *sitting.Sitting) error {
	for {
		err := m.next(q)
		switch {
		case errors.Is(err, errUndo):
			m.undo(q)
		case errors.Is(err, errSuspend):
			m.suspend(q)
		case errors.Is(err, errDone):
			return nil
		case err != nil:
			return err
		}
	}
}

// next asks the next question. After the last there is a chance to take it back, if somebody is there.
func (m *Mode) next(q *sitting.Sitting) error {
	if !q.Done() {
		return m.question(q)
	}
	if !m.Ask || q.Where == study.InPretest || q.Where == study.InCheck {
		return errDone
	}
	if _, err := m.reply("Enter goes on, :undo takes the last answer back. "); err != nil && !errors.Is(err, errEnd) {
		return err
	}
	return errDone
}

// undo takes the last answer back, after which its question is asked again.
func (m *Mode) undo(q *sitting.Sitting) {
	if len(q.Marked) == 0 || q.Last().Event == "" {
		m.say("There is no answer to take back.")
		return
	}
	saved := q.Undo()()
	if saved.Err != nil {
		m.wrap("Not saved: " + saved.Err.Error())
		return
	}
	q.TakeUndone(saved)
	m.say("Taken back.")
}

// suspend keeps the question answered last from coming back, or lets it come back again.
func (m *Mode) suspend(q *sitting.Sitting) {
	if len(q.Marked) == 0 {
		m.say("No question is answered yet.")
		return
	}
	last := &q.Marked[len(q.Marked)-1]
	saved := q.Suspend(last.Question, !last.Item.Suspended)()
	if saved.Err != nil {
		m.wrap("Not saved: " + saved.Err.Error())
		return
	}
	q.TakeSuspended(saved)
	if last.Item.Suspended {
		m.say("The question answered last does not come back. The same command lets it.")
	} else {
		m.say("The question answered last comes back again.")
	}
}

func (m *Mode) question(q *sitting.Sitting) error {
	now := sitting.Marked{Question: q.Current()}
	m.pose(q, now.Question)
	var err error
	if now.Answer, err = m.answer(q, &now); err != nil {
		return err
	}
	if now.Confidence, err = m.confidence(); err != nil {
		return err
	}
	if now.Question.Type == course.Recall {
		if now.Answer.Judged, err = m.judged(now.Question); err != nil {
			return err
		}
	}
	saved := q.Save(now)()
	q.Take(saved)
	m.tell(q, saved)
	return m.mayOverrule(q)
}

// pose prints the question with its options.
func (m *Mode) pose(q *sitting.Sitting, question *course.Question) {
	if q.Where != study.InCheck {
		m.say("")
	}
	if len(q.Questions) > 1 {
		m.say(fmt.Sprintf("Question %d of %d", len(q.Marked)+1, len(q.Questions)))
	}
	if o := q.Objective(question); o != "" && q.Where != study.InCheck {
		m.wrap("Objective: " + o)
	}
	if c := question.Case; c != nil {
		m.say("", "Case: "+c.Title)
		m.say(m.setter.Text(c.Vignette)...)
	}
	m.say("")
	m.say(m.setter.Text(question.Lead)...)
	if !question.Stem.Empty() {
		m.say("")
		m.say(m.setter.Text(question.Stem)...)
	}
	m.say("")
	if w := sitting.Instruction(question.Type); w != "" {
		m.say(w)
	}
	m.options(q, question)
}

func (m *Mode) options(q *sitting.Sitting, question *course.Question) {
	deal := quiz.Deal(question, q.Seed)
	switch question.Type {
	case course.Matching:
		for i, left := range question.Lefts {
			m.wrap(fmt.Sprintf("%d. %s", i+1, left.Plain()))
		}
		m.say("belongs to:")
		for i, r := range deal {
			m.wrap(letter(i) + ". " + question.Rights[r].Plain())
		}
	case course.Cloze:
		m.say(m.setter.Text(question.Passage)...)
	default:
		for i, o := range deal {
			if o < len(question.Options) {
				m.wrap(letter(i) + ". " + question.Options[o].Text.Plain())
			}
		}
	}
}

func letter(i int) string { return string(rune('a' + i%26)) }

// results sums the quiz up.
func (m *Mode) results(q *sitting.Sitting) {
	by, all := q.Tallies()
	m.say("", fmt.Sprintf("Result: %d of %d right, %d of them guessed.", all.Right, all.Answers, all.Guessed))
	for _, o := range q.Session.Objectives { // a review has its own ending
		if t := by[o.ID]; t.Answers > 0 {
			m.item(fmt.Sprintf("%s: %d of %d right, %d guessed", o.Text, t.Right, t.Answers, t.Guessed))
		}
	}
	for _, missed := range q.Missed() {
		m.wrap(missed.Word() + ": " + missed.Question.Lead.Plain())
	}
}
