package sitting_test

import (
	"testing"
	"testing/fstest"
	"time"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/sitting"
)

func small(t *testing.T, id string) *course.Course {
	t.Helper()
	c, found := course.Load(fstest.MapFS{
		"course.yaml": {Data: []byte("id: " + id + "\ntitle: " + id + "\n")},
		"sessions/01-one.md": {Data: []byte("---\ntitle: One\nobjectives:\n  a: Do it\n---\n## H {#h}\n\n## Quiz\n\n### Of " + id + "? {#q for=a see=h}\n" +
			"- [x] Yes\n- [ ] No\n\n> So.\n")},
	})
	if c == nil {
		t.Fatal(found)
	}
	return c
}

// Review asks what is due in every course, and keeps each answer with its own, although their questions have the same id.
func TestReviewCoversAllCourses(t *testing.T) {
	st, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	a, b := small(t, "aa"), small(t, "bb")
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	desk := sitting.Desk{Course: a, Store: st, Now: func() time.Time { return now }, Rules: study.Standard(),
		Others: func() []*course.Course { return []*course.Course{b} }}
	for _, c := range []*course.Course{a, b} {
		d := desk
		d.Course, d.Others = c, nil
		q, err := sitting.Quiz(d, c.Sessions[0], 0)
		if err != nil {
			t.Fatal(err)
		}
		if s := q.Save(sitting.Marked{Question: q.Current(), Answer: quiz.Answer{Chosen: []int{1}}, Confidence: study.Sure})(); s.Err != nil || s.Marked.Result.Verdict != quiz.Wrong {
			t.Fatalf("saved %+v", s)
		}
	}
	now = now.AddDate(0, 0, 1)
	q, review, err := desk.Due()
	if err != nil || review.Due != 2 || len(q.Questions) != 2 {
		t.Fatalf("%d due, %d questions, %v", review.Due, len(q.Questions), err)
	}
	for !q.Done() {
		s := q.Save(sitting.Marked{Question: q.Current(), Answer: quiz.Answer{Chosen: []int{0}}, Confidence: study.Sure})()
		if s.Err != nil || s.Marked.Item.Answers != 2 {
			t.Fatalf("saved %+v", s)
		}
		q.Take(s)
	}
	if _, review, _ = desk.Due(); review.Due != 0 {
		t.Errorf("%d still due", review.Due)
	}
}

// Two windows on the same quiz: every answer of both is kept, the quiz goes on after the farther one, and the other says so.
func TestTwoWindowsOnOneQuiz(t *testing.T) {
	st, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c := small(t, "aa")
	desk := sitting.Desk{Course: c, Store: st, Now: time.Now, Rules: study.Standard()}
	one, _ := sitting.Quiz(desk, c.Sessions[0], 0)
	first := one.Save(sitting.Marked{Question: one.Current(), Answer: quiz.Answer{Chosen: []int{1}}})()
	if first.Err != nil || first.Marked.Aside() != "" {
		t.Fatal(first.Err, first.Marked.Aside())
	}
	two := one // a window that does not know yet
	s := two.Save(sitting.Marked{Question: two.Current(), Answer: quiz.Answer{Chosen: []int{0}}, Confidence: study.Sure})()
	if s.Err != nil || s.Marked.Item.Answers != 2 || s.Marked.Aside() == "" {
		t.Fatalf("saved %+v", s)
	}
	two.Take(s)
	_ = st.View(func(tx *store.Tx) error {
		if a, _ := tx.Attempt("aa", "one"); len(a.Answers) != 1 || a.Answers[0] != first.Marked.Event || !a.Done {
			t.Errorf("the quiz kept is %+v", a)
		}
		return nil
	})
}
