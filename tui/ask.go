package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/tui/typeset"
)

// An ask lets the learner compose the answer to one question. There is one for each way of answering.
type ask interface {
	// press takes a key and tells whether the answer is complete and meant.
	press(msg tea.KeyPressMsg) (done bool, cmd tea.Cmd)
	// draw gives the lines and which of them the cursor is on.
	draw(s *typeset.Setter) (lines []string, from, to int)
	answer() quiz.Answer
	complete() bool
	typing() bool                      // letters are text
	takes(msg tea.KeyPressMsg) bool    // the key belongs to the answer, whatever else it may mean
	keys() (first, rest []key.Binding) // rest is told where there is room
}

func newAsk(q *course.Question, seed uint64) ask {
	l := lettered{q: q, deal: quiz.Deal(q, seed), bind: newAskKeys()}
	switch q.Type {
	case course.Single, course.TrueFalse, course.Multiple:
		return &askChoice{lettered: l, several: q.Type == course.Multiple}
	case course.Order:
		return &askOrder{lettered: l}
	case course.Matching:
		return newAskMatch(l)
	}
	return newAskText(q)
}

// lettered is what all asks have in which letters stand for options.
type lettered struct {
	q      *course.Question
	deal   []int // the options as shown
	cursor int
	bind   askKeys
}

func (l *lettered) typing() bool { return false }

func (l *lettered) takes(msg tea.KeyPressMsg) bool {
	_, ok := index(msg, len(l.deal))
	return ok
}

// walks moves the cursor among n rows, if the key is for that.
func (l *lettered) walks(msg tea.KeyPressMsg, n int) bool {
	switch {
	case key.Matches(msg, l.bind.Up):
		l.cursor = (l.cursor + n - 1) % n
	case key.Matches(msg, l.bind.Down):
		l.cursor = (l.cursor + 1) % n
	default:
		return false
	}
	return true
}

type askKeys struct{ Letter, Up, Down, Toggle, Enter, Undo key.Binding }

func newAskKeys() askKeys {
	return askKeys{
		Letter: key.NewBinding(key.WithKeys(strings.Split(letters+digits, "")...), key.WithHelp("a–z", "choose")),
		Up:     key.NewBinding(key.WithKeys("up", "ctrl+p"), key.WithHelp("↑", "up")),
		Down:   key.NewBinding(key.WithKeys("down", "tab", "ctrl+n"), key.WithHelp("↓", "down")),
		Toggle: key.NewBinding(key.WithKeys("space"), key.WithHelp("space", "choose")),
		Enter:  key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "answer")),
		Undo:   key.NewBinding(key.WithKeys("backspace", "delete"), key.WithHelp("backspace", "take back")),
	}
}

const (
	letters = "abcdefghijklmnopqrstuvwxyz"
	digits  = "123456789"
)

func letter(n int) string { return letters[n%26 : n%26+1] }

// index reads "c" or "3" as 2. Letters that mean something else on the screen mean an option as long as there is one of that
// letter.
func index(msg tea.KeyPressMsg, n int) (int, bool) {
	s := msg.String()
	for _, set := range []string{letters, digits} {
		if i := strings.Index(set, s); len(s) == 1 && i >= 0 && i < n {
			return i, true
		}
	}
	return 0, false
}

// span is the help for letters: "a–d".
func letterSpan(n int) string { return "a–" + letter(max(0, n-1)) }

// optionLines set an option behind its letter.
func optionLines(s *typeset.Setter, mark, label string, t course.Text) []string {
	head := mark + label + "  "
	room := max(1, s.Width-xansi.StringWidth(head))
	lines := s.Words(t, room)
	out := make([]string, 0, len(lines))
	for i, l := range lines {
		if i == 0 {
			out = append(out, head+l)
		} else {
			out = append(out, strings.Repeat(" ", xansi.StringWidth(head))+l)
		}
	}
	if len(out) == 0 {
		out = []string{head}
	}
	return out
}
