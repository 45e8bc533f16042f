package line

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/tui/sitting"
)

// tell prints the verdict, which begins with its word, after the answer is on disk. If it could not be saved the line says so first.
func (m *Mode) tell(q *sitting.Sitting, s sitting.Saved) {
	m.say("")
	if q.Where == study.InPretest {
		m.keptGuess(s)
		return
	}
	head := s.Marked.Result.Verdict.String() + s.Marked.Comment()
	if s.Err != nil {
		m.wrap("Not saved: " + s.Err.Error())
		head = "If it had been: " + head
	}
	if n := s.Marked.Result.Note; n != "" {
		head += " " + n
	}
	m.wrap(head)
	m.comesBack(s)
	if aside := s.Marked.Aside(); aside != "" {
		m.wrap(aside)
	}
	if s.Marked.Before != "" {
		m.wrap("This changed since you learned it. Then: " + s.Marked.Before)
		m.wrap("Now: " + sitting.Teaches(s.Marked.Question))
	}
	m.why(q, s.Marked)
	if e := s.Marked.Question.Explanation; !e.Empty() {
		m.say("")
		m.say(m.setter.Text(e)...)
	}
	if sources := q.Sources(s.Marked.Question); len(sources) > 0 {
		m.wrap("Sources: " + strings.Join(sources, ", "))
	}
	if session, heading := q.Passage(s.Marked.Question); session != nil {
		text := session.Body().Reading
		m.wrap(fmt.Sprintf("Taught in session %d under “%s”.", session.Number(), text.Title(text.HeadingBlock(heading))))
	}
}

// keptGuess takes note of a guess before the reading, which is never marked.
func (m *Mode) keptGuess(s sitting.Saved) {
	if s.Err != nil {
		m.wrap("Not saved: " + s.Err.Error())
	}
	m.wrap(sitting.KeptGuess)
}

// why says of each part what is right.
func (m *Mode) why(q *sitting.Sitting, now sitting.Marked) {
	question := now.Question
	switch question.Type {
	case course.Single, course.Multiple, course.TrueFalse:
		for i, n := range quiz.Deal(question, q.Seed) {
			o := question.Options[n]
			word := "is wrong"
			if o.Right {
				word = "is right"
			}
			mine := ""
			if slices.Contains(now.Answer.Chosen, n) {
				mine = " (your answer)"
			}
			m.wrap(fmt.Sprintf("%s%s %s: %s", letter(i), mine, word, strings.ReplaceAll(o.Feedback.Plain(), "\n", " ")))
		}
	case course.Order:
		m.say("The right order:")
		for i, o := range question.Options {
			m.wrap(fmt.Sprintf("%d. %s (you: %d)", i+1, o.Text.Plain(), slices.Index(now.Answer.Chosen, i)+1))
		}
	case course.Matching:
		for i, left := range question.Lefts {
			text := left.Plain() + ": " + question.Rights[i].Plain()
			if mine := now.Answer.Chosen[i]; mine != i {
				text += " (you: " + question.Rights[mine].Plain() + ")"
			}
			m.item(text)
		}
	case course.Typed, course.Number, course.Cloze:
		for i, g := range question.Gaps {
			m.wrap(fmt.Sprintf("You: %s. Answer: %s", now.Answer.Typed[i], sitting.GapText(g)))
		}
	}
}

// mayOverrule lets a typed answer count as right after all.
func (m *Mode) mayOverrule(q *sitting.Sitting) error {
	if !q.MayOverrule() {
		return nil
	}
	s, err := m.reply("Enter goes on; o counts yours as right: ")
	if errors.Is(err, errEnd) && q.Done() {
		return nil
	}
	if err != nil {
		return err
	}
	if strings.EqualFold(s, "o") {
		saved := q.Overrule()()
		if saved.Err != nil {
			m.wrap("Not saved: " + saved.Err.Error())
			return nil
		}
		q.TakeOverruled(saved)
		m.say("Counted as right by you.")
	}
	return nil
}

// comesBack says when a question just answered comes back, and why then.
func (m *Mode) comesBack(s sitting.Saved) {
	if next := s.Marked.Next(m.Today()); next != "" && s.Err == nil {
		m.wrap("Next: " + next + ".")
	}
}
