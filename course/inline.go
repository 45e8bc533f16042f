package course

import (
	"bytes"
	"html"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An Inline is one paragraph, heading or cell as a Markdown tree that says exactly what is to be shown. Everything that a renderer
// might change or drop has been turned into plain text nodes: character references, escapes, sub- and superscripts, citations,
// footnote marks, line breaks, and HTML that is not part of the format.
type Inline struct {
	Doc    ast.Node
	Source []byte // the tree's segments point into it
}

// Inline parses block i, which is a Paragraph, a Heading or the like.
func (t Text) Inline(i int) Inline { return t.shared.inline(t.words(i)) }

// words is the source of a block's words: of a heading, what stands between its marks.
func (t Text) words(i int) []byte {
	if t.Blocks[i].Kind == Heading {
		return []byte(headingText(t, i))
	}
	return t.Bytes(i)
}

// Simple returns the words of block i if they hold no Markdown at all, as most cells and many paragraphs do. It says the same as
// Inline, in a fraction of the time.
func (t Text) Simple(i int) (string, bool) {
	src := t.words(i)
	for j, c := range src {
		switch c {
		case '*', '_', '`', '[', ']', '<', '>', '&', '\\', '~', '^', '!', '\t':
			return "", false
		case '\n':
			if j == 0 || j+1 == len(src) || src[j-1] <= ' ' || src[j-1] >= 0x80 || src[j+1] <= ' ' || src[j+1] >= 0x80 {
				return "", false
			}
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(string(src), "\n", " ")), true
}

func (sh *shared) inline(src []byte) Inline {
	src = joinCitations(bytes.TrimLeft(src, " \t\n"))
	ctx := &linkContext{Context: parser.NewContext(), links: sh.links}
	doc := inlineParser().Parse(text.NewReader(src), parser.WithContext(ctx))
	in := Inline{Doc: doc, Source: bytes.Clone(src)}
	(&rewriter{Inline: &in, shared: sh}).children(doc)
	return in
}

// joinCitations puts a citation that goes over a line's end on one line, since inline rules look at one line at a time.
func joinCitations(src []byte) []byte {
	if !bytes.Contains(src, []byte("[@")) || bytes.IndexByte(src, '\n') < 0 {
		return src
	}
	out := bytes.Clone(src)
	for i := 0; i < len(out); {
		at := bytes.Index(out[i:], []byte("[@"))
		if at < 0 {
			break
		}
		i += at + 1
		if _, n := parseCitation(out[i:]); n > 0 {
			for j := i; j < i+n; j++ {
				if out[j] == '\n' {
					out[j] = ' '
				}
			}
		}
	}
	return out
}

// inlineParser knows paragraphs only: where blocks begin and end has been settled by scan.
var inlineParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(markParser{}, 150),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(strikeParser{}, 500),
		),
	)
})

// linkContext finds link definitions anywhere in the file although each block is parsed by itself.
type linkContext struct {
	parser.Context
	links map[string]linkTarget
}

func (c *linkContext) Reference(label string) (parser.Reference, bool) {
	l, ok := c.links[strings.ToLower(label)]
	if !ok {
		return nil, false
	}
	return parser.NewReference([]byte(label), []byte(l.dest), []byte(l.title)), true
}

// A mark is a piece of text of our own: a citation, a footnote's number, a subscript or superscript.
type mark struct {
	ast.BaseInline
	kind markKind
	text []byte
}

type markKind byte

const (
	citeMark  markKind = '@'
	noteMark  markKind = 'n'
	subMark   markKind = '~'
	superMark markKind = '^'
)

var kindMark = ast.NewNodeKind("Mark")

func (*mark) Kind() ast.NodeKind            { return kindMark }
func (*mark) Dump(_ []byte, _ int)          {}
func (m *mark) IsRaw() bool                 { return true }
func (m *mark) Text(_ []byte) (text []byte) { return m.text }

type markParser struct{}

func (markParser) Trigger() []byte { return []byte("[~^") }

func (markParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m, n := parseMark(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return m
}

func parseMark(line []byte) (m *mark, n int) {
	if len(line) < 3 {
		return nil, 0
	}
	switch {
	case line[0] == '[' && line[1] == '@':
		if _, n := parseCitation(line[1:]); n > 0 {
			return &mark{kind: citeMark, text: line[1 : n+1]}, n + 1
		}
	case line[0] == '[' && line[1] == '^':
		if end := bytes.IndexByte(line, ']'); end > 2 && !bytes.ContainsAny(line[2:end], " [") {
			return &mark{kind: noteMark, text: line[2:end]}, end + 1
		}
	case line[0] == '~' || line[0] == '^':
		if end := scriptEnd(line); end > 0 {
			return &mark{kind: markKind(line[0]), text: line[1:end]}, end + 1
		}
	}
	return nil, 0
}

// scriptEnd finds the closing sign of ~sub~ or ^super^: a short run of letters, digits and signs without blanks. So the tilde of
// "5~10 mg and 20~30 mg" stays a tilde, and "~~struck~~" is left to its own rule.
func scriptEnd(line []byte) int {
	for i := 1; i < len(line) && i <= 12; i++ {
		c := line[i]
		switch {
		case c == line[0]:
			if i == 1 || i+1 < len(line) && line[i+1] == c {
				return 0
			}
			return i
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("+-=().", c) >= 0, c >= 0x80:
		default:
			return 0
		}
	}
	return 0
}

// strikeParser strikes through between double tildes only; goldmark's own takes single ones too.
type strikeParser struct{}

func (strikeParser) Trigger() []byte         { return []byte("~") }
func (strikeParser) IsDelimiter(b byte) bool { return b == '~' }
func (strikeParser) OnMatch(int) ast.Node    { return extast.NewStrikethrough() }
func (strikeParser) CanOpenCloser(a, b *parser.Delimiter) bool {
	return a.Char == b.Char && a.OriginalLength == 2 && b.OriginalLength == 2
}

func (p strikeParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 2, p)
	if d == nil || d.OriginalLength != 2 || before == '~' {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

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

// Plain is the text a reader would see.
func (in Inline) Plain() string {
	var b strings.Builder
	_ = ast.Walk(in.Doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			s := string(n.Segment.Value(in.Source))
			if _, code := n.Parent().(*ast.CodeSpan); !code {
				s = strings.ReplaceAll(s, `\\`, `\`)
			}
			b.WriteString(strings.ReplaceAll(s, "&amp;", "&"))
			if n.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.AutoLink:
			b.Write(n.Label(in.Source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
