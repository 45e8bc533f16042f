package course

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// Counts says how many items a course or a session has, and whether the right options can be guessed by their looks.
type Counts struct {
	Questions int // asked at the ends of sessions
	Checks    int // asked in the reading
	Single    int // of both, those with one right option and no True and False; the rest is about these

	Longest   Odds   // the right option is longer than any other
	Shortest  Odds   // it is shorter
	Positions []Odds // it is the first, the second … in the file
}

// Odds are how often something is so, and how often it would be if the right options were drawn by lot.
type Odds struct {
	Times    int
	Expected float64
	chances  []float64 // of each item that could count
}

// Count counts the items of the whole course, inline checks included.
func Count(c *Course) Counts {
	var n Counts
	for _, s := range c.Sessions {
		n.add(s.Body())
	}
	return n
}

func (n *Counts) add(b *Body) {
	for _, q := range b.Questions() {
		if q.Check {
			n.Checks++
		} else {
			n.Questions++
		}
		if q.Type == Single {
			n.single(q)
		}
	}
}

func (n *Counts) single(q *Question) {
	n.Single++
	chance := 1 / float64(len(q.Options))
	lengths := make([]int, len(q.Options))
	right := 0
	for i, o := range q.Options {
		lengths[i] = utf8.RuneCountInString(foldSpace(o.Text.Plain()))
		if o.Right {
			right = i
		}
	}
	if i, ok := extreme(lengths, 1); ok {
		n.Longest.add(i == right, chance)
	}
	if i, ok := extreme(lengths, -1); ok {
		n.Shortest.add(i == right, chance)
	}
	for i := range q.Options {
		if i == len(n.Positions) {
			n.Positions = append(n.Positions, Odds{})
		}
		n.Positions[i].add(i == right, chance)
	}
}

// extreme is where the largest number stands, with sign -1 the smallest, if there is but one.
func extreme(numbers []int, sign int) (at int, ok bool) {
	for i, n := range numbers {
		switch d := sign * (n - numbers[at]); {
		case i == 0, d > 0:
			at, ok = i, true
		case d == 0:
			ok = false
		}
	}
	return at, ok
}

func (o *Odds) add(so bool, chance float64) {
	if so {
		o.Times++
	}
	o.Expected += chance
	o.chances = append(o.chances, chance)
}

// Tail is how likely the lot alone would make it so as often, or more often.
func (o Odds) Tail() float64 {
	if len(o.chances) > 2000 { // the exact way takes the square of their number
		variance := 0.0
		for _, p := range o.chances {
			variance += p * (1 - p)
		}
		return math.Erfc((float64(o.Times)-0.5-o.Expected)/math.Sqrt(2*variance)) / 2
	}
	fewer := make([]float64, o.Times+1) // fewer[i]: exactly i so far; what goes beyond is dropped
	fewer[0] = 1
	for _, p := range o.chances {
		for i := o.Times; i >= 0; i-- {
			fewer[i] *= 1 - p
			if i > 0 {
				fewer[i] += fewer[i-1] * p
			}
		}
	}
	tail := 1.0
	for _, p := range fewer[:o.Times] {
		tail -= p
	}
	return max(0, tail)
}

// significant is the usual bound of chance.
const significant = 0.05

// odds looks whether the right options of each session, and of all, can be guessed.
func (k *checker) odds() {
	var all Counts
	sessions := 0
	for _, s := range k.course.Sessions {
		var n Counts
		b := s.Body()
		n.add(b)
		if n.Single > 0 {
			k.guessable(s.Path, b.Heads[0].Line, "of the session’s", n)
			sessions++
		}
		all.add(b)
	}
	if sessions > 1 {
		k.guessable(courseFile, 1, "of all", all)
	}
}

func (k *checker) guessable(file string, line int, whose string, n Counts) {
	find := func(o Odds, bound float64, rule, is, fix string) {
		if tail := o.Tail(); tail < bound {
			k.add(advice(file, line, rule, fmt.Sprintf("the right option %s in %d %s %s, where chance gives %.1f (p = %.2g)",
				is, o.Times, whose, count(n.Single, "single-answer item"), o.Expected, tail), fix))
		}
	}
	find(n.Longest, significant, "right-longest", "is the longest", "lengthen wrong options, or shorten right ones")
	find(n.Shortest, significant, "right-shortest", "is the shortest", "shorten wrong options, or lengthen right ones")
	for i, o := range n.Positions {
		// With several places, one of them is crowded by chance more often: the bound is shared among them.
		find(o, significant/float64(len(n.Positions)), "right-position", fmt.Sprintf("stands in place %d", i+1), "move some")
	}
}
