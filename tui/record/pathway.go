package record

import (
	"fmt"
	"slices"
	"strings"

	"lectern/course"
	"lectern/course/study"
)

// A Pathway is what was done of one: the steps that have any entry.
type Pathway struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Retired bool   `json:"retired,omitempty"` // the course no longer has it
	Steps   []Step `json:"steps"`
	Sums    []Sum  `json:"hoursByKind"`
}

// Entered are the steps that were put into a state or have notes.
func (p Pathway) Entered() (entered []Step) {
	for _, s := range p.Steps {
		if s.State != "" || len(s.Notes) > 0 {
			entered = append(entered, s)
		}
	}
	return entered
}

// Rated are the steps that were rated.
func (p Pathway) Rated() (rated []Step) {
	for _, s := range p.Steps {
		if len(s.Ratings) > 0 {
			rated = append(rated, s)
		}
	}
	return rated
}

// A Step is what the learner entered about one.
type Step struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Kind    string   `json:"kind,omitempty"`
	Retired bool     `json:"retired,omitempty"` // the pathway no longer has it
	State   string   `json:"state"`             // open, planned, done, waived; empty if only rated or noted
	Date    string   `json:"date,omitempty"`    // when it was done, is planned, as the learner says
	Entered string   `json:"entered,omitempty"` // when the learner said so
	Hours   Amount   `json:"hours,omitzero"`
	Credits Amount   `json:"credits,omitzero"`
	By      string   `json:"by,omitempty"`     // provider or supervisor
	Reason  string   `json:"reason,omitempty"` // of a waiver, or of taking it out of turn
	Scale   int      `json:"scale,omitempty"`
	Ratings []Rating `json:"ratings,omitempty"`
	Notes   []Note   `json:"notes,omitempty"`
}

// Name is the title, and whether the step is retired.
func (s Step) Name() string { return s.Title + retired(s.Retired) }

// Status is the state with its date.
func (s Step) Status() string {
	switch {
	case s.State == "":
		return "no state entered"
	case s.Date == "":
		return s.State + ", entered on " + s.Entered
	case s.State == "planned":
		return "planned for " + s.Date
	}
	return s.State + " on " + s.Date
}

// Trend is the ratings over time: “2 of 5 on 2026-11-02, 3 of 5 on 2026-12-01”.
func (s Step) Trend() string {
	var parts []string
	for _, r := range s.Ratings {
		of := ""
		if s.Scale > 0 {
			of = fmt.Sprintf(" of %d", s.Scale)
		}
		parts = append(parts, fmt.Sprintf("%d%s on %s", r.Value, of, r.Date))
	}
	return strings.Join(parts, ", ")
}

// An Amount is a number of hours or credits. It is reckoned if the learner gave none, so that the pathway's counts.
type Amount struct {
	Value    float64 `json:"value"`
	Reckoned bool    `json:"reckoned"`
}

func (a Amount) String() string {
	if a.Reckoned {
		return "(" + number(a.Value) + ")"
	}
	return number(a.Value)
}

// reckon is the amount given; for a step that is done, else the author's.
func reckon(given float64, r study.StepRecord, authors float64) Amount {
	if given == 0 && authors > 0 && r.State == study.Done {
		return Amount{authors, true}
	}
	return Amount{given, false}
}

// A Rating is a self-rating on a day.
type Rating struct {
	Date  string `json:"date"`
	Value int    `json:"value"`
}

// A Note is the learner's evidence for a step.
type Note struct {
	Date string `json:"date"`
	Text string `json:"text"`
}

// A Sum counts the steps of a kind and what they came to.
type Sum struct {
	Kind string `json:"kind"`
	study.Sum
}

// Name is the kind in words.
func (s Sum) Name() string {
	if s.Kind == "" {
		return "step"
	}
	return s.Kind
}

// Counted says how many of all are done and waived.
func (s Sum) Counted() string {
	text := fmt.Sprintf("%d of %d done", s.Done, s.All)
	if s.Waived > 0 {
		text += fmt.Sprintf(", %d waived", s.Waived)
	}
	return text
}

// pathways are those of which anything was done: first the course's, then those it no longer has.
func (h *history) pathways(c *course.Course) (all []Pathway) {
	touched := map[string]bool{}
	for _, ev := range h.journey {
		if ev.Pathway != "" && ev.Step != "" {
			touched[ev.Pathway] = true
		}
	}
	if c != nil {
		for _, p := range c.Pathways() {
			if touched[p.ID] {
				all = append(all, h.pathway(p, true))
				delete(touched, p.ID)
			}
		}
	}
	for _, id := range sorted(touched) {
		p := h.pathway(&course.Pathway{ID: id, Title: tidy(id)}, false)
		p.Retired = c != nil
		all = append(all, p)
	}
	return all
}

func (h *history) pathway(p *course.Pathway, atHand bool) Pathway {
	w := study.NewWalk(p.ID, h.journey)
	out := Pathway{ID: tidy(p.ID), Title: p.Title}
	for _, s := range p.Steps() {
		if r, ok := w.Steps[s.ID]; ok {
			out.Steps = append(out.Steps, h.step(s, s.Title.Plain(), r))
		}
	}
	retired := w.Retired(p)
	slices.Sort(retired)
	for _, id := range retired {
		s := h.step(&course.Step{ID: id}, tidy(id), w.Steps[id])
		s.Retired = atHand
		out.Steps = append(out.Steps, s)
	}
	out.Sums = sums(p, w, out.Steps)
	return out
}

func (h *history) step(s *course.Step, title string, r study.StepRecord) Step {
	out := Step{
		ID: tidy(s.ID), Title: title, Kind: s.Kind, Date: tidy(r.Date), By: tidy(r.By), Reason: tidy(r.Reason), Scale: s.Scale,
		Hours: reckon(r.Hours, r, s.Hours), Credits: reckon(r.Credits, r, s.Credits),
	}
	for _, ev := range r.History {
		day := h.day(ev)
		switch ev.Kind {
		case study.Stepped:
			out.State, out.Entered = ev.State.String(), day
		case study.Rated:
			out.Ratings = append(out.Ratings, Rating{day, ev.Rating})
		case study.Noted:
			out.Notes = append(out.Notes, Note{day, tidy(ev.Text)})
		}
	}
	return out
}

// sums are those of the pathway's kinds in its order, without kinds that are ratings alone; and what retired steps came to.
func sums(p *course.Pathway, w study.Walk, steps []Step) (all []Sum) {
	byKind := w.Sums(p)
	for _, s := range p.Steps() {
		if sum, ok := byKind[s.Kind]; ok && (s.Scale == 0 || sum.Done+sum.Waived > 0) {
			sum.Hours, sum.Credits = cents(sum.Hours), cents(sum.Credits)
			all = append(all, Sum{s.Kind, sum})
			delete(byKind, s.Kind)
		}
	}
	if rest := rest(p, steps); rest.All > 0 {
		all = append(all, rest)
	}
	return all
}

// rest sums what the pathway at hand, if any, does not have.
func rest(p *course.Pathway, steps []Step) Sum {
	out := Sum{Kind: "retired"}
	if len(p.Steps()) == 0 {
		out.Kind = "all"
	}
	for _, s := range steps {
		if p.Step(s.ID) != nil || s.State == "" {
			continue
		}
		out.All++
		switch s.State {
		case "done":
			out.Done++
			out.Hours += s.Hours.Value
			out.Credits += s.Credits.Value
		case "waived":
			out.Waived++
		}
	}
	out.Hours, out.Credits = cents(out.Hours), cents(out.Credits)
	return out
}

// An Entry is one of the logbook.
type Entry struct {
	Date  string  `json:"date"`
	Sort  string  `json:"sort"`
	Hours float64 `json:"hours,omitempty"`
	By    string  `json:"by,omitempty"`
	Text  string  `json:"text,omitempty"`
}

// Logged is what the logbook's entries of a sort come to.
type Logged struct {
	Sort    string  `json:"sort"`
	Entries int     `json:"entries"`
	Hours   float64 `json:"hours"`
}

func (h *history) logbook() (entries []Entry, totals []Logged) {
	bySort := map[string]*Logged{}
	for _, ev := range h.journey {
		if ev.Kind != study.Logged {
			continue
		}
		e := Entry{tidy(ev.Date), tidy(ev.Sort), cents(ev.Hours), tidy(ev.By), tidy(ev.Text)}
		if e.Date == "" {
			e.Date = h.day(ev)
		}
		entries = append(entries, e)
		if bySort[e.Sort] == nil {
			bySort[e.Sort] = &Logged{Sort: e.Sort}
		}
		bySort[e.Sort].Entries++
		bySort[e.Sort].Hours = cents(bySort[e.Sort].Hours + e.Hours)
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return strings.Compare(a.Date, b.Date) })
	for _, s := range sorted(bySort) {
		totals = append(totals, *bySort[s])
	}
	return entries, totals
}
