package study_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"lectern/course"
	"lectern/course/quiz"
	. "lectern/course/study"
)

// A million answers to 50,000 questions, each on a day of its own, grouped by question as the store keeps them.
func BenchmarkReplayOfMillion(b *testing.B) {
	const questions, each = 50_000, 20
	rnd := rand.New(rand.NewPCG(1, 1))
	histories := make([][]Event, 500) // asked in turn: a million events would take up memory, not time
	for i := range histories {
		for n := range each {
			ev := on(n*9+rnd.IntN(9), quiz.Verdict(1+rnd.IntN(3)), Confidence(rnd.IntN(4)))
			ev.Zone = "Europe/Berlin"
			histories[i] = append(histories[i], ev)
		}
	}
	var sum Day
	for b.Loop() {
		for i := range questions {
			sum += Replay(histories[i%len(histories)]).Due
		}
	}
	b.ReportMetric(float64(b.N)*questions*each/b.Elapsed().Seconds(), "events/s")
	_ = sum
}

func BenchmarkReviewOf50000(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	cards := make([]Card, 50_000)
	for i := range cards {
		cards[i] = Card{Head: course.Head{ID: fmt.Sprint("q", i), For: []string{fmt.Sprint("o", i%900)}, Rev: 1}, Session: fmt.Sprint("s", i%90)}
		cards[i].Item = Item{}.Apply(on(rnd.IntN(300), quiz.Verdict(1+rnd.IntN(3)), Confidence(rnd.IntN(4))))
	}
	today := Standard().Day(noon.AddDate(0, 0, 310), "")
	var n int
	for b.Loop() {
		n += Standard().Review(cards, today, 0).Due
	}
	if n == 0 {
		b.Fatal("nothing due")
	}
}
