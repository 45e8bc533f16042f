package tui

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/course/study"
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

	pretest int // questions offered before reading
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

func (p *page) set(piece int) []string {
	th := p.setter.Theme
	switch i := p.block(piece); {
	case piece == frontPiece:
		return p.front()
	case i >= 0:
		gap := 1
		if i > 0 {
			gap = typeset.Gap(p.text.Blocks[i-1], p.text.Blocks[i])
		}
		return append(make([]string, gap), p.setBlock(i)...)
	case piece == p.firstRef() && p.refs() > 0:
		return []string{"", "", th.Heading.Render("References")}
	case piece < p.end():
		return p.reference(piece - p.firstRef())
	}
	return p.ending()
}

func (p *page) setBlock(i int) []string {
	if p.text.Blocks[i].Kind == course.CheckMark {
		return p.check(i)
	}
	return p.setter.Block(p.text, i)
}

// front is the session's title, summary and objectives.
func (p *page) front() []string {
	th, w := p.setter.Theme, p.setter.Width
	lines := typeset.Wrap(th.Heading.Render(p.session.Title), w)
	if p.session.Summary != "" {
		lines = append(append(lines, ""), typeset.Wrap(th.Faint.Render(p.session.Summary), w)...)
	}
	if len(p.session.Objectives) > 0 {
		lines = append(lines, "", th.Strong.Render("After this session you can"))
		for _, o := range p.session.Objectives {
			lines = append(lines, bullet("• ", lowerFirst(o.Text), w)...)
		}
	}
	if p.pretest > 0 {
		offer := fmt.Sprintf(" guesses at %d questions first, unscored: even a wrong guess makes the answer stick when you meet it.", p.pretest)
		lines = append(append(lines, ""), typeset.Wrap(th.Accent.Render("e")+th.Faint.Render(offer), w)...)
	}
	for _, f := range p.body.Findings {
		if f.Severity == course.Error {
			lines = append(append(lines, ""), typeset.Wrap(th.Warning.Render("This session has a fault: ")+f.String(), w)...)
			break
		}
	}
	return lines
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) { // an abbreviation
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

func bullet(mark, text string, width int) []string {
	lines := typeset.Wrap(text, max(1, width-xansi.StringWidth(mark)))
	for i := range lines {
		if i == 0 {
			lines[i] = mark + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", xansi.StringWidth(mark)) + lines[i]
		}
	}
	return lines
}

// check is the invitation to answer an inline check.
func (p *page) check(i int) []string {
	th := p.setter.Theme
	q := p.body.Question(p.text.Blocks[i].ID)
	if q == nil {
		return nil
	}
	lines := append([]string{th.Accent.Render("Check yourself")}, p.setter.Lead(q.Lead)...)
	word := "c answers it"
	if s := p.status[q.ID]; s != "" {
		word = s + "; c answers it again"
	}
	return append(lines, th.Faint.Render(word))
}

func (p *page) reference(n int) []string {
	key := p.text.Cited()[n-1]
	text := key + " (not in references.yaml)"
	if r, ok := p.session.Course().References()[key]; ok {
		text = r.String()
	}
	return bullet(fmt.Sprintf("%3d  ", n), text, p.setter.Width)
}

func (p *page) ending() []string {
	th := p.setter.Theme
	lines := []string{"", th.Faint.Render(strings.Repeat("─", min(20, p.setter.Width)))}
	if n := p.questions(); n > 0 {
		return append(lines, typeset.Wrap(th.Accent.Render("enter")+" starts the quiz of this session", p.setter.Width)...)
	}
	return append(lines, "This session has no quiz.")
}

func (p *page) questions() (n int) {
	for _, h := range p.body.Heads {
		if !h.Check {
			n++
		}
	}
	return n
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
func (p *page) atLine(n int) int {
	n += p.top.line
	for piece := p.top.piece; piece < p.count(); piece++ {
		l := len(p.lines(piece))
		if n < l {
			return piece
		}
		n -= l
	}
	return p.count() - 1
}

// reached is how far the screen's last line is, in bytes of the reading.
func (p *page) reached() int {
	i := p.block(p.atLine(p.height - 1))
	switch {
	case i >= 0:
		return int(p.text.Blocks[i].End)
	case p.atLine(p.height-1) >= p.firstRef():
		return p.size()
	}
	return 0
}

// size is the reading's length in bytes.
func (p *page) size() int {
	if n := len(p.text.Blocks); n > 0 {
		return int(p.text.Blocks[n-1].End)
	}
	return 1
}

// share is how much has been read, from 0 to 1, going by the screen's last line.
func (p *page) share() float64 { return min(1, float64(p.reached())/float64(p.size())) }

// place says where the top of the screen is, in terms that outlive an edit of the course.
func (p *page) place() study.Place {
	i := min(p.top.piece, len(p.text.Blocks)) - 1
	out := study.Place{Line: p.top.line, Width: p.setter.Width, Size: p.size(), Reached: p.reached()}
	if i < 0 {
		return out
	}
	if p.top.piece > len(p.text.Blocks) {
		out.Line = 0
	}
	out.Byte, out.Hash = int(p.text.Blocks[i].Start), p.text.Hash(i)
	for j := i; j >= 0; j-- {
		if b := p.text.Blocks[j]; b.Kind == course.Heading {
			out.Heading, out.Offset = b.ID, i-j
			break
		}
	}
	return out
}

// restore goes to a place: to the same block if it is still there, else near where it was.
func (p *page) restore(at study.Place) {
	blocks := p.text.Blocks
	if at.Byte == 0 && at.Hash == 0 || len(blocks) == 0 {
		p.top = spot{0, at.Line}
		p.settle()
		return
	}
	from := 0
	guess := -1
	if h := p.text.HeadingBlock(at.Heading); at.Heading != "" && h >= 0 {
		from, guess = h, min(h+at.Offset, len(blocks)-1)
	}
	i := p.find(at.Hash, guess, from)
	if i < 0 {
		i = guess
	}
	if i < 0 {
		i = p.byByte(at.Byte, at.Size)
	}
	p.top = spot{i + 1, 0}
	if at.Width == p.setter.Width && p.text.Hash(i) == at.Hash {
		p.top.line = at.Line
	}
	p.settle()
}

// find looks for a block with that text: at the guess, then after the heading, then anywhere.
func (p *page) find(hash uint64, guess, from int) int {
	if guess >= 0 && p.text.Hash(guess) == hash {
		return guess
	}
	for i := range p.text.Blocks {
		if j := (from + i) % len(p.text.Blocks); p.text.Hash(j) == hash {
			return j
		}
	}
	return -1
}

func (p *page) byByte(at, size int) int {
	if size > 0 {
		at = int(float64(at) / float64(size) * float64(p.size()))
	}
	for i, b := range p.text.Blocks {
		if int(b.End) >= at {
			return i
		}
	}
	return len(p.text.Blocks) - 1
}

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
