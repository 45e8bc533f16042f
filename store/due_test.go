package store_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

var today = study.Standard().Day(noon, "")

func dueOn(t testing.TB, s *store.Store, day study.Day) (qs []string) {
	t.Helper()
	view(t, s, func(tx *store.Tx) {
		if err := tx.Due("c", day, func(q string) error { qs = append(qs, q); return nil }); err != nil {
			t.Error(err)
		}
	})
	return qs
}

// wantIndex checks that the index says of each day what the items say.
func wantIndex(t testing.TB, s *store.Store) {
	t.Helper()
	all := allItems(t, s)
	for day := today - 3; day < today+400; day += 7 {
		var want []string
		for q, it := range all {
			if it.Scheduled() && (it.Due <= day || it.Due >= study.TooFar(day)) {
				want = append(want, q)
			}
		}
		got := dueOn(t, s, day)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("day %d: got %v, want %v", day-today, got, want)
		}
		view(t, s, func(tx *store.Tx) {
			same(t, "counts", tx.DueCounts("c", day, day+29), study.Forecast(maps.Values(all), day, 30))
			same(t, "one count", tx.DueCounts("c", day, day), study.Forecast(maps.Values(all), day, 1))
			same(t, "many counts", tx.DueCounts("c", day, day+500), study.Forecast(maps.Values(all), day, 501))
		})
	}
}

// scatter appends answers, corrections and suspensions to a few questions, over months, with a clock that is sometimes years ahead.
func scatter(t testing.TB, s *store.Store, rnd *rand.Rand, n int) {
	t.Helper()
	for range n {
		update(t, s, func(tx *store.Tx) error {
			ev := randomEvent(tx, rnd)
			ev.At = noon.AddDate(0, 0, rnd.IntN(200))
			switch rnd.IntN(12) {
			case 0:
				ev.At = noon.AddDate(3, 0, 0)
			case 1, 2:
				ev.Kind, ev.Of = study.Suspended+study.Kind(rnd.IntN(2)), ""
			}
			return tx.Append(&ev)
		})
	}
}

// Whatever is appended, overruled, undone and suspended, the index follows the items, and Rebuild and Merge make the same.
func TestIndexFollows(t *testing.T) {
	for seed := range uint64(10) {
		rnd := rand.New(rand.NewPCG(seed, 8))
		dir, other := t.TempDir(), t.TempDir()
		s := open(t, dir)
		for range 4 {
			scatter(t, s, rnd, 12)
			wantIndex(t, s)
		}
		want := dump(t, dir, "items", "dates")
		update(t, s, (*store.Tx).Rebuild)
		same(t, "rebuilt", dump(t, dir, "items", "dates"), want)
		all := events(t, s)
		rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		o := open(t, other)
		merge(t, o, all[:len(all)/2])
		merge(t, o, all[len(all)/3:])
		same(t, "merged", dump(t, other, "items", "dates"), want)
	}
}

// Questions come in the order of their days, those of other courses not at all, and stop when told to.
func TestDueInOrder(t *testing.T) {
	s := open(t, t.TempDir())
	for i, q := range []string{"late", "q\x01", "early"} {
		ev := answer(q, quiz.Wrong)
		ev.At = noon.AddDate(0, 0, 9-3*i)
		update(t, s, func(tx *store.Tx) error { return tx.Append(&ev) })
	}
	for _, course := range []string{"c\x01", "c1", "b"} {
		ev := answer("other", quiz.Wrong)
		ev.Course = course
		update(t, s, func(tx *store.Tx) error { return tx.Append(&ev) })
	}
	same(t, "due", dueOn(t, s, today+99), []string{"early", "q\x01", "late"})
	same(t, "due before the last", dueOn(t, s, today+9), []string{"early", "q\x01"})
	same(t, "due today", dueOn(t, s, today), []string(nil))
	stop, n := errors.New("stop"), 0
	view(t, s, func(tx *store.Tx) {
		if err := tx.Due("c", today+99, func(string) error { n++; return stop }); err != stop || n != 1 {
			t.Errorf("%v after %d", err, n)
		}
		if tx.Due("", today, nil) == nil || tx.DueCounts("c", today, today-1) != nil {
			t.Error("what cannot be is due")
		}
	})
	empty := open(t, t.TempDir())
	same(t, "due in an empty file", dueOn(t, empty, today), []string(nil))
}

// What suspends a question is kept with its answers, takes it from what is due, and can be undone.
func TestSuspended(t *testing.T) {
	s := open(t, t.TempDir())
	give(t, s, 1) // of question q0
	suspend := study.Event{Kind: study.Suspended, At: noon, Course: "c", Question: "q0"}
	update(t, s, func(tx *store.Tx) error { return tx.Append(&suspend) })
	same(t, "due", dueOn(t, s, today+99), []string(nil))
	view(t, s, func(tx *store.Tx) {
		if !tx.Item("c", "q0").Suspended || len(tx.History("c", "q0")) != 2 {
			t.Errorf("%+v", tx.Item("c", "q0"))
		}
	})
	undo := study.Event{Kind: study.Undone, At: noon, Course: "c", Question: "q0", Of: suspend.ID}
	update(t, s, func(tx *store.Tx) error { return tx.Append(&undo) })
	same(t, "due", dueOn(t, s, today+99), []string{"q0"})
	suspend.ID = ""
	resume := study.Event{Kind: study.Resumed, At: noon, Course: "c", Question: "q0"}
	update(t, s, func(tx *store.Tx) error { return errors.Join(tx.Append(&suspend), tx.Append(&resume)) })
	same(t, "due", dueOn(t, s, today+99), []string{"q0"})
	if s.Update(func(tx *store.Tx) error { return tx.Append(&study.Event{Kind: study.Suspended, At: noon, Course: "c"}) }) == nil {
		t.Error("suspended what has no id")
	}
}

// withoutIndex makes a file as it was before there was an index.
func withoutIndex(t testing.TB, dir string) {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(dir, "lectern.db"), 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte("dates")) }); err != nil {
		t.Fatal(err)
	}
}

// A file without the index is no damaged file. It gets the index when it is opened; before, Due reads the items and answers are taken.
func TestFileWithoutIndex(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	scatter(t, s, rand.New(rand.NewPCG(1, 9)), 40)
	want := dump(t, dir, "items", "dates")
	withoutIndex(t, dir)
	wantIndex(t, s)
	give(t, s, 10)
	wantIndex(t, s)
	if err := s.Backup(noon); err != nil {
		t.Error(err)
	}
	if err := store.Inspect(filepath.Join(dir, "lectern.db")); err != nil {
		t.Error(err)
	}
	s = open(t, dir)
	same(t, "notice", s.Notice(), "")
	wantIndex(t, s)
	if got := dump(t, dir, "dates"); got == "" || len(got) >= len(want)*9 {
		t.Error("there is no index")
	}
}

// A backup from before there was an index is put back like any other.
func TestBackupWithoutIndex(t *testing.T) {
	for name, edit := range map[string]func(string) error{
		"missing": os.Remove,
		"noise":   func(path string) error { return os.WriteFile(path, noise(9000), 0o600) },
	} {
		dir := t.TempDir()
		s := open(t, dir)
		ids := give(t, s, 100)
		withoutIndex(t, dir)
		if err := s.Backup(noon); err != nil {
			t.Fatal(err)
		}
		if err := edit(filepath.Join(dir, "lectern.db")); err != nil {
			t.Fatal(err)
		}
		s = open(t, dir)
		wantAll(t, s, ids)
		wantIndex(t, s)
		s = open(t, dir)
		wantIndex(t, s)
		if dump(t, dir, "dates") == "" {
			t.Errorf("%s: no index", name)
		}
	}
}

// An index that is wrong as a whole is damage: entries that cannot be, or that hold no day.
func TestMalformedIndex(t *testing.T) {
	for _, bad := range [][2]string{{"c", "abcd"}, {"\x00q", "abcd"}, {"c\x00q\x00", "abcd"}, {"c\x00q", "abc"}, {"c\x00q", ""}} {
		dir := t.TempDir()
		give(t, open(t, dir), 50)
		tamper(t, dir, "dates", func(put func(k, v string)) { put(bad[0], bad[1]) })
		if store.Inspect(filepath.Join(dir, "lectern.db")) == nil {
			t.Errorf("%q is not noticed", bad)
		}
	}
}

// Rebuild mends what does not follow from the answers, entries that cannot be among it, and writes nothing else: what it would set free
// would make each later transaction slower.
func TestRebuildWritesWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	give(t, s, 1000)
	want, free := dump(t, dir, "items", "dates"), freePages(t, dir)
	update(t, s, (*store.Tx).Rebuild)
	if now := freePages(t, dir); now > free+3 {
		t.Errorf("%d free pages, and there were %d", now, free)
	}
	for _, bad := range [][3]string{
		{"items", "c\x00q1", "\xa0"}, {"items", "c\x00none", "\xa0"}, {"items", "c", "\xff"},
		{"dates", "c\x00q1", "abcd"}, {"dates", "c\x00none", "abcd"}, {"dates", "c", ""},
	} {
		tamper(t, dir, bad[0], func(put func(k, v string)) { put(bad[1], bad[2]) })
		update(t, s, (*store.Tx).Rebuild)
		same(t, bad[1], dump(t, dir, "items", "dates"), want)
	}
}

func freePages(t testing.TB, dir string) int {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(dir, "lectern.db"), 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(func(*bbolt.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return db.Stats().FreePageN
}
