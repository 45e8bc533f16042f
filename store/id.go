package store

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"time"

	crand "crypto/rand"

	"github.com/oklog/ulid/v2"
)

var lastKey = []byte("last")

// nextID makes an id for an event at the given time, greater than all others, and remembers it as the last. Within a millisecond, and
// after the clock was set back, it goes up from the last by a random step: two copies of a file must not go up by the same.
func (tx *Tx) nextID(at time.Time) (ulid.ULID, error) {
	id, err := ulid.New(ulid.Timestamp(at), crand.Reader)
	if err != nil {
		return id, err
	}
	if last := tx.lastID(); id.Compare(last) <= 0 {
		id = above(last)
	}
	return id, tx.put(meta, lastKey, id[:])
}

func above(id ulid.ULID) ulid.ULID {
	low, carry := bits.Add64(binary.BigEndian.Uint64(id[8:]), 1+rand.Uint64N(1<<48), 0)
	binary.BigEndian.PutUint64(id[8:], low)
	binary.BigEndian.PutUint64(id[:8], binary.BigEndian.Uint64(id[:8])+carry)
	return id
}

// lastID is the greatest id given or merged so far.
func (tx *Tx) lastID() ulid.ULID {
	id, _ := get(tx, meta, lastKey, parseID)
	return id
}

func parseID(raw []byte) (id ulid.ULID, err error) {
	err = id.UnmarshalBinary(raw)
	return id, err
}
