package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lectern/store"
)

// A file in a newer format is refused, with both formats named, and not touched; nor is anything put beside it.
func TestNewerFormatIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	running := open(t, dir)
	give(t, running, 50)
	tamper(t, dir, "meta", func(put func(k, v string)) { put("format", "3") })
	tamper(t, dir, "answers", func(put func(k, v string)) { put("a key of the future", "\xff") })
	path := filepath.Join(dir, "lectern.db")
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	stat, _ := os.Stat(path)
	names, _ := os.ReadDir(dir)
	_, err := store.Open(dir)
	if !errors.Is(err, store.ErrNewer) || !strings.Contains(err.Error(), "format 3") || !strings.Contains(err.Error(), "format 1") {
		t.Errorf("got %v", err)
	}
	for _, err := range []error{running.View(touchAll), running.Update(touchAll)} { // a window from before the update
		if !errors.Is(err, store.ErrNewer) {
			t.Errorf("running: %v", err)
		}
	}
	after, _ := os.ReadFile(path)
	if now, _ := os.Stat(path); !bytes.Equal(before, after) || now.ModTime() != stat.ModTime() {
		t.Error("the file was touched")
	}
	if left, _ := os.ReadDir(dir); len(left) != len(names) {
		t.Errorf("the folder has %d entries, and had %d", len(left), len(names))
	}
}

// A newer format that is also damaged is for the newer program to mend.
func TestNewerFormatDamaged(t *testing.T) {
	dir := t.TempDir()
	give(t, open(t, dir), 300)
	tamper(t, dir, "meta", func(put func(k, v string)) { put("format", "2") })
	damaged := change(t, dir, func(b []byte) []byte { copy(b[leafOf(b, "c\x00q20\x00\x01")*pageSize:], noise(pageSize)); return b })
	if _, err := store.Open(dir); !errors.Is(err, store.ErrNewer) {
		t.Errorf("got %v", err)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "lectern.db")); !bytes.Equal(b, damaged) {
		t.Error("the file was touched")
	}
	damaged = change(t, dir, func(b []byte) []byte { // bbolt cannot even open this for writing
		copy(b[int(binary.NativeEndian.Uint64(headOf(b)[32:]))*pageSize:], noise(pageSize))
		return b
	})
	if err := store.Unopened(dir).Update(touchAll); !errors.Is(err, store.ErrNewer) {
		t.Errorf("got %v", err)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "lectern.db")); !bytes.Equal(b, damaged) {
		t.Error("the file was touched")
	}
}

// A backup in a newer format is no backup for this program.
func TestNewerBackupIsPassedOver(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := give(t, s, 10)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	tamper(t, dir, "meta", func(put func(k, v string)) { put("format", "2") })
	newer, err := os.ReadFile(filepath.Join(dir, "lectern.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "backups", "lectern-2026-11-23.db"), newer, 0o600); err != nil {
		t.Fatal(err)
	}
	change(t, dir, damages["noise"])
	wantAll(t, open(t, dir), ids)
}

// An older format is brought up to date, after a backup that stays. A step that fails changes nothing.
func TestOlderFormatIsBroughtUp(t *testing.T) {
	dir := t.TempDir()
	ids := give(t, open(t, dir), 10)
	mark := func(name string) func(*bbolt.Tx) error {
		return func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte(name)); return err }
	}
	fail := errors.New("no luck")
	if _, err := store.OpenWith(dir, mark("two"), func(*bbolt.Tx) error { return fail }); !errors.Is(err, fail) {
		t.Errorf("got %v", err)
	}
	wantAll(t, open(t, dir), ids) // still in format 1
	s, err := store.OpenWith(dir, mark("two"), mark("three"))
	if err != nil {
		t.Fatal(err)
	}
	wantAll(t, s, ids)
	if info, _ := s.Info(); info.Format != 3 {
		t.Errorf("format %d", info.Format)
	}
	if _, err = store.OpenWith(dir, mark("two"), mark("three")); err != nil { // taking the steps again would fail
		t.Fatal(err)
	}
	same(t, "backups", backups(t, dir), []string{"lectern-" + time.Now().Format("2006-01-02") + "-format-1.db"})
	if _, err := store.Open(dir); !errors.Is(err, store.ErrNewer) {
		t.Errorf("got %v", err)
	}
	change(t, dir, damages["noise"]) // and the backup, in format 1, is brought up as well
	s, err = store.OpenWith(dir, mark("two"), mark("three"))
	if err != nil {
		t.Fatal(err)
	}
	wantAll(t, s, ids)
}

// Opening a file that is in order does not write to it.
func TestOpenDoesNotWrite(t *testing.T) {
	dir := t.TempDir()
	give(t, open(t, dir), 10)
	path := filepath.Join(dir, "lectern.db")
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
	view(t, open(t, dir), func(tx *store.Tx) { touchAll(tx) })
	if stat, _ := os.Stat(path); time.Since(stat.ModTime()) < time.Minute {
		t.Error("the file was touched")
	}
}
