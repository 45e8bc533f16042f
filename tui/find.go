package tui

import (
	"strings"

	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
)

// search looks for the next line, after a spot or before it, that holds the words, all around the session and back to where it began.
// Case does not matter.
func (p *page) search(words string, from spot, direction int) (spot, bool) {
	want := strings.ToLower(words)
	for n := range p.count() + 1 {
		piece := ((from.piece+n*direction)%p.count() + p.count()) % p.count()
		i := p.block(piece)
		if i >= 0 && !p.text.MayHold(i, want) {
			continue
		}
		if i >= 0 {
			p.unfold(i, want)
		}
		found := linesWith(p.lines(piece), want)
		if n == 0 {
			found = beyond(found, from.line, direction)
		}
		switch {
		case len(found) == 0:
		case direction > 0:
			return spot{piece, found[0]}, true
		default:
			return spot{piece, found[len(found)-1]}, true
		}
	}
	return spot{}, false
}

// beyond leaves of some lines those that come after one in a direction.
func beyond(lines []int, one, direction int) (left []int) {
	for _, l := range lines {
		if (l-one)*direction > 0 {
			left = append(left, l)
		}
	}
	return left
}

// linesWith are the lines on which the words stand, or begin if a line's end parts them.
func linesWith(lines []string, want string) (found []int) {
	plain := make([]string, len(lines))
	for i, l := range lines {
		plain[i] = strings.ToLower(foldBlanks(strings.TrimLeft(xansi.Strip(l), " ┃")))
	}
	for i, l := range plain {
		if strings.Contains(l, want) || i+1 < len(plain) && parted(l, plain[i+1], want) {
			found = append(found, i)
		}
	}
	return found
}

// parted tells whether the words begin on one line and end on the next.
func parted(line, next, want string) bool {
	join := " "
	if strings.HasSuffix(line, "-") || strings.HasSuffix(line, "–") {
		join = ""
	}
	return strings.Contains(line+join+next, want) && !strings.Contains(next, want)
}

// goToSpot brings a line into view, near the upper third of the screen.
func (p *page) goToSpot(at spot) {
	p.top = at
	p.move(-p.height / 3)
	p.settle()
}

// unfold opens what is folded if the words stand in it.
func (p *page) unfold(i int, want string) {
	b := p.text.Blocks[i]
	if b.Kind != course.Details || p.open[b.Start] || !strings.Contains(strings.ToLower(foldBlanks(p.text.Children(i).Plain())), want) {
		return
	}
	p.open[b.Start] = true
	delete(p.cache, i+1)
}

// shows tells whether a line is in view.
func (p *page) shows(at spot) bool {
	for n := range p.height {
		if p.spotAt(n) == at {
			return true
		}
	}
	return false
}
