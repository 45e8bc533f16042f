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

// What can be said instead of an answer, and the end of it all.
var (
	errUndo    = errors.New("take the last answer back")
	errSuspend = errors.New("ask the last question no more")
	errDone    = errors.New("all is answered")
)

const commands = "“:q” stops and keeps what you have answered, “:undo” takes the last answer back, “:suspend” keeps its question from coming back, " +
	"“:hint” gives a hint where there is one."

// reply prompts for what belongs to a question. A command comes back as an error.
func (m *Mode) reply(prompt string) (string, error) {
	s, err := m.ask(prompt)
	switch s {
	case ":undo":
		err = errUndo
	case ":suspend":
		err = errSuspend
	}
	return s, err
}

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
			if s == "" {
				m.say("Type an answer; “:q” stops.")
				return quiz.Answer{}, nil
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
		s, err := m.reply(prompt)
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
	chosen, ok := parseLetters(s, deal)
	if !ok {
		m.wrap(fmt.Sprintf("“%s” is not one of the letters a to %s.", s, letter(len(deal)-1)))
		return quiz.Answer{}, nil
	}
	if len(chosen) == 0 || want > 0 && len(chosen) != want {
		if want > 1 {
			m.say(fmt.Sprintf("Give %d letters.", want))
		} else {
			m.say("Give a letter.")
		}
		return quiz.Answer{}, nil
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(chosen))); question.Type == course.Order && len(distinct) < len(chosen) {
		m.say("Give each letter once.")
		return quiz.Answer{}, nil
	}
	if question.Type == course.Multiple {
		slices.Sort(chosen)
		chosen = slices.Compact(chosen)
	}
	return quiz.Answer{Chosen: chosen}, nil
}

// parseLetters reads letters or numbers of options as they were dealt.
func parseLetters(s string, deal []int) (chosen []int, ok bool) {
	for _, r := range strings.ToLower(s) {
		i := -1
		switch {
		case r >= 'a' && r <= 'z':
			i = int(r - 'a')
		case r >= '1' && r <= '9':
			i = int(r - '1')
		case strings.ContainsRune(" ,;.", r):
			continue
		}
		if i < 0 || i >= len(deal) {
			return nil, false
		}
		chosen = append(chosen, deal[i])
	}
	return chosen, true
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
		s, err := m.reply("How sure are you? 1 guess, 2 fairly sure, 3 sure: ")
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
		s, err := m.reply("Compare. Did you have it? r right, p partly, w wrong: ")
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
