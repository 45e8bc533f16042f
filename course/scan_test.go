package course_test

import (
	"fmt"
	"strings"
	"testing"

	"lectern/course"
)

var kindNames = map[course.BlockKind]string{
	course.Paragraph: "p", course.Heading: "h", course.Item: "li", course.Quote: "quote", course.Callout: "callout", course.Table: "table",
	course.Code: "code", course.Figure: "chart", course.Details: "details", course.Note: "note", course.Rule: "hr", course.Literal: "literal",
}

// outline names the blocks of a text and, in brackets, those inside.
func outline(t course.Text) string {
	var parts []string
	for i, b := range t.Blocks {
		s := kindNames[b.Kind]
		switch b.Kind {
		case course.Heading:
			s += fmt.Sprint(b.Level) + "#" + b.ID
		case course.Item:
			if b.Ordered {
				s += fmt.Sprint(b.Number)
			}
			if b.Close {
				s += "."
			}
			fallthrough
		case course.Quote, course.Callout, course.Details, course.Note:
			s += "(" + outline(t.Children(i)) + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

// Blocks begin and end where CommonMark, with GitHub's additions, says.
func TestScanFindsBlocks(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"one\ntwo\n\nthree", "p p"},
		{"# A\n## B {#bee}\ntext", "h1#a h2#bee p"},
		{"A\n===\nB\n---\n\n---", "h1#a h2#b hr"},
		{"# Same\n# Same\n# Same", "h1#same h1#same-1 h1#same-2"},
		{"- a\n- b\n\n- c\n  more\n\n  para\n\nout", "li(p) li.(p) li(p p) p"},
		{"3. a\n3. b\n7) c", "li3(p) li4.(p) li7(p)"},
		{"- a\n  - b\n    - c", "li(p li(p li(p)))"},
		{"- a\nlazy\n- b", "li(p) li.(p)"},
		{"text\n- list", "p li(p)"},
		{"text\n2. no list", "p"},
		{"text\n1. list", "p li1(p)"},
		{"* * *\n***\n_ _ _", "hr hr hr"},
		{"> a\nlazy\n> b\n\nc", "quote(p) p"},
		{"> - a\n>   > b", "quote(li(p quote(p)))"},
		{"> [!WARNING]\n> careful\n>\n> - a", "callout(p li(p))"},
		{"```go\n# no\n\n- no\n```\nafter", "code p"},
		{"~~~\n```\n~~~", "code"},
		{"```never closed\ntext", "code"},
		{"    code\n\n    code\ntext", "code p"},
		{"```chart\ntitle: x\n```", "chart"},
		{"| a | b |\n|---|---|\n| 1 | 2 |\ntext?\n\nafter", "table p"},
		{"above\n| a | b |\n|---|:-:|\n| 1 | 2 |", "p table"},
		{"a | b\nno dashes", "p"},
		{"[l]: https://x.org\ntext [l]", "p"},
		{"claim[^1]\n\n[^1]: note\n    more\n\nafter", "p note(p) p"},
		{"<details><summary>S</summary>\n\ninside\n\n</details>\nafter", "details(p) p"},
		{"<!-- a\n\nb -->\nafter", "p"},
		{"<div>\nraw\n</div>", "p"},
		{"#no heading\n####### none", "p"},
		{strings.Repeat("x", 17000), "literal literal literal literal literal"},
		{strings.Repeat(">", 30), strings.Repeat("quote(", 12) + "literal" + strings.Repeat(")", 12)},
	} {
		if got := outline(course.NewText("t.md", []byte(c.in))); got != c.want {
			t.Errorf("%.60q is\n  %s, want\n  %s", c.in, got, c.want)
		}
	}
}

// A long table is cut into parts that know their header, so that no part costs much to set.
func TestLongTablesAreCut(t *testing.T) {
	src := "| a | b |\n|---|---|\n" + strings.Repeat("| 1 | 2 |\n", 200)
	text := course.NewText("t.md", []byte(src))
	rows := 0
	for i := range text.Blocks {
		rows += len(text.Rows(i))
		if head, _ := text.TableHead(i); len(head) != 2 || head[0].Plain() != "a" {
			t.Errorf("part %d has the header %v", i, head)
		}
	}
	if len(text.Blocks) < 4 || rows != 200 {
		t.Errorf("%d parts with %d rows, want several with 200", len(text.Blocks), rows)
	}
}

// Every block lies inside the source, in order, and whatever is asked of it has an answer.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"- a\n  > b\n\n1. c", "| a |\n|-|\n| b |", "```\n", "<details>", "[^a]: b\n  c", "> [!NOTE]\n> x", "# {#a .b c=d}", "\t- x\n \t y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := course.NewText("t.md", course.Clean([]byte(s)))
		end := int32(0)
		for _, b := range text.Blocks {
			if b.Start < end || b.End < b.Start || int(b.End) > len(text.Source) {
				t.Fatalf("block %+v after %d in %d bytes", b, end, len(text.Source))
			}
			end = b.End
		}
		_ = text.Plain()
		_ = text.Citations()
	})
}
