package tui

import (
	"charm.land/bubbles/v2/key"

	"lectern/course/study"
)

type quizKeys struct {
	Guess, Fairly, Sure, Change       key.Binding
	Right, Partly, Wrong              key.Binding
	Next, Passage, Overrule           key.Binding
	Vignette, Hint, Page, Back, Leave key.Binding
	Undo, Suspend                     key.Binding
	Line, LineUp                      key.Binding
}

func newQuizKeys() quizKeys {
	b := func(help, desc string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
	}
	return quizKeys{
		Guess: b("1", "guess", "1"), Fairly: b("2", "fairly sure", "2"), Sure: b("3", "sure", "3"),
		Change: b("backspace", "change the answer", "backspace"),
		Right:  b("r", "I had it right", "r", "3"), Partly: b("p", "partly", "p", "2"), Wrong: b("w", "I had it wrong", "w", "1"),
		Next: b("enter", "next", "enter", "n", "right"), Passage: b("g", "the passage", "g"),
		Overrule: b("o", "count mine as right", "o"), Vignette: b("v", "the case", "v", "ctrl+v"), Hint: b("h", "hint", "h", "ctrl+t"),
		Page: b("pgdn", "scroll", "pgdown", "space"), Back: b("pgup", "scroll back", "pgup"), Leave: b("esc", "leave (kept)", "esc"),
		Undo: b("u", "take the answer back", "u"), Suspend: b("x", "ask this no more", "x"),
		Line: b("↓", "line down", "down"), LineUp: b("↑", "line up", "up"),
	}
}

func (q *quizzer) keys() []key.Binding {
	k := q.bind
	above, below := q.scroll.more()
	k.Page.SetEnabled(below)
	k.Back.SetEnabled(above)
	k.Hint.SetEnabled(q.now.Question != nil && q.mayHint())
	k.Vignette.SetEnabled(q.now.Question != nil && q.now.Question.Case != nil)
	if q.typing() { // plain letters are text
		k.Vignette.SetHelp("ctrl+v", "the case")
		k.Hint.SetHelp("ctrl+t", "hint")
	}
	if q.sitting.Where != study.InQuiz {
		k.Leave.SetHelp("esc", "back")
	}
	if q.phase == sureness {
		k.Leave.SetHelp("esc", "back to the answer")
	}
	k.Line.SetEnabled(below && (q.phase == told || q.phase == judging))
	k.LineUp.SetEnabled(above && (q.phase == told || q.phase == judging))
	common := []key.Binding{k.Page, k.Vignette, k.Hint, k.Leave, k.Back, k.Line, k.LineUp}
	switch q.phase {
	case asking:
		first, rest := q.ask.keys()
		return append(append(first, common...), rest...)
	case sureness:
		return append([]key.Binding{k.Guess, k.Fairly, k.Sure, k.Change}, common...)
	case judging:
		return append([]key.Binding{k.Right, k.Partly, k.Wrong}, common...)
	case told:
		keys := q.toldKeys(k)
		return append(append([]key.Binding{keys[0], k.Page}, keys[1:]...), common[1:]...)
	}
	return []key.Binding{k.Leave}
}

// toldKeys are those of a verdict.
func (q *quizzer) toldKeys(k quizKeys) []key.Binding {
	switch q.sitting.Where {
	case study.InPretest:
		return []key.Binding{k.Next}
	case study.InCheck:
		k.Next.SetHelp("enter", "read on")
	}
	if q.now.Item.Suspended {
		k.Suspend.SetHelp("x", "ask this again")
	}
	taught, _ := q.sitting.Passage(q.now.Question)
	k.Passage.SetEnabled(taught != nil)
	k.Undo.SetEnabled(q.now.Event != "")
	k.Overrule.SetEnabled(q.sitting.MayOverrule())
	return []key.Binding{k.Next, k.Passage, k.Overrule, k.Undo, k.Suspend}
}
