package course_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lectern/course"
)

const walk = head + `---
title: One
objectives:
  a: Do a
---
## H {#h}
-- pathways/road.md --
---
title: The road
summary: From here to there.
---
Opening words.

## Steps {#steps kind=step}

What to decide.

- [ ] Begin {#begin hours=2.5 credits=1}
- [ ] Go on {#go requires=begin waive="An equal start"}

  How to go on.

  | a | b |
  |---|---|
  | 1 | 2 |

## Abilities {#can kind=competency}

- [ ] Walk {#walk scale=5 see=one#a,one#h}
- [ ] Read {#read kind=reading}

## Why

Prose alone.
`

// A pathway is its sections and steps, with what each step says of itself.
func TestPathway(t *testing.T) {
	c, found := load(t, files(walk))
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	p := c.Pathway("road")
	var got []string
	for _, s := range p.Sections {
		got = append(got, fmt.Sprintf("%s(%d)", s.Title, len(s.Steps)))
		for _, st := range s.Steps {
			got = append(got, fmt.Sprintf("%s/%s %q %v %v %g %g %d %v %q", st.Kind, st.ID, st.Title.Plain(), st.Requires, st.Waive, st.Hours, st.Credits, st.Scale, st.See, outline(st.Body)))
		}
	}
	want := []string{"Steps(2)", `step/begin "Begin" []  2.5 1 0 [] ""`, `step/go "Go on" [begin] An equal start 0 0 0 [] "p table"`,
		"Abilities(2)", `competency/walk "Walk" []  0 0 5 [one#a one#h] ""`, `reading/read "Read" []  0 0 0 [] ""`, "Why(0)"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if p.Opening.Plain() != "Opening words." || p.Sections[2].Intro.Plain() != "Prose alone." {
		t.Errorf("opening %q, prose %q", p.Opening.Plain(), p.Sections[2].Intro.Plain())
	}
}

// What is wrong with a pathway is said, and the rest of it is there.
func TestPathwayFindings(t *testing.T) {
	for _, c := range []struct{ steps, want string }{
		{"- [ ] A {#a requires=b}\n- [ ] B {#b requires=c}\n- [ ] C {#c requires=a}", "which in turn waits for it"},
		{"- [ ] A {#a requires=a}", "which in turn waits for it"},
		{"- [ ] A {#a requires=zzz}", "unknown step “zzz”"},
		{"- [ ] A", "the step has no id"},
		{"- [ ] A {#a}\n- [ ] B {#a}", "stands twice"},
		{"- [ ] A {#a hours=-3}", "hours=“-3”"},
		{"- [ ] A {#a hours=1e9}", "hours=“1e9”"},
		{"- [ ] A {#a scale=99}", "scale=“99”"},
		{"- [ ] A {#a see=nowhere}", "“nowhere” leads nowhere"},
		{"- [ ] A {#a see=one#zzz}", "“one#zzz” leads nowhere"},
	} {
		src := strings.Split(walk, "-- pathways")[0] + "-- pathways/road.md --\n---\ntitle: R\n---\n## S\n\n" + c.steps + "\n"
		co, found := load(t, files(src))
		if !strings.Contains(fmt.Sprint(found), c.want) {
			t.Errorf("%s: findings %v, want %q", c.steps, found, c.want)
		}
		for _, st := range co.Pathway("road").Steps() {
			for _, id := range st.Requires {
				if id == st.ID {
					t.Errorf("%s: a step waits for itself", c.steps)
				}
			}
		}
	}
}

// A pathway of 5,000 steps, each waiting for the one before, opens at once.
func TestLongPathway(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "- [ ] Step %d {#s-%d requires=s-%d}\n", i, i, max(0, i-1))
	}
	src := strings.Split(walk, "-- pathways")[0] + "-- pathways/road.md --\n---\ntitle: R\n---\n## S\n\n" + b.String()
	began := time.Now()
	c, _ := course.Load(files(src))
	if n := len(c.Pathway("road").Steps()); n != 5000 {
		t.Errorf("%d steps", n)
	}
	if d := time.Since(began); d > 5*time.Second {
		t.Errorf("it took %v", d)
	}
}
