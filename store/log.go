package store

import (
	"time"

	"github.com/oklog/ulid/v2"

	"lectern/course/study"
)

// Log calls fn with all events that are not about a question, in the order of their ids: readings, quizzes finished, pathways, the
// logbook. Answers, of which there may be very many, are not read.
func (tx *Tx) Log(fn func(study.Event) error) error {
	return tx.scan(log, nil, func(c *cursor) error { return fn(c.event()) })
}

// Times calls fn with the time of each event about a course's questions, in no order that matters. It reads keys alone, so it is
// quick also for very many.
func (tx *Tx) Times(course string, fn func(time.Time)) error {
	p, err := prefix(course)
	if err != nil {
		return err
	}
	return tx.scan(answers, p, func(c *cursor) error {
		_, id := cutULID(c.key)
		fn(ulid.Time(id.Time()))
		return nil
	})
}
