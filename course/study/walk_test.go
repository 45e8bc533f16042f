package study

import (
	"testing"
	"testing/fstest"

	"lectern/course"
)

func road(t *testing.T) *course.Pathway {
	t.Helper()
	c, found := course.Load(fstest.MapFS{
		"course.yaml":        {Data: []byte("id: c\ntitle: C\n")},
		"sessions/01-one.md": {Data: []byte("---\ntitle: One\n---\n")},
		"pathways/road.md": {Data: []byte(`---
title: Road
---
## S {#s kind=step}
- [ ] A {#a hours=2}
- [ ] B {#b requires=a hours=3 credits=1}
- [ ] R {#r kind=skill scale=5}
`)}})
	if c == nil {
		t.Fatal(found)
	}
	return c.Pathway("road")
}

func stepped(id, step string, state StepState) Event {
	return Event{ID: id, Kind: Stepped, Pathway: "road", Step: step, State: state}
}

// What was done of a pathway follows from its events; what was undone does not count; what the pathway lost is kept.
func TestWalk(t *testing.T) {
	p := road(t)
	done := stepped("1", "a", Done)
	done.Hours = 4
	events := []Event{done, stepped("2", "b", Done), {ID: "3", Kind: Undone, Pathway: "road", Step: "b", Of: "2"},
		{ID: "4", Kind: Rated, Pathway: "road", Step: "r", Rating: 2}, {ID: "5", Kind: Rated, Pathway: "road", Step: "r", Rating: 4},
		stepped("6", "gone", Waived), {ID: "7", Kind: Logged, Sort: "consultation", Hours: 1.5}, {ID: "8", Kind: Stepped, Pathway: "other", Step: "a", State: Open}}
	w := NewWalk("road", events)
	if w.Steps["a"].State != Done || w.Steps["b"].State != 0 || len(w.Steps["r"].Ratings) != 2 || w.LogHours()["consultation"] != 1.5 {
		t.Errorf("walk %+v", w)
	}
	for step, want := range map[string]int{"a": 1, "b": 0, "r": 2} {
		if n := len(w.Steps[step].History); n != want {
			t.Errorf("%s has %d changes to take back, want %d: what was undone is gone, and so is the undoing", step, n, want)
		}
	}
	if next := w.Next(p); next == nil || next.ID != "b" {
		t.Errorf("next is %v, want b", next)
	}
	if s := w.Sums(p)["step"]; s.All != 2 || s.Done != 1 || s.Hours != 4 || s.Target != 5 {
		t.Errorf("sum %+v", s)
	}
	if r := w.Retired(p); len(r) != 1 || r[0] != "gone" {
		t.Errorf("retired %v", r)
	}
	if waits := (Walk{}).Waits(p, p.Step("b")); len(waits) != 1 || waits[0] != "a" {
		t.Errorf("b waits for %v", waits)
	}
}

// Dates that do not exist and hours beyond sense are refused.
func TestValidEntries(t *testing.T) {
	for s, want := range map[string]bool{"2026-11-22": true, "2024-02-29": true, "2026-02-30": false, "2026-13-01": false, "22.11.2026": false, "0001-01-01": false, "": false} {
		if ValidDate(s) != want {
			t.Errorf("date %q: %t", s, !want)
		}
	}
	for h, want := range map[float64]bool{0: true, 40: true, -1: false, 1e9: false} {
		if ValidHours(h) != want {
			t.Errorf("%g hours: %t", h, !want)
		}
	}
}
