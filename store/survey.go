package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/oklog/ulid/v2"
)

// A survey is what reading all of a file has told.
type survey struct {
	format  int
	events  int
	last    ulid.ULID // the newest event
	given   ulid.ULID // the last id given
	buckets map[string]bool
	wrong   error
}

// inspect reads all of a file, and each record in it, without bbolt. What it finds nothing wrong with, the methods of Tx can read.
func inspect(file io.ReaderAt) survey {
	s := survey{buckets: make(map[string]bool)}
	s.wrong = walk(file, s.visit)
	if s.wrong == nil {
		s.wrong = s.amiss()
	}
	return s
}

// amiss tells what is missing as a whole.
func (s *survey) amiss() error {
	for b, name := range bucketNames {
		if !s.buckets[name] && bucket(b) != dates { // which may be of before there was an index
			return fmt.Errorf("bucket %q is missing", name)
		}
	}
	if s.format == 0 {
		return errors.New("it has no format")
	}
	if s.last.Compare(s.given) > 0 {
		return errors.New("it has newer events than it knows")
	}
	return nil
}

func (s *survey) visit(name string, key, value []byte) error {
	if key == nil {
		s.buckets[name] = true
		return nil
	}
	b, ok := bucketNamed(name)
	if !ok {
		return nil // of a newer format, or of another program
	}
	if err := legible(b, key, value); err != nil {
		return err
	}
	switch {
	case b == answers || b == log:
		s.event(key)
	case b == meta && bytes.Equal(key, formatKey):
		s.format, _ = parseFormat(value)
	case b == meta && bytes.Equal(key, lastKey):
		s.given, _ = parseID(value)
	}
	return nil
}

func (s *survey) event(key []byte) {
	s.events++
	if _, id := cutULID(key); id.Compare(s.last) > 0 {
		s.last = id
	}
}
