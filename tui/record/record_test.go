package record_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/record"
	"lectern/tui/sitting"
)

var update = flag.Bool("update", false, "write the records in testdata anew")

const (
	courseFile = "id: mine\ntitle: Water & *other* drugs\nedition: \"2026-11\"\npass: 0.8\n"
	oneFile    = `---
title: Routes
objectives:
  tell: Tell where water runs
  name: Name what falls <from> the sky
  rest: What nothing tests
---
## Where {#where}

Down.

## Quiz

### Where does it run? {#q1 for=tell}
- [x] Down
- [ ] Up

### And then? {#q2 for=tell}
- [x] On
- [ ] Back

### What falls? {#q3 for=name}
Answer: rain
`
	twoFile = "---\ntitle: Doses\nobjectives:\n  dose: Dose it\n---\nText.\n\n## Quiz\n\n### How much? {#d1 for=dose}\n- [x] Little\n- [ ] Much\n"
	wayFile = `---
title: The long way
---
## Before you begin {kind=step}

- [ ] Confirm eligibility {#eligible hours=2}
- [ ] Find a supervisor {#supervisor waive="have one"}
- [ ] Not begun yet {#later hours=8}

## Modules {kind=module}

- [ ] Basics {#basics hours=10 credits=4}

## Principles {kind=principle}

- [ ] I listen {#listen scale=5}
`
)

// desk is a learner's desk at the end of 22 November 2026 in Berlin.
func desk(t *testing.T) sitting.Desk {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range map[string]string{"course.yaml": courseFile, "sessions/01-routes.md": oneFile, "sessions/02-doses.md": twoFile, "pathways/way.md": wayFile} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, found := course.Load(files)
	if c == nil {
		t.Fatal(found)
	}
	s, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 22, 18, 5, 0, 0, berlin) }
	return sitting.Desk{Course: c, Store: s, Now: now, Rules: study.Standard()}
}

// A pen writes a history. Each event comes a minute after the one before, unless the day is turned.
type pen struct {
	t    *testing.T
	desk sitting.Desk
	at   time.Time
}

func (p *pen) day(date string) {
	at, err := time.Parse("2006-01-02 15:04", date)
	if err != nil {
		p.t.Fatal(err)
	}
	p.at = at
}

func (p *pen) write(ev study.Event) (id string) {
	p.t.Helper()
	p.at = p.at.Add(time.Minute)
	ev.At, ev.Zone = p.at, "Europe/Berlin"
	if ev.Course == "" {
		ev.Course = "mine"
	}
	if err := p.desk.Store.Update(func(tx *store.Tx) error { return tx.Append(&ev) }); err != nil {
		p.t.Fatal(err)
	}
	return ev.ID
}

func (p *pen) answer(session, question string, v quiz.Verdict, said study.Confidence, typed ...string) string {
	return p.write(study.Event{Kind: study.Answered, Session: session, Question: question, Rev: 1, Verdict: v, Confidence: said, Where: study.InQuiz,
		Answer: quiz.Answer{Typed: typed}})
}

func (p *pen) step(id string, ev study.Event) string {
	if ev.Kind == 0 {
		ev.Kind = study.Stepped
	}
	if ev.Pathway == "" {
		ev.Pathway = "way"
	}
	ev.Step = id
	return p.write(ev)
}

// lived is a desk with a history that has some of everything.
func lived(t *testing.T) sitting.Desk {
	p := &pen{t: t, desk: desk(t)}
	p.studies()
	p.walks()
	return p.desk
}

func (p *pen) studies() {
	p.day("2026-11-02 09:00")
	p.write(study.Event{Kind: study.ReadFor, Session: "routes", Seconds: 20 * 60})
	p.write(study.Event{Kind: study.ReadFor, Session: "routes", Seconds: 5*60 + 40})
	p.write(study.Event{Kind: study.ReadAll, Session: "routes"})
	p.write(study.Event{Kind: study.Answered, Session: "routes", Question: "q1", Rev: 1, Verdict: quiz.Wrong, Where: study.InPretest})
	p.day("2026-11-04 02:00") // in Berlin it is three in the morning: still the third
	p.answer("routes", "q1", quiz.Right, study.Sure)
	p.answer("routes", "q2", quiz.Right, study.Guess)
	typed := p.answer("routes", "q3", quiz.Wrong, study.Sure, "<b>drizzle</b>")
	p.write(study.Event{Kind: study.Finished, Session: "routes"})
	p.write(study.Event{Kind: study.Overruled, Session: "routes", Question: "q3", Of: typed, Verdict: quiz.Right})
	p.day("2026-11-05 09:00")
	p.answer("routes", "q2", quiz.Right, study.Sure)
	p.answer("routes", "gone", quiz.Right, study.Sure)
	p.answer("dropped", "gone2", quiz.Partly, study.Fairly)
	p.write(study.Event{Kind: study.Finished, Session: "dropped"})
	p.write(study.Event{Kind: study.ReadFor, Course: "other", Session: "intro", Seconds: 600})
}

func (p *pen) walks() {
	p.day("2026-11-06 10:00")
	p.step("eligible", study.Event{State: study.Done, Date: "2026-11-01"})
	p.step("supervisor", study.Event{State: study.Waived, Text: "I have one\n=HYPERLINK(\"http://example.org\",\"see\")"})
	p.step("basics", study.Event{State: study.Done, Date: "2026-11-06", Hours: 7.5, By: "Dr. Müller | Berlin"})
	p.step("basics", study.Event{Kind: study.Noted, Text: "=HYPERLINK(\"http://example.org\",\"see\")\nsecond *line*"})
	p.step("listen", study.Event{Kind: study.Rated, Rating: 2})
	p.step("listen", study.Event{Kind: study.Rated, Rating: 5})
	wrong := p.step("listen", study.Event{Kind: study.Rated, Rating: 1})
	p.step("listen", study.Event{Kind: study.Undone, Of: wrong})
	p.step("old", study.Event{State: study.Done, Hours: 1.1, Date: "2026-10-01"})
	p.write(study.Event{Kind: study.Logged, Sort: "supervised session", Date: "2026-11-20", Hours: 2.2, By: "K. Roth", Text: "Calm.\x1b[31m\nA second line."})
	p.write(study.Event{Kind: study.Logged, Sort: "supervised session", Date: "2026-11-08", Hours: 0.1})
	p.write(study.Event{Kind: study.Logged, Sort: "-reading", Hours: 1})
}

func write(t *testing.T, d sitting.Desk, name, format string) string {
	t.Helper()
	r, err := record.Gather(d, name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each form of a history that has some of everything, and of one that has nothing, is as in testdata.
func TestRecord(t *testing.T) {
	full, none := lived(t), desk(t)
	for _, format := range record.Formats {
		golden(t, "record."+format, write(t, full, "<script>alert(1)</script> Ada", format))
		golden(t, "empty."+format, write(t, none, "", format))
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is now\n%s", name, got)
	}
}

// What the learner wrote is text in each form, whatever it looks like.
func TestEscaping(t *testing.T) {
	d := lived(t)
	name := "<script>alert(1)</script>"
	for _, format := range record.Formats {
		if strings.ContainsRune(write(t, d, name, format), '\x1b') {
			t.Errorf("%s drives a terminal", format)
		}
	}
	page := write(t, d, name, "html")
	for _, tag := range []string{"<script", "<b>drizzle", "src=", "href=", "url(", "<from>"} {
		if strings.Contains(page, tag) {
			t.Errorf("the page has %s", tag)
		}
	}
	shown := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""))
	for _, text := range []string{name, "<b>drizzle</b>", "=HYPERLINK(\"http://example.org\",\"see\")", "Dr. Müller | Berlin"} {
		if !strings.Contains(shown, text) {
			t.Errorf("the page does not show %s", text)
		}
	}
	if md := write(t, d, name, "md"); regexp.MustCompile(`<(script|b|from)\b|[^\\]\*line\*`).MatchString(md) {
		t.Error("Markdown takes text for markup:\n", md)
	}
}

// No cell of the table can be taken for a formula, and no line of one.
func TestFormulas(t *testing.T) {
	for _, name := range []string{"=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\u00a0=1", "|cmd", "＝1", "a\n=1", "a\r\n=1"} {
		table, err := csv.NewReader(strings.NewReader(write(t, lived(t), name, "csv"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cells := range table {
			for _, cell := range cells {
				for line := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == '\n' || r == '\r' }) {
					if s := strings.TrimSpace(line); s != "" && strings.ContainsRune("=+-@|＝＋－＠", []rune(s)[0]) {
						t.Errorf("name %q: cell %q", name, cell)
					}
				}
			}
		}
	}
}

// The JSON reads back as the same record.
func TestJSON(t *testing.T) {
	d := lived(t)
	var r record.Record
	if err := json.Unmarshal([]byte(write(t, d, "Ada", "json")), &r); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.Write(&b, "md"); err != nil {
		t.Fatal(err)
	}
	if b.String() != write(t, d, "Ada", "md") {
		t.Error("the record changed on the way through JSON")
	}
}

// Undoing an overruling restores the verdict, and undoing an undoing what was undone.
func TestCorrections(t *testing.T) {
	p := &pen{t: t, desk: desk(t)}
	p.day("2026-11-02 09:00")
	id := p.answer("routes", "q3", quiz.Wrong, study.Sure, "drizzle")
	over := p.write(study.Event{Kind: study.Overruled, Session: "routes", Question: "q3", Of: id, Verdict: quiz.Right})
	for i, want := range []int{1, 0, 1} {
		if i > 0 {
			over = p.write(study.Event{Kind: study.Undone, Session: "routes", Question: "q3", Of: over})
		}
		r, err := record.Gather(p.desk, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Courses[0].Begun[0].Score; got.Overruled != want || got.Right != want {
			t.Errorf("after %d undoings: %+v", i, got)
		}
	}
}

// A form that is not known is an error, and writes nothing.
func TestUnknownFormat(t *testing.T) {
	var b bytes.Buffer
	if err := (record.Record{}).Write(&b, "pdf"); err == nil || b.Len() > 0 {
		t.Errorf("%v, %q", err, b.String())
	}
}
