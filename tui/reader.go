package tui

import (
	"cmp"
	"fmt"
	"math"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/course/study"
	"lectern/store"
	"lectern/tui/sitting"
	"lectern/tui/theme"
)

// A reader shows a session's reading and keeps the learner's place in it.
type reader struct {
	env     *env
	session *course.Session
	page    *page
	bind    readerKeys

	start   startAt
	visit   visit
	saved   study.Place // as it is on disk
	waiting bool        // a save is due shortly
	fault   string      // why the place cannot be saved
	note    string      // what came of the last key, if nothing else shows it

	check   *check // being answered in the page, or nil
	find    textinput.Model
	finding bool   // the learner is typing what to look for
	words   string // what is being looked for
	found   spot   // where they were found last
	passage bool   // shown from a question or a search: esc leads back to it, and nothing is counted as reading
	theme   theme.Theme
}

// startAt is where the first layout takes the reader.
type startAt struct {
	heading string
	piece   int // of the page, for words found there; 0 for none
	place   study.Place
	done    bool
}

// newReader opens a session at a heading, or where the learner left it.
func newReader(e *env, s *course.Session, heading string) *reader {
	r := &reader{env: e, session: s, page: newPage(s), bind: newReaderKeys(), find: textinput.New()}
	r.find.Prompt = "/"
	r.start.heading = heading
	err := e.Store.View(func(tx *store.Tx) error {
		r.saved = tx.Place(e.Course.ID, s.ID)
		return nil
	})
	r.start.place, r.fault = r.saved, sentence(err)
	if sitting.HardlyRead(r.saved) {
		r.page.pretest = len(e.Pretest(s))
	}
	return r
}

// newFound shows where words were found, without counting as reading. The keys for finding go on from there.
func newFound(e *env, h course.Hit, words string) *reader {
	r := newPassage(e, h.Session, "")
	r.start.piece, r.words = h.Block+1, words
	return r
}

// newPassage shows the heading that teaches a question, without counting as reading.
func newPassage(e *env, s *course.Session, heading string) *reader {
	r := newReader(e, s, heading)
	r.passage, r.page.aside, r.page.pretest = true, true, 0
	return r
}

func (r *reader) shown() tea.Cmd {
	r.visit.enter(r.env.Now())
	r.page.status = r.checkStatus()
	r.page.forget()
	references := func() tea.Msg { r.env.Course.References(); return nil } // wanted at the end, and in the quiz
	return tea.Batch(references, r.touch())
}

func (r *reader) layout(width, height int, t theme.Theme) {
	r.theme = t
	if r.finding {
		height--
	}
	r.layoutCheck(width, height)
	r.page.layout(width, height, t)
	r.find.SetWidth(max(1, width-2))
	if r.start.done {
		return
	}
	r.start.done = true
	if r.start.piece > 0 {
		r.page.goTo(r.start.piece)
		if at, ok := r.page.search(r.words, spot{r.start.piece, -1}, +1); ok && at.piece == r.start.piece {
			r.found = at
			r.page.goToSpot(at)
		}
		return
	}
	if i := r.page.text.HeadingBlock(r.start.heading); r.start.heading != "" && i >= 0 {
		r.page.goTo(i + 1)
		return
	}
	r.page.restore(r.start.place)
}

func (r *reader) update(msg tea.Msg) (step, tea.Cmd) {
	st, cmd := r.take(msg)
	if st.kind == push {
		r.visit.away = r.env.Now()
	}
	return st, cmd
}

func (r *reader) take(msg tea.Msg) (step, tea.Cmd) {
	switch msg := msg.(type) {
	case ahead:
		if msg.r == r && r.start.done {
			r.page.ahead()
		}
	case saveTick:
		if msg.r == r {
			return step{}, r.save()
		}
	case placeSaved:
		if msg.r == r {
			r.waiting = false
			r.fault = sentence(msg.err)
			if msg.err == nil {
				r.saved = msg.place
			}
		}
	case tea.PasteMsg:
		return r.paste(msg)
	case tea.KeyPressMsg:
		return r.press(msg)
	default:
		if r.check != nil {
			return r.answerCheck(msg)
		}
		if _, late := msg.(answerSaved); late { // after the learner had gone on
			r.page.status = r.checkStatus()
			r.page.forget()
		}
	}
	return step{}, nil
}

// press gives a key to whom it belongs now.
func (r *reader) press(msg tea.KeyPressMsg) (step, tea.Cmd) {
	r.visit.press(r.env.Now())
	r.note = ""
	switch {
	case r.check != nil:
		return r.answerCheck(msg)
	case r.finding:
		return r.type_(msg)
	}
	return r.key(msg)
}

func (r *reader) paste(msg tea.PasteMsg) (step, tea.Cmd) {
	var cmd tea.Cmd
	switch {
	case r.check != nil:
		return r.answerCheck(msg)
	case r.finding:
		r.find, cmd = r.find.Update(oneLine(msg))
	}
	return step{}, cmd
}

// key answers a key: first the moves inside the page, then the ways out of it.
func (r *reader) key(msg tea.KeyPressMsg) (step, tea.Cmd) {
	if r.scrolls(msg) {
		return step{}, r.touch()
	}
	if to := r.opens(msg); to != nil {
		return step{kind: push, to: to}, nil
	}
	k := r.bind
	switch {
	case key.Matches(msg, k.Find):
		r.finding = true
		r.find.SetValue("")
		r.page.layout(r.page.setter.Width, r.page.height-1, r.theme)
		return step{}, r.find.Focus()
	case key.Matches(msg, k.Check) && !r.passage:
		r.beginCheck()
	case key.Matches(msg, k.Open):
		r.page.toggle()
	case key.Matches(msg, k.Leave):
		if r.words != "" && r.start.piece == 0 {
			r.words = ""
			return step{}, nil
		}
		return step{kind: pop}, nil
	case key.Matches(msg, k.NextSession):
		return r.neighbour(+1), nil
	case key.Matches(msg, k.PreviousSession):
		return r.neighbour(-1), nil
	case key.Matches(msg, k.Enter) && !r.atEnd():
		r.page.move(r.page.height - 2)
		return step{}, r.touch()
	}
	return step{}, nil
}

// opens is the screen to which a key leads, or nil.
func (r *reader) opens(msg tea.KeyPressMsg) screen {
	k := r.bind
	switch {
	case key.Matches(msg, k.Outline):
		return newOutline(r.env, r)
	case key.Matches(msg, k.Words):
		return newGlossary(r.session.Course(), r.page.terms())
	case key.Matches(msg, k.Guess) && r.mayGuess():
		sit := sitting.Review(r.env.Desk, study.InPretest, r.env.Pretest(r.session))
		sit.Session = r.session
		r.page.pretest = 0 // offered once
		return newQuizzer(r.env, sit)
	case r.page.questions() == 0 || r.passage:
	case key.Matches(msg, k.Quiz), key.Matches(msg, k.Enter) && r.atEnd():
		return newQuiz(r.env, r.session)
	}
	return nil
}

// scrolls moves the page, if the key is for that.
func (r *reader) scrolls(msg tea.KeyPressMsg) bool {
	k, p := r.bind, r.page
	page := max(1, p.height-2)
	switch {
	case r.words != "" && key.Matches(msg, k.Again):
		r.look(r.from(), +1)
	case r.words != "" && key.Matches(msg, k.Against):
		r.look(r.from(), -1)
	case key.Matches(msg, k.Page):
		p.move(page)
	case key.Matches(msg, k.Back):
		p.move(-page)
	case key.Matches(msg, k.Down):
		p.move(1)
	case key.Matches(msg, k.Up):
		p.move(-1)
	case key.Matches(msg, k.HalfDown):
		p.move(max(1, p.height/2))
	case key.Matches(msg, k.HalfUp):
		p.move(-max(1, p.height/2))
	case key.Matches(msg, k.Home):
		p.home()
	case key.Matches(msg, k.End):
		p.bottom()
	case key.Matches(msg, k.Next):
		p.goTo(p.heading(+1))
	case key.Matches(msg, k.Previous):
		p.goTo(p.heading(-1))
	default:
		return false
	}
	return true
}

// type_ takes a key while the learner types what to look for.
func (r *reader) type_(msg tea.KeyPressMsg) (step, tea.Cmd) {
	switch msg.String() {
	case "esc":
		r.words = ""
	case "enter":
		r.words = foldBlanks(r.find.Value())
	default:
		var cmd tea.Cmd
		r.find, cmd = r.find.Update(msg)
		return step{}, cmd
	}
	r.finding = false
	r.find.Blur()
	r.page.layout(r.page.setter.Width, r.page.height+1, r.theme)
	if r.words != "" {
		top := r.page.top
		r.look(spot{top.piece, top.line - 1}, +1)
	}
	return step{}, r.touch()
}

// from is where the search goes on: at the last find, or at the top of the screen if the learner has gone elsewhere.
func (r *reader) from() spot {
	if r.page.shows(r.found) {
		return r.found
	}
	return r.page.top
}

// look goes to the next match; without one the page stays and the words go.
func (r *reader) look(from spot, direction int) {
	at, ok := r.page.search(r.words, from, direction)
	if !ok {
		r.note = fmt.Sprintf("“%s” is not in this session", xansi.Truncate(r.words, 30, "…"))
		r.words = ""
		return
	}
	r.found = at
	r.page.goToSpot(at)
}

// mayGuess tells whether the session is at its front and offers questions to guess at before it is read.
func (r *reader) mayGuess() bool {
	return !r.passage && r.page.top.piece == frontPiece && r.page.pretest > 0
}

func (r *reader) atEnd() bool { return r.page.atLine(r.page.height-1) == r.page.end() }

func (r *reader) neighbour(direction int) step {
	all := r.env.Course.Sessions
	i := r.session.Number() - 1 + direction
	if i < 0 || i >= len(all) || r.passage {
		return step{}
	}
	return step{kind: swap, to: newReader(r.env, all[i], "")}
}

func (r *reader) title() (left, right string) {
	left = fmt.Sprintf("%d %s", r.session.Number(), r.session.Title)
	if i := r.page.section(); i >= 0 {
		left = fmt.Sprintf("%d › %s", r.session.Number(), r.page.text.Title(i))
	}
	if at := r.page.atLine(r.page.height / 3); r.page.refs() > 0 && at >= r.page.firstRef() && at < r.page.end() {
		left = fmt.Sprintf("%d › References", r.session.Number())
	}
	right = fmt.Sprintf("%d %%", int(100*r.page.share()))
	if m := r.minutesLeft(); m > 0 {
		right = fmt.Sprintf("%d min left   %s", m, right)
	}
	return left, right
}

func (r *reader) minutesLeft() int {
	return int(math.Ceil(float64(r.session.Minutes) * (1 - r.page.share())))
}

func (r *reader) lines() []string {
	lines := r.page.visible()
	if r.words != "" {
		for i, l := range lines {
			lines[i] = highlight(l, r.words, r.theme.Found.Render)
		}
	}
	if r.finding {
		for len(lines) < r.page.height {
			lines = append(lines, "")
		}
		return append(lines, r.find.View())
	}
	if warning := cmp.Or(r.note, r.fault); warning != "" && len(lines) > 0 {
		lines[len(lines)-1] = r.theme.Warning.Render(xansi.Truncate(warning, r.page.setter.Width, "…"))
	}
	return lines
}

func (r *reader) typing() bool { return r.finding || r.check != nil && r.check.quizzer.typing() }
