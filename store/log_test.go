package store_test

import (
	"testing"
	"time"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

// The log has what is not about a question, the times what is.
func TestLogAndTimes(t *testing.T) {
	s, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	err = s.Update(func(tx *store.Tx) error {
		for _, ev := range []study.Event{
			{Kind: study.Answered, At: at, Course: "c", Question: "q", Verdict: quiz.Right},
			{Kind: study.ReadFor, At: at.Add(time.Hour), Course: "c", Session: "s", Seconds: 60},
			{Kind: study.Stepped, At: at.Add(2 * time.Hour), Course: "c", Pathway: "p", Step: "a", State: study.Done},
			{Kind: study.Answered, At: at.Add(26 * time.Hour), Course: "other", Question: "q", Verdict: quiz.Right},
		} {
			if err := tx.Append(&ev); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []study.Kind
	var times []time.Time
	err = s.View(func(tx *store.Tx) error {
		if err := tx.Log(func(ev study.Event) error { kinds = append(kinds, ev.Kind); return nil }); err != nil {
			return err
		}
		return tx.Times("c", func(at time.Time) { times = append(times, at.UTC()) })
	})
	if err != nil || len(kinds) != 2 || kinds[0] != study.ReadFor || kinds[1] != study.Stepped {
		t.Errorf("log has %v, %v", kinds, err)
	}
	if len(times) != 1 || !times[0].Equal(at) {
		t.Errorf("times are %v, want %v", times, at)
	}
}
