package store

import (
	"encoding/binary"
	"fmt"
	"slices"

	"lectern/course/study"
)

// The bucket dates is an index of the items: the day on which each comes back, so that what is due is found without reading them all.
// It is changed together with the items and nowhere else. Items that are suspended or have no schedule are not in it.
//
// It is ordered by question, not by day: an answer then changes it in one place, where the question was, instead of in two. To read it
// all takes 5 ms for 50,000 questions.
//
// A file from before there was this index gets it when it is opened. If it cannot be written then, the items are read instead.

const daySize = 4

func encodeDay(d study.Day) []byte { return binary.BigEndian.AppendUint32(nil, uint32(max(0, d))) }

func decodeDay(raw []byte) (study.Day, error) {
	if len(raw) != daySize {
		return 0, fmt.Errorf("%x is no day", raw)
	}
	return study.Day(binary.BigEndian.Uint32(raw)), nil
}

// index makes the index follow an item.
func (tx *Tx) index(key []byte, it study.Item) error {
	switch {
	case !tx.has(dates):
		return nil
	case !it.Scheduled():
		return tx.delete(dates, key)
	}
	return tx.replace(dates, key, encodeDay(it.Due))
}

// Due calls fn with the questions of a course that are due on a day, or were before, in the order of their days. Those are among
// them that are due in so many days that only a clock that was ahead can have said so, see [study.TooFar]. An error of fn
// ends it and is returned. fn must not append.
func (tx *Tx) Due(course string, day study.Day, fn func(question string) error) error {
	type date struct {
		day      study.Day
		question string
	}
	var due []date
	beyond := study.TooFar(day)
	err := tx.eachDate(course, func(d study.Day, question []byte) {
		if d <= day || d >= beyond {
			due = append(due, date{d, string(question)})
		}
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(due, func(a, b date) int { return int(a.day - b.day) })
	for _, d := range due {
		if err := fn(d.question); err != nil {
			return err
		}
	}
	return nil
}

// DueCounts counts, for each day from one to another, the questions of a course that come back then. What Due finds on the first day
// counts for that.
func (tx *Tx) DueCounts(course string, from, to study.Day) []int {
	if to < from {
		return nil
	}
	counts := make([]int, to-from+1)
	beyond := study.TooFar(from)
	_ = tx.eachDate(course, func(day study.Day, _ []byte) {
		if day < from || day >= beyond {
			day = from
		}
		if day <= to {
			counts[day-from]++
		}
	})
	return counts
}

// eachDate calls fn with the day on which each question of a course comes back, in the order of their ids.
func (tx *Tx) eachDate(course string, fn func(day study.Day, question []byte)) error {
	p, err := prefix(course)
	switch {
	case err != nil:
		return err
	case tx.handle == nil:
		return nil
	case !tx.has(dates):
		return tx.eachItemDate(course, fn)
	}
	return tx.scan(dates, p, func(c *cursor) error {
		fn(read(c, decodeDay), c.key[len(p):])
		return nil
	})
}

// eachItemDate is eachDate for a file without the index.
func (tx *Tx) eachItemDate(course string, fn func(study.Day, []byte)) error {
	return tx.AllItems(course, func(question string, it study.Item) error {
		if it.Scheduled() {
			fn(it.Due, []byte(question))
		}
		return nil
	})
}
