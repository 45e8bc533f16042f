package sitting

import (
	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"slices"
	"time"

	"github.com/oklog/ulid/v2"
)

// Plan says what there is to do today: the review, and what to go on with. It reads the heads of all sessions' questions, and so is
// made in the background.
func (d Desk) Plan() (study.Plan, study.Review, error) {
	var review study.Review
	var plan study.Plan
	err := d.Store.View(func(tx *store.Tx) error {
		var err error
		if review, err = d.review(tx); err != nil {
			return err
		}
		plan = review.Plan(d.Progress(tx))
		return nil
	})
	return plan, review, err
}

// review puts together what is due today in all courses.
func (d Desk) review(tx *store.Tx) (study.Review, error) {
	today := d.Today()
	var asked []study.Card
	reviewed := 0
	for _, c := range d.courses() {
		cards, err := dueIn(tx, c, today)
		if err != nil {
			return study.Review{}, err
		}
		asked = append(asked, cards...)
		reviewed += reviewedIn(tx, c, today)
	}
	return d.Rules.Review(asked, today, reviewed), nil
}

// dueIn are the cards of a course that are due or may have changed.
func dueIn(tx *store.Tx, c *course.Course, today study.Day) (asked []study.Card, err error) {
	cards := cardsOf(c)
	wanted := map[string]bool{}
	err = tx.Due(c.ID, today, func(question string) error { wanted[question] = true; return nil })
	var ids []string
	for _, card := range cards {
		if wanted[card.ID] || card.Rev > 1 {
			ids = append(ids, card.ID)
		}
	}
	items := tx.Items(c.ID, ids)
	for _, card := range cards {
		if wanted[card.ID] || card.Rev > 1 {
			card.Item = items[card.ID]
			asked = append(asked, card)
		}
	}
	return asked, err
}

// cardsOf are all questions of a course, in order, without their history.
func cardsOf(c *course.Course) (cards []study.Card) {
	for _, s := range c.Sessions {
		b := s.Body()
		for i, h := range b.Heads {
			cards = append(cards, study.Card{Head: h, Course: c.ID, Session: s.ID, Case: b.CaseOf(i)})
		}
	}
	return cards
}

// reviewedIn counts the questions of a course whose schedule moved today and that were answered before.
func reviewedIn(tx *store.Tx, c *course.Course, today study.Day) (n int) {
	_ = tx.AllItems(c.ID, func(_ string, it study.Item) error {
		if it.Scheduled() && it.Day == today && it.Answers > 1 {
			n++
		}
		return nil
	})
	return n
}

// Progress is how far the learner is in each session. It reads no session's text but of those read to the end without a quiz taken.
func (d Desk) Progress(tx *store.Tx) (all []study.Progress) {
	for _, s := range d.Course.Sessions {
		place := tx.Place(d.Course.ID, s.ID)
		attempt, _ := tx.Attempt(d.Course.ID, s.ID)
		read := place.Size > 0 && place.Reached >= place.Size
		p := study.Progress{Session: s.ID, Minutes: s.Minutes, Place: place, Read: read,
			Quizzed: attempt.Done || read && !hasQuiz(s), Questions: study.PerObjective * len(s.Objectives)}
		if n := left(s, attempt); n > 0 {
			p.Begun, p.Questions = lastAnswer(attempt), n
		}
		all = append(all, p)
	}
	return all
}

func hasQuiz(s *course.Session) bool {
	return slices.ContainsFunc(s.Body().Heads, func(h course.Head) bool { return !h.Check })
}

// left counts the questions left in a quiz under way, of those the course still has.
func left(s *course.Session, a study.Attempt) (n int) {
	if a.Done || len(a.Answers) == 0 || len(a.Answers) > len(a.Questions) {
		return 0
	}
	for _, id := range a.Questions[len(a.Answers):] {
		if s.Body().Question(id) != nil {
			n++
		}
	}
	return n
}

// lastAnswer is when the quiz was answered last: an event's id tells its time.
func lastAnswer(a study.Attempt) time.Time {
	for _, id := range slices.Backward(a.Answers) {
		if id, err := ulid.ParseStrict(id); err == nil {
			return ulid.Time(id.Time())
		}
	}
	return a.Started
}

// Due is today's review, ready to be asked. Ahead, if nothing is due, takes the questions that come back next.
func (d Desk) Due() (*Sitting, study.Review, error) {
	_, review, err := d.Plan()
	return Review(d, study.InReview, d.questions(review.Asks)), review, err
}

func (d Desk) questions(asks []study.Ask) (questions []*course.Question) {
	for _, a := range asks {
		for _, c := range d.courses() {
			if c.ID != a.Course {
				continue
			}
			if s := c.Session(a.Session); s != nil {
				if q := s.Body().Question(a.ID); q != nil {
					questions = append(questions, q)
				}
			}
		}
	}
	return questions
}

// Ahead are the questions that come back next although none is due: to study ahead.
func (d Desk) Ahead() (*Sitting, error) {
	var asks []study.Ask
	today := d.Today()
	err := d.Store.View(func(tx *store.Tx) error {
		for _, c := range d.courses() {
			cards := map[string]study.Card{}
			for _, card := range cardsOf(c) {
				cards[card.ID] = card
			}
			err := tx.Due(c.ID, today+study.Longest, func(id string) error {
				card, ok := cards[id]
				if ok && len(asks) < max(1, d.Rules.Daily) {
					if card.Item = tx.Item(c.ID, id); card.Item.Day != today {
						asks = append(asks, study.Ask{Card: card})
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return Review(d, study.InPractice, d.questions(asks)), err
}

// HardlyRead tells whether a session's reading is still mostly ahead, so that a guess before it helps.
func HardlyRead(p study.Place) bool { return p.Reached*5 <= p.Size }

// Pretest are up to four questions to guess at before reading: those marked for it, else none.
func (d Desk) Pretest(s *course.Session) []*course.Question {
	var questions []*course.Question
	for _, h := range s.Body().Heads {
		if q := s.Body().Question(h.ID); h.Pretest && q != nil && len(questions) < 4 {
			questions = append(questions, q)
		}
	}
	return questions
}
