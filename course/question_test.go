package course_test

import (
	"fmt"
	"strings"
	"testing"

	"lectern/course"
)

// A question's type follows from its shape.
func TestShapeMakesTheType(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       course.Type
	}{
		{"single", "- [ ] a\n  > why\n- [x] b", course.Single},
		{"multiple", "- [x] a\n- [x] b\n- [ ] c", course.Multiple},
		{"true", "- [x] True\n- [ ] False", course.TrueFalse},
		{"order", "1. first\n2. second", course.Order},
		{"matching", "| l | r |\n|---|---|\n| a | b |\n| c | d |\n| | e |", course.Matching},
		{"typed", "Answer: glutamate | Glu", course.Typed},
		{"number", "Answer: 0.5 ± 0.05 mg/kg", course.Number},
		{"cloze", "About [[93 %]] of it [[arrives|comes]].", course.Cloze},
		{"recall", "Model answer: It does.\n\nAnd more.", course.Recall},
		{"table in the stem", "| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] a\n- [ ] b", course.Single},
		{"list in the stem", "1. one\n2. two\n\nAnswer: three", course.Typed},
	} {
		c2, found := load(t, files(one("## Quiz\n\n### What? {#q for=a see=h}\n\n"+c.body+"\n\n> Because.\n")))
		if found.Errors() > 0 {
			t.Errorf("%s: %v", c.name, found)
			continue
		}
		q := c2.Sessions[0].Body().Question("q")
		if q.Type != c.want {
			t.Errorf("%s is taken for %v", c.name, q.Type)
		}
		if got := q.Explanation.Plain(); got != "Because." {
			t.Errorf("%s: explanation %q", c.name, got)
		}
	}
}

// All parts of a question arrive where they belong.
func TestQuestionParts(t *testing.T) {
	src := one(`### Is it so? {#c .check for=a see=h}
- [x] True
- [ ] False

> Yes.

Reading goes on.

## Quiz

### Case: Two visits {#case}

A vignette.

#### Which one? {#q for=a see=h rev=3 .critical .pretest}

A stem.

- [ ] No
  more of it
  > Not this.
- [x] Yes
  > This.

Hint: Think.

> All told.
`)
	c, found := load(t, files(src))
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	b := c.Sessions[0].Body()
	if got := outline(b.Reading); got != "h2#h p  p" {
		t.Errorf("reading is %q", got)
	}
	q := b.Question("q")
	got := fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%d %t %t", q.Case.Title, q.Case.Vignette.Plain(), q.Lead.Plain(), q.Stem.Plain(),
		q.Options[0].Text.Plain(), q.Options[1].Feedback.Plain(), q.Hint.Plain(), q.Rev, q.Critical, q.Pretest)
	if want := "Two visits|A vignette.|Which one?|A stem.|No more of it|This.|Think.|3 true true"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(b.Quiz()) != 1 || len(b.Questions()) != 2 {
		t.Errorf("%d in the quiz, %d in all; want 1 and 2", len(b.Quiz()), len(b.Questions()))
	}
}

// What is wrong with a course is said, each thing with its file and line, and the rest of it still opens.
func TestFindings(t *testing.T) {
	quiz := func(s string) string { return one("## Quiz\n\n" + s) }
	for _, c := range []struct{ name, src, want string }{
		{"no right option", quiz("### Q? {#q for=a see=h}\n- [ ] a\n- [ ] b"), "sessions/01-one.md:12:1: question “q”: no option is right"},
		{"unknown objective", quiz("### Q? {#q for=zzz see=h}\n- [x] a\n- [ ] b"), "unknown objective “zzz”"},
		{"see nowhere", quiz("### Q? {#q for=a see=zzz}\n- [x] a\n- [ ] b"), "sessions/01-one.md:12:1: question “q”: there is no heading “zzz”"},
		{"no id", quiz("### Q?\n- [x] a\n- [ ] b"), "the question has no id"},
		{"twice", quiz("### Q? {#q for=a see=h}\n- [x] a\n- [ ] b\n\n### R? {#q for=a see=h}\n- [x] a\n- [ ] b"), "question id “q” stands twice"},
		{"no answer", quiz("### Q? {#q for=a see=h}\nNothing."), "nothing here can be answered"},
		{"same options", quiz("### Q? {#q for=a see=h}\n- [x] a\n- [ ] a"), "two options read “a”"},
		{"html", one("a <font>b</font>"), "sessions/01-one.md:10:1: “<font>” is shown as it is written"},
		{"citation", one("a [@Nobody2020]"), "“Nobody2020” is not in references.yaml"},
		{"link", one("[a](#zzz)"), "“#zzz” leads nowhere"},
		{"chart", one("```chart\ntitle: x\n```"), "the chart cannot be drawn"},
		{"no head", head + "text", "sessions/01-one.md:1:1: the session has no head"},
		{"open head", head + "---\ntitle: x\ntext", "close the head with a line ---"},
		{"bad yaml", head + "---\ntitle: \"x\nobjectives: [\n---\n", "sessions/01-one.md"},
		{"tabs", head + "---\ntitle:\tx\n\tsummary: y\n---\n", "the YAML cannot be read"},
		{"twice in yaml", head + "---\ntitle: x\ntitle: y\n---\n", "title"},
		{"alias", head + "---\ntitle: &a x\nsummary: *a\n---\n", "anchors and aliases"},
		{"control", one("a\x1b[31mb"), "sessions/01-one.md:10:2: control character U+001B"},
		{"utf8", one("ab\xff"), "sessions/01-one.md:10:3: byte 0xff is not UTF-8"},
		{"unnumbered", head + "---\ntitle: x\n---\n-- sessions/two.md --\n", "sessions/two.md:1:1: the name is not number-id.md"},
		{"after quiz", quiz("### Q? {#q for=a see=h}\n- [x] a\n- [ ] b\n\n## More"), "after “Quiz”"},
	} {
		_, found := load(t, files(c.src))
		var all []string
		for _, f := range found {
			all = append(all, f.String())
		}
		if !strings.Contains(strings.Join(all, "\n"), c.want) {
			t.Errorf("%s: findings are\n  %s\nwant one with\n  %s", c.name, strings.Join(all, "\n  "), c.want)
		}
	}
}

// What is no course is refused with a reason.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", "there is no course.yaml"},
		{"no sessions", "-- course.yaml --\nid: x\ntitle: X\n", "no session"},
		{"no id", "-- course.yaml --\ntitle: X\n", "\"id\" is missing"},
		{"bad id", "-- course.yaml --\nid: A b\ntitle: X\n", "lower-case"},
		{"list", "-- course.yaml --\n- a\n", "“key: value”"},
		{"nothing", "-- course.yaml --\n", "no YAML here"},
		{"deep", "-- course.yaml --\na: " + strings.Repeat("[", 20000) + "\n", "nested too deeply"},
	} {
		got, found := course.Load(files(c.src))
		if got != nil || len(found) == 0 || !strings.Contains(fmt.Sprint(found), c.want) {
			t.Errorf("%s: got a course %t and %v, want a refusal with %q", c.name, got != nil, found, c.want)
		}
	}
}

// A session that cannot be read does not hide the others.
func TestBrokenSessionLeavesTheOthers(t *testing.T) {
	src := one("") + "-- sessions/02-two.md --\n---\n: [\n"
	c, _ := load(t, files(src))
	if len(c.Sessions) != 2 || c.Sessions[0].Title != "One" || c.Sessions[1].Title != "two" {
		t.Errorf("sessions: %v", c.Sessions)
	}
}

// Questions never panic, whatever the file holds.
func FuzzSession(f *testing.F) {
	for _, s := range []string{"## Quiz\n### Q {#q for=a}\n- [x] a\n  > b\n- [ ] c\n\n> e", "## Quiz\n### Q {#q}\n[[a|b]] x [[", "## Quiz\n### Case: x\n#### Q {#q}\nModel answer:\n", "## Quiz\n### Q {#q}\n|a|b|\n|-|-|\n|c|", "### C {.check #c}\n1. a\n2. b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.Contains(s, "-- ") {
			return
		}
		c, _ := course.Load(files(one(s)))
		if c == nil {
			t.Fatal("the head was sound")
		}
		for _, q := range c.Sessions[0].Body().Questions() {
			if q.Type == 0 || q.ID == "" {
				t.Fatalf("question %+v cannot be asked", q.Head)
			}
		}
		_ = course.Check(c)
	})
}
