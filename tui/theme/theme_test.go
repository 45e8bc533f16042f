package theme

import (
	"math"
	"testing"

	"charm.land/lipgloss/v2"
)

// Every colour can be read on every background its set is made for: a contrast of 4.5 to 1 or more, as WCAG 2.2 reckons it.
func TestContrast(t *testing.T) {
	for name, p := range map[string]palette{"dark": dark, "light": light} {
		for colour, fg := range p.colors() {
			for _, bg := range p.backgrounds {
				if c := contrast(fg, bg); c < 4.5 {
					t.Errorf("%s: %s %s on %s has a contrast of %.2f", name, colour, fg, bg, c)
				}
			}
		}
	}
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	r, g, b, _ := lipgloss.Color(hex).RGBA()
	channel := func(v uint32) float64 {
		c := float64(v) / 0xffff
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}
