package store

import (
	"errors"

	"lectern/course/study"
)

// Item returns what follows from the answers to a question; it is zero when there are none.
func (tx *Tx) Item(course, question string) study.Item {
	k, _ := key(course, question)
	it, _ := get(tx, items, k, decode[study.Item])
	return it
}

// Items returns the items of those of the questions that have one.
func (tx *Tx) Items(course string, questions []string) map[string]study.Item {
	found := make(map[string]study.Item, len(questions))
	for _, q := range questions {
		k, _ := key(course, q)
		if it, ok := get(tx, items, k, decode[study.Item]); ok {
			found[q] = it
		}
	}
	return found
}

// AllItems calls fn with the items of all questions of a course that were ever answered, also of those that the course no longer has,
// in the order of their ids. An error of fn ends it and is returned. fn must not append.
func (tx *Tx) AllItems(course string, fn func(question string, it study.Item) error) error {
	p, err := prefix(course)
	if err != nil {
		return err
	}
	return tx.scan(items, p, func(c *cursor) error {
		return fn(string(c.key[len(p):]), read(c, decode[study.Item]))
	})
}

// Rebuild derives all items anew from the answers, and the index of what is due. What is right already is not written again: that many
// pages set free at once would make each transaction after it slower, until they are used.
func (tx *Tx) Rebuild() error {
	if err := tx.furnishIndex(); err != nil {
		return err
	}
	stale := tx.keys(items, dates)
	err := tx.eachQuestion(func(prefix []byte) error {
		delete(stale, string(prefix[:len(prefix)-1]))
		return tx.rederive(prefix)
	})
	for key := range stale {
		err = errors.Join(err, tx.delete(items, []byte(key)), tx.delete(dates, []byte(key)))
	}
	return err
}

// derive makes the item follow an event that was just appended.
func (tx *Tx) derive(ev study.Event) error {
	k, err := key(ev.Course, ev.Question)
	if err != nil {
		return err
	}
	if ev.Kind == study.Overruled || ev.Kind == study.Undone {
		return tx.rederive(append(k, 0))
	}
	it, _ := get(tx, items, k, decode[study.Item])
	return tx.putItem(k, it.Apply(ev))
}

// rederive makes the item of the question with this prefix follow its history.
func (tx *Tx) rederive(prefix []byte) error {
	return tx.putItem(prefix[:len(prefix)-1], study.Replay(tx.history(prefix)))
}

// putItem does not make sure, as put does, that the record can be read back: an item holds numbers, and of the event only what was
// read back already. That would be a twentieth of the cost of an answer.
func (tx *Tx) putItem(key []byte, it study.Item) error {
	raw, err := encoding.Marshal(it)
	if err != nil {
		return err
	}
	if err := tx.replace(items, key, raw); err != nil {
		return err
	}
	return tx.index(key, it)
}
