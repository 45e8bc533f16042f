package sitting_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/sitting"
)

// fourQuestions is a course with the questions a, b, c and d, whose first option is right, but for those left out.
func fourQuestions(t *testing.T, without string) *course.Course {
	t.Helper()
	var b strings.Builder
	b.WriteString("---\ntitle: One\nobjectives:\n  o: Know it\n---\n## Text {#x}\n\nText.\n\n## Quiz\n")
	for _, id := range []string{"a", "b", "c", "d"} {
		if id != without {
			fmt.Fprintf(&b, "\n### Which is %[1]s? {#%[1]s for=o see=x}\nAnswer: %[1]s\n\n> It is.\n", id)
		}
	}
	c, found := course.Load(fstest.MapFS{"course.yaml": {Data: []byte("id: four\ntitle: Four\n")}, "sessions/01-one.md": {Data: []byte(b.String())}})
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	return c
}

// A window is a quiz as it is open in one.
type window struct {
	*sitting.Sitting
	t *testing.T
}

var opened int

// openQuiz opens the quiz a minute after it was opened last.
func openQuiz(t *testing.T, st *store.Store, c *course.Course) window {
	t.Helper()
	opened++
	now := time.Date(2026, 11, 22, 12, opened, 0, 0, time.UTC)
	desk := sitting.Desk{Course: c, Store: st, Now: func() time.Time { return now }, Rules: study.Standard()}
	q, err := sitting.Quiz(desk, c.Sessions[0], 4)
	if err != nil {
		t.Fatal(err)
	}
	return window{q, t}
}

// answer answers the present question, rightly or not.
func (w window) answer(right bool) sitting.Marked {
	w.t.Helper()
	text := "nothing"
	if right {
		text = w.Current().ID
	}
	s := w.Save(sitting.Marked{Question: w.Current(), Answer: quiz.Answer{Typed: []string{text}}, Confidence: study.Sure})()
	if s.Err != nil || (s.Marked.Result.Verdict == quiz.Right) != right {
		w.t.Fatalf("%+v", s)
	}
	w.Take(s)
	return s.Marked
}

func (w window) undo() {
	w.t.Helper()
	s := w.Undo()()
	if s.Err != nil {
		w.t.Fatal(s.Err)
	}
	w.TakeUndone(s)
}

func newStore(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func wantAttempt(t *testing.T, st *store.Store, done bool, right int, answers ...string) {
	t.Helper()
	_ = st.View(func(tx *store.Tx) error {
		a, _ := tx.Attempt("four", "one")
		if a.Done != done || a.Right != right || strings.Join(a.Answers, " ") != strings.Join(answers, " ") {
			t.Errorf("kept is %+v, want %d right, done %v, %q", a, right, done, answers)
		}
		return nil
	})
}

// Two windows on one quiz: the first answer to a question stands in it, whichever window gives it, and what a window takes back is its
// own alone.
func TestWindowsSideBySide(t *testing.T) {
	st, c := newStore(t), fourQuestions(t, "")
	one := openQuiz(t, st, c)
	a := one.answer(true)
	two := openQuiz(t, st, c)
	two.Marked = nil // as if it had been opened before that answer
	b := one.answer(false)
	for range 2 {
		if m := two.answer(true); m.Aside() == "" {
			t.Error("another window's answer is not told of")
		}
	}
	wantAttempt(t, st, false, 1, a.Event, b.Event)
	two.undo() // an answer that does not stand in the quiz
	wantAttempt(t, st, false, 1, a.Event, b.Event)
	two.answer(true)
	third := two.answer(true)
	if third.Aside() != "" {
		t.Error("the first answer to a question is not taken for one")
	}
	wantAttempt(t, st, false, 2, a.Event, b.Event, third.Event)
	one.undo() // not the last any more
	wantAttempt(t, st, false, 2, a.Event, b.Event, third.Event)
	one.answer(true)
	one.answer(true)
	fourth := one.answer(true)
	wantAttempt(t, st, true, 3, a.Event, b.Event, third.Event, fourth.Event)
}

// A quiz that was begun anew in another window is not overwritten by the old one.
func TestBegunAnewElsewhere(t *testing.T) {
	st, c := newStore(t), fourQuestions(t, "")
	old := openQuiz(t, st, c)
	_ = st.Update(func(tx *store.Tx) error {
		return tx.PutAttempt("four", "one", study.Attempt{Seed: 7, Questions: []string{"a"}, Started: time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)})
	})
	if m := old.answer(true); m.Aside() == "" {
		t.Error("not told of")
	}
	wantAttempt(t, st, false, 0)
}

// Of two windows that begin a quiz before either has answered, the one that answers first has it; the other's answers are kept beside it.
func TestTwoFreshQuizzes(t *testing.T) {
	st, c := newStore(t), fourQuestions(t, "")
	one, two := openQuiz(t, st, c), openQuiz(t, st, c)
	a, b := one.answer(true), one.answer(true)
	if m := two.answer(true); !strings.Contains(m.Aside(), "under way") {
		t.Errorf("told %q", m.Aside())
	}
	third := one.answer(true)
	if third.Aside() != "" {
		t.Errorf("told %q", third.Aside())
	}
	wantAttempt(t, st, false, 3, a.Event, b.Event, third.Event)
}

// Taking back the answer that ended a quiz takes back its end: it is finished once, when it is answered again.
func TestEndTakenBack(t *testing.T) {
	st := newStore(t)
	q := openQuiz(t, st, fourQuestions(t, ""))
	for range 4 {
		q.answer(true)
	}
	q.undo()
	q.answer(false)
	ends := 0
	var events []study.Event
	_ = st.View(func(tx *store.Tx) error {
		return tx.Log(func(ev study.Event) error { events = append(events, ev); return nil })
	})
	fixes := study.Correct(events)
	for _, ev := range events {
		if ev.Kind == study.Finished && !fixes.Undone[ev.ID] {
			ends++
		}
	}
	if ends != 1 {
		t.Errorf("finished %d times", ends)
	}
}

// An answer that could not be saved leaves its place empty: the question is asked again when the quiz is resumed.
func TestAnswerNotSaved(t *testing.T) {
	st, c := newStore(t), fourQuestions(t, "")
	q := openQuiz(t, st, c)
	first := q.answer(true)
	missed := q.Current().ID
	q.Take(sitting.Saved{Marked: sitting.Marked{Question: q.Current()}, Err: errors.New("full")})
	third := q.answer(true)
	wantAttempt(t, st, false, 2, first.Event, "", third.Event)
	again := openQuiz(t, st, c)
	if len(again.Marked) != 2 || len(again.Questions) != 4 || again.Current().ID != missed {
		t.Fatalf("%d answered of %d, the next is %s, not %s", len(again.Marked), len(again.Questions), again.Current().ID, missed)
	}
	fourth, fifth := again.answer(true), again.answer(true)
	wantAttempt(t, st, true, 4, first.Event, third.Event, fourth.Event, fifth.Event)
}

// A question that the course lost in the middle of a quiz is passed over, and the answers still stand with their questions.
func TestQuestionLost(t *testing.T) {
	st := newStore(t)
	q := openQuiz(t, st, fourQuestions(t, ""))
	first := q.answer(true)
	lost := q.Current().ID
	q = openQuiz(t, st, fourQuestions(t, lost))
	second := q.answer(false)
	wantAttempt(t, st, false, 1, first.Event, second.Event)
	q = openQuiz(t, st, fourQuestions(t, lost))
	if len(q.Marked) != 2 || len(q.Questions) != 3 || q.Marked[1].Event != second.Event {
		t.Fatalf("%d answered of %d", len(q.Marked), len(q.Questions))
	}
	q.answer(true)
	if !q.Done() {
		t.Error("not done")
	}
}

// Overruled, an answer counts as right also for when it comes back.
func TestOverruledComesBackLater(t *testing.T) {
	st := newStore(t)
	q := openQuiz(t, st, fourQuestions(t, ""))
	m := q.answer(false)
	s := q.Overrule()()
	q.TakeOverruled(s)
	if s.Err != nil || q.Last().Item.Due <= m.Item.Due || !strings.Contains(q.Last().Next(q.Today()), "sure and right") {
		t.Errorf("%v: %s", s.Err, q.Last().Next(q.Today()))
	}
	wantAttempt(t, st, false, 1, m.Event)
}
