package course

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// A Pathway is a plan worked through over months: sections of steps. Nothing the learner does is in it.
type Pathway struct {
	ID       string // permanent: the file's name without its ending
	Title    string
	Summary  string
	Path     string
	Opening  Text
	Sections []*Section

	steps map[string]*Step
}

// A Section groups steps of one sort. It may be prose alone.
type Section struct {
	ID    string
	Title string
	Kind  string // of its steps, unless a step says otherwise
	Intro Text
	Steps []*Step
}

// A Step is one thing to do, to know or to judge oneself on.
type Step struct {
	ID       string
	Kind     string // step, module, principle, … as the author named it
	Title    Text   // one line
	Body     Text   // what explains it; may be empty
	Requires []string
	Waive    string  // on what ground it may be waived; empty if it may not
	Hours    float64 // it counts for when done
	Credits  float64
	Scale    int      // above 0: rated from 1 to this, instead of ticked
	See      []string // "session", "session#heading" or "session#objective"
	Line     int
}

const (
	pathwayFolder = "pathways"
	maxSteps      = 20000
)

// Pathways reads the course's pathways when first asked for.
func (c *Course) Pathways() []*Pathway {
	all, _ := c.readPathways()
	return all
}

// Pathway returns the pathway of that id, or nil.
func (c *Course) Pathway(id string) *Pathway {
	for _, p := range c.Pathways() {
		if p.ID == id {
			return p
		}
	}
	return nil
}

func (c *Course) readPathways() ([]*Pathway, Findings) {
	return c.pathways.get(func() (all []*Pathway, fs Findings) {
		names, err := readDir(c.fsys, pathwayFolder)
		if err != nil && !isNotExist(err) {
			return nil, Findings{unreadable(pathwayFolder, err)}
		}
		for _, name := range names {
			if id, ok := strings.CutSuffix(name, ".md"); ok {
				p, found := c.readPathway(id, path.Join(pathwayFolder, name))
				all, fs = append(all, p), append(fs, found...)
			}
		}
		return all, fs
	})
}

func (c *Course) readPathway(id, file string) (*Pathway, Findings) {
	p := &Pathway{ID: CleanString(id), Title: CleanString(id), Path: CleanString(file)}
	raw, err := readFile(c.fsys, file)
	if err != nil {
		return p, Findings{unreadable(p.Path, err)}
	}
	src, fs := clean(p.Path, raw)
	if !validID(p.ID) {
		fs = append(fs, at(p.Path, 0, "id", "the name may hold lower-case letters, digits and hyphens only", "rename it"))
	}
	head, rest, lines, ok := splitFront(src)
	if !ok {
		fs = append(fs, at(p.Path, 1, "front", "the pathway has no head", "begin the file with ---, title: …, ---"))
	} else if f := parseYAML(p.Path, head, 1, &fs); f != nil {
		p.Title = f.must("title", "say what the pathway is called")
		p.Summary = f.str("summary")
		f.unknown()
	}
	r := pathwayReader{Pathway: p, text: newText(rest, lines+1, 0, newShared(p.Path, rest)), ids: map[string]*Step{}, findings: fs}
	r.read()
	p.steps = r.ids
	return p, r.findings
}

// pathwayReader sorts the blocks of a pathway's file into sections and steps.
type pathwayReader struct {
	*Pathway
	text     Text
	ids      map[string]*Step
	findings Findings
}

func (r *pathwayReader) find(line int, rule, message, fix string) {
	r.findings = append(r.findings, at(r.Path, line, rule, message, fix))
}

func (r *pathwayReader) read() {
	r.Opening = r.text
	r.Opening.Blocks = nil
	for i, b := range r.text.Blocks {
		switch {
		case b.Kind == Heading && b.Level <= 2:
			r.section(i)
		case b.Kind == Item && isTask(r.text, i):
			r.step(i)
		case len(r.Sections) == 0:
			r.Opening.Blocks = append(r.Opening.Blocks, b)
		default:
			s := r.Sections[len(r.Sections)-1]
			s.Intro.Blocks = append(s.Intro.Blocks, b)
		}
	}
	r.checkRequires()
}

func isTask(t Text, i int) bool {
	src, _ := t.content(i)
	return bytes.HasPrefix(src, []byte("[ ] ")) || bytes.HasPrefix(src, []byte("[x] "))
}

func (r *pathwayReader) section(i int) {
	s := &Section{ID: r.text.Blocks[i].ID, Title: r.text.Title(i), Kind: r.text.attributes(i).values["kind"], Intro: r.text}
	s.Intro.Blocks = nil
	r.Sections = append(r.Sections, s)
}

// step reads one task: its first line carries the attributes, the rest explains it.
func (r *pathwayReader) step(i int) {
	line := int(r.text.Blocks[i].Line)
	if len(r.Sections) == 0 {
		r.Sections = append(r.Sections, &Section{ID: "steps", Title: r.Pathway.Title})
	}
	s := r.Sections[len(r.Sections)-1]
	src, _ := r.text.content(i)
	first, rest, _ := strings.Cut(string(src[4:]), "\n")
	title, a := splitAttributes(first)
	step := &Step{
		ID: a.id, Kind: a.values["kind"], Waive: a.values["waive"], Line: line, Requires: words(a.values["requires"]), See: words(a.values["see"]),
		Title: newText([]byte(title), line, 1, r.text.shared), Body: newText([]byte(rest), line+1, 1, r.text.shared),
		Hours: r.number(line, a, "hours", 10000), Credits: r.number(line, a, "credits", 10000), Scale: int(r.number(line, a, "scale", 10)),
	}
	if step.Kind == "" {
		step.Kind = s.Kind
	}
	if r.keeps(step) {
		r.ids[step.ID] = step
		s.Steps = append(s.Steps, step)
	}
}

// keeps tells whether a step can be kept apart from the others, and reports it if not.
func (r *pathwayReader) keeps(s *Step) bool {
	switch {
	case s.ID == "":
		r.find(s.Line, "step-id", "the step has no id", "end its first line with {#its-id}")
	case !validID(s.ID):
		r.find(s.Line, "id", "id “"+s.ID+"” may hold lower-case letters, digits and hyphens only", "")
	case r.ids[s.ID] != nil:
		r.find(s.Line, "duplicate-id", "step id “"+s.ID+"” stands twice", "rename the newer one")
	case s.Scale == 1:
		r.find(s.Line, "scale", "a scale of 1 rates nothing", "write scale=5")
	case len(r.ids) >= maxSteps:
		r.find(s.Line, "too-large", "more than 20000 steps", "cut the pathway up")
	default:
		return true
	}
	return false
}

func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

func (r *pathwayReader) number(line int, a attributes, key string, most float64) float64 {
	s, ok := a.values[key]
	if !ok {
		return 0
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v <= most) { // the negation holds for NaN too
		r.find(line, key, fmt.Sprintf("%s=“%s” is not a number from 0 to %g", key, s, most), "")
		return 0
	}
	return v
}

// checkRequires reports requirements that are not there, and those that go round in a circle, which are taken off so that no step
// waits for itself.
func (r *pathwayReader) checkRequires() {
	state := map[*Step]int{} // 1 being looked at, 2 done
	var visit func(*Step)
	visit = func(s *Step) {
		state[s] = 1
		var kept []string
		for _, id := range s.Requires {
			other := r.ids[id]
			switch {
			case other == nil:
				r.find(s.Line, "requires", "step “"+s.ID+"” requires the unknown step “"+id+"”", "use the id of a step of this pathway")
			case state[other] == 1:
				r.find(s.Line, "cycle", "step “"+s.ID+"” requires “"+id+"”, which in turn waits for it", "take one of the two requirements off")
			default:
				if state[other] == 0 {
					visit(other)
				}
				kept = append(kept, id)
			}
		}
		s.Requires = kept
		state[s] = 2
	}
	for _, sec := range r.Sections {
		for _, s := range sec.Steps {
			if state[s] == 0 {
				visit(s)
			}
		}
	}
}

// Steps are all steps in order.
func (p *Pathway) Steps() (all []*Step) {
	for _, s := range p.Sections {
		all = append(all, s.Steps...)
	}
	return all
}

// Step returns the step of that id, or nil.
func (p *Pathway) Step(id string) *Step { return p.steps[id] }

// Target resolves what a step's see names: a session, and a heading or an objective in it, or neither.
func (c *Course) Target(see string) (s *Session, heading string, objective Objective) {
	id, anchor, _ := strings.Cut(see, "#")
	if s = c.Session(id); s == nil || anchor == "" {
		return s, "", objective
	}
	if o, ok := s.Objective(anchor); ok {
		return s, anchor, o
	}
	return s, anchor, objective
}
