package course

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// longest sentence that is still read in one breath, in words.
const longestSentence = 40

// prose checks the sentences of the reading.
func (k *checker) prose(s *Session, t Text) {
	for i, b := range t.Blocks {
		switch b.Kind {
		case Item, Quote, Callout, Details, Note:
			k.prose(s, t.Children(i))
		case Paragraph:
			k.sentences(s, int(b.Line), t.Bytes(i))
		}
	}
}

func (k *checker) sentences(s *Session, line int, src []byte) {
	src = mask(src)
	start := 0
	for _, end := range append(sentenceEnds(src), len(src)) {
		if n := wordCount(src[start:end]); n > longestSentence {
			lead := len(src[:end]) - len(bytes.TrimLeft(src[start:end], " \n"))
			f := advice(s.Path, line+bytes.Count(src[:lead], []byte("\n")), "long-sentence", fmt.Sprintf("a sentence of %d words", n), fmt.Sprintf("cut it; %d are enough", longestSentence))
			k.add(f)
		}
		start = end
	}
}

// stop is the end of a sentence if no small letter follows. After an abbreviation a capital may follow too: then a sentence is taken for two,
// which only makes the rule milder.
var stop = lazily(`[.!?…]["”’')\]*_]*\s+`)

func sentenceEnds(src []byte) (ends []int) {
	for _, m := range stop().FindAllIndex(src, -1) {
		if r, _ := utf8.DecodeRune(src[m[1]:]); !unicode.IsLower(r) {
			ends = append(ends, m[1])
		}
	}
	return ends
}

func wordCount(src []byte) (n int) {
	for _, w := range bytes.Fields(src) {
		if bytes.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}
