// Package tui shows courses in a terminal and keeps what the learner does.
//
// [App] is the program's one Bubble Tea model: a stack of screens in one frame. A screen draws lines into the body it is given and
// never knows the window; it answers keys with a step (stay, go somewhere, go back), so the path through the program can be
// read where it is taken. Input goes to the screen on top, other messages to all. Each screen's keys are bindings beside it, and
// the hint row and the help are made from them.
//
// What the learner gives is on disk before the screen says so: commands save, and their message turns the page.
//
// Package tui/typeset sets text, tui/theme has the looks, tui/line is the second face, for screen readers and pipes.
package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/sitting"
	"lectern/tui/theme"
)

// Config is what the app needs from outside.
type Config struct {
	sitting.Desk
	Notice string // one line to show at the start, such as a restored backup
	Dark   bool   // what to assume until the terminal has answered

	Settings     Settings
	SettingsPath string               // shown on the settings' screen
	SaveSettings func(Settings) error // nil if they cannot be kept
}

// An App is the Bubble Tea model.
type App struct {
	env    *env
	stack  []screen
	frame  frame
	theme  theme.Theme
	asked  bool  // the terminal's background is still to be asked for
	help   *help // over the screen, or nil
	notice string
	keys   appKeys

	settings     Settings
	settingsPath string
	save         func(Settings) error
}

// env is what all screens share.
type env struct {
	sitting.Desk
	settings func() screen
	drafts   drafts
}

// A screen fills the frame's body.
type screen interface {
	// shown is called when the screen comes to the top, also again after one above it went away.
	shown() tea.Cmd
	update(msg tea.Msg) (step, tea.Cmd)
	layout(width, height int, t theme.Theme)
	title() (left, right string)
	lines() []string // at most as many and as wide as the layout said
	keys() []key.Binding
	typing() bool // letters are text now, not commands
	leave()       // the screen goes away; save what is not saved
}

// A step is where a screen wants to go.
type step struct {
	kind stepKind
	to   screen
}

type stepKind int

const (
	stay stepKind = iota
	push          // to on top
	swap          // to instead of this screen
	pop           // back to the screen below
	quit
)

type appKeys struct{ Help, Quit, Break key.Binding }

func newAppKeys() appKeys {
	return appKeys{
		Help:  key.NewBinding(key.WithKeys("?", "f1"), key.WithHelp("?", "help")),
		Quit:  key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "quit")),
		Break: key.NewBinding(key.WithKeys("ctrl+c"), key.WithHelp("ctrl+c", "quit")),
	}
}

// New makes the app with Today at its foot.
func New(c Config) *App {
	a := &App{env: &env{Desk: c.Desk, drafts: drafts{}}, keys: newAppKeys(), notice: c.Notice}
	a.settings, a.settingsPath, a.save = c.Settings, c.SettingsPath, c.SaveSettings
	if a.settings == (Settings{}) {
		a.settings = DefaultSettings()
	}
	a.asked = a.settings.Theme == "auto"
	a.theme = theme.New(a.settings.Theme == "dark" || a.asked && c.Dark)
	a.env.Desk = a.settings.Abide(a.env.Desk)
	a.env.settings = func() screen { return newSettings(a) }
	a.stack = []screen{newToday(a.env)}
	return a
}

// apply makes settings hold from now on, and keeps them.
func (a *App) apply(s Settings) error {
	a.settings = s
	a.env.Desk = s.Abide(a.env.Desk)
	if s.Theme != "auto" {
		a.theme = theme.New(s.Theme == "dark")
	}
	a.asked = s.Theme == "auto"
	a.Resize(a.frame.width, a.frame.height)
	if a.save == nil {
		return nil
	}
	return a.save(s)
}

// Read puts a session's reading on top, at the place where the learner left it or at a heading of it.
func (a *App) Read(s *course.Session, heading string) { a.open(newReader(a.env, s, heading)) }

// Quiz puts a session's quiz on top; each is how many questions to ask for an objective, all if zero.
func (a *App) Quiz(s *course.Session, each int) {
	sit, err := sitting.Quiz(a.env.Desk, s, each)
	q := newQuizzer(a.env, sit)
	q.fault = sentence(err)
	a.open(q)
}

// Review puts today's review on top, or ahead of it the questions that come back next.
func (a *App) Review(ahead bool) {
	if ahead {
		a.open(newAhead(a.env))
	} else {
		a.open(newReview(a.env))
	}
}

func (a *App) open(s screen) { a.stack = append(a.stack, s) }

// Init asks for the background's colour, if it is not given, and lets the first screen begin. It waits for nothing.
func (a *App) Init() tea.Cmd {
	cmd := a.top().shown()
	if a.asked {
		return tea.Batch(cmd, tea.RequestBackgroundColor)
	}
	return cmd
}

func (a *App) top() screen { return a.stack[len(a.stack)-1] }

// Update hands a message to whom it concerns.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.Resize(msg.Width, msg.Height)
		return a, nil
	case tea.BackgroundColorMsg:
		if a.asked && msg.IsDark() != a.theme.Dark {
			a.theme = theme.New(msg.IsDark())
			a.layout()
		}
		return a, nil
	case tea.KeyPressMsg:
		return a, a.key(msg)
	case tea.PasteMsg:
		return a, a.send(len(a.stack)-1, msg)
	}
	var cmds []tea.Cmd
	for i := range a.stack {
		if i < len(a.stack) {
			cmds = append(cmds, a.send(i, msg))
		}
	}
	return a, tea.Batch(cmds...)
}

// Dark tells which theme is on, so that the next start can assume it.
func (a *App) Dark() bool { return a.theme.Dark }

// Resize sets the window's size in cells.
func (a *App) Resize(width, height int) {
	a.frame = newFrame(width, height, a.settings.Width)
	a.layout()
}

func (a *App) layout() {
	for _, s := range a.stack {
		s.layout(a.frame.measure, a.frame.body, a.theme)
	}
	if a.help != nil {
		a.help.layout(a.frame, a.theme)
	}
}

func (a *App) key(msg tea.KeyPressMsg) tea.Cmd {
	a.notice = ""
	switch {
	case key.Matches(msg, a.keys.Break):
		return a.quit()
	case a.help != nil:
		if key.Matches(msg, a.keys.Quit) {
			return a.quit()
		}
		if !a.help.scrolls(msg) {
			a.help = nil
		}
		return nil
	case a.top().typing():
	case key.Matches(msg, a.keys.Help):
		a.help = newHelp(append(a.top().keys(), a.keys.Help, a.keys.Quit))
		a.help.layout(a.frame, a.theme)
		return nil
	case key.Matches(msg, a.keys.Quit):
		return a.quit()
	}
	return a.send(len(a.stack)-1, msg)
}

func (a *App) quit() tea.Cmd {
	for i := len(a.stack) - 1; i >= 0; i-- {
		a.stack[i].leave()
	}
	return tea.Quit
}

// send lets screen i have a message and takes the step it answers.
func (a *App) send(i int, msg tea.Msg) tea.Cmd {
	st, cmd := a.stack[i].update(msg)
	if i != len(a.stack)-1 {
		return cmd
	}
	switch st.kind {
	case push:
		a.stack = append(a.stack, st.to)
	case swap:
		a.top().leave()
		a.stack[len(a.stack)-1] = st.to
	case pop:
		a.top().leave()
		if len(a.stack) > 1 {
			a.stack = a.stack[:len(a.stack)-1]
		}
	case quit:
		return tea.Batch(cmd, a.quit())
	default:
		return cmd
	}
	a.top().layout(a.frame.measure, a.frame.body, a.theme)
	return tea.Batch(cmd, a.top().shown())
}

// View draws the frame around the top screen.
func (a *App) View() tea.View {
	v := tea.NewView(a.Content())
	v.AltScreen = true
	v.WindowTitle = "Lectern: " + a.env.Course.Title
	return v
}

// Content is the whole screen as text.
func (a *App) Content() string {
	if a.frame.width == 0 {
		return ""
	}
	s := a.top()
	left, right := s.title()
	lines := s.lines()
	bindings := s.keys()
	if a.help != nil {
		left, right = left+" › Help", ""
		lines, bindings = a.help.scroll.lines(), append(a.help.keys(), a.keys.Quit)
	} else if !s.typing() {
		bindings = append(bindings, a.keys.Help, a.keys.Quit)
	}
	return a.frame.draw(left, right, lines, hints(bindings, a.notice, a.frame.measure, a.theme), a.theme)
}
