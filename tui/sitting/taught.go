package sitting

import (
	"strings"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
)

// taught keeps with an event what its question teaches, if it is the first answer or the fact has changed, and returns in the latter
// case what it taught before. So old and new can be shown side by side although the course has only the new.
func (q *Sitting) taught(tx *store.Tx, ev *study.Event, question *course.Question) (before string) {
	it := tx.Item(question.Course, question.ID)
	if it.Answers > 0 && it.Rev == question.Rev {
		return ""
	}
	ev.Text = Teaches(question)
	if it.Answers == 0 || it.Rev > question.Rev {
		return ""
	}
	for _, old := range tx.History(question.Course, question.ID) {
		if old.Kind == study.Answered && old.Text != "" && old.Rev < question.Rev {
			before = old.Text
		}
	}
	return before
}

// Teaches is what a question teaches, in a few words: the right answer and the explanation.
func Teaches(q *course.Question) string {
	var parts []string
	for i, o := range q.Options {
		switch {
		case q.Type == course.Order:
			parts = append(parts, string(rune('1'+i))+" "+o.Text.Plain())
		case o.Right:
			parts = append(parts, o.Text.Plain())
		}
	}
	for i, left := range q.Lefts {
		parts = append(parts, left.Plain()+": "+q.Rights[i].Plain())
	}
	for _, g := range q.Gaps {
		parts = append(parts, GapText(g))
	}
	s := strings.Join(parts, "; ")
	if q.Type == course.Recall {
		s = q.Model.Plain()
	}
	text := strings.Join(strings.Fields(s+". "+q.Explanation.Plain()), " ")
	return strings.ToValidUTF8(text[:min(len(text), 2000)], "")
}
