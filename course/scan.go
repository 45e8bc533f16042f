package course

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// scan cuts Markdown into blocks in one pass over its lines, without parsing what is inside them: that is done when a block is
// set. It follows CommonMark's rules for where a block begins and ends, with GitHub's tables, callouts and footnotes.
func scan(src []byte, line, depth int, sh *shared) []Block {
	s := scanner{src: src, line: line, depth: depth, shared: sh}
	s.blocks = make([]Block, 0, len(src)/128+1) // few texts have more
	for s.pos < len(src) {
		s.block()
	}
	return s.blocks
}

type scanner struct {
	src    []byte
	pos    int // start of the line to look at
	line   int // its number in the file
	depth  int
	blank  bool // a blank line, or the start, came before pos
	blocks []Block
	list   marker // of the item that ended at pos, if the last block is one
	shared *shared
}

// block takes one block, or one blank line, off the source.
func (s *scanner) block() {
	l := s.lineAt(s.pos)
	if l.blank() {
		s.blank = true
		s.advance(l.next)
		return
	}
	before := len(s.blocks)
	m, isItem := parseMarker(l)
	switch level := 0; {
	case l.indent >= 4:
		s.indented(l)
	case isFence(l.text) != "":
		s.fenced(l, isFence(l.text))
	case bytes.HasPrefix(l.text, []byte("<!--")):
		s.comment(l)
	case headingLevel(l.text, &level):
		s.heading(l, level)
	case isRule(l.text):
		s.add(Block{Kind: Rule}, l.start, l.end)
		s.advance(l.next)
	case l.text[0] == '>':
		s.quote(l)
	case isItem:
		s.item(l, m)
	case isDetails(l.text):
		s.details(l)
	case noteLabel(l.text) != "":
		s.note(l)
	case s.definition(l):
	case s.tableAt(l):
		s.table(l)
	default:
		s.paragraph(l)
	}
	if len(s.blocks) > before && s.blocks[len(s.blocks)-1].Kind != Item {
		s.list = marker{}
	}
	s.blank = false
}

// advance moves on to the line that begins at pos.
func (s *scanner) advance(pos int) {
	s.line += bytes.Count(s.src[s.pos:pos], []byte("\n"))
	s.pos = pos
}

// add appends a block that begins at the present line. One too large to be typeset becomes literal.
func (s *scanner) add(b Block, start, end int) {
	b.Start, b.End, b.Line = int32(start), int32(end), int32(s.line)
	limit := maxLeaf
	switch b.Kind {
	case Item, Quote, Callout, Details, Note:
		limit = maxNested
		if s.depth >= maxDepth {
			limit = 0
		}
	case Code, Figure, Table:
		limit = len(s.src)
	}
	if end-start > limit {
		s.literal(b)
		return
	}
	s.blocks = append(s.blocks, b)
}

// literal cuts oversized text into pieces, at a blank where there is one.
func (s *scanner) literal(b Block) {
	for start := int(b.Start); start < int(b.End); {
		end := min(start+literalCut, int(b.End))
		if end < int(b.End) {
			if i := bytes.LastIndexAny(s.src[start:end], " \n"); i > 0 {
				end = start + i + 1
			}
			for end > start+1 && !utf8.RuneStart(s.src[end]) {
				end--
			}
		}
		s.blocks = append(s.blocks, Block{Kind: Literal, Start: int32(start), End: int32(end), Line: b.Line, Close: start > int(b.Start)})
		start = end
	}
}

func (s *scanner) paragraph(first textLine) {
	end, next := first.end, first.next
	for next < len(s.src) {
		l := s.lineAt(next)
		if l.blank() {
			break
		}
		if level := underline(l); level > 0 {
			s.setext(first.start, end, level)
			s.advance(l.next)
			return
		}
		if s.interrupts(l) || s.tableAt(l) {
			break
		}
		end, next = l.end, l.next
	}
	s.add(Block{Kind: Paragraph}, first.start, end)
	s.advance(next)
}

// interrupts tells whether a line ends the paragraph before it.
func (s *scanner) interrupts(l textLine) bool {
	if l.indent >= 4 || len(l.text) == 0 {
		return false
	}
	switch l.text[0] {
	case '>':
		return true
	case '#':
		return headingLevel(l.text, new(int))
	case '`', '~':
		return isFence(l.text) != ""
	case '<':
		return isDetails(l.text) || bytes.HasPrefix(l.text, []byte("<!--"))
	case '[':
		return noteLabel(l.text) != ""
	}
	if isRule(l.text) {
		return true
	}
	m, ok := parseMarker(l)
	return ok && !m.empty && (!m.ordered || m.number == 1)
}

func (s *scanner) setext(start, end, level int) {
	s.addHeading(start, end, level, string(bytes.TrimSpace(s.src[start:end])))
}

func (s *scanner) heading(l textLine, level int) {
	text := strings.TrimSpace(string(l.text[level:]))
	if bare := strings.TrimRight(text, "#"); bare == "" || strings.HasSuffix(bare, " ") {
		text = strings.TrimSpace(bare)
	}
	s.addHeading(l.start, l.end, level, text)
	s.advance(l.next)
}

func (s *scanner) addHeading(start, end, level int, text string) {
	plain, attrs := splitAttributes(text)
	s.add(Block{Kind: Heading, Level: uint8(level), ID: s.shared.headingID(attrs.id, plain)}, start, end)
}

func (s *scanner) indented(first textLine) {
	end, next := first.end, first.next
	for pos := next; pos < len(s.src); {
		l := s.lineAt(pos)
		if !l.blank() && l.indent < 4 {
			break
		}
		if !l.blank() {
			end, next = l.end, l.next
		}
		pos = l.next
	}
	s.add(Block{Kind: Code}, first.start, end)
	s.advance(next)
}

func (s *scanner) fenced(first textLine, fence string) {
	kind, end, next := Code, len(s.src), len(s.src)
	if info := strings.Fields(strings.TrimLeft(string(first.text), "`~")); len(info) > 0 && info[0] == "chart" {
		kind = Figure
	}
	for pos := first.next; pos < len(s.src); {
		l := s.lineAt(pos)
		if closing := isFence(l.text); l.indent < 4 && strings.HasPrefix(closing, fence) && len(bytes.TrimSpace(l.text)) == len(closing) {
			end, next = l.end, l.next
			break
		}
		pos = l.next
	}
	s.add(Block{Kind: kind}, first.start, min(end, len(bytes.TrimRight(s.src, "\n"))))
	s.advance(next)
}

// comment passes over an HTML comment: an author's remark, never shown.
func (s *scanner) comment(first textLine) {
	next := len(s.src)
	if i := bytes.Index(s.src[first.start:], []byte("-->")); i >= 0 {
		next = s.lineAt(first.start + i).next
	}
	s.advance(next)
}

func (s *scanner) quote(first textLine) {
	kind := Quote
	if calloutKind(first.text) != "" {
		kind = Callout
	}
	end, next := first.end, first.next
	lazy := len(bytes.TrimSpace(first.text)) > 1
	for next < len(s.src) {
		l := s.lineAt(next)
		quoted := l.indent < 4 && len(l.text) > 0 && l.text[0] == '>'
		if l.blank() || !quoted && (!lazy || s.interrupts(l)) {
			break
		}
		lazy = !quoted || len(bytes.TrimSpace(l.text)) > 1
		end, next = l.end, l.next
	}
	s.add(Block{Kind: kind}, first.start, end)
	s.advance(next)
}

func (s *scanner) item(first textLine, m marker) {
	end, next := s.container(first, m.content)
	b := Block{Kind: Item, Ordered: m.ordered, Number: int32(m.number)}
	if s.list.same(m) {
		b.Close = !s.blank
		b.Number = int32(s.list.number + 1)
		m.number = s.list.number + 1
	}
	s.add(b, first.start, end)
	s.list = m
	s.advance(next)
}

func (s *scanner) note(first textLine) {
	end, next := s.container(first, 4)
	s.add(Block{Kind: Note, ID: noteLabel(first.text)}, first.start, end)
	s.advance(next)
}

// container finds the end of a block whose lines are indented by at least so many columns, or carry on its last paragraph.
func (s *scanner) container(first textLine, indent int) (end, next int) {
	end, next = first.end, first.next
	blank := false
	for pos := next; pos < len(s.src); {
		l := s.lineAt(pos)
		switch {
		case l.blank():
			blank = true
		case l.indent >= indent:
			end, next, blank = l.end, l.next, false
		case blank || s.interrupts(l) || isMarker(l):
			return end, next
		default:
			end, next = l.end, l.next
		}
		pos = l.next
	}
	return end, next
}

func (s *scanner) details(first textLine) {
	depth, end, next := 0, len(s.src), len(s.src)
	for pos := first.start; pos < len(s.src); {
		l := s.lineAt(pos)
		if isDetails(l.text) {
			depth++
		}
		depth -= strings.Count(strings.ToLower(string(l.text)), "</details>")
		if depth <= 0 {
			end, next = l.end, l.next
			break
		}
		pos = l.next
	}
	s.add(Block{Kind: Details}, first.start, end)
	s.advance(next)
}

// definition takes a link definition off the source, if one stands here.
func (s *scanner) definition(l textLine) bool {
	label, link, ok := parseDefinition(string(l.text))
	if ok {
		s.shared.define(label, link)
		s.advance(l.next)
	}
	return ok
}

// tableAt tells whether a table begins at a line: a row of cells over a row of dashes.
func (s *scanner) tableAt(l textLine) bool {
	if bytes.IndexByte(l.text, '|') < 0 || l.next >= len(s.src) {
		return false
	}
	under := s.lineAt(l.next)
	return under.indent < 4 && isDelimiterRow(under.text)
}

func (s *scanner) table(first textLine) {
	head := first.start
	start, end, next := first.start, first.end, first.next
	rows := -2 // the header and the dashes
	for next < len(s.src) {
		l := s.lineAt(next)
		if l.blank() || s.interrupts(l) {
			break
		}
		if rows++; rows > 0 && rows%tableCut == 0 {
			s.add(Block{Kind: Table, Number: int32(head), Close: start > head}, start, end)
			s.advance(l.start)
			start = l.start
		}
		end, next = l.end, l.next
	}
	s.add(Block{Kind: Table, Number: int32(head), Close: start > head}, start, end)
	s.advance(next)
}
