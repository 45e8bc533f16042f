package tui

import (
	"lectern/course"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// A page is a session as one long column of lines of which only those looked at are set. It is made of pieces: the front with the
// objectives, the blocks of the reading, the references, and the end. A spot is a piece and a line in it; no work grows with
// the session's length but arithmetic on block offsets.
type page struct {
	session *course.Session
	body    *course.Body
	text    course.Text

	setter *typeset.Setter
	height int
	top    spot
	cache  map[int][]string
	open   map[int32]bool // Details blocks that are open, by their offset
	status map[string]string

	live      []string // a question that is being answered in the page
	livePiece int      // where it is; 0 for none

	pretest int  // questions offered before reading
	aside   bool // shown from elsewhere: it invites to nothing
}

// A spot is a line of a piece.
type spot struct{ piece, line int }

const (
	frontPiece = 0
	cacheMost  = 400 // pieces kept set
)

func newPage(s *course.Session) *page {
	b := s.Body()
	return &page{session: s, body: b, text: b.Reading, open: map[int32]bool{}, cache: map[int][]string{}}
}

// Pieces are numbered: the front, then the blocks, then a heading and the works cited if there are any, then the end.
func (p *page) firstRef() int { return 1 + len(p.text.Blocks) }

func (p *page) refs() int {
	if n := len(p.text.Cited()); n > 0 {
		return n + 1
	}
	return 0
}

func (p *page) end() int   { return p.firstRef() + p.refs() }
func (p *page) count() int { return p.end() + 1 }

// block returns the block that is a piece, or -1.
func (p *page) block(piece int) int {
	if piece >= 1 && piece < p.firstRef() {
		return piece - 1
	}
	return -1
}

// layout sets the size. The piece at the top stays there, at about the same line.
func (p *page) layout(width, height int, t theme.Theme) {
	before := 0
	if p.setter != nil {
		before = len(p.lines(p.top.piece))
	}
	p.height = max(1, height)
	p.setter = typeset.New(width, t)
	p.setter.Open = func(_ course.Text, i int) bool { return p.open[p.text.Blocks[i].Start] }
	p.forget()
	if after := len(p.lines(p.top.piece)); before > 0 && after != before {
		p.top.line = p.top.line * after / before
	}
	p.settle()
}

func (p *page) forget() { p.cache = map[int][]string{} }

// lines sets a piece, with the blank lines above it.
func (p *page) lines(piece int) []string {
	if l, ok := p.cache[piece]; ok {
		return l
	}
	if len(p.cache) > cacheMost {
		p.forget()
	}
	l := p.set(piece)
	p.cache[piece] = l
	return l
}

// visible are the lines in view.
func (p *page) visible() []string {
	out := make([]string, 0, p.height)
	for at := p.top; at.piece < p.count() && len(out) < p.height; at = (spot{at.piece + 1, 0}) {
		lines := p.lines(at.piece)
		out = append(out, lines[min(at.line, len(lines)):]...)
	}
	return out[:min(len(out), p.height)]
}

// ahead sets the page after the one in view, so that turning it costs nothing.
func (p *page) ahead() {
	n := -p.top.line
	for piece := p.top.piece; piece < p.count() && n < 2*p.height; piece++ {
		n += len(p.lines(piece))
	}
}

// move scrolls by so many lines.
func (p *page) move(n int) {
	if n < 0 {
		p.top = p.back(p.top, -n)
		return
	}
	p.top.line += n
	for p.top.piece < p.count()-1 && p.top.line >= len(p.lines(p.top.piece)) {
		p.top.line -= len(p.lines(p.top.piece))
		p.top.piece++
	}
	p.settle()
}

// back is the spot so many lines above another.
func (p *page) back(at spot, n int) spot {
	at.line -= n
	for at.line < 0 && at.piece > 0 {
		at.piece--
		at.line += len(p.lines(at.piece))
	}
	at.line = max(0, at.line)
	return at
}

// settle keeps the top on a line that exists and the last page full: nothing scrolls beyond the end.
func (p *page) settle() {
	p.top.piece = max(0, min(p.top.piece, p.count()-1))
	p.top.line = max(0, min(p.top.line, len(p.lines(p.top.piece))-1))
	if missing := p.height - p.below(); missing > 0 {
		p.top = p.back(p.top, missing)
	}
}

// reveal moves as little as needed to bring lines from..to of a piece into view, the first of them before all.
func (p *page) reveal(piece, from, to int) {
	if p.top.piece > piece {
		p.top = spot{piece, from}
	}
	start := -p.top.line
	for i := p.top.piece; i < piece; i++ {
		start += len(p.lines(i))
	}
	if over := start + to - p.height; over > 0 {
		p.move(over)
		start -= over
	}
	if start+from < 0 {
		p.move(start + from)
	}
}

// below counts the lines from the top on, at most a page of them.
func (p *page) below() int {
	n := -p.top.line
	for piece := p.top.piece; piece < p.count() && n < p.height; piece++ {
		n += len(p.lines(piece))
	}
	return n
}

func (p *page) home()   { p.top = spot{} }
func (p *page) bottom() { p.top = spot{p.count() - 1, len(p.lines(p.count()-1)) - 1}; p.settle() }

// goTo puts a piece at the top, without the blank lines above it.
func (p *page) goTo(piece int) {
	p.top = spot{piece, 0}
	for _, l := range p.lines(piece) {
		if l != "" {
			break
		}
		p.top.line++
	}
	p.settle()
}

// heading finds the next heading in a direction, or the front and the end.
func (p *page) heading(direction int) int {
	at := p.top.piece
	if direction < 0 && p.top.line > 2 {
		at++
	}
	for at += direction; at > 0 && at < p.count()-1; at += direction {
		if i := p.block(at); i >= 0 && p.text.Blocks[i].Kind == course.Heading {
			return at
		}
	}
	return max(0, min(at, p.count()-1))
}

// section is the block of the heading under which the middle of the screen stands, or -1.
func (p *page) section() int {
	for i := min(p.atLine(p.height/3), len(p.text.Blocks)) - 1; i >= 0; i-- {
		if p.text.Blocks[i].Kind == course.Heading {
			return i
		}
	}
	return -1
}

// atLine is the piece in view at a line of the screen.
func (p *page) atLine(n int) int { return p.spotAt(n).piece }

// spotAt is what is in view at a line of the screen; below the end it is the end.
func (p *page) spotAt(n int) spot {
	at := spot{p.top.piece, p.top.line + n}
	for ; at.piece < p.count(); at.piece++ {
		l := len(p.lines(at.piece))
		if at.line < l {
			return at
		}
		at.line -= l
	}
	return spot{p.count() - 1, len(p.lines(p.count()-1)) - 1}
}

// toggle opens or closes the first Details block in view.
func (p *page) toggle() bool {
	for n := range p.height {
		if i := p.block(p.atLine(n)); i >= 0 && p.text.Blocks[i].Kind == course.Details {
			p.open[p.text.Blocks[i].Start] = !p.open[p.text.Blocks[i].Start]
			delete(p.cache, i+1)
			p.settle()
			return true
		}
	}
	return false
}

// inView returns the first block of a kind in view, or -1.
func (p *page) inView(kind course.BlockKind) int {
	last := p.atLine(p.height - 1)
	for piece := p.top.piece; piece <= last; piece++ {
		if i := p.block(piece); i >= 0 && p.text.Blocks[i].Kind == kind {
			return i
		}
	}
	return -1
}
