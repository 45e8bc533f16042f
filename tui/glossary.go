package tui

import (
	"regexp"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// glossary explains terms: first those linked in what was being read, then all of them.
type glossary struct {
	of   *course.Course
	near []course.Term // linked from the text in view
	all  []course.Term
	list list
}

func newGlossary(of *course.Course, near []string) *glossary {
	g := &glossary{of: of, all: of.Glossary().Terms, list: newList()}
	for _, id := range near {
		if t, ok := of.Glossary().Term(id); ok {
			g.near = append(g.near, t)
		}
	}
	return g
}

func (g *glossary) layout(width, height int, t theme.Theme) {
	set := typeset.New(max(1, width-2), t)
	var rows []row
	for _, term := range g.near {
		lines := append([]string{t.Strong.Render(clipTo(term.Name, width-2))}, set.Text(term.Text)...)
		rows = append(rows, row{pick: true, lines: append(lines, "")})
	}
	if len(g.near) > 0 {
		rows = append(rows, row{lines: []string{t.Heading.Render("All terms"), ""}})
	}
	for _, term := range g.all {
		name := term.Name
		if term.Also != "" {
			name += t.Faint.Render(" (" + term.Also + ")")
		}
		rows = append(rows, row{pick: true, lines: []string{clipTo(name, width-2)}})
	}
	if len(g.all) == 0 {
		rows = append(rows, row{lines: []string{"This course has no glossary."}})
	}
	g.list.layout(rows, width, height, t)
}

func (g *glossary) update(msg tea.Msg) (step, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	switch {
	case key.Matches(press, g.list.bind.Enter):
		if i := g.list.cursor; i < len(g.near)+len(g.all) && i >= 0 {
			term := append(append([]course.Term(nil), g.near...), g.all...)[i]
			return step{kind: push, to: newLeaf(g.of, term.Name, term.Text)}, nil
		}
	case key.Matches(press, g.list.bind.Leave), press.String() == "w":
		return step{kind: pop}, nil
	default:
		g.list.key(press)
	}
	return step{}, nil
}

func (g *glossary) shown() tea.Cmd          { return nil }
func (g *glossary) title() (string, string) { return "Lectern › Glossary", "" }
func (g *glossary) lines() []string         { return g.list.lines() }
func (g *glossary) typing() bool            { return false }
func (g *glossary) leave()                  {}
func (g *glossary) keys() []key.Binding     { return g.list.keys("read on") }

var termLink = regexp.MustCompile(`glossary\.md#([a-z0-9-]+)`)

// terms are the ids of the glossary's terms that the text in view links to, each once.
func (p *page) terms() (ids []string) {
	seen := map[string]bool{}
	for piece := p.top.piece; piece <= p.atLine(p.height-1); piece++ {
		i := p.block(piece)
		if i < 0 {
			continue
		}
		for _, m := range termLink.FindAllSubmatch(p.text.Bytes(i), -1) {
			if id := string(m[1]); !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}
