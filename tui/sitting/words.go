package sitting

import (
	"fmt"
	"strings"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
)

// What both faces say.
const (
	KeptGuess         = "Noted. The reading will tell whether it was right; also a wrong guess makes the answer stick."
	NothingToPractise = "Nothing is left to practise today: what was answered today is not asked again. A session's quiz gives more."
)

// NothingDue says why nothing is asked, although so many may wait.
func NothingDue(waiting int) string {
	if waiting > 0 {
		return "Today's share is done; " + Count(waiting, "question waits", "questions wait") + " for other days."
	}
	return "Nothing is due today. Questions come back when you are about to forget them."
}

// Count is a number with the word for it: "1 question", "2 questions".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Comment sets the verdict against how sure the learner was; it follows the verdict's word.
func (m Marked) Comment() string {
	right := m.Result.Verdict == quiz.Right
	switch {
	case m.Overruled:
		return ": you counted it as right."
	case right && m.Confidence == study.Guess:
		return ", by a guess: it does not count as known yet."
	case right && m.Confidence == study.Fairly:
		return ", and you were fairly sure."
	case right && m.Confidence == study.Sure:
		return ", and you were sure."
	case m.Confidence == study.Sure:
		return ", though you were sure: worth a second look."
	case m.Confidence == study.Guess:
		return "; you said it was a guess."
	}
	return "."
}

// Aside is what else is to be said of an answer, or empty.
func (m Marked) Aside() string {
	switch m.Elsewhere {
	case OtherAnswer:
		return "Another window has answered this in the same quiz: the result there is that answer's. Both are kept."
	case OtherAttempt:
		return "Another window has a quiz of this session under way: it goes on there. This answer is kept all the same."
	}
	return ""
}

// Word says in short why a question counts as missed.
func (m Marked) Word() string {
	switch {
	case m.Result.Verdict == quiz.Partly:
		return "Partly"
	case m.Result.Verdict == quiz.Right:
		return "Guessed"
	case m.Confidence == study.Sure:
		return "Wrong, and sure"
	}
	return "Wrong"
}

// Instruction says how a type is answered, where the options do not say it themselves.
func Instruction(t course.Type) string {
	switch t {
	case course.Multiple:
		return "Choose all that apply."
	case course.Order:
		return "Put these in order: type their letters from first to last."
	case course.Matching:
		return "For each line, type the letter of what belongs to it."
	case course.Number:
		return "Give the number with its unit."
	case course.Cloze:
		return "Fill the gaps."
	}
	return ""
}

// GapText is a gap's answer as it should be shown: the quantity, or the spellings that count.
func GapText(g course.Gap) string {
	if q := g.Quantity; q != nil && q.Around {
		return course.FormatMeasure((q.Low+q.High)/2, q.Unit) + " (" + course.Quantity{Low: q.Low, High: q.High, Unit: q.Unit}.String() + " counts)"
	} else if q != nil {
		return q.String()
	}
	return strings.Join(g.Accept, " or ")
}

// Sources names the works that an explanation cites: "[4] Rolan 2014".
func (q *Sitting) Sources(question *course.Question) []string {
	if s := q.SessionOf(question); s != nil {
		return Sources(s.Course(), question.Explanation)
	}
	return nil
}

// Sources names the works that a text cites, by the numbers they have in it.
func Sources(c *course.Course, t course.Text) (sources []string) {
	refs := c.References()
	for _, cited := range t.Citations() {
		name := cited.Key
		if r, ok := refs[cited.Key]; ok {
			name = r.Short()
		}
		sources = append(sources, fmt.Sprintf("[%d] %s", cited.Number, name))
	}
	return sources
}

// Objective is what a question tests, in the learner's words.
func (q *Sitting) Objective(question *course.Question) string {
	var texts []string
	s := q.SessionOf(question)
	if s == nil {
		return ""
	}
	for _, id := range question.For {
		if o, ok := s.Objective(id); ok {
			texts = append(texts, o.Text)
		}
	}
	return strings.Join(texts, "; ")
}

// Next says when the question comes back and why then: "in 6 days, because you were sure and right twice".
func (m Marked) Next(today study.Day) string {
	it := m.Item
	d, ok := it.Date(today)
	switch {
	case it.Suspended:
		return "suspended: it does not come back"
	case !ok:
		return ""
	}
	when := fmt.Sprintf("in %d days", d.Days)
	switch d.Days {
	case 0:
		when = "today"
	case 1:
		when = "tomorrow"
	}
	if m.Stays {
		return when + ", as before: only the first answer of a day moves the date"
	}
	return when + ", because " + reason(d)
}

func reason(d study.Date) string {
	switch d.Because {
	case study.WasGuessed:
		return "it was a guess"
	case study.WasFairly:
		return "you were right and fairly sure"
	case study.WasHinted:
		return "you were right with a hint"
	case study.WasSure:
		if d.Times > 1 {
			return "you were sure and right " + times(d.Times)
		}
		return "you were sure and right"
	}
	return "it was not right"
}

func times(n int) string {
	if n == 2 {
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// Why says why an objective fades, or what is still wanting.
func Why(m study.Mastery) string {
	switch m.Why {
	case study.LostToTime:
		return ": it has been a while"
	case study.LostWrong:
		return ": a question you knew was not right since"
	case study.LostGuessed:
		return ": a question you knew was a guess since"
	case study.LostChanged:
		return ": the fact has changed since"
	}
	if m.Standing == study.NotYet && m.Need > 0 {
		return fmt.Sprintf(", %d of %s known", m.Known, Count(m.Need, "question", "questions"))
	}
	return ""
}
