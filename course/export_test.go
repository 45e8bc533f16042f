package course

// NewOdds makes odds of n items with the same chance.
func NewOdds(times, n int, chance float64) Odds {
	o := Odds{}
	for i := range n {
		o.add(i < times, chance)
	}
	return o
}
