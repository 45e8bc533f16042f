package course

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// Check reads the whole course and reports everything an author should mend: errors, which take something from the learner, and
// advice. Load's own findings are not repeated.
func Check(c *Course) Findings {
	k := checker{course: c, questions: map[string]string{}}
	k.avoided = avoided(c.Avoid)
	for _, s := range c.Sessions {
		k.session(s)
	}
	k.extras()
	k.unused()
	k.odds()
	return k.findings.sorted()
}

type checker struct {
	course    *Course
	questions map[string]string // where each id was met first
	avoided   *regexp.Regexp    // words to avoid, or nil
	findings  Findings
}

func (k *checker) add(f Finding) { k.findings = append(k.findings, f) }

func (k *checker) session(s *Session) {
	b := s.Body()
	k.findings = append(k.findings, b.Findings...)
	_, broken := b.readQuestions()
	k.findings = append(k.findings, broken...)
	if len(s.Objectives) == 0 {
		k.add(at(s.Path, 1, "objective", "the session has no objectives", "list them in its head"))
	}
	for _, id := range s.Requires {
		if k.course.Session(id) == nil {
			k.add(at(s.Path, 1, "requires", "requires the unknown session “"+id+"”", "use a session's id"))
		}
	}
	if len(b.Heads) == 0 {
		k.add(advice(s.Path, 1, "no-quiz", "the session has no questions", "add “## Quiz” and questions below it"))
	}
	k.headings(s, b)
	k.blocks(s.Path, b.all)
	for _, h := range b.Heads {
		k.head(s, h)
	}
	k.objectives(s, b)
	k.coverage(s, b)
	k.items(s, b)
	k.prose(s, b.Reading)
	k.claims(s, b.Reading)
	k.avoid(s.Path, b.all.line, b.all.Source)
}

// headings looks for ids that stand twice.
func (k *checker) headings(s *Session, b *Body) {
	seen := map[string]bool{}
	for _, h := range b.all.Blocks {
		if h.Kind != Heading || b.isQuestion(h.ID) {
			continue
		}
		if seen[h.ID] {
			k.add(at(s.Path, int(h.Line), "duplicate-id", "heading id “"+h.ID+"” stands twice", "rename one"))
		}
		seen[h.ID] = true
	}
}

func (b *Body) isQuestion(id string) bool {
	for _, h := range b.Heads {
		if h.ID == id {
			return true
		}
	}
	return false
}

// head checks what only the whole course can tell of a question.
func (k *checker) head(s *Session, h Head) {
	if first, twice := k.questions[h.ID]; twice {
		k.add(at(s.Path, h.Line, "duplicate-id", "question id “"+h.ID+"” stands in "+first+" already", "rename the newer one"))
	}
	k.questions[h.ID] = s.Path
	if h.See == "" {
		k.add(advice(s.Path, h.Line, "see-missing", "question “"+h.ID+"” names no passage", "add see=heading"))
		return
	}
	target, heading := s, h.See
	if id, rest, ok := strings.Cut(h.See, "#"); ok {
		target, heading = k.course.Session(id), rest
	}
	if target == nil || target.Body().Reading.HeadingBlock(heading) < 0 {
		k.add(at(s.Path, h.Line, "see-nowhere", "question “"+h.ID+"”: there is no heading “"+h.See+"”", "use the id of a heading in the reading"))
	}
}

// objectives that nothing tests cannot be met.
func (k *checker) objectives(s *Session, b *Body) {
	tested := map[string]int{}
	for _, h := range b.Heads {
		for _, o := range h.For {
			tested[o]++
		}
	}
	seen := map[string]bool{}
	for _, o := range s.Objectives {
		if seen[o.ID] {
			k.add(at(s.Path, 1, "duplicate-id", "objective id “"+o.ID+"” stands twice", "rename one"))
		}
		seen[o.ID] = true
		if tested[o.ID] == 0 {
			k.add(advice(s.Path, 1, "untested", "no question tests the objective “"+o.ID+"”", "write one with for="+o.ID))
		}
	}
}

// extras checks the files beside the sessions.
func (k *checker) extras() {
	_, fs := k.course.readReferences()
	k.findings = append(k.findings, fs...)
	g, fs := k.course.readGlossary()
	k.findings = append(k.findings, fs...)
	k.blocks(glossaryFile, g.Opening)
	seen := map[string]bool{}
	for _, t := range g.Terms {
		if seen[t.ID] {
			k.add(at(glossaryFile, t.Line, "duplicate-id", "term id “"+t.ID+"” stands twice", "rename one"))
		}
		seen[t.ID] = true
		k.blocks(glossaryFile, t.Text)
	}
	k.blocks(aboutFile, k.course.About())
	k.pathways()
	for _, name := range []string{glossaryFile, aboutFile} {
		t, _ := k.course.readText(name)
		k.avoid(name, t.line, t.Source)
	}
}

// blocks checks a text: what it cites and links to, its charts, its HTML, and what was too large to be typeset.
func (k *checker) blocks(file string, t Text) {
	for i, b := range t.Blocks {
		switch b.Kind {
		case Item, Quote, Callout, Details, Note:
			k.blocks(file, t.Children(i))
		case Figure:
			lines, _ := t.CodeLines(i)
			if _, err := ParseChart(strings.Join(lines, "\n")); err != nil {
				k.add(at(file, int(b.Line), "chart", "the chart cannot be drawn: "+err.Error(), "mend it"))
			}
		case Literal:
			if !b.Close {
				k.add(at(file, int(b.Line), "too-large", "a block too large or too deeply nested to be typeset is shown as it is", "cut it up"))
			}
		case Table:
			for _, row := range t.rowsWithHead(i) {
				for _, cell := range row {
					k.words(file, cell.line, string(cell.Source))
				}
			}
		case Paragraph, Heading:
			k.words(file, int(b.Line), string(t.Bytes(i)))
		}
	}
}

func (k *checker) pathways() {
	all, fs := k.course.readPathways()
	k.findings = append(k.findings, fs...)
	for _, p := range all {
		k.blocks(p.Path, p.Opening)
		for _, s := range p.Sections {
			k.blocks(p.Path, s.Intro)
			for _, st := range s.Steps {
				k.blocks(p.Path, st.Title)
				k.blocks(p.Path, st.Body)
				k.see(p, st)
			}
		}
	}
}

// see checks what teaches a step.
func (k *checker) see(p *Pathway, st *Step) {
	for _, see := range st.See {
		s, anchor, o := k.course.Target(see)
		if s == nil || anchor != "" && o.ID == "" && s.Body().Reading.HeadingBlock(anchor) < 0 {
			k.add(at(p.Path, st.Line, "see-nowhere", "step “"+st.ID+"”: “"+see+"” leads nowhere", "name a session, or session#objective"))
		}
	}
}

var (
	codeSpan = lazily("`[^`\n]*`")
	htmlTag  = lazily(`</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>\n]*)?/?>`)
	linkTo   = lazily(`\]\(([^)\s]+)\)`)
	citation = lazily(`\[@[^\]\n]*\]`)
)

var knownTags = map[string]bool{"br": true, "sub": true, "sup": true, "summary": true, "details": true}

// words checks one paragraph, cell or heading, line by line.
func (k *checker) words(file string, line int, src string) {
	for n, l := range strings.Split(codeSpan().ReplaceAllString(src, ""), "\n") {
		for _, m := range htmlTag().FindAllStringSubmatch(l, -1) {
			if !knownTags[strings.ToLower(m[1])] {
				k.add(at(file, line+n, "html", "“"+m[0]+"” is shown as it is written", "write it in Markdown"))
			}
		}
		for _, m := range linkTo().FindAllStringSubmatch(l, -1) {
			k.link(file, line+n, m[1])
		}
		for _, m := range citation().FindAllString(l, -1) {
			k.cites(file, line+n, m)
		}
	}
}

func (k *checker) cites(file string, line int, src string) {
	cites, n := parseCitation([]byte(src[1:]))
	if n == 0 {
		k.add(at(file, line, "citation", "“"+src+"” is no citation", "write [@Key] or [@Key1; @Key2]"))
	}
	for _, c := range cites {
		if _, ok := k.course.References()[c.Key]; !ok {
			k.add(at(file, line, "citation", "“"+c.Key+"” is not in references.yaml", "add the work there, or mend the key"))
		}
	}
}

// link checks a link into the course; what leads out of it is the author's affair.
func (k *checker) link(file string, line int, dest string) {
	if strings.Contains(dest, ":") {
		if !safeURL(dest) {
			k.add(at(file, line, "link", "“"+dest+"” is not shown as a link", "link to http, https or mailto"))
		}
		return
	}
	name, anchor, _ := strings.Cut(dest, "#")
	if !k.target(file, name, anchor) {
		k.add(at(file, line, "link", fmt.Sprintf("“%s” leads nowhere in the course", dest), "link to a file of the course and an id in it"))
	}
}

func (k *checker) target(file, name, anchor string) bool {
	if name == "" {
		name = path.Base(file)
	}
	if path.Base(name) == glossaryFile {
		_, ok := k.course.Glossary().Term(anchor)
		return ok || anchor == ""
	}
	for _, s := range k.course.Sessions {
		if path.Base(s.Path) == path.Base(name) {
			return anchor == "" || s.Body().Reading.HeadingBlock(anchor) >= 0
		}
	}
	return false
}
