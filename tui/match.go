package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course/quiz"
	"lectern/tui/typeset"
)

// askMatch is for joining each left with a right. The cursor is on a left, the letters are the rights'.
type askMatch struct {
	lettered
	given []int // for each left, the right as shown; -1 for none yet
}

func newAskMatch(l lettered) *askMatch {
	return &askMatch{l, slices.Repeat([]int{-1}, len(l.q.Lefts))}
}

func (a *askMatch) press(msg tea.KeyPressMsg) (bool, tea.Cmd) {
	n := len(a.given)
	if i, ok := index(msg, len(a.deal)); ok {
		a.given[a.cursor] = i
		a.cursor = min(a.cursor+1, n-1)
		if next := slices.Index(a.given, -1); next >= 0 && a.given[a.cursor] >= 0 {
			a.cursor = next
		}
		return false, nil
	}
	switch {
	case a.walks(msg, n):
	case key.Matches(msg, a.bind.Undo):
		if a.given[a.cursor] < 0 {
			a.cursor = max(0, a.cursor-1)
		}
		a.given[a.cursor] = -1
	case key.Matches(msg, a.bind.Enter):
		return a.complete(), nil
	}
	return false, nil
}

func (a *askMatch) draw(s *typeset.Setter) (lines []string, from, to int) {
	for i, left := range a.q.Lefts {
		mark := "  "
		if i == a.cursor {
			mark, from = s.Theme.Selected.Render("▸ "), len(lines)
		}
		with := "_"
		if a.given[i] >= 0 {
			with = letter(a.given[i])
		}
		lines = append(lines, optionLines(s, mark, "["+with+"]", left)...)
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

func (a *askMatch) keys() (first, rest []key.Binding) {
	k := a.bind
	k.Letter.SetHelp(letterSpan(len(a.deal)), "belongs here")
	k.Enter.SetEnabled(a.complete())
	return []key.Binding{k.Letter, k.Enter, k.Undo}, []key.Binding{k.Up, k.Down}
}
