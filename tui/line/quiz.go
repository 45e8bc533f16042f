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
	m.wrap(fmt.Sprintf("Quiz of session %d: %s. %d questions. A line “:q” stops and keeps what you have answered, “:hint” gives a hint where there is one.",
		s.Number(), s.Title, len(q.Questions)))
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
	for !q.Done() {
		if err := m.question(q); err != nil {
			return err
		}
	}
	return nil
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
	m.say("")
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

// answer prompts until the line can be read as an answer.
func (m *Mode) answer(q *sitting.Sitting, now *sitting.Marked) (quiz.Answer, error) {
	question := now.Question
	for {
		a, err := m.read(q, now)
		if err != nil {
			return a, err
		}
		if a.Chosen == nil && a.Typed == nil {
			continue
		}
		if unclear := quiz.Unclear(question, a); unclear != "" {
			m.wrap(unclear)
			continue
		}
		return a, nil
	}
}

// read reads one answer; an empty one means that it has to be asked again.
func (m *Mode) read(q *sitting.Sitting, now *sitting.Marked) (a quiz.Answer, err error) {
	switch question := now.Question; question.Type {
	case course.Typed, course.Number, course.Cloze:
		for i := range question.Gaps {
			prompt := "Your answer: "
			if len(question.Gaps) > 1 {
				prompt = fmt.Sprintf("Gap %d: ", i+1)
			}
			s, err := m.line(now, prompt)
			if err != nil {
				return a, err
			}
			a.Typed = append(a.Typed, s)
		}
		return a, nil
	case course.Recall:
		s, err := m.line(now, "Your answer (or just Enter): ")
		return quiz.Answer{Typed: []string{s}}, err
	default:
		return m.letters(q, now)
	}
}

// line prompts for a line, and gives the hint if asked for it.
func (m *Mode) line(now *sitting.Marked, prompt string) (string, error) {
	for {
		s, err := m.ask(prompt)
		if err != nil || s != ":hint" {
			return s, err
		}
		if now.Question.Hint.Empty() {
			m.say("There is no hint here.")
			continue
		}
		now.Hint = true
		m.say(m.setter.Text(now.Question.Hint)...)
	}
}

// letters reads the letters or numbers of options.
func (m *Mode) letters(q *sitting.Sitting, now *sitting.Marked) (quiz.Answer, error) {
	question := now.Question
	deal := quiz.Deal(question, q.Seed)
	want, prompt := wanted(question)
	s, err := m.line(now, prompt)
	if err != nil {
		return quiz.Answer{}, err
	}
	var chosen []int
	for _, r := range strings.ToLower(s) {
		i := -1
		switch {
		case r >= 'a' && r <= 'z':
			i = int(r - 'a')
		case r >= '1' && r <= '9':
			i = int(r - '1')
		case r == ' ' || r == ',' || r == ';' || r == '.':
			continue
		}
		if i < 0 || i >= len(deal) {
			m.wrap(fmt.Sprintf("“%s” is not one of the letters a to %s.", s, letter(len(deal)-1)))
			return quiz.Answer{}, nil
		}
		chosen = append(chosen, deal[i])
	}
	if len(chosen) == 0 || want > 0 && len(chosen) != want {
		if want > 1 {
			m.say(fmt.Sprintf("Give %d letters.", want))
		} else {
			m.say("Give a letter.")
		}
		return quiz.Answer{}, nil
	}
	if question.Type == course.Multiple {
		slices.Sort(chosen)
		chosen = slices.Compact(chosen)
	}
	return quiz.Answer{Chosen: chosen}, nil
}

// wanted is how many letters a type takes, 0 for one or more, and how to ask for them.
func wanted(q *course.Question) (int, string) {
	switch q.Type {
	case course.Multiple:
		return 0, "Letters of all that apply: "
	case course.Order:
		return len(q.Options), "Letters in order: "
	case course.Matching:
		return len(q.Lefts), "Letters for 1 to " + fmt.Sprint(len(q.Lefts)) + ": "
	}
	return 1, "Letter: "
}

func (m *Mode) confidence() (study.Confidence, error) {
	for {
		s, err := m.ask("How sure are you? 1 guess, 2 fairly sure, 3 sure: ")
		if err != nil {
			return 0, err
		}
		switch strings.ToLower(s) {
		case "1", "g", "guess":
			return study.Guess, nil
		case "2", "f", "fairly", "fairly sure":
			return study.Fairly, nil
		case "3", "s", "sure":
			return study.Sure, nil
		}
		m.say("Type 1, 2 or 3.")
	}
}

// judged shows the model answer and takes the learner's own verdict.
func (m *Mode) judged(q *course.Question) (quiz.Verdict, error) {
	m.say("", "Model answer:")
	m.say(m.setter.Text(q.Model)...)
	for {
		s, err := m.ask("Compare. Did you have it? r right, p partly, w wrong: ")
		if err != nil {
			return 0, err
		}
		switch strings.ToLower(s) {
		case "r", "right":
			return quiz.Right, nil
		case "p", "partly":
			return quiz.Partly, nil
		case "w", "wrong":
			return quiz.Wrong, nil
		}
		m.say("Type r, p or w.")
	}
}

// tell prints the verdict, which begins with its word, after the answer is on disk. If it could not be saved the line says so first.
func (m *Mode) tell(q *sitting.Sitting, s sitting.Saved) {
	m.say("")
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
			m.wrap("- " + left.Plain() + ": " + question.Rights[i].Plain())
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
	s, err := m.ask("Enter goes on; o counts yours as right: ")
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

// results sums the quiz up.
func (m *Mode) results(q *sitting.Sitting) {
	by, all := q.Tallies()
	m.say("", fmt.Sprintf("Result: %d of %d right, %d of them guessed.", all.Right, all.Answers, all.Guessed))
	for _, o := range q.Session.Objectives { // a review has its own ending
		if t := by[o.ID]; t.Answers > 0 {
			m.wrap(fmt.Sprintf("- %s: %d of %d right, %d guessed", o.Text, t.Right, t.Answers, t.Guessed))
		}
	}
	for _, missed := range q.Missed() {
		m.wrap(missed.Word() + ": " + missed.Question.Lead.Plain())
	}
}
