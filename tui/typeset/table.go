package typeset

import (
	"strings"

	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
)

const (
	columnGap   = 2
	leastColumn = 7  // a table with a column narrower than this, yet wider by nature, falls apart into records
	longestWord = 16 // no column is shrunk so far that a word up to this length would be broken
)

// A column has the width it would like, and the least it can do with.
type column struct{ natural, least int }

// table sets the rows of one table block: columns as wide as they need, or shrunk to fit with their cells wrapped. Where columns
// would become too narrow to read, and in line mode, each row is set as a record, one line for each cell.
func (s *Setter) table(t course.Text, i, width int) []string {
	head, aligns := t.TableHead(i)
	widths, fits := fitColumns(s.columns(t, i, len(head)), width)
	if !fits || s.Theme.Plain {
		return s.records(t, i, head, width)
	}
	var lines []string
	b := t.Blocks[i]
	if b.Start == b.Number {
		lines = append(lines, s.row(head, widths, aligns, bold)...)
		total := columnGap * (len(widths) - 1)
		for _, w := range widths {
			total += w
		}
		lines = append(lines, s.Theme.Faint.Render(strings.Repeat("─", min(total, width))))
	}
	rows := t.Rows(i)
	airy := s.anyWraps(rows, widths)
	for j, cells := range rows {
		if airy && j > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, s.row(cells, widths, aligns, body)...)
	}
	return lines
}

// columns measures all parts of a table together, so that they stand in the same columns.
func (s *Setter) columns(t course.Text, i, count int) []column {
	if s.tables == nil || len(t.Source) > 0 && s.source != &t.Source[0] {
		s.tables, s.source = map[int][]column{}, &t.Source[0]
	}
	key := int(t.Blocks[i].Number)
	if w, ok := s.tables[key]; ok {
		return w
	}
	columns := make([]column, count)
	measure := func(cells []course.Text) {
		for c := range min(count, len(cells)) {
			if n := len(cells[c].Source); n > columns[c].least { // a cell is at most as wide as its source is long
				columns[c].fit(cells[c].Plain())
			}
		}
	}
	head, _ := t.TableHead(i)
	measure(head)
	for j := range t.Blocks {
		if b := t.Blocks[j]; b.Kind == course.Table && int(b.Number) == key {
			for _, row := range t.Rows(j) {
				measure(row)
			}
		}
	}
	s.tables[key] = columns
	return columns
}

// fit makes room for one more cell.
func (c *column) fit(cell string) {
	c.natural = max(c.natural, xansi.StringWidth(cell))
	for _, w := range strings.Fields(cell) {
		c.least = max(c.least, min(longestWord, xansi.StringWidth(w)))
	}
}

// fitColumns shrinks the widest columns first until all stand side by side.
func fitColumns(columns []column, width int) (widths []int, fits bool) {
	widths = make([]int, len(columns))
	total := columnGap * (len(widths) - 1)
	for i, c := range columns {
		widths[i] = max(1, c.natural)
		total += widths[i]
	}
	for total > width {
		widest, second := 0, 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		for i, w := range widths {
			if i != widest {
				second = max(second, min(w, widths[widest]-1))
			}
		}
		cut := max(1, min(widths[widest]-second, total-width))
		if c := columns[widest]; widths[widest]-cut < min(max(leastColumn, c.least), c.natural) {
			return nil, false
		}
		widths[widest] -= cut
		total -= cut
	}
	return widths, true
}

func (s *Setter) anyWraps(rows [][]course.Text, widths []int) bool {
	for _, row := range rows {
		for c := range min(len(row), len(widths)) {
			if len(row[c].Source) > widths[c] && xansi.StringWidth(row[c].Plain()) > widths[c] {
				return true
			}
		}
	}
	return false
}

func (s *Setter) row(cells []course.Text, widths []int, aligns []course.Align, t tone) []string {
	columns := make([][]string, len(widths))
	height := 1
	for c := range widths {
		if c < len(cells) && !cells[c].Empty() {
			columns[c] = wrap(s.inline(cells[c], 0, t), widths[c])
			height = max(height, len(columns[c]))
		}
	}
	lines := make([]string, height)
	for l := range lines {
		var b strings.Builder
		for c, w := range widths {
			cell := ""
			if l < len(columns[c]) {
				cell = columns[c][l]
			}
			align := course.AlignLeft
			if c < len(aligns) {
				align = aligns[c]
			}
			b.WriteString(pad(cell, w, align))
			if c < len(widths)-1 {
				b.WriteString(strings.Repeat(" ", columnGap))
			}
		}
		lines[l] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

func pad(s string, width int, a course.Align) string {
	room := max(0, width-xansi.StringWidth(s))
	left := 0
	switch a {
	case course.AlignRight:
		left = room
	case course.AlignCenter:
		left = room / 2
	}
	return strings.Repeat(" ", left) + s + strings.Repeat(" ", room-left)
}

// records sets each row as lines "Column: cell", with a blank line between rows.
func (s *Setter) records(t course.Text, i int, head []course.Text, width int) []string {
	var lines []string
	b := t.Blocks[i]
	for j, cells := range t.Rows(i) {
		if j > 0 || b.Start != b.Number {
			lines = append(lines, "")
		}
		for c, cell := range cells {
			if cell.Empty() {
				continue
			}
			label := ""
			if c < len(head) && !head[c].Empty() {
				label = s.inline(head[c], 0, muted) + ": "
			}
			text := s.inline(cell, 0, body)
			if c == 0 {
				lines = append(lines, wrap(label+s.inline(cell, 0, bold), width)...)
				continue
			}
			lines = append(lines, prefix("  ", "    ", wrap(label+text, max(1, width-4)))...)
		}
	}
	return lines
}
