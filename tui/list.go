package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/tui/theme"
)

// A list is rows of which some can be picked with a cursor. It scrolls to keep the cursor in view.
type list struct {
	rows   []row
	cursor int // among the rows that can be picked
	at     int // the cursor's first line
	scroll scroll
	theme  theme.Theme
	bind   listKeys
}

// A row has a line or several. One that can be picked is shown with the cursor's sign before it.
type row struct {
	lines []string
	pick  bool
}

type listKeys struct{ Up, Down, Top, Bottom, Enter, Leave key.Binding }

func newList() list {
	return list{bind: listKeys{
		Up:     key.NewBinding(key.WithKeys("up", "k"), key.WithHelp("↑ k", "up")),
		Down:   key.NewBinding(key.WithKeys("down", "j", "tab"), key.WithHelp("↓ j", "down")),
		Top:    key.NewBinding(key.WithKeys("g", "home"), key.WithHelp("g", "first")),
		Bottom: key.NewBinding(key.WithKeys("G", "end"), key.WithHelp("G", "last")),
		Enter:  key.NewBinding(key.WithKeys("enter", "space"), key.WithHelp("enter", "open")),
		Leave:  key.NewBinding(key.WithKeys("esc", "backspace", "left", "h"), key.WithHelp("esc", "back")),
	}}
}

func (l *list) layout(rows []row, _, height int, t theme.Theme) {
	l.rows, l.theme, l.scroll.height = rows, t, max(1, height)
	l.draw()
}

func (l *list) picks() (n int) {
	for _, r := range l.rows {
		if r.pick {
			n++
		}
	}
	return n
}

// draw puts the cursor's sign before the picked row and scrolls it into view.
func (l *list) draw() {
	l.cursor = max(0, min(l.cursor, l.picks()-1))
	var all []string
	from, to, n := 0, 0, 0
	for _, r := range l.rows {
		chosen := r.pick && n == l.cursor
		if chosen {
			from, to = len(all), len(all)+len(r.lines)
		}
		if r.pick {
			n++
		}
		for i, line := range r.lines {
			switch {
			case chosen && i == 0:
				line = l.theme.Selected.Render("▸ ") + l.theme.Selected.Render(line)
			case r.pick:
				line = "  " + line
			}
			all = append(all, line)
		}
	}
	if l.cursor == 0 && to <= l.scroll.height { // what stands above the first row is worth seeing too
		from = 0
	}
	l.at = from
	l.scroll.set(all, l.scroll.height)
	l.scroll.reveal(from, to)
}

// key moves the cursor, and tells whether the key was for that. Beyond the first and the last row that can be picked, and while the cursor
// is out of view, it scrolls.
func (l *list) key(msg tea.KeyPressMsg) bool {
	passed := l.at < l.scroll.top
	switch {
	case key.Matches(msg, l.bind.Up):
		if passed || l.cursor <= 0 {
			l.scroll.move(-1)
			return true
		}
		l.cursor--
	case key.Matches(msg, l.bind.Down):
		if passed || l.cursor >= l.picks()-1 {
			l.scroll.move(1)
			return true
		}
		l.cursor++
	case key.Matches(msg, l.bind.Top):
		l.cursor, l.scroll.top = 0, 0
	case key.Matches(msg, l.bind.Bottom):
		if l.picks() == 0 {
			l.scroll.move(len(l.scroll.all))
			return true
		}
		l.cursor = l.picks() - 1
	default:
		return false
	}
	l.draw()
	return true
}

func (l *list) lines() []string { return l.scroll.lines() }

// keys are the list's bindings; enter says what it does here.
func (l *list) keys(enter string) []key.Binding {
	e := l.bind.Enter
	e.SetHelp("enter", enter)
	return []key.Binding{e, l.bind.Up, l.bind.Down, l.bind.Leave, l.bind.Top, l.bind.Bottom}
}

func indent(lines []string, by string) []string {
	for i := range lines {
		lines[i] = by + lines[i]
	}
	return lines
}
