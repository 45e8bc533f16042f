package record

import (
	"cmp"
	"slices"
	"strings"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/tui/sitting"
)

// A history is the events of one course, sorted out without knowing the course.
type history struct {
	day       func(study.Event) string
	sessions  map[string]*Session
	reading   map[[2]string]int // seconds by day and session
	quizzes   []Quiz
	underway  map[string]*underway // quizzes not finished, by session
	overruled []Overruling
	questions map[string]*Question
	journey   []study.Event // about pathways and the logbook
}

// An underway quiz keeps a question's last answer, should it have been asked twice.
type underway struct {
	last    string
	answers map[string]Score
}

func newHistory(d sitting.Desk) *history {
	return &history{
		day:      func(ev study.Event) string { return date(d.Rules.Day(ev.At, ev.Zone)) },
		sessions: map[string]*Session{}, reading: map[[2]string]int{}, underway: map[string]*underway{}, questions: map[string]*Question{},
	}
}

// take takes in one more event, unless it was taken back.
func (h *history) take(ev study.Event, c study.Corrections) {
	if c.Undone[ev.ID] {
		return
	}
	switch ev.Kind {
	case study.ReadFor:
		h.session(ev)
		h.reading[[2]string{h.day(ev), ev.Session}] += ev.Seconds
	case study.ReadAll:
		if s := h.session(ev); s.Read == "" {
			s.Read = h.day(ev)
		}
	case study.Answered:
		h.answered(ev, c)
	case study.Finished:
		h.session(ev)
		h.finish(ev.Session, h.day(ev), true)
	case study.Stepped, study.Rated, study.Noted, study.Logged:
		h.journey = append(h.journey, ev)
	}
}

func (h *history) session(ev study.Event) *Session {
	if h.sessions[ev.Session] == nil {
		h.sessions[ev.Session] = &Session{ID: tidy(ev.Session), Title: tidy(ev.Session)}
	}
	return h.sessions[ev.Session]
}

func (h *history) answered(ev study.Event, c study.Corrections) {
	now, overruled := c.Verdicts[ev.ID]
	if overruled {
		h.overrule(ev, now)
	} else {
		now = ev.Verdict
	}
	s := h.session(ev)
	if ev.Where == study.InPretest {
		return // never scored
	}
	score := scored(now, ev.Confidence, overruled)
	s.Score.add(score)
	h.question(ev).Score.add(score)
	if ev.Where == study.InQuiz {
		if h.underway[ev.Session] == nil {
			h.underway[ev.Session] = &underway{answers: map[string]Score{}}
		}
		u := h.underway[ev.Session]
		u.last, u.answers[ev.Question] = h.day(ev), score
	}
}

func scored(v quiz.Verdict, said study.Confidence, overruled bool) Score {
	s := Score{Answers: 1}
	if v == quiz.Right {
		s.Right = 1
		if said == study.Guess {
			s.Guessed = 1
		}
	}
	if overruled {
		s.Overruled = 1
	}
	return s
}

func (h *history) question(ev study.Event) *Question {
	q := h.questions[ev.Question]
	if q == nil {
		q = &Question{ID: tidy(ev.Question)}
		h.questions[ev.Question] = q
	}
	q.Session, q.Last = tidy(ev.Session), h.day(ev)
	return q
}

func (h *history) overrule(ev study.Event, now quiz.Verdict) {
	given := tidy(strings.Join(ev.Answer.Typed, "; "))
	h.overruled = append(h.overruled, Overruling{Date: h.day(ev), Session: tidy(ev.Session), Question: tidy(ev.Question), Text: tidy(ev.Question),
		Given: given, Was: ev.Verdict.String(), Now: now.String()})
}

// finish takes the quiz under way as one, whether it came to its end or not.
func (h *history) finish(session, day string, finished bool) {
	q := Quiz{Date: day, Session: session, Finished: finished}
	if u := h.underway[session]; u != nil {
		for _, s := range u.answers {
			q.Score.add(s)
		}
	}
	delete(h.underway, session)
	h.quizzes = append(h.quizzes, q)
}

// course brings it into order, with the titles that the course knows, if it is at hand.
func (h *history) course(c *course.Course) Course {
	for _, id := range sorted(h.underway) {
		h.finish(id, h.underway[id].last, false)
	}
	h.name(c)
	out := Course{Begun: h.begun(), Reading: h.readings(), Quizzes: h.quizzes, Overruled: h.overruled, Pathways: h.pathways(c)}
	if c != nil {
		out.Retired = h.retired(c)
	}
	out.Logbook, out.Logged = h.logbook()
	for i, q := range out.Quizzes {
		s := h.sessions[q.Session]
		out.Quizzes[i].Session, out.Quizzes[i].Title, out.Quizzes[i].Retired = s.ID, s.Title, s.Retired
	}
	slices.SortStableFunc(out.Quizzes, func(a, b Quiz) int { return strings.Compare(a.Date, b.Date) })
	return out
}

// name gives sessions and questions the titles that a course has for them, and marks those it does not have as retired.
func (h *history) name(c *course.Course) {
	if c == nil {
		return
	}
	for id, s := range h.sessions {
		if known := c.Session(id); known != nil {
			s.Title, s.Number = known.Title, known.Number()
		} else {
			s.Retired = true
		}
	}
	for i, o := range h.overruled {
		h.overruled[i].Retired = true
		if s := c.Session(o.Session); s != nil {
			if q := s.Body().Question(o.Question); q != nil {
				h.overruled[i].Text, h.overruled[i].Retired = q.Lead.Plain(), false
			}
		}
	}
}

// begun are the sessions in the course's order, retired ones last.
func (h *history) begun() (all []Session) {
	for _, id := range sorted(h.sessions) {
		all = append(all, *h.sessions[id])
	}
	slices.SortStableFunc(all, func(a, b Session) int { return cmp.Compare(uint(a.Number-1), uint(b.Number-1)) })
	return all
}

func (h *history) readings() (all []Reading) {
	for at, seconds := range h.reading {
		s := h.sessions[at[1]]
		all = append(all, Reading{Date: at[0], Session: s.ID, Title: s.Title, Retired: s.Retired, Minutes: (seconds + 30) / 60, Seconds: seconds})
	}
	slices.SortFunc(all, func(a, b Reading) int {
		return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.Session, b.Session))
	})
	return all
}

// retired are the questions answered that the course no longer has.
func (h *history) retired(c *course.Course) (all []Question) {
	has := map[string]bool{}
	for _, s := range c.Sessions {
		for _, head := range s.Body().Heads {
			has[head.ID] = true
		}
	}
	for _, id := range sorted(h.questions) {
		if !has[id] {
			all = append(all, *h.questions[id])
		}
	}
	return all
}
