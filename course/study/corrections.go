package study

import "lectern/course/quiz"

// Corrections are what the learner took back or overruled, by the ids of the events concerned.
type Corrections struct {
	Undone   map[string]bool
	Verdicts map[string]quiz.Verdict // that hold instead of those given
}

// Correct finds the corrections among events that are in the order of their ids. It reads backwards: what comes later decides, so that
// by the time an event is met it is known whether it still holds. Thus undoing an overruling restores the verdict before it, and
// undoing an undoing restores what was undone.
func Correct(events []Event) Corrections {
	var c Corrections
	for i := len(events) - 1; i >= 0; i-- {
		if ev := &events[i]; !c.Undone[ev.ID] {
			c.apply(ev)
		}
	}
	return c
}

func (c *Corrections) apply(ev *Event) {
	switch ev.Kind {
	case Undone:
		if c.Undone == nil {
			c.Undone = make(map[string]bool)
		}
		c.Undone[ev.Of] = true
	case Overruled:
		if c.Verdicts == nil {
			c.Verdicts = make(map[string]quiz.Verdict)
		}
		if _, later := c.Verdicts[ev.Of]; !later {
			c.Verdicts[ev.Of] = ev.Verdict
		}
	}
}
