package tui

import (
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
)

// highlight paints every occurrence of the words in a styled line, whatever their case. It is done when a line is shown, so that
// set text need not be set again.
func highlight(line, words string, paint func(...string) string) string {
	plain := xansi.Strip(line)
	lower := strings.ToLower(plain)
	want := strings.ToLower(words)
	if len(lower) != len(plain) || want == "" {
		return line
	}
	var b strings.Builder
	from := 0
	for {
		i := strings.Index(lower[from:], want)
		if i < 0 {
			break
		}
		start := xansi.StringWidth(plain[:from+i])
		b.WriteString(xansi.Cut(line, xansi.StringWidth(plain[:from]), start))
		b.WriteString(paint(plain[from+i : from+i+len(want)]))
		from += i + len(want)
	}
	if from == 0 {
		return line
	}
	b.WriteString(xansi.Cut(line, xansi.StringWidth(plain[:from]), xansi.StringWidth(plain)))
	return b.String()
}

func foldBlanks(s string) string { return strings.Join(strings.Fields(s), " ") }

// sentence turns an error into one line for the screen, or nothing.
func sentence(err error) string {
	if err == nil {
		return ""
	}
	return foldBlanks(xansi.Strip(err.Error()))
}

func width(s string) int { return xansi.StringWidth(s) }

// clipTo cuts a text to so many cells, with a sign that it goes on.
func clipTo(s string, cells int) string { return xansi.Truncate(s, max(1, cells), "…") }
