package course

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Severity tells a finding that takes something away from the learner from mere advice.
type Severity int

const (
	Advice Severity = iota // the course works; it could be better
	Error                  // something is missing, ambiguous, or not shown as meant
)

func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "advice"
}

// A Finding is one thing wrong in a course's files.
type Finding struct {
	Path     string   // in the course, with forward slashes
	Line     int      // from 1; 0 if the file as a whole is meant
	Col      int      // from 1, in characters
	Rule     string   // a short permanent name, such as "see-nowhere"
	Severity Severity //
	Message  string   // what is wrong
	Fix      string   // what to do
}

// String gives "path:line:col: what is wrong — what to do".
func (f Finding) String() string {
	s := fmt.Sprintf("%s:%d:%d: %s", f.Path, max(f.Line, 1), max(f.Col, 1), f.Message)
	if f.Fix != "" {
		s += " — " + f.Fix
	}
	return s
}

// Findings are in the order of files and lines.
type Findings []Finding

// Errors counts the findings that are not mere advice.
func (fs Findings) Errors() int {
	n := 0
	for _, f := range fs {
		if f.Severity == Error {
			n++
		}
	}
	return n
}

func (fs Findings) sorted() Findings {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return fs
}

// at makes an error finding at a line.
func at(path string, line int, rule, message, fix string) Finding {
	return Finding{Path: path, Line: line, Col: 1, Rule: rule, Severity: Error, Message: message, Fix: fix}
}

// advice makes a finding that is only advice.
func advice(path string, line int, rule, message, fix string) Finding {
	f := at(path, line, rule, message, fix)
	f.Severity = Advice
	return f
}
