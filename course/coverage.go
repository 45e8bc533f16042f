package course

import (
	"fmt"
	"slices"
)

// coverage looks whether each objective has its section and enough questions, of more than one type.
func (k *checker) coverage(s *Session, b *Body) {
	for _, o := range s.Objectives {
		if b.Reading.HeadingBlock(o.ID) < 0 {
			k.add(advice(s.Path, 1, "objective-heading", "no heading has the id of the objective “"+o.ID+"”", "give it to the section that teaches it"))
		}
		n, types := 0, map[Type]bool{}
		for _, q := range b.Quiz() {
			if slices.Contains(q.For, o.ID) {
				n++
				types[q.Type] = true
			}
		}
		want := k.course.Questions
		switch {
		case n == 0: // reported as untested, or the session has no quiz
		case n < want:
			k.add(advice(s.Path, 1, "few-questions", fmt.Sprintf("the objective “%s” has %s, fewer than %d", o.ID, count(n, "question"), want), "write more, or set “questions” in course.yaml"))
		case len(types) < 2 && n > 1:
			k.add(advice(s.Path, 1, "one-type", "all questions on the objective “"+o.ID+"” are of one type", "write one of another"))
		}
	}
}

// count is "1 question" or "2 questions".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
