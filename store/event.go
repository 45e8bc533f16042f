package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"time"

	crand "crypto/rand"

	"github.com/oklog/ulid/v2"

	"lectern/course/study"
)

var lastKey = []byte("last")

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
	case study.Answered, study.Overruled:
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

// nextID makes an id for an event at the given time, greater than all others, and remembers it as the last. Within a millisecond, and
// after the clock was set back, it goes up from the last by a random step: two copies of a file must not go up by the same.
func (tx *Tx) nextID(at time.Time) (ulid.ULID, error) {
	id, err := ulid.New(ulid.Timestamp(at), crand.Reader)
	if err != nil {
		return id, err
	}
	if last := tx.lastID(); id.Compare(last) <= 0 {
		id = above(last)
	}
	return id, tx.put(meta, lastKey, id[:])
}

func above(id ulid.ULID) ulid.ULID {
	low, carry := bits.Add64(binary.BigEndian.Uint64(id[8:]), 1+rand.Uint64N(1<<48), 0)
	binary.BigEndian.PutUint64(id[8:], low)
	binary.BigEndian.PutUint64(id[:8], binary.BigEndian.Uint64(id[:8])+carry)
	return id
}

// lastID is the greatest id given or merged so far.
func (tx *Tx) lastID() ulid.ULID {
	id, _ := get(tx, meta, lastKey, func(raw []byte) (id ulid.ULID, err error) { return id, id.UnmarshalBinary(raw) })
	return id
}

// History returns the events about a question in the order of time.
func (tx *Tx) History(course, question string) []study.Event {
	p, err := prefix(course, question)
	if err != nil {
		return nil
	}
	return tx.history(p)
}

func (tx *Tx) history(prefix []byte) []study.Event {
	var events []study.Event
	tx.scan(answers, prefix, func(c *cursor) error {
		events = append(events, c.event())
		return nil
	})
	return events
}

func (c *cursor) event() study.Event {
	return read(c, func(raw []byte) (study.Event, error) { return decodeEvent(c.key, raw) })
}

// Events calls fn with all events in the order of time, until fn returns an error, which is then returned. fn must not append.
//
// Answers lie in the file by question, so this steps through all questions' histories at once: memory grows with the number of
// questions, not with that of answers.
func (tx *Tx) Events(fn func(study.Event) error) error {
	if tx.handle == nil {
		return nil
	}
	h := tx.histories()
	for len(h) > 0 {
		c := h[0]
		if err := fn(c.event()); err != nil {
			return err
		}
		if c.next() {
			h.settle(0)
		} else {
			h = h.drop()
		}
	}
	return nil
}

// histories gives a cursor on the first event of each question, and one on that of the log.
func (tx *Tx) histories() heap {
	var h heap
	add := func(b bucket, prefix []byte) {
		if c := tx.cursor(b, prefix); c.first() {
			h = append(h, c)
		}
	}
	add(log, nil)
	tx.eachQuestion(func(prefix []byte) error {
		add(answers, prefix)
		return nil
	})
	for i := len(h)/2 - 1; i >= 0; i-- {
		h.settle(i)
	}
	return h
}

// eachQuestion calls fn with the prefix of each question that has a history, which fn may keep.
func (tx *Tx) eachQuestion(fn func(prefix []byte) error) error {
	if tx.handle == nil {
		return nil
	}
	c := tx.cursor(answers, nil)
	for ok := c.first(); ok; {
		rest, _ := cutULID(c.key)
		prefix := bytes.Clone(rest)
		if err := fn(prefix); err != nil {
			return err
		}
		ok = c.seek(append(prefix[:len(prefix)-1:len(prefix)-1], 1)) // the last byte is a NUL
	}
	return nil
}

// A heap of cursors, the one with the earliest event first.
type heap []*cursor

func (h heap) earlier(i, j int) bool { return bytes.Compare(h[i].id(), h[j].id()) < 0 }

func (c *cursor) id() []byte { return c.key[len(c.key)-ulidSize:] }

// settle moves the cursor at i down to where it belongs.
func (h heap) settle(i int) {
	for {
		first := i
		for _, child := range []int{2*i + 1, 2*i + 2} {
			if child < len(h) && h.earlier(child, first) {
				first = child
			}
		}
		if first == i {
			return
		}
		h[i], h[first] = h[first], h[i]
		i = first
	}
}

// drop takes the first cursor away.
func (h heap) drop() heap {
	last := len(h) - 1
	h[0] = h[last]
	h = h[:last]
	h.settle(0)
	return h
}
