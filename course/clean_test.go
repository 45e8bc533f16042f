package course_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"lectern/course"
)

// Clean text has nothing in it that could drive a terminal, and says where such a thing was.
func TestCleanMakesControlsVisible(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain\ttext\n", "plain\ttext\n"},
		{"\uFEFFmarked", "marked"},
		{"a\r\nb\rc", "a\nb\nc"},
		{"\x1b[31mred", "␛[31mred"},
		{"nul\x00", "nul\uFFFD"},
		{"bell\x07 del\x7f", "bell␇ del␡"},
		{"c1 \u009b31m", "c1 ⟨U+009B⟩31m"},
		{"raw c1 \x9b31m", "raw c1 \uFFFD31m"},
		{"bidi \u202Eabc", "bidi ⟨U+202E⟩abc"},
		{"mark \u200F", "mark ⟨U+200F⟩"},
		{"tag \U000E0041", "tag ⟨U+E0041⟩"},
		{"joined \u200D stays", "joined \u200D stays"},
		{"\xff\xfeh\x00i\x00", "hi"},
		{"\xfe\xff\x00h\x00i", "hi"},
		{"5 µg ± 0.5 – “x” 中文 বাংলা", "5 µg ± 0.5 – “x” 中文 বাংলা"},
	} {
		if got := string(course.Clean([]byte(c.in))); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// Cleaning never lets a control through and cleaning again changes nothing.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\x1b[2Jb", "\xff\xfe\x1b\x00", "\xc2\x9b", "\r\r\n", "\xe2\x80\xae", "\xf3\xa0\x81\x81"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		out := course.Clean(bytes.Clone(in))
		if !utf8.Valid(out) {
			t.Fatalf("not UTF-8: %q", out)
		}
		for _, r := range string(out) {
			if r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r) {
				t.Fatalf("%U came through in %q", r, out)
			}
		}
		if again := course.Clean(bytes.Clone(out)); !bytes.Equal(again, out) {
			t.Fatalf("cleaning twice: %q, then %q", out, again)
		}
	})
}
