package course

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

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
