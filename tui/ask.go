package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
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
	typing() bool                   // letters are text
	takes(msg tea.KeyPressMsg) bool // the key belongs to the answer, whatever else it may mean
	keys() []key.Binding
}

func newAsk(q *course.Question, seed uint64) ask {
	switch q.Type {
	case course.Single, course.TrueFalse, course.Multiple:
		return &askChoice{q: q, deal: quiz.Deal(q, seed), bind: newAskKeys(), several: q.Type == course.Multiple}
	case course.Order:
		return &askOrder{q: q, deal: quiz.Deal(q, seed), bind: newAskKeys()}
	case course.Matching:
		return newAskMatch(q, quiz.Deal(q, seed))
	}
	return newAskText(q)
}

type askKeys struct{ Letter, Up, Down, Toggle, Enter, Undo key.Binding }

func newAskKeys() askKeys {
	return askKeys{
		Letter: key.NewBinding(key.WithKeys(strings.Split(letters+digits, "")...), key.WithHelp("a–z", "choose")),
		Up:     key.NewBinding(key.WithKeys("up", "ctrl+p"), key.WithHelp("↑", "up")),
		Down:   key.NewBinding(key.WithKeys("down", "tab", "ctrl+n"), key.WithHelp("↓", "down")),
		Toggle: key.NewBinding(key.WithKeys("space"), key.WithHelp("space", "choose")),
		Enter:  key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "that is my answer")),
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

// askChoice is for one or several options.
type askChoice struct {
	q       *course.Question
	deal    []int
	cursor  int
	chosen  []int // as shown
	several bool
	bind    askKeys
}

func (a *askChoice) press(msg tea.KeyPressMsg) (bool, tea.Cmd) {
	n := len(a.deal)
	if i, ok := index(msg, n); ok {
		a.cursor = i
		a.pick()
		return !a.several, nil
	}
	switch {
	case key.Matches(msg, a.bind.Up):
		a.cursor = (a.cursor + n - 1) % n
	case key.Matches(msg, a.bind.Down):
		a.cursor = (a.cursor + 1) % n
	case key.Matches(msg, a.bind.Toggle):
		a.pick()
	case key.Matches(msg, a.bind.Enter):
		if !a.several {
			a.pick()
		}
		return a.complete(), nil
	}
	return false, nil
}

func (a *askChoice) pick() {
	switch i := slices.Index(a.chosen, a.cursor); {
	case !a.several:
		a.chosen = []int{a.cursor}
	case i >= 0:
		a.chosen = slices.Delete(a.chosen, i, i+1)
	default:
		a.chosen = append(a.chosen, a.cursor)
	}
}

func (a *askChoice) draw(s *typeset.Setter) (lines []string, from, to int) {
	for i, o := range a.deal {
		mark := "  "
		on := slices.Contains(a.chosen, i)
		switch {
		case i == a.cursor:
			mark = s.Theme.Selected.Render("▸ ")
		}
		label := letter(i)
		if a.several {
			label = map[bool]string{true: "[x] ", false: "[ ] "}[on] + label
		} else if on {
			label = s.Theme.Selected.Render(label)
		}
		if i == a.cursor {
			from = len(lines)
		}
		lines = append(lines, optionLines(s, mark, label, a.q.Options[o].Text)...)
		if i == a.cursor {
			to = len(lines)
		}
	}
	return lines, from, to
}

func (a *askChoice) answer() quiz.Answer {
	var ans quiz.Answer
	for _, i := range a.chosen {
		ans.Chosen = append(ans.Chosen, a.deal[i])
	}
	slices.Sort(ans.Chosen)
	return ans
}

func (a *askChoice) complete() bool { return len(a.chosen) > 0 }
func (a *askChoice) typing() bool   { return false }

func (a *askChoice) takes(msg tea.KeyPressMsg) bool {
	_, ok := index(msg, len(a.deal))
	return ok
}

func (a *askChoice) keys() []key.Binding {
	k := a.bind
	k.Letter.SetHelp(letterSpan(len(a.deal)), "choose")
	k.Toggle.SetEnabled(a.several)
	k.Enter.SetEnabled(a.several && a.complete() || !a.several)
	return []key.Binding{k.Letter, k.Toggle, k.Enter, k.Up, k.Down}
}

// askOrder is for putting options in order: letters are typed in the order meant.
type askOrder struct {
	q      *course.Question
	deal   []int
	given  []int // as shown
	cursor int
	bind   askKeys
}

func (a *askOrder) press(msg tea.KeyPressMsg) (bool, tea.Cmd) {
	n := len(a.deal)
	if i, ok := index(msg, n); ok {
		a.cursor = i
		a.place()
		return false, nil
	}
	switch {
	case key.Matches(msg, a.bind.Up):
		a.cursor = (a.cursor + n - 1) % n
	case key.Matches(msg, a.bind.Down):
		a.cursor = (a.cursor + 1) % n
	case key.Matches(msg, a.bind.Toggle):
		a.place()
	case key.Matches(msg, a.bind.Undo):
		a.given = a.given[:max(0, len(a.given)-1)]
	case key.Matches(msg, a.bind.Enter):
		if !a.complete() {
			a.place()
		}
		return a.complete(), nil
	}
	return false, nil
}

// place appends the option under the cursor, or takes it out if it has its place already.
func (a *askOrder) place() {
	if i := slices.Index(a.given, a.cursor); i >= 0 {
		a.given = slices.Delete(a.given, i, i+1)
		return
	}
	a.given = append(a.given, a.cursor)
}

func (a *askOrder) draw(s *typeset.Setter) (lines []string, from, to int) {
	for i, o := range a.deal {
		mark := "  "
		if i == a.cursor {
			mark, from = s.Theme.Selected.Render("▸ "), len(lines)
		}
		rank := " "
		if at := slices.Index(a.given, i); at >= 0 {
			rank = digits[min(at, 8) : min(at, 8)+1]
		}
		lines = append(lines, optionLines(s, mark, "["+rank+"] "+letter(i), a.q.Options[o].Text)...)
		if i == a.cursor {
			to = len(lines)
		}
	}
	return lines, from, to
}

func (a *askOrder) answer() quiz.Answer {
	var ans quiz.Answer
	for _, i := range a.given {
		ans.Chosen = append(ans.Chosen, a.deal[i])
	}
	return ans
}

func (a *askOrder) complete() bool { return len(a.given) == len(a.deal) }
func (a *askOrder) typing() bool   { return false }

func (a *askOrder) takes(msg tea.KeyPressMsg) bool {
	_, ok := index(msg, len(a.deal))
	return ok
}

func (a *askOrder) keys() []key.Binding {
	k := a.bind
	k.Letter.SetHelp(letterSpan(len(a.deal)), "next in order")
	k.Toggle.SetHelp("space", "next in order")
	k.Enter.SetEnabled(a.complete())
	k.Undo.SetEnabled(len(a.given) > 0)
	return []key.Binding{k.Letter, k.Enter, k.Undo, k.Up, k.Down, k.Toggle}
}

// askMatch is for joining each left with a right.
type askMatch struct {
	q     *course.Question
	deal  []int
	given []int // for each left, the right as shown; -1 for none yet
	at    int
	bind  askKeys
}

func newAskMatch(q *course.Question, deal []int) *askMatch {
	return &askMatch{q: q, deal: deal, given: slices.Repeat([]int{-1}, len(q.Lefts)), bind: newAskKeys()}
}

func (a *askMatch) press(msg tea.KeyPressMsg) (bool, tea.Cmd) {
	n := len(a.given)
	if i, ok := index(msg, len(a.deal)); ok {
		a.given[a.at] = i
		a.at = min(a.at+1, n-1)
		if next := slices.Index(a.given, -1); next >= 0 && a.given[a.at] >= 0 {
			a.at = next
		}
		return false, nil
	}
	switch {
	case key.Matches(msg, a.bind.Up):
		a.at = (a.at + n - 1) % n
	case key.Matches(msg, a.bind.Down):
		a.at = (a.at + 1) % n
	case key.Matches(msg, a.bind.Undo):
		if a.given[a.at] < 0 {
			a.at = max(0, a.at-1)
		}
		a.given[a.at] = -1
	case key.Matches(msg, a.bind.Enter):
		return a.complete(), nil
	}
	return false, nil
}

func (a *askMatch) draw(s *typeset.Setter) (lines []string, from, to int) {
	for i, left := range a.q.Lefts {
		mark := "  "
		if i == a.at {
			mark, from = s.Theme.Selected.Render("▸ "), len(lines)
		}
		with := "_"
		if a.given[i] >= 0 {
			with = letter(a.given[i])
		}
		lines = append(lines, optionLines(s, mark, "["+with+"]", left)...)
		if i == a.at {
			to = len(lines)
		}
	}
	lines = append(lines, "")
	for i, r := range a.deal {
		lines = append(lines, optionLines(s, "    ", letter(i), a.q.Rights[r])...)
	}
	return lines, from, len(lines)
}

func (a *askMatch) answer() quiz.Answer {
	var ans quiz.Answer
	for _, i := range a.given {
		if i < 0 {
			ans.Chosen = append(ans.Chosen, -1)
		} else {
			ans.Chosen = append(ans.Chosen, a.deal[i])
		}
	}
	return ans
}

func (a *askMatch) complete() bool { return !slices.Contains(a.given, -1) }
func (a *askMatch) typing() bool   { return false }

func (a *askMatch) takes(msg tea.KeyPressMsg) bool {
	_, ok := index(msg, len(a.deal))
	return ok
}

func (a *askMatch) keys() []key.Binding {
	k := a.bind
	k.Letter.SetHelp(letterSpan(len(a.deal)), "belongs here")
	k.Enter.SetEnabled(a.complete())
	return []key.Binding{k.Letter, k.Enter, k.Undo, k.Up, k.Down}
}

// askText is for typing: one input for each gap, and one for free recall.
type askText struct {
	q      *course.Question
	inputs []textinput.Model
	at     int
	bind   askKeys
}

func newAskText(q *course.Question) *askText {
	a := &askText{q: q, bind: newAskKeys()}
	n := max(1, len(q.Gaps))
	for i := range n {
		in := textinput.New()
		in.CharLimit = 500
		in.Prompt = "› "
		if q.Type == course.Cloze {
			in.Prompt = digits[min(i, 8):min(i, 8)+1] + " › "
		}
		a.inputs = append(a.inputs, in)
	}
	a.inputs[0].Focus()
	return a
}

func (a *askText) focus(i int) tea.Cmd {
	a.inputs[a.at].Blur()
	a.at = (i + len(a.inputs)) % len(a.inputs)
	return a.inputs[a.at].Focus()
}

func (a *askText) press(msg tea.KeyPressMsg) (bool, tea.Cmd) {
	switch msg.String() {
	case "enter":
		if a.at == len(a.inputs)-1 {
			return a.complete(), nil
		}
		return false, a.focus(a.at + 1)
	case "tab", "down":
		return false, a.focus(a.at + 1)
	case "shift+tab", "up":
		return false, a.focus(a.at - 1)
	}
	var cmd tea.Cmd
	a.inputs[a.at], cmd = a.inputs[a.at].Update(msg)
	return false, cmd
}

// paste takes text from the clipboard.
func (a *askText) paste(msg tea.PasteMsg) tea.Cmd {
	var cmd tea.Cmd
	msg.Content = course.CleanString(foldBlanks(msg.Content))
	a.inputs[a.at], cmd = a.inputs[a.at].Update(msg)
	return cmd
}

func (a *askText) draw(s *typeset.Setter) (lines []string, from, to int) {
	if a.q.Type == course.Cloze {
		lines = append(s.Text(a.q.Passage), "")
	}
	if a.q.Type == course.Recall {
		lines = append(typeset.Wrap(s.Theme.Faint.Render("Say it to yourself or write it down; then compare with a model answer."), s.Width), "")
	}
	for i := range a.inputs {
		if i == a.at {
			from = len(lines)
		}
		a.inputs[i].SetWidth(max(1, s.Width-xansi.StringWidth(a.inputs[i].Prompt)-1))
		lines = append(lines, a.inputs[i].View())
		if i == a.at {
			to = len(lines)
		}
	}
	return lines, from, to
}

func (a *askText) answer() quiz.Answer {
	var ans quiz.Answer
	for _, in := range a.inputs {
		ans.Typed = append(ans.Typed, strings.TrimSpace(in.Value()))
	}
	return ans
}

// complete tells whether something stands in every gap. Free recall may stay in the head.
func (a *askText) complete() bool {
	for _, in := range a.inputs {
		if strings.TrimSpace(in.Value()) == "" && a.q.Type != course.Recall {
			return false
		}
	}
	return true
}

func (a *askText) typing() bool { return true }

func (a *askText) takes(msg tea.KeyPressMsg) bool { return msg.Text != "" }

func (a *askText) keys() []key.Binding {
	k := a.bind
	k.Enter.SetEnabled(a.complete())
	if len(a.inputs) > 1 {
		k.Down.SetHelp("tab", "next gap")
		return []key.Binding{k.Enter, k.Down}
	}
	return []key.Binding{k.Enter}
}
