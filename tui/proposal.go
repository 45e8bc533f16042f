package tui

import (
	"fmt"
	"strings"

	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/course/study"
	"lectern/tui/typeset"
)

// rows are what to do today, reviews first: what is due is about to be forgotten.
func (t *today) rows() (rows []row) {
	if minutes := t.minutes(); minutes > 0 && t.due > 0 {
		rows = append(rows, row{lines: []string{t.theme.Strong.Render(fmt.Sprintf("Today, about %d min", minutes)), ""}})
	}
	if t.due > 0 {
		t.targets = append(t.targets, func() screen { return newReview(t.env) })
		rows = append(rows, row{pick: true, lines: append([]string{fmt.Sprintf("%-9s %s", "Review", t.reviews())},
			indent(t.clip(typeset.Wrap(t.theme.Faint.Render(t.reason()), max(1, t.width-14)), 2), "          ")...)})
	}
	return append(rows, t.goOn())
}

// minutes is how long the review and what is proposed after it will take.
func (t *today) minutes() int {
	if t.plan == nil {
		return 0
	}
	return t.plan.Minutes + t.next.Minutes
}

func (t *today) reviews() string {
	n := t.due
	if t.plan != nil {
		n = t.plan.Reviews
	}
	if n == 1 {
		return "1 question"
	}
	return fmt.Sprintf("%d questions", n)
}

// reason says why these reviews, once the plan is made.
func (t *today) reason() string {
	if t.plan == nil {
		return "you are about to forget them"
	}
	var parts []string
	switch {
	case t.plan.Reviews == 0:
		return fmt.Sprintf("today's share is done; %d wait for other days", t.plan.Due)
	case t.plan.SureAndWrong > 0:
		parts = append(parts, fmt.Sprintf("you were sure and wrong about %d", t.plan.SureAndWrong))
	default:
		parts = append(parts, "you are about to forget them")
	}
	if t.plan.Changed > 0 {
		parts = append(parts, fmt.Sprintf("%d changed since you learned them", t.plan.Changed))
	}
	if t.plan.Days > 1 {
		parts = append(parts, fmt.Sprintf("%d are due in all, spread over %d days, most fragile first", t.plan.Due, t.plan.Days))
	}
	return strings.Join(parts, "; ")
}

// goOn is the row that leads to where the learner should go now.
func (t *today) goOn() row {
	s, quiz := t.proposal()
	what, detail := "Begin", s.Summary
	st := t.states[s.ID]
	switch {
	case quiz:
		what = "Quiz"
		detail = "not begun yet"
		if n := len(st.attempt.Answers); n > 0 {
			detail = fmt.Sprintf("%d of %d answered", n, len(st.attempt.Questions))
		}
	case t.next.Move == study.AllDone:
		what, detail = "Again", "every session is read and quizzed; what fades comes back by itself"
	case st.place.Size > 0:
		what, detail = "Continue", t.whereIn(st.place)
	}
	t.targets = append(t.targets, t.onward)
	head := fmt.Sprintf("%-9s %d %s", what, s.Number(), s.Title)
	if detail == "" {
		return row{pick: true, lines: []string{xansi.Truncate(head, max(1, t.width-2), "…")}}
	}
	return row{pick: true, lines: append([]string{xansi.Truncate(head, max(1, t.width-2), "…")},
		indent(t.clip(typeset.Wrap(t.theme.Faint.Render(detail), max(1, t.width-14)), 2), "          ")...)}
}

// onward is the screen that the proposal leads to.
func (t *today) onward() screen {
	s, quiz := t.proposal()
	if quiz {
		return newQuiz(t.env, s)
	}
	return newReader(t.env, s, "")
}

// proposal is the session to go on with, and whether its quiz is what comes next.
func (t *today) proposal() (*course.Session, bool) {
	if s := t.env.Course.Session(t.next.Session); s != nil {
		return s, t.next.Move == study.TakeQuiz
	}
	if s := t.env.Course.Session(t.last); s != nil { // all is done
		return s, false
	}
	return t.env.Course.Sessions[0], false
}

// read tells whether the learner has seen a session's end.
func read(p study.Place) bool { return p.Size > 0 && p.Reached >= p.Size }

// whereIn says how far the learner is, without opening the session's text.
func (t *today) whereIn(p study.Place) string {
	var parts []string
	if p.Title != "" {
		parts = append(parts, "from “"+p.Title+"”")
	}
	if t.next.Minutes > 0 {
		parts = append(parts, fmt.Sprintf("%d min left", t.next.Minutes))
	}
	return strings.Join(parts, ", ")
}

func (t *today) clip(lines []string, most int) []string {
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = xansi.Truncate(lines[most-1], max(1, t.width-16), "") + t.theme.Faint.Render("…")
	}
	return lines
}
