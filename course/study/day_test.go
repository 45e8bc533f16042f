package study_test

import (
	"testing"
	"time"

	"lectern/course/quiz"
	. "lectern/course/study"
)

func utc(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

// The day starts at 04:00 by the learner's clock, in whatever zone that is.
func TestDay(t *testing.T) {
	defer func(l *time.Location) { time.Local = l }(time.Local)
	time.Local = time.FixedZone("", -5*3600) // what this machine's zone is must not matter
	for _, c := range []struct{ at, zone, want string }{
		{"2026-11-22 03:59", "UTC", "2026-11-21"},
		{"2026-11-22 04:00", "UTC", "2026-11-22"},
		{"2026-11-22 02:59", "+01:00", "2026-11-21"},
		{"2026-11-22 03:00", "+01:00", "2026-11-22"},
		{"2026-11-22 03:00", "Europe/Berlin", "2026-11-22"},
		{"2026-06-22 01:59", "Europe/Berlin", "2026-06-21"}, // summer
		{"2026-06-22 02:00", "Europe/Berlin", "2026-06-22"},
		{"2026-11-21 15:00", "Pacific/Auckland", "2026-11-22"},
		{"2026-11-22 12:00", "Pacific/Honolulu", "2026-11-21"},
		{"2026-11-21 22:30", "+05:30", "2026-11-22"},
		{"2026-11-22 07:30", "-03:30", "2026-11-22"},
		{"2026-11-22 03:59", "nowhere", "2026-11-21"}, // counts as UTC
		{"2026-11-22 04:00", "", "2026-11-22"},
		{"2026-11-22 04:00", "Local", "2026-11-22"},
		{"2026-11-22 04:00", "../../etc/passwd", "2026-11-22"},
		{"2026-11-22 04:00", "+99:00", "2026-11-22"},
		{"1970-01-01 00:00", "UTC", "1969-12-31"},
	} {
		if got := Standard().Day(utc(c.at), c.zone).Time().Format(time.DateOnly); got != c.want {
			t.Errorf("%s in %q: %s, want %s", c.at, c.zone, got, c.want)
		}
	}
	if d := (Rules{DayStart: 0}).Day(utc("2026-11-22 00:00"), "UTC"); d != Standard().Day(noon, "UTC") {
		t.Error("with the day starting at midnight:", d.Time())
	}
	if (Rules{}).Day(utc("1970-01-02 00:00"), "UTC") != 1 {
		t.Error("days are not counted from 1970")
	}
}

// Through a whole year, also where clocks change, a day begins once and at 04:00 by the wall clock.
func TestDaysThroughSummerTime(t *testing.T) {
	for _, zone := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"} {
		l, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Date(2026, 1, 1, 5, 0, 0, 0, l)
		last := Standard().Day(at, zone)
		for range 366 * 48 {
			at = at.Add(30 * time.Minute)
			wall := at.In(l)
			day := Standard().Day(at, zone)
			if starts := wall.Hour() == 4 && wall.Minute() == 0; starts != (day == last+1) || day < last || day > last+1 {
				t.Fatalf("%s: day %d after %d", wall, day, last)
			}
			last = day
		}
	}
}

// given is an answer at a time in a zone.
func given(at, zone string, v quiz.Verdict, c Confidence) Event {
	return Event{ID: at, Kind: Answered, At: utc(at), Zone: zone, Question: "q", Rev: 1, Verdict: v, Confidence: c, Where: InReview}
}

// To a learner who flies, a day is what the calendar shows where he is: flying west, the same day again is still one day.
func TestFlights(t *testing.T) {
	inAuckland := given("2026-11-21 21:00", "Pacific/Auckland", quiz.Right, Sure) // the 22nd, 10:00
	inHonolulu := given("2026-11-22 07:00", "Pacific/Honolulu", quiz.Wrong, Sure) // the 21st, 21:00
	next := given("2026-11-22 20:00", "Pacific/Honolulu", quiz.Wrong, Sure)       // the 22nd, 10:00
	after := given("2026-11-23 20:00", "Pacific/Honolulu", quiz.Right, Sure)      // the 23rd
	first := Item{}.Apply(inAuckland)
	for _, events := range [][]Event{{inAuckland, inHonolulu}, {inAuckland, inHonolulu, next}} {
		if got := Replay(events); got.Schedule != first.Schedule {
			t.Errorf("a second answer on the day moved the schedule to %+v", got.Schedule)
		}
	}
	if got := Replay([]Event{inAuckland, inHonolulu, next, after}); got.Memory != first.Memory.Next(Good, 1) {
		t.Errorf("the day after: %+v", got.Schedule)
	}
}

// What was answered while the clock was ahead holds only until the first answer with the right clock, and is due until then.
func TestClockAhead(t *testing.T) {
	ahead := given("2031-05-05 10:00", "UTC", quiz.Right, Sure)
	it := Item{}.Apply(ahead)
	today := Standard().Day(noon, "UTC")
	if (&Card{Item: it}).Cause(today) == NotDue || it.Recall(today) != 1 {
		t.Errorf("not due before its time: %+v, recall %v", it.Schedule, it.Recall(today))
	}
	it = it.Apply(given("2026-11-22 12:00", "UTC", quiz.Right, Sure))
	if it.Day != today || it.Due <= today || it.Due > today+5 || it.Memory.Stability != First(Good).Stability {
		t.Errorf("after the right time: %+v", it.Schedule)
	}
	if again := it.Apply(given("2026-11-22 13:00", "UTC", quiz.Wrong, Sure)); again.Schedule != it.Schedule {
		t.Errorf("second of the day: %+v", again.Schedule)
	}
}

// Set back by an hour within a day, the clock changes nothing.
func TestClockSetBackWithinADay(t *testing.T) {
	it := Item{}.Apply(given("2026-11-22 12:00", "UTC", quiz.Right, Sure))
	if again := it.Apply(given("2026-11-22 11:00", "UTC", quiz.Wrong, Sure)); again.Schedule != it.Schedule {
		t.Errorf("%+v", again.Schedule)
	}
}

// The day of an event is that of the setting that held then, whatever is set now; so a changed setting moves no date.
func TestDayOfKeepsToItsSetting(t *testing.T) {
	at := time.Date(2026, 11, 22, 2, 30, 0, 0, time.UTC)
	ev := Event{At: at, Zone: "+00:00"}
	midnight := ev
	midnight.DayStart = 1 // hour 0
	for _, r := range []Rules{Standard(), {DayStart: 0}, {DayStart: 12}} {
		if got, want := r.DayOf(midnight), Day(at.Unix()/86400); got != want {
			t.Errorf("with %+v set the day is %d, want %d", r, got, want)
		}
	}
	if got, want := Standard().DayOf(ev), Day(at.Unix()/86400)-1; got != want {
		t.Errorf("half past two belongs to day %d, want %d, the one before", got, want)
	}
}
