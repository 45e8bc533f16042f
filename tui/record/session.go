package record

import (
	"fmt"
	"strings"
)

// A Session is what was done in one session, reviews included and pretests left out.
type Session struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"`
	Number     int         `json:"number,omitempty"`  // in the course
	Retired    bool        `json:"retired,omitempty"` // the course no longer has it
	Read       string      `json:"read,omitempty"`    // when its end was first reached
	Score      Score       `json:"answers"`
	Objectives []Objective `json:"objectives,omitempty"`
}

// Name is number and title.
func (s Session) Name() string {
	if s.Number > 0 {
		return fmt.Sprintf("%d. %s", s.Number, s.Title)
	}
	return s.Title + retired(s.Retired)
}

// Done says how far reading and answering went.
func (s Session) Done() string {
	parts := []string{"not read to the end"}
	if s.Read != "" {
		parts[0] = "read to the end on " + s.Read
	}
	if s.Score.Answers > 0 {
		parts = append(parts, count(s.Score.Answers, "answer")+", "+s.Score.String())
	}
	return strings.Join(parts, "; ")
}

// A Score counts answers with the verdict that holds now.
type Score struct {
	Answers   int `json:"all"`
	Right     int `json:"right"`
	Guessed   int `json:"guessed"`   // of the right ones
	Overruled int `json:"overruled"` // verdicts that the learner overruled
}

func (s *Score) add(o Score) {
	s.Answers += o.Answers
	s.Right += o.Right
	s.Guessed += o.Guessed
	s.Overruled += o.Overruled
}

func (s Score) String() string {
	parts := []string{fmt.Sprintf("%d right", s.Right)}
	if s.Guessed > 0 {
		parts = append(parts, fmt.Sprintf("%d of them guessed", s.Guessed))
	}
	if s.Overruled > 0 {
		parts = append(parts, count(s.Overruled, "verdict")+" overruled by the learner")
	}
	return strings.Join(parts, ", ")
}

// An Objective is how far one was mastered.
type Objective struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Standing string `json:"standing"`      // not yet, met, fading
	Met      string `json:"met,omitempty"` // when it was first
	Why      string `json:"why,omitempty"` // it fades, or what is wanting
	Known    int    `json:"known"`         // questions known now
	Need     int    `json:"need"`          // to be met
}

// Status is the standing with its date and reason.
func (o Objective) Status() string {
	s := o.Standing
	if o.Met != "" {
		s = "met on " + o.Met
		if o.Standing == "fading" {
			s += ", fading now"
		}
	}
	if o.Why != "" {
		s += " (" + o.Why + ")"
	}
	return s
}

// Reading is how long a session was read on a day.
type Reading struct {
	Date    string `json:"date"`
	Session string `json:"session"`
	Title   string `json:"title"`
	Retired bool   `json:"retired,omitempty"` // the course no longer has the session
	Minutes int    `json:"minutes"`           // to the nearest
	Seconds int    `json:"seconds"`
}

// Name is the session's title.
func (r Reading) Name() string { return r.Title + retired(r.Retired) }

// A Quiz is one that was answered to its end, or is under way.
type Quiz struct {
	Date     string `json:"date"` // of the end, or of the last answer
	Session  string `json:"session"`
	Title    string `json:"title"`
	Retired  bool   `json:"retired,omitempty"` // the course no longer has the session
	Finished bool   `json:"finished"`
	Score    Score  `json:"answers"`
}

// Name is the session's title.
func (q Quiz) Name() string { return q.Title + retired(q.Retired) }

// Percent is the share of right answers; a quiz under way has none.
func (q Quiz) Percent() string {
	if q.Score.Answers == 0 || !q.Finished {
		return "not finished"
	}
	return fmt.Sprintf("%d %%", 100*q.Score.Right/q.Score.Answers) // down, so that none passes that did not
}

// Result says how it went.
func (q Quiz) Result() string {
	return fmt.Sprintf("%s, %s (%s)", count(q.Score.Answers, "question"), q.Score, q.Percent())
}

// An Overruling is a verdict that the learner overruled.
type Overruling struct {
	Date     string `json:"date"` // of the answer
	Session  string `json:"session"`
	Question string `json:"question"`
	Text     string `json:"text"` // of the question, or its id
	Given    string `json:"given,omitempty"`
	Was      string `json:"was"`
	Now      string `json:"now"`
	Retired  bool   `json:"retired,omitempty"`
}

// A Question is one that the course no longer has, with its answers.
type Question struct {
	ID      string `json:"id"`
	Session string `json:"session"`
	Last    string `json:"last"` // when it was last answered
	Score   Score  `json:"answers"`
}
