package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/study"
	"lectern/tui/sitting"
)

type listed struct {
	Courses []listedCourse `json:"courses"`
}

type listedCourse struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Summary  string          `json:"summary"`
	Edition  string          `json:"edition"`
	Sessions []listedSession `json:"sessions"`
}

type listedSession struct {
	ID         string            `json:"id"`
	Number     int               `json:"number"`
	Title      string            `json:"title"`
	Summary    string            `json:"summary"`
	Minutes    int               `json:"minutes"`
	Objectives []listedObjective `json:"objectives"`
}

type listedObjective struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Questions int    `json:"questions"` // that test it, inline checks included
}

func newList(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List courses, sessions and objectives",
		Args:  exactly(0, "list takes no argument; name a course with --course"),
		RunE: func(*cobra.Command, []string) error {
			c, err := a.open()
			if err != nil {
				return err
			}
			l := listed{[]listedCourse{listCourse(c)}}
			if asJSON {
				return printJSON(a.out, l)
			}
			l.print(a.out)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func listCourse(c *course.Course) listedCourse {
	out := listedCourse{ID: c.ID, Title: c.Title, Summary: c.Summary, Edition: c.Edition}
	for _, s := range c.Sessions {
		questions := study.QuestionsFor(s.Body().Heads)
		l := listedSession{ID: s.ID, Number: s.Number(), Title: s.Title, Summary: s.Summary, Minutes: s.Minutes}
		for _, o := range s.Objectives {
			l.Objectives = append(l.Objectives, listedObjective{o.ID, o.Text, questions[o.ID]})
		}
		out.Sessions = append(out.Sessions, l)
	}
	return out
}

func (l listed) print(w io.Writer) {
	for _, c := range l.Courses {
		fmt.Fprintf(w, "%s: %s\n", c.ID, c.Title)
		for _, s := range c.Sessions {
			fmt.Fprintf(w, "\n%d. %s: %s (%d min)\n", s.Number, s.ID, s.Title, s.Minutes)
			for _, o := range s.Objectives {
				fmt.Fprintf(w, "   %s: %s (%s)\n", o.ID, o.Text, sitting.Count(o.Questions, "question", "questions"))
			}
		}
	}
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
