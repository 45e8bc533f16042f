package course

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v4"
)

// splitFront cuts the head off a session's file: YAML between a first line "---" and the next line "---" or "...". Rest begins
// after it; line is the number of lines the head takes.
func splitFront(src []byte) (front, rest []byte, line int, ok bool) {
	first, body, _ := bytes.Cut(src, []byte("\n"))
	if string(bytes.TrimRight(first, " \t")) != "---" {
		return nil, src, 0, false
	}
	pos, line := 0, 1
	for l := range bytes.Lines(body) {
		line++
		if t := string(bytes.TrimRight(l, " \t\n")); t == "---" || t == "..." {
			return body[:pos], body[pos+len(l):], line, true
		}
		pos += len(l)
	}
	return body, nil, line, false
}

// front reads a session's head from the beginning of its file.
func (s *Session) front(src []byte) (fs Findings) {
	head, _, _, ok := splitFront(src)
	if !ok {
		fix := "begin the file with ---, title: …, ---"
		if head != nil {
			fix = "close the head with a line ---"
		}
		s.Title = s.ID
		return append(fs, at(s.Path, 1, "front", "the session has no head", fix))
	}
	f := parseYAML(s.Path, head, 1, &fs)
	if f == nil {
		s.Title = s.ID
		return fs
	}
	s.Title = f.must("title", "say what the session is called")
	if s.Title == "" {
		s.Title = s.ID
	}
	s.Summary = f.str("summary")
	s.Minutes = int(f.number("minutes", 0, 10000, 0))
	s.Requires = f.list("requires")
	f.each("objectives", func(k, v *yaml.Node) {
		o := Objective{ID: CleanString(k.Value), Text: foldSpace(CleanString(v.Value))}
		if !validID(o.ID) {
			f.report(k, "id", fmt.Sprintf("objective id %q may hold lower-case letters, digits and hyphens only", o.ID), "")
		}
		if v.Kind != yaml.ScalarNode || o.Text == "" {
			f.report(v, "objective", fmt.Sprintf("objective %q has no text", o.ID), "say what the learner can do")
		}
		s.Objectives = append(s.Objectives, o)
	})
	f.unknown()
	return fs
}
