package study_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"lectern/course"
	"lectern/course/quiz"
	. "lectern/course/study"
)

func head(id string, objectives ...string) course.Head {
	return course.Head{ID: id, For: objectives, Rev: 1}
}

var threeHeads = []course.Head{head("a", "o"), head("b", "o"), head("c", "o", "other")}

// day0 is the learner's day of noon.
var day0 = Standard().Day(noon, "")

func sure(day int) Event    { return on(day, quiz.Right, Sure) }
func fairly(day int) Event  { return on(day, quiz.Right, Fairly) }
func guessed(day int) Event { return on(day, quiz.Right, Guess) }
func wrong(day int) Event   { return on(day, quiz.Wrong, Sure) }

func TestMastery(t *testing.T) {
	type histories map[string][]Event
	two, one := threeHeads, threeHeads[:1]
	changed := []course.Head{two[0], two[1]}
	changed[1].Rev = 2
	for name, c := range map[string]struct {
		heads []course.Head
		given histories
		today Day
		want  Standing
		why   Loss
		known int
	}{
		"nothing answered":                 {two, nil, 0, NotYet, NoLoss, 0},
		"one known of two needed":          {two, histories{"a": {sure(0)}}, 0, NotYet, NoLoss, 1},
		"the same twice is one":            {two, histories{"a": {sure(0), sure(3)}}, 3, NotYet, NoLoss, 1},
		"two known":                        {two, histories{"a": {sure(0)}, "b": {fairly(0)}}, 0, Met, NoLoss, 2},
		"one is enough if there is no two": {one, histories{"a": {fairly(0)}}, 0, Met, NoLoss, 1},
		"a guess does not count":           {two, histories{"a": {sure(0)}, "b": {guessed(0)}}, 0, NotYet, NoLoss, 1},
		"wrong does not count":             {two, histories{"a": {sure(0)}, "b": {wrong(0)}}, 0, NotYet, NoLoss, 1},
		"time":                             {two, histories{"a": {sure(0)}, "b": {sure(0)}}, 20, Fading, LostToTime, 2},
		"wrong since":                      {two, histories{"a": {sure(0)}, "b": {sure(0), wrong(2)}}, 2, Fading, LostWrong, 1},
		"guessed since":                    {two, histories{"a": {sure(0)}, "b": {sure(0), guessed(2)}}, 2, Fading, LostGuessed, 1},
		"wrong since, but a third":         {two, histories{"a": {sure(0)}, "b": {sure(0), wrong(2)}, "c": {sure(0)}}, 2, Met, NoLoss, 2},
		"right again":                      {two, histories{"a": {sure(0)}, "b": {sure(0), wrong(2), sure(3)}}, 3, Met, NoLoss, 2},
		"changed since":                    {changed, histories{"a": {sure(0)}, "b": {sure(0)}}, 0, Fading, LostChanged, 1},
		"the later loss is told":           {two, histories{"a": {sure(0), wrong(3)}, "b": {sure(0), guessed(2)}}, 3, Fading, LostWrong, 0},
	} {
		items := map[string]Item{}
		for q, events := range c.given {
			items[q] = Replay(events)
		}
		m := Masteries(c.heads, items, day0+c.today)["o"]
		if m.Standing != c.want || m.Why != c.why || m.Known != c.known || len(m.Evidence) != len(c.heads) {
			t.Errorf("%s: %+v", name, m)
		}
		if (m.Standing == NotYet) != m.Met.IsZero() {
			t.Errorf("%s: met at %v", name, m.Met)
		}
	}
}

// A check in the reading counts like any other answer; a question for two objectives counts for both.
func TestMasteryFromChecks(t *testing.T) {
	check := sure(0)
	check.Where = InCheck
	items := map[string]Item{"c": Replay([]Event{check}), "a": Replay([]Event{sure(0)})}
	all := Masteries(threeHeads, items, day0)
	if all["o"].Standing != Met || all["other"].Standing != Met || all["other"].Need != 1 || all["o"].Need != 2 {
		t.Errorf("%+v", all)
	}
}

// What was once met never goes back to not yet, and fades only for a reason that stands in the evidence of a question that was known.
func TestMasteryNeverFallsWithoutReason(t *testing.T) {
	for seed := range uint64(400) {
		rnd := rand.New(rand.NewPCG(seed, 4))
		heads := threeHeads[:1+rnd.IntN(3)]
		items, met, day := map[string]Item{}, false, 0
		for range 60 {
			day += rnd.IntN(2) * rnd.IntN(30)
			id := heads[rnd.IntN(len(heads))].ID
			if rnd.IntN(5) > 0 {
				ev := on(day, quiz.Verdict(1+rnd.IntN(3)), Confidence(rnd.IntN(4)))
				ev.Where = Where(1 + rnd.IntN(5))
				items[id] = items[id].Apply(ev)
			}
			m := Masteries(heads, items, day0+Day(day))["o"]
			met = met || m.Standing == Met
			if reason := reasonIn(m); met && m.Standing != Met && reason == "" || m.Standing == Met && m.Known < m.Need {
				t.Fatalf("seed %d, day %d: %+v", seed, day, m)
			}
		}
	}
}

// reasonIn finds in the evidence what a fall is said to come from.
func reasonIn(m Mastery) string {
	if m.Standing != Fading || m.Why == NoLoss {
		return ""
	}
	for _, e := range m.Evidence {
		if e.Loss == m.Why && !e.Known.IsZero() {
			return fmt.Sprint(e.Question, e.Loss)
		}
	}
	return ""
}
