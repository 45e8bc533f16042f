package course

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
)

// A Text is cleaned Markdown cut into blocks. What is inside a block is parsed only when asked for, with [Text.Inline] for words and
// [Text.Children] for blocks inside blocks, so that a long text costs no more than what is looked at.
type Text struct {
	Source []byte
	Blocks []Block

	line   int // in the file of the source's first line
	depth  int // containers around it
	shared *shared
}

// shared is what all texts of one file have in common.
type shared struct {
	path    string
	links   map[string]linkTarget
	cites   map[string]int // numbers, in order of first use
	order   []string       // the keys by number
	notes   map[string]int // numbers of footnotes, in order of first reference
	ids     map[string]int // heading ids, to keep made-up ones apart
	session string
}

type linkTarget struct{ dest, title string }

// NewText cuts cleaned Markdown that stands by itself into blocks. Path is for findings.
func NewText(path string, src []byte) Text {
	return newText(src, 1, 0, newShared(path, src))
}

func newText(src []byte, line, depth int, sh *shared) Text {
	return Text{Source: src, Blocks: scan(src, line, depth, sh), line: line, depth: depth, shared: sh}
}

func newShared(path string, src []byte) *shared {
	sh := &shared{path: path, links: map[string]linkTarget{}, cites: map[string]int{}, notes: map[string]int{}, ids: map[string]int{}}
	sh.number(src)
	return sh
}

// Empty tells whether there is nothing to show.
func (t Text) Empty() bool { return len(t.Blocks) == 0 }

// number gives citations and footnotes their numbers, in order of first use.
func (sh *shared) number(src []byte) {
	met := map[string]bool{} // citations as written
	for rest := src; ; {
		i := bytes.IndexByte(rest, '[')
		if i < 0 || i+2 >= len(rest) {
			return
		}
		rest = rest[i+1:]
		switch rest[0] {
		case '@':
			end := bytes.IndexByte(rest[:min(len(rest), 1000)], ']')
			if end < 0 || met[string(rest[:end])] {
				continue
			}
			met[string(rest[:end])] = true
			keys, _ := parseCitation(rest)
			for _, k := range keys {
				if sh.cites[k.Key] == 0 {
					sh.order = append(sh.order, k.Key)
					sh.cites[k.Key] = len(sh.order)
				}
			}
		case '^':
			end := bytes.IndexByte(rest[:min(len(rest), 100)], ']')
			if end > 1 && (end+1 == len(rest) || rest[end+1] != ':') && sh.notes[string(rest[1:end])] == 0 {
				sh.notes[string(rest[1:end])] = len(sh.notes) + 1
			}
		}
	}
}

func (sh *shared) define(label string, link linkTarget) {
	key := strings.ToLower(strings.Join(strings.Fields(label), " "))
	if _, ok := sh.links[key]; !ok {
		sh.links[key] = link
	}
}

// headingID makes sure that a heading has an id of its own in the file.
func (sh *shared) headingID(given, text string) string {
	if given != "" {
		sh.ids[given]++
		return given
	}
	id := slug(text)
	if id == "" {
		id = "section"
	}
	n := sh.ids[id]
	sh.ids[id]++
	if n > 0 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}

// A Citation is one work cited, with the number it has in its session and what stands behind the key, such as "p. 4".
type Citation struct {
	Key    string
	Number int
	Where  string
}

// parseCitation reads "@Key, p. 4; @Other]" and returns what it cites and how many bytes it took, 0 if it is no citation.
func parseCitation(s []byte) (cites []Citation, n int) {
	end := bytes.IndexByte(s[:min(len(s), 1000)], ']')
	if end < 2 || s[0] != '@' {
		return nil, 0
	}
	for _, part := range strings.Split(string(s[:end]), ";") {
		key, where, _ := strings.Cut(strings.TrimSpace(part), ",")
		key = strings.TrimSpace(key)
		if len(key) < 2 || key[0] != '@' || strings.ContainsAny(key, " \t\n[") {
			return nil, 0
		}
		cites = append(cites, Citation{Key: key[1:], Where: strings.Join(strings.Fields(where), " ")})
	}
	return cites, end + 1
}

// Cited lists the keys cited in the file the text belongs to, by number from 1.
func (t Text) Cited() []string {
	if t.shared == nil {
		return nil
	}
	return t.shared.order
}

// Citations lists what the text itself cites, in order and each work once.
func (t Text) Citations() []Citation {
	var all []Citation
	seen := map[string]bool{}
	for i := range t.Blocks {
		for _, c := range citations(t.Bytes(i)) {
			if !seen[c.Key] {
				seen[c.Key] = true
				c.Number = t.shared.cites[c.Key]
				all = append(all, c)
			}
		}
	}
	return all
}

func citations(src []byte) (all []Citation) {
	for {
		i := bytes.Index(src, []byte("[@"))
		if i < 0 {
			return all
		}
		cites, n := parseCitation(src[i+1:])
		all = append(all, cites...)
		src = src[i+1+n:]
	}
}

// Title is the heading's text, without marks and attributes.
func (t Text) Title(i int) string { return t.Lead(i).Plain() }

// Lead is a heading's text as a text of its own.
func (t Text) Lead(i int) Text {
	b := t.Blocks[i]
	s, _ := splitAttributes(headingSource(t.Bytes(i)))
	sub := Text{Source: []byte(s), line: int(b.Line), depth: t.depth, shared: t.shared}
	if s != "" {
		sub.Blocks = []Block{{Kind: Paragraph, End: int32(len(s)), Line: b.Line}}
	}
	return sub
}

func headingSource(src []byte) string {
	s := strings.TrimSpace(string(src))
	if !strings.HasPrefix(s, "#") { // underlined
		return s
	}
	s = strings.TrimSpace(strings.TrimLeft(s, "#"))
	if bare := strings.TrimRight(s, "#"); bare == "" || strings.HasSuffix(bare, " ") {
		s = strings.TrimSpace(bare)
	}
	return s
}

// Attributes of the heading that is block i.
func (t Text) attributes(i int) attributes {
	_, a := splitAttributes(headingSource(t.Bytes(i)))
	return a
}

// Children are the blocks inside an Item, Quote, Callout, Details or Note.
func (t Text) Children(i int) Text {
	b := t.Blocks[i]
	src, skipped := t.content(i)
	if b.Kind == Item {
		src = tickBox(src)
	}
	return newText(src, int(b.Line)+skipped, t.depth+1, t.shared)
}

// tickBox gives an item that begins with [ ] or [x] a box to look at.
func tickBox(src []byte) []byte {
	for mark, box := range map[string]string{"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "} {
		if rest, ok := bytes.CutPrefix(src, []byte(mark)); ok {
			return append([]byte(box), rest...)
		}
	}
	return src
}

// content is what a container holds, with its marks and indentation taken off, and how many of its lines were left out at the top.
func (t Text) content(i int) (src []byte, skipped int) {
	src = t.Bytes(i)
	switch t.Blocks[i].Kind {
	case Quote:
		return unquote(src), 0
	case Callout:
		_, rest, _ := bytes.Cut(src, []byte("\n"))
		return unquote(rest), 1
	case Item:
		m, _ := parseMarker((&scanner{src: src}).lineAt(0))
		return outdent(src, m.content), 0
	case Note:
		i := bytes.Index(src, []byte("]:"))
		return append(bytes.TrimLeft(src[i+2:lineEnd(src)], " "), outdent(src[lineEnd(src):], 4)...), 0
	case Details:
		return detailsContent(src)
	}
	return src, 0
}

func lineEnd(src []byte) int {
	if i := bytes.IndexByte(src, '\n'); i >= 0 {
		return i
	}
	return len(src)
}

func unquote(src []byte) []byte {
	out := make([]byte, 0, len(src))
	for line := range bytes.Lines(src) {
		if t := bytes.TrimLeft(line, " "); len(t) > 0 && t[0] == '>' && len(line)-len(t) < 4 {
			line = bytes.TrimPrefix(t[1:], []byte(" "))
		}
		out = append(out, line...)
	}
	return out
}

// outdent takes up to so many columns of indentation off each line; of the first line it takes bytes, which holds the marker.
func outdent(src []byte, columns int) []byte {
	out := make([]byte, 0, len(src))
	first := true
	for line := range bytes.Lines(src) {
		cut, col := 0, 0
		for cut < len(line) && col < columns && line[cut] != '\n' {
			if line[cut] == '\t' {
				col += 4 - col%4
			} else if line[cut] == ' ' || first {
				col++
			} else {
				break
			}
			cut++
		}
		out = append(append(out, strings.Repeat(" ", max(0, col-columns))...), line[cut:]...)
		first = false
	}
	return out
}

func detailsContent(src []byte) ([]byte, int) {
	body := src
	skipped := 0
	lower := bytes.ToLower(src)
	if len(lower) == len(src) {
		if i := bytes.Index(lower, []byte("</summary>")); i >= 0 {
			body = src[i+len("</summary>"):]
		} else if i := bytes.IndexByte(src, '>'); i >= 0 {
			body = src[i+1:]
		}
		skipped = bytes.Count(src[:len(src)-len(body)], []byte("\n"))
		if i := bytes.LastIndex(bytes.ToLower(body), []byte("</details>")); i >= 0 {
			body = body[:i]
		}
	}
	return body, skipped
}

// Summary is the line that stands for a closed Details block.
func (t Text) Summary(i int) string {
	src := t.Bytes(i)
	lower := bytes.ToLower(src)
	from, to := bytes.Index(lower, []byte("<summary>")), bytes.Index(lower, []byte("</summary>"))
	if len(lower) != len(src) || from < 0 || to < from {
		return "More"
	}
	return strings.Join(strings.Fields(string(src[from+len("<summary>"):to])), " ")
}

// CalloutKind is NOTE, TIP, IMPORTANT, WARNING or CAUTION.
func (t Text) CalloutKind(i int) string {
	src := t.Bytes(i)
	return calloutKind(src[:lineEnd(src)])
}

// NoteNumber is the number of a footnote.
func (t Text) NoteNumber(i int) int { return t.shared.notes[t.Blocks[i].ID] }

// CodeLines are the lines of a Code or Figure block, without fences or indentation, and the word that follows the fence.
func (t Text) CodeLines(i int) (lines []string, info string) {
	src := string(t.Bytes(i))
	first, rest, _ := strings.Cut(src, "\n")
	fence := isFence([]byte(strings.TrimLeft(first, " ")))
	if fence == "" || strings.HasPrefix(first, "    ") {
		return strings.Split(string(outdent([]byte("\n"+src), 4)[1:]), "\n"), ""
	}
	if f := strings.Fields(strings.TrimLeft(first, " `~")); len(f) > 0 {
		info = f[0]
	}
	indent := len(first) - len(strings.TrimLeft(first, " "))
	if rest == "" {
		return nil, info
	}
	lines = strings.Split(string(outdent([]byte("\n"+rest), indent)[1:]), "\n")
	if n := len(lines) - 1; strings.HasPrefix(isFence([]byte(strings.TrimSpace(lines[n]))), fence) {
		lines = lines[:n]
	}
	return lines, info
}

// HeadingBlock returns the index of the heading with that id, or -1.
func (t Text) HeadingBlock(id string) int {
	for i, b := range t.Blocks {
		if b.Kind == Heading && b.ID == id {
			return i
		}
	}
	return -1
}

// Plain is all the text a reader would see, without marks, in one line per block.
func (t Text) Plain() string {
	var b strings.Builder
	for i := range t.Blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		t.plainBlock(&b, i)
	}
	return b.String()
}

func (t Text) plainBlock(b *strings.Builder, i int) {
	switch t.Blocks[i].Kind {
	case Item, Quote, Callout, Note:
		b.WriteString(t.Children(i).Plain())
	case Details:
		b.WriteString(t.Summary(i) + "\n" + t.Children(i).Plain())
	case Table:
		for _, row := range t.rowsWithHead(i) {
			for _, cell := range row {
				b.WriteString(cell.Plain() + " ")
			}
		}
	case Code:
		lines, _ := t.CodeLines(i)
		b.WriteString(strings.Join(lines, "\n"))
	case Figure:
		lines, _ := t.CodeLines(i)
		if c, err := ParseChart(strings.Join(lines, "\n")); err == nil {
			b.WriteString(c.Title)
		}
	case Literal:
		b.Write(t.Bytes(i))
	case Rule, CheckMark:
	default:
		if simple, ok := t.Simple(i); ok {
			b.WriteString(simple)
			return
		}
		b.WriteString(t.Inline(i).Plain())
	}
}

// foldSpace joins words by single blanks.
func foldSpace(s string) string {
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}
