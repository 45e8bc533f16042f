package course

import (
	"cmp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// References are the works a course cites, by key.
type References map[string]Reference

// A Reference is one cited work, as CSL-YAML gives it.
type Reference struct {
	Key       string
	Authors   []string // "Rolan P"
	Title     string
	In        string // the journal or book
	Publisher string
	Year      string
	Volume    string
	Issue     string
	Pages     string
	DOI       string
	URL       string
	Note      string
	Line      int
}

const referencesFile = "references.yaml"

// References reads references.yaml when first asked for. A course without one has none.
func (c *Course) References() References {
	r, _ := c.readReferences()
	return r
}

func (c *Course) readReferences() (References, Findings) {
	return c.references.get(func() (References, Findings) {
		refs, fs := References{}, Findings{}
		src, err := readFile(c.fsys, referencesFile)
		if err != nil {
			if !isNotExist(err) {
				fs = append(fs, unreadable(referencesFile, err))
			}
			return refs, fs
		}
		root := parseYAMLAny(referencesFile, Clean(src), 0, &fs)
		if root == nil {
			return refs, fs
		}
		if root.Kind == yaml.MappingNode {
			f := &fields{path: referencesFile, node: root, read: map[string]bool{}, findings: &fs}
			root = f.get("references")
		}
		if root == nil || root.Kind != yaml.SequenceNode {
			return refs, append(fs, at(referencesFile, 1, "references", "a list of works belongs here", "write “references:” and below it “- id: …”"))
		}
		for _, n := range root.Content {
			refs.add(n, &fs)
		}
		return refs, fs
	})
}

func (refs References) add(n *yaml.Node, fs *Findings) {
	f := &fields{path: referencesFile, node: n, read: map[string]bool{}, findings: fs}
	if n.Kind != yaml.MappingNode {
		f.report(n, "references", "a work is a list of “key: value” lines", "")
		return
	}
	r := Reference{
		Key: f.must("id", "give the work the key it is cited by"), Title: f.str("title"), In: f.str("container-title"),
		Publisher: f.str("publisher"), Volume: f.str("volume"), Issue: f.str("issue"), Pages: f.str("page"),
		DOI: f.str("DOI"), URL: f.str("URL"), Note: f.str("note"), Authors: f.names("author"), Year: f.year("issued"), Line: n.Line,
	}
	if len(r.Authors) == 0 {
		r.Authors = f.names("editor")
	}
	if _, twice := refs[r.Key]; twice {
		f.report(n, "duplicate-id", "work “"+r.Key+"” stands twice", "remove one")
	}
	refs[r.Key] = r
}

func (f *fields) names(key string) (names []string) {
	n := f.get(key)
	if n == nil {
		return nil
	}
	for _, c := range n.Content {
		g := &fields{path: f.path, line: f.line, node: c, read: map[string]bool{}, findings: f.findings}
		switch c.Kind {
		case yaml.MappingNode:
			name := strings.TrimSpace(g.str("family") + " " + g.str("given"))
			if literal := g.str("literal"); name == "" {
				name = literal
			}
			names = append(names, name)
		case yaml.ScalarNode:
			names = append(names, foldSpace(CleanString(c.Value)))
		}
	}
	return names
}

// year reads {year: 2014}, {date-parts: [[2014, 5]]} or 2014-05.
func (f *fields) year(key string) string {
	n := f.get(key)
	if n == nil {
		return ""
	}
	if n.Kind == yaml.MappingNode {
		g := &fields{path: f.path, line: f.line, node: n, read: map[string]bool{}, findings: f.findings}
		if y := g.str("year"); y != "" {
			return y
		}
		if n = g.get("date-parts"); n == nil {
			return ""
		}
	}
	for n.Kind == yaml.SequenceNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	year, _, _ := strings.Cut(foldSpace(CleanString(n.Value)), "-")
	return year
}

// String is the work as a reference list shows it: authors, title, source, and where to find it.
func (r Reference) String() string {
	var parts []string
	add := func(s string) {
		if s = strings.TrimRight(s, ". "); s != "" {
			parts = append(parts, s)
		}
	}
	add(r.authors())
	add(r.Title)
	if strings.HasSuffix(r.Note, r.Year) { // "10 October 2023" says it better
		r.Year = ""
	}
	add(r.source())
	if r.DOI != "" {
		add("doi:" + r.DOI)
	} else {
		add(r.URL)
	}
	add(r.Note)
	return strings.ReplaceAll(strings.Join(parts, ". ")+".", "?.", "?")
}

// others stands last among the authors where there are more than are named.
const others = "others"

func (r Reference) authors() string {
	named, more := strings.CutSuffix(strings.Join(r.Authors, ", "), ", "+others)
	if len(r.Authors) > 4 {
		named, more = strings.Join(r.Authors[:3], ", "), true
	}
	switch {
	case more && strings.Contains(named, ","):
		return named + ", and others"
	case more:
		return named + " and others"
	}
	return named
}

// source is "Br J Clin Pharmacol 2014;77(3):1011-1016".
func (r Reference) source() string {
	s := strings.Trim(r.In+", "+r.Publisher, ", ")
	if r.Year != "" {
		s = strings.TrimSpace(s + " " + r.Year)
	}
	if r.Volume != "" {
		s += ";" + r.Volume
	}
	if r.Issue != "" {
		s += "(" + r.Issue + ")"
	}
	if r.Pages != "" {
		s += ":" + r.Pages
	}
	return s
}

// Short names the work in a few words: "Rolan 2014", and by its title what has no author.
func (r Reference) Short() string {
	name := r.shortTitle()
	if len(r.Authors) > 0 {
		name = strings.TrimSuffix(strings.TrimSuffix(r.Authors[0], " Jr"), " Sr")
		if i := strings.LastIndexByte(name, ' '); i > 0 && len(name)-i <= 5 && strings.ToUpper(name[i:]) == name[i:] {
			name = name[:i]
		}
		if len(r.Authors) > 1 {
			name += " and others"
		}
	}
	if strings.Contains(name, r.Year) {
		return name
	}
	return name + " " + r.Year
}

// shortTitle is the title without what it has in brackets, or the key if there is none.
func (r Reference) shortTitle() string {
	before, rest, ok := strings.Cut(r.Title, " (")
	if _, after, closed := strings.Cut(rest, ")"); ok && closed && (after == "" || strings.ContainsRune(" :,.;", rune(after[0]))) {
		return before + after
	}
	return cmp.Or(r.Title, r.Key)
}
