package study

import (
	"strings"
	"sync"
	"sync/atomic"
	"time"
	_ "time/tzdata" // the zones of old answers must be known on each machine, or the same answers would give another schedule
)

// Rules are what can be set about learning. Changing DayStart needs a rebuild of all items.
type Rules struct {
	DayStart int // hour, local time, at which the learner's day begins: 0 to 23
	Daily    int // reviews a day
}

// Standard are the rules unless something else is set.
func Standard() Rules { return Rules{DayStart: 4, Daily: 20} }

// A Day is one of the learner's days: days since that of 1970-01-01, by the learner's calendar. Days have no length, so that summer
// time and flights make no half ones.
type Day int

// Day is the learner's day at a time in a zone: "Europe/Berlin", or "+02:00". A zone that cannot be read counts as UTC.
func (r Rules) Day(at time.Time, zone string) Day { return r.Today(at.In(location(zone))) }

// DayOf is the learner's day of an event, by what held then.
func (r Rules) DayOf(ev Event) Day {
	if ev.DayStart > 0 {
		r.DayStart = ev.DayStart - 1
	}
	return r.Day(ev.At, ev.Zone)
}

// Today is the learner's day at a time, in the zone the time is in.
func (r Rules) Today(now time.Time) Day {
	_, east := now.Zone()
	wall := now.Unix() + int64(east) - int64(r.DayStart)*3600
	day := wall / 86400
	if wall%86400 < 0 {
		day--
	}
	return Day(day)
}

// Time is the beginning of the calendar's day in UTC, to be formatted as a date.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// since is the number of days from another to this; never negative, whatever clocks say.
func (d Day) since(other Day) int { return int(max(0, d-other)) }

// zones holds what location found, since looking a zone up means reading a file. It is bounded because a file that is merged may
// name any number of zones.
var (
	zones     sync.Map // of string to *time.Location
	zoneCount atomic.Int32
)

const mostZones = 2000

func location(zone string) *time.Location {
	if l, ok := zones.Load(zone); ok {
		return l.(*time.Location)
	}
	l := lookUp(zone)
	if zoneCount.Add(1) < mostZones {
		zones.Store(strings.Clone(zone), l)
	}
	return l
}

func lookUp(zone string) *time.Location {
	if t, err := time.Parse("-07:00", zone); err == nil {
		_, east := t.Zone()
		return time.FixedZone(zone, east)
	}
	if l, err := time.LoadLocation(zone); err == nil && l != time.Local { // "Local" is another zone on each machine
		return l
	}
	return time.UTC
}
