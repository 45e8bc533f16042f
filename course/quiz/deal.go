package quiz

import (
	"hash/fnv"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"

	"lectern/course"
)

// Deal returns the order in which to show a question's options, or for a matching its rights, as indices into them as written; nil for
// questions that have none. It depends on the seed, the question's id, and the number of options alone, and is the same in every version of
// Lectern, so that a quiz that was left looks the same when resumed.
//
// True always stands before False. An order question is never dealt in the right order; with two options that tells the answer, so three are the
// least that make sense. A matching may come out with its rights in place: a rule against that would give some of them away.
func Deal(q *course.Question, seed uint64) []int {
	switch q.Type {
	case course.Single, course.Multiple:
		return shuffled(len(q.Options), source(q, seed))
	case course.TrueFalse:
		return trueFirst(q.Options)
	case course.Order:
		return disordered(len(q.Options), source(q, seed))
	case course.Matching:
		return shuffled(len(q.Rights), source(q, seed))
	}
	return nil
}

// source is PCG-DXSM with 128 bits of state, as rand.PCG, seeded with the seed and the 64-bit FNV-1a hash of the question's id. A test pins what
// comes of it.
func source(q *course.Question, seed uint64) *rand.PCG {
	h := fnv.New64a()
	h.Write([]byte(q.ID))
	return rand.NewPCG(seed, h.Sum64())
}

// shuffled is Fisher and Yates's shuffle, from the top down, written out because rand.Shuffle may change. The index is the upper half of a draw
// times the number to choose from; its bias, under 1 in 2^58 for 64 options, is nobody's concern.
func shuffled(n int, draw *rand.PCG) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for i := n - 1; i > 0; i-- {
		j, _ := bits.Mul64(draw.Uint64(), uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// disordered draws again until something is to be done.
func disordered(n int, draw *rand.PCG) []int {
	order := shuffled(n, draw)
	for n > 1 && slices.IsSorted(order) {
		order = shuffled(n, draw)
	}
	return order
}

func trueFirst(options []course.Option) []int {
	order := make([]int, 0, len(options))
	for i, o := range options {
		if strings.EqualFold(strings.TrimSpace(o.Text.Plain()), "true") {
			order = append(order, i)
		}
	}
	for i := range options {
		if !slices.Contains(order, i) {
			order = append(order, i)
		}
	}
	return order
}
