package course

import (
	"bytes"
	"strings"
)

// A Hit is a paragraph, table or heading of a reading in which words stand.
type Hit struct {
	Session *Session
	Block   int    // of the reading
	Heading string // the title of the heading under which it stands; empty before the first
	Text    string // the words and what stands around them, on one line
}

// around is how many bytes of text a hit shows on either side of the words.
const around = 70

// Search finds words in the readings of all sessions, in order, at most so many times. They stand next to each other as given; case does
// not matter. More tells that there would be others.
func (c *Course) Search(words string, most int) (hits []Hit, more bool) {
	want := strings.ToLower(foldSpace(words))
	if want == "" {
		return nil, false
	}
	for _, s := range c.Sessions {
		t, heading := s.Body().Reading, ""
		for i, b := range t.Blocks {
			if b.Kind == Heading {
				heading = t.Title(i)
			}
			if !t.MayHold(i, want) {
				continue
			}
			text, ok := t.excerpt(i, want)
			if !ok {
				continue
			}
			if len(hits) == most {
				return hits, true
			}
			hits = append(hits, Hit{s, i, heading, text})
		}
	}
	return hits, false
}

// seekAll is the size of a reading up to which all of it is looked at. Beyond, only blocks are whose source has the words, which misses
// those that marks part or change.
const seekAll = 1 << 20

// MayHold tells quickly whether a block can hold words, given in lower case.
func (t Text) MayHold(i int, want string) bool {
	if len(t.Source) < seekAll {
		return true
	}
	first, _, _ := strings.Cut(want, " ")
	return bytes.Contains(bytes.ToLower(t.Bytes(i)), []byte(first))
}

// excerpt is what stands around the words in a block, if they stand there.
func (t Text) excerpt(i int, want string) (string, bool) {
	var b strings.Builder
	t.plainBlock(&b, i)
	text := foldSpace(b.String())
	lower := strings.ToLower(text)
	at := strings.Index(lower, want)
	if at < 0 {
		return "", false
	}
	if len(lower) != len(text) { // then their places differ as well
		return cut(text, 0, 0), true
	}
	return cut(text, at, len(want)), true
}

// cut leaves of a text what stands around n bytes of it, between words.
func cut(text string, at, n int) string {
	from, to := max(0, at-around), min(len(text), at+n+around)
	if from > 0 {
		from += strings.IndexByte(text[from:at]+" ", ' ') + 1
		from = min(from, at)
	}
	if to < len(text) {
		if i := strings.LastIndexByte(text[at+n:to], ' '); i >= 0 {
			to = at + n + i
		}
	}
	out := strings.ToValidUTF8(text[from:to], "")
	if from > 0 {
		out = "…" + out
	}
	if to < len(text) {
		out += "…"
	}
	return out
}
