package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// today is the first screen: where to go on, and the course's sessions with their state.
type today struct {
	env     *env
	states  map[string]sessionState
	last    string      // the session read last, or ""
	next    study.Step  // what to go on with
	due     int         // questions that come back today, as the index says
	plan    *study.Plan // as it is made in the background
	made    planMade    // the same with what is next on the pathways
	fault   string
	list    list
	targets []func() screen
	bind    todayKeys

	width, height int
	theme         theme.Theme
}

type todayKeys struct{ Contents, Review, Progress, About, Settings, Words, Pathway, Search key.Binding }

// A sessionState is what is known of a session without reading its text.
type sessionState struct {
	place   study.Place
	attempt study.Attempt
}

func newToday(e *env) *today {
	t := &today{env: e, list: newList(), bind: todayKeys{
		Contents: key.NewBinding(key.WithKeys("c"), key.WithHelp("c", "contents")),
		Review:   key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "review")),
		Progress: key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "progress")),
		About:    key.NewBinding(key.WithKeys("i"), key.WithHelp("i", "about the course")),
		Pathway:  key.NewBinding(key.WithKeys("y"), key.WithHelp("y", "pathway")),
		Words:    key.NewBinding(key.WithKeys("w"), key.WithHelp("w", "glossary")),
		Search:   key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "search")),
		Settings: key.NewBinding(key.WithKeys("s"), key.WithHelp("s", "settings")),
	}}
	t.load()
	return t
}

// load reads places and attempts, no session's text.
func (t *today) load() {
	t.states, t.last, t.fault, t.due, t.next = map[string]sessionState{}, "", "", 0, study.Step{}
	err := t.env.Store.View(func(tx *store.Tx) error {
		var newest study.Place
		for _, s := range t.env.Course.Sessions {
			p := tx.Place(t.env.Course.ID, s.ID)
			a, _ := tx.Attempt(t.env.Course.ID, s.ID)
			t.states[s.ID] = sessionState{p, a}
			if p.At.After(newest.At) {
				newest, t.last = p, s.ID
			}
		}
		t.next = study.Next(t.env.Progress(tx))
		t.due = t.env.DueToday(tx)
		return nil
	})
	t.fault = sentence(err)
}

// probe finds out, once the screen stands, whether answers can be saved.
func (t *today) probe() tea.Msg {
	return probed{t.env.Store.Update(func(*store.Tx) error { return nil })}
}

type probed struct{ err error }

// planned makes the plan, for which all sessions' questions must be known.
func (t *today) planned() tea.Cmd {
	desk := t.env.Desk // as it is now: settings may change meanwhile
	return func() tea.Msg {
		plan, _, err := desk.Plan()
		made := planMade{t: t, plan: plan, about: !desk.Course.About().Empty(), err: err}
		for _, p := range desk.Course.Pathways() {
			at := waypoint{pathway: p}
			if walk, err := desk.Walk(p); err == nil {
				at.next = walk.Next(p)
			}
			made.pathways = append(made.pathways, at)
		}
		return made
	}
}

type planMade struct {
	t        *today
	plan     study.Plan
	pathways []waypoint
	about    bool // the course has a first page
	err      error
}

// A waypoint is where the learner is on a pathway.
type waypoint struct {
	pathway *course.Pathway
	next    *course.Step // nil if all is done
}

// words name the next step, and the pathway where there are several.
func (w waypoint) words(several bool) string {
	switch {
	case w.next == nil:
		return "Pathway: " + w.pathway.Title
	case several:
		return w.pathway.Title + ": next step “" + w.next.Title.Plain() + "”"
	}
	return "Pathway: next step “" + w.next.Title.Plain() + "”"
}

func (t *today) shown() tea.Cmd {
	t.load()
	t.draw()
	return tea.Batch(t.probe, t.planned())
}

func (t *today) layout(width, height int, th theme.Theme) {
	t.width, t.height, t.theme = width, height, th
	t.draw()
}

// draw builds the rows. Targets go with the rows that can be picked.
func (t *today) draw() {
	if t.width == 0 {
		return
	}
	t.targets = nil
	var rows []row
	text := func(lines ...string) { rows = append(rows, row{lines: lines}) }
	if t.fault != "" {
		text(append(typeset.Wrap(t.theme.Warning.Render(t.fault), t.width), "")...)
	}
	if t.first() {
		for _, l := range t.welcome() {
			text(l)
		}
	}
	rows = append(rows, t.rows()...)
	text("", t.theme.Strong.Render(xansi.Truncate(t.env.Course.Title, t.width, "…")))
	for _, s := range t.env.Course.Sessions {
		rows = append(rows, row{lines: []string{t.sessionRow(s)}, pick: true})
		t.targets = append(t.targets, func() screen { return newReader(t.env, s, "") })
	}
	for i, at := range t.made.pathways {
		if i == 0 {
			text("")
		}
		rows = append(rows, row{pick: true, lines: []string{clipTo(at.words(len(t.made.pathways) > 1), t.width-2)}})
		t.targets = append(t.targets, func() screen { return newPathway(t.env, at.pathway) })
	}
	t.list.layout(rows, t.width, t.height, t.theme)
}

// first tells that nothing has been done yet.
func (t *today) first() bool {
	for _, st := range t.states {
		if st.place.Size > 0 || len(st.attempt.Questions) > 0 {
			return false
		}
	}
	return t.due == 0
}

// welcome says on the very first start what this is and what to press.
func (t *today) welcome() []string {
	lines := typeset.Wrap("A course to read and quiz yourself on, offline. Everything you do stays on this machine.", t.width)
	return append(append(lines, typeset.Wrap("Press enter to begin, ? for all keys. You may quit at any moment.", t.width)...), "")
}

// sessionRow is number, title and state of a session, in columns where there is room.
func (t *today) sessionRow(s *course.Session) string {
	state := t.state(s)
	room := t.width - 2 - 3 - xansi.StringWidth(state) - 2
	if room < 20 || strings.TrimSpace(state) == "" {
		state, room = "", t.width-5
	}
	title := xansi.Truncate(s.Title, max(1, room), "…")
	gap := max(0, room-xansi.StringWidth(title)) + 2
	return strings.TrimRight(fmt.Sprintf("%d  %s%s%s", s.Number(), title, strings.Repeat(" ", gap), t.theme.Faint.Render(state)), " ")
}

// state is "read   quiz 9 of 12".
func (t *today) state(s *course.Session) string {
	st := t.states[s.ID]
	reading := ""
	switch {
	case read(st.place):
		reading = "read"
	case st.place.Size > 0:
		reading = fmt.Sprintf("%d %%", 100*st.place.Reached/st.place.Size)
	}
	quiz := ""
	if n := len(st.attempt.Answers); n > 0 {
		quiz = fmt.Sprintf("quiz %d of %d", st.attempt.Right, n)
		if !st.attempt.Done {
			quiz = "quiz begun"
		}
	}
	return fmt.Sprintf("%-6s %-14s", reading, quiz)
}

func (t *today) update(msg tea.Msg) (step, tea.Cmd) {
	if p, ok := msg.(probed); ok && p.err != nil {
		t.fault = "Answers cannot be kept: " + sentence(p.err)
		t.draw()
	}
	if p, ok := msg.(planMade); ok && p.t == t && p.err == nil {
		t.plan, t.made, t.due = &p.plan, p, p.plan.Due
		t.draw()
	}
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	if to := t.opens(press); to != nil {
		return step{kind: push, to: to}, nil
	}
	t.list.key(press)
	return step{}, nil
}

// opens is the screen to which a key leads, or nil.
func (t *today) opens(press tea.KeyPressMsg) screen {
	b := t.bind
	switch {
	case key.Matches(press, t.list.bind.Enter) && t.list.cursor < len(t.targets):
		return t.targets[t.list.cursor]()
	case key.Matches(press, b.Review):
		return newReview(t.env)
	case key.Matches(press, b.Progress):
		return newProgress(t.env)
	case key.Matches(press, b.Contents):
		return newContents(t.env)
	case key.Matches(press, b.About) && !t.env.Course.About().Empty():
		return newLeaf(t.env.Course, "About this course", t.env.Course.About())
	case key.Matches(press, b.Pathway) && len(t.made.pathways) > 0:
		return newPathway(t.env, t.made.pathways[0].pathway)
	case key.Matches(press, b.Words):
		return newGlossary(t.env.Course, nil)
	case key.Matches(press, b.Search):
		return newSearch(t.env)
	case key.Matches(press, b.Settings):
		return t.env.settings()
	}
	return nil
}

func (t *today) title() (string, string) {
	return "Lectern › Today", t.env.Now().Format("Monday 2 January")
}

func (t *today) lines() []string { return t.list.lines() }
func (t *today) typing() bool    { return false }
func (t *today) leave()          {}

func (t *today) keys() []key.Binding {
	all := t.list.keys("go on")
	all[3].SetEnabled(false) // there is nothing to go back to
	b := t.bind
	b.Pathway.SetEnabled(len(t.made.pathways) > 0)
	b.About.SetEnabled(t.made.about)
	return append([]key.Binding{all[0], b.Contents, b.Review, b.Progress, b.Search, b.Pathway, b.About, b.Words, b.Settings}, all[1:]...)
}
