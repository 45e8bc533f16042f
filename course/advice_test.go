package course_test

import (
	"fmt"
	"strings"
	"testing"

	"lectern/course"
)

// found tells how often a rule speaks of a course, and the first of what it says.
func found(t *testing.T, src, rule string) (n int, first course.Finding) {
	t.Helper()
	_, all := load(t, files(src))
	for _, f := range all {
		if f.Rule == rule {
			if n == 0 {
				first = f
			}
			n++
		}
	}
	return n, first
}

// asks makes a question of its lead and what follows.
func asks(lead, body string) string {
	return one("## Quiz\n\n### " + lead + " {#q for=a see=h}\n\n" + body + "\n")
}

// A bib is a references.yaml with one work.
const bib = "-- references.yaml --\n- {id: Known, title: T}\n"

// Each rule of writing items speaks where it should, and is silent where an item only looks like breaking it.
func TestItemRules(t *testing.T) {
	for _, c := range []struct {
		rule, src string
		fires     bool
	}{
		{"no-feedback", asks("Q?", "- [x] a\n  > Why.\n- [ ] b"), true},
		{"no-feedback", asks("Q?", "- [x] a\n  > Why.\n- [ ] b\n  > Why not."), false},
		{"no-feedback", asks("Q?", "1. a\n2. b\n3. c"), false},
		{"no-explanation", asks("Q?", "Answer: a"), true},
		{"no-explanation", asks("Q?", "Answer: a\n\n> Why."), false},
		{"uncited-explanation", asks("Q?", "Answer: a\n\n> Why.") + bib, true},
		{"uncited-explanation", asks("Q?", "Answer: a\n\n> Why [@Known].") + bib, false},
		{"uncited-explanation", asks("Q?", "Answer: a\n\n> As is commonly\n> taught.") + bib, false},
		{"uncited-explanation", asks("Q?", "Answer: a\n\n> Why."), false},
		{"above", asks("Q?", "- [x] a\n- [ ] All of the above"), true},
		{"above", asks("Q?", "- [x] a\n- [ ] None of the below."), true},
		{"above", asks("Q?", "- [x] a\n- [ ] b\n- [ ] Both of these"), true},
		{"above", asks("Q?", "- [x] All of the dose\n- [ ] Both of these routes"), false},
		{"option-order", asks("Q?", "- [x] a\n  > Unlike the second option.\n- [ ] b"), true},
		{"option-order", asks("Q?", "- [x] a\n- [ ] b\n\n> Option B is wrong."), true},
		{"option-order", asks("Q?", "- [x] a\n  > The second dose is an option.\n- [ ] b"), false},
		{"negative", asks("Which is NOT a route?", "- [x] a\n- [ ] b"), true},
		{"negative", asks("All are routes except:", "- [x] a\n- [ ] b"), true},
		{"negative", asks("Which of these isn't a route?", "- [x] a\n- [ ] b"), true},
		{"negative", asks("Which of these is law and not merely custom?", "- [x] a\n- [ ] b"), false},
		{"negative", asks("Who should not be dosed?", "- [x] a\n- [ ] b"), false},
		{"absolute", asks("Q?", "- [x] often\n- [ ] always"), true},
		{"absolute", asks("Q?", "- [x] often\n- [ ] in all cases\n- [ ] in none"), true},
		{"absolute", asks("Q?", "- [x] never\n- [ ] always"), false},
		{"absolute", asks("Q?", "- [x] often\n- [ ] at 24 hours only"), false},
		{"absolute", asks("Q?", "- [x] often\n- [ ] almost always\n- [ ] not at all"), false},
		{"clang", asks("What does saliva carry?", "- [x] The saliva's enzymes\n- [ ] Nothing"), true},
		{"clang", asks("Which tablets?", "- [x] This tablet\n- [ ] Nothing"), true},
		{"clang", asks("Which tablets?", "- [x] This tablet\n- [ ] That tablet"), false},
		{"clang", asks("Which tablets for the child?", "- [x] This tablet\n- [ ] What the child likes"), false},
		{"clang", asks("What comes before this?", "- [x] What stood before\n- [ ] Nothing"), false},
		{"look-alike", asks("Q?", "- [x] ropa\n- [ ] rора"), true},
		{"look-alike", asks("Q?", "- [x] type I\n- [ ] type l"), true},
		{"look-alike", asks("Q?", "- [x] ropa\n- [ ] Ropa!"), false},
		{"same-feedback", asks("Q?", "- [x] a\n- [ ] b\n  > No.\n- [ ] c\n  > No."), true},
		{"same-feedback", asks("Q?", "- [x] a\n- [ ] b\n  > No.\n- [ ] c\n  > Nor this."), false},
		{"short-order", asks("Q?", "1. a\n2. b"), true},
		{"short-order", asks("Q?", "1. a\n2. b\n3. c"), false},
		{"ambiguous-number", asks("Q?", "Answer: 1,000 mg"), true},
		{"ambiguous-number", asks("Q?", "About [[$1,000]] a day."), true},
		{"ambiguous-number", asks("Q?", "Answer: 1000 mg"), false},
		{"ambiguous-number", asks("Q?", "Answer: 0,125 mg"), false},
		{"ambiguous-number", asks("Q?", "Answer: study 1,000 was the one that they stopped"), false},
	} {
		if n, first := found(t, c.src, c.rule); n > 0 != c.fires {
			t.Errorf("%s fires %d times (%v), want %t, on\n%s", c.rule, n, first, c.fires, c.src)
		}
	}
}

// What a finding says stands where the author has to go, and in good English.
func TestItemMessages(t *testing.T) {
	for _, c := range []struct{ rule, src, want string }{
		{"no-feedback", asks("Q?", "- [x] a\n  > Why.\n- [ ] b"), "sessions/01-one.md:16:1: question “q”: an option has no feedback — say in a block quote under the option why it is right or wrong"},
		{"no-feedback", asks("Q?", "- [x] a\n- [ ] b"), "sessions/01-one.md:14:1: question “q”: 2 options have no feedback — say in a block quote under the option why it is right or wrong"},
		{"few-questions", asks("Q?", "- [x] a\n- [ ] b"), "sessions/01-one.md:1:1: the objective “a” has 1 question, fewer than 6 — write more, or set “questions” in course.yaml"},
		{"long-sentence", one("First.\nAnd " + strings.Repeat("on ", 40) + "end."), "sessions/01-one.md:11:1: a sentence of 42 words — cut it; 40 are enough"},
		{"uncited-number", one("It lasts\nsome 40 minutes."), "sessions/01-one.md:11:6: “40 minutes” stands here without a source — cite a work in the same paragraph, or say that it is illustrative or commonly taught"},
	} {
		if _, f := found(t, c.src, c.rule); f.String() != c.want {
			t.Errorf("got  %s\nwant %s", f, c.want)
		}
	}
}

// An objective wants a section of its own, and enough questions of more than one type. Inline checks do not count.
func TestCoverage(t *testing.T) {
	quiz := func(types ...string) string {
		s := "### Check? {#c .check for=a see=h}\nAnswer: a\n\n> Why.\n\n## A {#a}\n\nText.\n\n## Quiz\n\n"
		for i, body := range types {
			s += fmt.Sprintf("### Q%d? {#q%d for=a see=h}\n%s\n\n> Why.\n\n", i, i, body)
		}
		return one(s)
	}
	typed, order := "Answer: a", "1. a\n2. b\n3. c"
	two := func(src string) string {
		return strings.Replace(src, "title: Test\n", "title: Test\nquestions: 2\n", 1)
	}
	for _, c := range []struct {
		rule, src string
		fires     bool
	}{
		{"objective-heading", one(""), true},
		{"objective-heading", quiz(), false},
		{"few-questions", quiz(typed, typed, typed, typed, order), true},
		{"few-questions", quiz(typed, typed, typed, typed, typed, order), false},
		{"few-questions", two(quiz(typed)), true},
		{"few-questions", two(quiz(typed, order)), false},
		{"one-type", two(quiz(typed, typed)), true},
		{"one-type", two(quiz(typed, order)), false},
	} {
		if n, first := found(t, c.src, c.rule); n > 0 != c.fires {
			t.Errorf("%s fires %d times (%v), want %t, on\n%s", c.rule, n, first, c.fires, c.src)
		}
	}
}

// Works and terms that nothing uses are advised on, wherever the use might stand.
func TestUnused(t *testing.T) {
	term := "-- glossary.md --\n## Dose {#dose}\n\nAn amount.\n"
	for _, c := range []struct {
		rule, src string
		fires     bool
	}{
		{"unused-reference", one("") + bib, true},
		{"unused-reference", one("As known [@Known].\n") + bib, false},
		{"unused-reference", one("") + bib + "-- about.md --\nAs known [@Known].\n", false},
		{"unused-reference", one("") + bib + "-- pathways/p.md --\nAs known [@Known].\n", false},
		{"unused-term", one("") + term, true},
		{"unused-term", one("A [dose](glossary.md#dose).\n") + term, false},
		{"unused-term", asks("Q?", "Answer: a\n\n> A [dose](glossary.md#dose).") + term, false},
	} {
		if n, first := found(t, c.src, c.rule); n > 0 != c.fires {
			t.Errorf("%s fires %d times (%v), want %t, on\n%s", c.rule, n, first, c.fires, c.src)
		}
	}
}
