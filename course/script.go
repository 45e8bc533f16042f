package course

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

var (
	superscripts = strings.NewReplacer(pairs("0123456789+-=()nixyabcdefghjklmoprstuvwz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷᶻ")...)
	subscripts   = strings.NewReplacer(pairs("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")...)
)

func pairs(from, to string) (p []string) {
	target := []rune(to)
	for i, r := range []rune(from) {
		p = append(p, string(r), string(target[i]))
	}
	return p
}

// superscript sets text in Unicode's superscripts, and if one of its characters has none, legibly as ^(text).
func superscript(s string) string { return script(superscripts, s, "^") }

// subscript is the same below the line: _(text) where Unicode has no letters for it.
func subscript(s string) string { return script(subscripts, s, "_") }

func script(set *strings.Replacer, s, sign string) string {
	for _, r := range s {
		if set.Replace(string(r)) == string(r) {
			return sign + "(" + s + ")"
		}
	}
	return set.Replace(s)
}
