package store

import (
	"os"
	"time"

	"go.etcd.io/bbolt"
)

// What the black-box tests need to reach inside.

// SetPatience sets how long to wait for another window, so that tests need not.
func (s *Store) SetPatience(d time.Duration) { s.patience = d }

// OpenWith is Open for a program that knows more formats.
func OpenWith(dir string, more ...func(*bbolt.Tx) error) (*Store, error) {
	s := newStore(dir)
	for _, f := range more {
		s.steps = append(s.steps, f)
	}
	return s.ready()
}

// Inspect returns what is wrong with the file at path.
func Inspect(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return inspect(f).wrong
}

// Unopened returns a Store that has not looked at its file yet.
func Unopened(dir string) *Store { return newStore(dir) }

// Suspect has the store look into damage that it did not meet.
func (s *Store) Suspect() error { return s.mend(&damage{os.ErrInvalid}, false) }
