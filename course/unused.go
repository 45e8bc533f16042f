package course

import (
	"path"
	"slices"
	"strings"
)

var termLink = lazily(`glossary\.md#([a-z0-9-]+)`)

// unused looks for works that nothing cites and terms that nothing links to.
func (k *checker) unused() {
	cited, linked := map[string]bool{}, map[string]bool{}
	for _, t := range k.course.everyText() {
		for _, key := range t.Cited() {
			cited[key] = true
		}
		for _, m := range termLink().FindAllSubmatch(t.Source, -1) {
			linked[string(m[1])] = true
		}
	}
	for _, r := range k.course.References() {
		if !cited[r.Key] {
			k.add(advice(referencesFile, r.Line, "unused-reference", "nothing cites “"+r.Key+"”", "cite it, or remove it"))
		}
	}
	for _, t := range k.course.Glossary().Terms {
		if !linked[t.ID] {
			k.add(advice(glossaryFile, t.Line, "unused-term", "nothing links to the term “"+t.ID+"”", "link it where it is first used: ["+t.Name+"](glossary.md#"+t.ID+"), or remove it"))
		}
	}
}

// everyText is all Markdown of the course.
func (c *Course) everyText() (all []Text) {
	for _, s := range c.Sessions {
		all = append(all, s.Body().all)
	}
	glossary, _ := c.readText(glossaryFile)
	all = append(all, glossary, c.About())
	names, _ := readDir(c.fsys, "pathways")
	slices.Sort(names)
	for _, name := range names {
		if strings.HasSuffix(name, ".md") {
			t, _ := c.readText(path.Join("pathways", name))
			all = append(all, t)
		}
	}
	return all
}
