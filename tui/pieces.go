package tui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/sitting"
	"lectern/tui/typeset"
)

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
	for _, id := range p.session.Requires {
		if first := p.session.Course().Session(id); first != nil {
			lines = append(append(lines, ""), typeset.Wrap(th.Note.Render("Take first: ")+fmt.Sprintf("%d %s", first.Number(), first.Title), w)...)
		}
	}
	if p.pretest > 0 {
		offer := fmt.Sprintf(" guesses at %s first, unscored: even a wrong guess makes the answer stick when you meet it.", sitting.Count(p.pretest, "question", "questions"))
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

// check is a question in the flow of the text: being answered, or folded to an invitation to answer it.
func (p *page) check(i int) []string {
	if p.livePiece == i+1 {
		return p.live
	}
	th := p.setter.Theme
	q := p.body.Question(p.text.Blocks[i].ID)
	if q == nil {
		return nil
	}
	lines := append([]string{th.Accent.Render("Check yourself")}, p.setter.Lead(q.Lead)...)
	if p.aside {
		return lines
	}
	word := "c answers it"
	if s := p.status[q.ID]; s != "" {
		word = s + "; c answers it again"
	}
	return append(lines, th.Faint.Render(word))
}

func (p *page) reference(n int) []string {
	return work(p.session.Course(), n, p.text.Cited()[n-1], p.setter.Width)
}

func (p *page) ending() []string {
	th := p.setter.Theme
	lines := []string{"", th.Faint.Render(strings.Repeat("─", min(20, p.setter.Width)))}
	if p.aside {
		return append(lines, "The end of this session.")
	}
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
