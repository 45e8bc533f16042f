package course

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// rewriter turns a parsed tree into one of plain nodes. New text is appended to the source, as segments must point into it.
type rewriter struct {
	*Inline
	shared *shared
}

func (r *rewriter) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		c = r.node(n, c)
	}
	r.join(n)
}

// node rewrites one node and returns the one to go on with.
func (r *rewriter) node(parent, n ast.Node) (next ast.Node) {
	next = n.NextSibling()
	switch n := n.(type) {
	case *ast.Text:
		r.text(n)
	case *mark:
		r.replace(parent, n, r.markText(n))
	case *ast.RawHTML:
		return r.html(parent, n)
	case *ast.CodeSpan:
		r.code(n)
	case *ast.AutoLink:
		if !safeURL(string(n.URL(r.Source))) {
			r.replace(parent, n, string(n.Label(r.Source)))
		}
	case *ast.Image:
		alt := strings.TrimSpace(Inline{n, r.Source}.Plain())
		r.replace(parent, n, strings.TrimSpace("Image: "+alt+" ("+CleanString(string(n.Destination))+")"))
	case *ast.Link:
		r.children(n)
		n.Destination = []byte(linkDestination(string(n.Destination)))
	default:
		r.children(n)
	}
	return next
}

// linkDestination keeps the addresses a terminal may be given. Any other is a place in the course, which a leading "#" tells a
// renderer to show as text alone.
func linkDestination(dest string) string {
	if safeURL(dest) {
		return dest
	}
	return "#" + CleanString(strings.TrimPrefix(dest, "#"))
}

// safeURL tells whether an address may become a hyperlink: http, https or mailto, in printable ASCII.
func safeURL(u string) bool {
	for _, r := range u {
		if r <= 0x20 || r >= 0x7f {
			return false
		}
	}
	l := strings.ToLower(u)
	return strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://") || strings.HasPrefix(l, "mailto:")
}

// text decodes escapes and character references, and makes a blank of a line's end.
func (r *rewriter) text(n *ast.Text) {
	raw := n.Segment.Value(r.Source)
	s := string(raw)
	if bytes.IndexByte(raw, '\\') >= 0 || bytes.IndexByte(raw, '&') >= 0 {
		s = CleanString(unescape(s))
	}
	if n.SoftLineBreak() {
		n.SetSoftLineBreak(false)
		if !wideAtEnd(s) || !wideAtStart(r.Source[min(n.Segment.Stop+1, len(r.Source)):]) {
			s += " "
		}
	}
	if s != string(raw) || strings.ContainsAny(s, `\&`) {
		n.Segment = r.append(encode(s))
	}
}

// unescape decodes backslash escapes and character references in one pass, so that "\&amp;" stays "&amp;".
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			b.WriteByte(s[i+1])
			i += 2
		case s[i] == '&':
			end := strings.IndexByte(s[i:min(len(s), i+40)], ';')
			if end < 0 {
				end = 0
			}
			b.WriteString(html.UnescapeString(s[i : i+end+1]))
			i += end + 1
		default:
			b.WriteByte(s[i])
			i++
		}
	}
	return b.String()
}

// encode writes text so that Glamour, which decodes references and backslashes once more, shows it as it is.
func encode(s string) string {
	return strings.NewReplacer(`\`, `\\`, `&`, `&amp;`).Replace(s)
}

func wideAtEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return wide(r)
}

func wideAtStart(s []byte) bool {
	r, _ := utf8.DecodeRune(s)
	return wide(r)
}

// wide tells the characters between which a line may end without meaning a blank.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

func (r *rewriter) append(s string) text.Segment {
	start := len(r.Source)
	r.Source = append(r.Source, s...)
	return text.NewSegment(start, len(r.Source))
}

func (r *rewriter) replace(parent, old ast.Node, s string) {
	parent.ReplaceChild(parent, old, ast.NewTextSegment(r.append(encode(s))))
}

func (r *rewriter) markText(m *mark) string {
	switch m.kind {
	case citeMark:
		return r.shared.citeText(m.text)
	case noteMark:
		if n := r.shared.notes[string(m.text)]; n > 0 {
			return superscript(itoa(n))
		}
		return "[^" + string(m.text) + "]"
	case subMark:
		return subscript(string(m.text))
	}
	return superscript(string(m.text))
}

// citeText shows citations as their numbers: [4, 7 p. 3].
func (sh *shared) citeText(src []byte) string {
	cites, _ := parseCitation(append(bytes.Clone(src), ']'))
	var parts []string
	for _, c := range cites {
		s := itoa(sh.cites[c.Key])
		if c.Where != "" {
			s += " " + c.Where
		}
		parts = append(parts, s)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// html gives <br>, <sub> and <sup> their meaning and shows anything else as it is written. Comments are dropped.
func (r *rewriter) html(parent ast.Node, n *ast.RawHTML) (next ast.Node) {
	next = n.NextSibling()
	tag := string(n.Segments.Value(r.Source))
	switch name := strings.ToLower(strings.Trim(tag, "</> \t")); {
	case strings.HasPrefix(tag, "<!--"):
		parent.RemoveChild(parent, n)
	case name == "br":
		br := ast.NewTextSegment(r.append(""))
		br.SetHardLineBreak(true)
		parent.ReplaceChild(parent, n, br)
	case (name == "sub" || name == "sup") && !strings.HasPrefix(tag, "</"):
		if after, ok := r.script(parent, n, name); ok {
			return after
		}
		r.replace(parent, n, tag)
	default:
		r.replace(parent, n, tag)
	}
	return next
}

// script sets the text up to the closing tag, which must be a sibling with nothing but text between, and returns what follows it.
func (r *rewriter) script(parent ast.Node, n *ast.RawHTML, name string) (after ast.Node, ok bool) {
	var inner []ast.Node
	var b strings.Builder
	for c := n.NextSibling(); c != nil; c = c.NextSibling() {
		inner = append(inner, c)
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(unescape(string(c.Segment.Value(r.Source))))
			continue
		case *ast.RawHTML:
			if strings.EqualFold(string(c.Segments.Value(r.Source)), "</"+name+">") {
				set := superscript
				if name == "sub" {
					set = subscript
				}
				for _, old := range inner[:len(inner)-1] {
					parent.RemoveChild(parent, old)
				}
				after = c.NextSibling()
				r.replace(parent, n, set(CleanString(b.String())))
				parent.RemoveChild(parent, c)
				return after, true
			}
		}
		return nil, false
	}
	return nil, false
}

// code gives a code span one child with its text, in which Glamour decodes character references.
func (r *rewriter) code(n *ast.CodeSpan) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(r.Source))
		}
	}
	s := strings.ReplaceAll(b.String(), "\n", " ")
	n.RemoveChildren(n)
	n.AppendChild(n, ast.NewTextSegment(r.append(strings.ReplaceAll(s, "&", "&amp;"))))
}

// join makes one of neighbouring text nodes: each costs a renderer a style of its own.
func (r *rewriter) join(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		a, ok := c.(*ast.Text)
		if !ok || a.HardLineBreak() {
			continue
		}
		for {
			b, ok := a.NextSibling().(*ast.Text)
			if !ok || a.HardLineBreak() {
				break
			}
			if a.Segment.Stop == b.Segment.Start {
				a.Segment.Stop = b.Segment.Stop
			} else {
				a.Segment = r.append(string(a.Segment.Value(r.Source)) + string(b.Segment.Value(r.Source)))
			}
			a.SetHardLineBreak(b.HardLineBreak())
			n.RemoveChild(n, b)
		}
	}
}
