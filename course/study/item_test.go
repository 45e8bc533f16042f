package study_test

import (
	"testing"
	"time"

	"lectern/course/quiz"
	. "lectern/course/study"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// answer makes an answer with the given id; later ids come later.
func answer(id string, v quiz.Verdict, c Confidence) Event {
	at := noon.Add(time.Duration(id[0]) * time.Minute)
	return Event{ID: id, Kind: Answered, At: at, Question: "q", Rev: 1, Verdict: v, Confidence: c, Where: InQuiz}
}

func overrule(id, of string, v quiz.Verdict) Event {
	return Event{ID: id, Kind: Overruled, Question: "q", Of: of, Verdict: v}
}

func undo(id, of string) Event { return Event{ID: id, Kind: Undone, Question: "q", Of: of} }

// An answer is counted, and the last one is remembered with what is needed to come back to it.
func TestApplyCountsAnswers(t *testing.T) {
	var it Item
	for _, ev := range []Event{
		answer("a", quiz.Right, Sure), answer("b", quiz.Right, Guess), answer("c", quiz.Wrong, Guess), answer("d", quiz.Partly, Fairly),
	} {
		it = it.Apply(ev)
	}
	last := answer("d", quiz.Partly, Fairly)
	want := Item{Answers: 4, Right: 2, Guessed: 1, Last: quiz.Partly, Confidence: Fairly, At: last.At, Rev: 1, LastID: "d"}
	want.Schedule = it.Schedule // see schedule_test.go
	want.Known, want.Said, want.SaidRight = answer("a", quiz.Right, Sure).At, Counts{Guess: 2, Fairly: 1, Sure: 1}, Counts{Guess: 1, Sure: 1}
	if it != want {
		t.Errorf("got %+v\nwant %+v", it, want)
	}
}

// Nothing but a scored answer changes an item, and the receiver stays as it was.
func TestApplyIgnoresTheRest(t *testing.T) {
	it := Item{}.Apply(answer("a", quiz.Wrong, Sure))
	before := it
	pretest := answer("b", quiz.Right, Sure)
	pretest.Where = InPretest
	for _, ev := range []Event{pretest, overrule("c", "a", quiz.Right), undo("d", "a"), {ID: "e", Kind: ReadFor, Seconds: 9}, {}} {
		if got := it.Apply(ev); got != before {
			t.Errorf("kind %d in %d changed the item to %+v", ev.Kind, ev.Where, got)
		}
	}
	it.Apply(answer("f", quiz.Right, Sure))
	if it != before {
		t.Error("Apply changed its receiver")
	}
}

// Replay without corrections is Apply, one after the other.
func TestReplayIsApplyInOrder(t *testing.T) {
	events := []Event{answer("a", quiz.Wrong, Sure), answer("b", quiz.Right, Fairly)}
	want := Item{}.Apply(events[0]).Apply(events[1])
	if got := Replay(events); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := Replay(nil); got != (Item{}) {
		t.Errorf("nothing replayed gives %+v", got)
	}
}

// What a correction changes, it changes as if the answer had been so from the start.
func TestReplayCorrects(t *testing.T) {
	a, b := answer("a", quiz.Wrong, Sure), answer("b", quiz.Wrong, Guess)
	right := func(ev Event) Event { ev.Verdict = quiz.Right; return ev }
	for name, c := range map[string]struct{ events, as []Event }{
		"overruled":                        {[]Event{a, overrule("b", "a", quiz.Right)}, []Event{right(a)}},
		"overruled later":                  {[]Event{a, b, overrule("c", "a", quiz.Right)}, []Event{right(a), b}},
		"overruled twice, the later holds": {[]Event{a, overrule("b", "a", quiz.Right), overrule("c", "a", quiz.Wrong)}, []Event{a}},
		"undone":                           {[]Event{a, b, undo("c", "b")}, []Event{a}},
		"undone to nothing":                {[]Event{a, undo("b", "a")}, nil},
		"undone twice is undone once":      {[]Event{a, undo("b", "a"), undo("c", "a")}, nil},
		"undone overruling restores":       {[]Event{a, overrule("b", "a", quiz.Right), undo("c", "b")}, []Event{a}},
		"undone overruling bares the one before": {
			[]Event{a, overrule("b", "a", quiz.Right), overrule("c", "a", quiz.Wrong), undo("d", "c")}, []Event{right(a)}},
		"undone undoing restores":          {[]Event{a, undo("b", "a"), undo("c", "b")}, []Event{a}},
		"overruled and undone":             {[]Event{a, overrule("b", "a", quiz.Right), undo("c", "a")}, nil},
		"correction of something not here": {[]Event{a, overrule("b", "x", quiz.Right), undo("c", "y")}, []Event{a}},
	} {
		if got, want := Replay(c.events), Replay(c.as); got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
}

// Replay leaves the history as it found it.
func TestReplayKeepsEvents(t *testing.T) {
	events := []Event{answer("a", quiz.Wrong, Sure), overrule("b", "a", quiz.Right)}
	Replay(events)
	if events[0].Verdict != quiz.Wrong {
		t.Error("the event was edited")
	}
}
