package sitting

import (
	"lectern/course/study"
	"lectern/store"
)

// KeepPlace keeps where the learner is in a session, and, when its end is reached for the first time, that it was read.
func (d Desk) KeepPlace(tx *store.Tx, session string, p study.Place) error {
	before := tx.Place(d.Course.ID, session)
	if before.Size == p.Size {
		p.Reached = max(p.Reached, before.Reached)
	}
	if p.Reached >= p.Size && (before.Size == 0 || before.Reached < before.Size) {
		if err := tx.Append(d.Event(study.ReadAll, session, nil)); err != nil {
			return err
		}
	}
	return tx.PutPlace(d.Course.ID, session, p)
}
