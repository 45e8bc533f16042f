package store_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

// Ids go up, within a millisecond and after the clock was set back, and carry the time.
func TestIDsGoUp(t *testing.T) {
	s := open(t, t.TempDir())
	last := ""
	for _, at := range []time.Time{noon, noon, noon, noon.Add(-time.Hour), noon.Add(time.Millisecond), noon.Add(time.Hour)} {
		update(t, s, func(tx *store.Tx) error {
			for range 3 {
				ev := answer("q", quiz.Right)
				ev.At = at
				if err := tx.Append(&ev); err != nil {
					return err
				}
				if ev.ID <= last {
					t.Errorf("%s after %s", ev.ID, last)
				}
				last = ev.ID
			}
			return nil
		})
	}
	same(t, "time", ulid.MustParse(last).Timestamp().UTC(), noon.Add(time.Hour))
}

// Events come in the order of their ids, those of questions and others mixed, and stop when told to.
func TestEventsAreInOrder(t *testing.T) {
	s := open(t, t.TempDir())
	var want []string
	for range 5 {
		update(t, s, func(tx *store.Tx) error {
			for range 60 {
				ev := answer(fmt.Sprintf("q%d", rand.IntN(9)), quiz.Right)
				if rand.IntN(4) == 0 {
					ev.Kind = study.ReadFor
				}
				if err := tx.Append(&ev); err != nil {
					return err
				}
				want = append(want, ev.ID)
			}
			return nil
		})
	}
	var got []string
	for _, ev := range events(t, s) {
		got = append(got, ev.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %d events, want %d, or not in order", len(got), len(want))
	}
	stop, n := errors.New("stop"), 0
	err := s.View(func(tx *store.Tx) error {
		return tx.Events(func(study.Event) error {
			if n++; n == 10 {
				return stop
			}
			return nil
		})
	})
	if err != stop || n != 10 {
		t.Errorf("%v after %d", err, n)
	}
}

// What is overruled or undone must be there.
func TestCorrectionsNeedTheirEvent(t *testing.T) {
	s := open(t, t.TempDir())
	id := give(t, s, 1)[0] // of question q0
	read := study.Event{Kind: study.ReadAll, At: noon, Course: "c", Session: "s"}
	update(t, s, func(tx *store.Tx) error { return tx.Append(&read) })
	undone := study.Event{Kind: study.Undone, At: noon, Course: "c", Question: "q0", Of: id}
	update(t, s, func(tx *store.Tx) error { return tx.Append(&undone) })
	for name, ev := range map[string]study.Event{
		"unknown":             {Kind: study.Undone, At: noon, Course: "c", Question: "q0", Of: "01JDAAAAAAAAAAAAAAAAAAAAAA"},
		"no id":               {Kind: study.Undone, At: noon, Course: "c", Question: "q0", Of: "q0"},
		"other question's":    {Kind: study.Undone, At: noon, Course: "c", Question: "q1", Of: id},
		"overruled no answer": {Kind: study.Overruled, At: noon, Course: "c", Question: "q0", Of: undone.ID, Verdict: quiz.Right},
		"answer in the log":   {Kind: study.Undone, At: noon, Of: id},
	} {
		if err := s.Update(func(tx *store.Tx) error { return tx.Append(&ev) }); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	undoRead := study.Event{Kind: study.Undone, At: noon, Course: "c", Session: "s", Of: read.ID}
	update(t, s, func(tx *store.Tx) error { return tx.Append(&undoRead) })
}

// After whatever is appended, overruled and undone, the items are those that Rebuild makes, and those that Replay makes of History.
func TestItemsFollow(t *testing.T) {
	for seed := range uint64(20) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		s := open(t, t.TempDir())
		appendRandom(t, s, rnd, 60)
		before := allItems(t, s)
		for q, it := range before {
			view(t, s, func(tx *store.Tx) { same(t, "replay of "+q, study.Replay(tx.History("c", q)), it) })
		}
		update(t, s, (*store.Tx).Rebuild)
		if after := allItems(t, s); !maps.Equal(before, after) {
			t.Fatalf("seed %d:\nbefore %v\nafter  %v", seed, before, after)
		}
	}
}

func allItems(t testing.TB, s *store.Store) map[string]study.Item {
	all := make(map[string]study.Item)
	view(t, s, func(tx *store.Tx) {
		tx.AllItems("c", func(q string, it study.Item) error { all[q] = it; return nil })
	})
	return all
}

// appendRandom appends answers, overrulings and undoings of anything, a few to a transaction.
func appendRandom(t testing.TB, s *store.Store, rnd *rand.Rand, n int) {
	t.Helper()
	for n > 0 {
		update(t, s, func(tx *store.Tx) error {
			for range 1 + rnd.IntN(8) {
				n--
				ev := randomEvent(tx, rnd)
				if err := tx.Append(&ev); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func randomEvent(tx *store.Tx, rnd *rand.Rand) study.Event {
	ev := answer(fmt.Sprintf("q%d", rnd.IntN(4)), quiz.Verdict(1+rnd.IntN(3)))
	ev.At = noon.Add(time.Duration(rnd.IntN(10)) * time.Second)
	ev.Confidence, ev.Where = study.Confidence(rnd.IntN(4)), study.Where(1+rnd.IntN(5))
	history := tx.History("c", ev.Question)
	if len(history) == 0 || rnd.IntN(2) == 0 {
		return ev
	}
	of := history[rnd.IntN(len(history))]
	ev.Of, ev.Kind = of.ID, study.Undone
	if of.Kind == study.Answered && rnd.IntN(2) == 0 {
		ev.Kind = study.Overruled
	}
	return ev
}

// Items that were lost or changed by a mistake come back with Rebuild, and ones without a history go.
func TestRebuildMakesItemsAnew(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	give(t, s, 100)
	want := allItems(t, s)
	tamper(t, dir, "items", func(put func(k, v string)) { put("c\x00q1", "\xa0"); put("c\x00ghost", "\xa0") })
	update(t, s, (*store.Tx).Rebuild)
	same(t, "items", allItems(t, s), want)
}
