package course

import (
	"bytes"
	"strconv"
	"strings"
)

// A Body is what stands in a session's file after its head: the reading, and the questions.
type Body struct {
	Reading  Text
	Heads    []Head // of all questions, inline checks included, in the order of the file
	Findings Findings

	session   *Session
	all       Text    // reading and quiz
	groups    []group // one for each of Heads
	questions once[[]*Question]
}

// A group is the blocks of one question: its heading, and those up to the next.
type group struct {
	head, end int // indices into all.Blocks
	vignette  int // index of its case's heading, or -1
}

// Body reads the session's text and the heads of its questions when first asked for. If the file cannot be read the body is
// empty and its findings say why.
func (s *Session) Body() *Body {
	b, _ := s.body.get(func() (*Body, Findings) { return s.read(), nil })
	return b
}

func (s *Session) read() *Body {
	raw, err := readFile(s.course.fsys, s.Path)
	if err != nil {
		return &Body{session: s, Findings: Findings{unreadable(s.Path, err)}}
	}
	src, findings := clean(s.Path, raw)
	_, rest, lines, _ := splitFront(src)
	sh := newShared(s.Path, rest)
	sh.session = s.ID
	b := &Body{session: s, Findings: findings, all: newText(rest, lines+1, 0, sh)}
	b.divide()
	return b
}

// divide sorts the blocks into reading and questions.
func (b *Body) divide() {
	b.Reading = b.all
	blocks := b.all.Blocks
	quiz := 0
	for quiz < len(blocks) && !b.isQuiz(quiz) {
		quiz++
	}
	b.Reading.Blocks = make([]Block, 0, quiz)
	for i := 0; i < quiz; i++ {
		if blocks[i].Kind == Heading && b.isCheck(i) {
			end := min(b.checkEnd(i), quiz)
			b.group(group{i, end, -1}, true)
			check := blocks[i]
			check.Kind, check.End = CheckMark, blocks[end-1].End
			b.Reading.Blocks = append(b.Reading.Blocks, check)
			i = end - 1
			continue
		}
		b.Reading.Blocks = append(b.Reading.Blocks, blocks[i])
	}
	if quiz < len(blocks) {
		b.divideQuiz(quiz)
	}
}

func (b *Body) isQuiz(i int) bool {
	h := b.all.Blocks[i]
	return h.Kind == Heading && h.Level == 2 && h.End-h.Start < 100 && strings.EqualFold(headingText(b.all, i), "quiz")
}

func (b *Body) isCheck(i int) bool {
	return bytes.Contains(b.all.Bytes(i), []byte(".check")) && b.all.attributes(i).has("check")
}

// headingText is a heading's text with its marks, but without attributes.
func headingText(t Text, i int) string {
	s, _ := splitAttributes(headingSource(t.Bytes(i)))
	return s
}

// checkEnd finds where an inline check ends: after its explanation, or at the next heading.
func (b *Body) checkEnd(head int) int {
	for i := head + 1; i < len(b.all.Blocks); i++ {
		switch b.all.Blocks[i].Kind {
		case Heading:
			return i
		case Quote:
			return i + 1
		}
	}
	return len(b.all.Blocks)
}

// divideQuiz groups everything after the heading "Quiz" into questions.
func (b *Body) divideQuiz(quiz int) {
	blocks := b.all.Blocks
	vignette, start := -1, -1
	flush := func(end int) {
		if start >= 0 {
			b.group(group{start, end, vignette}, false)
		}
		start = -1
	}
	for i := quiz + 1; i < len(blocks); i++ {
		h := blocks[i]
		switch {
		case h.Kind == Note: // a footnote may stand at the end of the file
			b.Reading.Blocks = append(b.Reading.Blocks, h)
		case h.Kind != Heading:
			if start < 0 && vignette < 0 {
				b.find(i, "quiz-text", "text between the heading “Quiz” and the first question is not shown", "put it into a question")
			}
		case h.Level <= 2:
			flush(i)
			b.find(i, "quiz-last", "a heading of level "+strconv.Itoa(int(h.Level))+" after “Quiz”", "move it before the quiz")
			return
		case h.Level == 3 && strings.HasPrefix(headingText(b.all, i), "Case:"):
			flush(i)
			vignette = i
		case h.Level == 3:
			flush(i)
			vignette, start = -1, i
		default:
			flush(i)
			start = i
			if vignette < 0 || h.Level > 4 {
				b.find(i, "question-level", "a question at level "+strconv.Itoa(int(h.Level)), "give it three # (four inside a case)")
			}
		}
	}
	flush(len(blocks))
}

func (b *Body) find(i int, rule, message, fix string) {
	b.Findings = append(b.Findings, at(b.session.Path, int(b.all.Blocks[i].Line), rule, message, fix))
}

// group adds a question if its heading names it well enough to keep answers under.
func (b *Body) group(g group, check bool) {
	h := b.head(g.head)
	h.Check = check
	switch {
	case h.ID == "":
		b.find(g.head, "question-id", "the question has no id", "end its heading with {#its-id for=objective}")
		return
	case !validID(h.ID):
		b.find(g.head, "id", "id “"+h.ID+"” may hold lower-case letters, digits and hyphens only", "")
		return
	}
	for _, other := range b.Heads {
		if other.ID == h.ID {
			b.find(g.head, "duplicate-id", "question id “"+h.ID+"” stands twice", "rename the newer one")
			return
		}
	}
	b.checkObjectives(g.head, h)
	b.Heads = append(b.Heads, h)
	b.groups = append(b.groups, g)
}

func (b *Body) checkObjectives(i int, h Head) {
	if len(h.For) == 0 {
		b.find(i, "question-for", "question “"+h.ID+"” tests no objective", "add for=objective")
	}
	for _, id := range h.For {
		// A head that cannot be read has no objectives; that is said once, and not at each question.
		if _, ok := b.session.Objective(id); !ok && len(b.session.Objectives) > 0 {
			b.find(i, "question-for", "question “"+h.ID+"” names the unknown objective “"+id+"”", "use an id from the session's head")
		}
	}
}

func (b *Body) head(i int) Head {
	a := b.all.attributes(i)
	h := Head{ID: a.id, See: a.values["see"], Rev: 1, Critical: a.has("critical"), Pretest: a.has("pretest"), Line: int(b.all.Blocks[i].Line)}
	h.For = words(a.values["for"])
	if rev, ok := a.values["rev"]; ok {
		n, err := strconv.Atoi(rev)
		if err != nil || n < 1 || n > 10000 {
			b.find(i, "rev", "rev=“"+rev+"” is not a number from 1", "write rev=2 when the fact changed")
			n = 1
		}
		h.Rev = n
	}
	return h
}

// Questions are all questions of the session, inline checks included, in the order of the file. Broken ones are left out.
func (b *Body) Questions() []*Question {
	qs, _ := b.readQuestions()
	return qs
}

func (b *Body) readQuestions() ([]*Question, Findings) {
	return b.questions.get(func() (qs []*Question, fs Findings) {
		cases := map[int]*Case{}
		for i, g := range b.groups {
			q, findings := b.question(b.Heads[i], g)
			fs = append(fs, findings...)
			if q == nil {
				continue
			}
			if g.vignette >= 0 {
				if cases[g.vignette] == nil {
					cases[g.vignette] = b.vignette(g.vignette)
				}
				q.Case = cases[g.vignette]
			}
			qs = append(qs, q)
		}
		return qs, fs
	})
}

func (b *Body) vignette(i int) *Case {
	title := strings.TrimSpace(strings.TrimPrefix(headingText(b.all, i), "Case:"))
	return &Case{ID: b.all.Blocks[i].ID, Title: title, Vignette: b.part(i+1, b.nextHeading(i))}
}

func (b *Body) nextHeading(i int) int {
	for i++; i < len(b.all.Blocks) && b.all.Blocks[i].Kind != Heading; i++ {
	}
	return i
}

// part is a stretch of blocks as a text of its own, without footnotes.
func (b *Body) part(from, to int) Text {
	t := b.all
	t.Blocks = nil
	for _, block := range b.all.Blocks[from:max(from, to)] {
		if block.Kind != Note {
			t.Blocks = append(t.Blocks, block)
		}
	}
	return t
}

// Quiz are the questions asked at the session's end, in the order of the file.
func (b *Body) Quiz() []*Question {
	var quiz []*Question
	for _, q := range b.Questions() {
		if !q.Check {
			quiz = append(quiz, q)
		}
	}
	return quiz
}

// Question returns the question of that id, or nil.
func (b *Body) Question(id string) *Question {
	for _, q := range b.Questions() {
		if q.ID == id {
			return q
		}
	}
	return nil
}

// CaseOf is the id of the vignette that the nth of the heads shares with others, or nothing.
func (b *Body) CaseOf(n int) string {
	if v := b.groups[n].vignette; v >= 0 {
		return b.all.Blocks[v].ID
	}
	return ""
}
