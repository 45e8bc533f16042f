package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"lectern/store"
)

func backups(t testing.TB, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "backups"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// There is one backup a day, of the state at its first call, and the seven newest are kept.
func TestBackups(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	var ids []string
	for day := range 10 {
		ids = append(ids, give(t, s, 5)...)
		for hour := range 3 {
			if err := s.Backup(noon.AddDate(0, 0, day).Add(time.Duration(hour) * time.Hour)); err != nil {
				t.Fatal(err)
			}
			give(t, s, 1)
		}
	}
	want := []string{"lectern-2026-11-25.db", "lectern-2026-11-26.db", "lectern-2026-11-27.db", "lectern-2026-11-28.db",
		"lectern-2026-11-29.db", "lectern-2026-11-30.db", "lectern-2026-12-01.db"}
	same(t, "backups", backups(t, dir), want)
	elsewhere := t.TempDir()
	if err := os.Rename(filepath.Join(dir, "backups", want[6]), filepath.Join(elsewhere, "lectern.db")); err != nil {
		t.Fatal(err)
	}
	old := open(t, elsewhere)
	wantAll(t, old, ids)
	same(t, "events", len(events(t, old)), 5*10+3*9)
}

// A crash between the copying and the renaming leaves a half backup, which never counts as one.
func TestHalfABackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := give(t, s, 20)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(dir, "backups", "half.tmp")
	if err := os.WriteFile(half, noise(50_000), 0o600); err != nil {
		t.Fatal(err)
	}
	change(t, dir, damages["noise"])
	s = open(t, dir)
	wantAll(t, s, ids)
	if err := s.Backup(noon.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	same(t, "backups", backups(t, dir), []string{"lectern-2026-11-22.db", "lectern-2026-11-23.db"})
	if err := store.Inspect(filepath.Join(dir, "backups", "lectern-2026-11-23.db")); err != nil {
		t.Error(err)
	}
}

// Backups from many windows at once, while answers come in, make one sound copy.
func TestBackupsAtOnce(t *testing.T) {
	dir := t.TempDir()
	first := give(t, open(t, dir), 200)
	var all sync.WaitGroup
	for range 4 {
		s := open(t, dir)
		all.Go(func() {
			if err := s.Backup(noon); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() { give(t, s, 1) })
	}
	all.Wait()
	same(t, "backups", backups(t, dir), []string{"lectern-2026-11-22.db"})
	elsewhere := t.TempDir()
	if err := os.Rename(filepath.Join(dir, "backups", "lectern-2026-11-22.db"), filepath.Join(elsewhere, "lectern.db")); err != nil {
		t.Fatal(err)
	}
	wantAll(t, open(t, elsewhere), first)
}

// What is not a daily backup is not thrown away.
func TestBackupsOfOthersAreKept(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if err := os.Mkdir(filepath.Join(dir, "backups"), 0o700); err != nil {
		t.Fatal(err)
	}
	others := []string{"lectern-2020-01-01-format-1.db", "my notes.txt"}
	for _, name := range others {
		if err := os.WriteFile(filepath.Join(dir, "backups", name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for day := range 9 {
		if err := s.Backup(noon.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	names := backups(t, dir)
	for _, name := range others {
		if !slices.Contains(names, name) {
			t.Errorf("%s is gone", name)
		}
	}
	same(t, "backups", len(names), 9)
}

// Where no backup can be made, Backup says so, and nothing else suffers.
func TestBackupThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "backups"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(noon); err == nil || errors.Is(err, store.ErrDamaged) {
		t.Errorf("got %v", err)
	}
	wantWorking(t, s)
	change(t, dir, damages["noise"])
	wantWorking(t, open(t, dir))
}
