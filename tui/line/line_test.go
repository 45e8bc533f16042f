package line_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/line"
	"lectern/tui/sitting"
)

const waters = `---
title: One
minutes: 10
objectives:
  water: Know water
---
The opening.

## Springs {#springs}

A spring is small.

### Where does water run? {#check .check for=water see=springs}
- [x] Downhill
  > It does.
- [ ] Uphill
  > It cannot.

> Water runs downhill.

## Rivers {#rivers}

A river is long.

## Quiz

### Which are wet? {#wet .pretest for=water see=springs}
- [x] Rain
  > Wet.
- [x] Rivers
  > Wet.
- [ ] Sand
  > Dry.

> Two of them.

### Which comes first? {#first for=water see=rivers}
1. Spring
2. Brook
3. River

> It grows.

### Which is how large? {#large for=water see=rivers}

| water | size |
|---|---|
| Brook | small |
| River | large |

> They differ.

### How long is it? {#long for=water see=rivers}
Answer: 500 m

Hint: Not far.

> Half a kilometer.

### Water runs where? {#cloze for=water see=rivers}
It runs [[down]] to the [[sea]].

> It falls.

### Why does it run? {#why for=water see=rivers}

Model answer: It falls.

> It falls.
`

// A talk is line mode with somebody at both ends: what they type, and what they are told.
type talk struct {
	t    *testing.T
	desk sitting.Desk
	now  time.Time
}

func newTalk(t *testing.T) *talk {
	t.Helper()
	c, found := course.Load(fstest.MapFS{
		"course.yaml":         {Data: []byte("id: waters\ntitle: Waters\n")},
		"sessions/01-one.md":  {Data: []byte(waters)},
		"sessions/02-rain.md": {Data: []byte("---\ntitle: Rain\n---\nNothing but rain.\n")},
	})
	if found.Errors() > 0 || c.Sessions[0].Body().Findings.Errors() > 0 {
		t.Fatal(found, c.Sessions[0].Body().Findings)
	}
	st, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	k := &talk{t: t, now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	k.desk = sitting.Desk{Course: c, Store: st, Now: func() time.Time { return k.now }, Rules: study.Standard()}
	return k
}

// hear runs a command with somebody typing these lines, and returns all that is said.
func (k *talk) hear(command func(*line.Mode) error, typed ...string) string {
	k.t.Helper()
	var out bytes.Buffer
	m := line.New(k.desk, strings.NewReader(strings.Join(typed, "\n")+"\n"), &out, true, 78)
	if err := command(m); err != nil {
		k.t.Fatalf("%v after\n%s", err, out.String())
	}
	return out.String()
}

// said checks that these came, in this order.
func (k *talk) said(got string, want ...string) {
	k.t.Helper()
	rest := strings.Join(strings.Fields(got), " ")
	for _, w := range want {
		_, after, ok := strings.Cut(rest, w)
		if !ok {
			k.t.Fatalf("%q is not said in its turn:\n%s", w, got)
		}
		rest = after
	}
}

func (k *talk) quiz(m *line.Mode) error   { return m.Quiz(k.desk.Course.Sessions[0], 0) }
func (k *talk) read(m *line.Mode) error   { return m.Read(k.desk.Course.Sessions[0]) }
func (k *talk) review(m *line.Mode) error { return m.Review() }

// letter is the letter that an option was dealt to, in what was said.
func letter(t *testing.T, said, option string) string {
	t.Helper()
	for l := range strings.SplitSeq(said, "\n") {
		if at, ok := strings.CutSuffix(l, ". "+option); ok && len(at) == 1 {
			return at
		}
	}
	t.Fatalf("no %q in\n%s", option, said)
	return ""
}

// letters are those of several options.
func letters(t *testing.T, said string, options ...string) (all string) {
	for _, o := range options {
		all += letter(t, said, o)
	}
	return all
}

// A session is read section by section; a check is asked where it stands; the place is kept, and reading goes on from there.
func TestReadSectionBySection(t *testing.T) {
	k := newTalk(t)
	begun := k.hear(k.read, "e", ":q")
	k.said(begun, "After this session you can:", "e guesses at 1 question first", "Which are wet?")
	got := k.hear(k.read, "", "", ":q")
	k.said(got, "The opening.", "A spring is small.", "Check yourself", "Where does water run?", "Letter:")
	if strings.Contains(got, "A river is long.") {
		t.Error("read on after :q in a check")
	}
	got = k.hear(k.read, "a", "3", ":q")
	k.said(got, "going on at “Springs”", "A spring is small.", "Check yourself", "Where does water run?", "How sure are you?", "Next: ", "Water runs downhill.")
	if strings.Contains(got, "A river is long.") {
		t.Error("read on after :q")
	}
	k.now = k.now.Add(time.Hour)
	got = k.hear(k.read, "")
	k.said(got, "going on at “Rivers”", "A river is long.", "End of the session.")
	if strings.Contains(got, "guesses at") || strings.Contains(got, "A spring is small.") {
		t.Error("it did not go on where it was left")
	}
	k.said(k.hear((*line.Mode).Plan), "1. One (one) read", "2. Rain (rain) not opened")
	k.hear(k.read, "", "", "a", "1", "") // once more
	ends := 0
	_ = k.desk.Store.View(func(tx *store.Tx) error {
		return tx.Log(func(ev study.Event) error {
			if ev.Kind == study.ReadAll {
				ends++
			}
			return nil
		})
	})
	if ends != 1 {
		t.Errorf("the session is kept as read to its end %d times", ends)
	}
}

// A session may have a quiz alone.
func TestNothingToRead(t *testing.T) {
	k := newTalk(t)
	c, _ := course.Load(fstest.MapFS{
		"course.yaml":        {Data: []byte("id: waters\ntitle: Waters\n")},
		"sessions/01-one.md": {Data: []byte("---\ntitle: One\n---\n## Quiz\n\n### Is it? {#q}\n- [x] Yes\n- [ ] No\n\n> So.\n")},
	})
	k.desk.Course = c
	k.said(k.hear(k.read), "nothing to read", "lectern quiz one")
}

// A guess before the reading is kept and never marked.
func TestPretest(t *testing.T) {
	k := newTalk(t)
	got := k.hear(k.read, "e", "a b", "2", ":q")
	k.said(got, "Which are wet?", "Noted.", "The opening.")
	if strings.Contains(got, "Wrong") || strings.Contains(got, "Right") {
		t.Errorf("a guess was marked:\n%s", got)
	}
	if it, _ := k.desk.Items(k.desk.Course.Sessions[0].Body().Heads); it["wet"].Answers != 0 {
		t.Error("a guess counts")
	}
}

// A guess that was typed is not marked either, and cannot be counted as right.
func TestTypedPretest(t *testing.T) {
	k := newTalk(t)
	k.desk.Course, _ = course.Load(fstest.MapFS{
		"course.yaml":        {Data: []byte("id: waters\ntitle: Waters\n")},
		"sessions/01-one.md": {Data: []byte("---\ntitle: One\n---\nText.\n\n## Quiz\n\n### Where? {#q .pretest}\nAnswer: here\n\n> So.\n")},
	})
	got := k.hear(k.read, "e", "there", "2", ":q")
	k.said(got, "Where?", "Noted.", "Text.")
	if strings.Contains(got, "counts yours") {
		t.Errorf("a guess was marked:\n%s", got)
	}
}

// Every type is asked, what cannot be read is asked for again, and the verdict tells what is right.
func TestQuizOfEveryType(t *testing.T) {
	k := newTalk(t)
	typed := []string{"z", ""}
	reply := func(options ...string) { // as they are dealt, which a look ahead tells, of which nothing is kept
		said := k.hear(k.quiz, append(typed, ":q")...)
		k.desk.Store = newTalk(t).desk.Store
		typed = append(typed, letters(t, said, options...))
	}
	reply("Rivers", "Rain")
	typed = append(typed, "5", "3")
	typed = append(typed, "aab")
	reply("Spring", "Brook", "River")
	typed = append(typed, "2", "a")
	reply("large", "small")
	typed = append(typed, "3", ":hint", "1,000 m", "400 m", "2", "o", "down", "see", "2", "", "my words", "3", "x", "p", "")
	got := k.hear(k.quiz, typed...)
	k.said(got, "“z” is not one of the letters a to c.", "Give a letter.", "Type 1, 2 or 3.", "Right, and you were sure.",
		"Letters in order:", "Give each letter once.", "Right, and you were fairly sure.", "The right order:", "1. Spring (you: 1)",
		"Give 2 letters.", "Wrong, though you were sure", "- Brook: small (you: large)",
		"Not far.", "write one of these", "Wrong", "You: 400 m. Answer: 500 m", "Counted as right by you.",
		"Gap 1:", "Gap 2:", "Partly", "You: see. Answer: sea",
		"Model answer:", "Type r, p or w.", "Partly", "Enter goes on, :undo", "Result: 3 of 6 right", "Know water: 3 of 6 right")
}

// The last answer is taken back, also the very last, and a question is suspended and comes back again.
func TestUndoAndSuspend(t *testing.T) {
	k := newTalk(t)
	got := k.hear(k.quiz, ":undo", ":suspend", "a", "1", ":undo", "a b", "3", ":suspend", ":suspend", ":q")
	k.said(got, "There is no answer to take back.", "No question is answered yet.", "Question 1 of 6", "Taken back.", "Question 1 of 6",
		"does not come back", "comes back again", "Stopped after 1 of 6 questions. They are kept.")
	items, _ := k.desk.Items(k.desk.Course.Sessions[0].Body().Heads)
	if it := items["wet"]; it.Answers != 1 || it.Confidence != study.Sure || it.Suspended {
		t.Errorf("kept %+v", it)
	}
	k.now = k.now.AddDate(0, 0, 3)
	got = k.hear(k.review, "a", "3", ":undo", "b", "2", "")
	k.said(got, "Review: 1 question today.", "Enter goes on", "Taken back.", "Which are wet?", "Enter goes on", "Result: ")
	k.said(k.hear(k.review), "Nothing is due today.", "--ahead")
	k.said(k.hear((*line.Mode).Ahead), "Nothing is left to practise today")
}

// Studying ahead asks what comes back next, though it is not due.
func TestAhead(t *testing.T) {
	k := newTalk(t)
	k.hear(k.quiz, "a b", "3", ":q")
	k.now = k.now.AddDate(0, 0, 1)
	if _, review, _ := k.desk.Due(); review.Due > 0 {
		k.hear(k.review, "a b", "3", "")
		k.now = k.now.AddDate(0, 0, 1)
	}
	k.said(k.hear((*line.Mode).Ahead, "a b", "3", ""), "Practice: 1 question, ahead of the day.", "Which are wet?", "Result: ")
}
