// Package typeset turns blocks of a course's text into lines for a terminal. It is a pure function of block, width and theme.
//
// A [Setter] sets one block at a time. Words go through Glamour, which knows Markdown's inline styles; everything with a
// width is ours: wrapping, lists that hang, tables that fit or fall apart into records, callouts, charts. Lines have no trailing
// blanks and never exceed the width, except where a single character is wider than it. What comes out holds no control sequence
// but SGR and hyperlinks to http, https and mailto.
package typeset

import (
	"bytes"
	"fmt"
	"strings"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"lectern/course"
	"lectern/tui/theme"
)

// A Setter sets text at one width in one theme. It is not safe for use by several goroutines at once.
type Setter struct {
	Width int
	Theme theme.Theme
	Open  func(t course.Text, i int) bool // tells whether a Details block is open; nil for closed

	words  map[tone]renderer.Renderer
	tables map[int][]column // the columns of tables, by the offset of their header
	source *byte            // of the text that tables is about
}

// A tone is the base style of a run of words.
type tone int

const (
	body tone = iota
	bold
	muted
	headed
)

// New makes a setter. A width below one counts as one.
func New(width int, t theme.Theme) *Setter {
	return &Setter{Width: max(1, width), Theme: t, words: map[tone]renderer.Renderer{}}
}

func (s *Setter) renderer(t tone) renderer.Renderer {
	if r := s.words[t]; r != nil {
		return r
	}
	base := [...]ansi.StylePrimitive{{}, s.Theme.Bold(), s.Theme.Muted(), s.Theme.Headed()}[t]
	r := renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(
		ansi.NewRenderer(ansi.Options{Styles: s.Theme.Markdown(base), PreserveNewLines: true}), 1000)))
	s.words[t] = r
	return r
}

// inline sets a block's words without wrapping them; hard line breaks stay. Words without any Markdown need no Glamour.
func (s *Setter) inline(text course.Text, i int, t tone) string {
	if simple, ok := text.Simple(i); ok {
		return s.plain(simple, t)
	}
	out := s.marked(text.Inline(i), t)
	if s.Theme.Plain {
		return xansi.Strip(out)
	}
	return out
}

func (s *Setter) plain(words string, t tone) string {
	switch {
	case s.Theme.Plain || t == body || words == "":
		return words
	case t == bold:
		return s.Theme.Strong.Render(words)
	case t == muted:
		return s.Theme.Faint.Render(words)
	}
	return s.Theme.Heading.Render(words)
}

// marked sets words through Glamour.
func (s *Setter) marked(in course.Inline, t tone) (out string) {
	defer func() {
		if recover() != nil { // a defect of the renderer must not take the page away
			delete(s.words, t)
			out = in.Plain()
		}
	}()
	var b bytes.Buffer
	if err := s.renderer(t).Render(&b, in.Source, in.Doc); err != nil {
		return in.Plain()
	}
	return Filter(strings.Trim(b.String(), "\n"))
}

// Block sets block i of a text, without the blank lines around it.
func (s *Setter) Block(t course.Text, i int) []string {
	return s.block(t, i, s.Width)
}

// Text sets all blocks of a text with the blank lines between them.
func (s *Setter) Text(t course.Text) []string { return s.text(t, s.Width, body) }

// Words sets a text that is one short paragraph, such as an option, in a width of its own.
func (s *Setter) Words(t course.Text, width int) []string { return s.text(t, width, body) }

// Lead sets the question asked: bold.
func (s *Setter) Lead(t course.Text) []string { return s.text(t, s.Width, bold) }

// Muted sets text that matters less.
func (s *Setter) Muted(t course.Text, width int) []string { return s.text(t, width, muted) }

func (s *Setter) text(t course.Text, width int, tn tone) (lines []string) {
	for i, b := range t.Blocks {
		if i > 0 {
			lines = append(lines, make([]string, Gap(t.Blocks[i-1], b))...)
		}
		if b.Kind == course.Paragraph && tn != body {
			lines = append(lines, wrap(s.inline(t, i, tn), width)...)
		} else {
			lines = append(lines, s.block(t, i, width)...)
		}
	}
	return lines
}

// Gap is how many blank lines stand between two blocks.
func Gap(above, b course.Block) int {
	switch {
	case b.Close:
		return 0
	case b.Kind == course.Heading && b.Level <= 2 && above.Kind != course.Heading:
		return 2
	case b.Kind == course.Item && above.Kind == course.Note, b.Kind == course.Note && above.Kind == course.Note:
		return 0
	}
	return 1
}

func (s *Setter) block(t course.Text, i, width int) []string {
	width = max(1, width)
	b := t.Blocks[i]
	switch b.Kind {
	case course.Heading:
		return s.heading(t, i, width)
	case course.Item:
		return s.item(t, i, width)
	case course.Quote:
		return s.prefixed(t.Children(i), width, s.sign("│ ", "  "), s.Theme.Faint)
	case course.Callout:
		return s.callout(t, i, width)
	case course.Table:
		return s.table(t, i, width)
	case course.Code:
		return s.code(t, i, width)
	case course.Figure:
		return s.figure(t, i, width)
	case course.Details:
		return s.details(t, i, width)
	case course.Note:
		mark := superscriptNumber(t.NoteNumber(i)) + " "
		return hang(mark, s.text(t.Children(i), width-xansi.StringWidth(mark), muted))
	case course.Rule:
		return []string{s.Theme.Faint.Render(strings.Repeat(s.sign("─", "-"), min(width, 20)))}
	case course.CheckMark:
		return nil
	case course.Literal:
		return cut(string(t.Bytes(i)), width)
	}
	return wrap(s.inline(t, i, body), width)
}

// sign picks the drawn sign, or the plain one in line mode.
func (s *Setter) sign(drawn, plain string) string {
	if s.Theme.Plain {
		return plain
	}
	return drawn
}

func (s *Setter) heading(t course.Text, i, width int) []string {
	tn := headed
	if t.Blocks[i].Level > 2 {
		tn = bold
	}
	return wrap(s.inline(t, i, tn), width)
}

func (s *Setter) item(t course.Text, i, width int) []string {
	b := t.Blocks[i]
	mark := s.sign("• ", "- ")
	if b.Ordered {
		mark = fmt.Sprintf("%d. ", b.Number)
	}
	inner := t.Children(i)
	if strings.HasPrefix(string(inner.Source), "☐") || strings.HasPrefix(string(inner.Source), "☑") {
		mark = ""
	}
	if width <= len(mark)+4 {
		mark = ""
	}
	return hang(mark, s.text(inner, width-xansi.StringWidth(mark), body))
}

// hang puts a mark before the first line and as much room before the others.
func hang(mark string, lines []string) []string {
	if len(lines) == 0 {
		return []string{strings.TrimRight(mark, " ")}
	}
	return prefix(mark, strings.Repeat(" ", xansi.StringWidth(mark)), lines)
}

func prefix(first, rest string, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		p := rest
		if i == 0 {
			p = first
		}
		out[i] = strings.TrimRight(p+l, " ")
	}
	return out
}

// prefixed sets a text with a sign down its left side.
func (s *Setter) prefixed(t course.Text, width int, sign string, style lipgloss.Style) []string {
	if width <= 12 {
		sign = ""
	}
	p := style.Render(sign)
	if strings.TrimSpace(sign) == "" {
		p = sign
	}
	return prefix(p, p, s.text(t, width-xansi.StringWidth(sign), body))
}

var calloutWords = map[string]string{"NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "WARNING": "Warning", "CAUTION": "Caution"}

func (s *Setter) callout(t course.Text, i, width int) []string {
	kind := t.CalloutKind(i)
	style := s.Theme.Note
	if kind == "WARNING" || kind == "CAUTION" {
		style = s.Theme.Warning
	}
	head := style.Render(calloutWords[kind] + s.sign("", ":"))
	sign := s.sign("┃ ", "")
	lines := s.prefixed(t.Children(i), width, sign, style.UnsetBold())
	if width <= 12 {
		return append([]string{head}, lines...)
	}
	return append([]string{style.UnsetBold().Render(sign) + head}, lines...)
}

func (s *Setter) code(t course.Text, i, width int) []string {
	src, _ := t.CodeLines(i)
	var out []string
	for _, l := range src {
		for _, piece := range cut(l, width-2) {
			out = append(out, "  "+s.Theme.Code.Render(piece))
		}
	}
	return out
}

func (s *Setter) details(t course.Text, i, width int) []string {
	open := s.Open != nil && s.Open(t, i)
	sign := s.sign("▸ ", "+ ")
	if open {
		sign = s.sign("▾ ", "- ")
	}
	lines := wrap(s.Theme.Accent.Render(sign)+s.Theme.Strong.Render(t.Summary(i)), width)
	if open {
		lines = append(lines, prefix("  ", "  ", s.text(t.Children(i), width-2, body))...)
	}
	return lines
}

func superscriptNumber(n int) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(fmt.Sprint(n))
}
