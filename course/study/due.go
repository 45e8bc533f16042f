package study

import (
	"cmp"
	"slices"

	"lectern/course"
)

// Recall predicts for a day, from 0 to 1, the probability of knowing the answer.
func (s Schedule) Recall(today Day) float64 { return s.Memory.Recall(today.since(s.Day)) }

// Scheduled tells whether the question comes back at some time.
func (it Item) Scheduled() bool { return it.Memory != Memory{} && !it.Suspended }

// TooFar is the first day for which nothing can be due as seen from today, even after a flight across the date line. What is, was
// answered when a clock was ahead; it counts as due at once.
func TooFar(today Day) Day { return today + Longest + 2 }

// A Card is a question as review sees it.
type Card struct {
	course.Head
	Course  string
	Session string
	Case    string // id of the vignette it shares with others; may be empty
	Item    Item
}

// A Cause is why a question is to be reviewed, the most urgent first.
type Cause uint8

const (
	NotDue       Cause = iota
	SureAndWrong       // an error the learner was sure of
	Changed            // the fact changed since the last answer
	TimeIsUp           // recall has fallen
)

// Cause says why a question is due today, if it is. One that was never answered is not, nor is one that is suspended.
func (c *Card) Cause(today Day) Cause {
	it := &c.Item
	switch due := it.Due <= today || it.Due >= TooFar(today); {
	case !it.Scheduled():
		return NotDue
	case due && it.SureWrong:
		return SureAndWrong
	case it.Rev < c.Rev:
		return Changed
	case due:
		return TimeIsUp
	}
	return NotDue
}

// An Ask is a question to be asked in a review.
type Ask struct {
	Card
	Why    Cause
	Recall float64 // predicted for today, from 0 to 1
}

// A Review is what to ask today.
type Review struct {
	Asks []Ask // in order
	Due  int   // all that is due, including what is left for other days
	Days int   // over which that is spread, today among them, if nothing else became due
}

// Review puts together what to ask today: errors one was sure of, then changed facts, then what is most fragile, up to the daily limit
// less what was reviewed today already. Cards that are not due are passed over. The same cards give the same review, in whatever order
// they come.
//
// Which cards to give: those that the store says are due, and those with a Rev above 1, which may have changed.
func (r Rules) Review(cards []Card, today Day, reviewed int) Review {
	asks := dueAsks(cards, today)
	slices.SortFunc(asks, byUrgency)
	otherFormsFirst(asks)
	limit := max(1, r.Daily)
	n := min(len(asks), max(0, limit-reviewed))
	review := Review{Asks: mix(asks[:n]), Due: len(asks)}
	if review.Due > 0 {
		review.Days = 1 + (review.Due-n+limit-1)/limit
	}
	return review
}

func dueAsks(cards []Card, today Day) (asks []*Ask) {
	for i := range cards {
		c := &cards[i]
		if why := c.Cause(today); why != NotDue {
			asks = append(asks, &Ask{*c, why, c.Item.Recall(today)})
		}
	}
	return asks
}

func byUrgency(a, b *Ask) int {
	if a.Why != b.Why || a.Recall != b.Recall {
		return cmp.Or(cmp.Compare(a.Why, b.Why), cmp.Compare(a.Recall, b.Recall))
	}
	return cmp.Or(cmp.Compare(a.Session, b.Session), cmp.Compare(a.ID, b.ID))
}

// An aim is what questions that can stand in for each other have in common.
type aim struct {
	session, objective string
	why                Cause
}

func (a *Ask) aim() aim {
	o := ""
	if len(a.For) > 0 {
		o = a.For[0]
	}
	return aim{a.Session, o, a.Why}
}

// otherFormsFirst puts, of the questions for one objective that are equally urgent, the one seen last in the last place that they
// have, so that the limit rather cuts off that one. All other places stay.
func otherFormsFirst(asks []*Ask) {
	places := map[aim][]int{}
	for i, a := range asks {
		if len(a.For) > 0 {
			places[a.aim()] = append(places[a.aim()], i)
		}
	}
	for _, at := range places {
		last := 0 // index of the one seen last
		for i := range at {
			if asks[at[i]].Item.At.After(asks[at[last]].Item.At) {
				last = i
			}
		}
		for ; last < len(at)-1; last++ {
			asks[at[last]], asks[at[last+1]] = asks[at[last+1]], asks[at[last]]
		}
	}
}

// mix keeps apart what is alike: first of all questions on one case, of which one would give away another, even if that means to go
// back on urgency; then questions for one objective, then those of one session.
func mix(asks []*Ask) []Ask {
	left, mixed := slices.Clone(asks), make([]Ask, 0, len(asks))
	before := new(Ask)
	for len(left) > 0 {
		i := pick(left, before)
		before = left[i]
		mixed = append(mixed, *before)
		left = slices.Delete(left, i, i+1)
	}
	return mixed
}

// pick chooses what comes next: the first of the least cost. What makes up more than half of what is left must come now, or two of it
// will be neighbours later.
func pick(left []*Ask, before *Ask) int {
	most := [...]string{majority(left, (*Ask).vignette), majority(left, (*Ask).objective), majority(left, (*Ask).session)}
	best, least := 0, -1
	for i, a := range left {
		cost := a.cost(before, most)
		if a.Why != left[0].Why {
			cost += 16
		}
		if least < 0 || cost < least {
			best, least = i, cost
		}
	}
	return best
}

func (a *Ask) cost(before *Ask, most [3]string) (cost int) {
	weights := [...]struct{ alike, notMost int }{{64, 32}, {8, 4}, {2, 1}}
	for i, of := range [...]func(*Ask) string{(*Ask).vignette, (*Ask).objective, (*Ask).session} {
		if of(a) != "" && of(a) == of(before) {
			cost += weights[i].alike
		}
		if most[i] != "" && of(a) != most[i] {
			cost += weights[i].notMost
		}
	}
	return cost
}

// What asks can have in common, empty if they have it not.

func (a *Ask) session() string { return a.Session }

func (a *Ask) vignette() string {
	if a.Case == "" {
		return ""
	}
	return a.Session + "#" + a.Case
}

func (a *Ask) objective() string {
	if len(a.For) == 0 {
		return ""
	}
	return a.Session + "#" + a.For[0]
}

// majority is what more than half of the asks have in common, or empty; found by the vote of Boyer and Moore.
func majority(asks []*Ask, of func(*Ask) string) string {
	leader, lead := "", 0
	for _, a := range asks {
		switch v := of(a); {
		case lead == 0:
			leader, lead = v, 1
		case v == leader:
			lead++
		default:
			lead--
		}
	}
	n := 0
	for _, a := range asks {
		if of(a) == leader {
			n++
		}
	}
	if n*2 > len(asks) {
		return leader
	}
	return ""
}
