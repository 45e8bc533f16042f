package quiz

import (
	"slices"
	"strings"
	"unicode"
)

// How typed text is compared. What never matters: case, accents, Unicode forms, spacing, hyphens, quotation marks and apostrophes, stops
// that end a sentence or an abbreviation, "&" for "and", and a leading a, an or the. What always does: digits and all that stands between two of
// them, signs such as + < %, and the order of words.
//
// Then every listed spelling counts, and a slip of one letter (one left out, added, replaced, or two neighbours swapped) in one word of seven
// letters or more, but
//   - never the first letter: typical is not atypical;
//   - never in a word with a digit;
//   - never where either word is a drug name or ends like one, see drugs.go;
//   - never between alphabets: a Cyrillic а is not a Latin a;
//   - never between two words known to differ by one letter, see twins.

// likeness is how a typed text compares with a spelling that counts, from worst to best.
type likeness int

const (
	different likeness = iota
	foreign            // one slip away, with a letter of another alphabet
	twinned            // one slip away, but another word
	nearDrug           // one slip away, in what may be a drug name
	slipped            // one slip away, which passes
	same
)

// markTyped takes the listed spelling that is most like what was typed.
func markTyped(accept []string, typed string) (right bool, note string) {
	best, at := different, -1
	for i, spelling := range accept {
		if l := compare(spelling, typed); l > best {
			best, at = l, i
		}
	}
	if at < 0 {
		return false, ""
	}
	return best >= slipped, likenessNote(best, at == 0, accept[at], accept[0], typed)
}

func likenessNote(l likeness, first bool, spelling, shown, typed string) string {
	switch l {
	case foreign:
		return quote(typed) + " has a letter of another alphabet."
	case twinned:
		return quote(typed) + " and " + quote(spelling) + " are different words."
	case nearDrug:
		return quote(typed) + " is not " + quote(spelling) + ": no slip passes in what may be a drug name."
	case slipped:
		return "Accepted " + quote(typed) + " for " + quote(spelling) + ": one slip in a long word passes."
	}
	if first {
		return ""
	}
	return "Accepted " + quote(typed) + " for " + quote(shown) + "."
}

// compare compares whole texts: as typed, then word by word, with one slip in all.
func compare(spelling, typed string) likeness {
	if typed = strings.TrimSpace(typed); typed == strings.TrimSpace(spelling) && typed != "" {
		return same
	}
	want, got := fold(spelling), fold(typed)
	if len(got) > 0 && squeeze(want) == squeeze(got) {
		return same
	}
	if len(want) != len(got) {
		return different
	}
	found := different
	for i := range want {
		if want[i] == got[i] {
			continue
		}
		if found != different { // a second word that differs
			return different
		}
		if found = compareWords(want[i], got[i]); found == different {
			return different
		}
	}
	return found
}

// compareWords judges two folded words that are not the same.
func compareWords(want, got string) likeness {
	w, g := []rune(want), []rune(got)
	switch {
	case len(w) < 7 || w[0] != g[0] || !oneSlip(w, g):
		return different
	case !letters(w) || alphabet(w) == nil:
		return different
	case alphabet(g) != alphabet(w):
		if !letters(g) {
			return different
		}
		return foreign
	case twin(want, got):
		return twinned
	case drugLike(want) || drugLike(got):
		return nearDrug
	}
	return slipped
}

func letters(w []rune) bool {
	return !slices.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
}

// alphabet returns the one that all letters are of, nil if they are mixed or of a script where a letter is more than a letter.
func alphabet(w []rune) *unicode.RangeTable {
	for _, table := range []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic} {
		if !slices.ContainsFunc(w, func(r rune) bool { return !unicode.Is(table, r) }) {
			return table
		}
	}
	return nil
}

// oneSlip tells whether a Damerau-Levenshtein distance is exactly one.
func oneSlip(a, b []rune) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	switch len(a) - len(b) {
	case 1:
		return slices.Equal(a[1:], b)
	case -1:
		return slices.Equal(a, b[1:])
	case 0:
		return len(a) > 0 && (slices.Equal(a[1:], b[1:]) || len(a) > 1 && a[0] == b[1] && a[1] == b[0] && slices.Equal(a[2:], b[2:]))
	}
	return false
}
