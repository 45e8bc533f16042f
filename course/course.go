// Package course says what a course is and reads one from plain files.
//
// Most callers want three calls. [Open] turns a path (a folder or a zip) into a file system that holds only what may be read;
// the embedded course comes from package kap as one already. [Load] reads the course's head and the heads of its sessions, which
// is all that the first screens need. [Session.Body] then reads one session: its text cut into blocks, and its questions.
// [Check] reads everything and reports what an author should mend.
//
// Everything here is a value of the files alone: no clock, no terminal, no width, no home folder. Bad input never stops a load:
// what is wrong comes back as [Findings], and the rest of the course is there. Text is cleaned on the way in (see [Clean]), so
// that nothing a course holds can drive a terminal.
//
// The format is a public interface, described in docs/course-format.md. Marking lives in package quiz, the rules of learning in
// package study.
package course

import (
	"io/fs"
	"sync"
)

// A Course holds sessions, a glossary and references. Its fields are read when it is loaded, except the bodies of sessions, the
// glossary and the references, which are read when first asked for.
type Course struct {
	ID       string // permanent
	Title    string
	Summary  string
	Edition  string
	Language string
	Authors  []string
	License  string
	Pass     float64  // share of right answers that passes a quiz, above 0 and at most 1
	Requires []string // ids of courses to take first; shown, never enforced

	Questions int      // how many questions on each objective Check asks for
	Avoid     []string // words that Check reports; one that ends in * stands for all that begin so

	Sessions []*Session // in order

	fsys       fs.FS
	references once[References]
	glossary   once[Glossary]
	about      once[Text]
	pathways   once[[]*Pathway]
}

// A Session is reading plus an end-of-session quiz.
type Session struct {
	ID         string // permanent: the file's name without number and ending
	Title      string
	Summary    string
	Minutes    int // to read, as the author reckons; 0 if not said
	Objectives []Objective
	Requires   []string // ids of sessions to take first; may be waived
	Path       string   // in the course

	course *Course
	body   once[*Body]
}

// An Objective is something the learner can do after the session.
type Objective struct {
	ID   string // permanent, unique in the session
	Text string
}

// once is a value read when first asked for, safely from several goroutines.
type once[T any] struct {
	sync.Once
	value    T
	findings Findings
}

func (o *once[T]) get(read func() (T, Findings)) (T, Findings) {
	o.Do(func() { o.value, o.findings = read() })
	return o.value, o.findings
}

// Session returns the session of that id, or nil.
func (c *Course) Session(id string) *Session {
	for _, s := range c.Sessions {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Number is the session's place in its course, from 1.
func (s *Session) Number() int {
	for i, t := range s.course.Sessions {
		if t == s {
			return i + 1
		}
	}
	return 0
}

// Course returns the course the session belongs to.
func (s *Session) Course() *Course { return s.course }

// Objective returns the objective of that id and whether there is one.
func (s *Session) Objective(id string) (Objective, bool) {
	for _, o := range s.Objectives {
		if o.ID == id {
			return o, true
		}
	}
	return Objective{}, false
}
