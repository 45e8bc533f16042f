package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"

	"lectern/course"
	"lectern/course/kap"
	"lectern/store"
	"lectern/tui"
	"lectern/tui/line"
	"lectern/tui/sitting"
)

// An app is what the flags say, and the streams.
type app struct {
	coursePath string
	dataDir    string
	theme      string
	plain      bool

	in      *os.File
	out     io.Writer
	environ []string
	getenv  func(string) string
}

// backupAfter lets the first screens come before the day's backup.
const backupAfter = 2 * time.Second

const dataDefault = "lectern in the user's data folder"

// open loads the course. Its findings are for “check”; a course that cannot be opened at all is an error with all of them.
func (a *app) open() (*course.Course, error) {
	if a.coursePath == "" {
		c, fs := course.Load(kap.Files())
		return c, refusal("the course that Lectern ships with", c, fs)
	}
	fsys, _, err := course.Open(a.coursePath) // stays open: sessions are read when they are looked at
	if err != nil {
		return nil, err
	}
	c, fs := course.Load(fsys)
	return c, refusal(course.CleanString(a.coursePath), c, fs)
}

// refusal says why there is no course.
func refusal(name string, c *course.Course, fs course.Findings) error {
	if c != nil {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s cannot be opened as a course:", name)
	for _, f := range fs {
		b.WriteString("\n  " + f.String())
	}
	return fmt.Errorf("%s", b.String())
}

// session finds a session by id or number.
func session(c *course.Course, name string) (*course.Session, error) {
	if s := c.Session(name); s != nil {
		return s, nil
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(c.Sessions) {
		return c.Sessions[n-1], nil
	}
	ids := make([]string, len(c.Sessions))
	for i, s := range c.Sessions {
		ids[i] = s.ID
	}
	return nil, fmt.Errorf("%s has no session %q; it has %s", c.ID, course.CleanString(name), strings.Join(ids, ", "))
}

// folder is where the learner's data lies: the flag, else LECTERN_DATA, else the user's data folder.
func (a *app) folder() string {
	for _, dir := range []string{a.dataDir, a.getenv("LECTERN_DATA")} {
		if dir != "" {
			return dir
		}
	}
	return filepath.Join(xdg.DataHome, "lectern")
}

// desk opens course and store.
func (a *app) desk() (sitting.Desk, error) {
	c, err := a.open()
	if err != nil {
		return sitting.Desk{}, err
	}
	s, err := store.Open(a.folder())
	set, _ := a.settings() // what is wrong with them is said where it does not disturb
	if err == nil && a.coursePath != "" {
		a.remember(a.coursePath)
	}
	return set.Abide(sitting.Desk{Course: c, Store: s, Now: time.Now, Others: a.others(c)}), err
}

// fullScreen tells whether there is a terminal that can show one, and that it is wanted.
func (a *app) fullScreen() bool {
	out, ok := a.out.(*os.File)
	return ok && term.IsTerminal(out.Fd()) && !a.plain && a.getenv("TERM") != "dumb" && a.getenv("ACCESSIBLE") == ""
}

// today is the program without a command.
func (a *app) today() error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	if a.fullScreen() {
		return a.show(d, func(*tui.App) {})
	}
	return a.line(d).Plan()
}

// show runs the full screen, opened where first says.
func (a *app) show(d sitting.Desk, first func(*tui.App)) error {
	if !term.IsTerminal(a.in.Fd()) && !hasTerminal() {
		return fmt.Errorf("there is no terminal to take keys from; add --plain to answer on standard input")
	}
	set, wrong := a.settings()
	t := tui.New(tui.Config{Desk: d, Notice: strings.Join(append(wrong, d.Store.Notice()), " "), Dark: a.dark(), Settings: set,
		SettingsPath: configPath(), SaveSettings: func(s tui.Settings) error { return writeConfig(configPath(), s) }})
	first(t)
	backup := time.AfterFunc(backupAfter, func() { _ = d.Store.Backup(time.Now()) }) // at most one a day; a failure loses nothing
	defer backup.Stop()
	return tui.Run(t, a.in, a.out.(*os.File), a.environ)
}

// settings are those of the file, under what the flags say and over what the environment says.
func (a *app) settings() (tui.Settings, []string) {
	s, wrong := readConfig(configPath())
	if s.Theme == "auto" {
		if t := a.getenv("LECTERN_THEME"); t == "dark" || t == "light" {
			s.Theme = t
		}
	}
	if a.theme != "auto" {
		s.Theme = a.theme
	}
	return s, wrong
}

// dark guesses the background until the terminal has answered: some say it in COLORFGBG.
func (a *app) dark() bool {
	parts := strings.Split(a.getenv("COLORFGBG"), ";")
	return !slices.Contains([]string{"7", "15"}, parts[len(parts)-1])
}

// warn says on standard error what is wrong with the settings.
func (a *app) warn() {
	if _, wrong := a.settings(); len(wrong) > 0 {
		fmt.Fprintln(os.Stderr, "lectern: "+strings.Join(wrong, "\nlectern: "))
	}
}

// line makes the line mode. Somebody is there to answer if both ends are terminals.
func (a *app) line(d sitting.Desk) *line.Mode {
	a.warn()
	width := 0
	out, ok := a.out.(*os.File)
	ask := ok && term.IsTerminal(out.Fd()) && term.IsTerminal(a.in.Fd())
	if ask {
		width, _, _ = term.GetSize(out.Fd())
	}
	return line.New(d, a.in, a.out, ask, width)
}

// hasTerminal tells whether the program has a controlling terminal although its input is something else.
func hasTerminal() bool {
	f, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	if err == nil {
		f.Close()
	}
	return err == nil
}
