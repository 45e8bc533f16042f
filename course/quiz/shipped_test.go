package quiz_test

import (
	"testing"

	"lectern/course"
	"lectern/course/kap"
	"lectern/course/quiz"
)

// keyed is the answer that a question itself gives as right, in each of its accepted spellings in turn.
func keyed(q *course.Question) (answers []quiz.Answer) {
	var a quiz.Answer
	switch q.Type {
	case course.Order:
		for i := range q.Options {
			a.Chosen = append(a.Chosen, i)
		}
	case course.Matching:
		for i := range q.Lefts {
			a.Chosen = append(a.Chosen, i)
		}
	case course.Recall:
		a.Judged = quiz.Right
	case course.Single, course.Multiple, course.TrueFalse:
		for i, o := range q.Options {
			if o.Right {
				a.Chosen = append(a.Chosen, i)
			}
		}
	default:
		return spellings(q)
	}
	return []quiz.Answer{a}
}

func spellings(q *course.Question) (answers []quiz.Answer) {
	first := make([]string, len(q.Gaps))
	for i, g := range q.Gaps {
		first[i] = g.Accept[0]
		if g.Quantity != nil {
			first[i] = course.FormatMeasure((g.Quantity.Low+g.Quantity.High)/2, g.Quantity.Unit)
		}
	}
	for i, g := range q.Gaps {
		for _, s := range g.Accept {
			typed := append([]string(nil), first...)
			if g.Quantity == nil {
				typed[i] = s
			}
			answers = append(answers, quiz.Answer{Typed: typed})
		}
	}
	return answers
}

// What the shipped course keys as right is marked Right, in every spelling it lists, and a blank answer never is.
func TestShippedKeysAreRight(t *testing.T) {
	c, found := course.Load(kap.Files())
	if c == nil {
		t.Fatal(found)
	}
	n := 0
	for _, s := range c.Sessions {
		for _, q := range s.Body().Questions() {
			for _, a := range keyed(q) {
				n++
				if r := quiz.Mark(q, a); r.Verdict != quiz.Right {
					t.Errorf("%s: its own answer %+v is %v: %s", q.ID, a, r.Verdict, r.Note)
				}
				if unclear := quiz.Unclear(q, a); unclear != "" {
					t.Errorf("%s: its own answer %+v is asked for again: %s", q.ID, a, unclear)
				}
			}
			if r := quiz.Mark(q, quiz.Answer{}); r.Verdict == quiz.Right {
				t.Errorf("%s: nothing is right", q.ID)
			}
		}
	}
	if n < 200 {
		t.Errorf("only %d answers were tried", n)
	}
}
