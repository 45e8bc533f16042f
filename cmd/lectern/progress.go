package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/line"
	"lectern/tui/sitting"
)

type progressed struct {
	Courses []progressedCourse `json:"courses"`
}

type progressedCourse struct {
	ID       string              `json:"id"`
	Title    string              `json:"title"`
	Sessions []progressedSession `json:"sessions"`

	Knowledge sitting.Knowledge `json:"knowledge"`
}

type progressedSession struct {
	ID         string                `json:"id"`
	Title      string                `json:"title"`
	Place      *study.Place          `json:"place"` // null if never opened
	Read       bool                  `json:"read"`
	Quiz       *study.Attempt        `json:"quiz"` // null if never begun
	Objectives []progressedObjective `json:"objectives"`
}

type progressedObjective struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	study.Tally
	Mastery string    `json:"mastery"` // not yet, met, fading
	Why     string    `json:"why,omitempty"`
	Met     time.Time `json:"met,omitzero"`
	Recall  float64   `json:"recall"` // predicted for today, of the questions known
}

func newProgress(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "progress",
		Short: "Show what you have read and answered",
		Args:  exactly(0, "progress takes no argument; name a course with --course"),
		RunE: func(*cobra.Command, []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			c, err := progressIn(d)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(a.out, progressed{[]progressedCourse{c}})
			}
			c.print(a.out)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func progressIn(d sitting.Desk) (progressedCourse, error) {
	out := progressedCourse{ID: d.Course.ID, Title: d.Course.Title}
	known, err := d.Knowledge()
	if err != nil {
		return out, err
	}
	out.Knowledge = known
	err = d.Store.View(func(tx *store.Tx) error {
		for _, s := range d.Course.Sessions {
			out.Sessions = append(out.Sessions, progressOf(tx, d.Course.ID, s, known.Mastery[s.ID]))
		}
		return nil
	})
	return out, err
}

func progressOf(tx *store.Tx, courseID string, s *course.Session, mastery map[string]study.Mastery) progressedSession {
	heads := s.Body().Heads
	tallies := study.ByObjective(heads, tx.Items(courseID, sitting.IDs(heads)))
	out := progressedSession{ID: s.ID, Title: s.Title}
	if p := tx.Place(courseID, s.ID); p.Size > 0 {
		out.Place, out.Read = &p, p.Reached >= p.Size
	}
	if at, ok := tx.Attempt(courseID, s.ID); ok {
		out.Quiz = &at
	}
	for _, o := range s.Objectives {
		m := mastery[o.ID]
		why := strings.TrimLeft(sitting.Why(m), " :,")
		out.Objectives = append(out.Objectives, progressedObjective{o.ID, o.Text, tallies[o.ID], m.Standing.String(), why, m.Met, m.Recall})
	}
	return out
}

func (c progressedCourse) print(w io.Writer) {
	fmt.Fprintln(w, c.Title)
	for i, s := range c.Sessions {
		var p study.Place
		var at study.Attempt
		if s.Place != nil {
			p = *s.Place
		}
		if s.Quiz != nil {
			at = *s.Quiz
		}
		fmt.Fprintf(w, "\n%d. %s: %s\n", i+1, s.Title, line.State(p, at))
		for _, o := range s.Objectives {
			why := ""
			if o.Why != "" {
				why = " (" + o.Why + ")"
			}
			fmt.Fprintf(w, "   %s: %s%s; %d answers, %d right, %d of them guessed\n", o.Text, o.Mastery, why, o.Answers, o.Right, o.Guessed)
		}
	}
	c.printPictures(w)
}

// printPictures says in words what the full screen draws.
func (c progressedCourse) printPictures(w io.Writer) {
	k := c.Knowledge
	fmt.Fprintln(w, "\nHow sure, and how right:", sitting.CalibrationWords(k.Calibration))
	fmt.Fprintln(w, "Reviews to come:", k.ForecastWords())
	if k.Retained != nil {
		fmt.Fprintln(w, "If you stopped reviewing:", sitting.RetainedWords(k.Retained))
	}
	fmt.Fprintf(w, "Days studied: %d. Minutes read: %d.\n", len(k.Studied), k.Seconds/60)
	if k.Retired > 0 {
		fmt.Fprintf(w, "Answers to %d questions that the course no longer has are kept.\n", k.Retired)
	}
}
