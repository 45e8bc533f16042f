package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/oklog/ulid/v2"
)

// A survey is what reading all of a file has told.
type survey struct {
	format  int
	events  int
	last    ulid.ULID // the newest event
	buckets map[string]bool
	wrong   error
}

// inspect reads all of a file, and each record in it, without bbolt.
func inspect(file io.ReaderAt) survey {
	s := survey{buckets: make(map[string]bool)}
	s.wrong = walk(file, s.visit)
	for _, name := range bucketNames {
		if s.wrong == nil && !s.buckets[name] {
			s.wrong = fmt.Errorf("bucket %q is missing", name)
		}
	}
	if s.wrong == nil && s.format == 0 {
		s.wrong = errors.New("it has no format")
	}
	return s
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
	if b == meta && bytes.Equal(key, formatKey) {
		s.format, _ = parseFormat(value)
	}
	if err := legible(b, key, value); err != nil {
		return err
	}
	if b == answers || b == log {
		_, id := cutULID(key)
		s.events++
		if id.Compare(s.last) > 0 {
			s.last = id
		}
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

// mend replaces a file that is damaged. First it makes sure of it, alone with the file: another window may have mended it, and what
// looked like damage may be none.
func (s *Store) mend(found *damage, write bool) error {
	unlock, err := s.lock()
	if err != nil {
		return s.fault(ErrDamaged, err, "%s is damaged (%v) and cannot be set aside (%v) — change the permissions of its folder",
			s.path, found, plain(err))
	}
	defer unlock()
	f, err := s.seize()
	if err != nil {
		return s.explain(err, true)
	}
	var state survey
	if f != nil {
		defer f.Close()
		state = inspect(f)
		if state.format > s.format() {
			return s.tooNew(state.format)
		}
		if state.wrong == nil {
			return s.fault(found, found, "%s could not be read for a moment (%v) — try again", s.path, found)
		}
	}
	if err := s.explain(s.renew(f, state.format), true); err != nil {
		return s.fault(ErrDamaged, err, "%s is damaged (%v) and could not be replaced: %v", s.path, found, err)
	}
	if write {
		return s.fault(ErrDamaged, found, "%s What you did last was not saved: do it again.", s.Notice())
	}
	return s.fault(ErrDamaged, found, "%s", s.Notice())
}

// seize opens the file and keeps all others from it. It returns nil for what is no file and cannot be opened as one.
func (s *Store) seize() (*os.File, error) {
	info, err := os.Stat(s.path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, err
	}
	f, err := os.OpenFile(s.path, os.O_RDWR, 0)
	if among(err, noAccess) {
		f, err = os.Open(s.path)
	}
	if err != nil {
		return nil, err
	}
	if err := s.retry(func() error { return hold(f) }); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// renew puts a new file in the place of the damaged one, if there is one: the newest sound backup, or else a blank file, with what can
// be read of the damaged one added to it. Until all of that is on the disk, nothing is changed.
func (s *Store) renew(damaged *os.File, format int) error {
	fresh := s.path + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	backup, err := s.restore(fresh)
	if err != nil {
		return err
	}
	var rescued int
	if damaged != nil && (format == 0 || format == backup.format) {
		if rescued, err = s.salvage(damaged, fresh); err != nil {
			return err
		}
	}
	aside, err := s.setAside(damaged)
	if err != nil {
		return err
	}
	if err := os.Rename(fresh, s.path); err != nil {
		return err
	}
	if aside != "" || backup.name != "" {
		s.notify(account(aside, backup, rescued))
	}
	return syncDir(s.dir)
}

// account says in a sentence what was done.
func account(aside string, backup backup, rescued int) string {
	var b bytes.Buffer
	if aside == "" {
		b.WriteString("The file with your answers was missing")
	} else {
		fmt.Fprintf(&b, "The file with your answers was damaged and is now kept as %s", aside)
	}
	if backup.name == "" {
		b.WriteString("; there was no backup, so Lectern began a new one")
	} else {
		fmt.Fprintf(&b, "; Lectern put back the backup of %s", backup.until())
	}
	if rescued > 0 {
		fmt.Fprintf(&b, " and %d entries that could still be read", rescued)
	}
	b.WriteString(".")
	return b.String()
}

// until says when the newest event was.
func (s *survey) until() string {
	if s.events == 0 {
		return "before your first answer"
	}
	return s.last.Timestamp().Local().Format("2 January 2006, 15:04")
}

// setAside gives the file another name, and returns that; it returns an empty one when there is no file. Where the file system can
// give it a second name, there is no moment without a file.
func (s *Store) setAside(damaged *os.File) (string, error) {
	if _, err := os.Lstat(s.path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if damaged != nil {
		letGo(damaged)
	}
	aside, err := s.freeName()
	if err != nil {
		return "", err
	}
	if os.Link(s.path, aside) == nil {
		return aside, nil
	}
	return aside, os.Rename(s.path, aside)
}

// freeName finds a name that says what happened when, and that nothing has.
func (s *Store) freeName() (string, error) {
	stamp := time.Now().UTC().Format("20060102T150405Z")
	for n := 1; n < 1000; n++ {
		name := filepath.Join(s.dir, "lectern-damaged-"+stamp+".db")
		if n > 1 {
			name = filepath.Join(s.dir, fmt.Sprintf("lectern-damaged-%s-%d.db", stamp, n))
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", errors.New("too many damaged files")
}

// A find is a record that could be read in a damaged file.
type find struct {
	bucket     bucket
	key, value []byte
}

// salvage adds to the file at path what can be read in a damaged one, and returns how many events of it were not there. Since events
// are never edited nor deleted, an old one is as good as a new one; of places and attempts, the damaged file has the newer.
func (s *Store) salvage(damaged io.ReaderAt, path string) (events int, err error) {
	var finds []find
	add := func() {
		if err == nil && len(finds) > 0 {
			err = s.write(path, func(tx *Tx) error {
				n, err := tx.add(finds)
				events += n
				return err
			})
		}
		finds = finds[:0]
	}
	walk(damaged, func(name string, key, value []byte) error {
		b, ok := bucketNamed(name)
		if ok && key != nil && b != meta && b != items && legible(b, key, value) == nil {
			finds = append(finds, find{b, bytes.Clone(key), bytes.Clone(value)})
		}
		if len(finds) == 10_000 {
			add()
		}
		return nil
	})
	add()
	if err != nil {
		return 0, err
	}
	return events, s.write(path, (*Tx).Rebuild)
}

// write runs a transaction on another file than the store's.
func (s *Store) write(path string, fn func(*Tx) error) error { return once(path, true, s.patience, fn) }

// add puts finds under their keys and returns how many events were new.
func (tx *Tx) add(finds []find) (events int, err error) {
	for _, f := range finds {
		if f.bucket != answers && f.bucket != log {
			err = tx.put(f.bucket, f.key, f.value)
		} else if _, ok := get(tx, f.bucket, f.key, text); !ok {
			_, err = tx.adopt(f.bucket, f.key, f.value)
			events++
		}
		if err != nil {
			return 0, err
		}
	}
	return events, nil
}
