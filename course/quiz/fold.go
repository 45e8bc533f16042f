package quiz

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold splits a text into the words that are compared, with all that does not matter made one; typed.go says what.
func fold(s string) []string {
	s = withoutArticle(punctuate(plainForm(setApart(s))))
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == hyphen })
}

// squeeze joins words, for "follow-up", "follow up" and "followup" are one. Digits are never joined: "1 2" is not 12.
func squeeze(words []string) string {
	var b strings.Builder
	var last rune
	for _, w := range words {
		for i, r := range w {
			if i == 0 && unicode.IsNumber(last) && (unicode.IsNumber(r) || r == '.' || r == '-') {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			last = r
		}
	}
	return b.String()
}

// setApart drops what cannot be seen or is a trade mark, and keeps powers and fractions from becoming part of the number before
// them when Unicode forms are made one: 10² is not 102, and 2½ not 21/2.
func setApart(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		if unicode.Is(unicode.Cf, r) || strings.ContainsRune("™®©", r) {
			continue
		}
		if unicode.IsNumber(last) && unicode.IsNumber(r) {
			b.WriteString(apart(last, r))
		}
		b.WriteRune(r)
		last = r
	}
	return strings.ReplaceAll(b.String(), "´", "'")
}

// apart is what parts two numerals that follow each other: nothing between two plain digits, or two raised ones.
func apart(last, r rune) string {
	switch odd, wasOdd := unicode.Is(unicode.No, r), unicode.Is(unicode.No, last); {
	case odd && !wasOdd && strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r):
		return "^"
	case odd != wasOdd, strings.ContainsRune(norm.NFKD.String(string(r)), '⁄'):
		return " "
	}
	return ""
}

// plainForm makes case, accents and Unicode forms one.
func plainForm(s string) string {
	var b strings.Builder
	var base rune
	for _, r := range norm.NFKD.String(s) {
		switch accent := r >= 0x300 && r <= 0x36f; {
		case accent && unicode.IsLetter(base):
			continue // but not the stroke that makes ≠ of =
		case !accent:
			base = r
		}
		b.WriteRune(r)
	}
	s = strings.ToLower(strings.ToUpper(norm.NFC.String(b.String()))) // upper case first, for the two forms of a Greek sigma
	return strings.ReplaceAll(s, "ß", "ss")
}

// withoutArticle drops a leading article, unless it is all there is.
func withoutArticle(s string) string {
	for {
		s = strings.TrimLeft(s, " ")
		article, rest, _ := strings.Cut(s, " ")
		if article != "a" && article != "an" && article != "the" || strings.TrimSpace(rest) == "" {
			return s
		}
		s = rest
	}
}

// hyphen parts words; a minus, and the dash of a range, are "-" and belong to their number.
const hyphen = '‐'

// punctuate decides about all that is neither letter nor digit.
func punctuate(s string) string {
	p := punctuator{text: []rune(s)}
	for p.at = range p.text {
		p.next(p.text[p.at])
	}
	return string(p.out)
}

type punctuator struct {
	text, out []rune
	at        int
}

func (p *punctuator) next(r rune) {
	switch {
	case unicode.IsLetter(r) && r != 'ʼ', unicode.IsNumber(r), unicode.IsMark(r):
		p.put(string(r))
	case isDash(r):
		p.dash()
	case isQuote(r):
		p.between("'", "")
	case r == '.' && p.digit(p.at+1):
		p.put(".") // also where no zero stands before the point
	case r == '.':
	case r == '&':
		p.put(" and ")
	case r == '⁄':
		p.put(" / ")
	case r == '%', r == '/', r == '#', unicode.IsSymbol(r):
		p.put(" " + string(r) + " ")
	case unicode.IsPunct(r):
		p.between(string(r), " ")
	case len(p.out) > 0 && p.out[len(p.out)-1] == '-': // a blank after the dash of a range
	default:
		p.put(" ")
	}
}

func (p *punctuator) put(s string) { p.out = append(p.out, []rune(s)...) }

func (p *punctuator) digit(i int) bool {
	return i >= 0 && i < len(p.text) && unicode.IsNumber(p.text[i])
}

// between keeps a sign that stands between two digits, as in 1,5 and 1:1000.
func (p *punctuator) between(sign, otherwise string) {
	if p.digit(p.at-1) && p.digit(p.at+1) {
		otherwise = sign
	}
	p.put(otherwise)
}

// dash tells the dash of a range and a minus from a hyphen.
func (p *punctuator) dash() {
	before, after := p.at-1, p.at+1
	for before >= 0 && p.text[before] == ' ' {
		before--
	}
	for after < len(p.text) && p.text[after] == ' ' {
		after++
	}
	switch {
	case p.digit(before) && p.digit(after):
		p.out = append([]rune(strings.TrimRight(string(p.out), " ")), '-')
	case p.digit(p.at+1) && (before < 0 || before < p.at-1):
		p.put(" -")
	default:
		p.put(string(hyphen))
	}
}

func isDash(r rune) bool { return unicode.Is(unicode.Pd, r) || r == '−' }

func isQuote(r rune) bool {
	return unicode.In(r, unicode.Pi, unicode.Pf) || strings.ContainsRune("\"'`ʼ′", r)
}
