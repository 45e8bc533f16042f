package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// mend replaces a file that is damaged. First it makes sure of it, alone with the file: another window may have mended it, and what
// looked like damage may have been a passing fault of the disk. If it is not sure but this happens again, it replaces the file all the
// same: of a file that can be read nothing is lost by that.
func (s *Store) mend(found *damage, write bool) error {
	unlock, err := s.lock()
	if errors.Is(err, errHeld) {
		return s.explain(err, write)
	}
	if err != nil {
		return faultf(ErrDamaged, err, "%s is damaged (%v) and cannot be set aside (%v) — change the permissions of its folder",
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
		if state.wrong == nil && s.doubted.CompareAndSwap(false, true) {
			return faultf(found, found, "%s could not be read for a moment (%v) — try again", s.path, found)
		}
	}
	if err := s.explain(s.renew(f, state.format), true); err != nil {
		return faultf(ErrDamaged, err, "%s is damaged (%v) and could not be replaced: %v", s.path, found, err)
	}
	if write {
		return faultf(ErrDamaged, found, "%s What you did last was not saved: do it again.", s.Notice())
	}
	return faultf(ErrDamaged, found, "%s", s.Notice())
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
	switch {
	case backup.name == "":
		b.WriteString("; there was no backup, so Lectern began a new one")
	case backup.events == 0:
		b.WriteString("; Lectern put back a backup from before your first answer")
	default:
		fmt.Fprintf(&b, "; Lectern put back the backup of %s", backup.last.Timestamp().Local().Format("2 January 2006, 15:04"))
	}
	if rescued > 0 {
		fmt.Fprintf(&b, " and %d entries that could still be read", rescued)
	}
	b.WriteString(".")
	return b.String()
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
