package study_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lectern/course/quiz"
	. "lectern/course/study"
)

// A plan counts today's reviews, and says how long they take.
func TestPlanOfReviews(t *testing.T) {
	cards := append(many(50), card("w", "s9", "o9", wrong(29)))
	p := Standard().Review(cards, day0+30, 0).Plan(nil)
	want := Plan{Reviews: 20, Minutes: 14, SureAndWrong: 1, Due: 51, Days: 3}
	if p != want {
		t.Errorf("%+v", p)
	}
	if p := (Review{}).Plan(nil); p != (Plan{}) {
		t.Errorf("nothing to do: %+v", p)
	}
}

// Reading that was begun goes on, then comes the quiz of what was read, then the next session.
func TestWhatIsNext(t *testing.T) {
	place := func(hour, at int) Place {
		return Place{Byte: at, Reached: at, Size: 1000, At: noon.Add(time.Duration(hour) * time.Hour)}
	}
	read := Progress{Session: "read", Minutes: 30, Read: true, Quizzed: true, Place: place(9, 900)}
	unquizzed := Progress{Session: "unquizzed", Read: true}
	begun := Progress{Session: "begun", Minutes: 30, Place: place(1, 400)}
	later := Progress{Session: "later", Minutes: 30, Place: place(2, 999)}
	fresh := Progress{Session: "fresh", Minutes: 25}
	half := Progress{Session: "half", Minutes: 30, Place: place(1, 480)}
	justRead := Progress{Session: "just read", Read: true, Place: place(5, 1000), Questions: 12}
	quizzing := Progress{Session: "quizzing", Begun: noon.Add(6 * time.Hour), Questions: 3}
	done := Progress{Session: "done", Read: true, Quizzed: true, Place: place(7, 1000)}
	for name, c := range map[string]struct {
		sessions []Progress
		want     Step
	}{
		"nothing there":      {nil, Step{}},
		"all done":           {[]Progress{read}, Step{}},
		"the first":          {[]Progress{fresh, {Session: "second"}}, Step{Move: Begin, Session: "fresh", Minutes: 25}},
		"the next":           {[]Progress{read, fresh}, Step{Move: Begin, Session: "fresh", Minutes: 25}},
		"the quiz":           {[]Progress{fresh, unquizzed}, Step{Move: TakeQuiz, Session: "unquizzed"}},
		"go on":              {[]Progress{fresh, unquizzed, begun}, Step{GoOn, "begun", begun.Place, 18}},
		"its quiz first":     {[]Progress{half, justRead, fresh}, Step{Move: TakeQuiz, Session: "just read", Minutes: 8}},
		"the quiz begun":     {[]Progress{half, justRead, quizzing}, Step{Move: TakeQuiz, Session: "quizzing", Minutes: 2}},
		"read since":         {[]Progress{quizzing, half, done}, Step{GoOn, "half", half.Place, 16}},
		"the one after":      {[]Progress{fresh, done, {Session: "third"}}, Step{Move: Begin, Session: "third"}},
		"around":             {[]Progress{fresh, done}, Step{Move: Begin, Session: "fresh", Minutes: 25}},
		"go on with the one": {[]Progress{begun, later}, Step{GoOn, "later", later.Place, 1}},
	} {
		if got := (Review{}).Plan(c.sessions).Next; got != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A forecast counts each scheduled question once, on its day, if that is near enough.
func TestForecast(t *testing.T) {
	var items []Item
	for _, events := range [][]Event{{sure(0)}, {sure(0)}, {fairly(3)}, {wrong(0)}, nil, {sure(0), {Kind: Suspended}}, {sure(0), sure(3), sure(14)}, {sure(3000)}} {
		items = append(items, Replay(events))
	}
	counts := Forecast(slices.Values(items), day0+1, ForecastDays)
	want := make([]int, ForecastDays)
	want[0], want[1], want[2] = 2, 2, 0 // one wrong and one from the future; two sure
	want[int(items[2].Due-day0-1)]++
	if in := int(items[6].Due - day0 - 1); in < ForecastDays {
		want[in]++
	}
	if !slices.Equal(counts, want) {
		t.Errorf("got  %v\nwant %v", counts, want)
	}
}

// Calibration adds up answers by confidence, and is shown from twenty on that have one.
func TestCalibrate(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 7))
	var want Calibration
	var items []Item
	for range 5 {
		var it Item
		for d := range 9 {
			ev := on(d, quiz.Verdict(1+rnd.IntN(3)), Confidence(rnd.IntN(4)))
			it = it.Apply(ev)
			want.Answers[ev.Confidence]++
			if ev.Verdict == quiz.Right {
				want.Right[ev.Confidence]++
			}
		}
		items = append(items, it)
	}
	if got := Calibrate(slices.Values(items)); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	for answers, enough := range map[Counts]bool{{Sure: 19}: false, {Sure: 20}: true, {Unsaid: 99}: false, {Guess: 7, Fairly: 7, Sure: 6}: true} {
		if got := (Calibration{Answers: answers}).Enough(); got != enough {
			t.Errorf("%v: %v", answers, got)
		}
	}
}

// The reason for a date is what the last answer that moved it was like.
func TestDate(t *testing.T) {
	var months []Event
	for d := 0; d < 900; d += 100 {
		months = append(months, sure(d))
	}
	hinted := sure(0)
	hinted.Hint = true
	for name, c := range map[string]struct {
		events []Event
		want   Date
	}{
		"sure and right twice":    {[]Event{sure(0), sure(2)}, Date{Because: WasSure, Times: 2}},
		"wrong":                   {[]Event{sure(0), wrong(2)}, Date{Because: WasWrong}},
		"guessed":                 {[]Event{guessed(0)}, Date{Because: WasGuessed}},
		"fairly":                  {[]Event{sure(0), fairly(2)}, Date{Because: WasFairly}},
		"hinted":                  {[]Event{hinted}, Date{Because: WasHinted}},
		"practice changes nought": {[]Event{sure(0), wrong(0)}, Date{Because: WasSure, Times: 1}},
		"the longest":             {months, Date{Because: WasSure, Times: 9, Longest: true}},
	} {
		it := Replay(c.events)
		c.want.Due, c.want.Days = it.Due, int(it.Due-it.Day)
		if got, ok := it.Date(it.Day); got != c.want || !ok {
			t.Errorf("%s: %+v", name, got)
		}
		if got, _ := it.Date(it.Due + 5); got.Days != 0 {
			t.Errorf("%s: %d days after it was due", name, got.Days)
		}
	}
	if _, ok := (Item{}).Date(0); ok {
		t.Error("what was never answered has a date")
	}
}
