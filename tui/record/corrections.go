package record

import (
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

// Corrections are what the learner took back, and the verdicts they overruled, by the ids of the events concerned.
type corrections struct {
	undone   map[string]bool
	verdicts map[string]quiz.Verdict
}

// readCorrections reads them before anything else, since what is taken back comes before the taking back. The latest decides: undoing
// an undoing restores what was undone.
func readCorrections(tx *store.Tx) (corrections, error) {
	var events []study.Event
	err := tx.Events(func(ev study.Event) error {
		if ev.Kind == study.Undone || ev.Kind == study.Overruled {
			events = append(events, study.Event{ID: ev.ID, Kind: ev.Kind, Of: ev.Of, Verdict: ev.Verdict})
		}
		return nil
	})
	c := corrections{map[string]bool{}, map[string]quiz.Verdict{}}
	for i := len(events) - 1; i >= 0; i-- {
		c.apply(events[i])
	}
	return c, err
}

func (c corrections) apply(ev study.Event) {
	if c.undone[ev.ID] {
		return
	}
	if ev.Kind == study.Undone {
		c.undone[ev.Of] = true
	} else if _, later := c.verdicts[ev.Of]; !later {
		c.verdicts[ev.Of] = ev.Verdict
	}
}
