package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// A searcher looks for words in all sessions; enter opens one where they stand.
type searcher struct {
	env    *env
	input  textinput.Model
	typed  bool // the words are being typed
	words  string
	answer *hits
	list   list
	bind   searchKeys

	width, height int
	theme         theme.Theme
}

type searchKeys struct{ Again key.Binding }

// hits are what a search came to.
type hits struct {
	of    *searcher
	words string
	all   []course.Hit
	more  bool
}

// hitsMost is how many hits are shown: who gets more should give more words.
const hitsMost = 200

func newSearch(e *env) *searcher {
	s := &searcher{env: e, input: textinput.New(), typed: true, list: newList(),
		bind: searchKeys{Again: key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "other words"))}}
	s.input.Prompt = "/"
	return s
}

func (s *searcher) shown() tea.Cmd {
	if s.typed {
		return s.input.Focus()
	}
	return nil
}

func (s *searcher) layout(width, height int, t theme.Theme) {
	s.width, s.height, s.theme = width, height, t
	s.input.SetWidth(max(1, width-2))
	s.draw()
}

func (s *searcher) draw() {
	rows := []row{{lines: []string{clipTo(s.input.View(), s.width), ""}}}
	if note := s.note(); note != "" {
		rows = append(rows, row{lines: append(typeset.Wrap(s.theme.Faint.Render(note), s.width), "")})
	}
	if s.answer != nil {
		for _, h := range s.answer.all {
			rows = append(rows, row{pick: true, lines: s.hit(h)})
		}
	}
	s.list.layout(rows, s.width, s.height, s.theme)
}

// note says what came of the search, or what it is.
func (s *searcher) note() string {
	switch {
	case s.words == "":
		return "Type what to look for in all sessions, then enter."
	case s.answer == nil:
		return "Looking …"
	case len(s.answer.all) == 0:
		return fmt.Sprintf("“%s” is in no session.", s.words)
	case s.answer.more:
		return fmt.Sprintf("The first %d places; more words find fewer.", len(s.answer.all))
	case len(s.answer.all) == 1:
		return "One place."
	}
	return fmt.Sprintf("%d places.", len(s.answer.all))
}

// hit is where the words stand, and what stands around them.
func (s *searcher) hit(h course.Hit) []string {
	where := fmt.Sprintf("%d %s", h.Session.Number(), h.Session.Title)
	if h.Heading != "" {
		where = fmt.Sprintf("%d › %s", h.Session.Number(), h.Heading)
	}
	lines := []string{clipTo(where, s.width-2)}
	for _, l := range typeset.Wrap(s.theme.Faint.Render(h.Text), max(1, s.width-4)) {
		lines = append(lines, "  "+highlight(l, s.words, s.theme.Found.Render))
	}
	return append(lines, "")
}

func (s *searcher) update(msg tea.Msg) (step, tea.Cmd) {
	var st step
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case hits:
		if msg.of == s && msg.words == s.words {
			s.answer = &msg
		}
	case tea.PasteMsg:
		if s.typed {
			s.input, cmd = s.input.Update(oneLine(msg))
		}
	case tea.KeyPressMsg:
		if s.typed {
			st, cmd = s.edit(msg)
		} else {
			return s.key(msg)
		}
	}
	s.draw()
	return st, cmd
}

// edit takes a key while the words are typed.
func (s *searcher) edit(msg tea.KeyPressMsg) (step, tea.Cmd) {
	switch msg.String() {
	case "esc":
		if s.answer == nil {
			return step{kind: pop}, nil
		}
		s.input.SetValue(s.words)
		s.typed = false
		s.input.Blur()
	case "enter":
		return step{}, s.look()
	default:
		var cmd tea.Cmd
		s.input, cmd = s.input.Update(msg)
		return step{}, cmd
	}
	return step{}, nil
}

// look searches in the background: a large course has many sessions that were not read yet.
func (s *searcher) look() tea.Cmd {
	words := foldBlanks(s.input.Value())
	if words == "" {
		return nil
	}
	s.words, s.answer, s.typed, s.list.cursor = words, nil, false, 0
	s.input.Blur()
	c := s.env.Course
	return func() tea.Msg {
		all, more := c.Search(words, hitsMost)
		return hits{s, words, all, more}
	}
}

func (s *searcher) key(msg tea.KeyPressMsg) (step, tea.Cmd) {
	switch {
	case key.Matches(msg, s.bind.Again):
		s.typed = true
		s.input.SetValue("")
		cmd := s.input.Focus()
		s.draw()
		return step{}, cmd
	case key.Matches(msg, s.list.bind.Enter):
		if s.answer != nil && s.list.cursor < len(s.answer.all) {
			return step{kind: push, to: newFound(s.env, s.answer.all[s.list.cursor], s.words)}, nil
		}
	case key.Matches(msg, s.list.bind.Leave):
		return step{kind: pop}, nil
	default:
		s.list.key(msg)
	}
	return step{}, nil
}

func (s *searcher) title() (string, string) { return s.env.Course.Title + " › Search", "" }
func (s *searcher) lines() []string         { return s.list.lines() }
func (s *searcher) typing() bool            { return s.typed }
func (s *searcher) leave()                  {}

func (s *searcher) keys() []key.Binding {
	if s.typed {
		return []key.Binding{
			key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "search")),
			key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "back")),
		}
	}
	all := s.list.keys("read there")
	all[0].SetEnabled(s.answer != nil && len(s.answer.all) > 0)
	return append([]key.Binding{all[0], s.bind.Again}, all[1:]...)
}
