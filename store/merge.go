package store

import (
	"bytes"
	"fmt"
	"iter"

	"github.com/oklog/ulid/v2"

	"lectern/course/study"
)

// Merge adds the events of another history, with the ids they have, and makes the items follow. Events that are here already stay as
// they are, so that merging two histories gives the same whichever comes first, and merging twice gives what merging once gives. It
// returns how many were added.
func (tx *Tx) Merge(events iter.Seq[study.Event]) (added int, err error) {
	changed := make(map[string]bool) // prefixes of questions
	for ev := range events {
		id, err := ulid.ParseStrict(ev.ID)
		if err != nil {
			return 0, fmt.Errorf("%q is no event's id: %w", ev.ID, err)
		}
		if err := tidy(&ev); err != nil {
			return 0, err
		}
		b, k, err := home(ev, id)
		if err != nil {
			return 0, err
		}
		raw, err := encode(ev)
		if err != nil {
			return 0, err
		}
		news, err := tx.adopt(b, k, raw)
		if err != nil {
			return 0, err
		}
		if news {
			added++
		}
		if news && b == answers {
			changed[string(k[:len(k)-ulidSize])] = true
		}
	}
	for prefix := range changed {
		if err := tx.rederive([]byte(prefix)); err != nil {
			return 0, err
		}
	}
	return added, nil
}

// adopt puts an event from elsewhere under its key, and tells whether that changed anything. Should there be another event under the
// same key, which chance forbids, the greater one in bytes stays, so that the order of merging does not matter.
func (tx *Tx) adopt(b bucket, key, value []byte) (news bool, err error) {
	if err := checkKey(b, key); err != nil {
		return false, err
	}
	have, ok := get(tx, b, key, func(raw []byte) ([]byte, error) { return bytes.Clone(raw), nil })
	if ok && bytes.Compare(have, value) >= 0 {
		return false, nil
	}
	_, id := cutULID(key)
	if last := tx.lastID(); id.Compare(last) > 0 {
		if err := tx.put(meta, lastKey, id[:]); err != nil {
			return false, err
		}
	}
	return true, tx.put(b, key, value)
}
