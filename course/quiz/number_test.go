package quiz_test

import (
	"testing"

	"lectern/course"
	"lectern/course/quiz"
)

// A number is marked by value and unit, and the note says what it came to where that is not plain to see.
func TestMarkNumber(t *testing.T) {
	for _, c := range []struct {
		answer, typed string
		want          quiz.Verdict
		note          string
	}{
		{"0.5 mg", "0.5 mg", quiz.Right, ""},
		{"0.5 mg", "0,5mg", quiz.Right, ""},
		{"0.5 mg", "500 microgram", quiz.Right, "500 microgram is 0.5 mg."},
		{"0.5 mg", "5 g", quiz.Wrong, "5 g is 5000 mg."},
		{"0.5 mg", "0.6 mg", quiz.Wrong, ""},
		{"0.5 mg", "0.5", quiz.Wrong, "Right number, but the unit is missing."},
		{"0.5 mg", "0.6", quiz.Wrong, "The unit is missing."},
		{"0.5 mg/kg", "0.5 mg", quiz.Wrong, "The unit differs: mg is not mg/kg."},
		{"0.5 mg", "half a milligram", quiz.Wrong, "Write the number in digits, with its unit if it has one."},
		{"1000 mg", "1,000 mg", quiz.Wrong, "“1,000” can be read as 1000 or as 1.000: write one of these."},
		{"1 mg", "1,000 mg", quiz.Wrong, "“1,000” can be read as 1000 or as 1.000: write one of these."},
		{"24 to 32 %", "28 %", quiz.Right, ""},
		{"24 to 32 %", "28 percent", quiz.Right, ""},
		{"24 to 32 %", "24-32 %", quiz.Right, ""},
		{"24 to 32 %", "25 to 30 percent", quiz.Right, ""},
		{"24 to 32 %", "20-32 %", quiz.Wrong, ""},
		{"24 to 32 %", "24-33 %", quiz.Wrong, ""},
		{"24 to 32 %", "24-32", quiz.Wrong, "Right number, but the unit is missing."},
		{"24 to 32 %", "0.28", quiz.Wrong, "The unit is missing."},
		{"40 ± 5 min", "40 ± 5 min", quiz.Right, ""},
		{"6", "6 sessions", quiz.Right, ""},
		{"6", "6 Session", quiz.Right, ""},
		{"6", "5 sessions", quiz.Wrong, ""},
		{"6", "6 weeks", quiz.Wrong, "No unit was asked for: write the number alone."},
		{"0.5", "0.5 mg", quiz.Wrong, "No unit was asked for: write the number alone."},
		{"0.5", "0.5 mg/kg", quiz.Wrong, "No unit was asked for: write the number alone."},
		{"1 h", "60 min", quiz.Right, "60 min is 1 h."},
		{"1 h", "", quiz.Wrong, ""},
		{"1 h", "  ", quiz.Wrong, ""},
	} {
		for _, kind := range []course.Type{course.Number, course.Typed, course.Cloze} {
			got := typed(gaps(kind, c.answer), c.typed)
			if got.Verdict != c.want || got.Note != c.note {
				t.Errorf("%q for %q: %v %q, want %v %q", c.typed, c.answer, got.Verdict, got.Note, c.want, c.note)
			}
		}
	}
}

// What cannot be read in one way only is asked for again, and nothing else is; what is asked for does not depend on whether the answer is right.
func TestUnclear(t *testing.T) {
	for _, c := range []struct {
		answer, typed string
		unclear       bool
	}{
		{"1000 mg", "1,000 mg", true}, {"1 mg", "1,000 mg", true}, {"7 mg", "1,000 mg", true},
		{"1000 mg", "1000 mg", false}, {"1000 mg", "1000", false}, {"1000 mg", "1 kg", false}, {"1000 mg", "900 to 1100 mg", false}, {"1000 mg", "", false},
		{"1000 mg", "a lot", true}, {"6", "6 mg", true}, {"6", "7 mg", true}, {"6", "6", false}, {"6", "6 sessions", false}, {"ketamine", "1,000", false},
	} {
		if got := quiz.Unclear(gaps(course.Number, c.answer), quiz.Answer{Typed: []string{c.typed}}); (got != "") != c.unclear {
			t.Errorf("%q for %q: asked %q", c.typed, c.answer, got)
		}
	}
	quiz.Unclear(gaps(course.Cloze, "6", "7"), quiz.Answer{})
}
