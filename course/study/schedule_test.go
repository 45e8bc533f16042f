package study_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lectern/course/quiz"
	. "lectern/course/study"
)

// What an answer was like decides on its grade. A guess, even if right, is not known; a hint is not quite known; nothing is easy.
func TestGrades(t *testing.T) {
	for _, c := range []struct {
		verdict    quiz.Verdict
		confidence Confidence
		hint       bool
		because    Because
		grade      Grade
	}{
		{quiz.Wrong, Sure, false, WasWrong, Again},
		{quiz.Wrong, Guess, false, WasWrong, Again},
		{quiz.Partly, Sure, false, WasWrong, Again},
		{quiz.Partly, Fairly, true, WasWrong, Again},
		{quiz.Right, Guess, false, WasGuessed, Again},
		{quiz.Right, Guess, true, WasGuessed, Again},
		{quiz.Right, Fairly, false, WasFairly, Hard},
		{quiz.Right, Fairly, true, WasHinted, Hard},
		{quiz.Right, Unsaid, false, WasFairly, Hard},
		{quiz.Right, Sure, true, WasHinted, Hard},
		{quiz.Right, Sure, false, WasSure, Good},
	} {
		ev := answer("a", c.verdict, c.confidence)
		ev.Hint = c.hint
		it := Item{}.Apply(ev)
		if it.Because != c.because || it.Memory != First(c.grade) || c.because.Grade() != c.grade {
			t.Errorf("%v, %v, hint %v: %+v", c.verdict, c.confidence, c.hint, it.Schedule)
		}
		if tomorrow := it.Due == it.Day+1; tomorrow != (c.grade != Good) {
			t.Errorf("%v, %v, hint %v: due after %d days", c.verdict, c.confidence, c.hint, it.Due-it.Day)
		}
	}
}

// on is an answer some days after noon.
func on(day int, v quiz.Verdict, c Confidence) Event {
	at := noon.AddDate(0, 0, day)
	return Event{ID: fmt.Sprintf("%06d", day), Kind: Answered, At: at, Question: "q", Rev: 1, Verdict: v, Confidence: c, Where: InReview}
}

// Whatever the setting, the first answer on a day moves the schedule; but for pretests, which do not count at all.
func TestFirstOfTheDayMoves(t *testing.T) {
	for _, w := range []Where{InQuiz, InReview, InCheck, InPractice} {
		first, second := on(0, quiz.Right, Sure), on(0, quiz.Wrong, Sure)
		first.Where, second.Where = w, w
		it := Item{}.Apply(first)
		if it.Memory != First(Good) {
			t.Errorf("in %d: %+v", w, it.Schedule)
		}
		again := it.Apply(second)
		if again.Schedule != it.Schedule || !again.SureWrong || again.KnownLast || again.Answers != 2 {
			t.Errorf("second in %d: %+v", w, again)
		}
	}
	pretest := on(0, quiz.Wrong, Sure)
	pretest.Where = InPretest
	if got, want := Replay([]Event{pretest, on(0, quiz.Right, Sure)}), Replay([]Event{on(0, quiz.Right, Sure)}); got != want {
		t.Errorf("after a pretest: %+v, want %+v", got, want)
	}
}

// The schedule is FSRS over the days between first answers, what was not known comes back the next day, and streaks and lapses are
// counted.
func TestScheduleGoesOn(t *testing.T) {
	it := Replay([]Event{on(0, quiz.Right, Sure), on(2, quiz.Right, Sure), on(13, quiz.Wrong, Sure), on(14, quiz.Right, Fairly), on(20, quiz.Right, Sure)})
	m := First(Good).Next(Good, 2).Next(Again, 11).Next(Hard, 1).Next(Good, 6)
	if it.Memory != m || it.Due-it.Day != Day(m.Interval(0.9)) || it.Lapses != 1 || it.Streak != 1 || it.Because != WasSure {
		t.Errorf("%+v, want memory %v", it.Schedule, m)
	}
	lapsed := Replay([]Event{on(0, quiz.Right, Sure), on(2, quiz.Right, Sure), on(13, quiz.Wrong, Sure)})
	if lapsed.Due != lapsed.Day+1 || !lapsed.SureWrong || lapsed.Streak != 0 || lapsed.Known != on(0, 0, 0).At {
		t.Errorf("%+v", lapsed)
	}
	if never := Replay([]Event{on(0, quiz.Wrong, Sure), on(1, quiz.Right, Guess)}); never.Lapses != 0 || !never.Known.IsZero() {
		t.Errorf("what was never known cannot lapse: %+v", never)
	}
}

// An event with a retention of its own comes back sooner.
func TestRetentionOfTheEvent(t *testing.T) {
	events := []Event{on(0, quiz.Right, Sure), on(3, quiz.Right, Sure), on(14, quiz.Right, Sure)}
	usual := Replay(events)
	events[2].Retention = CriticalRetention
	critical := Replay(events)
	if critical.Memory != usual.Memory || critical.Due >= usual.Due || critical.Due <= critical.Day {
		t.Errorf("critical %+v, usual %+v", critical.Schedule, usual.Schedule)
	}
}

// When the fact has changed, memory of the old one does not count, on whatever day the new one is asked first.
func TestChangedFactStartsAnew(t *testing.T) {
	for _, day := range []int{13, 14} {
		changed := on(day, quiz.Right, Sure)
		changed.Rev = 2
		it := Replay([]Event{on(0, quiz.Right, Sure), on(2, quiz.Right, Sure), on(13, quiz.Right, Sure), changed})
		if it.Memory != First(Good) || it.Rev != 2 {
			t.Errorf("day %d: %+v", day, it)
		}
	}
}

// Suspending and resuming leaves everything else as it was.
func TestSuspended(t *testing.T) {
	events := []Event{on(0, quiz.Right, Sure), {ID: "a", Kind: Suspended, Question: "q"}}
	want, got := Replay(events[:1]), Replay(events)
	if got.Scheduled() || !got.Suspended || (&Card{Item: got}).Cause(got.Due) != NotDue {
		t.Errorf("%+v", got)
	}
	if got := Replay(append(events, Event{ID: "b", Kind: Resumed, Question: "q"})); got != want {
		t.Errorf("resumed: %+v", got)
	}
	if got := Replay(append(events, undo("b", "a"))); got != want {
		t.Errorf("undone: %+v", got)
	}
}

// history makes up events of one question, over days that mostly go on but may go back or far ahead.
func history(rnd *rand.Rand, n int) (events []Event) {
	at := noon
	zones := []string{"", "Europe/Berlin", "-11:00", "Pacific/Auckland", "?"}
	for i := range n {
		at = at.Add(time.Duration(rnd.IntN(90)) * time.Hour)
		ev := Event{ID: fmt.Sprintf("%06d", i), Kind: Answered, At: at, Zone: zones[rnd.IntN(5)], Question: "q", Rev: 1,
			Verdict: quiz.Verdict(1 + rnd.IntN(3)), Confidence: Confidence(rnd.IntN(4)), Hint: rnd.IntN(9) == 0, Where: Where(1 + rnd.IntN(5))}
		switch rnd.IntN(20) {
		case 0:
			ev.At = at.AddDate(rnd.IntN(11)-5, 0, 0)
		case 1:
			at = at.AddDate(0, rnd.IntN(9), 0)
		case 2, 3:
			ev.Retention = rnd.Float64()*1.5 - 0.2
		case 4:
			ev.Kind, ev.Of = Undone, fmt.Sprintf("%06d", rnd.IntN(i+1))
		case 5:
			ev.Kind, ev.Of = Overruled, fmt.Sprintf("%06d", rnd.IntN(i+1))
		case 6:
			ev.Kind = Suspended + Kind(rnd.IntN(2))
		}
		events = append(events, ev)
	}
	return events
}

// Whatever happens, a question is never due on the day it was answered or before, nor more than 180 days after it.
func TestDueIsWithinBounds(t *testing.T) {
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		var it Item
		for _, ev := range history(rnd, 80) {
			before := it
			it = it.Apply(ev)
			if it.Memory == (Memory{}) {
				continue
			}
			if in := it.Due - it.Day; in < 1 || in > Longest || !(it.Memory.Stability > 0) || !(it.Memory.Difficulty >= 1 && it.Memory.Difficulty <= 10) {
				t.Fatalf("seed %d, %+v: %+v", seed, ev, it.Schedule)
			}
			if it.Schedule != before.Schedule && it.Day != Standard().Day(ev.At, ev.Zone) {
				t.Fatalf("seed %d, %+v: %+v", seed, ev, it.Schedule)
			}
			for day := it.Day - 400; day < it.Day+400; day += 50 {
				if r := it.Recall(day); !(r > 0 && r <= 1) {
					t.Fatalf("seed %d: recall %v", seed, r)
				}
			}
		}
	}
}

// Undoing something and undoing that gives the state before, whatever it was.
func TestUndoAndRedo(t *testing.T) {
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		events := history(rnd, 1+rnd.IntN(30))
		want := Replay(events)
		of := events[rnd.IntN(len(events))].ID
		undone := append(slices.Clone(events), undo("x", of))
		if got := Replay(append(undone, undo("y", "x"))); got != want {
			t.Fatalf("seed %d, event %s: got %+v\nwant %+v", seed, of, got, want)
		}
	}
	if got := Replay([]Event{on(0, quiz.Right, Sure), on(0, quiz.Wrong, Sure), undo("x", on(0, 0, 0).ID)}); got.Scheduled() {
		t.Errorf("with all undone: %+v", got) // both have the same id
	}
}

// Two halves of a history give the same schedule in whatever order they were put together, as the store sorts them by id.
func TestOrderOfMergingDoesNotMatter(t *testing.T) {
	for seed := range uint64(100) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		events := history(rnd, 40)
		want := Replay(events)
		rnd.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		slices.SortFunc(events, func(a, b Event) int { return cmp.Compare(a.ID, b.ID) })
		if got := Replay(events); got != want {
			t.Fatalf("seed %d", seed)
		}
	}
}

// An overruled answer is graded by what holds now, as if it had been so from the start.
func TestOverruledGrade(t *testing.T) {
	wrong := answer("a", quiz.Wrong, Sure)
	it := Replay([]Event{wrong, overrule("b", "a", quiz.Right)})
	if it.Memory != First(Good) || it.SureWrong || !it.KnownLast || it.Known != wrong.At {
		t.Errorf("%+v", it)
	}
}

// The first answer of a day undone, the second takes its place.
func TestUndoneFirstOfTheDay(t *testing.T) {
	it := Replay([]Event{answer("a", quiz.Wrong, Sure), answer("b", quiz.Right, Sure), undo("c", "a")})
	if it.Memory != First(Good) {
		t.Errorf("%+v", it.Schedule)
	}
}
