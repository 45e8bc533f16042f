package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 123_000_000, time.UTC)

func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func update(t testing.TB, s *store.Store, fn func(*store.Tx) error) {
	t.Helper()
	if err := s.Update(fn); err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, s *store.Store, fn func(*store.Tx)) {
	t.Helper()
	if err := s.View(func(tx *store.Tx) error { fn(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

// answer makes an answer to a question of course "c".
func answer(question string, v quiz.Verdict) study.Event {
	return study.Event{Kind: study.Answered, At: noon, Course: "c", Session: "s", Question: question, Rev: 1, Verdict: v,
		Confidence: study.Sure, Where: study.InQuiz}
}

// give appends n answers, spread over a few questions, one transaction each or all in one, and returns their ids.
func give(t testing.TB, s *store.Store, n int) (ids []string) {
	t.Helper()
	update(t, s, func(tx *store.Tx) error {
		for i := range n {
			ev := answer(fmt.Sprintf("q%d", i%40), quiz.Right)
			ev.Answer.Typed = []string{strings.Repeat("word ", i%20)}
			if err := tx.Append(&ev); err != nil {
				return err
			}
			ids = append(ids, ev.ID)
		}
		return nil
	})
	return ids
}

func events(t testing.TB, s *store.Store) (all []study.Event) {
	t.Helper()
	view(t, s, func(tx *store.Tx) {
		tx.Events(func(ev study.Event) error { all = append(all, ev); return nil })
	})
	return all
}

func idsOf(events []study.Event) map[string]bool {
	ids := make(map[string]bool)
	for _, ev := range events {
		ids[ev.ID] = true
	}
	return ids
}

// wantAll checks that all of these events are in the store.
func wantAll(t testing.TB, s *store.Store, ids []string) {
	t.Helper()
	have := idsOf(events(t, s))
	missing := 0
	for _, id := range ids {
		if !have[id] {
			missing++
		}
	}
	if missing > 0 {
		t.Errorf("%d of %d events are lost", missing, len(ids))
	}
}

// dump reads a whole file with bbolt alone, as bucket, key and value.
func dump(t testing.TB, dir string, buckets ...string) string {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(dir, "lectern.db"), 0, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var b strings.Builder
	db.View(func(tx *bbolt.Tx) error {
		for _, name := range buckets {
			tx.Bucket([]byte(name)).ForEach(func(k, v []byte) error {
				if string(k) != "created" {
					fmt.Fprintf(&b, "%s %q %x\n", name, k, v)
				}
				return nil
			})
		}
		return nil
	})
	return b.String()
}

// What is kept comes back as it was, in another transaction and after opening anew.
func TestRoundTrip(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "data")
	s := open(t, dir)
	berlin := time.FixedZone("CET", 3600)
	ev := study.Event{
		Kind: study.Answered, At: time.Date(2026, 11, 22, 13, 0, 0, 987_654_321, berlin), Zone: "Europe/Berlin", Course: "c", Session: "s",
		Question: "q", Rev: 2, Answer: quiz.Answer{Chosen: []int{0, -1}, Typed: []string{"0,5 mg", "b\xffd", ""}, Judged: quiz.Partly},
		Verdict: quiz.Partly, Confidence: study.Fairly, Hint: true, Where: study.InReview, Seconds: 40,
	}
	read := study.Event{Kind: study.ReadFor, At: noon.Add(-time.Hour), Course: "c", Session: "s", Seconds: 300}
	place := study.Place{Heading: "h", Hash: 1<<64 - 1, Offset: 2, Line: 3, Width: 78, Byte: 4, Reached: 5, Size: 6, At: noon}
	attempt := study.Attempt{Seed: 7, Questions: []string{"q", "r"}, Answers: []string{"x"}, Started: noon, Done: true}
	update(t, s, func(tx *store.Tx) error {
		return errors.Join(tx.Append(&ev), tx.Append(&read), tx.PutPlace("c", "s", place), tx.PutAttempt("c", "s", attempt))
	})
	if want := time.Date(2026, 11, 22, 12, 0, 0, 987_000_000, time.UTC); ev.At != want {
		t.Errorf("At is %v, want %v", ev.At, want)
	}
	item := study.Item{}.Apply(ev)
	view(t, open(t, dir), func(tx *store.Tx) {
		same(t, "history", tx.History("c", "q"), []study.Event{ev})
		same(t, "item", tx.Item("c", "q"), item)
		same(t, "items", tx.Items("c", []string{"q", "never", ""}), map[string]study.Item{"q": item})
		same(t, "place", tx.Place("c", "s"), place)
		got, ok := tx.Attempt("c", "s")
		same(t, "attempt", got, attempt)
		same(t, "attempt is there", ok, true)
		same(t, "counts", tx.Counts(), store.Counts{Events: 2, Questions: 1, Places: 1, Attempts: 1})
	})
	same(t, "events", events(t, s), []study.Event{ev, read})
	if s.Notice() != "" {
		t.Errorf("notice: %s", s.Notice())
	}
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// What is not there is zero.
func TestNothingThere(t *testing.T) {
	s := open(t, t.TempDir())
	view(t, s, func(tx *store.Tx) {
		same(t, "history", tx.History("c", "q"), []study.Event(nil))
		same(t, "item", tx.Item("c", "q"), study.Item{})
		same(t, "place", tx.Place("c", "s"), study.Place{})
		if _, ok := tx.Attempt("c", "s"); ok {
			t.Error("an attempt is there")
		}
		if course, _, _ := tx.LastPlace(); course != "" {
			t.Error("a last place is there")
		}
	})
	same(t, "events", len(events(t, s)), 0)
}

// Ids that could be taken for others' keys are refused, and never find anything.
func TestIDsAreChecked(t *testing.T) {
	s := open(t, t.TempDir())
	ev := answer("a", quiz.Right)
	ev.Course = "c\x00b"
	place := study.Place{At: noon}
	for name, fn := range map[string]func(*store.Tx) error{
		"append":        func(tx *store.Tx) error { return tx.Append(&ev) },
		"append to ''":  func(tx *store.Tx) error { ev := answer("", quiz.Right); return tx.Append(&ev) },
		"place":         func(tx *store.Tx) error { return tx.PutPlace("c", "s\x00t", place) },
		"attempt":       func(tx *store.Tx) error { return tx.PutAttempt("", "s", study.Attempt{}) },
		"delete":        func(tx *store.Tx) error { return tx.DeleteAttempt("\x00", "s") },
		"endless":       func(tx *store.Tx) error { return tx.PutPlace("c", strings.Repeat("s", 40_000), place) },
		"without kind":  func(tx *store.Tx) error { return tx.Append(&study.Event{At: noon}) },
		"without time":  func(tx *store.Tx) error { return tx.Append(&study.Event{Kind: study.ReadAll}) },
		"beyond time":   func(tx *store.Tx) error { return tx.PutPlace("c", "s", study.Place{At: time.Unix(1<<40, 0)}) },
		"overrule what": func(tx *store.Tx) error { ev := answer("a", 1); ev.Kind = study.Overruled; return tx.Append(&ev) },
	} {
		if err := s.Update(fn); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	view(t, s, func(tx *store.Tx) {
		same(t, "counts", tx.Counts(), store.Counts{})
		same(t, "item", tx.Item("", ""), study.Item{})
		same(t, "history", len(tx.History("c", "a\x00b")), 0)
	})
}

// A course or question whose id begins with another's id does not see the other's history.
func TestPrefixesDoNotMix(t *testing.T) {
	s := open(t, t.TempDir())
	update(t, s, func(tx *store.Tx) error {
		for _, q := range []string{"q", "q1", "q-1", "q\x01"} {
			ev := answer(q, quiz.Right)
			if err := tx.Append(&ev); err != nil {
				return err
			}
			ev.Course = "c1"
			if err := tx.Append(&ev); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, s, func(tx *store.Tx) {
		same(t, "history", len(tx.History("c", "q")), 1)
		var qs []string
		tx.AllItems("c", func(q string, it study.Item) error {
			qs = append(qs, q)
			same(t, q, it.Answers, 1)
			return nil
		})
		same(t, "all items", qs, []string{"q", "q\x01", "q-1", "q1"})
	})
	same(t, "events", len(events(t, s)), 8)
}

// Nothing of an Update that fails is kept, and the caller gets its own error back.
func TestAllOrNothing(t *testing.T) {
	s := open(t, t.TempDir())
	mine := errors.New("mine")
	ev := answer("q", quiz.Right)
	err := s.Update(func(tx *store.Tx) error {
		if err := tx.Append(&ev); err != nil {
			return err
		}
		return mine
	})
	if err != mine {
		t.Errorf("got %v", err)
	}
	if err := s.View(func(tx *store.Tx) error { return mine }); err != mine {
		t.Errorf("got %v", err)
	}
	same(t, "events", len(events(t, s)), 0)
}

// A panic of the caller's function is none of the store's: it passes, keeps nothing, and leaves nothing locked.
func TestCallersPanicPasses(t *testing.T) {
	s := open(t, t.TempDir())
	for _, run := range []func(func(*store.Tx) error) error{s.Update, s.View} {
		func() {
			defer func() { same(t, "panic", recover(), "mine") }()
			run(func(tx *store.Tx) error { panic("mine") })
		}()
	}
	s.SetPatience(50 * time.Millisecond)
	give(t, s, 1)
	same(t, "notice", s.Notice(), "")
}

// A View cannot write.
func TestViewDoesNotWrite(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	before, _ := os.ReadFile(filepath.Join(dir, "lectern.db"))
	ev := answer("q", quiz.Right)
	for _, fn := range []func(*store.Tx) error{
		func(tx *store.Tx) error { return tx.Append(&ev) },
		func(tx *store.Tx) error { return tx.PutPlace("c", "s", study.Place{}) },
		func(tx *store.Tx) error { return tx.DeleteAttempt("c", "s") },
		(*store.Tx).Rebuild,
	} {
		if err := s.View(fn); err == nil {
			t.Error("no error")
		}
	}
	after, _ := os.ReadFile(filepath.Join(dir, "lectern.db"))
	if !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
}

// A transaction inside another, which would wait for itself, gives up.
func TestNestedTransactionsGiveUp(t *testing.T) {
	s := open(t, t.TempDir())
	s.SetPatience(10 * time.Millisecond)
	err := s.View(func(*store.Tx) error { return s.Update(func(*store.Tx) error { return nil }) })
	if !errors.Is(err, store.ErrBusy) {
		t.Errorf("got %v", err)
	}
}

// Many goroutines may use a Store, without losing anything.
func TestGoroutines(t *testing.T) {
	s := open(t, t.TempDir())
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 10 {
				give(t, s, 1)
				view(t, s, func(tx *store.Tx) { tx.Item("c", "q0") })
			}
		})
	}
	all.Wait()
	same(t, "events", len(events(t, s)), 80)
}

// The last place is the one with the newest time, whatever its course.
func TestLastPlace(t *testing.T) {
	s := open(t, t.TempDir())
	update(t, s, func(tx *store.Tx) error {
		return errors.Join(
			tx.PutPlace("b", "x", study.Place{At: noon.Add(time.Minute), Byte: 9}),
			tx.PutPlace("a", "x", study.Place{At: noon}),
			tx.PutPlace("c", "x", study.Place{At: noon}))
	})
	view(t, s, func(tx *store.Tx) {
		course, session, p := tx.LastPlace()
		same(t, "last place", fmt.Sprint(course, session, p.Byte), "bx9")
	})
}

// A deleted attempt is gone; one that is not there can be deleted.
func TestDeleteAttempt(t *testing.T) {
	s := open(t, t.TempDir())
	update(t, s, func(tx *store.Tx) error {
		return errors.Join(tx.PutAttempt("c", "s", study.Attempt{Seed: 1}), tx.DeleteAttempt("c", "s"), tx.DeleteAttempt("c", "t"))
	})
	view(t, s, func(tx *store.Tx) {
		if _, ok := tx.Attempt("c", "s"); ok {
			t.Error("it is still there")
		}
	})
}

// Info tells what a bug report needs.
func TestInfo(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	give(t, s, 3)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	info, err := s.Info()
	if err != nil {
		t.Fatal(err)
	}
	if info.Path != filepath.Join(dir, "lectern.db") || info.Size == 0 || info.Events != 3 || info.Format != 1 || info.Backups != 1 ||
		time.Since(info.Created) > time.Minute {
		t.Errorf("%+v", info)
	}
}
