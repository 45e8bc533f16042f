package record

import (
	"maps"
	"slices"
	"strings"
	"time"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/sitting"
)

// Gather reads everything that was ever done, also in courses other than the desk's. It takes longer the more was answered, and so is
// done on request alone.
func Gather(d sitting.Desk, name string) (Record, error) {
	histories := map[string]*history{d.Course.ID: newHistory(d)}
	items := map[string]study.Item{}
	err := d.Store.View(func(tx *store.Tx) error {
		fixes, err := corrections(tx)
		if err != nil {
			return err
		}
		if err := tx.AllItems(d.Course.ID, func(id string, it study.Item) error { items[id] = it; return nil }); err != nil {
			return err
		}
		return tx.Events(func(ev study.Event) error {
			if histories[ev.Course] == nil {
				histories[ev.Course] = newHistory(d)
			}
			histories[ev.Course].take(ev, fixes)
			return nil
		})
	})
	now := d.Now()
	r := Record{Statement: Statement, Name: tidy(strings.TrimSpace(name)), AsOf: now.Truncate(time.Second), DayStart: d.Rules.DayStart}
	r.Courses = []Course{histories[d.Course.ID].atHand(d, items)}
	delete(histories, d.Course.ID)
	for _, id := range sorted(histories) {
		if c := histories[id].course(nil); !c.Empty() {
			c.ID, c.Title = tidy(id), tidy(id)
			r.Courses = append(r.Courses, c)
		}
	}
	return r, err
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// atHand is what was done in the desk's course, whose objectives can be judged.
func (h *history) atHand(d sitting.Desk, items map[string]study.Item) Course {
	c := d.Course
	out := h.course(c)
	out.ID, out.Title, out.Edition, out.AtHand, out.Pass, out.Sessions = c.ID, c.Title, c.Edition, true, c.Pass, len(c.Sessions)
	for i, s := range out.Begun {
		if !s.Retired {
			out.Begun[i].Objectives = objectives(d, c.Session(s.ID), items)
		}
	}
	return out
}

func objectives(d sitting.Desk, s *course.Session, items map[string]study.Item) (all []Objective) {
	mastery := study.Masteries(s.Body().Heads, items, d.Today())
	for _, o := range s.Objectives {
		m := mastery[o.ID]
		out := Objective{ID: o.ID, Text: o.Text, Standing: m.Standing.String(), Why: strings.TrimLeft(sitting.Why(m), " :,"), Known: m.Known, Need: m.Need}
		if m.Need == 0 {
			out.Why = "no question tests it"
		}
		if m.Standing != study.NotYet {
			out.Met = date(d.Rules.Today(m.Met.In(d.Now().Location())))
		}
		all = append(all, out)
	}
	return all
}

func date(d study.Day) string { return d.Time().Format(time.DateOnly) }
