package study

import (
	"iter"
	"math"
	"slices"
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

// Seconds is how long a review takes until the learner's own pace is known.
const Seconds = 40

// Plan proposes what to do today: the review, and what to go on with. Pace is in seconds a question, or 0 if it is not known.
func (r Review) Plan(sessions []Progress, pace float64) Plan {
	if !(pace > 0) {
		pace = Seconds
	}
	p := Plan{Reviews: len(r.Asks), Due: r.Due, Days: r.Days, Next: next(sessions)}
	p.Minutes = int(math.Ceil(float64(p.Reviews) * pace / 60))
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

// Pace is the median of the seconds that answers took, or 0 if fewer than ten are known. An answer that took more than ten minutes
// was left lying and does not count.
func Pace(seconds []int) float64 {
	known := slices.DeleteFunc(slices.Clone(seconds), func(s int) bool { return s <= 0 || s > 600 })
	if len(known) < 10 {
		return 0
	}
	slices.Sort(known)
	n := len(known)
	return float64(known[n/2]+known[(n-1)/2]) / 2
}

// Progress is how far the learner is in a session.
type Progress struct {
	Session string
	Minutes int   // to read it, as the author reckons; 0 if not said
	Place   Place // where the learner was last
	Read    bool  // to the end, or marked as read
	Quizzed bool  // its quiz was taken to the end; true as well if it has none
	Locked  bool  // it requires others, which are neither read nor waived
}

// A Move is why a step comes next.
type Move uint8

const (
	AllDone  Move = iota // nothing is left to read
	GoOn                 // reading was begun
	TakeQuiz             // it was read, but the quiz not taken
	Begin                // it is the next in the course
)

// A Step is what to do next in a course.
type Step struct {
	Move    Move   `json:"move"`
	Session string `json:"session,omitempty"`
	From    Place  `json:"from,omitzero"`     // where to go on reading
	Minutes int    `json:"minutes,omitempty"` // of reading left; 0 if the author does not say
}

// next goes on with what was begun last, then takes the quiz of what was read, then begins the next session in order.
func next(sessions []Progress) Step {
	var begun, unquizzed, fresh *Progress
	for i := range sessions {
		s := &sessions[i]
		switch {
		case s.Read && !s.Quizzed:
			unquizzed = earlier(unquizzed, s)
		case s.Read || s.Locked:
		case s.Place.Reached == 0:
			fresh = earlier(fresh, s)
		case begun == nil || s.Place.At.After(begun.Place.At):
			begun = s
		}
	}
	switch {
	case begun != nil:
		return Step{GoOn, begun.Session, begun.Place, begun.left()}
	case unquizzed != nil:
		return Step{Move: TakeQuiz, Session: unquizzed.Session}
	case fresh != nil:
		return Step{Move: Begin, Session: fresh.Session, Minutes: fresh.Minutes}
	}
	return Step{}
}

func earlier(a, b *Progress) *Progress {
	if a != nil {
		return a
	}
	return b
}

// left is how many minutes of reading are left, at least one.
func (p Progress) left() int {
	if p.Minutes <= 0 || p.Place.Size <= 0 {
		return max(0, p.Minutes)
	}
	done := clamp(float64(p.Place.Byte)/float64(p.Place.Size), 0, 1)
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
