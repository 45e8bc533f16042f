package store

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/oklog/ulid/v2"
	"go.etcd.io/bbolt"
)

// A bucket of the file. Keys are ids, joined with NUL; the last part of an event's key is its ULID in 16 bytes.
type bucket int

const (
	meta     bucket = iota // format, created, last: in text, but for last, the newest ULID
	answers                // course, question, ULID: the events about a question
	log                    // ULID: all other events
	items                  // course, question: what follows from the answers
	places                 // course, session
	attempts               // course, session
	dates                  // course, question: the day on which it comes back; see due.go
	bucketCount
)

var bucketNames = [bucketCount]string{"meta", "answers", "log", "items", "places", "attempts", "dates"}

const ulidSize = len(ulid.ULID{})

// key joins ids. An id that is empty or holds a NUL could be taken for another's key.
func key(ids ...string) ([]byte, error) {
	for _, id := range ids {
		if id == "" || strings.ContainsRune(id, 0) {
			return nil, fmt.Errorf("%q cannot be an id", id)
		}
	}
	return []byte(strings.Join(ids, "\x00")), nil
}

// prefix is the beginning of the keys of what belongs to these ids.
func prefix(ids ...string) ([]byte, error) {
	k, err := key(ids...)
	if err != nil {
		return nil, err
	}
	return append(k, 0), nil
}

// split takes a key of two ids apart.
func split(key []byte) (first, second string) {
	a, b, _ := strings.Cut(string(key), "\x00")
	return a, b
}

// cutULID takes the ULID off the end of an event's key.
func cutULID(key []byte) (rest []byte, id ulid.ULID) {
	n := len(key) - ulidSize
	return key[:n], ulid.ULID(key[n:])
}

// checkKey refuses a key that this program cannot have made.
func checkKey(b bucket, key []byte) error {
	ids, ok := key, len(key) <= bbolt.MaxKeySize
	if b == answers || b == log {
		if len(key) < ulidSize {
			return fmt.Errorf("a key in %s is too short", bucketNames[b])
		}
		var id ulid.ULID
		ids, id = cutULID(key)
		ok = ok && id.Timestamp().Year() <= 9999 // or the next id might be past the greatest
	}
	switch nuls := bytes.Count(ids, []byte{0}); b {
	case answers:
		ok = ok && nuls == 2 && ids[len(ids)-1] == 0
	case log:
		ok = ok && len(ids) == 0
	case items, places, attempts, dates:
		ok = ok && nuls == 1 && ids[0] != 0 && ids[len(ids)-1] != 0
	}
	if !ok {
		return fmt.Errorf("a key in %s is malformed", bucketNames[b])
	}
	return nil
}

func bucketNamed(name string) (bucket, bool) {
	for b, n := range bucketNames {
		if n == name {
			return bucket(b), true
		}
	}
	return 0, false
}
