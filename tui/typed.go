package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/tui/typeset"
)

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
		if q.Type != course.Recall { // an answer that is marked is a word or two
			in.CharLimit = 500
		}
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
	a.inputs[a.at], cmd = a.inputs[a.at].Update(oneLine(msg))
	return cmd
}

// oneLine makes what was pasted fit an input: no line breaks, and nothing that a terminal would obey.
func oneLine(msg tea.PasteMsg) tea.PasteMsg {
	msg.Content = course.CleanString(foldBlanks(msg.Content))
	return msg
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

func (a *askText) keys() (first, rest []key.Binding) {
	k := a.bind
	k.Enter.SetEnabled(a.complete())
	if len(a.inputs) > 1 {
		k.Down.SetHelp("tab", "next gap")
		return []key.Binding{k.Enter, k.Down}, nil
	}
	return []key.Binding{k.Enter}, nil
}
