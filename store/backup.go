package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// keep is how many daily backups are kept.
const keep = 7

// A backup is a copy of the file that was found sound.
type backup struct {
	name string // empty: a blank file instead of a backup
	survey
}

// Backup copies the file into the folder's backups, unless there is a copy of that day, and keeps the seven newest. A copy counts only
// once all of it was read again and found sound, record by record; this also finds damage in the file itself before the last good copy
// is thrown away, and mends it. It takes a second or two for a million answers, and is to be called in the background. Other windows
// wait only while the bytes are copied.
func (s *Store) Backup(now time.Time) error { return s.settle(s.backUp(now), false) }

func (s *Store) backUp(now time.Time) error {
	if _, err := os.Stat(s.path); missing(err) {
		return nil
	}
	name := s.backupName(now, "")
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.copyTo(name); err != nil {
		return err
	}
	return s.prune()
}

func (s *Store) backups() string { return filepath.Join(s.dir, "backups") }

func (s *Store) backupName(now time.Time, suffix string) string {
	return filepath.Join(s.backups(), "lectern-"+now.Format("2006-01-02")+suffix+".db")
}

// copyTo makes a backup, unless there is one by that name, which another window may have made meanwhile. It needs the folder's lock.
// A copy that a crash left half done has another name and is overwritten.
func (s *Store) copyTo(name string) error {
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	if err := os.MkdirAll(s.backups(), 0o700); err != nil {
		return err
	}
	half := filepath.Join(s.backups(), "half.tmp")
	if err := s.copySound(half); err != nil {
		os.Remove(half)
		return err
	}
	if err := os.Rename(half, name); err != nil {
		return err
	}
	return syncDir(s.backups())
}

// copySound copies the file as it is in one transaction, and reads the copy again.
func (s *Store) copySound(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	err = once(s.path, false, s.patience, func(tx *Tx) error {
		_, err := tx.handle.tx.WriteTo(f)
		return err
	})
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if state := inspect(f); state.wrong != nil {
		return &damage{state.wrong}
	}
	return f.Close()
}

// prune throws away the oldest of the daily backups.
func (s *Store) prune() error {
	daily, err := s.daily()
	for _, name := range daily[:max(0, len(daily)-keep)] {
		err = errors.Join(err, os.Remove(filepath.Join(s.backups(), name)))
	}
	return err
}

// daily returns the names of the daily backups, oldest first.
func (s *Store) daily() ([]string, error) { return s.backupsLike("lectern-????-??-??.db") }

func (s *Store) backupsLike(pattern string) (names []string, err error) {
	entries, err := os.ReadDir(s.backups())
	if err != nil && !missing(err) {
		return nil, err
	}
	for _, e := range entries { // sorted by name, which begins with the day
		if ok, _ := filepath.Match(pattern, e.Name()); ok {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// restore makes a file at path from the newest backup that is sound and not of a newer program, or a blank one.
func (s *Store) restore(path string) (backup, error) {
	names, err := s.backupsLike("lectern-????-??-??*.db")
	if err != nil {
		return backup{}, err
	}
	for _, name := range slices.Backward(names) {
		state, err := copyIfSound(filepath.Join(s.backups(), name), path)
		if among(err, noRoom) {
			return backup{}, err // an older one is no answer to that
		}
		if err == nil && state.format <= s.format() {
			return backup{name, state}, nil
		}
	}
	if err := os.RemoveAll(path); err != nil {
		return backup{}, err
	}
	return backup{survey: survey{format: s.format()}}, s.blank(path)
}

// copyIfSound copies a backup and then looks at the copy, so that what counts is what will be used.
func copyIfSound(from, to string) (survey, error) {
	in, err := os.Open(from)
	if err != nil {
		return survey{}, err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return survey{}, err
	}
	defer out.Close()
	if _, err := io.Copy(out, in); err != nil {
		return survey{}, err
	}
	if err := out.Sync(); err != nil {
		return survey{}, err
	}
	state := inspect(out)
	return state, state.wrong
}
