package study

import (
	"time"

	"lectern/course"
)

// A StepState is what the learner has made of a step.
type StepState uint8

const (
	Open    StepState = iota + 1 // to be done; what undoes the others by hand
	Planned                      // for a date
	Done                         // on a date
	Waived                       // for a reason
)

func (s StepState) String() string {
	return [...]string{"open", "open", "planned", "done", "waived"}[min(s, Waived)]
}

// MarshalText writes a state as its word.
func (s StepState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A StepRecord is what follows from the events of one step.
type StepRecord struct {
	State   StepState `json:"state"`
	Date    string    `json:"date,omitempty"`   // done or planned on
	Reason  string    `json:"reason,omitempty"` // waived, or taken although blocked
	Hours   float64   `json:"hours,omitempty"`
	Credits float64   `json:"credits,omitempty"`
	By      string    `json:"by,omitempty"`
	Ratings []Rating  `json:"ratings,omitempty"`
	Notes   []Remark  `json:"notes,omitempty"`
	History []Event   `json:"-"` // all of it, what was undone left out
	Since   time.Time `json:"since,omitzero"`
}

// A Rating is a self-rating at a time.
type Rating struct {
	At    time.Time `json:"at"`
	Value int       `json:"value"`
	Event string    `json:"-"`
}

// A Remark is a note kept as evidence.
type Remark struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// A Walk is what the learner has done of a pathway: a record for each step that has any event, also of steps that the pathway no longer
// has, and the logbook.
type Walk struct {
	Steps map[string]StepRecord
	Log   []Event // entries of the logbook, oldest first, what was undone left out
}

// NewWalk follows the events of a pathway, in the order of their ids. Of two windows that changed the same step the later holds, and
// the history has both.
func NewWalk(pathway string, events []Event) Walk {
	w := Walk{Steps: map[string]StepRecord{}}
	c := Correct(events)
	for _, ev := range events {
		switch {
		case c.Undone[ev.ID], ev.Kind == Undone:
		case ev.Kind == Logged:
			w.Log = append(w.Log, ev)
		case ev.Pathway == pathway && ev.Step != "":
			w.Steps[ev.Step] = w.Steps[ev.Step].apply(ev)
		}
	}
	return w
}

func (r StepRecord) apply(ev Event) StepRecord {
	r.History = append(r.History, ev)
	switch ev.Kind {
	case Stepped:
		r.State, r.Date, r.Reason, r.Hours, r.Credits, r.By, r.Since = ev.State, ev.Date, ev.Text, ev.Hours, ev.Credits, ev.By, ev.At
	case Rated:
		r.Ratings = append(r.Ratings, Rating{ev.At, ev.Rating, ev.ID})
	case Noted:
		r.Notes = append(r.Notes, Remark{ev.At, ev.Text})
	}
	return r
}

// Finished tells whether a step is behind the learner: done, waived, or rated at least once if it is a rating.
func (w Walk) Finished(s *course.Step) bool {
	r := w.Steps[s.ID]
	return r.State == Done || r.State == Waived || s.Scale > 0 && len(r.Ratings) > 0
}

// Waits are the steps that must be finished before this one; none if it is finished itself.
func (w Walk) Waits(p *course.Pathway, s *course.Step) (ids []string) {
	if w.Finished(s) {
		return nil
	}
	for _, id := range s.Requires {
		if other := p.Step(id); other != nil && !w.Finished(other) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Next is the first step that is open and waits for nothing, or nil.
func (w Walk) Next(p *course.Pathway) *course.Step {
	for _, s := range p.Steps() {
		if s.Scale == 0 && !w.Finished(s) && len(w.Waits(p, s)) == 0 {
			return s
		}
	}
	return nil
}

// A Sum counts steps and what they came to.
type Sum struct {
	All     int     `json:"all"`
	Done    int     `json:"done"`
	Waived  int     `json:"waived"`
	Hours   float64 `json:"hours"`
	Target  float64 `json:"targetHours"`
	Credits float64 `json:"credits"`
}

// Sums count the steps of a pathway by kind. A step that is done counts for the hours the learner gave, else for the author's.
func (w Walk) Sums(p *course.Pathway) map[string]Sum {
	sums := map[string]Sum{}
	for _, s := range p.Steps() {
		sum, r := sums[s.Kind], w.Steps[s.ID]
		sum.All++
		sum.Target += s.Hours
		switch r.State {
		case Done:
			sum.Done++
			sum.Hours += either(r.Hours, s.Hours)
			sum.Credits += either(r.Credits, s.Credits)
		case Waived:
			sum.Waived++
		}
		sums[s.Kind] = sum
	}
	return sums
}

func either(given, otherwise float64) float64 {
	if given > 0 {
		return given
	}
	return otherwise
}

// LogHours sums the logbook's hours by sort of entry.
func (w Walk) LogHours() map[string]float64 {
	hours := map[string]float64{}
	for _, ev := range w.Log {
		hours[ev.Sort] += ev.Hours
	}
	return hours
}

// Retired are steps with a record that the pathway no longer has: kept, and shown as retired.
func (w Walk) Retired(p *course.Pathway) (ids []string) {
	for id := range w.Steps {
		if p.Step(id) == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// ValidDate tells whether a date like 2026-11-22 exists, in a year that makes sense.
func ValidDate(s string) bool {
	t, err := time.Parse("2006-01-02", s)
	return err == nil && t.Year() >= 1950 && t.Year() <= 2200
}

// MostHours is the most that one entry may count for; more is a slip of the pen.
const MostHours = 2000

// ValidHours tells whether hours make sense for one entry.
func ValidHours(h float64) bool { return h >= 0 && h <= MostHours }
