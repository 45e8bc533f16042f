package study

import (
	"cmp"
	"slices"
	"time"

	"lectern/course"
	"lectern/course/quiz"
)

// A Standing says how far an objective is mastered. It is shown with its evidence and locks nothing.
type Standing uint8

const (
	NotYet Standing = iota
	Met             // enough of its questions were right and not guessed
	Fading          // it was met, and Mastery.Why says what is lost
)

func (s Standing) String() string { return [...]string{"not yet", "met", "fading"}[min(s, Fading)] }

// A Loss is why something known counts no longer.
type Loss uint8

const (
	NoLoss      Loss = iota
	LostToTime       // recall is predicted to have fallen
	LostWrong        // answered wrongly or in part since
	LostGuessed      // right by a guess since
	LostChanged      // the fact changed since
)

// enough is how many questions must be known for an objective to be met, and faded the recall under which it fades.
const (
	enough = 2
	faded  = 0.8
)

// Mastery is how far an objective is mastered, and why that is so.
type Mastery struct {
	Standing Standing   `json:"standing"`
	Need     int        `json:"need"`          // questions that must be known
	Known    int        `json:"known"`         // questions that are known now
	Met      time.Time  `json:"met,omitzero"`  // when it was met first
	Recall   float64    `json:"recall"`        // predicted of the known ones, from 0 to 1, their mean; 0 if there are none
	Why      Loss       `json:"why,omitempty"` // when fading
	Evidence []Evidence `json:"evidence"`      // for each of its questions, in the order of the file
}

// Evidence is what one question says about an objective.
type Evidence struct {
	Question   string       `json:"question"`
	Answers    int          `json:"answers"`
	At         time.Time    `json:"at,omitzero"` // of the last answer
	Last       quiz.Verdict `json:"last,omitempty"`
	Confidence Confidence   `json:"confidence,omitempty"`
	Known      time.Time    `json:"known,omitzero"` // first time right and not guessed
	Recall     float64      `json:"recall"`         // predicted for today
	Loss       Loss         `json:"loss,omitempty"` // it was known: why it counts no longer
}

// Counts tells whether the question counts as known now.
func (e Evidence) Counts() bool {
	return !e.Known.IsZero() && (e.Loss == NoLoss || e.Loss == LostToTime)
}

// Masteries judges each objective that the questions of a session test.
func Masteries(heads []course.Head, items map[string]Item, today Day) map[string]Mastery {
	evidence := map[string][]Evidence{}
	for _, h := range heads {
		for _, o := range h.For {
			evidence[o] = append(evidence[o], evidenceOf(h, items[h.ID], today))
		}
	}
	all := make(map[string]Mastery, len(evidence))
	for o, es := range evidence {
		all[o] = judge(es)
	}
	return all
}

func evidenceOf(h course.Head, it Item, today Day) Evidence {
	e := Evidence{Question: h.ID, Answers: it.Answers, At: it.At, Last: it.Last, Confidence: it.Confidence, Known: it.Known,
		Recall: it.Recall(today)}
	switch {
	case it.Known.IsZero():
	case it.Rev < h.Rev:
		e.Loss = LostChanged
	case it.Last != quiz.Right:
		e.Loss = LostWrong
	case !it.KnownLast:
		e.Loss = LostGuessed
	case e.Recall < faded:
		e.Loss = LostToTime
	}
	return e
}

func judge(es []Evidence) Mastery {
	m := Mastery{Need: min(enough, len(es)), Evidence: es}
	var known []time.Time
	for _, e := range es {
		if !e.Known.IsZero() {
			known = append(known, e.Known)
		}
		if e.Counts() {
			m.Known++
			m.Recall += e.Recall
		}
	}
	m.Recall /= float64(max(1, m.Known))
	if len(known) < m.Need {
		return m
	}
	slices.SortFunc(known, time.Time.Compare)
	m.Standing, m.Met = Met, known[m.Need-1]
	if m.Why = m.loss(); m.Why != NoLoss {
		m.Standing = Fading
	}
	return m
}

// loss is why an objective that was met fades: what took the last of the questions that would still be needed, or time.
func (m Mastery) loss() Loss {
	switch {
	case m.Known < m.Need:
		return m.latestLoss().Loss
	case m.Recall < faded:
		return LostToTime
	}
	return NoLoss
}

func (m Mastery) latestLoss() Evidence {
	var lost []Evidence
	for _, e := range m.Evidence {
		if !e.Known.IsZero() && !e.Counts() {
			lost = append(lost, e)
		}
	}
	return slices.MaxFunc(lost, func(a, b Evidence) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Loss, b.Loss)) })
}
