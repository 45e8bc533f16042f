package store

import (
	"bytes"
	"encoding/binary"

	"lectern/course/study"
)

// The bucket due is an index of the items by the day on which they come back, so that what is due is found without reading them all.
// It is changed together with the items and nowhere else. Items that are suspended or have no schedule are not in it.
//
// A file from before there was an index gets it when it is opened. If it cannot be written then, the items are read instead.

const daySize = 4

// dueKey places the item with this key, of course and question, under a day.
func dueKey(item []byte, day study.Day) []byte {
	n := bytes.IndexByte(item, 0) + 1
	k := make([]byte, 0, len(item)+daySize)
	k = binary.BigEndian.AppendUint32(append(k, item[:n]...), uint32(max(0, day)))
	return append(k, item[n:]...)
}

// splitDue takes a key of the index apart and tells whether it is one.
func splitDue(key []byte) (course []byte, day study.Day, question []byte, ok bool) {
	course, rest, _ := bytes.Cut(key, []byte{0})
	if len(rest) <= daySize {
		return nil, 0, nil, false
	}
	question = rest[daySize:]
	return course, study.Day(binary.BigEndian.Uint32(rest)), question, len(course) > 0 && bytes.IndexByte(question, 0) < 0
}

// index makes the index follow a change of an item.
func (tx *Tx) index(item []byte, before, after study.Item) error {
	was, is := before.Scheduled(), after.Scheduled()
	if was == is && before.Due == after.Due || !tx.has(due) {
		return nil
	}
	if was {
		if err := tx.delete(due, dueKey(item, before.Due)); err != nil {
			return err
		}
	}
	if is {
		return tx.put(due, dueKey(item, after.Due), nil)
	}
	return nil
}

// Due calls fn with the questions of a course that are due on a day, or were before, in the order of their days. Those are among
// them that are due in so many days that only a clock that was ahead can have said so, see [study.TooFar]. An error of fn
// ends it and is returned. fn must not append.
func (tx *Tx) Due(course string, day study.Day, fn func(question string) error) error {
	return tx.eachDue(course, day, study.TooFar(day), func(_ study.Day, question []byte) error { return fn(string(question)) })
}

// DueCounts counts, for each day from one to another, the questions of a course that come back then. What Due finds on the first day
// counts for that.
func (tx *Tx) DueCounts(course string, from, to study.Day) []int {
	if to < from {
		return nil
	}
	counts := make([]int, to-from+1)
	beyond := study.TooFar(from)
	tx.eachDue(course, min(to, beyond-1), beyond, func(day study.Day, _ []byte) error {
		if day < from || day >= beyond {
			day = from
		}
		counts[day-from]++
		return nil
	})
	return counts
}

// eachDue calls fn with what is due on last or before, and on beyond or after.
func (tx *Tx) eachDue(course string, last, beyond study.Day, fn func(study.Day, []byte) error) error {
	p, err := prefix(course)
	switch {
	case err != nil:
		return err
	case tx.handle == nil:
		return nil
	case !tx.has(due):
		return tx.eachDueItem(course, last, beyond, fn)
	}
	c := tx.cursor(due, p)
	for ok := c.first(); ok; {
		_, day, question, _ := splitDue(c.key)
		if day > last && day < beyond {
			ok = c.seek(binary.BigEndian.AppendUint32(p[:len(p):len(p)], uint32(max(0, beyond))))
			continue
		}
		if err := fn(day, question); err != nil {
			return err
		}
		ok = c.next()
	}
	return nil
}

// eachDueItem is eachDue for a file without the index.
func (tx *Tx) eachDueItem(course string, last, beyond study.Day, fn func(study.Day, []byte) error) error {
	return tx.AllItems(course, func(question string, it study.Item) error {
		if !it.Scheduled() || it.Due > last && it.Due < beyond {
			return nil
		}
		return fn(it.Due, []byte(question))
	})
}
