package store

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"go.etcd.io/bbolt"
)

// A step brings the file from one format to the next. It must not use methods of Tx whose meaning may change later.
type step func(*bbolt.Tx) error

// steps[0] goes from format 1 to format 2, and so on: the format that this program writes is one more than there are steps.
var steps []step

func (s *Store) format() int { return 1 + len(s.steps) }

var (
	formatKey  = []byte("format")
	createdKey = []byte("created")
)

// admit refuses a file whose format is not this program's. It is asked in each transaction, since a newer program may have come in
// between.
func (s *Store) admit(tx *Tx) error {
	if tx.handle == nil {
		return nil
	}
	switch have := tx.format(); {
	case have > s.format():
		return s.tooNew(have)
	case have < s.format():
		return errOlder
	}
	return nil
}

func (s *Store) tooNew(have int) error {
	return faultf(ErrNewer, errors.New("unknown format"), "%s was written by a newer Lectern, in format %d, and this one knows format %d — "+
		"use the newer Lectern; the file was left as it is", s.path, have, s.format())
}

func (tx *Tx) format() int {
	n, ok := get(tx, meta, formatKey, parseFormat)
	if !ok {
		tx.handle.hurt = damagef("it has no format")
		panic(tx.handle.hurt)
	}
	return n
}

func parseFormat(raw []byte) (int, error) {
	n, err := strconv.Atoi(string(raw))
	if err != nil || n < 1 {
		return 0, fmt.Errorf("format %q cannot be", raw)
	}
	return n, nil
}

// blank makes an empty file at path.
func (s *Store) blank(path string) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: s.patience})
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Update(s.furnish)
}

func (s *Store) furnish(tx *bbolt.Tx) error {
	for _, name := range bucketNames {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	m := tx.Bucket([]byte(bucketNames[meta]))
	if err := m.Put(formatKey, []byte(strconv.Itoa(s.format()))); err != nil {
		return err
	}
	return m.Put(createdKey, []byte(time.Now().UTC().Format(time.RFC3339)))
}

// upgrade brings the file to this program's format, step by step but in one transaction, after a backup that is never thrown away.
func (s *Store) upgrade() error { return s.settle(s.backUpAndClimb(), true) }

func (s *Store) backUpAndClimb() error {
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	var from int
	err = once(s.path, false, s.patience, func(tx *Tx) error { from = tx.format(); return nil })
	if err != nil {
		return err
	}
	if err := s.copyTo(s.backupName(time.Now(), fmt.Sprintf("-format-%d", from))); err != nil {
		return err
	}
	return once(s.path, true, s.patience, s.climb)
}

// climb takes the steps that are still to take.
func (s *Store) climb(tx *Tx) error {
	for n := tx.format(); n < s.format(); n++ {
		if err := s.steps[n-1](tx.handle.tx); err != nil {
			return fmt.Errorf("from format %d to %d: %w", n, n+1, err)
		}
	}
	return tx.put(meta, formatKey, []byte(strconv.Itoa(s.format())))
}
