package course

import (
	"bytes"
	"strings"
)

// notWords is what stands in the source but is not read as words: code, citations and footnotes, where links lead, attributes, tags.
var notWords = lazily("(?s)`[^`\n]*`|\\[[@^][^\\]]*\\]|\\]\\([^)\\s]*\\)|\\{[#.][^}\n]*\\}|<!--.*?-->|</?[A-Za-z][^<>\n]*>|https?://[^\\s)>]+")

// mask blanks what is not words and keeps every line and column where it is.
func mask(src []byte) []byte { return notWords().ReplaceAllFunc(maskCode(src), blank) }

// blank keeps the ends of lines and the columns of what follows: each character gives one blank.
func blank(src []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, src)
}

// maskCode blanks fenced code, but not charts, whose titles and notes are read.
func maskCode(src []byte) []byte {
	var out []byte
	fence, chart := "", false
	for line := range bytes.Lines(src) {
		f := isFence(bytes.TrimLeft(line, " >"))
		switch {
		case fence == "" && f != "":
			fence, chart = f, bytes.Contains(line, []byte("chart"))
			line = blank(line)
		case fence != "" && strings.HasPrefix(f, fence):
			fence, line = "", blank(line)
		case fence != "" && !chart:
			line = blank(line)
		}
		out = append(out, line...)
	}
	return out
}
