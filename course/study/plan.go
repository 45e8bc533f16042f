package study

import (
	"iter"
	"math"
	"time"
)

// A Plan is what Lectern proposes for today. It is plain data, to be put into words elsewhere.
type Plan struct {
	Reviews      int `json:"reviews"`      // questions to review today
	Minutes      int `json:"minutes"`      // that they will take
	SureAndWrong int `json:"sureAndWrong"` // of them, errors the learner was sure of
	Changed      int `json:"changed"`      // of them, facts that changed
	Due          int `json:"due"`          // all that is due; if more than Reviews then it is spread
	Days         int `json:"days"`         // over which it is spread, today among them

	Next Step `json:"next"`
}

// Seconds is how long a question takes, as a rule.
const Seconds = 40

// Plan proposes what to do today: the review, and what to go on with.
func (r Review) Plan(sessions []Progress) Plan {
	p := Plan{Reviews: len(r.Asks), Due: r.Due, Days: r.Days, Next: Next(sessions)}
	p.Minutes = int(math.Ceil(float64(p.Reviews) * Seconds / 60))
	for _, a := range r.Asks {
		switch a.Why {
		case SureAndWrong:
			p.SureAndWrong++
		case Changed:
			p.Changed++
		}
	}
	return p
}

// Progress is how far the learner is in a session.
type Progress struct {
	Session string
	Minutes int   // to read it, as the author reckons; 0 if not said
	Place   Place // where the learner was last
	Read    bool  // to the end, or marked as read
	Quizzed bool  // its quiz was taken to the end; true as well if it has none

	Begun     time.Time // when a quiz was answered last that is not ended; zero if none is under way
	Questions int       // left in that quiz, or that a new one will ask
}

// A Move is why a step comes next.
type Move uint8

const (
	AllDone  Move = iota // nothing is left to read
	GoOn                 // reading was begun
	TakeQuiz             // it was read or the quiz begun, but the quiz not ended
	Begin                // it is the next in the course
)

// A Step is what to do next in a course.
type Step struct {
	Move    Move   `json:"move"`
	Session string `json:"session,omitempty"`
	From    Place  `json:"from,omitzero"`     // where to go on reading
	Minutes int    `json:"minutes,omitempty"` // of reading or quiz left; 0 if the author does not say
}

// Next goes on where the learner was last: with the quiz under way, the reading, or the quiz of what was read. Then come other readings
// begun, quizzes not taken, and the sessions not opened yet, from the last one on.
func Next(sessions []Progress) Step {
	last := latest(sessions, func(s *Progress) time.Time { return s.Place.At })
	if quiz := latest(sessions, func(s *Progress) time.Time { return s.Begun }); quiz >= 0 {
		if last < 0 || sessions[quiz].Begun.After(sessions[last].Place.At) {
			return sessions[quiz].quiz()
		}
	}
	if last >= 0 && sessions[last].open() {
		return sessions[last].step()
	}
	begun := latest(sessions, func(s *Progress) time.Time {
		if s.Read || !s.open() {
			return time.Time{}
		}
		return s.Place.At
	})
	if begun >= 0 {
		return sessions[begun].step()
	}
	for _, read := range []bool{true, false} {
		for i := range sessions {
			if s := &sessions[(max(0, last)+i)%len(sessions)]; s.Read == read && s.open() {
				return s.step()
			}
		}
	}
	return Step{}
}

// latest is the session with the latest of some times, or -1.
func latest(sessions []Progress, of func(*Progress) time.Time) int {
	found, newest := -1, time.Time{}
	for i := range sessions {
		if at := of(&sessions[i]); at.After(newest) {
			found, newest = i, at
		}
	}
	return found
}

// open tells whether something is left to do in a session.
func (p *Progress) open() bool { return !(p.Read && p.Quizzed) }

// step is what comes next in a session in which something is left to do.
func (p *Progress) step() Step {
	switch {
	case p.Read:
		return p.quiz()
	case p.Place.Reached > 0:
		return Step{GoOn, p.Session, p.Place, p.left()}
	}
	return Step{Move: Begin, Session: p.Session, Minutes: p.Minutes}
}

func (p *Progress) quiz() Step {
	return Step{Move: TakeQuiz, Session: p.Session, Minutes: int(math.Ceil(float64(p.Questions) * Seconds / 60))}
}

// left is how many minutes of reading are left, at least one.
func (p Progress) left() int {
	if p.Minutes <= 0 || p.Place.Size <= 0 {
		return max(0, p.Minutes)
	}
	done := clamp(float64(p.Place.Reached)/float64(p.Place.Size), 0, 1)
	return max(1, int(math.Ceil(float64(p.Minutes)*(1-done))))
}

// ForecastDays is how far a forecast looks.
const ForecastDays = 30

// Forecast counts, for today and the days after it, the questions that come back then. What is due counts for today.
func Forecast(items iter.Seq[Item], today Day, days int) []int {
	counts := make([]int, max(1, days))
	for it := range items {
		if !it.Scheduled() {
			continue
		}
		in := max(0, int(it.Due-today))
		if it.Due >= TooFar(today) {
			in = 0
		}
		if in < len(counts) {
			counts[in]++
		}
	}
	return counts
}

// A Calibration sets how sure the learner was against how often that was right.
type Calibration struct {
	Answers Counts `json:"answers"` // by confidence
	Right   Counts `json:"right"`   // of those
}

// enoughToCalibrate is the number of answers under which a share says more about chance than about the learner.
const enoughToCalibrate = 20

// Calibrate adds up what the items of a course say.
func Calibrate(items iter.Seq[Item]) (c Calibration) {
	for it := range items {
		for said := range it.Said {
			c.Answers[said] += it.Said[said]
			c.Right[said] += it.SaidRight[said]
		}
	}
	return c
}

// Enough tells whether there are enough answers with a confidence to show a calibration.
func (c Calibration) Enough() bool {
	return c.Answers[Guess]+c.Answers[Fairly]+c.Answers[Sure] >= enoughToCalibrate
}

// A Date says when a question comes back and why then: "in 6 days, because you were sure and right twice".
type Date struct {
	Due     Day     `json:"due"`
	Days    int     `json:"days"`              // from today; 0 when it is due
	Because Because `json:"because"`           // what the answer was like that the date follows from
	Times   int     `json:"times,omitempty"`   // in a row sure and right
	Longest bool    `json:"longest,omitempty"` // it could be later, but is put off no longer than that
}

// Date is the item's next date as seen from a day, and whether it has one.
func (it Item) Date(today Day) (Date, bool) {
	if !it.Scheduled() {
		return Date{}, false
	}
	d := Date{Due: it.Due, Days: max(0, int(it.Due-today)), Because: it.Because, Times: it.Streak}
	d.Longest = it.Due-it.Day == Longest
	return d, true
}
