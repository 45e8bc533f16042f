package store

import (
	"bytes"
	"fmt"
	"iter"

	"github.com/oklog/ulid/v2"

	"lectern/course/study"
)

// Merge adds the events of another history, with the ids they have, and makes the items follow. It returns how many were not here.
// Merging two histories gives the same whichever comes first, and merging one again changes nothing.
func (tx *Tx) Merge(events iter.Seq[study.Event]) (added int, err error) {
	changed := make(map[string]bool) // prefixes of questions
	for ev := range events {
		b, k, news, err := tx.mergeOne(ev)
		if err != nil {
			return 0, err
		}
		if news {
			added++
		}
		if news && b == answers {
			rest, _ := cutULID(k)
			changed[string(rest)] = true
		}
	}
	for prefix := range changed {
		if err := tx.rederive([]byte(prefix)); err != nil {
			return 0, err
		}
	}
	return added, nil
}

func (tx *Tx) mergeOne(ev study.Event) (b bucket, k []byte, news bool, err error) {
	id, err := ulid.ParseStrict(ev.ID)
	if err != nil {
		return b, nil, false, fmt.Errorf("%q is no event's id: %w", ev.ID, err)
	}
	if err := tidy(&ev); err != nil {
		return b, nil, false, err
	}
	if b, k, err = home(ev, id); err != nil {
		return b, nil, false, err
	}
	raw, err := encode(ev)
	if err != nil {
		return b, nil, false, err
	}
	news, err = tx.adopt(b, k, raw)
	return b, k, news, err
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
