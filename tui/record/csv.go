package record

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// The table's columns. Its rows differ in kind, which the first column says; a column that means nothing for a kind is empty. Sums are
// left out, so that a spreadsheet that adds a column up counts nothing twice.
var columns = []string{"row", "course", "edition", "date", "session", "pathway", "id", "what", "kind", "state", "minutes", "answers", "right",
	"guessed", "overruled", "hours", "credits", "rating", "scale", "by", "text", "retired"}

// A row is a line of the table by its columns' names.
type row map[string]string

// table writes rows until one fails.
type table struct {
	csv  *csv.Writer
	base row // what holds for each row
}

func (r Record) csv(w io.Writer) error {
	// Without a byte-order mark a spreadsheet takes the file for one in the system's old encoding, and garbles each “ü”.
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	t := table{csv: csv.NewWriter(w)}
	t.csv.Write(columns)
	t.add("record", row{"date": r.AsOf.Format("2006-01-02"), "what": r.Name, "text": r.Statement})
	for _, c := range r.Courses {
		t.base = row{"course": c.ID, "edition": c.Edition}
		t.course(c)
	}
	t.csv.Flush()
	return t.csv.Error()
}

// add writes a row. The writer remembers its first error.
func (t table) add(kind string, cells row) {
	line := make([]string, len(columns))
	for i, name := range columns {
		line[i] = harmless(t.base[name] + cells[name])
	}
	line[0] = kind
	t.csv.Write(line)
}

// harmless makes sure that a spreadsheet takes a cell for text. What begins like a formula it would carry out, and a formula can send
// the sheet's contents away; an apostrophe in front is the usual cure (OWASP, CSV injection). Each line is looked at, since some
// programs take a line for a cell.
func harmless(cell string) string {
	lines := strings.Split(cell, "\n")
	for i, line := range lines {
		first := strings.TrimLeft(line, " \t\r\u00a0")
		if first != "" && strings.ContainsAny(first[:1], "=+-@|") || strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "\r") || wideSign(first) {
			lines[i] = "'" + line
		}
	}
	return strings.Join(lines, "\n")
}

// wideSign tells whether a line begins with the full-width form of a sign that begins a formula, which some spreadsheets take for it.
func wideSign(line string) bool {
	for _, sign := range []string{"＝", "＋", "－", "＠"} {
		if strings.HasPrefix(line, sign) {
			return true
		}
	}
	return false
}

func (t table) course(c Course) {
	t.add("course", row{"what": c.Title})
	for _, r := range c.Reading {
		t.add("reading", row{"date": r.Date, "session": r.Session, "what": r.Title, "minutes": strconv.Itoa(r.Minutes), "retired": yes(r.Retired)})
	}
	for _, s := range c.Begun {
		t.session(s)
	}
	for _, q := range c.Quizzes {
		state := "not finished"
		if q.Finished {
			state = "finished"
		}
		t.add("quiz", scores(q.Score, row{"date": q.Date, "session": q.Session, "what": q.Title, "state": state, "retired": yes(q.Retired)}))
	}
	for _, o := range c.Overruled {
		t.add("overruled verdict", row{"date": o.Date, "session": o.Session, "id": o.Question, "what": o.Text, "state": o.Was + ", counted as " + o.Now,
			"text": o.Given, "retired": yes(o.Retired)})
	}
	for _, q := range c.Retired {
		t.add("question", scores(q.Score, row{"date": q.Last, "session": q.Session, "id": q.ID, "what": q.ID, "retired": yes(true)}))
	}
	for _, p := range c.Pathways {
		for _, s := range p.Steps {
			t.step(p, s)
		}
	}
	for _, e := range c.Logbook {
		t.add("logbook", row{"date": e.Date, "kind": e.Sort, "hours": number(e.Hours), "by": e.By, "text": e.Text})
	}
}

func (t table) session(s Session) {
	state := "begun"
	if s.Read != "" {
		state = "read to the end"
	}
	t.add("session", scores(s.Score, row{"date": s.Read, "session": s.ID, "what": s.Title, "state": state, "retired": yes(s.Retired)}))
	for _, o := range s.Objectives {
		t.add("objective", row{"date": o.Met, "session": s.ID, "id": o.ID, "what": o.Text, "state": o.Standing, "text": o.Why})
	}
}

func (t table) step(p Pathway, s Step) {
	about := func(more row) row {
		more["pathway"], more["id"], more["what"], more["kind"], more["retired"] = p.ID, s.ID, s.Title, s.Kind, yes(s.Retired || p.Retired)
		return more
	}
	if s.State != "" {
		t.add("step", about(row{"date": either(s.Date, s.Entered), "state": s.State, "hours": number(s.Hours.Value), "credits": number(s.Credits.Value),
			"by": s.By, "text": s.Reason}))
	}
	for _, r := range s.Ratings {
		t.add("rating", about(row{"date": r.Date, "rating": strconv.Itoa(r.Value), "scale": strconv.Itoa(s.Scale)}))
	}
	for _, n := range s.Notes {
		t.add("note", about(row{"date": n.Date, "text": n.Text}))
	}
}

func scores(s Score, r row) row {
	r["answers"], r["right"], r["guessed"], r["overruled"] = strconv.Itoa(s.Answers), strconv.Itoa(s.Right), strconv.Itoa(s.Guessed), strconv.Itoa(s.Overruled)
	return r
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
