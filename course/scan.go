package course

import (
	"bytes"
	"strconv"
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

// A textLine is one line of the source.
type textLine struct {
	start, end, next int    // end is without, next behind the newline
	indent           int    // columns; a tab goes to the next multiple of four
	text             []byte // without indentation
}

func (s *scanner) lineAt(pos int) textLine {
	end := len(s.src)
	next := end
	if i := bytes.IndexByte(s.src[pos:], '\n'); i >= 0 {
		end, next = pos+i, pos+i+1
	}
	l := textLine{start: pos, end: end, next: next}
	i := pos
	for ; i < end; i++ {
		if s.src[i] == ' ' {
			l.indent++
		} else if s.src[i] == '\t' {
			l.indent += 4 - l.indent%4
		} else {
			break
		}
	}
	l.text = s.src[i:end]
	return l
}

func (l textLine) blank() bool { return len(l.text) == 0 }

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

// A marker begins an item of a list.
type marker struct {
	ordered bool
	delim   byte // the bullet, or what follows the number
	number  int
	content int  // columns before the item's content
	empty   bool // nothing follows on the line
}

// same tells whether an item with marker n continues the list of an item with marker m.
func (m marker) same(n marker) bool {
	return m.delim != 0 && m.delim == n.delim && m.ordered == n.ordered
}

func isMarker(l textLine) bool {
	_, ok := parseMarker(l)
	return ok
}

func parseMarker(l textLine) (m marker, ok bool) {
	if l.indent >= 4 || len(l.text) == 0 {
		return m, false
	}
	i := 0
	for i < len(l.text) && i < 9 && l.text[i] >= '0' && l.text[i] <= '9' {
		i++
	}
	switch {
	case i == 0 && strings.IndexByte("-+*", l.text[0]) >= 0:
	case i > 0 && i < len(l.text) && (l.text[i] == '.' || l.text[i] == ')'):
		m.ordered = true
		m.number, _ = strconv.Atoi(string(l.text[:i]))
	default:
		return m, false
	}
	m.delim = l.text[i]
	rest := l.text[i+1:]
	text := bytes.TrimLeft(rest, " \t")
	m.empty = len(text) == 0
	if !m.empty && len(text) == len(rest) {
		return m, false
	}
	gap := len(rest) - len(text)
	if m.empty || gap > 4 {
		gap = 1
	}
	m.content = l.indent + i + 1 + gap
	return m, true
}

// isFence returns the run of backticks or tildes that opens or closes fenced code, or nothing.
func isFence(text []byte) string {
	if len(text) < 3 || text[0] != '`' && text[0] != '~' {
		return ""
	}
	n := 0
	for n < len(text) && text[n] == text[0] {
		n++
	}
	if n < 3 || text[0] == '`' && bytes.IndexByte(text[n:], '`') >= 0 {
		return ""
	}
	return string(text[:n])
}

func headingLevel(text []byte, level *int) bool {
	n := 0
	for n < len(text) && text[n] == '#' {
		n++
	}
	*level = n
	return n >= 1 && n <= 6 && (n == len(text) || text[n] == ' ' || text[n] == '\t')
}

// underline returns the level of heading that a line of "=" or "-" makes of the paragraph above it, or 0.
func underline(l textLine) int {
	if l.indent >= 4 || len(l.text) == 0 || l.text[0] != '=' && l.text[0] != '-' {
		return 0
	}
	t := bytes.TrimRight(l.text, " \t")
	switch {
	case bytes.Count(t, []byte("=")) == len(t):
		return 1
	case bytes.Count(t, []byte("-")) == len(t):
		return 2
	}
	return 0
}

func isRule(text []byte) bool {
	if text[0] != '*' && text[0] != '-' && text[0] != '_' {
		return false
	}
	n := 0
	for _, c := range text {
		switch c {
		case text[0]:
			n++
		case ' ', '\t':
		default:
			return false
		}
	}
	return n >= 3
}

func isDelimiterRow(text []byte) bool {
	dash, pipe := false, false
	for _, c := range text {
		switch c {
		case '-':
			dash = true
		case '|':
			pipe = true
		case ':', ' ', '\t':
		default:
			return false
		}
	}
	return dash && pipe
}

func isDetails(text []byte) bool {
	return len(text) >= 8 && strings.EqualFold(string(text[:8]), "<details")
}

// noteLabel returns the label of the footnote whose text begins here, or nothing.
func noteLabel(text []byte) string {
	if !bytes.HasPrefix(text, []byte("[^")) {
		return ""
	}
	i := bytes.Index(text, []byte("]:"))
	if i < 3 || bytes.ContainsAny(text[2:i], " []") {
		return ""
	}
	return string(text[2:i])
}

// calloutKind returns NOTE, WARNING, … if a quote's first line is the marker of a callout.
func calloutKind(text []byte) string {
	t := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(string(text)), ">"))
	switch strings.ToUpper(t) {
	case "[!NOTE]", "[!TIP]", "[!IMPORTANT]", "[!WARNING]", "[!CAUTION]":
		return strings.ToUpper(t[2 : len(t)-1])
	}
	return ""
}

// parseDefinition reads "[label]: destination "title"" on one line.
func parseDefinition(s string) (label string, link linkTarget, ok bool) {
	if len(s) == 0 || s[0] != '[' || strings.HasPrefix(s, "[^") {
		return "", link, false
	}
	label, rest, found := strings.Cut(s[1:], "]:")
	if !found || label == "" || strings.ContainsAny(label, "[]") {
		return "", link, false
	}
	dest, title, _ := strings.Cut(strings.TrimSpace(rest), " ")
	title = strings.TrimSpace(title)
	if dest == "" || title != "" && !strings.ContainsAny(title[:1], `"'(`) {
		return "", link, false
	}
	return label, linkTarget{dest: strings.Trim(dest, "<>"), title: strings.Trim(title, `"'()`)}, true
}
