package store_test

import (
	"bytes"
	crand "crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

var pageSize = os.Getpagesize()

func noise(n int) []byte {
	b := make([]byte, n)
	crand.Read(b)
	return b
}

// change edits the file in dir as bytes.
func change(t testing.TB, dir string, edit func([]byte) []byte) (damaged []byte) {
	t.Helper()
	path := filepath.Join(dir, "lectern.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged = edit(b)
	if err := os.WriteFile(path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	return damaged
}

func setAside(t testing.TB, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "lectern-damaged-*.db"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// wantAside checks that the damaged file lies aside as it was, and that the notice names it.
func wantAside(t testing.TB, s *store.Store, dir string, damaged []byte) {
	t.Helper()
	aside := setAside(t, dir)
	if len(aside) != 1 {
		t.Fatalf("set aside: %q", aside)
	}
	if kept, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(kept, damaged) {
		t.Errorf("the damaged file was changed (%v)", err)
	}
	if !strings.Contains(s.Notice(), aside[0]) {
		t.Errorf("the notice does not name it: %s", s.Notice())
	}
}

// wantWorking checks that a store takes answers and gives them back.
func wantWorking(t testing.TB, s *store.Store) {
	t.Helper()
	wantAll(t, s, give(t, s, 100))
	update(t, s, (*store.Tx).Rebuild)
}

var damages = map[string]func([]byte) []byte{
	"empty":              func(b []byte) []byte { return nil },
	"one byte":           func(b []byte) []byte { return b[:1] },
	"half a page":        func(b []byte) []byte { return b[:pageSize/2] },
	"one page":           func(b []byte) []byte { return b[:pageSize] },
	"two pages":          func(b []byte) []byte { return b[:2*pageSize] },
	"half":               func(b []byte) []byte { return b[:pagesOf(b)*pageSize/2] }, // of what is in use: bbolt makes a file larger
	"noise":              func(b []byte) []byte { return noise(len(b)) },
	"a little noise":     func(b []byte) []byte { return noise(777) },
	"text":               func(b []byte) []byte { return []byte(strings.Repeat("not a database\n", 5000)) },
	"zeros":              func(b []byte) []byte { return make([]byte, len(b)) },
	"noise behind heads": func(b []byte) []byte { return append(b[:2*pageSize:2*pageSize], noise(len(b)-2*pageSize)...) },
	"zeros behind heads": func(b []byte) []byte { return append(b[:2*pageSize:2*pageSize], make([]byte, len(b)-2*pageSize)...) },
	"wrong magic": func(b []byte) []byte {
		b[16]++
		b[pageSize+16]++
		return b
	},
	"heads do not add up": func(b []byte) []byte {
		b[60]++
		b[pageSize+60]++
		return b
	},
	"another program's": func([]byte) []byte { return foreign() },
}

// foreign makes a file that is sound, but none of ours.
func foreign() []byte {
	dir, err := os.MkdirTemp("", "foreign")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "f.db")
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		panic(err)
	}
	db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("widgets")); return err })
	db.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return b
}

// Whatever is damaged on opening is set aside as it was, and the newest backup comes in its place.
func TestDamageOnOpening(t *testing.T) {
	for name, edit := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := open(t, dir)
			ids := give(t, s, 300)
			if err := s.Backup(noon); err != nil {
				t.Fatal(err)
			}
			damaged := change(t, dir, edit)
			s = open(t, dir)
			wantAside(t, s, dir, damaged)
			if !strings.Contains(s.Notice(), "backup of "+noon.Local().Format("2 January 2006, 15:04")) {
				t.Errorf("notice: %s", s.Notice())
			}
			wantAll(t, s, ids)
			wantWorking(t, s)
		})
	}
}

// Without a backup, a new file is begun.
func TestDamageWithoutBackup(t *testing.T) {
	for name, edit := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			give(t, open(t, dir), 300)
			damaged := change(t, dir, edit)
			s := open(t, dir)
			wantAside(t, s, dir, damaged)
			if !strings.Contains(s.Notice(), "no backup") {
				t.Errorf("notice: %s", s.Notice())
			}
			wantWorking(t, s)
		})
	}
}

// Damage that shows while the program runs fails the transaction; the same transaction made again succeeds.
func TestDamageWhileRunning(t *testing.T) {
	for name, edit := range damages {
		for _, write := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, write %v", name, write), func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				s := open(t, dir)
				ids := give(t, s, 300)
				if err := s.Backup(noon); err != nil {
					t.Fatal(err)
				}
				damaged := change(t, dir, edit)
				again := func() error {
					if write {
						return s.Update(func(tx *store.Tx) error { return errors.Join(touchAll(tx), tx.PutPlace("c", "s", study.Place{})) })
					}
					return s.View(touchAll)
				}
				if err := again(); !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), s.Notice()) {
					t.Errorf("first: %v", err)
				}
				if err := again(); err != nil {
					t.Errorf("second: %v", err)
				}
				wantAside(t, s, dir, damaged)
				wantAll(t, s, ids)
				wantWorking(t, s)
			})
		}
	}
}

// touchAll reads all there is.
func touchAll(tx *store.Tx) error {
	tx.LastPlace()
	tx.Counts()
	tx.AllItems("c", func(string, study.Item) error { return nil })
	tx.History("c", "q1")
	tx.Attempt("c", "s")
	tx.Due("c", 1<<20, func(string) error { return nil })
	return tx.Events(func(study.Event) error { return nil })
}

// Noise in any one page is found on opening, and loses nothing that a backup has; or it lies in a page that is not in use.
func TestNoiseInAnyPage(t *testing.T) {
	t.Parallel()
	model := t.TempDir()
	s := open(t, model)
	ids := give(t, s, 300)
	ids = append(ids, give(t, s, 100)...)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	info, err := s.Info()
	if err != nil {
		t.Fatal(err)
	}
	for page := range int(info.Size) / pageSize {
		dir := filepath.Join(t.TempDir(), "copy")
		if err := os.CopyFS(dir, os.DirFS(model)); err != nil {
			t.Fatal(err)
		}
		change(t, dir, func(b []byte) []byte { copy(b[page*pageSize:], noise(pageSize)); return b })
		s := open(t, dir)
		if s.Notice() == "" && store.Inspect(filepath.Join(dir, "lectern.db")) != nil {
			t.Errorf("page %d: unnoticed", page)
		}
		wantAll(t, s, ids)
		wantWorking(t, s)
	}
}

// What came after the backup, or without one, is read back from what is left of the damaged file.
func TestWhatIsLeftIsRescued(t *testing.T) {
	for _, backup := range []bool{false, true} {
		dir := t.TempDir()
		s := open(t, dir)
		ids := give(t, s, 500)
		if backup {
			if err := s.Backup(noon); err != nil {
				t.Fatal(err)
			}
		}
		later := give(t, s, 500)
		update(t, s, func(tx *store.Tx) error { return tx.PutPlace("c", "s", study.Place{Byte: 7, At: noon}) })
		change(t, dir, func(b []byte) []byte { copy(b[leafOf(b, "c\x00q20\x00\x01")*pageSize:], noise(pageSize)); return b })
		s = open(t, dir)
		have := idsOf(events(t, s))
		lost := 0
		for _, id := range later {
			if !have[id] {
				lost++
			}
		}
		if lost == 0 || lost > 100 {
			t.Errorf("%d of 500 lost with one page", lost)
		}
		if backup {
			wantAll(t, s, ids)
		}
		if !strings.Contains(s.Notice(), "could still be read") {
			t.Errorf("notice: %s", s.Notice())
		}
		view(t, s, func(tx *store.Tx) { same(t, "place", tx.Place("c", "s").Byte, 7) })
		before := allItems(t, s)
		update(t, s, (*store.Tx).Rebuild)
		same(t, "items", allItems(t, s), before)
	}
}

// leafOf finds the last leaf page with a key of this prefix.
func leafOf(b []byte, prefix string) (page int) {
	for p := 2; (p+1)*pageSize <= len(b); p++ {
		at := b[p*pageSize : (p+1)*pageSize]
		if binary.NativeEndian.Uint16(at[8:]) == 2 && binary.NativeEndian.Uint64(at) == uint64(p) && bytes.Contains(at, []byte(prefix)) {
			page = p
		}
	}
	return page
}

// A tree that bites its own tail, in which bbolt would go round for ever, is found on opening.
func TestCircleIsFound(t *testing.T) {
	dir := t.TempDir()
	give(t, open(t, dir), 2000)
	circles := 0
	change(t, dir, func(b []byte) []byte {
		for p := 2; (p+1)*pageSize <= len(b); p++ {
			at := b[p*pageSize:]
			if binary.NativeEndian.Uint16(at[8:]) == 1 {
				circles++
				for i := range int(binary.NativeEndian.Uint16(at[10:])) {
					binary.NativeEndian.PutUint64(at[16+16*i+8:], uint64(p))
				}
			}
		}
		return b
	})
	if circles == 0 {
		t.Fatal("no branches to bend")
	}
	s := open(t, dir)
	if len(setAside(t, dir)) != 1 {
		t.Error("unnoticed")
	}
	wantWorking(t, s)
}

// Bytes that flip anywhere never bring the program down, and never keep it from working.
func TestFlippedBytes(t *testing.T) {
	t.Parallel()
	model := t.TempDir()
	s := open(t, model)
	give(t, s, 200)
	give(t, s, 100)
	rnd := rand.New(rand.NewPCG(1, 1))
	runs := 100
	if testing.Short() {
		runs = 30
	}
	for range runs {
		dir := filepath.Join(t.TempDir(), "copy")
		if err := os.CopyFS(dir, os.DirFS(model)); err != nil {
			t.Fatal(err)
		}
		change(t, dir, func(b []byte) []byte {
			for range 1 + rnd.IntN(3) {
				b[rnd.IntN(len(b))] ^= byte(1 + rnd.IntN(255))
			}
			return b
		})
		s := open(t, dir)
		for range 2 { // the first may find what Open has not: a record that cannot be read
			if err := s.View(touchAll); err != nil && !errors.Is(err, store.ErrDamaged) {
				t.Fatal(err)
			}
		}
		if err := s.View(touchAll); err != nil {
			t.Fatal(err)
		}
		if err := s.Update(func(tx *store.Tx) error { ev := answer("q1", quiz.Right); return tx.Append(&ev) }); err != nil {
			t.Fatal(err)
		}
	}
}

// A record that cannot be read is damage too: the rest is kept.
func TestUnreadableRecord(t *testing.T) {
	for _, bad := range [][3]string{
		{"answers", "c\x00q7\x00\x001234567890abcde", "\xff\xff"},
		{"answers", "c\x00q7", "\xa0"},
		{"answers", "c\x00q7\x00\xff234567890abcdef", "\xa0"},
		{"log", "short", "\xa0"},
		{"items", "c\x00q1", "\xff"},
		{"items", "c", "\xa0"},
		{"places", "c\x00s", "\x01"},
		{"attempts", "c\x00s", "\x01"},
		{"meta", "last", "short"},
		{"meta", "last", "\x001234567890abcde"}, // long ago
		{"meta", "format", "one"},
	} {
		dir := t.TempDir()
		s := open(t, dir)
		ids := give(t, s, 50)
		tamper(t, dir, bad[0], func(put func(k, v string)) { put(bad[1], bad[2]) })
		path := filepath.Join(dir, "lectern.db")
		if store.Inspect(path) == nil {
			t.Errorf("%q: nothing wrong", bad)
		}
		err := s.Update(func(tx *store.Tx) error {
			ev := answer("q1", quiz.Right)
			return errors.Join(touchAll(tx), tx.Append(&ev))
		})
		unmet := bad[1] == "c" || bad[1] == "last" && err == nil // nobody reads it
		if !unmet && !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%q: %v", bad, err)
		}
		wantAll(t, s, ids)
		wantWorking(t, s)
	}
}

// Damage that turns out to be none leaves the file alone. When it comes again, the file is replaced, which loses nothing.
func TestDoubtfulDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	give(t, s, 300)
	before := dump(t, dir, derivedFromEvents...)
	if err := s.Suspect(); err == nil || errors.Is(err, store.ErrDamaged) || len(setAside(t, dir)) != 0 {
		t.Errorf("first: %v", err)
	}
	if err := s.Suspect(); !errors.Is(err, store.ErrDamaged) || len(setAside(t, dir)) != 1 {
		t.Errorf("again: %v", err)
	}
	same(t, "file", dump(t, dir, derivedFromEvents...), before)
}

// Backup finds damage in the file itself, and mends it.
func TestBackupFindsDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := give(t, s, 300)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	damaged := change(t, dir, func(b []byte) []byte { copy(b[leafOf(b, "c\x00q20\x00\x01")*pageSize:], noise(pageSize)); return b })
	if err := s.Backup(noon.AddDate(0, 0, 1)); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("got %v", err)
	}
	wantAside(t, s, dir, damaged)
	wantAll(t, s, ids)
	if err := s.Backup(noon.AddDate(0, 0, 1)); err != nil {
		t.Error(err)
	}
}

// When the newest backup is damaged as well, the one before it counts.
func TestNewestSoundBackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	var ids []string
	for day := range 3 {
		if day < 2 {
			ids = append(ids, give(t, s, 100)...)
		}
		if err := s.Backup(noon.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	newest := filepath.Join(dir, "backups", "lectern-2026-11-24.db")
	if err := os.WriteFile(newest, noise(9000), 0o600); err != nil {
		t.Fatal(err)
	}
	change(t, dir, damages["noise"])
	s = open(t, dir)
	wantAll(t, s, ids)
	if !strings.Contains(s.Notice(), "backup of") {
		t.Errorf("notice: %s", s.Notice())
	}
}

// A file that lacks its end is not written to, even if what is written needs nothing of it.
func TestFileWithoutItsEnd(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := give(t, s, 300)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	damaged := change(t, dir, func(b []byte) []byte { return b[:(pagesOf(b)-1)*pageSize] })
	if err := s.Update(func(tx *store.Tx) error { return nil }); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("got %v", err)
	}
	wantAside(t, s, dir, damaged)
	wantAll(t, s, ids)
}

// headOf returns the newer head of a file, behind its page's header.
func headOf(b []byte) []byte {
	one, two := b[16:], b[pageSize+16:]
	if binary.NativeEndian.Uint64(one[48:]) > binary.NativeEndian.Uint64(two[48:]) {
		return one
	}
	return two
}

func pagesOf(b []byte) int { return int(binary.NativeEndian.Uint64(headOf(b)[40:])) }

// Keys that are not in order, among which a search goes astray, are damage.
func TestKeysOutOfOrder(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := give(t, s, 300)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	change(t, dir, func(b []byte) []byte {
		page := leafOf(b, "c\x00q20\x00\x01") * pageSize
		key := page + bytes.Index(b[page:], []byte("c\x00q20\x00\x01"))
		copy(b[key:], "c\x00q99\x00")
		return b
	})
	s = open(t, dir)
	same(t, "set aside", len(setAside(t, dir)), 1)
	wantAll(t, s, ids)
}

// A page that is in use and on the list of free ones as well would be overwritten one day: that is damage.
func TestPageFreeAndInUse(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	give(t, s, 300)
	ids := give(t, s, 300)
	change(t, dir, func(b []byte) []byte {
		head := headOf(b)
		free := b[int(binary.NativeEndian.Uint64(head[32:]))*pageSize:]
		if binary.NativeEndian.Uint16(free[10:]) == 0 {
			t.Fatal("no page is free")
		}
		copy(free[16:24], head[16:24]) // the first free page is now the root
		return b
	})
	s = open(t, dir)
	same(t, "set aside", len(setAside(t, dir)), 1)
	wantAll(t, s, ids)
	wantWorking(t, s)
}

// A function that goes on after it met damage, by catching all panics, keeps nothing.
func TestPanicsCaughtByTheCaller(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	give(t, s, 300)
	damaged := change(t, dir, func(b []byte) []byte { copy(b[leafOf(b, "c\x00q20\x00\x01")*pageSize:], noise(pageSize)); return b })
	err := s.Update(func(tx *store.Tx) error {
		func() {
			defer func() { recover() }()
			touchAll(tx)
		}()
		return tx.PutPlace("c", "s", study.Place{})
	})
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("got %v", err)
	}
	wantAside(t, s, dir, damaged)
}

// A file that is gone comes back from its backup: the program may have been stopped while it replaced it.
func TestMissingFile(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := give(t, s, 30)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "lectern.db")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "lectern.db.new"), noise(100), 0o600); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	wantAll(t, s, ids)
	if !strings.Contains(s.Notice(), "missing") {
		t.Errorf("notice: %s", s.Notice())
	}
}

// While the program runs, a missing file is empty for a View and made again by an Update.
func TestFileGoesMissing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, dir)
	give(t, s, 3)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	same(t, "events", len(events(t, s)), 0)
	view(t, s, func(tx *store.Tx) { touchAll(tx); same(t, "counts", tx.Counts(), store.Counts{}) })
	if err := s.Backup(noon); err != nil {
		t.Error(err)
	}
	wantWorking(t, s)
}

// A folder where the file should be is set aside with what is in it.
func TestFolderInPlaceOfFile(t *testing.T) {
	for _, running := range []bool{false, true} {
		dir := t.TempDir()
		path := filepath.Join(dir, "lectern.db")
		s := open(t, dir)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(path, "inside"), 0o700); err != nil {
			t.Fatal(err)
		}
		if running {
			if err := s.Update(touchAll); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("got %v", err)
			}
		} else {
			s = open(t, dir)
		}
		if aside := setAside(t, dir); len(aside) != 1 {
			t.Errorf("aside: %q", aside)
		} else if _, err := os.Stat(filepath.Join(aside[0], "inside")); err != nil {
			t.Error(err)
		}
		wantWorking(t, s)
	}
}

// Two damaged files in the same second get two names.
func TestDamagedFilesKeepTheirNames(t *testing.T) {
	dir := t.TempDir()
	for range 3 {
		open(t, dir)
		change(t, dir, damages["text"])
	}
	open(t, dir)
	if aside := setAside(t, dir); len(aside) != 3 {
		t.Errorf("aside: %q", aside)
	}
}

// When two windows find the same damage, one of them mends it, once.
func TestTwoWindowsFindDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := give(t, s, 300)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	change(t, dir, func(b []byte) []byte { return append(b[:3*pageSize:3*pageSize], noise(len(b)-3*pageSize)...) })
	var both sync.WaitGroup
	for _, s := range []*store.Store{s, open2(dir), open2(dir)} {
		both.Go(func() {
			for range 3 {
				if err := s.View(touchAll); err == nil {
					return
				}
			}
			t.Error("still no good")
		})
	}
	both.Wait()
	if aside := setAside(t, dir); len(aside) != 1 {
		t.Errorf("aside: %q", aside)
	}
	wantAll(t, s, ids)
}

// open2 gives a second window on a folder, without Open's own look at it.
func open2(dir string) *store.Store { return store.Unopened(dir) }

// A window that waits for the file while another replaces it writes to the new one.
func TestWaitingForAFileThatIsReplaced(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	path := filepath.Join(dir, "lectern.db")
	old, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		done <- s.Update(func(tx *store.Tx) error { return tx.PutPlace("c", "s", study.Place{Byte: 5}) })
	}()
	time.Sleep(20 * time.Millisecond) // most likely it waits now; should it not, the test passes all the same
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".2", b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".2", path); err != nil {
		t.Fatal(err)
	}
	old.Close()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	view(t, s, func(tx *store.Tx) { same(t, "place", tx.Place("c", "s").Byte, 5) })
}

// A file that another window holds for too long is busy, not damaged.
func TestBusyIsNotDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	s.SetPatience(time.Nanosecond)
	db, err := bbolt.Open(filepath.Join(dir, "lectern.db"), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, err := range []error{s.View(touchAll), s.Update(touchAll), s.Backup(noon)} {
		if !errors.Is(err, store.ErrBusy) || !strings.Contains(err.Error(), "close that window") {
			t.Errorf("got %v", err)
		}
	}
	same(t, "set aside", len(setAside(t, dir)), 0)
}
