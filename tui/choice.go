package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course/quiz"
	"lectern/tui/typeset"
)

// askChoice is for one or several options.
type askChoice struct {
	lettered
	chosen  []int // as shown
	several bool
}

func (a *askChoice) press(msg tea.KeyPressMsg) (bool, tea.Cmd) {
	n := len(a.deal)
	if i, ok := index(msg, n); ok {
		a.cursor = i
		a.pick()
		return !a.several, nil
	}
	switch {
	case a.walks(msg, n):
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
		mark, label, on := "  ", letter(i), slices.Contains(a.chosen, i)
		if a.several {
			label = map[bool]string{true: "[x] ", false: "[ ] "}[on] + label
		} else if on {
			label = s.Theme.Selected.Render(label)
		}
		if i == a.cursor {
			mark, from = s.Theme.Selected.Render("▸ "), len(lines)
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

func (a *askChoice) keys() (first, rest []key.Binding) {
	k := a.bind
	k.Letter.SetHelp(letterSpan(len(a.deal)), "choose")
	k.Toggle.SetEnabled(a.several)
	k.Enter.SetEnabled(a.several && a.complete() || !a.several)
	return []key.Binding{k.Letter, k.Toggle, k.Enter}, []key.Binding{k.Up, k.Down}
}
