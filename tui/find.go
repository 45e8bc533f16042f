package tui

import (
	"bytes"
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
)

// search looks for the next piece, from one on in a direction, whose text holds the words, and returns the line in it. Case
// does not matter.
func (p *page) search(words string, from, direction int) (spot, bool) {
	want := strings.ToLower(words)
	for n, piece := 0, from; n < p.count(); n, piece = n+1, piece+direction {
		piece = (piece + p.count()) % p.count()
		if i := p.block(piece); i >= 0 && !mayHold(p.text.Bytes(i), want) {
			continue
		}
		if line := lineOf(p.lines(piece), want); line >= 0 {
			return spot{piece, line}, true
		}
	}
	return spot{}, false
}

// mayHold tells quickly whether a block's source can hold the words; marks inside words make it miss nothing but those.
func mayHold(src []byte, want string) bool {
	first, _, _ := strings.Cut(want, " ")
	return bytes.Contains(bytes.ToLower(src), []byte(first))
}

// lineOf is the first line with the words, or -1. Words that a line's end parts are found by their first.
func lineOf(lines []string, want string) int {
	first, _, several := strings.Cut(want, " ")
	fallback := -1
	for i, l := range lines {
		plain := strings.ToLower(xansi.Strip(l))
		if strings.Contains(plain, want) {
			return i
		}
		if several && fallback < 0 && strings.HasSuffix(plain, first) {
			fallback = i
		}
	}
	return fallback
}

// goToSpot brings a line into view, near the upper third of the screen.
func (p *page) goToSpot(at spot) {
	p.top = at
	p.move(-p.height / 3)
}
