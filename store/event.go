package store

import (
	"errors"
	"fmt"
	"time"

	"github.com/oklog/ulid/v2"

	"lectern/course/study"
)

// Append keeps an event and gives it its id, which is greater than that of any event in the file. At is kept in UTC to the millisecond.
// The item of the question that the event is about is made to follow.
//
// What is overruled or undone must be there. A caller that repeats an Update after an error appends the event anew.
func (tx *Tx) Append(ev *study.Event) error {
	if err := tidy(ev); err != nil {
		return err
	}
	if err := tx.checkOf(*ev); err != nil {
		return err
	}
	id, err := tx.nextID(ev.At)
	if err != nil {
		return err
	}
	ev.ID = id.String()
	b, k, err := home(*ev, id)
	if err != nil {
		return err
	}
	if err := put(tx, b, k, *ev); err != nil {
		return err
	}
	if b != answers {
		return nil
	}
	return tx.derive(*ev)
}

// tidy refuses what makes no sense in the file, and brings the time into the form in which it is kept.
func tidy(ev *study.Event) error {
	switch year := ev.At.Year(); {
	case ev.Kind == 0:
		return errors.New("an event has no kind")
	case year < 1970 || year > 9999:
		return fmt.Errorf("an event cannot be at %v", ev.At)
	case (ev.Kind == study.Overruled || ev.Kind == study.Undone) && ev.Of == "":
		return errors.New("an event does not say what it is about")
	}
	ev.At = ev.At.UTC().Truncate(time.Millisecond)
	return nil
}

// home tells in which bucket an event lives, and under which key.
func home(ev study.Event, id ulid.ULID) (bucket, []byte, error) {
	if !aboutQuestion(ev) {
		return log, id[:], nil
	}
	k, err := prefix(ev.Course, ev.Question)
	return answers, append(k, id[:]...), err
}

func aboutQuestion(ev study.Event) bool {
	switch ev.Kind {
	case study.Answered, study.Overruled, study.Suspended, study.Resumed:
		return true
	case study.Undone:
		return ev.Question != ""
	}
	return false
}

// checkOf makes sure that what an event overrules or undoes lives where the event will.
func (tx *Tx) checkOf(ev study.Event) error {
	if ev.Of == "" {
		return nil
	}
	id, err := ulid.ParseStrict(ev.Of)
	if err != nil {
		return fmt.Errorf("%q is no event's id: %w", ev.Of, err)
	}
	b, k, err := home(ev, id)
	if err != nil {
		return err
	}
	of, ok := get(tx, b, k, decode[study.Event])
	if !ok {
		return fmt.Errorf("there is no event %s to overrule or undo", ev.Of)
	}
	if ev.Kind == study.Overruled && of.Kind != study.Answered {
		return fmt.Errorf("event %s is no answer that could be overruled", ev.Of)
	}
	return nil
}
