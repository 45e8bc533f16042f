package course_test

import (
	"math"
	"strings"
	"testing"

	"lectern/course"
)

// What authors write for a number is read as the range that counts, and shown again as they wrote it.
func TestParseQuantity(t *testing.T) {
	for _, c := range []struct {
		in        string
		low, high float64
		unit      string
		shown     string // "" for in
	}{
		{"40 min", 40, 40, "min", ""},
		{"1970", 1970, 1970, "", ""},
		{"0.5 mg/kg", .5, .5, "mg/kg", ""},
		{"0,5 mg", .5, .5, "mg", "0.5 mg"},
		{".5 mg", .5, .5, "mg", "0.5 mg"},
		{"0,125 mg", .125, .125, "mg", "0.125 mg"},
		{"10 000", 10000, 10000, "", "10\u00a0000"},
		{"10\u202f000 mg", 10000, 10000, "mg", "10\u00a0000 mg"},
		{"1 000,250 mg", 1000.25, 1000.25, "mg", "1000.25 mg"},
		{"1’000 mg", 1000, 1000, "mg", "1000 mg"},
		{"1,000,000", 1e6, 1e6, "", "1\u00a0000\u00a0000"},
		{"1,000.5 mg", 1000.5, 1000.5, "mg", "1000.5 mg"},
		{"1.000,5 mg", 1000.5, 1000.5, "mg", "1000.5 mg"},
		{"1.025", 1.025, 1.025, "", ""},
		{"−5 mmHg", -5, -5, "mmHg", "-5 mmHg"},
		{"-5 to -2 mmHg", -5, -2, "mmHg", ""},
		{"24 to 32 %", 24, 32, "%", ""},
		{"24–32 %", 24, 32, "%", "24 to 32 %"},
		{"24-32%", 24, 32, "%", "24 to 32 %"},
		{"24% to 32%", 24, 32, "%", "24 to 32 %"},
		{"500 µg to 1 mg", .5, 1, "mg", "0.5 to 1 mg"},
		{"2 to 4 weeks", 2, 4, "weeks", ""},
		{"0.5 ± 0.05 mg/kg", .45, .55, "mg/kg", ""},
		{"0.5 +/- 0.05 mg/kg", .45, .55, "mg/kg", "0.5 ± 0.05 mg/kg"},
		{"0.5 mg/kg ± 0.05", .45, .55, "mg/kg", "0.5 ± 0.05 mg/kg"},
		{"0.5 mg/kg ± 0.05 mg/kg", .45, .55, "mg/kg", "0.5 ± 0.05 mg/kg"},
		{"0.1 ± 0.03", .07, .13, "", ""},
		{"100 mg ± 10 %", 90, 110, "mg", "100 ± 10 mg"},
		{"50 ± 10 %", 40, 60, "%", ""},
		{"mean 5", 0, 0, "", "-"},
		{"40 min.", 40, 40, "min", "40 min"},
		{"0.5 mg kg-1", .5, .5, "mg kg-1", ""},
		{"6 sessions", 6, 6, "sessions", ""},
		{"12 /min", 12, 12, "/min", ""},
	} {
		q, ok := course.ParseQuantity(c.in)
		if c.shown == "-" {
			if ok {
				t.Errorf("%q is no quantity, got %+v", c.in, q)
			}
			continue
		}
		if c.shown == "" {
			c.shown = c.in
		}
		if !ok || !near(q.Low, c.low) || !near(q.High, c.high) || q.Unit != c.unit || q.String() != c.shown {
			t.Errorf("%q = %+v, shown %q, %v; want %v to %v %q, shown %q", c.in, q, q, ok, c.low, c.high, c.unit, c.shown)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*max(1, math.Abs(a)) }

// Text that only begins like a number is no quantity, so that it is compared as text; nor is a number that can be read in two ways.
func TestNoQuantity(t *testing.T) {
	for _, s := range []string{"", " ", "mg", "5-HT2A", "5-HT", "5HT2A", "5HT", "2C-B", "4-AcO-DMT", "3,4-methylenedioxymethamphetamine", "50 mg IM",
		"120/80 mmHg", "24/7", "1:1000", "1970s", "1-800-273-8255", "2024-01-05", "1,000 mg", "1,000", "500 to 1,000 mg", "10² mg", "2½ mg", "½", "1⁄2",
		"1 1/2 mg", "1e3", "1e3 mg", "0x10", "NaN", "Inf", "-Inf", "infinity", "1.2.3", "1,2,3", "1_000", "1 2", "10 00", "--5", "+-5", "± 5", "5 ±",
		"32 to 24 %", "5 ± -1 mg", "1 mg to 2 h", "5 (five) mg", "5 ⟨U+202E⟩", strings.Repeat("9", 50), "5 " + strings.Repeat("a", 300), "0." + strings.Repeat("0", 30) + "1"} {
		if q, ok := course.ParseQuantity(s); ok {
			t.Errorf("%q must not be read as a quantity, got %+v", s, q)
		}
	}
}

// Each pair is right or not for the quantity, bounds included; no unit of another kind ever is.
func TestHolds(t *testing.T) {
	for _, c := range []struct {
		want, right, wrong string // answers, separated by "|"
	}{
		{"0.5 mg", "0.5 mg|0,5 mg|.5mg|0.50 mg|500 microgram|500 micrograms|500 µg|500 μg|500 mcg|500 ug|0.0005 g|500000 ng|500 000 ng|about 0.5 mg|0.5 MG|0.5 milligrams",
			"0.5|5 mg|0.05 mg|500 mg|0.5 g|0.5 mg/kg|0.5 mg/mL|0.5 ml|500|0.5 µg|-0.5 mg|0.5 mgs/kg|0.5 %|0.5 min|0.51 mg|0.499999 mg"},
		{"0.5 mg/kg", "0.5 mg/kg|500 µg/kg|0.5 mg per kg|0.5mg/kg|0.5 mg / kg|0.5 mg kg⁻¹|0.5 mg kg-1|0.5 mg·kg^-1|0.5 mg/kg body weight|0.5 mg per kilogram of body weight|0.5 g/kg_",
			"0.5 mg|0.5 kg/mg|0.5 mg/kg/h|0.5 mg/mL|0.5 g/kg|0.5|0.5 mg/g|0.5 mg/lb|0.5 %"},
		{"0.1 mg/kg/h", "0.1 mg/kg/h|0.1 mg/h/kg|0.1 mg kg-1 h-1|100 µg/kg/h|2.4 mg/kg/day|0.1 mg per kg per hour", "0.1 mg/kg|0.1 mg/kg/min|0.1 mg/h"},
		{"10 mg/mL", "10 mg/mL|10 mg/ml|10 mg per mL|1 g/dL|10 g/L|10 mg/cc", "10 mg|10 mg/kg|1 %|10 mL/mg"},
		{"24 to 32 %", "24 %|32 %|28%|28 percent|28 per cent|24,0 %", "23.99 %|32.01 %|0.28|28|28 mg|28 permille|0.28 %|28 percentage points"},
		{"60 min", "60 min|1 h|1 hour|3600 s|60 minutes|60 mins.|1hr", "1|60|60 h|60 m|1 d|60 sec|60 /min"},
		{"2 weeks", "2 weeks|14 days|14 d|336 h|2 wk|1 fortnight_", "2|2 months|0.5 months|15 days"},
		{"12 months", "12 months|1 year|1 yr", "52 weeks|365 days|12"},
		{"0.5 ± 0.05 mg/kg", "0.45 mg/kg|0.55 mg/kg|450 µg/kg|550 µg/kg", "0.44 mg/kg|0.56 mg/kg|0.5 mg|0.5"},
		{"0.3 ± 0.1", "0.2|0.4", "0.19|0.41|0.3 mg"},
		{"1970", "1970|1 970|1970.0", "1971|19.70|1970 mg|-1970"},
		{"0", "0|-0|0.0", "0.0000001|-0.0000001"},
		{"140 mmHg", "140 mmHg|140 mm Hg|140 mmhg|140 mm of Hg", "140|140 mm|140 kPa|18.7 kPa|140 cm H2O"},
		{"12 breaths/min", "12 breaths/min|12 breaths per minute|12 breaths a minute|12/min|12 per minute|12 Breath/min", "12|12 breaths|12 beats/min|12 mg/min|12/h"},
		{"72 /min", "72 /min|72 bpm|72 beats per minute|4320/h", "72|72 mL/min|72 min"},
		{"6 sessions", "6 sessions|6 session|6 Sessions", "6|6 weeks|5 sessions"},
		{"5 mM", "5 mM", "5 mm|5 cm|5 M|5 mmol"},
		{"5 mmol/L", "5 mmol/L|5000 µmol/L", "5 mmol|5 mg/L|5 mM"},
		{"40 mg/m²", "40 mg/m²|40 mg/m2|40 mg/m^2", "40 mg/m|40 mg/kg|40 mg"},
		{"37 °C", "37 °C|37 ° C|37 C|37 degrees Celsius", "37 °F|37|37 K"},
		{"1 000 mg", "1000 mg|1 000 mg|1 g|1000.0 mg|1,000.0 mg", "1 mg|1,000 mg|1.000 mg|1 kg"},
		{"1 mg", "1 mg|1.0 mg|1.000 mg|1000 µg", "1,000 mg|1000 mg|1 000 mg"},
	} {
		q, ok := course.ParseQuantity(c.want)
		if !ok {
			t.Fatalf("%q is a quantity", c.want)
		}
		for s := range strings.SplitSeq(c.right, "|") {
			if !strings.HasSuffix(s, "_") && !holds(q, s) {
				t.Errorf("%q is right for %q", s, c.want)
			}
		}
		for s := range strings.SplitSeq(c.wrong, "|") {
			if holds(q, s) {
				t.Errorf("%q is wrong for %q", s, c.want)
			}
		}
	}
}

func holds(q course.Quantity, typed string) bool {
	v, unit, ok := course.ParseMeasure(typed)
	return ok && q.Holds(v, unit)
}

// The reason why a measure does not fit is told apart, for the learner is told.
func TestFit(t *testing.T) {
	dose, year := quantity("0.5 mg/kg"), quantity("1970")
	for _, c := range []struct {
		q    course.Quantity
		v    float64
		unit string
		want course.Fit
	}{
		{dose, .5, "mg/kg", course.Fits}, {dose, .6, "mg/kg", course.Misses}, {dose, .5, "", course.UnitMissing}, {dose, .5, " ", course.UnitMissing},
		{dose, .5, "mg", course.UnitDiffers}, {dose, .5, "!?", course.UnitDiffers}, {year, 1970, "", course.Fits}, {year, 1970, "s", course.UnitUnwanted},
		{dose, math.NaN(), "mg/kg", course.Misses}, {dose, math.Inf(1), "mg/kg", course.Misses},
	} {
		if got := c.q.Fit(c.v, c.unit); got != c.want {
			t.Errorf("%v %q held against %v: got %v, want %v", c.v, c.unit, c.q, got, c.want)
		}
	}
}

func quantity(s string) course.Quantity {
	q, _ := course.ParseQuantity(s)
	return q
}

// A lone comma before three digits is found wherever it makes a number ambiguous, and nowhere else.
func TestAmbiguousNumber(t *testing.T) {
	for in, want := range map[string]string{
		"1,000": "1,000", "about 1,250 mg": "1,250", "1 to 2,500 mg": "2,500", "100,000": "100,000",
		"0,125": "", "1,000,000": "", "1,000.5": "", "1234,567": "", "1 000,250": "", "1,5": "", "1.000": "", "1,0000": "", "a, 100": "",
	} {
		if got := course.AmbiguousNumber(in); got != want {
			t.Errorf("in %q: got %q, want %q", in, got, want)
		}
	}
}

// Converting there and back gives the value one began with, between any two units of a kind.
func TestConvertRoundTrip(t *testing.T) {
	kinds := []string{"ng µg mg g kg", "µL mL dL L", "ms s min h d wk", "mo yr", "mg/kg µg/kg g/kg", "mg/mL g/L µg/dL", "mg/kg/h µg/kg/min", "mL/h L/min"}
	for i, kind := range kinds {
		for from := range strings.FieldsSeq(kind) {
			for to := range strings.FieldsSeq(kind) {
				v, ok := course.Quantity{Unit: to}.Convert(3.7, from)
				back := course.Quantity{Low: 3.7, High: 3.7, Unit: from}
				if !ok || !back.Holds(v, to) {
					t.Errorf("3.7 %s is %v %s and back", from, v, to)
				}
			}
			other := strings.Fields(kinds[(i+1)%len(kinds)])[0]
			if _, ok := (course.Quantity{Unit: other}).Convert(1, from); ok {
				t.Errorf("%s does not convert to %s", from, other)
			}
		}
	}
}

func TestMeasuringUnit(t *testing.T) {
	for s, want := range map[string]bool{"mg": true, "%": true, "/min": true, "sessions/week": false, "sessions": false, "": false, "?": false} {
		if course.MeasuringUnit(s) != want {
			t.Errorf("MeasuringUnit(%q) is %v", s, !want)
		}
	}
}

// Whatever is typed is read without a panic into a finite number, and what is shown of it reads back as the same.
func FuzzParseMeasure(f *testing.F) {
	for _, s := range []string{"0.5 mg/kg", "1,000 mg", "10 000", "−5–", "about 40 min.", "1.000.000,5 µg kg⁻¹", "NaN", "1e9", "²", "5 a a a", "5 /", "\xff", "5 µ\u0301",
		".5'5", "5 per cent per cent", "24 to 32 %", "5 ± 1", "999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		course.AmbiguousNumber(s)
		if q, ok := course.ParseQuantity(s); ok {
			again, ok := course.ParseQuantity(q.String())
			if !ok || !close(again.Low, q.Low, q) || !close(again.High, q.High, q) || again.Unit != q.Unit {
				t.Errorf("%q = %+v, shown as %q, reads back as %+v, %v", s, q, q, again, ok)
			}
			if !q.Holds(q.Low, q.Unit) || !q.Holds(q.High, q.Unit) {
				t.Errorf("%+v holds its own bounds", q)
			}
		}
		v, unit, ok := course.ParseMeasure(s)
		if !ok {
			return
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Fatalf("%q = %v", s, v)
		}
		shown := course.FormatMeasure(v, unit)
		w, u, ok := course.ParseMeasure(shown)
		if !ok || u != unit || math.Abs(w-v) > 1e-11*math.Abs(v) {
			t.Errorf("%q = %v %q, shown as %q, reads back as %v %q, %v", s, v, unit, shown, w, u, ok)
		}
	})
}

// close allows for the twelve digits shown.
func close(a, b float64, q course.Quantity) bool {
	return math.Abs(a-b) <= 1e-10*max(math.Abs(q.Low), math.Abs(q.High))
}
