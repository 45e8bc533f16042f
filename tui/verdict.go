package tui

import (
	"fmt"
	"slices"
	"strings"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/tui/sitting"
	"lectern/tui/typeset"
)

// draw sets what the present phase shows, and scrolls to what matters in it.
func (q *quizzer) draw() {
	if q.setter == nil {
		return
	}
	lines, from, to := q.drawn()
	q.scroll.set(lines, q.scroll.height)
	if to > 0 {
		q.scroll.reveal(from, to)
	}
}

// drawn sets what the present phase shows. The lines from..to are where the learner is, if it is not all of them.
func (q *quizzer) drawn() (lines []string, from, to int) {
	if q.fault != "" {
		lines = append(typeset.Wrap(q.theme.Warning.Render(q.fault), q.width), "")
	}
	switch q.phase {
	case empty:
		lines = append(lines, q.nothing()...)
	case asking, sureness, saving:
		return q.drawAsked(lines)
	case judging:
		lines = append(lines, q.drawJudged()...)
	case told:
		lines = append(lines, q.drawTold()...)
	}
	return lines, 0, 0
}

// drawAsked sets the question with the answer as far as it is given. A vignette that would push the options off the screen is
// folded to a line; a key shows it.
func (q *quizzer) drawAsked(lines []string) (out []string, from, to int) {
	body, from, to := q.ask.draw(q.setter)
	question := append(q.stem(), "")
	foot := q.sureRow()
	if vignette := q.vignette(); len(vignette) > 0 {
		if len(lines)+len(vignette)+len(question)+len(body)+len(foot) > q.scroll.height {
			vignette = q.foldedVignette()
		}
		lines = append(append(lines, vignette...), "")
	}
	lines = append(lines, question...)
	from, to = from+len(lines), to+len(lines)
	lines = append(append(lines, body...), foot...)
	if q.phase != asking { // how sure is what is asked now
		to = len(lines)
	}
	return lines, from, to
}

func (q *quizzer) vignette() []string {
	c := q.now.Question.Case
	if c == nil {
		return nil
	}
	return append([]string{q.theme.Note.Render("Case: " + c.Title)}, q.setter.Text(c.Vignette)...)
}

func (q *quizzer) foldedVignette() []string {
	how := " (v shows it)"
	if q.typing() {
		how = " (ctrl+v shows it)"
	}
	return typeset.Wrap(q.theme.Note.Render("Case: "+q.now.Question.Case.Title)+q.theme.Faint.Render(how), q.width)
}

// stem is the objective, the question asked, and what belongs to it.
func (q *quizzer) stem() []string {
	question := q.now.Question
	var lines []string
	if o := q.sitting.Objective(question); o != "" && q.sitting.Where != study.InCheck {
		lines = append(typeset.Wrap(q.theme.Faint.Render("Objective: "+lowerFirst(o)), q.width), "")
	}
	lines = append(lines, q.setter.Lead(question.Lead)...)
	if !question.Stem.Empty() {
		lines = append(append(lines, ""), q.setter.Text(question.Stem)...)
	}
	if w := sitting.Instruction(question.Type); w != "" {
		lines = append(lines, q.theme.Faint.Render(w))
	}
	if q.note != "" {
		lines = append(append(lines, ""), typeset.Wrap(q.theme.Warning.Render(q.note), q.width)...)
	}
	if q.hint && !question.Hint.Empty() {
		lines = append(append(lines, "", q.theme.Note.Render("Hint")), q.setter.Text(question.Hint)...)
	}
	return lines
}

func (q *quizzer) sureRow() []string {
	row := "How sure are you?   1 guess   2 fairly sure   3 sure"
	if q.width < 54 {
		row = "Sure?  1 guess  2 fairly  3 sure"
	}
	switch q.phase {
	case sureness:
		return []string{"", q.theme.Accent.Render(row)}
	case saving:
		return []string{"", q.theme.Faint.Render("Saving …")}
	}
	return []string{"", q.theme.Faint.Render("Then say how sure you are.")}
}

func (q *quizzer) drawJudged() []string {
	lines := append(q.stem(), "")
	if t := q.now.Answer.Typed; len(t) > 0 && t[0] != "" {
		lines = append(lines, q.theme.Faint.Render("You wrote"))
		lines = append(append(lines, typeset.Wrap(t[0], q.width)...), "")
	}
	lines = append(lines, q.theme.Note.Render("Model answer"))
	lines = append(lines, q.setter.Text(q.now.Question.Model)...)
	return append(lines, "", q.theme.Accent.Render("Compare:  r I had it right   p partly   w I had it wrong"))
}

// nothing says why there is no question, and what can be done now.
func (q *quizzer) nothing() []string {
	if q.sitting.Session != nil {
		return []string{"This session has no quiz."}
	}
	if q.sitting.Where == study.InReview {
		return typeset.Wrap(sitting.NothingDue(q.waits)+" a studies ahead.", q.width)
	}
	return typeset.Wrap(sitting.NothingToPractise, q.width)
}

// drawKept thanks for a guess before the reading, which is never marked.
func (q *quizzer) drawKept() []string {
	lines := append(q.setter.Lead(q.now.Question.Lead), "")
	return append(lines, typeset.Wrap(sitting.KeptGuess, q.width)...)
}

// drawTold sets verdict, question, each option with why, and the explanation.
func (q *quizzer) drawTold() []string {
	if q.sitting.Where == study.InPretest {
		return q.drawKept()
	}
	lines := q.verdict(q.now)
	if next := q.now.Next(q.env.Today()); next != "" {
		lines = append(lines, typeset.Wrap(q.theme.Faint.Render("Next: "+next+"."), q.width)...)
	}
	if aside := q.now.Aside(); aside != "" {
		lines = append(lines, typeset.Wrap(q.theme.Note.Render(aside), q.width)...)
	}
	lines = append(lines, "")
	if q.now.Before != "" {
		lines = append(lines, typeset.Wrap(q.theme.Warning.Render("This changed since you learned it. Then: ")+q.now.Before, q.width)...)
		lines = append(append(lines, typeset.Wrap(q.theme.Warning.Render("Now: ")+sitting.Teaches(q.now.Question), q.width)...), "")
	}
	lines = append(lines, q.setter.Lead(q.now.Question.Lead)...)
	if !q.now.Question.Stem.Empty() {
		lines = append(append(lines, ""), q.setter.Text(q.now.Question.Stem)...)
	}
	lines = append(append(lines, ""), q.review(q.now)...)
	if e := q.now.Question.Explanation; !e.Empty() {
		lines = append(append(lines, ""), q.setter.Text(e)...)
	}
	return append(lines, q.sources()...)
}

// verdict is "✓ Right, and you were sure." in words, with what was accepted.
func (q *quizzer) verdict(m sitting.Marked) []string {
	var head string
	switch m.Result.Verdict {
	case quiz.Right:
		head = q.theme.Right.Render("✓ Right")
	case quiz.Partly:
		head = q.theme.Partly.Render("~ Partly right")
	default:
		head = q.theme.Wrong.Render("✗ Wrong")
	}
	head += m.Comment()
	if m.Result.Note != "" && !m.Overruled {
		head += " " + m.Result.Note
	}
	return typeset.Wrap(head, q.width)
}

// review shows the answer given beside the right one, for each type in its way.
func (q *quizzer) review(m sitting.Marked) []string {
	switch m.Question.Type {
	case course.Single, course.Multiple, course.TrueFalse:
		return q.reviewChoice(m)
	case course.Order:
		return q.reviewOrder(m)
	case course.Matching:
		return q.reviewMatch(m)
	case course.Recall:
		return append([]string{q.theme.Note.Render("Model answer")}, q.setter.Text(m.Question.Model)...)
	}
	return q.reviewTyped(m)
}

func (q *quizzer) reviewChoice(m sitting.Marked) []string {
	var lines []string
	for i, n := range quiz.Deal(m.Question, q.sitting.Seed) {
		o := m.Question.Options[n]
		chosen := slices.Contains(m.Answer.Chosen, n)
		mark, word := "  ", q.theme.Faint.Render("Wrong: ")
		switch {
		case o.Right && !chosen && m.Question.Type == course.Multiple:
			mark, word = q.theme.Right.Render("✓ "), q.theme.Strong.Render("Missed. ")+q.theme.Right.Render("Right: ")
		case o.Right:
			mark, word = q.theme.Right.Render("✓ "), q.theme.Right.Render("Right: ")
		case chosen:
			mark, word = q.theme.Wrong.Render("✗ "), q.theme.Wrong.Render("Wrong: ")
		}
		label := letter(i)
		lines = append(lines, optionLines(q.setter, mark, label, o.Text)...)
		why := word
		if chosen {
			why = q.theme.Strong.Render("Your answer. ") + word
		}
		lines = append(lines, q.feedback(why, o.Feedback)...)
	}
	return lines
}

// feedback sets why an option is right or wrong, under it.
func (q *quizzer) feedback(head string, t course.Text) []string {
	if t.Empty() {
		head = strings.Replace(head, ": ", ".", 1)
	}
	lines := q.setter.Words(t, max(1, q.width-7))
	if len(lines) == 0 {
		lines = []string{""}
	}
	lines = append(typeset.Wrap(head+lines[0], max(1, q.width-7)), lines[1:]...)
	if len(t.Blocks) == 1 { // one paragraph flows on behind its first word
		lines = typeset.Wrap(head+strings.Join(q.setter.Words(t, 1<<16), " "), max(1, q.width-7))
	}
	return indent(lines, "       ")
}

func (q *quizzer) reviewOrder(m sitting.Marked) []string {
	lines := []string{q.theme.Faint.Render("The right order, and where you put each:")}
	for i, o := range m.Question.Options {
		at := slices.Index(m.Answer.Chosen, i)
		mark := q.theme.Right.Render("✓ ")
		if at != i {
			mark = q.theme.Wrong.Render("✗ ")
		}
		label := fmt.Sprintf("%d (you: %d)", i+1, at+1)
		lines = append(lines, optionLines(q.setter, mark, label, o.Text)...)
		if !o.Feedback.Empty() {
			lines = append(lines, q.feedback("", o.Feedback)...)
		}
	}
	return lines
}

func (q *quizzer) reviewMatch(m sitting.Marked) []string {
	var lines []string
	for i, left := range m.Question.Lefts {
		given := -1
		if i < len(m.Answer.Chosen) {
			given = m.Answer.Chosen[i]
		}
		right := m.Question.Rights[i].Plain()
		mark, tail := q.theme.Right.Render("✓ "), ""
		if given < 0 || given >= len(m.Question.Rights) {
			mark, tail = q.theme.Wrong.Render("✗ "), " (you: nothing)"
		} else if got := m.Question.Rights[given].Plain(); got != right {
			mark, tail = q.theme.Wrong.Render("✗ "), " (you: "+got+")"
		}
		lines = append(lines, bullet(mark, left.Plain()+" – "+right+tail, q.width)...)
	}
	return lines
}

func (q *quizzer) reviewTyped(m sitting.Marked) []string {
	var lines []string
	if m.Question.Type == course.Cloze {
		lines = append(q.setter.Text(m.Question.Passage), "")
	}
	for i, g := range m.Question.Gaps {
		got := ""
		if i < len(m.Answer.Typed) {
			got = m.Answer.Typed[i]
		}
		mark := q.theme.Wrong.Render("✗ ")
		if i < len(m.Result.Parts) && m.Result.Parts[i].Right || m.Overruled {
			mark = q.theme.Right.Render("✓ ")
		}
		text := "You: " + got + "   Answer: " + sitting.GapText(g)
		lines = append(lines, bullet(mark, text, q.width)...)
	}
	return lines
}

// sources names the works that the explanation cites.
func (q *quizzer) sources() []string {
	parts := q.sitting.Sources(q.now.Question)
	if len(parts) == 0 {
		return nil
	}
	return append([]string{""}, typeset.Wrap(q.theme.Faint.Render("Sources: "+strings.Join(parts, ", ")), q.width)...)
}
