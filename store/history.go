package store

import (
	"bytes"
	"container/heap"

	"lectern/course/study"
)

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
// questions, not with that of answers. It takes about 3 ms for a thousand events, during which no window can write.
func (tx *Tx) Events(fn func(study.Event) error) error {
	if tx.handle == nil {
		return nil
	}
	h := tx.histories()
	heap.Init(&h)
	for len(h) > 0 {
		if err := fn(h[0].event()); err != nil {
			return err
		}
		if h[0].next() {
			heap.Fix(&h, 0)
		} else {
			heap.Pop(&h)
		}
	}
	return nil
}

// histories are cursors, each on the next event of a question or of the log, as a heap with the earliest event first.
type histories []*cursor

func (h histories) Len() int           { return len(h) }
func (h histories) Less(i, j int) bool { return bytes.Compare(h[i].id(), h[j].id()) < 0 }
func (h histories) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *histories) Push(c any)        { *h = append(*h, c.(*cursor)) }

func (h *histories) Pop() any {
	last := len(*h) - 1
	c := (*h)[last]
	*h = (*h)[:last]
	return c
}

func (c *cursor) id() []byte { return c.key[len(c.key)-ulidSize:] }

func (tx *Tx) histories() histories {
	var h histories
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
