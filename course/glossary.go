package course

import (
	"errors"
	"io/fs"
	"strings"
)

// A Glossary explains the course's terms, in the order of its file.
type Glossary struct {
	Opening Text // what stands before the first term
	Terms   []Term
}

// A Term of the glossary.
type Term struct {
	ID   string
	Name string
	Also string // other names, or nothing
	Text Text
	Line int
}

const glossaryFile, aboutFile = "glossary.md", "about.md"

// Glossary reads glossary.md when first asked for. A course without one has an empty glossary.
func (c *Course) Glossary() Glossary {
	g, _ := c.readGlossary()
	return g
}

func (c *Course) readGlossary() (Glossary, Findings) {
	return c.glossary.get(func() (g Glossary, fs Findings) {
		t, fs := c.readText(glossaryFile)
		start := len(t.Blocks)
		for i := len(t.Blocks) - 1; i >= 0; i-- {
			if b := t.Blocks[i]; b.Kind == Heading && b.Level == 2 {
				g.Terms = append(g.Terms, term(t, i, start))
				start = i
			}
		}
		g.Opening = t
		g.Opening.Blocks = t.Blocks[:start]
		for i, j := 0, len(g.Terms)-1; i < j; i, j = i+1, j-1 {
			g.Terms[i], g.Terms[j] = g.Terms[j], g.Terms[i]
		}
		return g, fs
	})
}

func term(t Text, head, end int) Term {
	b := t.Blocks[head]
	out := Term{ID: b.ID, Name: t.Title(head), Text: t, Line: int(b.Line)}
	out.Text.Blocks = nil
	for i := head + 1; i < end; i++ {
		if also, ok := strings.CutPrefix(string(t.Bytes(i)), "Also:"); ok && t.Blocks[i].Kind == Paragraph {
			out.Also = foldSpace(also)
			continue
		}
		out.Text.Blocks = append(out.Text.Blocks, t.Blocks[i])
	}
	return out
}

// Term returns the term of that id.
func (g Glossary) Term(id string) (Term, bool) {
	for _, t := range g.Terms {
		if t.ID == id {
			return t, true
		}
	}
	return Term{}, false
}

// About is the course's first page; empty if it has none.
func (c *Course) About() Text {
	t, _ := c.about.get(func() (Text, Findings) { return c.readText(aboutFile) })
	return t
}

// readText reads a Markdown file that need not be there.
func (c *Course) readText(name string) (Text, Findings) {
	raw, err := readFile(c.fsys, name)
	if err != nil {
		if isNotExist(err) {
			return Text{shared: newShared(name, nil)}, nil
		}
		return Text{shared: newShared(name, nil)}, Findings{unreadable(name, err)}
	}
	src, fs := clean(name, raw)
	return NewText(name, src), fs
}

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
