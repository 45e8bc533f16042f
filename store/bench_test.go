package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
	"go.etcd.io/bbolt"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

// The cost of keeping an answer, against that of a bare transaction with the same bytes, on an empty file and on one with a million
// answers, which takes a minute or two to make:
//
//	go test -bench . -run '^$' ./store
//	LECTERN_MILLION=1 go test -bench . -run '^$' ./store
//
// LECTERN_MILLION may also name a folder with such a file, to be copied.

func realistic(question string) study.Event {
	return study.Event{
		Kind: study.Answered, At: time.Now(), Zone: "Europe/Berlin", Course: "intro", Session: "routes", Question: question, Rev: 1,
		Answer: quiz.Answer{Chosen: []int{2}}, Verdict: quiz.Right, Confidence: study.Sure, Where: study.InQuiz, Seconds: 23,
	}
}

func underWay() study.Attempt {
	a := study.Attempt{Seed: rand.Uint64(), Started: time.Now()}
	for i := range 14 {
		a.Questions = append(a.Questions, fmt.Sprintf("oral-vs-im-%d", i))
		a.Answers = append(a.Answers, "01JDAAAAAAAAAAAAAAAAAAAAAA")
	}
	return a
}

func question(n int) string { return fmt.Sprintf("oral-vs-im-%05d", n) }

func BenchmarkAnswer(b *testing.B) { benchmarkAnswer(b, b.TempDir()) }

func BenchmarkAnswerAmongMillion(b *testing.B) { benchmarkAnswer(b, million(b)) }

func benchmarkAnswer(b *testing.B, dir string) {
	s, attempt := opened(b, dir), underWay()
	b.ReportAllocs()
	for b.Loop() {
		keepAnswer(b, s, attempt)
	}
}

// The ratio of the medians of answers kept in turn in both files, which a busy machine disturbs alike.
func BenchmarkAnswerMillionToEmpty(b *testing.B) {
	files, attempt := [2]*store.Store{opened(b, b.TempDir()), opened(b, million(b))}, underWay()
	var took [2][]time.Duration
	for b.Loop() {
		for i, s := range files {
			start := time.Now()
			keepAnswer(b, s, attempt)
			took[i] = append(took[i], time.Since(start))
		}
	}
	slices.Sort(took[0])
	slices.Sort(took[1])
	half := len(took[0]) / 2
	b.ReportMetric(float64(took[1][half])/float64(took[0][half]), "ratio")
}

func keepAnswer(b *testing.B, s *store.Store, attempt study.Attempt) {
	err := s.Update(func(tx *store.Tx) error {
		ev := realistic(question(rand.IntN(50_000)))
		if err := tx.Append(&ev); err != nil {
			return err
		}
		return tx.PutAttempt("intro", "routes", attempt)
	})
	if err != nil {
		b.Fatal(err)
	}
}

func opened(b *testing.B, dir string) *store.Store {
	s, err := store.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func BenchmarkBare(b *testing.B) { benchmarkBare(b, filepath.Join(b.TempDir(), "bare.db"), "bare") }

func BenchmarkBareAmongMillion(b *testing.B) {
	dir := b.TempDir() // what it writes is nothing that the store could read
	copyAll(dir, million(b))
	benchmarkBare(b, filepath.Join(dir, "lectern.db"), "answers")
}

func benchmarkBare(b *testing.B, path, bucket string) {
	ev, err := cbor.Marshal(realistic(question(1)))
	if err != nil {
		b.Fatal(err)
	}
	attempt, err := cbor.Marshal(underWay())
	if err != nil {
		b.Fatal(err)
	}
	payload := append(ev, attempt...)
	b.ReportAllocs()
	for b.Loop() {
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: 2 * time.Second})
		if err != nil {
			b.Fatal(err)
		}
		err = db.Update(func(tx *bbolt.Tx) error {
			bkt, err := tx.CreateBucketIfNotExists([]byte(bucket))
			if err != nil {
				return err
			}
			k := fmt.Sprintf("intro\x00%s\x00%016x", question(rand.IntN(50_000)), rand.Uint64())
			return bkt.Put([]byte(k), payload)
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkView50(b *testing.B) { benchmarkView(b, full(b, 2000, 50)) }

func BenchmarkView50AmongMillion(b *testing.B) { benchmarkView(b, million(b)) }

func benchmarkView(b *testing.B, dir string) {
	s := opened(b, dir)
	var qs []string
	for i := range 50 {
		qs = append(qs, question(i))
	}
	b.ReportAllocs()
	for b.Loop() {
		err := s.View(func(tx *store.Tx) error {
			if got := len(tx.Items("intro", qs)); got != 50 {
				return fmt.Errorf("%d items", got)
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) { benchmarkOpen(b, full(b, 2000, 50)) }

func BenchmarkOpenAmongMillion(b *testing.B) { benchmarkOpen(b, million(b)) }

func benchmarkOpen(b *testing.B, dir string) {
	for b.Loop() {
		if _, err := store.Open(dir); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEventsOfMillion(b *testing.B) {
	s := opened(b, million(b))
	for b.Loop() {
		n := 0
		s.View(func(tx *store.Tx) error { return tx.Events(func(study.Event) error { n++; return nil }) })
		if n < 1_000_000 {
			b.Fatal(n)
		}
	}
}

func BenchmarkRebuildOfMillion(b *testing.B) {
	s := opened(b, million(b))
	for b.Loop() {
		if err := s.Update((*store.Tx).Rebuild); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBackupOfMillion(b *testing.B) {
	s := opened(b, million(b))
	day := time.Now()
	for b.Loop() {
		day = day.AddDate(0, 0, 1)
		if err := s.Backup(day); err != nil {
			b.Fatal(err)
		}
	}
}

// What is due of 50,000 questions, a good part of them, and how many on each of the coming days.
func BenchmarkDueAmongMillion(b *testing.B) {
	s := opened(b, million(b))
	day, n := study.Standard().Day(time.Now(), ""), 0
	for b.Loop() {
		n = 0
		s.View(func(tx *store.Tx) error {
			tx.DueCounts("intro", day, day+study.ForecastDays-1)
			return tx.Due("intro", day, func(string) error { n++; return nil })
		})
	}
	b.ReportMetric(float64(n), "due")
}

var millionDir = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "lectern-million")
	if err != nil {
		panic(err)
	}
	if kept := os.Getenv("LECTERN_MILLION"); kept != "1" {
		copyAll(dir, kept)
		return dir
	}
	fill(dir, 1_000_000, 50_000)
	return dir
})

func million(b *testing.B) string {
	if os.Getenv("LECTERN_MILLION") == "" {
		b.Skip("set LECTERN_MILLION=1 to make a file with a million answers")
	}
	return millionDir()
}

// copyAll copies a folder, and waits until it is on the disk so that this is not measured with what comes next.
func copyAll(to, from string) {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		panic(err)
	}
	f, err := os.OpenFile(filepath.Join(to, "lectern.db"), os.O_RDWR, 0)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		panic(err)
	}
}

func full(b *testing.B, answers, questions int) string {
	dir := b.TempDir()
	fill(dir, answers, questions)
	return dir
}

// years is the time over which fill spreads answers, so that about all of them move a schedule.
const years = 3 * 365 * 24 * time.Hour

// fill gives random answers a few at a time, as years would: with thousands in one transaction, the file would be left with a list of
// thousands of free pages, which bbolt reads and writes each time.
func fill(dir string, answers, questions int) {
	s, err := store.Open(dir)
	if err != nil {
		panic(err)
	}
	start := time.Now().Add(-years)
	for done := 0; done < answers; {
		err := s.Update(func(tx *store.Tx) error {
			for range min(20, answers-done) {
				ev := realistic(question(rand.IntN(questions)))
				ev.At = start.Add(time.Duration(done) * (years / time.Duration(answers)))
				if done < questions {
					ev.Question = question(done)
				}
				if err := tx.Append(&ev); err != nil {
					return err
				}
				done++
			}
			return nil
		})
		if err != nil {
			panic(err)
		}
	}
}
