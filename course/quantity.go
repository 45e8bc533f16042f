package course

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// A Quantity is what counts as a right number: anything from Low to High, both included, in Unit or in a unit that converts to it.
//
// The rules, which docs/course-format.md promises to authors and learners, and their reasons:
//   - Either a point or a comma is the decimal sign, and blanks may part thousands: 0.5 = 0,5 and 10 000 = 10000.
//   - A lone comma with one to three digits before and exactly three after it, as in "1,000", is refused: a thousand to some and one to others.
//     Taking either reading could make a dose right that is wrong by a factor of a thousand, and guessing the learner's country is no better.
//     "0,125" and "1,000,000" and "1,000.5" have one reading and are taken. A lone point is always the decimal sign.
//   - Signs, digits, separators and nothing else: no exponents, fractions, powers or words, for "10² mg" must not become 102 mg.
//   - A quantity with a unit wants one. Units of one kind are converted; units of different kinds never are: mg/kg is not mg.
//     A percentage is not a fraction: 0.24 is not 24 %.
//
// It is made to be read by its methods; only [ParseQuantity] need fill it.
type Quantity struct {
	Low, High float64
	Unit      string // as the author wrote it; "" for a bare number
	Around    bool   // written as a middle and a tolerance, and shown so
}

// A Fit is what comes of holding what a learner typed against a quantity.
type Fit int

const (
	Fits         Fit = iota + 1
	Misses           // another number
	UnitMissing      // no unit was given
	UnitDiffers      // a unit of another kind
	UnitUnwanted     // a unit was given where a bare number was asked for
)

// epsilon is how far, relative to the bound, floating-point noise may carry a number past it: far less than any difference between doses.
const epsilon = 1e-9

// Fit holds a value and its unit against the quantity.
func (q Quantity) Fit(value float64, unit string) Fit {
	v, ok := q.Convert(value, unit)
	switch {
	case ok && q.spans(v):
		return Fits
	case ok:
		return Misses
	case strings.TrimSpace(unit) == "":
		return UnitMissing
	case q.Unit == "":
		return UnitUnwanted
	}
	return UnitDiffers
}

// Holds tells whether a value with its unit is right.
func (q Quantity) Holds(value float64, unit string) bool { return q.Fit(value, unit) == Fits }

// Convert expresses a value in the quantity's unit. It fails if the units are of different kinds, or if only one of them is a unit.
func (q Quantity) Convert(value float64, unit string) (float64, bool) {
	return convert(value, unit, q.Unit)
}

func convert(value float64, from, to string) (float64, bool) {
	if strings.TrimSpace(from) == strings.TrimSpace(to) {
		return value, true
	}
	f, okFrom := parseUnit(from)
	t, okTo := parseUnit(to)
	if !okFrom || !okTo || !f.like(t) || strings.TrimSpace(from) == "" || strings.TrimSpace(to) == "" {
		return 0, false
	}
	return value * (f.factor / t.factor), true
}

func (q Quantity) spans(v float64) bool {
	return v >= q.Low-slack(q.Low, v) && v <= q.High+slack(q.High, v)
}

// slack is the noise allowed at a bound. At zero there is none: what is near zero is not zero.
func slack(bound, v float64) float64 { return epsilon * min(math.Abs(bound), math.Abs(v)) }

// String shows the quantity as the author wrote it: "40 min", "24 to 32 %", "0.5 ± 0.05 mg/kg". It reads back with [ParseQuantity].
func (q Quantity) String() string {
	switch {
	case q.Around:
		return formatNumber((q.Low+q.High)/2) + " ± " + FormatMeasure((q.High-q.Low)/2, q.Unit)
	case q.Low != q.High:
		return formatNumber(q.Low) + " to " + FormatMeasure(q.High, q.Unit)
	}
	return FormatMeasure(q.Low, q.Unit)
}

// FormatMeasure shows a number with its unit. It reads back with [ParseMeasure].
func FormatMeasure(value float64, unit string) string {
	return strings.TrimSpace(formatNumber(value) + " " + strings.TrimSpace(unit))
}

// formatNumber shows twelve digits at most, which hides floating-point noise, without exponent, and with no-break spaces between thousands from
// 10 000 on, so that years stay years.
func formatNumber(v float64) string {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".")
	for i := len(whole) - 3; i > 0 && len(whole) > 4; i -= 3 {
		whole = whole[:i] + "\u00a0" + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if v < 0 {
		return "-" + whole
	}
	return whole
}

// operators join the two numbers of a range, or a middle and its tolerance.
var operators = lazily(`±|\+\s?/\s?[-−–]|\+-|\bto\b|[-‐‑‒–—−]`)

// ParseQuantity reads what an author writes for a number: "40 min", "24 to 32 %", "24–32 %", "0.5 ± 0.05 mg/kg", "100 mg ± 10 %", "1970".
// What is not plainly that, such as "5-HT2A", "50 mg IM" or "1,000 mg", is none; see [AmbiguousNumber] for the last.
func ParseQuantity(s string) (q Quantity, ok bool) {
	if len(s) > maxLength || decade().MatchString(s) {
		return Quantity{}, false
	}
	first, rest, ok := cutNumber(s)
	if !ok {
		return Quantity{}, false
	}
	rest = trimStop(rest)
	for _, op := range operators().FindAllStringIndex(rest, -1) {
		second, last, ok := cutNumber(rest[op[1]:])
		if ok {
			sign := rest[op[0]:op[1]]
			if q, ok := joined(first, second, strings.TrimSpace(rest[:op[0]]), sign, strings.TrimSpace(last)); ok {
				return q, true
			}
		}
	}
	return Quantity{Low: first, High: first, Unit: strings.TrimSpace(rest)}, authored(rest)
}

// decade is not a number of seconds.
var decade = lazily(`^\s*[12][0-9]{3}s\b`)

// authored tells whether what follows an author's number can be its unit. Glued to the number, a word that is no known unit makes it a name: "5HT".
func authored(rest string) bool {
	unit := strings.TrimSpace(rest)
	_, ok := parseUnit(unit)
	return ok && (unit == "" || unit != rest || MeasuringUnit(unit))
}

// joined makes a quantity of two numbers and the units after them. The unit may stand once.
func joined(first, second float64, firstUnit, sign, secondUnit string) (Quantity, bool) {
	around := strings.ContainsAny(sign, "±+")
	unit := secondUnit
	switch {
	case secondUnit == "" && firstUnit != "" && !around && sign != "to":
		return Quantity{}, false // "mg kg-1": the dash is part of a unit
	case secondUnit == "":
		unit = firstUnit
	case around && secondUnit == "%" && firstUnit != "" && firstUnit != "%":
		second, unit = math.Abs(first)*second/100, firstUnit
	case firstUnit != "":
		var ok bool
		if first, ok = convert(first, firstUnit, secondUnit); !ok {
			return Quantity{}, false
		}
	}
	q := Quantity{Low: first, High: second, Unit: unit, Around: around}
	if around {
		q.Low, q.High = first-second, first+second
	}
	_, ok := parseUnit(unit)
	return q, ok && q.Low <= q.High
}

// hedges are words before a number that do not change it.
var hedges = lazily(`(?i)^\s*(?:about|around|approximately|approx\.?|roughly|circa|ca\.?|=|~|≈)\s*`)

// ParseMeasure reads what a learner types: a number and its unit, if any, as typed. "about 40 min." is 40 and "min".
func ParseMeasure(s string) (value float64, unit string, ok bool) {
	if len(s) > maxLength {
		return 0, "", false
	}
	value, rest, ok := cutNumber(s[len(hedges().FindString(s)):])
	if !ok {
		return 0, "", false
	}
	unit = strings.TrimSpace(trimStop(rest))
	if _, ok := parseUnit(unit); !ok {
		return 0, "", false
	}
	return value, unit, true
}

// trimStop drops the full stop that ends a sentence or an abbreviation.
func trimStop(s string) string {
	return strings.TrimSuffix(strings.TrimRightFunc(s, unicode.IsSpace), ".")
}

// number has the forms of an unsigned number. Blanks are those in use between thousands: common, no-break, thin, narrow no-break; the Swiss
// write an apostrophe.
var number = func() *regexp.Regexp {
	re := regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+` +
		`|[1-9][0-9]{0,2}(?:[ \x{a0}\x{2009}\x{202f}'’][0-9]{3})+(?:[.,][0-9]+)?` +
		`|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}` +
		`|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}`)
	re.Longest()
	return re
}()

// ambiguous is a number with two readings.
var ambiguous = lazily(`^[1-9][0-9]{0,2},[0-9]{3}$`)

// cutNumber takes a signed number off the front of s.
func cutNumber(s string) (value float64, rest string, ok bool) {
	digits, negative, rest := cutDigits(s)
	if digits == "" || ambiguous().MatchString(digits) {
		return 0, "", false
	}
	value, err := strconv.ParseFloat(plainDigits(digits), 64)
	if negative {
		value = -value
	}
	size := math.Abs(value)
	return value, rest, err == nil && size <= tooLarge && (size >= tooSmall || size == 0)
}

// No number that means something to a clinician is longer, as large, or as small.
const (
	maxLength = 200 // of the whole text
	maxDigits = 40
	tooLarge  = 1e15
	tooSmall  = 1e-15
)

// cutDigits finds the sign and the digits of the number that s begins with, "" if there is none. If something of a number is left over, as of
// "1.2.3" or "10²", the rest is no unit.
func cutDigits(s string) (digits string, negative bool, rest string) {
	s = strings.TrimSpace(s)
	for _, minus := range []string{"-", "−", "–", "‑"} {
		if after, ok := strings.CutPrefix(s, minus); ok {
			s, negative = after, true
			break
		}
	}
	if !negative {
		s = strings.TrimPrefix(s, "+")
	}
	at := number.FindStringIndex(s)
	if at == nil || at[0] > 0 || at[1] > maxDigits {
		return "", false, ""
	}
	return s[:at[1]], negative, s[at[1]:]
}

// plainDigits writes a number the way strconv reads it: the last sign is the decimal one unless it occurs twice.
func plainDigits(s string) string {
	point := strings.LastIndexAny(s, ".,")
	if point < 0 || strings.Count(s, s[point:point+1]) > 1 {
		return onlyDigits(s)
	}
	return onlyDigits(s[:point]) + "." + s[point+1:]
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// AmbiguousNumber finds a number like "1,000" in s, which is a thousand in one country and one in another, and returns it, "" if there is
// none. Neither [ParseQuantity] nor [ParseMeasure] take it.
func AmbiguousNumber(s string) string {
	for _, n := range number.FindAllString(s, -1) {
		if ambiguous().MatchString(n) {
			return n
		}
	}
	return ""
}
