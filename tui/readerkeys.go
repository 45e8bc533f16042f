package tui

import (
	"charm.land/bubbles/v2/key"

	"lectern/course"
)

type readerKeys struct {
	Page, Back, Down, Up, HalfDown, HalfUp, Home, End key.Binding
	Next, Previous, NextSession, PreviousSession      key.Binding
	Outline, Find, Again, Against, Check, Open        key.Binding
	Quiz, Enter, Leave, Guess, Words                  key.Binding
}

func newReaderKeys() readerKeys {
	b := func(help, desc string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
	}
	return readerKeys{
		Page: b("space", "page", "space", "pgdown", "right", "l", "f", "ctrl+f"), Back: b("b", "page back", "b", "pgup", "left", "h", "shift+space", "ctrl+b"),
		Down: b("↓ j", "line down", "down", "j"), Up: b("↑ k", "line up", "up", "k"),
		HalfDown: b("d", "half a page", "d", "ctrl+d"), HalfUp: b("u", "half a page back", "u", "ctrl+u"),
		Home: b("g", "to the top", "g", "home"), End: b("G", "to the end", "G", "end"),
		Next: b("n", "next heading", "n", "]", "tab"), Previous: b("N", "previous heading", "N", "p", "[", "shift+tab"),
		NextSession: b(">", "next session", ">"), PreviousSession: b("<", "previous session", "<"),
		Outline: b("t", "outline", "t"), Find: b("/", "find", "/"),
		Again: b("n", "next match", "n"), Against: b("N", "previous match", "N"),
		Check: b("c", "answer the check", "c"), Open: b("o", "open or close", "o"),
		Guess: b("e", "guess first", "e"), Words: b("w", "words", "w"),
		Quiz: b("z", "quiz", "z"), Enter: b("enter", "quiz", "enter"), Leave: b("esc", "back", "esc", "backspace"),
	}
}

func (r *reader) keys() []key.Binding {
	k := r.bind
	if r.check != nil {
		return r.check.quizzer.keys()
	}
	if r.finding {
		return []key.Binding{
			key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "find")),
			key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "cancel")),
		}
	}
	k.Enter.SetEnabled(r.atEnd() && r.page.questions() > 0 && !r.passage)
	k.Quiz.SetEnabled(r.page.questions() > 0 && !r.passage)
	k.Check.SetEnabled(r.page.inView(course.CheckMark) >= 0)
	k.Guess.SetEnabled(r.mayGuess())
	k.Open.SetEnabled(r.page.inView(course.Details) >= 0)
	k.Again.SetEnabled(r.words != "")
	k.Against.SetEnabled(r.words != "")
	k.Next.SetEnabled(r.words == "")
	k.Previous.SetEnabled(r.words == "")
	k.NextSession.SetEnabled(!r.passage)
	k.PreviousSession.SetEnabled(!r.passage)
	switch {
	case r.start.piece > 0:
		k.Leave.SetHelp("esc", "to the search")
	case r.words != "":
		k.Leave.SetHelp("esc", "end the search")
	}
	if r.passage {
		return []key.Binding{k.Leave, k.Again, k.Open, k.Page, k.Back, k.Next, k.Find, k.Outline, k.Words, k.Against, k.Previous,
			k.Down, k.Up, k.HalfDown, k.HalfUp, k.Home, k.End}
	}
	return []key.Binding{k.Enter, k.Check, k.Open, k.Guess, k.Page, k.Again, k.Against, k.Next, k.Quiz, k.Outline, k.Leave, k.Words, k.Find,
		k.Back, k.Down, k.Up, k.HalfDown, k.HalfUp, k.Home, k.End, k.Previous, k.NextSession, k.PreviousSession}
}
