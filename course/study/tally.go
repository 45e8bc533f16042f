package study

import "lectern/course"

// A Tally counts the answers to the questions of one objective.
type Tally struct {
	Answers int `json:"answers"`
	Right   int `json:"right"`
	Guessed int `json:"guessed"` // of the right ones, guessed
}

// Plus adds two tallies.
func (t Tally) Plus(u Tally) Tally {
	return Tally{t.Answers + u.Answers, t.Right + u.Right, t.Guessed + u.Guessed}
}

// ByObjective counts what the items of a session's questions say about each of its objectives. A question for two objectives
// counts for both.
func ByObjective(heads []course.Head, items map[string]Item) map[string]Tally {
	tallies := map[string]Tally{}
	for _, h := range heads {
		it := items[h.ID]
		for _, o := range h.For {
			tallies[o] = tallies[o].Plus(Tally{it.Answers, it.Right, it.Guessed})
		}
	}
	return tallies
}

// QuestionsFor counts how many questions test each objective, inline checks included.
func QuestionsFor(heads []course.Head) map[string]int {
	n := map[string]int{}
	for _, h := range heads {
		for _, o := range h.For {
			n[o]++
		}
	}
	return n
}
