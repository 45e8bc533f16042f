package course_test

import (
	"testing"

	"lectern/course"
)

// What is written is what is shown: clinical text loses no character and gains no meaning.
func TestTextIsShownExactly(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"WBC 4-11 x10<sup>9</sup>/L", "WBC 4-11 x10⁹/L"},
		{"SpO<sub>2</sub> and CO~2~ and 10^9^/L", "SpO₂ and CO₂ and 10⁹/L"},
		{"x<sup>Q</sup> x^Q^ x~Q~", "x^(Q) x^(Q) x_(Q)"},
		{"5~10 mg and 20~30 mg", "5~10 mg and 20~30 mg"},
		{"about ~5 mg then ~10 mg", "about ~5 mg then ~10 mg"},
		{"~~gone~~ stays struck", "gone stays struck"},
		{"target MAP<SBP> and HR", "target MAP<SBP> and HR"},
		{"give if HR<b and c>d", "give if HR<b and c>d"},
		{"line one<br>line two", "line one\nline two"},
		{"line one  \nline two", "line one\nline two"},
		{"soft\nbreak", "soft break"},
		{"中文\n中文", "中文中文"},
		{"5*2*3 and 2 * 3", "523 and 2 * 3"},
		{"*a* **b** `c*d`", "a b c*d"},
		{"`a &amp; b \\* c`", "a &amp; b \\* c"},
		{"&mu;g &lt;5 &amp;lt; \\&lt;", "μg <5 &lt; &lt;"},
		{"K+ <3.5 or >5.5", "K+ <3.5 or >5.5"},
		{"\\*not emphasis\\*", "*not emphasis*"},
		{"escape &#27;[31m and &#x1b;]0;x&#7;", "escape ␛[31m and ␛]0;x␇"},
		{"`&#27;[31m`", "&#27;[31m"},
		{"hidden<!-- remark -->", "hidden"},
		{"a <span class=x>b</span>", "a <span class=x>b</span>"},
		{"see [the text](https://example.org/x)", "see the text"},
		{"[bad](javascript:alert) [in](#here)", "bad in"},
		{"![alt](a.png)", "Image: alt (a.png)"},
		{"a [@K1; @K2, p. 4] b [@K1]", "a [1, 2 p. 4] b [1]"},
		{"over a line's end [@K1;\n@K2] too", "over a line's end [1, 2] too"},
		{"claim[^n] and [^none]\n\n[^n]: note", "claim¹ and ²\nnote"},
		{"- [ ] open\n- [x] done", "☐ open\n☑ done"},
	} {
		text := course.NewText("t.md", course.Clean([]byte(c.in)))
		if got := text.Plain(); got != c.want {
			t.Errorf("%q shows %q, want %q", c.in, got, c.want)
		}
	}
}

// Where words count as simple, they say the same as when they are parsed.
func FuzzSimple(f *testing.F) {
	for _, s := range []string{"plain words\nand more", "a \nb", "5 mg - 10 mg", "# head #", "x  \ny", "1. no list", "中文\n中文"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := course.NewText("t.md", course.Clean([]byte(s)))
		for i, b := range text.Blocks {
			if b.Kind != course.Paragraph && b.Kind != course.Heading {
				continue
			}
			if simple, ok := text.Simple(i); ok && simple != text.Inline(i).Plain() {
				t.Errorf("simple %q, parsed %q", simple, text.Inline(i).Plain())
			}
		}
	})
}
