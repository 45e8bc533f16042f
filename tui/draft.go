package tui

import "lectern/course"

// drafts are answers begun and not given yet, by question, so that they are there again when the learner comes back to it, where the
// options are dealt as they were. They last as long as the program.
type drafts map[draftKey]draft

type draft struct {
	ask  ask
	hint bool // it was seen
}

type draftKey struct {
	course, question string
	seed             uint64 // with which the options were dealt; 0 where there are none
}

func draftOf(q *course.Question, seed uint64) draftKey {
	if len(q.Options) == 0 && len(q.Rights) == 0 {
		seed = 0
	}
	return draftKey{q.Course, q.ID, seed}
}

// resume is the draft of a question, or a new answer to it.
func (d drafts) resume(q *course.Question, seed uint64) draft {
	if begun, ok := d[draftOf(q, seed)]; ok {
		return begun
	}
	return draft{ask: newAsk(q, seed)}
}
