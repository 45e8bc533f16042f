// Package record makes what a learner hands to a supervisor or a board: what they read, answered and entered, by course, as Markdown,
// HTML, CSV or JSON.
//
// [Gather] reads it all into a [Record], which is plain data; [Record.Write] sets it in one of [Formats]. The rules are few. What the
// learner did is never left out because a course changed: sessions, questions and steps that it no longer has are shown as retired,
// and a course whose files are not at hand is shown by its ids. What the learner did not do is left out. Each form says on top that
// this is no certificate. What the learner wrote is theirs: it is cleaned as a course's text is, and each form escapes it.
package record

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"lectern/course"
)

// Statement stands on top of each record.
const Statement = "This is a self-kept record: Lectern made it from what the learner read, answered and entered on their own machine, " +
	"and nobody has checked it. It is not a certificate, and it is not CE credit."

// A Record is all that a learner did. Dates are the learner's days, like 2026-11-22.
type Record struct {
	Statement string    `json:"statement"`
	Name      string    `json:"name,omitempty"` // as the learner gave it
	AsOf      time.Time `json:"asOf"`
	DayStart  int       `json:"dayStart"` // the hour at which a day begins
	Courses   []Course  `json:"courses"`
}

// A Course is what was done in one course.
type Course struct {
	ID       string  `json:"id"`
	Title    string  `json:"title"`
	Edition  string  `json:"edition,omitempty"` // the one at hand; answers may have been given to earlier ones
	AtHand   bool    `json:"atHand"`            // else its files were not read, and ids stand for titles
	Pass     float64 `json:"pass,omitempty"`    // share of right answers that passes a quiz
	Sessions int     `json:"sessions"`          // that the course has; 0 if not at hand

	Begun     []Session    `json:"begun,omitempty"`
	Reading   []Reading    `json:"reading,omitempty"`
	Quizzes   []Quiz       `json:"quizzes,omitempty"`
	Overruled []Overruling `json:"overruled,omitempty"`
	Retired   []Question   `json:"retiredQuestions,omitempty"`
	Pathways  []Pathway    `json:"pathways,omitempty"`
	Logbook   []Entry      `json:"logbook,omitempty"`
	Logged    []Logged     `json:"logbookHours,omitempty"`
}

// Empty tells whether nothing was done.
func (c Course) Empty() bool { return len(c.Begun)+len(c.Retired)+len(c.Pathways)+len(c.Logbook) == 0 }

// Minutes are all minutes read: the sum of those shown, so that it can be checked on paper.
func (c Course) Minutes() (n int) {
	for _, r := range c.Reading {
		n += r.Minutes
	}
	return n
}

// Heading says which course in which edition.
func (c Course) Heading() string {
	switch {
	case !c.AtHand:
		return "The course's files were not at hand, so ids stand for titles, and objectives are not judged."
	case c.Edition == "":
		return fmt.Sprintf("Course %s, which names no edition. %s", c.ID, c.share())
	}
	return fmt.Sprintf("Course %s, edition %s. %s", c.ID, c.Edition, c.share())
}

func (c Course) share() string {
	n := 0
	for _, s := range c.Begun {
		if !s.Retired {
			n++
		}
	}
	return fmt.Sprintf("%d of %s begun.", n, count(c.Sessions, "session"))
}

// When is when the record was made, with the offset from UTC.
func (r Record) When() string { return r.AsOf.Format("2006-01-02, 15:04 (UTC-07:00)") }

// Notes explain what is not plain from the record itself.
func (r Record) Notes() []string {
	return []string{
		fmt.Sprintf("A day begins at %d:00, in the zone the learner was in. Minutes of reading are the time a session was open, long pauses taken off where Lectern could tell, to the nearest minute.", r.DayStart),
		"Met: enough of the objective's questions were answered rightly, and not by a guess. Fading: it was met, and may need a review.",
		"Hours and credits are the learner's own figures. Those in brackets are the pathway's, where the learner gave none.",
		"The same hour may stand in the logbook and in a pathway; they are summed apart.",
	}
}

// Formats are the forms that Write knows.
var Formats = []string{"md", "html", "csv", "json"}

// Write sets the record in one of Formats.
func (r Record) Write(w io.Writer, format string) error {
	switch format {
	case "md":
		return r.markdown(w)
	case "html":
		return r.html(w)
	case "csv":
		return r.csv(w)
	case "json":
		return r.json(w)
	}
	return fmt.Errorf("a record cannot be written as %q", format)
}

// tidy makes the learner's text safe to show. It may have come from elsewhere with a history that was merged.
func tidy(s string) string { return course.CleanString(s) }

// count says “1 question” or “2 questions”.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		noun = stem + "ie"
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// retired marks what the course no longer has.
func retired(is bool) string {
	if is {
		return " (retired)"
	}
	return ""
}

// cents takes off what adding fractions leaves behind.
func cents(v float64) float64 { return math.Round(100*v) / 100 }

// number writes hours and credits: at most two decimals, and nothing for none.
func number(v float64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(cents(v), 'f', -1, 64)
}
