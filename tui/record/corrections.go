package record

import (
	"lectern/course/study"
	"lectern/store"
)

// corrections are read before anything else, since what is taken back comes before the taking back.
func corrections(tx *store.Tx) (study.Corrections, error) {
	var events []study.Event
	err := tx.Events(func(ev study.Event) error {
		if ev.Kind == study.Undone || ev.Kind == study.Overruled {
			events = append(events, study.Event{ID: ev.ID, Kind: ev.Kind, Of: ev.Of, Verdict: ev.Verdict})
		}
		return nil
	})
	return study.Correct(events), err
}
