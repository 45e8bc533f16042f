package course

import (
	"strings"
	"unicode"
)

// skeleton is a text reduced to what the eye sees: texts with the same skeleton cannot be told apart. Letters of other alphabets become the
// Latin ones they look like, and what takes no space is dropped. Capitals stay, as they look different; only I, l, 1 and | do not.
func skeleton(s string) string {
	return strings.Map(func(r rune) rune {
		if l, ok := looksLike[r]; ok {
			return l
		}
		if r >= 0xff01 && r <= 0xff5e { // full-width forms
			return r - 0xfee0
		}
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector) {
			return -1
		}
		return r
	}, s)
}

// looksLike holds the pairs that common fonts draw alike, of Unicode's list of confusables.
var looksLike = func() map[rune]rune {
	m := map[rune]rune{}
	for _, pair := range []struct{ these, are string }{
		{"аеорсухіјѕһԁԛԝӏ", "aeopcyxijshdqwl"},             // Cyrillic
		{"АВЕЗКМНОРСТХІЈЅУԌԚԜ", "ABE3KMHOPCTXlJSYGQW"},     //
		{"οαινρυκγ", "oaivpuky"},                           // Greek
		{"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHlKMNOPTYX"},               //
		{"I1|0‐‑–−—’‘ʼ“”µ", "lllO-----'''\"\"μ"},           // within Latin and signs
		{"\u00a0\u2007\u2009\u202f\u2002\u2003", "      "}, // blanks
	} {
		are := []rune(pair.are)
		for i, r := range []rune(pair.these) {
			m[r] = are[i]
		}
	}
	return m
}()
