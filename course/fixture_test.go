package course_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"lectern/course"
)

// files makes a course's file system of a txtar archive.
func files(archive string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		m[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return m
}

// load reads a course that must be one.
func load(t *testing.T, fsys fs.FS) (*course.Course, course.Findings) {
	t.Helper()
	c, found := course.Load(fsys)
	if c == nil {
		t.Fatalf("no course: %v", found)
	}
	return c, append(found, course.Check(c)...)
}

// head is a course around one session.
const head = `-- course.yaml --
id: test
title: Test
-- sessions/01-one.md --
`

// one is a course of a single session with the objective "a" and the heading "h".
func one(body string) string {
	return head + "---\ntitle: One\nobjectives:\n  a: Do a\n---\n## H {#h}\n\nText.\n\n" + body
}
