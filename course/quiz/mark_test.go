package quiz_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"lectern/course"
	"lectern/course/quiz"
)

func text(s string) course.Text { return course.NewText("test.md", []byte(s)) }

// choice makes a question with an option for each letter, right where it is a capital.
func choice(kind course.Type, letters string) *course.Question {
	q := &course.Question{Head: course.Head{ID: "choice"}, Type: kind}
	for _, r := range letters {
		q.Options = append(q.Options, course.Option{Text: text(string(r)), Right: unicode.IsUpper(r)})
	}
	return q
}

// matching makes a question from the right cells; the first n have lefts.
func matching(n int, rights ...string) *course.Question {
	q := &course.Question{Head: course.Head{ID: "matching"}, Type: course.Matching}
	for i, s := range rights {
		if i < n {
			q.Lefts = append(q.Lefts, text(fmt.Sprint("left ", i)))
		}
		q.Rights = append(q.Rights, text(s))
	}
	return q
}

// gaps makes a question from answers as an author writes them.
func gaps(kind course.Type, answers ...string) *course.Question {
	q := &course.Question{Head: course.Head{ID: "gaps"}, Type: kind, Lead: text("How many sessions, at how many mg/kg?")}
	for _, s := range answers {
		g := course.Gap{Accept: strings.Split(s, "|")}
		if n, ok := course.ParseQuantity(s); ok {
			g.Quantity = &n
		}
		q.Gaps = append(q.Gaps, g)
	}
	return q
}

// A choice is Right when all and only the right options are chosen; one of several is Partly when more right than wrong ones are.
func TestMarkChoice(t *testing.T) {
	for _, c := range []struct {
		kind    course.Type
		options string
		chosen  []int
		want    quiz.Verdict
	}{
		{course.Single, "aBc", []int{1}, quiz.Right},
		{course.Single, "aBc", []int{0}, quiz.Wrong},
		{course.Single, "aBc", []int{0, 1}, quiz.Wrong},
		{course.Single, "aBc", nil, quiz.Wrong},
		{course.Single, "aBc", []int{3}, quiz.Wrong},
		{course.Single, "aBc", []int{-1}, quiz.Wrong},
		{course.Single, "aBc", []int{1, 1}, quiz.Wrong},
		{course.Single, "", []int{0}, quiz.Wrong},
		{course.TrueFalse, "Tf", []int{0}, quiz.Right},
		{course.TrueFalse, "Tf", []int{1}, quiz.Wrong},
		{course.TrueFalse, "Tf", []int{0, 1}, quiz.Wrong},
		{course.Multiple, "ABcdE", []int{4, 0, 1}, quiz.Right},
		{course.Multiple, "ABcdE", []int{0, 1}, quiz.Partly},
		{course.Multiple, "ABcdE", []int{0}, quiz.Partly},
		{course.Multiple, "ABcdE", []int{0, 1, 4, 2}, quiz.Partly},
		{course.Multiple, "ABcdE", []int{0, 1, 2}, quiz.Partly},
		{course.Multiple, "ABcdE", []int{0, 2}, quiz.Wrong},
		{course.Multiple, "ABcdE", []int{0, 2, 3}, quiz.Wrong},
		{course.Multiple, "ABcdE", []int{2}, quiz.Wrong},
		{course.Multiple, "ABcdE", nil, quiz.Wrong},
		{course.Multiple, "ABcdE", []int{0, 1, 4, 9}, quiz.Wrong},
		{course.Multiple, "ABcdE", []int{0, 1, 4, 4}, quiz.Wrong},
		{course.Multiple, "ABc", []int{0, 1, 2}, quiz.Partly},
	} {
		if got := quiz.Mark(choice(c.kind, c.options), quiz.Answer{Chosen: c.chosen}).Verdict; got != c.want {
			t.Errorf("%v %q answered %v: %v, want %v", c.kind, c.options, c.chosen, got, c.want)
		}
	}
}

// The parts of a choice tell which options were missed and which were wrong.
func TestChoiceParts(t *testing.T) {
	got := quiz.Mark(choice(course.Multiple, "ABcd"), quiz.Answer{Chosen: []int{0, 2}}).Parts
	want := []quiz.Part{{Right: true, Chosen: true, Due: true}, {Due: true}, {Chosen: true}, {Right: true}}
	if !reflect.DeepEqual(got, want) || !got[1].Missed() || got[0].Missed() || got[2].Missed() {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// An order is Right when all is in place, Partly when at least half is, and Wrong when it is no order at all.
func TestMarkOrder(t *testing.T) {
	for _, c := range []struct {
		given []int
		want  quiz.Verdict
	}{
		{[]int{0, 1, 2, 3}, quiz.Right},
		{[]int{0, 1, 3, 2}, quiz.Partly},
		{[]int{0, 2, 3, 1}, quiz.Wrong},
		{[]int{1, 2, 3, 0}, quiz.Wrong},
		{[]int{0, 1, 2}, quiz.Wrong},
		{[]int{0, 1, 2, 2}, quiz.Wrong},
		{[]int{0, 1, 2, 4}, quiz.Wrong},
		{[]int{0, 1, 2, -1}, quiz.Wrong},
		{[]int{0, 1, 2, 3, 3}, quiz.Wrong},
		{nil, quiz.Wrong},
	} {
		if got := quiz.Mark(choice(course.Order, "abcd"), quiz.Answer{Chosen: c.given}).Verdict; got != c.want {
			t.Errorf("%v: %v, want %v", c.given, got, c.want)
		}
	}
	got := quiz.Mark(choice(course.Order, "abc"), quiz.Answer{Chosen: []int{0, 2, 1}}).Parts
	if want := []quiz.Part{{Right: true}, {Given: 2, Want: 1}, {Given: 1, Want: 2}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A matching is judged left by left; right cells that read the same are interchangeable.
func TestMarkMatching(t *testing.T) {
	plain, twice := matching(3, "oral", "nasal", "IM", "rectal"), matching(4, "oral", "IM", "IM", "  oral ", "rectal")
	for _, c := range []struct {
		q     *course.Question
		given []int
		want  quiz.Verdict
	}{
		{plain, []int{0, 1, 2}, quiz.Right},
		{plain, []int{0, 1, 3}, quiz.Partly},
		{plain, []int{0, 1, -1}, quiz.Partly},
		{plain, []int{0, 1, 1}, quiz.Partly},
		{plain, []int{0, 2, 1}, quiz.Wrong},
		{plain, []int{0, 0, 0}, quiz.Wrong},
		{plain, []int{-1, -1, -1}, quiz.Wrong},
		{plain, []int{0, 1, 4}, quiz.Wrong},
		{plain, []int{0, 1, -2}, quiz.Wrong},
		{plain, []int{0, 1}, quiz.Wrong},
		{plain, []int{0, 1, 2, 3}, quiz.Wrong},
		{plain, nil, quiz.Wrong},
		{twice, []int{3, 2, 1, 0}, quiz.Right},
		{twice, []int{0, 1, 1, 0}, quiz.Right},
		{twice, []int{0, 1, 4, 0}, quiz.Partly},
		{twice, []int{1, 0, 0, 1}, quiz.Wrong},
	} {
		if got := quiz.Mark(c.q, quiz.Answer{Chosen: c.given}).Verdict; got != c.want {
			t.Errorf("%d lefts, %v: %v, want %v", len(c.q.Lefts), c.given, got, c.want)
		}
	}
}

// A cloze is Right when all gaps are, Partly when at least half are; its notes say which gap they are about.
func TestMarkCloze(t *testing.T) {
	q := gaps(course.Cloze, "psycholytic|low-dose", "40 ± 5 min", "ketamine")
	for _, c := range []struct {
		typed string
		want  quiz.Verdict
		note  string
	}{
		{"psycholytic|40 min|ketamine", quiz.Right, ""},
		{"psycholitic|45 min|Ketamine", quiz.Right, "Gap 1: Accepted “psycholitic” for “psycholytic”: one slip in a long word passes."},
		{"low dose|2400 s|ketamine", quiz.Right, "Gap 1: Accepted “low dose” for “psycholytic”. Gap 2: 2400 s is 40 min."},
		{"psycholytic|46 min|ketamine", quiz.Partly, ""},
		{"psycholytic||", quiz.Wrong, ""},
		{"||", quiz.Wrong, ""},
		{"psycholytic|40 min", quiz.Wrong, ""},
		{"psycholytic|40 min|ketamine|more", quiz.Wrong, ""},
	} {
		got := quiz.Mark(q, quiz.Answer{Typed: strings.Split(c.typed, "|")})
		if got.Verdict != c.want || got.Note != c.note || len(got.Parts) != 3 {
			t.Errorf("%q: %v %q, want %v %q", c.typed, got.Verdict, got.Note, c.want, c.note)
		}
	}
}

// A free recall takes the learner's own verdict, and is Wrong until there is one.
func TestMarkRecall(t *testing.T) {
	q := &course.Question{Type: course.Recall}
	for judged, want := range map[quiz.Verdict]quiz.Verdict{0: quiz.Wrong, quiz.Wrong: quiz.Wrong, quiz.Partly: quiz.Partly, quiz.Right: quiz.Right, 9: quiz.Wrong} {
		if got := quiz.Mark(q, quiz.Answer{Typed: []string{"what I wrote"}, Judged: judged}).Verdict; got != want {
			t.Errorf("judged %v: %v, want %v", judged, got, want)
		}
	}
}

// rightAnswer is what a learner gives who knows it all.
func rightAnswer(q *course.Question) quiz.Answer {
	a := quiz.Answer{Judged: quiz.Right}
	for i, o := range q.Options {
		if o.Right || q.Type == course.Order {
			a.Chosen = append(a.Chosen, i)
		}
	}
	for i := range q.Lefts {
		a.Chosen = append(a.Chosen, i)
	}
	for _, g := range q.Gaps {
		s := g.Accept[0]
		if g.Quantity != nil {
			s = g.Quantity.String()
		}
		a.Typed = append(a.Typed, s)
	}
	return a
}

// Whatever the question and whatever is answered, marking does not panic, gives the same verdict again, has a part for each part of the question and shows
// nothing that could drive a terminal; and what is right for the question is Right.
func FuzzMark(f *testing.F) {
	f.Add(byte(course.Multiple), "aBC", "x", "1 2", []byte{0, 1, 2})
	f.Add(byte(course.Order), "abcd", "x", "", []byte{3, 2, 1, 0})
	f.Add(byte(course.Matching), "abca", "x", "", []byte{255, 1, 2, 0})
	f.Add(byte(course.Typed), "", "psycholytic|low-dose", "psych\x1b[31molitic", []byte{})
	f.Add(byte(course.Number), "", "0.5 ± 0.05 mg/kg", "1,000 µg", []byte{})
	f.Add(byte(course.Cloze), "", "24 to 32 %", "24–32 %", []byte{})
	f.Add(byte(0), "ab", "½²", "10²", []byte{9})
	f.Fuzz(func(t *testing.T, kind byte, letters, accept, typed string, chosen []byte) {
		if len(letters) > 30 || len(accept) > 300 || len(typed) > 300 {
			return
		}
		q := fuzzed(course.Type(kind%11), letters, accept)
		a := quiz.Answer{Typed: []string{typed}, Judged: quiz.Verdict(kind)}
		for _, b := range chosen {
			a.Chosen = append(a.Chosen, int(int8(b)))
		}
		got := quiz.Mark(q, a)
		check(t, q, got)
		if again := quiz.Mark(q, a); !reflect.DeepEqual(got, again) {
			t.Errorf("marked twice: %+v and %+v", got, again)
		}
		quiz.Unclear(q, a)
		best := rightAnswer(q)
		if answerable(q) && quiz.Mark(q, best).Verdict != quiz.Right {
			t.Errorf("%v %q %q: %+v is right, marked %+v", q.Type, letters, accept, best, quiz.Mark(q, best))
		}
	})
}

func fuzzed(kind course.Type, letters, accept string) *course.Question {
	switch kind {
	case course.Matching:
		return matching(len([]rune(letters))/2, strings.Split(letters, "")...)
	case course.Typed, course.Number, course.Cloze:
		return gaps(kind, accept)
	}
	return choice(kind, letters)
}

// answerable tells whether the question has a right answer.
func answerable(q *course.Question) bool {
	best := rightAnswer(q)
	switch q.Type {
	case course.Single, course.Multiple, course.TrueFalse, course.Order, course.Matching:
		return len(best.Chosen) > 0
	case course.Typed, course.Number, course.Cloze:
		return strings.TrimSpace(best.Typed[0]) != ""
	}
	return q.Type == course.Recall
}

func check(t *testing.T, q *course.Question, r quiz.Result) {
	want := 0
	switch q.Type {
	case course.Single, course.Multiple, course.TrueFalse, course.Order:
		want = len(q.Options)
	case course.Matching:
		want = len(q.Lefts)
	case course.Typed, course.Number, course.Cloze:
		want = len(q.Gaps)
	}
	if len(r.Parts) != want || r.Verdict < quiz.Wrong || r.Verdict > quiz.Right {
		t.Errorf("%v: %+v", q.Type, r)
	}
	if strings.ContainsFunc(r.Note, unicode.IsControl) {
		t.Errorf("control character in %q", r.Note)
	}
	for _, p := range r.Parts {
		if r.Verdict == quiz.Right && !p.Right {
			t.Errorf("Right with a wrong part: %+v", r)
		}
	}
}
