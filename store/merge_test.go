package store_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

var derivedFromEvents = []string{"answers", "log", "items", "dates", "meta"}

func merge(t testing.TB, s *store.Store, all []study.Event) (added int) {
	t.Helper()
	update(t, s, func(tx *store.Tx) (err error) {
		added, err = tx.Merge(slices.Values(all))
		return err
	})
	return added
}

// Two copies of a folder go apart; merging them gives the same file whichever way and in whichever order, and merging again
// changes nothing.
func TestMergeInEitherOrder(t *testing.T) {
	for seed := range uint64(5) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		dir := [4]string{t.TempDir(), filepath.Join(t.TempDir(), "copy"), t.TempDir(), t.TempDir()}
		a := open(t, dir[0])
		appendRandom(t, a, rnd, 30)
		if err := os.CopyFS(dir[1], os.DirFS(dir[0])); err != nil {
			t.Fatal(err)
		}
		b := open(t, dir[1])
		appendRandom(t, a, rnd, 30)
		appendRandom(t, b, rnd, 30)
		fromA, fromB := events(t, a), events(t, b)
		c, d := open(t, dir[2]), open(t, dir[3])
		merge(t, c, fromA)
		merge(t, c, fromB)
		merge(t, d, fromB)
		merge(t, d, fromA)
		merge(t, a, fromB)
		merge(t, b, fromA)
		want := dump(t, dir[0], derivedFromEvents...)
		for i, s := range []*store.Store{b, c, d} {
			if dump(t, dir[i+1], derivedFromEvents...) != want {
				t.Errorf("seed %d: merge %d differs", seed, i+1)
			}
			same(t, "added again", merge(t, s, fromA), 0)
		}
		same(t, "events", len(events(t, a)), len(fromA)+len(fromB)-len(shared(fromA, fromB)))
		before := allItems(t, a)
		update(t, a, (*store.Tx).Rebuild)
		same(t, "items", allItems(t, a), before)
	}
}

func shared(a, b []study.Event) (both []string) {
	inA := idsOf(a)
	for id := range idsOf(b) {
		if inA[id] {
			both = append(both, id)
		}
	}
	return both
}

// Events appended after a merge come after all that was merged.
func TestAppendAfterMerge(t *testing.T) {
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	ev := answer("q", quiz.Right)
	ev.At = noon.AddDate(1, 0, 0) // its clock is a year ahead
	update(t, a, func(tx *store.Tx) error { return tx.Append(&ev) })
	merge(t, b, events(t, a))
	if id := give(t, b, 1)[0]; id <= ev.ID {
		t.Errorf("%s is not after %s", id, ev.ID)
	}
}

// A merge with an event that cannot be is refused as a whole.
func TestMergeRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	good := answer("q", quiz.Right)
	good.ID = "01JDAAAAAAAAAAAAAAAAAAAAAA"
	for name, spoil := range map[string]func(*study.Event){
		"no id":      func(ev *study.Event) { ev.ID = "" },
		"bad id":     func(ev *study.Event) { ev.ID = "01JDAAAAAAAAAAAAAAAAAAAAA!" },
		"far future": func(ev *study.Event) { ev.ID = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ" },
		"no kind":    func(ev *study.Event) { ev.Kind = 0 },
		"no time":    func(ev *study.Event) { ev.At = time.Time{} },
		"no course":  func(ev *study.Event) { ev.Course = "" },
	} {
		bad := good
		spoil(&bad)
		err := s.Update(func(tx *store.Tx) error {
			_, err := tx.Merge(slices.Values([]study.Event{good, bad}))
			return err
		})
		if err == nil || len(events(t, s)) != 0 {
			t.Errorf("%s: %v, and %d events", name, err, len(events(t, s)))
		}
	}
}
