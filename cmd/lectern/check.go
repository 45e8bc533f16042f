package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"lectern/course"
)

type checked struct {
	Findings []checkedFinding `json:"findings"`
	Errors   int              `json:"errors"`
	Advice   int              `json:"advice"`
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
The exit code is 1 if there are errors; with --strict, if there is anything at all.`,
		Args: exactly(1, "check takes the path of a course's folder or zip"),
		RunE: func(_ *cobra.Command, args []string) error {
			fsys, closer, err := course.Open(args[0])
			if err != nil {
				return err
			}
			defer closer.Close()
			c, fs := course.Load(fsys)
			if c != nil {
				fs = append(fs, course.Check(c)...)
			}
			if err := a.printFindings(fs, asJSON); err != nil {
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

func (a *app) printFindings(fs course.Findings, asJSON bool) error {
	errors := fs.Errors()
	if asJSON {
		out := checked{Findings: []checkedFinding{}, Errors: errors, Advice: len(fs) - errors}
		for _, f := range fs {
			out.Findings = append(out.Findings, checkedFinding{f.Path, max(1, f.Line), max(1, f.Col), f.Rule, f.Severity.String(), f.Message, f.Fix})
		}
		return printJSON(a.out, out)
	}
	for _, f := range fs {
		fmt.Fprintf(a.out, "%s (%s, %s)\n", f, f.Severity, f.Rule)
	}
	fmt.Fprintf(a.out, "%d errors, %d pieces of advice\n", errors, len(fs)-errors)
	return nil
}
