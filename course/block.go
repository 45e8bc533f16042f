package course

import "hash/fnv"

// A BlockKind says what a block is, and so how it is set.
type BlockKind uint8

const (
	Paragraph BlockKind = iota + 1
	Heading
	Item      // one item of a list, with all it holds
	Quote     //
	Callout   // a quote that begins with [!NOTE] or the like
	Table     // rows of a table; a long one is cut into several blocks
	Code      // fenced or indented
	Figure    // a chart
	Details   // closed until asked for
	Note      // a footnote's text
	Rule      // a line across
	CheckMark // an inline check: the question that stands here
	Literal   // text too large to be typeset, shown as it is
)

// A Block is a piece of a Text that is set as a whole. It is kept small: a long session has many thousands.
type Block struct {
	Kind    BlockKind
	Level   uint8  // Heading: 1 to 6
	Ordered bool   // Item
	Close   bool   // follows the block before it without a blank line: items of a tight list, parts of one table
	Number  int32  // Item, if ordered: its number. Table: offset of the table's header row in the source
	Start   int32  // in the text's source, in bytes
	End     int32  // the end of its last line, without the newline
	Line    int32  // in the file, from 1
	ID      string // Heading: its id, given or made from its text. CheckMark: the question's id
}

// Limits beyond which text is shown as it is instead of being typeset. They keep hostile files from costing more than they are
// worth: the time that Markdown's inline rules take may grow with the square of a paragraph's length.
const (
	maxLeaf    = 16 << 10 // bytes of one paragraph, heading, cell row or quote line by line
	maxNested  = 64 << 10 // bytes of one list item, quote or details block
	maxDepth   = 12       // containers inside containers
	literalCut = 4 << 10  // bytes of one Literal block
	tableCut   = 48       // rows of one Table block
	codeCut    = 200      // lines of one Code block
)

// Hash identifies a block's text, to find a place again in an edited course.
func (t Text) Hash(i int) uint64 {
	h := fnv.New64a()
	h.Write(t.Bytes(i))
	return h.Sum64()
}

// Bytes is the source of block i.
func (t Text) Bytes(i int) []byte { return t.Source[t.Blocks[i].Start:t.Blocks[i].End] }
