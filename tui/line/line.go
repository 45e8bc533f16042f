// Package line is Lectern without a screen: plain text out, plain answers in, nothing repainted and nothing drawn. It serves screen
// readers, braille displays, pipes and dumb terminals, on the same rules and the same store as the full screen.
//
// A [Mode] reads answers line by line. Where its input ends, it stops; what was answered by then is kept.
package line

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/sitting"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// A Mode talks to the learner.
type Mode struct {
	sitting.Desk
	In  *bufio.Reader
	Out io.Writer
	Ask bool // the learner is there to answer: reading stops after each section

	setter *typeset.Setter
}

// New makes a line mode. Width is in columns; text is at most 78 wide.
func New(d sitting.Desk, in io.Reader, out io.Writer, ask bool, width int) *Mode {
	if width <= 0 || width > 78 {
		width = 78
	}
	s := typeset.New(width, theme.NewPlain())
	s.Open = func(course.Text, int) bool { return true } // nothing can be opened later
	return &Mode{Desk: d, In: bufio.NewReader(in), Out: out, Ask: ask, setter: s}
}

func (m *Mode) say(lines ...string) {
	for _, l := range lines {
		fmt.Fprintln(m.Out, l)
	}
}

// item is a line of a list, with what follows under its text.
func (m *Mode) item(s string) {
	for i, l := range typeset.Wrap(s, m.setter.Width-2) {
		m.say(map[bool]string{true: "- ", false: "  "}[i == 0] + l)
	}
}

func (m *Mode) wrap(s string) { m.say(typeset.Wrap(s, m.setter.Width)...) }

// errEnd tells that the input has ended, or that the learner wants to leave.
var errEnd = errors.New("end of input")

// ask prompts and reads one line, cleaned. A line ":q" leaves.
func (m *Mode) ask(prompt string) (string, error) {
	fmt.Fprint(m.Out, prompt)
	s, err := m.In.ReadString('\n')
	if err != nil && s == "" {
		fmt.Fprintln(m.Out)
		return "", errEnd
	}
	s = strings.TrimSpace(course.CleanString(strings.ToValidUTF8(s, "�")))
	if s == ":q" {
		return "", errEnd
	}
	return s, nil
}

// Plan says what to do today and where to go on, and the state of each session.
func (m *Mode) Plan() error {
	m.say(m.Course.Title, "")
	plan, _, err := m.Desk.Plan()
	if err != nil {
		return err
	}
	if plan.Reviews > 0 {
		m.say(fmt.Sprintf("Today: %s, about %d min. Begin with: lectern review", sitting.Count(plan.Reviews, "review", "reviews"), plan.Minutes), "")
	}
	return m.Store.View(func(tx *store.Tx) error {
		for _, s := range m.Course.Sessions {
			m.say(fmt.Sprintf("%d. %s (%s)", s.Number(), s.Title, s.ID))
			m.say("   " + State(tx.Place(m.Course.ID, s.ID), first(tx.Attempt(m.Course.ID, s.ID))))
		}
		m.say("", "Read with: lectern read SESSION. Take the quiz with: lectern quiz SESSION.")
		return nil
	})
}

func first(a study.Attempt, _ bool) study.Attempt { return a }

// State says in words what has been done in a session.
func State(p study.Place, a study.Attempt) string {
	var parts []string
	switch {
	case p.Size == 0:
		parts = append(parts, "not opened")
	case p.Reached >= p.Size:
		parts = append(parts, "read")
	default:
		parts = append(parts, fmt.Sprintf("%d percent read", 100*p.Reached/p.Size))
	}
	if n := len(a.Answers); n > 0 {
		state := fmt.Sprintf("quiz: %d of %d right", a.Right, n)
		if !a.Done {
			state += fmt.Sprintf(", %d more to answer", len(a.Questions)-n)
		}
		parts = append(parts, state)
	}
	return strings.Join(parts, "; ")
}

// Read prints a session. If somebody is there it goes on section by section, from where they stopped, and keeps the place;
// otherwise everything is printed and nothing kept, since nobody can be said to have read it.
func (m *Mode) Read(s *course.Session) error {
	text := s.Body().Reading
	if text.Empty() {
		m.opening(s)
		m.wrap(fmt.Sprintf("\nThis session has nothing to read. Its quiz: lectern quiz %s", s.ID))
		return nil
	}
	start := 0
	if m.Ask {
		start = m.resumeAt(s, text)
	}
	if start == 0 {
		m.opening(s)
		if err := m.pretest(s); err != nil {
			return m.left(err)
		}
	}
	began := m.Now()
	for i := start; i < len(text.Blocks); i++ {
		if m.Ask && i > start && section(text.Blocks[i]) {
			m.place(s, text, i)
			if _, err := m.ask("\nEnter goes on, :q stops and keeps your place. "); err != nil {
				return m.spent(s, began)
			}
		}
		if err := m.block(s, text, i); err != nil {
			return errors.Join(m.left(err), m.spent(s, began))
		}
	}
	m.references(text)
	if m.Ask {
		m.place(s, text, len(text.Blocks))
		m.wrap(fmt.Sprintf("\nEnd of the session. Its quiz: lectern quiz %s", s.ID))
		return m.spent(s, began)
	}
	return nil
}

// pretest offers a few questions to guess at before the reading, if somebody is there and has hardly read.
func (m *Mode) pretest(s *course.Session) error {
	questions := m.Pretest(s)
	if !m.Ask || len(questions) == 0 || !sitting.HardlyRead(m.was(s)) {
		return nil
	}
	m.say("")
	word, err := m.ask(fmt.Sprintf("Enter goes on; e guesses at %s first, unscored: even a wrong guess makes the answer stick. ",
		sitting.Count(len(questions), "question", "questions")))
	if err != nil || !strings.EqualFold(word, "e") {
		return err
	}
	q := sitting.Review(m.Desk, study.InPretest, questions)
	q.Session = s
	return m.conduct(q)
}

func section(b course.Block) bool { return b.Kind == course.Heading && b.Level <= 2 }

func (m *Mode) opening(s *course.Session) {
	m.wrap(fmt.Sprintf("Session %d: %s", s.Number(), s.Title))
	if s.Summary != "" {
		m.wrap(s.Summary)
	}
	m.say("", "After this session you can:")
	for _, o := range s.Objectives {
		m.item(o.Text)
	}
}

func (m *Mode) block(s *course.Session, text course.Text, i int) error {
	b := text.Blocks[i]
	if !b.Close {
		m.say("")
	}
	switch b.Kind {
	case course.CheckMark:
		return m.check(s, b.ID)
	case course.Heading:
		m.say(strings.Repeat("#", int(b.Level)) + " " + text.Title(i))
	default:
		m.say(m.setter.Block(text, i)...)
	}
	return nil
}

// check asks an inline check where it stands, if somebody is there to answer, or else shows it.
func (m *Mode) check(s *course.Session, id string) error {
	question := s.Body().Question(id)
	if question == nil {
		return nil
	}
	q := sitting.Selection(m.Desk, s, study.InCheck, id)
	m.say("Check yourself")
	if m.Ask {
		return m.conduct(q)
	}
	m.pose(q, question)
	return nil
}

func (m *Mode) references(text course.Text) {
	cited := text.Cited()
	if len(cited) == 0 {
		return
	}
	m.say("", "## References", "")
	refs := m.Course.References()
	for i, key := range cited {
		work := key
		if r, ok := refs[key]; ok {
			work = r.String()
		}
		m.wrap(fmt.Sprintf("%d. %s", i+1, work))
	}
}

// was is where the learner was in a session.
func (m *Mode) was(s *course.Session) (p study.Place) {
	_ = m.Store.View(func(tx *store.Tx) error { p = tx.Place(m.Course.ID, s.ID); return nil })
	return p
}

// left makes nothing of it that the learner wanted to leave.
func (m *Mode) left(err error) error {
	if errors.Is(err, errEnd) {
		return nil
	}
	return err
}

// resumeAt finds the section where the learner stopped.
func (m *Mode) resumeAt(s *course.Session, text course.Text) int {
	p := m.was(s)
	if p.Heading == "" || p.Byte >= p.Size {
		return 0
	}
	i := text.HeadingBlock(p.Heading)
	for i > 0 && !section(text.Blocks[i]) {
		i--
	}
	if i > 0 {
		m.wrap(fmt.Sprintf("Session %d: %s, going on at “%s”. (lectern read %s | less shows all of it.)", s.Number(), s.Title, text.Title(i), s.ID))
		return i
	}
	return 0
}

// place keeps that everything before block i has been read.
func (m *Mode) place(s *course.Session, text course.Text, i int) {
	size := int(text.Blocks[len(text.Blocks)-1].End)
	p := study.Place{At: m.Now().UTC().Truncate(time.Second), Size: size, Byte: size, Reached: size, Width: m.setter.Width}
	if i < len(text.Blocks) {
		b := text.Blocks[i]
		p.Heading, p.Title, p.Hash = b.ID, text.Title(i), text.Hash(i)
		p.Byte, p.Reached = int(b.Start), int(b.Start)
	}
	err := m.Store.Update(func(tx *store.Tx) error { return m.KeepPlace(tx, s.ID, p) })
	if err != nil {
		m.wrap("Your place is not saved: " + err.Error())
	}
}

// spent keeps the time of reading.
func (m *Mode) spent(s *course.Session, began time.Time) error {
	seconds := int(math.Min(m.Now().Sub(began).Seconds(), 2*3600))
	if seconds < 5 {
		return nil
	}
	return m.Store.Update(func(tx *store.Tx) error {
		return tx.Append(m.Event(study.ReadFor, s.ID, func(ev *study.Event) { ev.Seconds = seconds }))
	})
}
