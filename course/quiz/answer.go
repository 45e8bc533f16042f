package quiz

// A Verdict is the outcome of marking an answer.
type Verdict uint8

const (
	Wrong  Verdict = iota + 1
	Partly         // types with several parts only
	Right
)

func (v Verdict) String() string {
	switch v {
	case Wrong:
		return "Wrong"
	case Partly:
		return "Partly"
	case Right:
		return "Right"
	}
	return "Unmarked"
}

// An Answer is what the learner gave. Which field holds depends on the question's type; the others are empty.
// Indices are those of the question as written, never of the shuffled screen, so that an answer can be read again at any time.
type Answer struct {
	// Single, Multiple, TrueFalse: the options chosen, in any order. Order: the options in the order given. Matching: for each left the right
	// given, -1 for none.
	Chosen []int `cbor:"1,keyasint,omitempty" json:"chosen,omitempty"`
	// Typed, Number, Cloze: one for each gap, "" for none. Recall: what was written, if anything.
	Typed []string `cbor:"2,keyasint,omitempty" json:"typed,omitempty"`
	// Recall: the learner's own verdict.
	Judged Verdict `cbor:"3,keyasint,omitempty" json:"judged,omitempty"`
}
