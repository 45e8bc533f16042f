package course_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"lectern/course"
)

// single makes a session's questions of three options each, in one line per question: the right one in capitals.
func single(questions ...string) string {
	var b strings.Builder
	b.WriteString("## Quiz\n\n")
	for i, q := range questions {
		fmt.Fprintf(&b, "### Q? {#q%d for=a see=h}\n", i)
		for _, o := range strings.Fields(q) {
			mark := " "
			if o == strings.ToUpper(o) {
				mark = "x"
			}
			fmt.Fprintf(&b, "- [%s] %s\n", mark, o)
		}
		b.WriteString("\n")
	}
	return one(b.String())
}

func repeat(q string, n int) (qs []string) {
	for range n {
		qs = append(qs, q)
	}
	return qs
}

// A right option that can be picked by its looks more often than chance allows is reported; what chance allows is not.
func TestGuessable(t *testing.T) {
	for _, c := range []struct {
		name, rule string
		src        string
		want       int
	}{
		{"always longest", "right-longest", single(repeat("a b CC", 3)...), 1},
		{"twice may be chance", "right-longest", single(repeat("a b CC", 2)...), 0},
		{"ties give nothing away", "right-longest", single(repeat("aa b CC", 9)...), 0},
		{"one in three", "right-longest", single("a b CC", "A bb c", "a B cc", "A bb c", "a BB c", "aa B c"), 0},
		{"always shortest", "right-shortest", single(repeat("aa bb C", 3)...), 1},
		{"never shortest", "right-shortest", single(repeat("aa bb CCC", 9)...), 0},
		{"always last", "right-position", single(repeat("a b C", 4)...), 1},
		{"spread", "right-position", single("a b C", "a B c", "A b c", "a b C", "a B c", "A b c"), 0},
	} {
		if n, first := found(t, c.src, c.rule); n != c.want {
			t.Errorf("%s: %d findings (%v), want %d", c.name, n, first, c.want)
		}
	}
	_, f := found(t, single(repeat("a b CC", 4)...), "right-longest")
	want := "sessions/01-one.md:12:1: the right option is the longest in 4 of the session’s 4 single-answer items, where chance gives 1.3 (p = 0.012) — lengthen wrong options, or shorten right ones"
	if f.String() != want {
		t.Errorf("got  %s\nwant %s", f, want)
	}
}

// What no session gives away the whole course may.
func TestGuessableInTheCourse(t *testing.T) {
	two := single(repeat("a b CC", 2)...)
	_, body, _ := strings.Cut(two, "-- sessions/01-one.md --\n")
	src := two + "-- sessions/02-two.md --\n" + strings.ReplaceAll(body, "{#q", "{#r")
	if n, f := found(t, src, "right-longest"); n != 1 || f.Path != "course.yaml" {
		t.Errorf("%d findings (%v), want one on the course", n, f)
	}
}

func TestCount(t *testing.T) {
	c, _ := load(t, files(single("a b CC", "aa B c d", "A b")))
	n := course.Count(c)
	got := fmt.Sprintf("%d %d %d, %d of %.2f, %d of %.2f, %d places", n.Questions, n.Checks, n.Single,
		n.Longest.Times, n.Longest.Expected, n.Shortest.Times, n.Shortest.Expected, len(n.Positions))
	if want := "3 0 3, 1 of 0.58, 0 of 0.00, 4 places"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The exact tail is the binomial's, and the short cut for many items agrees with it.
func TestTail(t *testing.T) {
	odds := func(times, n int) course.Odds { return course.NewOdds(times, n, 0.25) }
	for _, c := range []struct {
		times, n int
		want     float64
	}{
		{0, 5, 1}, {5, 5, 1.0 / 1024}, {1, 2, 7.0 / 16}, {0, 0, 1}, {8, 20, 0.101812}, {9, 20, 0.040925},
	} {
		if got := odds(c.times, c.n).Tail(); math.Abs(got-c.want) > 1e-5 {
			t.Errorf("%d of %d: %g, want %g", c.times, c.n, got, c.want)
		}
	}
	if exact, near := odds(530, 2000).Tail(), odds(530, 2001).Tail(); math.Abs(exact-near) > 0.005 {
		t.Errorf("2000 items give %g, 2001 give %g", exact, near)
	}
}
