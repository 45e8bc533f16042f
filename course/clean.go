package course

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// Clean makes text safe to show and simple to parse: valid UTF-8 without byte-order mark, lines ending in "\n", and no character
// that could drive a terminal or reorder the line it stands in. Such characters are made visible, not dropped: ESC becomes "␛",
// others "⟨U+202E⟩". Text that is clean already is returned as it is, without a copy. Cleaning twice changes nothing more.
func Clean(src []byte) []byte {
	src = decode16(src)
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	at := firstUnclean(src)
	if at < 0 {
		return src
	}
	out := make([]byte, at, len(src)+64)
	copy(out, src)
	for rest := src[at:]; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		out = appendVisible(out, r)
		rest = rest[n:]
	}
	return out
}

// CleanString is Clean for a string, such as what a character reference decodes to.
func CleanString(s string) string {
	if firstUnclean([]byte(s)) < 0 {
		return s
	}
	return string(Clean([]byte(s)))
}

// suspects are the bytes at which an unclean character may begin: controls, and the lead bytes of C1, bidi and tag characters.
var suspects = func() (t [256]bool) {
	for b := range 0x20 {
		t[b] = b != '\n' && b != '\t'
	}
	for _, b := range []byte{0x7f, 0xc2, 0xd8, 0xe2, 0xef, 0xf3} {
		t[b] = true
	}
	return t
}()

// firstUnclean returns the offset of the first character that may not be shown as it is, or -1.
func firstUnclean(src []byte) int {
	if !utf8.Valid(src) {
		for i := 0; i < len(src); {
			r, n := utf8.DecodeRune(src[i:])
			if r == utf8.RuneError && n == 1 || unclean(r) {
				return i
			}
			i += n
		}
	}
	for i, b := range src {
		if suspects[b] {
			if r, _ := utf8.DecodeRune(src[i:]); unclean(r) {
				return i
			}
		}
	}
	return -1
}

func unclean(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n' && r != '\t'
	case r < 0x7f:
		return false
	case r < 0xa0, r == 0x061c, r == 0x200e, r == 0x200f, r == 0xfeff:
		return true
	case r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // line separators, bidi embeddings, overrides and isolates
		return true
	case r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f: // interlinear annotation, tags
		return true
	}
	return false
}

func appendVisible(out []byte, r rune) []byte {
	switch {
	case !unclean(r):
		return utf8.AppendRune(out, r)
	case r == 0:
		return utf8.AppendRune(out, utf8.RuneError)
	case r < 0x20:
		return utf8.AppendRune(out, 0x2400+r)
	case r == 0x7f:
		return append(out, "␡"...)
	case r == 0x2028, r == 0x2029:
		return append(out, '\n')
	}
	return fmt.Appendf(out, "⟨U+%04X⟩", r)
}

// decode16 turns UTF-16 with a byte-order mark into UTF-8.
func decode16(src []byte) []byte {
	var high, low int
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}):
		high, low = 1, 0
	case bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		high, low = 0, 1
	default:
		return src
	}
	units := make([]uint16, 0, len(src)/2)
	for i := 2; i+1 < len(src); i += 2 {
		units = append(units, uint16(src[i+high])<<8|uint16(src[i+low]))
	}
	return []byte(string(utf16.Decode(units)))
}

// clean is Clean with a finding for the first of each sort of thing it had to change.
func clean(path string, src []byte) ([]byte, Findings) {
	out := Clean(src)
	if len(out) == len(src) && (len(src) == 0 || &out[0] == &src[0]) { // it was clean
		return out, nil
	}
	return out, cleanFindings(path, src)
}

func cleanFindings(path string, src []byte) Findings {
	var fs Findings
	if bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}) {
		return append(fs, at(path, 1, "utf16", "the file is UTF-16", "save it as UTF-8"))
	}
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	bad, control := false, false
	line, col := 1, 1
	for i := 0; i < len(src) && !(bad && control); {
		r, n := utf8.DecodeRune(src[i:])
		f := at(path, line, "", "", "")
		f.Col = col
		switch {
		case r == utf8.RuneError && n == 1 && !bad:
			bad = true
			f.Rule, f.Message, f.Fix = "utf8", fmt.Sprintf("byte %#02x is not UTF-8", src[i]), "save the file as UTF-8"
			fs = append(fs, f)
		case r != '\r' && unclean(r) && !control:
			control = true
			f.Rule, f.Message, f.Fix = "control", fmt.Sprintf("control character U+%04X", r), "remove it; it is shown as "+string(appendVisible(nil, r))
			fs = append(fs, f)
		}
		col++
		if r == '\n' {
			line, col = line+1, 1
		}
		i += n
	}
	return fs
}
