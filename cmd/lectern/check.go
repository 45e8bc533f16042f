package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
)

type checked struct {
	Findings []checkedFinding `json:"findings"`
	Errors   int              `json:"errors"`
	Advice   int              `json:"advice"`
	Items    *countedItems    `json:"items,omitempty"` // not if the course cannot be opened
}

// countedItems tells whether right options can be guessed; the last three are about items with one right option.
type countedItems struct {
	Questions int    `json:"questions"`
	Checks    int    `json:"checks"`
	Single    int    `json:"single"`
	Longest   odds   `json:"longest"`
	Shortest  odds   `json:"shortest"`
	Positions []odds `json:"positions"`
}

type odds struct {
	Times    int     `json:"times"`
	Expected float64 `json:"expected"`
}

type checkedFinding struct {
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Fix      string `json:"fix,omitempty"`
}

func newCheck(a *app) *cobra.Command {
	var asJSON, strict bool
	cmd := &cobra.Command{
		Use:   "check PATH",
		Short: "Check a course's files",
		Long: `Check a course's folder or zip and report everything to mend, as “path:line:col: what is wrong — what to do”.
The last lines count what was found, and the items: how often the right option is the longest, the shortest, and in
which place, against what chance gives.

The exit code is 1 if there are errors; with --strict, if there is anything at all.`,
		Args: exactly(1, "check takes the path of a course's folder or zip"),
		RunE: func(_ *cobra.Command, args []string) error {
			fsys, closer, err := course.Open(args[0])
			if err != nil {
				return err
			}
			defer closer.Close()
			c, fs := course.Load(fsys)
			var items *course.Counts
			if c != nil {
				fs = append(fs, course.Check(c)...)
				n := course.Count(c)
				items = &n
			}
			if err := a.printFindings(fs, items, asJSON); err != nil {
				return err
			}
			if c == nil || fs.Errors() > 0 || strict && len(fs) > 0 {
				return errSaid
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.Flags().BoolVar(&strict, "strict", false, "fail on advice too")
	return cmd
}

func (a *app) printFindings(fs course.Findings, items *course.Counts, asJSON bool) error {
	if asJSON {
		return printJSON(a.out, checkedAs(fs, items))
	}
	for _, f := range fs {
		fmt.Fprintf(a.out, "%s (%s, %s)\n", f, f.Severity, f.Rule)
	}
	if items != nil {
		fmt.Fprintln(a.out, itemsLine(*items))
	}
	errors := fs.Errors()
	_, err := fmt.Fprintf(a.out, "%s, %s of advice\n", howMany(errors, "error"), howMany(len(fs)-errors, "piece"))
	return err
}

func checkedAs(fs course.Findings, items *course.Counts) checked {
	out := checked{Findings: []checkedFinding{}, Errors: fs.Errors(), Advice: len(fs) - fs.Errors()}
	for _, f := range fs {
		out.Findings = append(out.Findings, checkedFinding{f.Path, max(1, f.Line), max(1, f.Col), f.Rule, f.Severity.String(), f.Message, f.Fix})
	}
	if items != nil {
		out.Items = &countedItems{items.Questions, items.Checks, items.Single, oddsOf(items.Longest), oddsOf(items.Shortest), []odds{}}
		for _, p := range items.Positions {
			out.Items.Positions = append(out.Items.Positions, oddsOf(p))
		}
	}
	return out
}

func oddsOf(o course.Odds) odds { return odds{o.Times, math.Round(o.Expected*100) / 100} }

// itemsLine is the course's items in one line.
func itemsLine(n course.Counts) string {
	s := howMany(n.Questions, "question") + ", " + howMany(n.Checks, "inline check")
	if n.Single == 0 {
		return s
	}
	var places []string
	for _, p := range n.Positions {
		places = append(places, fmt.Sprintf("%d (%.1f)", p.Times, p.Expected))
	}
	return fmt.Sprintf("%s; of %s with one right option, by chance in brackets: longest %d (%.1f), shortest %d (%.1f), by place %s",
		s, howMany(n.Single, "item"), n.Longest.Times, n.Longest.Expected, n.Shortest.Times, n.Shortest.Expected, strings.Join(places, " "))
}

// howMany is “1 error”, “2 errors”.
func howMany(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
