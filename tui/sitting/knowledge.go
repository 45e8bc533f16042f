package sitting

import (
	"slices"
	"time"

	"lectern/course/study"
	"lectern/store"
)

// Knowledge is what the learner's answers come to, for a screen, for line mode, and as JSON.
type Knowledge struct {
	Mastery     map[string]map[string]study.Mastery `json:"mastery"` // by session and objective
	Calibration study.Calibration                   `json:"calibration"`
	Forecast    []int                               `json:"forecast"`           // reviews due on each of the coming days, from today
	Daily       int                                 `json:"daily"`              // how many are asked on one day at most
	Retained    []float64                           `json:"retained,omitempty"` // mean predicted recall on each of those days without any review
	Days        map[study.Day]bool                  `json:"-"`                  // on which something was answered or read
	Studied     []string                            `json:"studied"`            // the same as dates
	Seconds     int                                 `json:"secondsRead"`
	Retired     int                                 `json:"retired"` // questions answered that the course no longer has
}

// Knowledge reads it all: it is made when asked for, not at the start.
func (d Desk) Knowledge() (Knowledge, error) {
	k := Knowledge{Mastery: map[string]map[string]study.Mastery{}, Days: map[study.Day]bool{}, Forecast: make([]int, study.ForecastDays), Daily: d.Rules.Daily}
	err := d.Store.View(func(tx *store.Tx) error {
		items := map[string]study.Item{}
		if err := tx.AllItems(d.Course.ID, func(id string, it study.Item) error { items[id] = it; return nil }); err != nil {
			return err
		}
		k.fromItems(d, items)
		if err := tx.Times(d.Course.ID, func(at time.Time) { k.Days[d.Rules.Today(at.In(d.Now().Location()))] = true }); err != nil {
			return err
		}
		return tx.Log(func(ev study.Event) error { k.fromEvent(d, ev); return nil })
	})
	for day := range k.Days {
		k.Studied = append(k.Studied, day.Time().Format("2006-01-02"))
	}
	slices.Sort(k.Studied)
	return k, err
}

func (k *Knowledge) fromItems(d Desk, items map[string]study.Item) {
	today := d.Today()
	for _, s := range d.Course.Sessions {
		k.Mastery[s.ID] = study.Masteries(s.Body().Heads, items, today)
	}
	cards := map[string]bool{}
	for _, card := range cardsOf(d.Course) {
		cards[card.ID] = true
	}
	all := func(yield func(study.Item) bool) {
		for id, it := range items {
			if cards[id] && !yield(it) {
				return
			}
		}
	}
	for id, it := range items {
		if !cards[id] && it.Answers > 0 {
			k.Retired++
		}
	}
	k.Calibration = study.Calibrate(all)
	k.Forecast = study.Forecast(all, today, study.ForecastDays)
	k.retained(all, today)
}

// retained predicts how much would be known on each coming day if nothing were reviewed.
func (k *Knowledge) retained(items func(func(study.Item) bool), today study.Day) {
	sums, n := make([]float64, study.ForecastDays), 0
	for it := range items {
		if !it.Scheduled() {
			continue
		}
		n++
		for i := range sums {
			sums[i] += it.Recall(today + study.Day(i))
		}
	}
	if n == 0 {
		return
	}
	for i := range sums {
		sums[i] /= float64(n)
	}
	k.Retained = sums
}

func (k *Knowledge) fromEvent(d Desk, ev study.Event) {
	if ev.Course != d.Course.ID {
		return
	}
	switch ev.Kind {
	case study.ReadFor:
		k.Seconds += ev.Seconds
		fallthrough
	case study.ReadAll:
		k.Days[d.Rules.DayOf(ev)] = true
	}
}

// Count counts objectives: met (fading ones among them), fading, and all.
func (k Knowledge) Count() (met, fading, all int) {
	for _, session := range k.Mastery {
		for _, m := range session {
			all++
			if m.Standing != study.NotYet {
				met++
			}
			if m.Standing == study.Fading {
				fading++
			}
		}
	}
	return met, fading, all
}

// Answers are all answers with or without a confidence.
func (k Knowledge) Answers() (n int) {
	for _, c := range k.Calibration.Answers {
		n += c
	}
	return n
}
