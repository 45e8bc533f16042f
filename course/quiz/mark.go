// Package quiz marks answers and deals the order in which a question's options are shown. It holds three calls and no state:
//
//	Deal(q, seed)   the order in which to show options, the same for the same seed
//	Unclear(q, a)   what to ask the learner to write otherwise before marking, if anything
//	Mark(q, a)      the verdict, part by part, and a sentence on what was accepted and why
//
// All three are pure: they depend on nothing but their arguments, so a stored [Answer] can be marked again at any time with the same result.
// None panics, whatever the answer holds; a malformed one is Wrong.
//
// The rules are those of docs/course-format.md, "How answers are marked". Where they leave room, one principle decides: a learner may
// be denied a point that a closer look would have given, for they can overrule that, but nothing that could be another drug or another dose
// is ever Right. So typed words are compared leniently (typed.go), drug names to the letter (drugs.go), and numbers by value and unit, as
// [course.Quantity] says.
package quiz

import (
	"fmt"
	"strings"

	"lectern/course"
)

// A Result is what comes of marking an answer.
type Result struct {
	Verdict Verdict
	Parts   []Part // choices: one for each option. Order: for each position. Matching: for each left. Typed, Number, Cloze: for each gap
	Note    string // a plain sentence on what was accepted, or just missed, and why; empty if that is plain to see
}

// A Part is what became of one part of a question.
type Part struct {
	Right  bool   // it is as it should be; for an option that may mean that it was left alone
	Chosen bool   // choices: it was chosen
	Due    bool   // choices: it should have been
	Given  int    // Order and Matching: the index of what was put here, -1 for nothing
	Want   int    // Order and Matching: the index of what belongs here
	Note   string // gaps: as Result.Note
}

// Missed tells whether an option should have been chosen and was not.
func (p Part) Missed() bool { return p.Due && !p.Chosen }

// Mark marks an answer. An empty or malformed answer is Wrong: an index out of range, one given twice in a choice or an order, too few or too
// many positions, lefts or gaps.
func Mark(q *course.Question, a Answer) Result {
	switch q.Type {
	case course.Single, course.Multiple, course.TrueFalse:
		return markChoice(q, a)
	case course.Order:
		return markOrder(q, a)
	case course.Matching:
		return markMatching(q, a)
	case course.Typed, course.Number, course.Cloze:
		return markGaps(q, a)
	case course.Recall:
		return markRecall(a)
	}
	return Result{Verdict: Wrong}
}

// markChoice is Right when all and only the right options are chosen. Of several, Partly when at least one right and fewer wrong than
// right ones are.
func markChoice(q *course.Question, a Answer) Result {
	parts := make([]Part, len(q.Options))
	for i, o := range q.Options {
		parts[i].Due = o.Right
	}
	sound := distinct(a.Chosen, len(parts))
	if sound {
		for _, i := range a.Chosen {
			parts[i].Chosen = true
		}
	}
	hits, slips, missed := 0, 0, 0
	for i := range parts {
		p := &parts[i]
		p.Right = p.Chosen == p.Due
		switch {
		case p.Missed():
			missed++
		case p.Chosen && p.Due:
			hits++
		case p.Chosen:
			slips++
		}
	}
	verdict := Wrong
	switch {
	case hits > 0 && slips == 0 && missed == 0:
		verdict = Right
	case hits > slips: // cannot be where one option is right
		verdict = Partly
	}
	return Result{Verdict: verdict, Parts: parts}
}

// distinct tells whether all indices are in range and none comes twice.
func distinct(indices []int, n int) bool {
	seen := make([]bool, n)
	for _, i := range indices {
		if i < 0 || i >= n || seen[i] {
			return false
		}
		seen[i] = true
	}
	return true
}

// markOrder counts the options that stand at the position where they belong.
func markOrder(q *course.Question, a Answer) Result {
	n := len(q.Options)
	sound := len(a.Chosen) == n && distinct(a.Chosen, n)
	return markPlaces(n, sound, a.Chosen, func(given, want int) bool { return given == want })
}

// markMatching counts the lefts that have their right. Rights that read the same are interchangeable, and one right may be given to several
// lefts: each left is judged by itself, so a second use is wrong only where another right belongs.
func markMatching(q *course.Question, a Answer) Result {
	sound := len(a.Chosen) == len(q.Lefts) && len(q.Rights) >= len(q.Lefts)
	for _, i := range a.Chosen {
		sound = sound && i >= -1 && i < len(q.Rights)
	}
	return markPlaces(len(q.Lefts), sound, a.Chosen, func(given, want int) bool {
		return given == want || given >= 0 && reads(q.Rights[given]) != "" && reads(q.Rights[given]) == reads(q.Rights[want])
	})
}

// reads is a text as the learner reads it, whatever its spacing.
func reads(t course.Text) string { return strings.Join(strings.Fields(t.Plain()), " ") }

// markPlaces marks n places, at each of which the thing of the same index belongs.
func markPlaces(n int, sound bool, given []int, fits func(given, want int) bool) Result {
	parts := make([]Part, n)
	right := 0
	for i := range parts {
		parts[i] = Part{Given: -1, Want: i}
		if sound {
			parts[i].Given = given[i]
			parts[i].Right = fits(given[i], i)
		}
		if parts[i].Right {
			right++
		}
	}
	return Result{Verdict: share(right, n), Parts: parts}
}

// share is Right when all is in place, Partly when at least half is.
func share(right, n int) Verdict {
	switch {
	case right == 0:
		return Wrong
	case right == n:
		return Right
	case 2*right >= n:
		return Partly
	}
	return Wrong
}

// markGaps marks what was typed into each gap.
func markGaps(q *course.Question, a Answer) Result {
	parts := make([]Part, len(q.Gaps))
	right := 0
	var notes []string
	for i, g := range q.Gaps {
		if len(a.Typed) != len(parts) {
			continue
		}
		parts[i].Right, parts[i].Note = markGap(q, g, a.Typed[i])
		if parts[i].Right {
			right++
		}
		if parts[i].Note != "" {
			notes = append(notes, numbered(i, len(parts))+parts[i].Note)
		}
	}
	return Result{Verdict: share(right, len(parts)), Parts: parts, Note: strings.Join(notes, " ")}
}

func markGap(q *course.Question, g course.Gap, typed string) (right bool, note string) {
	switch {
	case strings.TrimSpace(typed) == "":
		return false, ""
	case g.Quantity != nil:
		return markNumber(q, *g.Quantity, typed)
	}
	return markTyped(g.Accept, typed)
}

// numbered begins a note where there are several gaps.
func numbered(i, n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf("Gap %d: ", i+1)
}

// markRecall takes the learner's word. What they wrote is theirs and is not looked at.
func markRecall(a Answer) Result {
	switch a.Judged {
	case Partly, Right:
		return Result{Verdict: a.Judged}
	}
	return Result{Verdict: Wrong}
}

// quote puts the learner's text into a note: made safe to show, on one line and not too long.
func quote(s string) string {
	const most = 40
	r := []rune(strings.Join(strings.Fields(course.CleanString(s)), " "))
	if len(r) > most {
		r = append(r[:most-1], '…')
	}
	return "“" + string(r) + "”"
}
