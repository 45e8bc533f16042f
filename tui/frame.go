package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/tui/theme"
)

// A frame is where things stand in the window: a title row, a body, a hint row, all on one left edge. Text is at most as wide
// as the settings say and centred.
type frame struct {
	width, height int
	left, measure int
	body          int // rows for the screen
	airy          bool
}

const (
	measureMost = 76
	airyHeight  = 12 // from this height on, blank lines stand above and below the body
)

func newFrame(width, height, most int) frame {
	f := frame{width: max(0, width), height: max(0, height)}
	margin := 2
	if width < 44 {
		margin = 1
	}
	f.measure = max(1, min(most, width-2*margin))
	f.left = max(0, (width-f.measure)/2)
	f.airy = height >= airyHeight
	f.body = max(1, height-2)
	if f.airy {
		f.body = height - 4
	}
	return f
}

// draw puts the parts together, exactly as many rows as the window has.
func (f frame) draw(left, right string, body []string, hint string, t theme.Theme) string {
	rows := make([]string, 0, f.height)
	rows = append(rows, f.titleRow(left, right, t))
	if f.airy {
		rows = append(rows, "")
	}
	for i := range f.body {
		if i < len(body) {
			rows = append(rows, body[i])
		} else {
			rows = append(rows, "")
		}
	}
	if f.airy {
		rows = append(rows, "")
	}
	rows = append(rows, hint)
	if f.height < len(rows) { // too low for everything: the body matters most
		rows = rows[len(rows)-1-f.height : len(rows)-1]
	}
	indent := strings.Repeat(" ", f.left)
	for i, r := range rows {
		if r != "" {
			rows[i] = indent + xansi.Truncate(r, max(0, f.width-f.left), "")
		}
	}
	return strings.Join(rows, "\n")
}

func (f frame) titleRow(left, right string, t theme.Theme) string {
	room := f.measure - xansi.StringWidth(right)
	if right != "" {
		room -= 2
	}
	if room < 8 {
		right, room = "", f.measure
	}
	left = xansi.Truncate(left, room, "…")
	gap := max(0, f.measure-xansi.StringWidth(left)-xansi.StringWidth(right))
	return strings.TrimRight(t.Strong.Render(left)+strings.Repeat(" ", gap)+t.Faint.Render(right), " ")
}

// hints makes the bottom row from bindings: as many as fit, the last two (help and quit) before the others. A notice takes their
// place until the next key.
func hints(bindings []key.Binding, notice string, width int, t theme.Theme) string {
	if notice != "" {
		return t.Warning.Render(xansi.Truncate(notice, width, "…"))
	}
	var on []key.Binding
	for _, b := range bindings {
		if b.Enabled() && b.Help().Key != "" {
			on = append(on, b)
		}
	}
	keep := min(2, len(on))
	var tail []string
	used := 0
	for _, b := range on[len(on)-keep:] {
		used += hintWidth(b) + 3
		tail = append(tail, hint(b, t))
	}
	var row []string
	for _, b := range on[:len(on)-keep] {
		if used+hintWidth(b) > width {
			break
		}
		used += hintWidth(b) + 3
		row = append(row, hint(b, t))
	}
	return xansi.Truncate(strings.Join(append(row, tail...), "   "), width, "…")
}

func hintWidth(b key.Binding) int {
	return xansi.StringWidth(b.Help().Key) + 1 + xansi.StringWidth(b.Help().Desc)
}

func hint(b key.Binding, t theme.Theme) string {
	return t.Accent.Render(b.Help().Key) + " " + t.Faint.Render(b.Help().Desc)
}
