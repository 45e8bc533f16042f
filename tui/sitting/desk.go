package sitting

import (
	"strings"
	"time"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
)

// A Desk is what a learner works with: a course, the store, and the time in the learner's zone, by the rules they have set.
type Desk struct {
	Course    *course.Course
	Store     *store.Store
	Now       func() time.Time
	Others    func() []*course.Course // opened before: review covers them too; may be nil
	Rules     study.Rules
	Retention float64 // recall to aim at, from 0 to 1; 0 for the usual one
}

// courses are the one at hand and the others.
func (d Desk) courses() []*course.Course {
	all := []*course.Course{d.Course}
	if d.Others != nil {
		all = append(all, d.Others()...)
	}
	return all
}

// DueToday counts what the index says is due in all courses.
func (d Desk) DueToday(tx *store.Tx) (n int) {
	for _, c := range d.courses() {
		n += tx.DueCounts(c.ID, d.Today(), d.Today())[0]
	}
	return n
}

// Today is the learner's day.
func (d Desk) Today() study.Day { return d.Rules.Today(d.Now()) }

// Event makes an event of now.
func (d Desk) Event(kind study.Kind, session string, fill func(*study.Event)) *study.Event {
	now := d.Now()
	ev := &study.Event{Kind: kind, At: now.UTC().Truncate(time.Millisecond), Zone: zone(now), Course: d.Course.ID, Session: session}
	if d.Rules.DayStart != study.Standard().DayStart {
		ev.DayStart = d.Rules.DayStart + 1
	}
	if fill != nil {
		fill(ev)
	}
	return ev
}

// zone names the zone of a time: "Europe/Berlin" if it is known by name, else its offset.
func zone(t time.Time) string {
	if name := t.Location().String(); strings.Contains(name, "/") {
		return name
	}
	return t.Format("-07:00")
}

// Items are the histories in short of questions.
func (d Desk) Items(heads []course.Head) (items map[string]study.Item, err error) {
	err = d.Store.View(func(tx *store.Tx) error {
		items = tx.Items(d.Course.ID, IDs(heads))
		return nil
	})
	return items, err
}

// IDs are the ids of questions.
func IDs(heads []course.Head) []string {
	ids := make([]string, len(heads))
	for i, h := range heads {
		ids[i] = h.ID
	}
	return ids
}

// retention is the recall to aim at: higher for safety questions.
func (d Desk) retention(q *course.Question) float64 {
	if q.Critical {
		return max(study.CriticalRetention, d.Retention)
	}
	return d.Retention
}
