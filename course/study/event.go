package study

import (
	"time"

	"lectern/course/quiz"
)

// A Kind says what an event records.
type Kind uint8

const (
	Answered  Kind = iota + 1 // an answer to a question was marked
	Overruled                 // the learner overruled the verdict of the answer Of
	Undone                    // the learner took back the event Of
	ReadFor                   // a stretch of reading in a session: Seconds
	ReadAll                   // the learner reached the end of a session or marked it as read
	Finished                  // a quiz was answered to its end
	Suspended                 // the learner wants no more reviews of a question
	Resumed                   // or wants them again
	Stepped                   // a step of a pathway was put into State
	Rated                     // the learner rated themselves on a step
	Noted                     // a note on a step, as evidence
	Logged                    // an entry of the logbook: Sort, Date, Hours, By, Text
)

// Confidence is how sure the learner was, said before the verdict.
type Confidence uint8

const (
	Unsaid Confidence = iota
	Guess
	Fairly
	Sure
)

func (c Confidence) String() string {
	return [...]string{"unsaid", "guess", "fairly sure", "sure"}[min(c, Sure)]
}

// Where tells in what setting a question was answered.
type Where uint8

const (
	InQuiz Where = iota + 1
	InReview
	InCheck   // an inline check in the reading
	InPretest // before the reading; never scored
	InPractice
)

// An Event is one thing that happened, appended and never edited. Kind says which fields hold. Numbers in the tags are part of
// the file format: never reuse one.
type Event struct {
	ID      string    `cbor:"-" json:"id"` // a ULID, the key under which it is kept; made by the store
	Kind    Kind      `cbor:"1,keyasint" json:"kind"`
	At      time.Time `cbor:"2,keyasint" json:"at"`             // to the second or finer, in UTC
	Zone    string    `cbor:"3,keyasint,omitempty" json:"zone"` // the learner's zone then: "Europe/Berlin", or "+02:00"
	Course  string    `cbor:"4,keyasint,omitempty" json:"course,omitempty"`
	Session string    `cbor:"5,keyasint,omitempty" json:"session,omitempty"`

	Question   string       `cbor:"6,keyasint,omitempty" json:"question,omitempty"`
	Rev        int          `cbor:"7,keyasint,omitempty" json:"rev,omitempty"`
	Answer     quiz.Answer  `cbor:"8,keyasint,omitempty" json:"answer,omitzero"`
	Verdict    quiz.Verdict `cbor:"9,keyasint,omitempty" json:"verdict,omitempty"` // Overruled: the verdict that holds now
	Confidence Confidence   `cbor:"10,keyasint,omitempty" json:"confidence,omitempty"`
	Hint       bool         `cbor:"11,keyasint,omitempty" json:"hint,omitempty"` // a hint was used
	Where      Where        `cbor:"12,keyasint,omitempty" json:"where,omitempty"`
	Seconds    int          `cbor:"13,keyasint,omitempty" json:"seconds,omitempty"`
	Of         string       `cbor:"14,keyasint,omitempty" json:"of,omitempty"` // the event this one is about

	// Retention is the recall to aim at when the question comes back, from 0 to 1; 0 means the usual one. It is part of the event,
	// since the schedule must follow from events alone and a course may change what is critical.
	Retention float64 `cbor:"15,keyasint,omitempty" json:"retention,omitempty"`

	Pathway string    `cbor:"16,keyasint,omitempty" json:"pathway,omitempty"`
	Step    string    `cbor:"17,keyasint,omitempty" json:"step,omitempty"`
	State   StepState `cbor:"18,keyasint,omitempty" json:"state,omitempty"`
	Date    string    `cbor:"19,keyasint,omitempty" json:"date,omitempty"` // 2026-11-22: when it was done, is planned, or happened
	Hours   float64   `cbor:"20,keyasint,omitempty" json:"hours,omitempty"`
	Credits float64   `cbor:"21,keyasint,omitempty" json:"credits,omitempty"`
	By      string    `cbor:"22,keyasint,omitempty" json:"by,omitempty"`   // provider or supervisor
	Text    string    `cbor:"23,keyasint,omitempty" json:"text,omitempty"` // a reason, a note, a reflection
	Rating  int       `cbor:"24,keyasint,omitempty" json:"rating,omitempty"`
	Sort    string    `cbor:"25,keyasint,omitempty" json:"sort,omitempty"` // of a logbook entry: "supervised session", "consultation", …

	// DayStart is one more than the hour at which the learner's day began then; 0 means the usual one. Like Retention it is kept with
	// the event, so that a changed setting moves no date that was given before.
	DayStart int `cbor:"26,keyasint,omitempty" json:"dayStart,omitempty"`
}

// An Item is what follows from the events of one question: its history in short. It is derived, kept beside the events so that
// a screen need not read them all, and can be made again from them at any time with Replay.
type Item struct {
	Answers int `cbor:"1,keyasint,omitempty" json:"answers"` // all told, pretests left out
	Right   int `cbor:"2,keyasint,omitempty" json:"right"`   // of those, right
	Guessed int `cbor:"3,keyasint,omitempty" json:"guessed"` // of the right ones, guessed

	Last       quiz.Verdict `cbor:"4,keyasint,omitempty" json:"last,omitempty"`
	Confidence Confidence   `cbor:"5,keyasint,omitempty" json:"confidence,omitempty"` // of the last answer
	At         time.Time    `cbor:"6,keyasint,omitempty" json:"at,omitzero"`          // of the last answer
	Rev        int          `cbor:"7,keyasint,omitempty" json:"rev,omitempty"`        // the question's revision at the last answer
	LastID     string       `cbor:"8,keyasint,omitempty" json:"-"`                    // the event of the last answer

	Schedule

	Known     time.Time `cbor:"15,keyasint,omitzero" json:"known,omitzero"` // first time right and not guessed; zero: never
	KnownLast bool      `cbor:"16,keyasint,omitempty" json:"knownLast"`     // the last answer was right and not guessed
	SureWrong bool      `cbor:"17,keyasint,omitempty" json:"sureWrong"`     // the last answer was not right, though sure
	Suspended bool      `cbor:"18,keyasint,omitempty" json:"suspended"`     // the learner wants no reviews of it
	Said      Counts    `cbor:"19,keyasint,omitzero" json:"said"`           // answers by confidence
	SaidRight Counts    `cbor:"20,keyasint,omitzero" json:"saidRight"`      // of those, right
}

// Counts are numbers of answers by confidence.
type Counts [Sure + 1]int

// A Schedule says when a question comes back, and why then. Only the first answer on a day moves it.
type Schedule struct {
	Memory  Memory  `cbor:"9,keyasint,omitzero" json:"memory,omitzero"`
	Day     Day     `cbor:"10,keyasint,omitempty" json:"day,omitempty"`     // of the last answer that moved the schedule
	Due     Day     `cbor:"11,keyasint,omitempty" json:"due,omitempty"`     // after Day
	Lapses  int     `cbor:"12,keyasint,omitempty" json:"lapses,omitempty"`  // times it was not known any more after it had been
	Streak  int     `cbor:"13,keyasint,omitempty" json:"streak,omitempty"`  // answers in a row that moved it, right and sure
	Because Because `cbor:"14,keyasint,omitempty" json:"because,omitempty"` // what the last answer that moved it was like
}

// A Place is where the learner was in a session: a block and a line inside it, never a line of the screen. It outlives edits of the
// course: Heading is tried with Hash, then Heading with Offset, then Byte.
type Place struct {
	Heading string    `cbor:"1,keyasint,omitempty" json:"heading,omitempty"` // id of the nearest heading at or before the block
	Hash    uint64    `cbor:"2,keyasint,omitempty" json:"-"`                 // of the block's text
	Offset  int       `cbor:"3,keyasint,omitempty" json:"-"`                 // blocks after the heading
	Line    int       `cbor:"4,keyasint,omitempty" json:"-"`                 // line inside the block at Width
	Width   int       `cbor:"5,keyasint,omitempty" json:"-"`                 // text width at which Line was counted
	Byte    int       `cbor:"6,keyasint,omitempty" json:"byte"`              // of the reading's source: how far the top of the screen is
	Reached int       `cbor:"7,keyasint,omitempty" json:"reached"`           // the farthest byte seen
	Size    int       `cbor:"8,keyasint,omitempty" json:"size"`              // bytes of the reading then
	At      time.Time `cbor:"9,keyasint,omitempty" json:"at,omitzero"`
	Title   string    `cbor:"10,keyasint,omitempty" json:"title,omitempty"` // of the heading, to be shown without opening the session
}

// An Attempt is a quiz under way, so that it can be left after any question and resumed there.
type Attempt struct {
	Seed      uint64    `cbor:"1,keyasint" json:"seed"`      // shuffles options the same way again
	Questions []string  `cbor:"2,keyasint" json:"questions"` // ids in the order asked
	Answers   []string  `cbor:"3,keyasint" json:"answers"`   // ids of the events, as far as answered
	Started   time.Time `cbor:"4,keyasint" json:"started"`
	Done      bool      `cbor:"5,keyasint,omitempty" json:"done"`
	Right     int       `cbor:"6,keyasint,omitempty" json:"right"` // of those answered
}
