package quiz

import (
	"slices"
	"strings"

	"lectern/course"
)

// Unclear returns what to ask of the learner before an answer is marked, because a number in it cannot be read, or in two ways; "" if
// there is nothing to ask. It gives nothing of the answer away. Marked all the same, such an answer is Wrong.
func Unclear(q *course.Question, a Answer) string {
	for i, g := range q.Gaps {
		if i < len(a.Typed) && g.Quantity != nil && strings.TrimSpace(a.Typed[i]) != "" {
			if s := unclearNumber(q, *g.Quantity, a.Typed[i]); s != "" {
				return s
			}
		}
	}
	return ""
}

func unclearNumber(q *course.Question, want course.Quantity, typed string) string {
	value, unit, ok := course.ParseMeasure(typed)
	if ok {
		if want.Fit(value, bareUnit(q, want, unit)) == course.UnitUnwanted {
			return "Write the number alone, without a unit."
		}
		return ""
	}
	if _, ok := course.ParseQuantity(typed); ok {
		return ""
	}
	return unreadable(typed)
}

func unreadable(typed string) string {
	if n := course.AmbiguousNumber(typed); n != "" {
		before, after, _ := strings.Cut(n, ",")
		return quote(n) + " can be read as " + before + after + " or as " + before + "." + after + ": write one of these."
	}
	return "Write the number in digits, with its unit if it has one."
}

// markNumber compares by value and unit, never by spelling. A range is right if all of it is.
func markNumber(q *course.Question, want course.Quantity, typed string) (right bool, note string) {
	value, unit, ok := course.ParseMeasure(typed)
	if ok {
		unit = bareUnit(q, want, unit)
		fit := want.Fit(value, unit)
		return fit == course.Fits, fitNote(want, fit, value, unit)
	}
	span, ok := course.ParseQuantity(typed)
	if !ok {
		return false, unreadable(typed)
	}
	for _, bound := range []float64{span.Low, span.High} {
		if fit := want.Fit(bound, span.Unit); fit != course.Fits {
			return false, fitNote(want, fit, bound, span.Unit)
		}
	}
	return true, ""
}

// bareUnit drops what a number without unit is a number of, if the question says so: "6 sessions" answers "How many sessions …?", but "6 mg"
// is no answer to a bare 6, whatever the question mentions.
func bareUnit(q *course.Question, want course.Quantity, unit string) string {
	if want.Unit != "" || course.MeasuringUnit(unit) {
		return unit
	}
	counted := fold(unit)
	if len(counted) == 1 && slices.ContainsFunc(fold(q.Lead.Plain()), func(w string) bool { return singular(w) == singular(counted[0]) }) {
		return ""
	}
	return unit
}

func singular(w string) string { return strings.TrimSuffix(w, "s") }

// fitNote says what a number came to, where that is not plain to see.
func fitNote(want course.Quantity, fit course.Fit, value float64, unit string) string {
	switch fit {
	case course.Fits, course.Misses:
		return conversion(want, value, unit)
	case course.UnitMissing:
		if want.Holds(value, want.Unit) {
			return "Right number, but the unit is missing."
		}
		return "The unit is missing."
	case course.UnitDiffers:
		return "The unit differs: " + plainUnit(unit) + " is not " + want.Unit + "."
	}
	return "No unit was asked for: write the number alone."
}

func conversion(want course.Quantity, value float64, unit string) string {
	v, _ := want.Convert(value, unit)
	given, meant := course.FormatMeasure(value, plainUnit(unit)), course.FormatMeasure(v, want.Unit)
	if course.FormatMeasure(value, "") == course.FormatMeasure(v, "") {
		return ""
	}
	return given + " is " + meant + "."
}

func plainUnit(unit string) string { return strings.Trim(quote(unit), "“”") }
