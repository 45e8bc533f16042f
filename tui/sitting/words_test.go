package sitting_test

import (
	"testing"

	"lectern/course"
	"lectern/tui/sitting"
)

// What counts for a number is told as a range: a tolerance could be read as a deviation found in a study.
func TestGapText(t *testing.T) {
	for text, want := range map[string]string{
		"18 ± 2 days":      "18 days (16 to 20 days counts)",
		"0.5 ± 0.05 mg/kg": "0.5 mg/kg (0.45 to 0.55 mg/kg counts)",
		"24 to 32 %":       "24 to 32 %",
		"40 min":           "40 min",
	} {
		q, ok := course.ParseQuantity(text)
		if !ok {
			t.Fatal(text)
		}
		if got := sitting.GapText(course.Gap{Quantity: &q}); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
