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
		m.wrap(nothingDue(review.Due))
		return nil
	}
	m.say(fmt.Sprintf("Review: %d questions today.", len(q.Questions)))
	if review.Days > 1 {
		m.wrap(fmt.Sprintf("%d are due in all; they are spread over %d days, the most fragile first.", review.Due, review.Days))
	}
	err = m.conduct(q)
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

func nothingDue(waiting int) string {
	if waiting > 0 {
		return fmt.Sprintf("Today's share is done; %d questions wait for other days.", waiting)
	}
	return "Nothing is due today. Questions come back when you are about to forget them."
}

// comesBack says when a question just answered comes back, and why then.
func (m *Mode) comesBack(s sitting.Saved) {
	if next := sitting.Next(s.Marked.Item, m.Today()); next != "" && s.Err == nil {
		m.wrap("Next: " + next + ".")
	}
}
