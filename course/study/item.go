package study

import (
	"time"

	"lectern/course/quiz"
)

// Apply folds one more event of a question into its history in short, by the standard rules.
func (it Item) Apply(ev Event) Item { return Standard().Apply(it, ev) }

// Replay gives the history in short that follows from all the events of one question, in the order of their ids, by the standard
// rules.
func Replay(events []Event) Item { return Standard().Replay(events) }

// Apply folds one more event of a question into its history in short. Of answers, those of a pretest change nothing: they are given
// before the reading and never scored. What overrules or undoes an earlier event needs the whole history, see Replay.
func (r Rules) Apply(it Item, ev Event) Item {
	switch {
	case ev.Kind == Suspended:
		it.Suspended = true
	case ev.Kind == Resumed:
		it.Suspended = false
	case ev.Kind == Answered && ev.Where != InPretest:
		it.Schedule = r.move(it, ev) // which looks at the answer before
		it.count(ev)
		it.remember(ev)
	}
	return it
}

func (it *Item) count(ev Event) {
	said := min(ev.Confidence, Sure)
	it.Answers++
	it.Said[said]++
	if ev.Verdict != quiz.Right {
		return
	}
	it.Right++
	it.SaidRight[said]++
	if said == Guess {
		it.Guessed++
	}
}

func (it *Item) remember(ev Event) {
	right := ev.Verdict == quiz.Right
	it.KnownLast = right && ev.Confidence != Guess
	it.SureWrong = !right && ev.Confidence == Sure
	if it.KnownLast && it.Known.IsZero() {
		it.Known = ev.At
	}
	it.Last, it.Confidence, it.At, it.Rev, it.LastID = ev.Verdict, ev.Confidence, ev.At, ev.Rev, ev.ID
}

// Because says what the answer was like that a date follows from.
type Because uint8

const (
	WasWrong   Because = iota + 1 // or partly right
	WasGuessed                    // right
	WasFairly                     // right, fairly sure or not said
	WasHinted                     // right, with a hint
	WasSure                       // right
)

// Grade is what such an answer tells FSRS; see learning.md for why it is never Easy.
func (b Because) Grade() Grade {
	switch b {
	case WasFairly, WasHinted:
		return Hard
	case WasSure:
		return Good
	}
	return Again
}

func because(ev Event) Because {
	switch {
	case ev.Verdict != quiz.Right:
		return WasWrong
	case ev.Confidence == Guess:
		return WasGuessed
	case ev.Hint:
		return WasHinted
	case ev.Confidence == Sure:
		return WasSure
	}
	return WasFairly
}

// move makes the schedule follow an answer that the item does not hold yet.
//
// What was not known comes back the next day, whatever FSRS thinks of it: learning it again takes more than having read why. When the
// fact changed since the last answer, memory of the old one does not count.
func (r Rules) move(it Item, ev Event) Schedule {
	s, day := it.Schedule, r.DayOf(ev)
	anew := s.Memory == Memory{} || ev.Rev > it.Rev
	if !anew && !it.nextDay(day, ev.At) {
		return s
	}
	s.Because = because(ev)
	grade := s.Because.Grade()
	if anew {
		s.Memory = First(grade)
	} else {
		s.Memory = s.Memory.Next(grade, day.since(s.Day))
	}
	s.tally(!it.Known.IsZero())
	s.Day, s.Due = day, day+1
	if grade != Again {
		s.Due = day + Day(s.Memory.Interval(ev.Retention))
	}
	return s
}

func (s *Schedule) tally(known bool) {
	if known && s.Because.Grade() == Again {
		s.Lapses++
	}
	s.Streak++
	if s.Because != WasSure {
		s.Streak = 0
	}
}

// nextDay tells whether an answer is the first on its day. A day before the last one is the same day to a learner who flew west; but
// if the time is earlier too then the clock was ahead, and what it said must not hold the schedule up until it comes true.
func (it Item) nextDay(day Day, at time.Time) bool {
	return day > it.Day || day < it.Day && at.Before(it.At)
}

// Replay gives the history in short that follows from all the events of one question, in the order of their ids.
func (r Rules) Replay(events []Event) Item {
	c := Correct(events)
	var it Item
	for _, ev := range events {
		if c.Undone[ev.ID] {
			continue
		}
		if v, ok := c.Verdicts[ev.ID]; ok {
			ev.Verdict = v
		}
		it = r.Apply(it, ev)
	}
	return it
}
