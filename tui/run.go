package tui

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// framesPerSecond is the most Bubble Tea allows: a key waits half as long for its frame as at the usual 60.
const framesPerSecond = 120

// The wheel comes as arrow keys (alternate scroll), so that the mouse stays the terminal's own and selects text as ever.
const (
	wheelAsKeys = "\x1b[?1007h"
	wheelAsEver = "\x1b[?1007l"
)

// Run shows the app until the learner quits. The first screen is painted before Bubble Tea's loop begins, which would let it wait
// for the loop's first tick; the loop then draws the same cells again.
func Run(a *App, in, out *os.File, environ []string) error {
	painted := paint(a, out, environ)
	_, _ = io.WriteString(out, wheelAsKeys)
	defer func() { _, _ = io.WriteString(out, wheelAsEver) }()
	p := tea.NewProgram(a, tea.WithInput(in), tea.WithOutput(out), tea.WithEnvironment(environ), tea.WithFPS(framesPerSecond))
	_, err := p.Run()
	if err != nil && painted { // the loop may not have come as far as to leave the alternate screen
		_, _ = io.WriteString(out, xansi.ResetModeAltScreenSaveCursor+xansi.ShowCursor)
	}
	return err
}

// paint writes the first screen, if the terminal says how large it is.
func paint(a *App, out *os.File, environ []string) bool {
	width, height, err := term.GetSize(out.Fd())
	if err != nil || width <= 0 || height <= 0 {
		return false
	}
	a.Resize(width, height)
	var b bytes.Buffer
	w := &colorprofile.Writer{Forward: &b, Profile: colorprofile.Detect(out, environ)}
	fmt.Fprint(w, strings.ReplaceAll(a.Content(), "\n", "\r\n"))
	_, err = io.WriteString(out, xansi.SetModeAltScreenSaveCursor+xansi.HideCursor+xansi.CursorHomePosition+b.String())
	return err == nil
}
