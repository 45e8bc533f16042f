package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course/study"
	"lectern/store"
)

// A visit is a stretch of reading, kept as one event when it ends. Time on another screen, and away from the keyboard, is none of it.
type visit struct {
	from  time.Time
	moved time.Time // last key
	away  time.Time // when another screen came over this one; zero while it is on top
	idle  time.Duration
}

// enter begins the visit, or goes on with it.
func (v *visit) enter(now time.Time) {
	switch {
	case v.from.IsZero():
		v.from = now
	case !v.away.IsZero():
		v.idle += now.Sub(v.away)
	}
	v.away, v.moved = time.Time{}, now
}

// press notes a key.
func (v *visit) press(now time.Time) {
	if gap := now.Sub(v.moved); gap > idleAfter {
		v.idle += gap - idleAfter
	}
	v.moved = now
}

// last is when the learner was here last: now, unless another screen came over this one.
func (v *visit) last(now time.Time) time.Time {
	if v.away.IsZero() {
		return now
	}
	return v.away
}

// end is how many seconds were read by now; another visit begins.
func (v *visit) end(now time.Time) int {
	if v.away.IsZero() {
		v.press(now)
	} else {
		v.idle += now.Sub(v.away)
	}
	seconds := int((now.Sub(v.from) - v.idle) / time.Second)
	*v = visit{from: now, moved: now}
	return seconds
}

const (
	saveAfter = 300 * time.Millisecond // a place is on disk this long after the page turned
	idleAfter = 3 * time.Minute        // longer without a key is not reading
)

// touch notes that the place changed. What comes next is set while the learner reads, and the place is saved shortly after, once for
// many keys.
func (r *reader) touch() tea.Cmd {
	next := func() tea.Msg { return ahead{r} }
	if r.waiting || r.passage {
		return next
	}
	r.waiting = true
	return tea.Batch(next, tea.Tick(saveAfter, func(time.Time) tea.Msg { return saveTick{r} }))
}

type (
	ahead    struct{ r *reader }
	saveTick struct{ r *reader }
)

type placeSaved struct {
	r     *reader
	place study.Place
	err   error
}

func (r *reader) save() tea.Cmd {
	if !r.start.done { // not laid out yet
		r.waiting = false
		return nil
	}
	p := r.placeNow()
	if samePlace(p, r.saved) {
		r.waiting = false
		return nil
	}
	e, id := r.env, r.session.ID
	return func() tea.Msg { return placeSaved{r, p, savePlace(e, id, p)} }
}

func savePlace(e *env, session string, p study.Place) error {
	return e.Store.Update(func(tx *store.Tx) error { return e.KeepPlace(tx, session, p) })
}

func (r *reader) placeNow() study.Place {
	p := r.page.place()
	if i := r.page.section(); i >= 0 {
		p.Title = r.page.text.Title(i)
	}
	p.At = r.visit.last(r.env.Now()).UTC().Truncate(time.Second)
	p.Reached = max(p.Reached, min(r.saved.Reached, p.Size))
	return p
}

func samePlace(a, b study.Place) bool {
	a.At, b.At = time.Time{}, time.Time{}
	return a == b
}

// leave saves the place and the time spent. It runs before the program goes on, so that nothing is lost by quitting.
func (r *reader) leave() {
	if r.passage || !r.start.done {
		return
	}
	p := r.placeNow()
	seconds := r.visit.end(r.env.Now())
	_ = r.env.Store.Update(func(tx *store.Tx) error {
		if seconds >= 5 {
			if err := tx.Append(r.env.Event(study.ReadFor, r.session.ID, func(ev *study.Event) { ev.Seconds = seconds })); err != nil {
				return err
			}
		}
		return r.env.KeepPlace(tx, r.session.ID, p)
	})
}
