package study_test

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	. "lectern/course/study"
)

// The sets of parameters that the references were run with: the default ones of FSRS-6, and an older set that tells whether each
// parameter stands in its place.
var parameters = map[string]*Model{
	"default": NewModel([21]float64{0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
		0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542}),
	"older": NewModel([21]float64{0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11,
		0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621, 0.1, 0.25}),
}

type review struct {
	day   Day
	grade Grade
	after Memory
	days  int // to the next
	state string
}

type vector struct {
	name       string
	parameters string
	longest    int
	retention  float64
	reviews    []review
}

// vectors reads what a reference answered. The learner's day is UTC's here, as the references have it.
func vectors(t *testing.T, path string) (all []vector) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "case "):
			var v vector
			scan(t, line[5:], &v.name, &v.parameters, &v.longest, &v.retention)
			all = append(all, v)
		default:
			var r review
			var at string
			scan(t, line, &at, &r.grade, &r.after.Stability, &r.after.Difficulty, &r.days, &r.state)
			when, err := time.Parse("2006-01-02T15:04", at)
			if err != nil {
				t.Fatal(err)
			}
			r.day = Rules{}.Day(when, "UTC")
			v := &all[len(all)-1]
			v.reviews = append(v.reviews, r)
		}
	}
	return all
}

func scan(t *testing.T, line string, into ...any) {
	t.Helper()
	if _, err := fmt.Sscan(line, into...); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
}

func near(a, b Memory, relative float64) bool {
	return math.Abs(a.Stability-b.Stability) <= relative*b.Stability && math.Abs(a.Difficulty-b.Difficulty) <= relative*b.Difficulty
}

// files are the vectors kept here, or the whole of them if LECTERN_FSRS names a folder with such.
func files(t *testing.T) []string {
	dir := os.Getenv("LECTERN_FSRS")
	if dir == "" {
		dir = "testdata/fsrs"
	}
	found, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	if len(found) < 2 {
		t.Fatalf("%d files of vectors in %s", len(found), dir)
	}
	return found
}

// Each review on another day than the one before it brings the memory the reference had before to the memory it had after. Reviews
// on the same day are left out: there the references move the memory and we do not. They are counted.
func TestEachStepIsTheReferences(t *testing.T) {
	for _, file := range files(t) {
		same, sameDay := 0, 0
		for _, v := range vectors(t, file) {
			f := parameters[v.parameters]
			for i, r := range v.reviews {
				var got Memory
				switch {
				case i == 0:
					got = f.First(r.grade)
				case r.day == v.reviews[i-1].day:
					sameDay++
					continue
				default:
					got = f.Next(v.reviews[i-1].after, r.grade, int(r.day-v.reviews[i-1].day))
				}
				if !near(got, r.after, 1e-4) {
					t.Errorf("%s, %s, review %d: got %v, want %v", file, v.name, i, got, r.after)
				}
				same++
			}
		}
		t.Logf("%s: %d steps agree, %d differ by our choice (same day)", filepath.Base(file), same, sameDay)
	}
}

// From the first answer on, without help from the reference, the memory stays the reference's until two reviews fall on one day.
func TestHistoriesAreTheReferences(t *testing.T) {
	for _, file := range files(t) {
		whole, parted, agree, after := 0, 0, 0, 0
		for _, v := range vectors(t, file) {
			f := parameters[v.parameters]
			m, n := Memory{}, 0
			for i, r := range v.reviews {
				if i > 0 && r.day == v.reviews[i-1].day {
					break
				}
				if i == 0 {
					m = f.First(r.grade)
				} else {
					m = f.Next(m, r.grade, int(r.day-v.reviews[i-1].day))
				}
				if !near(m, r.after, 1e-4) {
					t.Errorf("%s, %s, review %d: got %v, want %v", file, v.name, i, m, r.after)
				}
				n++
			}
			agree, after = agree+n, after+len(v.reviews)-n
			if n == len(v.reviews) {
				whole++
			} else {
				parted++
			}
		}
		t.Logf("%s: %d histories agree to the end, %d until two reviews on one day; %d reviews agree, %d come after that",
			filepath.Base(file), whole, parted, agree, after)
	}
}

// Intervals are the references', but for these keeping those of the grades a day apart: Hard at most Good's, Good above Hard's, Easy
// above Good's. With that done to ours, all agree that have both a review on another day and the next by days, not by minutes.
func TestIntervalsAreTheReferences(t *testing.T) {
	for _, file := range files(t) {
		same, apart, left := 0, 0, 0
		for _, v := range vectors(t, file) {
			for i, r := range v.reviews {
				if i == 0 || r.state != "R" || v.reviews[i-1].state != "R" || r.day == v.reviews[i-1].day {
					left++
					continue
				}
				ours := v.interval(r.after)
				switch {
				case ours == r.days:
					same++
				case v.keptApart(i) == r.days:
					apart++
				default:
					t.Errorf("%s, %s, review %d: got %d days, want %d", file, v.name, i, ours, r.days)
				}
			}
		}
		t.Logf("%s: %d intervals agree, %d were moved to keep grades apart, %d are after learning steps or on the same day",
			filepath.Base(file), same, apart, left)
	}
}

func (v vector) interval(m Memory) int {
	days := math.Round(parameters[v.parameters].IntervalDays(m, v.retention))
	return int(math.Min(math.Max(1, days), float64(v.longest)))
}

func (v vector) keptApart(i int) int {
	before, r := v.reviews[i-1], v.reviews[i]
	var days [5]int
	for g := Again; g <= 4; g++ {
		days[g] = v.interval(parameters[v.parameters].Next(before.after, g, int(r.day-before.day)))
	}
	days[Hard] = min(days[Hard], days[Good])
	days[Good] = max(days[Good], days[Hard]+1)
	days[4] = max(days[4], days[Good]+1)
	return days[r.grade]
}

// The exported functions are the model with the default parameters, cut at our own longest interval.
func TestDefaultParameters(t *testing.T) {
	f := parameters["default"]
	for g := Again; g <= Good; g++ {
		m := First(g)
		if m != f.First(g) || m.Next(Good, 9) != f.Next(m, Good, 9) {
			t.Errorf("grade %d: %v, then %v", g, m, m.Next(Good, 9))
		}
	}
	for _, c := range []struct {
		stability, retention float64
		want                 int
	}{
		{0.01, 0.9, 1}, {10.4, 0.9, 10}, {10.4, 0, 10}, {10.6, 0.9, 11}, {500, 0.9, 180}, {10, 0.95, 4}, {10, 0.8, 33}, {0, 0.9, 1},
		{10, math.NaN(), 10}, {10, -1, 10}, {10, 1, 1}, {math.NaN(), 0.9, 1}, {math.Inf(1), 0.9, 180},
	} {
		if got := (Memory{c.stability, 5}).Interval(c.retention); got != c.want {
			t.Errorf("stability %v for %v: %d days, want %d", c.stability, c.retention, got, c.want)
		}
	}
}

// Recall is 0.9 after as many days as stability says, falls with time, and is never more than sure, whatever the clock says.
func TestRecall(t *testing.T) {
	m := Memory{10, 5}
	if r := m.Recall(10); math.Abs(r-0.9) > 1e-12 {
		t.Error("at its stability", r)
	}
	if m.Recall(0) != 1 || m.Recall(-5) != 1 || m.Recall(11) >= m.Recall(10) || (Memory{}).Recall(0) != 0 {
		t.Error(m.Recall(0), m.Recall(-5), m.Recall(11), Memory{}.Recall(0))
	}
	odd := Memory{math.NaN(), math.Inf(-1)}.Next(Good, 3) // read from a file that somebody edited
	if !(odd.Stability > 0) || !(odd.Difficulty >= 1) {
		t.Error(odd)
	}
}
