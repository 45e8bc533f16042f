package course

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A measure is what a unit comes down to, so that units can be compared and converted: mg/kg/h is a mass, per mass, per time.
// What stands per something is kept apart and never cancelled, for mg/kg is not a ratio of masses to a clinician: it is a dose
// per body weight, and neither mg nor %.
type measure struct {
	over   string   // the kind above the line, "" for none, as in "/min"
	under  []string // the kinds below it, sorted
	factor float64  // how many base units one of it is
}

// atoms are the units that can be converted within their kind, under the names people give them. Months and years are
// a kind apart from days, for no number of days is a month; so are pounds and kilopascals, which convert to no round number of kilograms
// or mmHg. Missing on purpose: "gr" (grain or gram) and "U" (read as 0 or 4), both on ISMP's list of error-prone abbreviations.
var atoms = func() map[string]measure {
	table := map[string]measure{}
	for _, row := range []struct {
		kind   string
		factor float64
		names  string
	}{
		{"mass", 1e-9, "ng nanogram nanogramme"},
		{"mass", 1e-6, "ug mcg microg microgram microgramme"},
		{"mass", 1e-3, "mg milligram milligramme"},
		{"mass", 1, "g gm gram gramme"},
		{"mass", 1e3, "kg kilo kilogram kilogramme"},
		{"volume", 1e-6, "ul mcl microliter microlitre"},
		{"volume", 1e-3, "ml cc milliliter millilitre"},
		{"volume", 1e-1, "dl deciliter decilitre"},
		{"volume", 1, "l liter litre"},
		{"time", 1e-3, "ms msec millisecond"},
		{"time", 1, "s sec second"},
		{"time", 60, "min minute"},
		{"time", 3600, "h hr hour"},
		{"time", 86400, "d day"},
		{"time", 604800, "wk week"},
		{"months", 1, "mo month"},
		{"months", 12, "y yr year"},
		{"length", 1e-3, "mm millimeter millimetre"},
		{"length", 1e-2, "cm centimeter centimetre"},
		{"length", 1, "m meter metre"},
		{"amount", 1e-9, "nmol nanomole"},
		{"amount", 1e-6, "umol micromole"},
		{"amount", 1e-3, "mmol millimole"},
		{"amount", 1, "mol mole"},
		{"area", 1, "m2 sqm"},
		{"share", 1, "%"},
		{"mmHg", 1, "mmhg"},
		{"cmH2O", 1, "cmh2o"},
		{"kPa", 1, "kpa"},
		{"Celsius", 1, "°c c celsius"},
		{"Fahrenheit", 1, "°f f fahrenheit"},
		{"pound", 1, "lb pound"},
		{"unit", 1, "unit"},
		{"international unit", 1, "iu"},
		{"equivalent", 1e-3, "meq milliequivalent"},
		{"drop", 1, "drop gtt"},
	} {
		for name := range strings.FieldsSeq(row.names) {
			table[name] = measure{over: row.kind, factor: row.factor}
		}
	}
	return table
}()

// molar are the units that would be read as another, metre or millimetre, if their case were ignored.
var molar = map[string]bool{"M": true, "mM": true, "uM": true, "nM": true}

// unitForms brings letters and signs that are written in several ways into one.
var unitForms = strings.NewReplacer(
	"µ", "u", "μ", "u", "²", "2", "₂", "2", "^2", "2", "⁻¹", "-1", "−1", "-1", "^-1", "-1",
	"/", " / ", "⁄", " / ", "∕", " / ", "·", " ", "⋅", " ", "*", " ", "×", " ")

// unitPhrases are words that stand for others, one to three of them.
var unitPhrases = map[string]string{
	"per": "/", "a": "/", "an": "/", "each": "/", "times": "",
	"percent": "%", "per cent": "%", "pct": "%",
	"mm hg": "mmhg", "mm of hg": "mmhg", "millimetres of mercury": "mmhg", "millimeters of mercury": "mmhg",
	"cm h2o": "cmh2o", "degrees celsius": "celsius", "° c": "celsius", "degrees fahrenheit": "fahrenheit", "° f": "fahrenheit",
	"international units": "iu", "international unit": "iu", "square metre": "m2", "square meter": "m2",
	"of body weight": "", "body weight": "", "bodyweight": "", "bw": "", "bpm": "beat / min",
}

// parseUnit reads a unit: one name above the line, any number below it, each after a slash or "per" or with a power of -1, as in
// "mg/kg/h", "mg per kg per hour" and "mg kg⁻¹ h⁻¹". A name that is not known is a unit too, compared as text, if it is one word of
// letters ("sessions").
func parseUnit(s string) (measure, bool) {
	m := measure{factor: 1}
	for i, names := range splitAt(unitNames(s), "/") {
		if !m.take(names, i > 0) {
			return measure{}, false
		}
	}
	slices.Sort(m.under)
	return m, true
}

// unitNames splits a unit into its names and slashes, phrases replaced, without case but for the names that case tells apart.
func unitNames(s string) (names []string) {
	words := strings.Fields(unitForms.Replace(s))
	for i, w := range words {
		if !molar[w] {
			words[i] = strings.ToLower(w)
		}
	}
	for len(words) > 0 {
		phrase, n := unitPhrase(words)
		names = append(names, strings.Fields(phrase)...)
		words = words[n:]
	}
	return names
}

// unitPhrase returns what the longest phrase that words begin with stands for, or the first word as it is, and how many words that took.
func unitPhrase(words []string) (phrase string, n int) {
	for n := min(3, len(words)); n > 0; n-- {
		if phrase, ok := unitPhrases[strings.Join(words[:n], " ")]; ok {
			return phrase, n
		}
	}
	return words[0], 1
}

func splitAt(words []string, sep string) (parts [][]string) {
	for {
		i := slices.Index(words, sep)
		if i < 0 {
			return append(parts, words)
		}
		parts, words = append(parts, words[:i]), words[i+1:]
	}
}

// take adds the names between two slashes.
func (m *measure) take(names []string, below bool) bool {
	if below && len(names) == 0 {
		return false
	}
	for i, name := range names {
		base, inverse := strings.CutSuffix(name, "-1")
		a, ok := atom(base)
		switch {
		case !ok, i > 0 && !inverse, below && inverse:
			return false
		case below || inverse:
			m.under = append(m.under, a.over)
			m.factor /= a.factor
		default:
			m.over = a.over
			m.factor *= a.factor
		}
	}
	return true
}

// atom looks up one name, as it is, then without the s of the plural. A word that is not known is a kind of its own.
func atom(name string) (measure, bool) {
	if a, ok := atoms[name]; ok {
		return a, true
	}
	single := name
	if len(name) > 2 {
		single = strings.TrimSuffix(name, "s")
	}
	if a, ok := atoms[single]; ok {
		return a, true
	}
	return measure{over: "word " + single, factor: 1}, isWord(name)
}

func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) || r == utf8.RuneError }) < 0
}

// like tells whether two units are of one kind. What is counted ("breaths") may be left out of a rate: 12/min will do for 12 breaths/min.
func (m measure) like(o measure) bool {
	if !slices.Equal(m.under, o.under) {
		return false
	}
	return m.over == o.over || len(m.under) > 0 && (m.over == "" && o.counts() || o.over == "" && m.counts())
}

// counts tells whether what stands above the line is a word for things counted and no unit of measure.
func (m measure) counts() bool { return strings.HasPrefix(m.over, "word ") }

// MeasuringUnit tells whether s is a unit that Lectern knows, as against a word for what is counted ("sessions") or no unit at all.
func MeasuringUnit(s string) bool {
	m, ok := parseUnit(s)
	return ok && !m.counts() && (m.over != "" || len(m.under) > 0)
}
