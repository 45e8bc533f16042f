package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/sitting"
	"lectern/tui/theme"
)

// A form asks for a few lines that make a change of a step or an entry of the logbook.
type form struct {
	base      sitting.Change
	fields    []string
	inputs    []textinput.Model
	at        int
	cancelled bool
}

var fieldHints = map[string]string{"date": "like 2026-11-22", "hours": "a number", "by": "provider or supervisor", "note": "no patient identifiers",
	"kind": strings.Join(sitting.LogSorts, ", ")}

func newForm(base sitting.Change, fields ...string) *form {
	f := &form{base: base, fields: fields}
	for _, name := range fields {
		in := textinput.New()
		in.Prompt = fmt.Sprintf("%-6s › ", name)
		in.Placeholder = fieldHints[name]
		if name == "date" {
			in.SetValue(base.Date)
		}
		f.inputs = append(f.inputs, in)
	}
	return f
}

func (f *form) focus(i int) tea.Cmd {
	f.inputs[f.at].Blur()
	f.at = i
	return f.inputs[f.at].Focus()
}

// update takes a key or what was pasted, and tells whether the form is done, which it is also when it was cancelled. A form whose change
// cannot be made stays as it is, to be mended: what was typed may be long.
func (f *form) update(msg tea.Msg) (done bool, cmd tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return f.key(msg)
	case tea.PasteMsg:
		f.inputs[f.at], cmd = f.inputs[f.at].Update(oneLine(msg))
	}
	return false, cmd
}

func (f *form) key(msg tea.KeyPressMsg) (done bool, cmd tea.Cmd) {
	last := len(f.inputs) - 1
	switch msg.String() {
	case "esc":
		f.cancelled = true
		return true, nil
	case "enter":
		if f.at == last {
			return true, nil
		}
		return false, f.focus(f.at + 1)
	case "tab", "down":
		return false, f.focus((f.at + 1) % len(f.inputs))
	case "shift+tab", "up":
		return false, f.focus((f.at + last) % len(f.inputs))
	}
	f.inputs[f.at], cmd = f.inputs[f.at].Update(msg)
	return false, cmd
}

// change is what the form says.
func (f *form) change() (sitting.Change, error) {
	c := f.base
	for i, name := range f.fields {
		v := course.CleanString(foldBlanks(f.inputs[i].Value()))
		switch name {
		case "date":
			c.Date = v
		case "hours":
			if v == "" {
				continue
			}
			h, err := sitting.Amount("hours", v)
			if err != nil {
				return c, err
			}
			c.Hours = h
		case "by":
			c.By = v
		case "note":
			c.Text = v
		case "kind":
			c.Sort = v
		}
	}
	return c, nil
}

func (f *form) draw(width int, _ theme.Theme) (lines []string) {
	for i := range f.inputs {
		f.inputs[i].SetWidth(max(1, width-10))
		lines = append(lines, clipTo(f.inputs[i].View(), width))
	}
	return lines
}

func (f *form) keys() []key.Binding {
	next := key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "another line"))
	next.SetEnabled(len(f.inputs) > 1)
	enter := "next line"
	if f.at == len(f.inputs)-1 {
		enter = "keep"
	}
	return []key.Binding{
		key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", enter)),
		key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "cancel")),
		next,
	}
}
