package course

import "strings"

// An Align says how a table's column stands.
type Align uint8

const (
	AlignLeft Align = iota
	AlignCenter
	AlignRight
)

// Rows are the rows of Table block i, each cell a text of its own. The header is not among them: TableHead gives it for every part of a
// table.
func (t Text) Rows(i int) [][]Text {
	b := t.Blocks[i]
	lines := strings.Split(string(t.Bytes(i)), "\n")
	line := int(b.Line)
	if t.beginsTable(i) && len(lines) > 1 { // the header is in TableHead; after it come the dashes
		lines, line = lines[2:], line+2
	}
	rows := make([][]Text, 0, len(lines))
	for j, l := range lines {
		rows = append(rows, t.cells(l, line+j))
	}
	return rows
}

// rowsWithHead are the rows and, in the first part of a table, the header before them.
func (t Text) rowsWithHead(i int) [][]Text {
	if !t.beginsTable(i) {
		return t.Rows(i)
	}
	head, _ := t.TableHead(i)
	return append([][]Text{head}, t.Rows(i)...)
}

// beginsTable tells whether Table block i is the first part of its table.
func (t Text) beginsTable(i int) bool { return t.Blocks[i].Start == t.Blocks[i].Number }

// TableHead is the header of the table that block i is a part of, and how its columns stand.
func (t Text) TableHead(i int) ([]Text, []Align) {
	src := t.Source[t.Blocks[i].Number:]
	head, rest, _ := strings.Cut(string(src[:min(len(src), maxLeaf)]), "\n")
	dashes, _, _ := strings.Cut(rest, "\n")
	var aligns []Align
	for _, d := range splitRow(dashes) {
		left, right := strings.HasPrefix(d, ":"), strings.HasSuffix(d, ":")
		switch {
		case left && right:
			aligns = append(aligns, AlignCenter)
		case right:
			aligns = append(aligns, AlignRight)
		default:
			aligns = append(aligns, AlignLeft)
		}
	}
	return t.cells(head, int(t.Blocks[i].Line)), aligns
}

// cells reads one row. A cell's text is parsed when it is looked at.
func (t Text) cells(row string, line int) []Text {
	var cells []Text
	for _, c := range splitRow(row) {
		cell := Text{Source: []byte(c), line: line, depth: t.depth, shared: t.shared}
		if c != "" {
			cell.Blocks = []Block{{Kind: Paragraph, End: int32(len(c)), Line: int32(line)}}
		}
		cells = append(cells, cell)
	}
	return cells
}

// splitRow cuts a row at its bars, except those escaped with a backslash, which lose it.
func splitRow(row string) []string {
	row = strings.TrimSpace(row)
	row = strings.TrimPrefix(row, "|")
	var cells []string
	var b strings.Builder
	for i := 0; i < len(row); i++ {
		switch {
		case row[i] == '\\' && i+1 < len(row) && row[i+1] == '|':
			b.WriteByte('|')
			i++
		case row[i] == '|':
			cells = append(cells, strings.TrimSpace(b.String()))
			b.Reset()
		default:
			b.WriteByte(row[i])
		}
	}
	if last := strings.TrimSpace(b.String()); last != "" || len(cells) == 0 {
		cells = append(cells, last)
	}
	return cells
}
