package sitting

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
)

// Walk is what the learner has done of a pathway.
func (d Desk) Walk(p *course.Pathway) (study.Walk, error) {
	var events []study.Event
	err := d.Store.View(func(tx *store.Tx) error {
		return tx.Log(func(ev study.Event) error {
			if ev.Course == d.Course.ID && (ev.Pathway == p.ID || ev.Kind == study.Logged || ev.Kind == study.Undone) {
				events = append(events, ev)
			}
			return nil
		})
	})
	return study.NewWalk(p.ID, events), err
}

// A Change is what a learner enters about a step or into the logbook. Kind says which fields hold.
type Change struct {
	Kind    study.Kind // Stepped, Rated, Noted or Logged
	State   study.StepState
	Date    string
	Hours   float64
	Credits float64
	By      string
	Text    string
	Rating  int
	Sort    string
}

// Strike takes an entry out of the logbook.
func (d Desk) Strike(p *course.Pathway, entry study.Event) error {
	ev := d.Event(study.Undone, "", func(ev *study.Event) { ev.Pathway, ev.Of = p.ID, entry.ID })
	return d.Store.Update(func(tx *store.Tx) error { return tx.Append(ev) })
}

// Enter checks a change and writes it down. What it returns reads as a sentence that says what to mend.
func (d Desk) Enter(p *course.Pathway, s *course.Step, c Change) error {
	if err := c.check(s); err != nil {
		return err
	}
	if today := d.Now().Format("2006-01-02"); c.Date > today && c.State != study.Planned {
		return fmt.Errorf("%s is still to come — plan the step for that date instead", c.Date)
	}
	ev := d.Event(c.Kind, "", func(ev *study.Event) {
		ev.Pathway, ev.State, ev.Date, ev.Hours, ev.Credits = p.ID, c.State, c.Date, c.Hours, c.Credits
		ev.By, ev.Text, ev.Rating, ev.Sort = c.By, c.Text, c.Rating, c.Sort
		if s != nil {
			ev.Step = s.ID
		}
	})
	return d.Store.Update(func(tx *store.Tx) error { return tx.Append(ev) })
}

// Amount reads a number of hours or credits as people write it: "1.5" or "1,5".
func Amount(of, text string) (float64, error) {
	n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	if err != nil || !study.ValidHours(n) {
		return 0, fmt.Errorf("“%s” is no number of %s — give 0 to %d, like 1.5", text, of, study.MostHours)
	}
	return n, nil
}

func (c Change) check(s *course.Step) error {
	switch {
	case c.Date != "" && !study.ValidDate(c.Date):
		return fmt.Errorf("“%s” is no date — write it like 2026-11-22", c.Date)
	case !study.ValidHours(c.Hours):
		return fmt.Errorf("%g hours cannot be — give 0 to %d", c.Hours, study.MostHours)
	case c.Kind == study.Stepped && s != nil && s.Scale > 0 && c.State != study.Open:
		return fmt.Errorf("this step is rated from 1 to %d, not ticked", s.Scale)
	case c.Kind == study.Rated && s != nil && s.Scale == 0:
		return fmt.Errorf("this step is ticked, not rated")
	case c.Kind == study.Noted && c.Text == "":
		return fmt.Errorf("the note is empty — say what it is")
	case c.Kind == study.Rated && (s == nil || c.Rating < 1 || c.Rating > s.Scale):
		return fmt.Errorf("%d is not on the scale of this step", c.Rating)
	case c.State == study.Waived && c.Text == "":
		return fmt.Errorf("a waiver needs a reason — say why the step may be left out")
	case c.Kind == study.Logged && c.Sort == "":
		return fmt.Errorf("an entry needs its kind — for instance consultation")
	}
	return nil
}

// TakeBack undoes the newest change of a step.
func (d Desk) TakeBack(p *course.Pathway, r study.StepRecord) error {
	if len(r.History) == 0 {
		return nil
	}
	last := r.History[len(r.History)-1]
	ev := d.Event(study.Undone, "", func(ev *study.Event) { ev.Pathway, ev.Step, ev.Of = p.ID, last.Step, last.ID })
	return d.Store.Update(func(tx *store.Tx) error { return tx.Append(ev) })
}

// LogSorts are the kinds of logbook entries offered; any other word may be given.
var LogSorts = []string{"supervised session", "consultation", "own experience", "reading", "module"}

// A LogSum is how many hours the logbook has of one kind.
type LogSum struct {
	Sort  string
	Hours float64
}

// LogSums are the logbook's hours by kind: those offered in their order, then any others.
func LogSums(w study.Walk) (sums []LogSum) {
	hours := w.LogHours()
	for _, sort := range LogSorts {
		if hours[sort] > 0 {
			sums = append(sums, LogSum{sort, hours[sort]})
		}
		delete(hours, sort)
	}
	for _, sort := range slices.Sorted(maps.Keys(hours)) {
		if hours[sort] > 0 {
			sums = append(sums, LogSum{sort, hours[sort]})
		}
	}
	return sums
}

var (
	birthDate    = regexp.MustCompile(`(?i)\b(born|dob|d\.o\.b\.|date of birth|birth ?date|birthday)\b|\b\d{1,2}[./-]\d{1,2}[./-](19|20)\d\d\b`)
	recordNumber = regexp.MustCompile(`(?i)\b(mrn|record|patient|chart|case)\s*(no|nr|number|id|#)?\.?\s*:?\s*#?\d{4,}`)
	fullName     = regexp.MustCompile(`\b(Mr|Mrs|Ms|Mx|Dr)\.? \p{Lu}\p{Ll}+`)
)

// Identifies warns if a text looks as if it could tell who a patient is. It blocks nothing.
func Identifies(text string) string {
	switch {
	case birthDate.MatchString(text):
		return "This looks like a birth date. Keep patient identifiers out of what you write here."
	case recordNumber.MatchString(text):
		return "This looks like a record number. Keep patient identifiers out of what you write here."
	case fullName.MatchString(text):
		return "This looks like a name. Keep patient identifiers out of what you write here."
	}
	return ""
}

// StepState says in words how a step stands: "done on 2026-11-22", "blocked by …".
func StepState(p *course.Pathway, w study.Walk, s *course.Step) string {
	r := w.Steps[s.ID]
	waits := w.Waits(p, s)
	switch {
	case r.State == study.Done:
		return on("done", r.Date)
	case r.State == study.Waived:
		return "waived: " + r.Reason
	case s.Scale > 0 && len(r.Ratings) > 0:
		return fmt.Sprintf("rated %d of %d", r.Ratings[len(r.Ratings)-1].Value, s.Scale)
	case r.State == study.Planned:
		return on("planned", r.Date)
	case len(waits) > 0:
		return "blocked by “" + p.Step(waits[0]).Title.Plain() + "”"
	case s.Scale > 0:
		return "not rated yet"
	}
	return "open"
}

func on(word, date string) string {
	if date == "" {
		return word
	}
	if word == "planned" {
		return "planned for " + date
	}
	return word + " on " + date
}

// Ratings is the history of self-ratings as a small line: "2 → 3 → 4".
func Ratings(r study.StepRecord) string {
	s := ""
	for i, v := range r.Ratings {
		if i > 0 {
			s += " → "
		}
		s += fmt.Sprint(v.Value)
	}
	return s
}
