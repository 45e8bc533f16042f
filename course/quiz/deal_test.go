package quiz_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lectern/course"
	"lectern/course/quiz"
)

// These orders must never change: a quiz left under an older version is resumed with them.
func TestDealForever(t *testing.T) {
	q := choice(course.Single, "abcdef")
	for _, c := range []struct {
		id   string
		seed uint64
		want string
	}{
		{"oral-vs-im", 0, "[0 1 3 5 4 2]"},
		{"oral-vs-im", 1, "[2 5 0 4 3 1]"},
		{"oral-vs-in", 1, "[1 3 2 0 4 5]"},
		{"", 1<<64 - 1, "[1 5 4 0 3 2]"},
	} {
		q.ID = c.id
		if got := fmt.Sprint(quiz.Deal(q, c.seed)); got != c.want {
			t.Errorf("%q, seed %d: %v, want %v", c.id, c.seed, got, c.want)
		}
	}
}

// Whatever the seed, each option is dealt once, and the same again for the same seed.
func TestDealIsPermutation(t *testing.T) {
	questions := []*course.Question{choice(course.Single, "aBc"), choice(course.Multiple, "aBCdefghij"), choice(course.Order, "abcd"), choice(course.Order, "ab"),
		choice(course.Order, "a"), choice(course.Order, ""), choice(course.TrueFalse, "tF"), matching(3, "x", "y", "z", "w")}
	for _, q := range questions {
		n := max(len(q.Options), len(q.Rights))
		for seed := range uint64(500) {
			got := quiz.Deal(q, seed)
			if !reflect.DeepEqual(got, quiz.Deal(q, seed)) {
				t.Fatalf("%v, seed %d: dealt differently the second time", q.Type, seed)
			}
			slices.Sort(got)
			for i := range n {
				if len(got) != n || got[i] != i {
					t.Fatalf("%v of %d, seed %d: %v", q.Type, n, seed, got)
				}
			}
		}
	}
}

// Each option comes at each place about as often, over seeds and over ids.
func TestDealIsEven(t *testing.T) {
	const rounds, n = 12000, 4
	for name, at := range map[string]func(*course.Question, int) uint64{
		"seeds": func(_ *course.Question, i int) uint64 { return uint64(i) },
		"ids":   func(q *course.Question, i int) uint64 { q.ID = fmt.Sprint("question-", i); return 7 },
	} {
		q := choice(course.Single, "abcd")
		var count [n][n]int
		for i := range rounds {
			for place, option := range quiz.Deal(q, at(q, i)) {
				count[place][option]++
			}
		}
		for place := range n {
			for option := range n {
				if c := count[place][option]; c < rounds/n-250 || c > rounds/n+250 {
					t.Errorf("over %s, option %d comes at place %d %d times of %d", name, option, place, c, rounds)
				}
			}
		}
	}
}

// Steps to be ordered never come in the right order.
func TestDealDisorders(t *testing.T) {
	for _, letters := range []string{"ab", "abc", "abcd"} {
		for seed := range uint64(2000) {
			if got := quiz.Deal(choice(course.Order, letters), seed); slices.IsSorted(got) {
				t.Fatalf("%d steps, seed %d: dealt in order", len(letters), seed)
			}
		}
	}
}

// True stands before False, however the author wrote them.
func TestDealTrueFirst(t *testing.T) {
	for _, words := range []string{"True False", "False True", "false TRUE"} {
		q := &course.Question{Type: course.TrueFalse}
		for w := range strings.FieldsSeq(words) {
			q.Options = append(q.Options, course.Option{Text: text(w)})
		}
		for seed := range uint64(20) {
			got := quiz.Deal(q, seed)
			if !strings.EqualFold(q.Options[got[0]].Text.Plain(), "true") {
				t.Errorf("%q dealt as %v", words, got)
			}
		}
	}
}

// What has nothing to choose from is dealt nothing.
func TestDealNothing(t *testing.T) {
	for _, kind := range []course.Type{0, course.Typed, course.Number, course.Cloze, course.Recall, 99} {
		if got := quiz.Deal(&course.Question{Type: kind}, 1); got != nil {
			t.Errorf("%v: %v", kind, got)
		}
	}
}
