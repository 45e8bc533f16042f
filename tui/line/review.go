package line

import (
	"errors"
	"fmt"

	"lectern/tui/sitting"
)

// Review asks what comes back today.
func (m *Mode) Review() error {
	q, review, err := m.Due()
	if err != nil {
		return err
	}
	if len(q.Questions) == 0 {
		m.wrap(sitting.NothingDue(review.Due) + " lectern review --ahead asks what comes next.")
		return nil
	}
	m.wrap(fmt.Sprintf("Review: %s today. A line %s", sitting.Count(len(q.Questions), "question", "questions"), commands))
	if review.Days > 1 {
		m.wrap(fmt.Sprintf("%d are due in all; they are spread over %d days, the most fragile first.", review.Due, review.Days))
	}
	return m.drill(q)
}

// Ahead asks the questions that come back next although none is due.
func (m *Mode) Ahead() error {
	q, err := m.Desk.Ahead()
	if err != nil {
		return err
	}
	if len(q.Questions) == 0 {
		m.wrap(sitting.NothingToPractise)
		return nil
	}
	m.wrap(fmt.Sprintf("Practice: %s, ahead of the day. A line %s", sitting.Count(len(q.Questions), "question", "questions"), commands))
	return m.drill(q)
}

// drill asks questions of any session and sums up.
func (m *Mode) drill(q *sitting.Sitting) error {
	err := m.conduct(q)
	if errors.Is(err, errEnd) {
		m.stopped(q)
		return nil
	}
	if err != nil {
		return err
	}
	_, all := q.Tallies()
	m.say("", fmt.Sprintf("Result: %d of %d right, %d of them guessed.", all.Right, all.Answers, all.Guessed))
	return nil
}
