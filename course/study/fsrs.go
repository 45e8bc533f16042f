package study

import "math"

// A Grade says how well a question was answered, in the terms of FSRS.
type Grade uint8

const (
	Again Grade = iota + 1 // not known
	Hard                   // known, with doubts
	Good                   // known
	easy                   // never given: it stands here because the formulas speak of it
)

// Longest is the greatest number of days between two reviews: within a year or so a guideline or a label changes.
const Longest = 180

// The share of questions that should still be known when they come back. Critical is for questions of safety.
const (
	Retention         = 0.90
	CriticalRetention = 0.95
)

// A Memory is what FSRS-6 keeps of a question.
//
// FSRS-6 models memory by stability and difficulty; its formulas are at
// https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm. Two choices are ours: days are the learner's own,
// and a further answer on the same day changes nothing, so that the formula for such answers is not here.
type Memory struct {
	Stability  float64 `cbor:"1,keyasint,omitempty" json:"stability"`  // days until recall is predicted to be 0.9; 0: never answered
	Difficulty float64 `cbor:"2,keyasint,omitempty" json:"difficulty"` // from 1, easy, to 10
}

// First is the memory after the first answer.
func First(g Grade) Memory { return fsrs6.first(g) }

// Next is the memory after an answer so many days after the one before.
func (m Memory) Next(g Grade, elapsedDays int) Memory { return fsrs6.next(m, g, elapsedDays) }

// Recall predicts the probability, from 0 to 1, of knowing the answer so many days after the last one.
func (m Memory) Recall(elapsedDays int) float64 { return fsrs6.recall(m, elapsedDays) }

// Interval is the number of days, from 1 to Longest, after which recall will have fallen to retention.
func (m Memory) Interval(retention float64) int {
	days := math.Round(fsrs6.interval(m, target(retention)))
	return int(clamp(days, 1, Longest))
}

// target makes a retention that can be aimed at of what an event says: 0 stands for the usual one. Below 0.7 hardly anything would
// be asked, above 0.99 everything each day.
func target(retention float64) float64 {
	if !(retention > 0) {
		return Retention
	}
	return clamp(retention, 0.70, 0.99)
}

// A model is FSRS-6 with its 21 parameters.
type model struct {
	w      [21]float64
	factor float64 // scales the curve of forgetting so that recall is 0.9 after as many days as stability says
}

// fsrs6 has the default parameters of FSRS-6, fitted to the reviews of some ten thousand users of Anki.
var fsrs6 = newModel([21]float64{0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
	0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542})

func newModel(w [21]float64) *model { return &model{w, math.Pow(0.9, -1/w[20]) - 1} }

const (
	leastStability = 0.001  // days
	mostStability  = 36_500 // days
)

func (f *model) first(g Grade) Memory {
	g = min(max(g, Again), easy)
	return memory(f.w[g-1], f.firstDifficulty(g))
}

func (f *model) firstDifficulty(g Grade) float64 { return f.w[4] - math.Exp(f.w[5]*float64(g-1)) + 1 }

func (f *model) next(m Memory, g Grade, days int) Memory {
	g = min(max(g, Again), easy)
	m = memory(m.Stability, m.Difficulty)
	r := f.recall(m, days)
	stability := f.recalled(m, r, g)
	if g == Again {
		stability = f.forgotten(m, r)
	}
	return memory(stability, f.difficulty(m, g))
}

// memory keeps both values within their bounds. Digits past the eighth, which differ between processors, are dropped.
func memory(stability, difficulty float64) Memory {
	return Memory{digits(clamp(stability, leastStability, mostStability)), digits(clamp(difficulty, 1, 10))}
}

func digits(x float64) float64 { return math.Round(x*1e8) / 1e8 }

// clamp makes the least of what is no number.
func clamp(x, least, most float64) float64 {
	if !(x >= least) {
		return least
	}
	return min(x, most)
}

// recall is R(t,S) = (1 + factor·t/S)^-w20.
func (f *model) recall(m Memory, days int) float64 {
	if !(m.Stability > 0) {
		return 0
	}
	return math.Pow(1+f.factor*float64(max(0, days))/m.Stability, -f.w[20])
}

// interval solves recall for t, in days.
func (f *model) interval(m Memory, retention float64) float64 {
	if retention == 0.9 {
		return m.Stability
	}
	return m.Stability / f.factor * (math.Pow(retention, -1/f.w[20]) - 1)
}

// difficulty goes up or down by the grade, the less the nearer it is to 10, and is drawn a little towards that of the grade Easy.
func (f *model) difficulty(m Memory, g Grade) float64 {
	change := -f.w[6] * (float64(g) - 3) * (10 - m.Difficulty) / 9
	return f.w[7]*f.firstDifficulty(easy) + (1-f.w[7])*(m.Difficulty+change)
}

// recalled is the stability after a question was known at recall r.
func (f *model) recalled(m Memory, r float64, g Grade) float64 {
	grade := 1.0
	switch g {
	case Hard:
		grade = f.w[15]
	case easy:
		grade = f.w[16]
	}
	growth := math.Exp(f.w[8]) * (11 - m.Difficulty) * math.Pow(m.Stability, -f.w[9]) * (math.Exp(f.w[10]*(1-r)) - 1) * grade
	return m.Stability * (1 + growth)
}

// forgotten is the stability after a question was not known at recall r; it is less than before.
func (f *model) forgotten(m Memory, r float64) float64 {
	s := f.w[11] * math.Pow(m.Difficulty, -f.w[12]) * (math.Pow(m.Stability+1, f.w[13]) - 1) * math.Exp(f.w[14]*(1-r))
	return min(s, m.Stability/math.Exp(f.w[17]*f.w[18]))
}
