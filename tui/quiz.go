package tui

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/tui/sitting"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// A quizzer asks the questions of a sitting one after the other. Each goes through the same phases: asked, how sure, (free recall:
// judged), saved, told.
type quizzer struct {
	env     *env
	sitting *sitting.Sitting

	phase phase
	ask   ask
	now   sitting.Marked // the question being answered
	asked time.Time      // when it appeared
	hint  bool
	note  string // what to write otherwise, before marking
	fault string
	waits int  // questions due that are left for other days
	busy  bool // a change of the answer told of is being written

	bind   quizKeys
	setter *typeset.Setter
	scroll scroll
	width  int
	theme  theme.Theme
}

type phase int

const (
	asking phase = iota
	sureness
	judging
	saving
	told
	empty // there is nothing to ask
)

// newQuiz resumes the session's quiz, or draws a new one.
func newQuiz(e *env, s *course.Session) *quizzer {
	sit, err := sitting.Quiz(e.Desk, s, study.PerObjective)
	q := newQuizzer(e, sit)
	q.fault = sentence(err)
	return q
}

func newQuizzer(e *env, s *sitting.Sitting) *quizzer {
	q := &quizzer{env: e, sitting: s, bind: newQuizKeys()}
	q.next()
	return q
}

// next turns to the next question.
func (q *quizzer) next() {
	q.phase, q.hint, q.note = asking, false, ""
	q.scroll.top = 0
	question := q.sitting.Current()
	if question == nil {
		q.phase = empty
		return
	}
	q.now, q.asked = sitting.Marked{Question: question}, q.env.Now()
	begun := q.env.drafts.resume(question, q.sitting.Seed)
	q.ask, q.hint = begun.ask, begun.hint
}

func (q *quizzer) shown() tea.Cmd { q.draw(); return nil }

// leave keeps what was begun of an answer.
func (q *quizzer) leave() {
	if q.phase == asking || q.phase == sureness || q.phase == judging {
		q.env.drafts[draftOf(q.now.Question, q.sitting.Seed)] = draft{q.ask, q.hint}
	}
}

func (q *quizzer) typing() bool { return q.phase == asking && q.ask.typing() }

func (q *quizzer) layout(width, height int, t theme.Theme) {
	q.width, q.theme = width, t
	q.setter = typeset.New(width, t)
	q.scroll.height = height
	q.draw()
}

func (q *quizzer) update(msg tea.Msg) (step, tea.Cmd) {
	var st step
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case answerSaved:
		if msg.q == q && q.phase == saving {
			q.tell(msg)
		}
	case changeSaved:
		if msg.q == q {
			q.changed(msg)
		}
	case tea.PasteMsg:
		if a, ok := q.ask.(*askText); ok && q.phase == asking {
			cmd = a.paste(msg)
		}
	case tea.KeyPressMsg:
		if n, scrolls := q.scrolls(msg); scrolls {
			q.scroll.move(n)
			return step{}, nil
		}
		st, cmd = q.key(msg)
	default:
		return step{}, nil
	}
	q.draw()
	return st, cmd
}

// scrolls tells by how many lines a key moves the text, if it is for that.
func (q *quizzer) scrolls(msg tea.KeyPressMsg) (n int, ok bool) {
	page := max(1, q.scroll.height-2)
	space := q.phase == told || q.phase == judging
	switch {
	case key.Matches(msg, q.bind.Page) && (space || msg.String() != "space"):
		return page, true
	case key.Matches(msg, q.bind.Back):
		return -page, true
	case space && key.Matches(msg, q.bind.Line):
		return 1, true
	case space && key.Matches(msg, q.bind.LineUp):
		return -1, true
	}
	return 0, false
}

func (q *quizzer) key(msg tea.KeyPressMsg) (step, tea.Cmd) {
	switch {
	case q.phase == empty:
		if key.Matches(msg, q.bind.Leave) {
			return step{kind: pop}, nil
		}
		return step{}, nil
	case q.phase == saving: // the answer is given; what came of it is told first
		return step{}, nil
	case key.Matches(msg, q.bind.Leave):
		return q.back(), nil
	case q.phase == asking && q.ask.takes(msg):
	case key.Matches(msg, q.bind.Vignette) && q.now.Question.Case != nil:
		return step{kind: push, to: newLeaf(q.sitting.SessionOf(q.now.Question).Course(), "Case: "+q.now.Question.Case.Title, q.now.Question.Case.Vignette)}, nil
	case key.Matches(msg, q.bind.Hint) && q.mayHint():
		q.hint = true
		return step{}, nil
	}
	switch q.phase {
	case asking:
		done, cmd := q.ask.press(msg)
		q.note = ""
		if done {
			q.answered()
		}
		return step{}, cmd
	case sureness:
		return step{}, q.sure(msg)
	case judging:
		return step{}, q.judge(msg)
	case told:
		return q.toldKey(msg)
	}
	return step{}, nil
}

// mayHint tells whether there is a hint to be given yet.
func (q *quizzer) mayHint() bool {
	return q.phase == asking && !q.hint && !q.now.Question.Hint.Empty()
}

// answered asks how sure, unless the answer has to be written otherwise to be read at all.
func (q *quizzer) answered() {
	if q.note = quiz.Unclear(q.now.Question, q.ask.answer()); q.note == "" {
		q.phase = sureness
	}
}

// back leaves the quiz, or only the question how sure.
func (q *quizzer) back() step {
	if q.phase == sureness {
		q.phase = asking
		return step{}
	}
	return step{kind: pop}
}

// sure takes the confidence, which ends the answer. Another option's letter changes the choice instead.
func (q *quizzer) sure(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, q.bind.Guess):
		q.now.Confidence = study.Guess
	case key.Matches(msg, q.bind.Fairly):
		q.now.Confidence = study.Fairly
	case key.Matches(msg, q.bind.Sure):
		q.now.Confidence = study.Sure
	case key.Matches(msg, q.bind.Change):
		q.phase = asking
		return nil
	default:
		if !q.ask.typing() && msg.Text != "" && strings.Contains(letters, msg.Text) {
			if done, _ := q.ask.press(msg); !done {
				q.phase = asking
			}
		}
		return nil
	}
	q.now.Answer = q.ask.answer()
	q.now.Seconds = int(q.env.Now().Sub(q.asked) / time.Second)
	if q.now.Question.Type == course.Recall {
		q.phase = judging
		q.scroll.top = 0
		return nil
	}
	return q.save()
}

// judge takes the learner's own verdict on free recall.
func (q *quizzer) judge(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, q.bind.Right):
		q.now.Answer.Judged = quiz.Right
	case key.Matches(msg, q.bind.Partly):
		q.now.Answer.Judged = quiz.Partly
	case key.Matches(msg, q.bind.Wrong):
		q.now.Answer.Judged = quiz.Wrong
	default:
		return nil
	}
	return q.save()
}

// answerSaved tells that the write of an answer has ended, well or not.
type answerSaved struct {
	q *quizzer
	sitting.Saved
}

// changeSaved tells the same of a change of the answer told of; take is what then follows.
type changeSaved struct {
	q    *quizzer
	take func(sitting.Saved)
	sitting.Saved
}

// save writes the answer down. The verdict is shown after that.
func (q *quizzer) save() tea.Cmd {
	q.phase = saving
	q.now.Hint = q.hint
	write := q.sitting.Save(q.now)
	return func() tea.Msg { return answerSaved{q, write()} }
}

// tell shows the verdict. If the answer could not be saved the screen says so, and the quiz goes on.
func (q *quizzer) tell(msg answerSaved) {
	q.phase, q.fault = told, ""
	if msg.Err != nil {
		q.fault = "This answer is not saved: " + sentence(msg.Err)
	}
	delete(q.env.drafts, draftOf(q.now.Question, q.sitting.Seed))
	q.sitting.Take(msg.Saved)
	q.now = msg.Marked
	q.scroll.top = 0
}

func (q *quizzer) toldKey(msg tea.KeyPressMsg) (step, tea.Cmd) {
	switch {
	case q.busy:
	case key.Matches(msg, q.bind.Next):
		return q.onward(), nil
	case q.sitting.Where == study.InPretest: // unscored: there is nothing to look up, take back or count
	case key.Matches(msg, q.bind.Passage):
		if r := q.passage(q.now.Question); r != nil {
			return step{kind: push, to: r}, nil
		}
	case key.Matches(msg, q.bind.Overrule) && q.sitting.MayOverrule():
		return step{}, q.change(q.sitting.Overrule(), q.overruled)
	case key.Matches(msg, q.bind.Undo) && q.now.Event != "":
		return step{}, q.change(q.sitting.Undo(), q.undone)
	case key.Matches(msg, q.bind.Suspend):
		return step{}, q.change(q.sitting.Suspend(q.now.Question, !q.now.Item.Suspended), q.suspended)
	}
	return step{}, nil
}

// onward goes to the next question, or to what follows the last.
func (q *quizzer) onward() step {
	switch {
	case !q.sitting.Done():
		q.next()
		return step{}
	case q.sitting.Where == study.InCheck || q.sitting.Where == study.InPretest:
		return step{kind: pop}
	}
	return step{kind: swap, to: newResults(q)}
}

// change writes down what changes the answer told of. Until that has ended no other change is begun.
func (q *quizzer) change(write func() sitting.Saved, take func(sitting.Saved)) tea.Cmd {
	q.busy = true
	return func() tea.Msg { return changeSaved{q, take, write()} }
}

func (q *quizzer) changed(msg changeSaved) {
	q.busy, q.fault = false, ""
	if msg.Err != nil {
		q.fault = "This is not saved: " + sentence(msg.Err)
		return
	}
	msg.take(msg.Saved)
}

// undone asks the question again whose answer was taken back.
func (q *quizzer) undone(s sitting.Saved) {
	q.sitting.TakeUndone(s)
	q.next()
}

func (q *quizzer) overruled(s sitting.Saved) {
	q.sitting.TakeOverruled(s)
	q.now = q.sitting.Last()
}

func (q *quizzer) suspended(s sitting.Saved) {
	q.sitting.TakeSuspended(s)
	q.now.Item = s.Marked.Item
}

// passage is the heading that teaches a question, in a reader that leads back.
func (q *quizzer) passage(question *course.Question) *reader {
	s, heading := q.sitting.Passage(question)
	if s == nil {
		return nil
	}
	return newPassage(q.env, s, heading)
}

func (q *quizzer) title() (string, string) {
	left := q.name()
	if q.phase == empty || len(q.sitting.Questions) < 2 {
		return left, ""
	}
	n := len(q.sitting.Marked)
	if q.phase != told {
		n++
	}
	return left, fmt.Sprintf("question %d of %d", n, len(q.sitting.Questions))
}

func (q *quizzer) name() string {
	s := q.sitting.Session
	switch {
	case s == nil && q.sitting.Where == study.InReview:
		return "Lectern › Review"
	case s == nil:
		return "Lectern › Practice"
	case q.sitting.Where == study.InPretest:
		return fmt.Sprintf("%d %s › Before you read", s.Number(), s.Title)
	}
	return fmt.Sprintf("%d %s › Quiz", s.Number(), s.Title)
}

func (q *quizzer) lines() []string { return q.scroll.lines() }
