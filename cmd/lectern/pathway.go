package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/study"
	"lectern/tui"
	"lectern/tui/sitting"
)

type walked struct {
	Pathways []walkedPathway `json:"pathways"`
}

type walkedPathway struct {
	ID      string               `json:"id"`
	Title   string               `json:"title"`
	Steps   []walkedStep         `json:"steps"`
	Sums    map[string]study.Sum `json:"sums"`
	Log     map[string]float64   `json:"logHours"`
	sums    []sitting.LogSum
	Next    string   `json:"next,omitempty"`
	Retired []string `json:"retired,omitempty"`
}

type walkedStep struct {
	ID      string           `json:"id"`
	Section string           `json:"section"`
	heading string           // of the section
	Kind    string           `json:"kind"`
	Title   string           `json:"title"`
	State   string           `json:"state"` // open, blocked, planned, done, waived, rated
	Says    string           `json:"says"`
	Scale   int              `json:"scale,omitempty"`
	Waits   []string         `json:"waits,omitempty"`
	Record  study.StepRecord `json:"record"`
}

func newPathway(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "pathway",
		Short: "Walk a pathway: its steps, what is done, and the logbook",
		Long: `Show a course's pathway: steps in order with their state, hours by kind, and what comes next. With --plain it is
printed; the commands below change a step without the full screen. Put no patient identifiers into notes and logbook.`,
		Example: `lectern pathway
lectern pathway done eligibility --date 2026-11-22
lectern pathway waive intro --note "equivalent training in 2024"
lectern pathway rate boundaries 3
lectern pathway log consultation --hours 1.5 --by "A. Supervisor" --note "two cases"`,
		Args: exactly(0, "pathway takes a command: done, plan, waive, open, rate, note, undo, log, unlog; or none"),
		RunE: func(*cobra.Command, []string) error { return a.pathway(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	for _, c := range []struct {
		use, short string
		args       int
		change     sitting.Change
		flags      string
	}{
		{"done STEP", "Tick a step", 1, sitting.Change{Kind: study.Stepped, State: study.Done}, "date hours credits by note"},
		{"plan STEP", "Plan a step for a --date", 1, sitting.Change{Kind: study.Stepped, State: study.Planned}, "date note"},
		{"waive STEP", "Waive a step, with the reason as --note", 1, sitting.Change{Kind: study.Stepped, State: study.Waived}, "note"},
		{"open STEP", "Open a step again", 1, sitting.Change{Kind: study.Stepped, State: study.Open}, "note"},
		{"rate STEP RATING", "Rate yourself on a step", 2, sitting.Change{Kind: study.Rated}, "note"},
		{"note STEP", "Add a --note to a step, as evidence", 1, sitting.Change{Kind: study.Noted}, "note"},
		{"undo STEP", "Take back the last change of a step", 1, sitting.Change{Kind: study.Undone}, ""},
		{"log KIND", "Add an entry to the logbook", 1, sitting.Change{Kind: study.Logged}, "date hours by note"},
		{"unlog", "Take the newest entry out of the logbook", 0, sitting.Change{}, ""},
	} {
		cmd.AddCommand(newStepChange(a, c.use, c.short, c.args, c.change, c.flags))
	}
	return cmd
}

func newStepChange(a *app, use, short string, args int, change sitting.Change, flags string) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: exactly(args, "usage: lectern pathway "+use),
		RunE: func(_ *cobra.Command, args []string) error { return a.changeStep(change, args) }}
	for _, flag := range strings.Fields(flags) {
		switch f := cmd.Flags(); flag {
		case "date":
			f.StringVar(&change.Date, "date", "", "like 2026-11-22")
		case "hours":
			f.Func("hours", "hours it took", amount("hours", &change.Hours))
		case "credits":
			f.Func("credits", "credits it gave", amount("credits", &change.Credits))
		case "by":
			f.StringVar(&change.By, "by", "", "provider or supervisor")
		case "note":
			f.StringVar(&change.Text, "note", "", "a note or a reason; no patient identifiers")
		}
	}
	return cmd
}

// amount reads a flag's number into where it belongs.
func amount(of string, into *float64) func(string) error {
	return func(text string) (err error) {
		*into, err = sitting.Amount(of, text)
		return err
	}
}

func (a *app) pathway(asJSON bool) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	if len(d.Course.Pathways()) == 0 && !asJSON {
		return fmt.Errorf("%s has no pathway", d.Course.ID)
	}
	if a.fullScreen() && !asJSON {
		return a.show(d, func(t *tui.App) { t.Pathway(d.Course.Pathways()[0]) })
	}
	var out walked
	for _, p := range d.Course.Pathways() {
		w, err := d.Walk(p)
		if err != nil {
			return err
		}
		out.Pathways = append(out.Pathways, walkOf(p, w))
	}
	if asJSON {
		return printJSON(a.out, out)
	}
	for _, p := range out.Pathways {
		p.print(a.out)
	}
	return nil
}

func walkOf(p *course.Pathway, w study.Walk) walkedPathway {
	out := walkedPathway{ID: p.ID, Title: p.Title, Sums: w.Sums(p), Log: w.LogHours(), sums: sitting.LogSums(w), Retired: w.Retired(p)}
	if next := w.Next(p); next != nil {
		out.Next = next.ID
	}
	for _, sec := range p.Sections {
		for _, s := range sec.Steps {
			waits := w.Waits(p, s)
			out.Steps = append(out.Steps, walkedStep{s.ID, sec.ID, sec.Title, s.Kind, s.Title.Plain(), stateWord(w, s, waits), sitting.StepState(p, w, s), s.Scale, waits, w.Steps[s.ID]})
		}
	}
	return out
}

func stateWord(w study.Walk, s *course.Step, waits []string) string {
	r := w.Steps[s.ID]
	switch {
	case r.State == study.Done || r.State == study.Waived || r.State == study.Planned:
		return r.State.String()
	case len(r.Ratings) > 0:
		return "rated"
	case len(waits) > 0:
		return "blocked"
	}
	return "open"
}

func (p walkedPathway) print(w io.Writer) {
	fmt.Fprintf(w, "%s (%s)\n", p.Title, p.ID)
	section := ""
	for _, s := range p.Steps {
		if s.Section != section {
			section = s.Section
			fmt.Fprintf(w, "\n%s\n", s.heading)
		}
		fmt.Fprintf(w, "- %s (%s): %s\n", s.Title, s.ID, s.Says)
	}
	fmt.Fprintln(w)
	for _, sum := range p.sums {
		fmt.Fprintf(w, "Logbook, %s: %g hours\n", sum.Sort, sum.Hours)
	}
	if p.Next != "" {
		fmt.Fprintf(w, "Next: %s\n", p.Next)
	}
	for _, id := range p.Retired {
		fmt.Fprintf(w, "Retired, but kept: %s\n", id)
	}
}

// changeStep enters what a command says.
func (a *app) changeStep(c sitting.Change, args []string) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	if warning := sitting.Identifies(c.Text); warning != "" {
		fmt.Fprintln(a.out, warning)
	}
	if len(args) == 0 {
		return a.unlog(d)
	}
	p, s, err := findStep(d, args[0])
	if c.Kind == study.Logged {
		c.Sort = course.CleanString(args[0])
		return a.logEntry(d, c)
	}
	if err != nil {
		return err
	}
	w, err := d.Walk(p)
	if err != nil {
		return err
	}
	if err := enterStep(d, p, s, w, c, args[1:]); err != nil {
		return err
	}
	if w, err = d.Walk(p); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s: %s\n", s.Title.Plain(), sitting.StepState(p, w, s))
	return nil
}

// enterStep enters a change of a step, or takes the last one back.
func enterStep(d sitting.Desk, p *course.Pathway, s *course.Step, w study.Walk, c sitting.Change, rating []string) (err error) {
	switch c.Kind {
	case study.Undone:
		if len(w.Steps[s.ID].History) == 0 {
			return fmt.Errorf("%s has no change to take back", s.ID)
		}
		return d.TakeBack(p, w.Steps[s.ID])
	case study.Rated:
		if c.Rating, err = strconv.Atoi(rating[0]); err != nil {
			return wrongUsage("%q is no rating", rating[0])
		}
		return d.Enter(p, s, c)
	}
	if c.Text == "" && (c.State == study.Waived || c.Kind == study.Noted) {
		return wrongUsage("the note is missing — give it with --note, for a waiver the reason")
	}
	if waits := w.Waits(p, s); c.State == study.Done && len(waits) > 0 && c.Text == "" {
		return fmt.Errorf("%s waits for %s — take it anyway by giving a reason with --note", s.ID, strings.Join(waits, ", "))
	}
	if c.State == study.Done && c.Date == "" {
		c.Date = d.Now().Format("2006-01-02")
	}
	return d.Enter(p, s, c)
}

func (a *app) logEntry(d sitting.Desk, c sitting.Change) error {
	if len(d.Course.Pathways()) == 0 {
		return fmt.Errorf("%s has no pathway", d.Course.ID)
	}
	if c.Date == "" {
		c.Date = d.Now().Format("2006-01-02")
	}
	if err := d.Enter(d.Course.Pathways()[0], nil, c); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Logged: %s on %s, %g hours\n", c.Sort, c.Date, c.Hours)
	return nil
}

func (a *app) unlog(d sitting.Desk) error {
	for _, p := range d.Course.Pathways() {
		w, err := d.Walk(p)
		if err != nil {
			return err
		}
		if n := len(w.Log); n > 0 {
			if err := d.Strike(p, w.Log[n-1]); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "Taken out: %s on %s\n", w.Log[n-1].Sort, w.Log[n-1].Date)
			return nil
		}
	}
	return fmt.Errorf("the logbook is empty")
}

func findStep(d sitting.Desk, id string) (*course.Pathway, *course.Step, error) {
	for _, p := range d.Course.Pathways() {
		if s := p.Step(id); s != nil {
			return p, s, nil
		}
	}
	return nil, nil, fmt.Errorf("there is no step %q; “lectern pathway --plain” lists them", course.CleanString(id))
}
