package typeset_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/course/kap"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

func set(src string, width int) string {
	t := course.NewText("t.md", course.Clean([]byte(src)))
	return xansi.Strip(strings.Join(typeset.New(width, theme.New(true)).Text(t), "\n"))
}

// Blocks are set as a reader of books would expect.
func TestBlocksAreSet(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"lists hang", "- one two three four\n- b\n  - nested words that wrap\n\n10. ten ten ten ten", "• one two three\n  four\n• b\n\n  • nested words\n    that wrap\n\n10. ten ten ten\n    ten"},
		{"callout", "> [!WARNING]\n> Take care of this.", "┃ Warning\n┃ Take care of\n┃ this."},
		{"quote", "> Said by somebody.", "│ Said by\n│ somebody."},
		{"figures stay with units", "He was given 25 mg and 10 min", "He was given\n25 mg and 10 min"},
		{"citations stay with words", "It was shown [@A; @B] so", "It was\nshown [1, 2] so"},
		{"heading", "text\n\n## Next {#n}\n\ntext", "text\n\n\nNext\n\ntext"},
		{"table", "| a | b |\n|---|--:|\n| 1 | 2 |", "a  b\n────\n1  2"},
		{"records", "| name | what it is |\n|---|---|\n| one | a long explanation |\n", "name: one\n  what it is:\n    a long\n    explanation"},
		{"details", "<details><summary>More</summary>\nhidden\n</details>", "▸ More"},
		{"code", "```\nx := 1\n```", "  x := 1"},
		{"break", "one<br>two", "one\ntwo"},
		{"long word", strings.Repeat("x", 20), strings.Repeat("x", 16) + "\nxxxx"},
		{"task", "- [x] done", "☑ done"},
	} {
		if got := set(c.in, 16); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}

// What the shipped course says in its files is what it shows, character for character, at any width.
func TestShippedTextIsShownExactly(t *testing.T) {
	c, found := course.Load(kap.Files())
	if c == nil {
		t.Fatal(found)
	}
	for _, width := range []int{76, 33} {
		s := typeset.New(width, theme.New(false))
		s.Open = func(course.Text, int) bool { return true }
		for _, session := range c.Sessions {
			exact(t, s, session.ID, session.Body().Reading)
			for _, q := range session.Body().Questions() {
				for _, text := range []course.Text{q.Lead, q.Stem, q.Explanation, q.Model, q.Hint} {
					exact(t, s, q.ID, text)
				}
				for _, o := range q.Options {
					exact(t, s, q.ID, o.Text)
					exact(t, s, q.ID, o.Feedback)
				}
			}
		}
		exact(t, s, "about", c.About())
		for _, term := range c.Glossary().Terms {
			exact(t, s, term.ID, term.Text)
		}
	}
}

func exact(t *testing.T, s *typeset.Setter, where string, text course.Text) {
	t.Helper()
	for i, b := range text.Blocks {
		if b.Kind == course.Figure {
			continue // drawn, not shown
		}
		one := text
		one.Blocks = text.Blocks[i : i+1]
		want := letters(one.Plain())
		got := letters(xansi.Strip(strings.Join(s.Block(text, i), "\n")))
		if b.Kind == course.Table { // records repeat the header
			continue
		}
		if b.Kind == course.Callout {
			got = got[len(text.CalloutKind(i)):]
		}
		if b.Kind == course.Item && b.Ordered {
			got = strings.TrimLeft(got, "0123456789.")
			want = strings.TrimLeft(want, "0123456789.")
		}
		if got != want {
			t.Errorf("%s, line %d shows\n%q\nand says\n%q", where, b.Line, got, want)
		}
	}
}

// letters are the characters that carry text: no blanks, and none of the signs that typesetting adds.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("•│┃▸▾", r) {
			return -1
		}
		return r
	}, s)
}

// No line is wider than asked for, and nothing but SGR and safe hyperlinks comes out, whatever the text.
func TestNastyTextStaysInside(t *testing.T) {
	names, err := filepath.Glob("testdata/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		check(t, name, string(raw))
	}
}

func check(t *testing.T, name, raw string) {
	t.Helper()
	text := course.NewText(name, course.Clean([]byte(raw)))
	for _, width := range []int{76, 20, 3, 1} {
		for _, th := range []theme.Theme{theme.New(true), theme.NewPlain()} {
			for _, l := range typeset.New(width, th).Text(text) {
				if n := xansi.StringWidth(l); n > max(width, 2) && width > 12 {
					t.Fatalf("%s at %d: a line of %d cells: %q", name, width, n, l)
				}
				if typeset.Filter(l) != l {
					t.Fatalf("%s: a control sequence came through: %q", name, l)
				}
			}
		}
	}
}

// Filter lets SGR and hyperlinks to the web pass and nothing else.
func TestFilter(t *testing.T) {
	for in, want := range map[string]string{
		"\x1b[1;31mred\x1b[0m":                      "\x1b[1;31mred\x1b[0m",
		"\x1b]8;;https://x.org\x07link\x1b]8;;\x07": "\x1b]8;;https://x.org\x07link\x1b]8;;\x07",
		"\x1b]8;id=1;mailto:a@b.c\x07m\x1b]8;;\x07": "\x1b]8;id=1;mailto:a@b.c\x07m\x1b]8;;\x07",
		"\x1b]8;;file:///etc/passwd\x07x":           "]8;;file:///etc/passwdx",
		"\x1b]0;title\x07x":                         "]0;titlex",
		"\x1b[2Jx\x1b[5;5H":                         "[2Jx[5;5H",
		"\x1bPq\x1b\\ \u009b31m \x9b \x07 \r":       "Pq\\ 31m   ",
		"plain µg – 漢字":                             "plain µg – 漢字",
	} {
		if got := typeset.Filter(in); got != want {
			t.Errorf("Filter(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"- a\n  > b", "| a |\n|-|\n| *b* |", "```chart\ntitle: x\nx: {values: [1,2]}\nseries: {a: [1,2]}\n```", "a\x1b]8;;x\x07", "~~a~~ `b` <br>", "![a](b) <http://x.y>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, "fuzz", s) })
}
