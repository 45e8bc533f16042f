package course

import (
	"bytes"
	"strconv"
	"strings"
)

// A claim is a number that a learner may carry to a client, and so must be able to trace. Every block of the reading that gives one (a
// paragraph, a list item, a callout, a table) has to cite a work, or to say that what it gives is illustrative or commonly taught. For a table or
// a list the paragraph before it or after it may do so.
//
// No claims are: headings and charts; years and ages; parts of names, such as GAD-7 or CYP3A4; the numbers of figures, sessions, steps and the
// like; telephone numbers of emergency services and clock times.
func (k *checker) claims(s *Session, t Text) {
	for i, b := range t.Blocks {
		if b.Kind == Details {
			k.claims(s, t.Children(i))
			continue
		}
		if !teaches(b.Kind) || t.vouched(i) {
			continue
		}
		src := mask(t.Bytes(i))
		if c, ok := firstClaim(src); ok {
			f := advice(s.Path, int(b.Line)+bytes.Count(src[:c.at], []byte("\n")), "uncited-number", "“"+c.figure+"” stands here without a source", "cite a work in the same paragraph, or say that it is illustrative or commonly taught")
			f.Col = column(src, c.at)
			k.add(f)
		}
	}
}

func teaches(kind BlockKind) bool {
	switch kind {
	case Paragraph, Item, Quote, Callout, Table, Note:
		return true
	}
	return false
}

// custom are the words by which an author says that a statement rests on no study.
var custom = lazily(`(?i)\b(?:illustrat(?:ive|ion)|invented|made[- ]up|fictional|fictitious|hypothetical|imaginary|commonly[-\s>]+taught|common teaching|custom(?:ary)?|not[\s>]+(?:been[\s>]+)?tested|untested|rule of thumb)\b`)

// sourced tells whether block i says where it comes from.
func (t Text) sourced(i int) bool {
	return bytes.Contains(t.Bytes(i), []byte("[@")) || custom().Match(t.Bytes(i))
}

// vouched tells whether block i is sourced, or is a table or in a list and the nearest paragraph of its section on either side is.
func (t Text) vouched(i int) bool {
	if t.sourced(i) {
		return true
	}
	if kind := t.Blocks[i].Kind; kind != Item && kind != Table {
		return false
	}
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(t.Blocks) && t.Blocks[j].Kind != Heading; j += step {
			if t.Blocks[j].Kind == Paragraph {
				if t.sourced(j) {
					return true
				}
				break
			}
		}
	}
	return false
}

type claim struct {
	figure string // the number and the word after it
	at     int
}

var (
	figure   = lazily(`(?:[$€£]\s?)?[0-9][0-9.,:/–−-]*(?: ?[%‰])?`)
	listMark = lazily(`(?m)^\s*(?:> ?)*[0-9]+[.)]\s`)
	ordinal  = lazily(`(?i)(?:\b(?:figure|fig\.|table|chart|session|step|phase|part|chapter|section|stage|type|class|page|p\.|number|no\.|level|version|grade|question|call|dial|text|line|age|aged|title|rule|article|form)|§|#)[\s(“"]*$`)
	ageAfter = lazily(`^[- ](?:years?|year)[- ]old\b|^-year-old|^(?:st|nd|rd|th|s)\b|^\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o[’']clock)`)
	nextWord = lazily(`^[\s-]*([\p{L}%/µ]+)`)
)

// firstClaim finds a number in masked source that a learner may carry away.
func firstClaim(src []byte) (c claim, ok bool) {
	src = listMark().ReplaceAllFunc(src, func(b []byte) []byte { return bytes.Repeat([]byte(" "), len(b)) })
	for _, m := range figure().FindAllIndex(src, -1) {
		before, number, after := string(src[:m[0]]), strings.TrimRight(string(src[m[0]:m[1]]), ".,:/–−-"), string(src[m[1]:])
		if inName(before, after) || isAge(before, string(src[m[0]:])) || ordinal().MatchString(tail(before, 20)) || ageAfter().MatchString(after) || isYear(number, after) || emergency[number] {
			continue
		}
		c = claim{figure: number, at: m[0]}
		if next := nextWord().FindStringSubmatch(after); next != nil && !strings.HasSuffix(number, "%") {
			c.figure += " " + strings.ToLower(next[1])
		}
		return c, true
	}
	return claim{}, false
}

// emergency holds the telephone numbers that everybody knows, and the hours they are answered.
var emergency = map[string]bool{"911": true, "988": true, "112": true, "999": true, "24/7": true}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

var (
	nameBefore = lazily(`[\p{L}_][-‑]?$`)
	nameAfter  = lazily(`^\p{L}|^[-‑]\p{Lu}`)
)

// inName tells whether a number is part of a name: CYP3A4, GAD-7, 5-HT.
func inName(before, after string) bool {
	return nameBefore().MatchString(tail(before, 8)) || nameAfter().MatchString(after) && !strings.HasPrefix(after, "mg")
}

var (
	nameComma = lazily(`\p{Lu}\p{L}+,\s$`)
	ageComma  = lazily(`^[1-9][0-9]?,\s`)
)

// isAge tells the age in “Tomas, 44, wakes”.
func isAge(before, after string) bool {
	return nameComma().MatchString(tail(before, 20)) && ageComma().MatchString(after)
}

// isYear tells a year, or a span of years, from other numbers of four digits.
func isYear(number, after string) bool {
	if next := nextWord().FindStringSubmatch(after); next != nil && MeasuringUnit(next[1]) {
		return false
	}
	year, _, _ := strings.Cut(strings.NewReplacer("–", "-", "/", "-").Replace(number), "-")
	n, err := strconv.Atoi(year)
	return err == nil && n >= 1800 && n < 2100 && len(year) == 4
}
