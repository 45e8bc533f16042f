package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/tui/theme"
)

// A help lists the keys that work on the screen below it. It is made from the bindings themselves.
type help struct {
	of         []key.Binding
	scroll     scroll
	more, back key.Binding
}

func newHelp(bindings []key.Binding) *help {
	h := &help{
		more: key.NewBinding(key.WithKeys("space", "pgdown", "down", "j"), key.WithHelp("space", "more")),
		back: key.NewBinding(key.WithKeys("b", "pgup", "up", "k"), key.WithHelp("b", "back")),
	}
	for _, b := range bindings {
		if b.Enabled() && b.Help().Key != "" {
			h.of = append(h.of, b)
		}
	}
	return h
}

func (h *help) layout(f frame, t theme.Theme) { h.scroll.set(h.draw(f, t), f.body) }

// draw lists the keys, in two columns if the rows do not suffice.
func (h *help) draw(f frame, t theme.Theme) []string {
	width := 0
	for _, b := range h.of {
		width = max(width, xansi.StringWidth(b.Help().Key))
	}
	cells := make([]string, 0, len(h.of))
	for _, b := range h.of {
		k := b.Help().Key
		cells = append(cells, t.Accent.Render(k)+strings.Repeat(" ", width-xansi.StringWidth(k)+2)+b.Help().Desc)
	}
	if len(cells) <= f.body || f.measure < 50 {
		return cells
	}
	half := (len(cells) + 1) / 2
	lines := cells[:half]
	for i, c := range cells[half:] {
		l := xansi.Truncate(lines[i], f.measure/2-1, "…")
		lines[i] = l + strings.Repeat(" ", f.measure/2-xansi.StringWidth(l)) + c
	}
	return lines
}

// scrolls takes a key that shows more. Any other closes the help.
func (h *help) scrolls(msg tea.KeyPressMsg) bool {
	above, below := h.scroll.more()
	page := max(1, h.scroll.height-1)
	switch {
	case below && key.Matches(msg, h.more):
		h.scroll.move(page)
	case above && key.Matches(msg, h.back):
		h.scroll.move(-page)
	default:
		return false
	}
	return true
}

func (h *help) keys() []key.Binding {
	above, below := h.scroll.more()
	more, back := h.more, h.back
	more.SetEnabled(below)
	back.SetEnabled(above)
	closes := key.NewBinding(key.WithKeys("esc"), key.WithHelp("any other key", "close"))
	return []key.Binding{closes, back, more} // the last is told whatever the width
}
