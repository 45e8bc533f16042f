package course

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
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
