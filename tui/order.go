package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course/quiz"
	"lectern/tui/typeset"
)

// askOrder is for putting options in order: letters are typed in the order meant.
type askOrder struct {
	lettered
	given []int // as shown
}

func (a *askOrder) press(msg tea.KeyPressMsg) (bool, tea.Cmd) {
	n := len(a.deal)
	if i, ok := index(msg, n); ok {
		a.cursor = i
		a.place()
		return false, nil
	}
	switch {
	case a.walks(msg, n):
	case key.Matches(msg, a.bind.Toggle):
		a.place()
	case key.Matches(msg, a.bind.Undo):
		a.given = a.given[:max(0, len(a.given)-1)]
	case key.Matches(msg, a.bind.Enter):
		if a.complete() {
			return true, nil
		}
		if !slices.Contains(a.given, a.cursor) {
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

func (a *askOrder) keys() (first, rest []key.Binding) {
	k := a.bind
	k.Letter.SetHelp(letterSpan(len(a.deal)), "next in order")
	k.Toggle.SetHelp("space", "next in order")
	k.Enter.SetEnabled(a.complete())
	k.Undo.SetEnabled(len(a.given) > 0)
	return []key.Binding{k.Letter, k.Enter, k.Undo}, []key.Binding{k.Up, k.Down, k.Toggle}
}
