package tui

import (
	"lectern/course"
	"lectern/course/study"
)

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
