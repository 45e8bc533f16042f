package course

import (
	"strings"
)

// asker builds one question from its blocks. What it takes is taken from the end: explanation, hint, then the part that makes
// the type; the rest is the stem.
type asker struct {
	*Question
	text     Text // the blocks after the heading
	path     string
	findings Findings
}

// question reads one question. It returns nil, with findings, if the question cannot be asked.
func (b *Body) question(h Head, g group) (*Question, Findings) {
	a := &asker{
		Question: &Question{Head: h, Course: b.session.course.ID, Session: b.session.ID, Lead: b.all.Lead(g.head)},
		text:     b.part(g.head+1, g.end), path: b.session.Path,
	}
	a.explanation()
	a.hint()
	a.answerPart()
	a.Stem = a.text
	if a.Type == 0 || a.findings.Errors() > 0 {
		return nil, a.findings
	}
	return a.Question, a.findings
}

func (a *asker) find(line int, rule, message, fix string) {
	a.findings = append(a.findings, at(a.path, line, rule, "question “"+a.ID+"”: "+message, fix))
}

// cut takes the blocks from index on off the text.
func (a *asker) cut(from, to int) Text {
	t := a.text
	t.Blocks = t.Blocks[from:to]
	a.text.Blocks = append(append([]Block(nil), a.text.Blocks[:from]...), a.text.Blocks[to:]...)
	return t
}

func (a *asker) explanation() {
	if n := len(a.text.Blocks) - 1; n >= 0 && a.text.Blocks[n].Kind == Quote {
		a.Explanation = a.text.Children(n)
		a.cut(n, n+1)
	}
}

func (a *asker) hint() {
	for i := range a.text.Blocks {
		if s, ok := a.after(i, "Hint:"); ok {
			a.Hint = a.sub(i, s)
			a.cut(i, i+1)
			return
		}
	}
}

// after returns what follows a word that a paragraph begins with.
func (a *asker) after(i int, word string) (string, bool) {
	if a.text.Blocks[i].Kind != Paragraph {
		return "", false
	}
	return strings.CutPrefix(strings.TrimSpace(string(a.text.Bytes(i))), word)
}

func (a *asker) sub(i int, s string) Text {
	return newText([]byte(strings.TrimSpace(s)), int(a.text.Blocks[i].Line), 1, a.text.shared)
}

// answerPart finds what makes the question's type, in the order that docs/course-format.md gives.
func (a *asker) answerPart() {
	for _, try := range []func() bool{a.choice, a.typed, a.recall, a.cloze, a.order, a.matching} {
		if try() {
			return
		}
	}
	a.find(a.Line, "question-type", "nothing here can be answered", "add options “- [ ] …” with one “- [x] …”, or “Answer: …”")
}

// lastRun is the last unbroken run of blocks that fit.
func (a *asker) lastRun(fits func(int) bool) (from, to int) {
	for to = len(a.text.Blocks); to > 0 && !fits(to-1); to-- {
	}
	for from = to; from > 0 && fits(from-1); from-- {
	}
	return from, to
}

func (a *asker) choice() bool {
	from, to := a.lastRun(func(i int) bool { _, _, ok := a.checkbox(i); return ok })
	if from == to {
		return false
	}
	a.noTextAfter(to)
	right := 0
	for i := from; i < to; i++ {
		src, on, _ := a.checkbox(i)
		o := a.option(i, src)
		o.Right = on
		if on {
			right++
		}
		a.Options = append(a.Options, o)
	}
	a.cut(from, to)
	a.choiceType(right)
	return true
}

func (a *asker) choiceType(right int) {
	switch {
	case right == 0:
		a.find(a.Line, "no-right", "no option is right", "mark one with [x]")
	case len(a.Options) < 2:
		a.find(a.Line, "one-option", "one option is no choice", "add another")
	case len(a.Options) > 26:
		a.find(a.Line, "many-options", "more than 26 options", "leave some out")
	}
	a.Type = Single
	if right > 1 {
		a.Type = Multiple
	}
	if len(a.Options) == 2 && right == 1 && strings.EqualFold(a.Options[0].Text.Plain()+a.Options[1].Text.Plain(), "truefalse") {
		a.Type = TrueFalse
	}
	a.checkDistinct()
}

func (a *asker) checkDistinct() {
	seen := map[string]bool{}
	for _, o := range a.Options {
		p := foldSpace(o.Text.Plain())
		switch {
		case p == "":
			a.find(a.Line, "empty-option", "an option is empty", "write its text after the brackets")
		case seen[p]:
			a.find(a.Line, "same-option", "two options read “"+p+"”", "make them differ")
		}
		seen[p] = true
	}
}

// checkbox returns the content of an item that begins with [ ] or [x].
func (a *asker) checkbox(i int) (content []byte, on, ok bool) {
	if a.text.Blocks[i].Kind != Item || a.text.Blocks[i].Ordered {
		return nil, false, false
	}
	src, _ := a.text.content(i)
	if len(src) < 3 || src[0] != '[' || src[2] != ']' || strings.IndexByte(" xX", src[1]) < 0 || len(src) > 3 && src[3] != ' ' && src[3] != '\n' {
		return nil, false, false
	}
	return src[3:], src[1] != ' ', true
}

// option splits an item into its text and the quote with its feedback.
func (a *asker) option(i int, src []byte) Option {
	t := newText(src, int(a.text.Blocks[i].Line), 1, a.text.shared)
	o := Option{Text: t}
	if n := len(t.Blocks) - 1; n >= 0 && t.Blocks[n].Kind == Quote {
		o.Feedback = t.Children(n)
		o.Text.Blocks = t.Blocks[:n]
	}
	return o
}

func (a *asker) noTextAfter(to int) {
	if to < len(a.text.Blocks) {
		a.find(int(a.text.Blocks[to].Line), "after-answer", "text between the answer part and the explanation", "put it before, or into the block quote at the end")
	}
}

func (a *asker) typed() bool {
	for i := range a.text.Blocks {
		s, ok := a.after(i, "Answer:")
		if !ok {
			continue
		}
		a.noTextAfter(i + 1)
		a.cut(i, i+1)
		g := newGap(s)
		a.Gaps = []Gap{g}
		a.Type = Typed
		if g.Quantity != nil {
			a.Type = Number
		}
		if len(g.Accept) == 0 {
			a.find(a.Line, "empty-answer", "“Answer:” is empty", "write the answer after it")
		}
		return true
	}
	return false
}

// newGap reads "text | other spelling" or a quantity.
func newGap(s string) Gap {
	var g Gap
	for _, part := range splitRow(strings.ReplaceAll(s, "\n", " ")) {
		if part = foldSpace(part); part != "" {
			g.Accept = append(g.Accept, part)
		}
	}
	if len(g.Accept) == 1 {
		if q, ok := ParseQuantity(g.Accept[0]); ok {
			g.Quantity = &q
		}
	}
	return g
}

func (a *asker) recall() bool {
	for i := range a.text.Blocks {
		s, ok := a.after(i, "Model answer:")
		if !ok {
			continue
		}
		end := len(a.text.Blocks)
		from, to := int(a.text.Blocks[i].Start), int(a.text.Blocks[end-1].End)
		rest := string(a.text.Source[int(a.text.Blocks[i].End):max(to, from)])
		a.Model = a.sub(i, s+rest)
		a.cut(i, end)
		a.Type = Recall
		if a.Model.Empty() {
			a.find(a.Line, "empty-answer", "“Model answer:” is empty", "write the model after it")
		}
		return true
	}
	return false
}

func (a *asker) cloze() bool {
	from, to := a.lastRun(func(i int) bool {
		return a.text.Blocks[i].Kind == Paragraph && strings.Contains(string(a.text.Bytes(i)), "[[")
	})
	if from == to {
		return false
	}
	a.noTextAfter(to)
	passage := a.cut(from, to)
	src := string(passage.Source[passage.Blocks[0].Start:passage.Blocks[len(passage.Blocks)-1].End])
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(src, "[[")
		gap, after, closed := strings.Cut(rest, "]]")
		b.WriteString(before)
		if !ok || !closed {
			b.WriteString(src[len(before):])
			break
		}
		g := newGap(gap)
		if len(g.Accept) == 0 {
			a.find(a.Line, "empty-answer", "a gap is empty", "write its answer between the brackets")
		}
		a.Gaps = append(a.Gaps, g)
		b.WriteString(strings.ReplaceAll(Blank, "_", `\_`))
		src = after
	}
	if len(a.Gaps) == 0 {
		return false
	}
	a.Passage = newText([]byte(b.String()), int(passage.Blocks[0].Line), 1, a.text.shared)
	a.Type = Cloze
	return true
}

func (a *asker) order() bool {
	from, to := a.lastRun(func(i int) bool { return a.text.Blocks[i].Kind == Item && a.text.Blocks[i].Ordered })
	if to-from < 2 {
		return false
	}
	a.noTextAfter(to)
	for i := from; i < to; i++ {
		src, _ := a.text.content(i)
		a.Options = append(a.Options, a.option(i, src))
	}
	a.cut(from, to)
	a.Type = Order
	a.checkDistinct()
	return true
}

func (a *asker) matching() bool {
	from, to := a.lastRun(func(i int) bool { return a.text.Blocks[i].Kind == Table })
	if from == to {
		return false
	}
	if head, _ := a.text.TableHead(to - 1); len(head) != 2 {
		return false
	}
	a.noTextAfter(to)
	var extra []Text
	for i := from; i < to; i++ {
		for _, row := range a.text.Rows(i) {
			switch {
			case len(row) < 2 || row[1].Empty():
				a.find(a.Line, "matching-row", "a row has no right cell", "fill it")
			case row[0].Empty():
				extra = append(extra, row[1])
			default:
				a.Lefts, a.Rights = append(a.Lefts, row[0]), append(a.Rights, row[1])
			}
		}
	}
	a.Rights = append(a.Rights, extra...)
	a.cut(from, to)
	a.Type = Matching
	if len(a.Lefts) < 2 {
		a.find(a.Line, "matching-row", "matching needs two rows or more", "")
	}
	return true
}
