package course

import (
	"bytes"
	"strconv"
	"strings"
)

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
