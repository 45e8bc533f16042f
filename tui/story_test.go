package tui_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	xansi "github.com/charmbracelet/x/ansi"
	"golang.org/x/tools/txtar"

	"lectern/course"
	"lectern/store"
	"lectern/tui"
	"lectern/tui/sitting"
)

var update = flag.Bool("update", false, "write the screens of the stories anew")

// A story is a txtar archive: its comment is a script, its files the course (under course/) and the screens expected.
//
//	size 80 24         the window's size
//	open read one      start with a session (read) or its quiz (quiz); without it, with Today
//	press j enter      keys, by the names Bubble Tea gives them
//	type words         letters, one by one
//	paste words        a line of the clipboard
//	choose words       the letter of the option that reads so, wherever it was dealt
//	see words          the screen shows them
//	hide words         the screen does not show them
//	screen name        the screen is the file of that name
//	wait 48h           time passes
//	replace A => B     the course's author writes B for A, everywhere
//	restart            quit and start again on the same data
//	full               from here on nothing can be saved
func TestStories(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no stories", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { tell(t, name) })
		})
	}
}

func tell(t *testing.T, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(data)
	s := newStory(t, a)
	changed := false
	for n, line := range strings.Split(string(a.Comment), "\n") {
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		where := fmt.Sprintf("%s:%d: %s", name, n+1, line)
		switch verb {
		case "", "#":
		case "screen":
			changed = s.compare(where, a, rest) || changed
		default:
			s.do(where, verb, rest)
		}
	}
	if changed && *update {
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A stage is a program under test, without terminal and without goroutines: messages are delivered and commands run at once.
type stage struct {
	t      *testing.T
	files  fstest.MapFS
	course *course.Course
	dir    string
	store  *store.Store
	app    *tui.App
	width  int
	height int
	quit   bool
}

func newStory(t *testing.T, a *txtar.Archive) *stage {
	t.Helper()
	m := fstest.MapFS{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, "course/"); ok {
			m[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	c, found := course.Load(m)
	if c == nil || found.Errors() > 0 {
		t.Fatalf("the story's course: %v", found)
	}
	s := &stage{t: t, files: m, course: c, dir: t.TempDir(), width: 80, height: 24}
	s.start()
	return s
}

func (s *stage) start() {
	st, err := store.Open(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	s.store, s.quit = st, false
	now := func() time.Time { return time.Now().UTC() }
	s.app = tui.New(tui.Config{Desk: sitting.Desk{Course: s.course, Store: st, Now: now}, Notice: st.Notice(), Dark: true})
	s.run(s.app.Init())
	s.send(tea.WindowSizeMsg{Width: s.width, Height: s.height})
}

func (s *stage) do(where, verb, rest string) {
	words := strings.Fields(rest)
	switch verb {
	case "size":
		fmt.Sscan(rest, &s.width, &s.height)
		s.send(tea.WindowSizeMsg{Width: s.width, Height: s.height})
	case "open":
		session := s.course.Session(words[1])
		if words[0] == "quiz" {
			s.app.Quiz(session, 0)
		} else {
			s.app.Read(session, "")
		}
		s.run(s.app.Init())
		s.send(tea.WindowSizeMsg{Width: s.width, Height: s.height})
	case "press":
		for _, w := range words {
			s.send(press(w))
		}
	case "type":
		for _, r := range rest {
			s.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	case "paste":
		s.send(tea.PasteMsg{Content: rest + "\n"})
	case "choose":
		m := regexp.MustCompile(`([a-z])  ` + regexp.QuoteMeta(rest)).FindStringSubmatch(s.screen())
		if m == nil {
			s.t.Fatalf("%s: no such option on\n%s", where, s.screen())
		}
		s.send(press(m[1]))
	case "replace":
		old, new, _ := strings.Cut(strings.ReplaceAll(rest, `\n`, "\n"), " => ")
		for _, f := range s.files {
			f.Data = []byte(strings.ReplaceAll(string(f.Data), old, new))
		}
		s.course, _ = course.Load(s.files)
	case "wait":
		d, err := time.ParseDuration(rest)
		if err != nil {
			s.t.Fatal(where, err)
		}
		time.Sleep(d) // the clock is a fake: this takes no time
	case "restart":
		s.start()
	case "full":
		s.damage()
	case "see", "hide":
		if got := strings.Contains(flat(s.screen()), rest); got != (verb == "see") {
			s.t.Errorf("%s: the screen is\n%s", where, s.screen())
		}
	default:
		s.t.Fatalf("%s: no such verb", where)
	}
}

// damage takes the data folder away so that nothing can be saved: a file stands in its place.
func (s *stage) damage() {
	if err := os.RemoveAll(s.dir); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(s.dir, nil, 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// flat joins lines, so that words broken by a line's end are found.
func flat(screen string) string { return strings.Join(strings.Fields(screen), " ") }

func (s *stage) compare(where string, a *txtar.Archive, name string) (changed bool) {
	got := s.screen() + "\n"
	for i, f := range a.Files {
		if f.Name != name {
			continue
		}
		if string(f.Data) != got && !*update {
			s.t.Errorf("%s: the screen is\n%s\nwant\n%s", where, got, f.Data)
		}
		a.Files[i].Data = []byte(got)
		return string(f.Data) != got
	}
	if !*update {
		s.t.Errorf("%s: there is no such file", where)
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(got)})
	return true
}

// screen is what the window shows, without styles and trailing blanks.
func (s *stage) screen() string {
	lines := strings.Split(xansi.Strip(s.app.Content()), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func (s *stage) send(msg tea.Msg) {
	if s.quit {
		return
	}
	_, cmd := s.app.Update(msg)
	s.run(cmd)
}

// run carries out a command and delivers what it answers, one after the other. Ticks take no time: the clock is a fake.
func (s *stage) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
	case tea.QuitMsg:
		s.quit = true
	default:
		s.send(msg)
	}
}

var specials = map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "up": tea.KeyUp,
	"down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome,
	"end": tea.KeyEnd, "backspace": tea.KeyBackspace}

func press(name string) tea.KeyPressMsg {
	if code, ok := specials[name]; ok {
		msg := tea.KeyPressMsg{Code: code}
		if name == "space" {
			msg.Text = " "
		}
		return msg
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl}
	}
	r := []rune(name)[0]
	return tea.KeyPressMsg{Code: r, Text: string(r)}
}
