package course

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Limits of YAML files. The library refuses nesting beyond 10,000 and aliases that multiply; these come first.
const (
	maxYAML    = 4 << 20 // bytes
	maxNesting = 100     // brackets inside brackets on one file, before it is parsed
)

// fields reads a YAML mapping key by key and collects what is wrong with it. A key that was never asked for is reported at the end.
type fields struct {
	path     string
	line     int // to add to the lines of the nodes
	node     *yaml.Node
	read     map[string]bool
	findings *Findings
}

// parseYAML reads one document that must be a mapping (or, for parseYAMLAny, anything).
func parseYAML(path string, src []byte, line int, findings *Findings) *fields {
	root := parseYAMLAny(path, src, line, findings)
	if root == nil {
		return nil
	}
	f := &fields{path: path, line: line, node: root, read: map[string]bool{}, findings: findings}
	if root.Kind != yaml.MappingNode {
		f.report(root, "yaml", "a list of “key: value” lines belongs here", "write for instance “title: …”")
		return nil
	}
	f.checkKeys()
	return f
}

func parseYAMLAny(path string, src []byte, line int, findings *Findings) *yaml.Node {
	add := func(at Finding) *yaml.Node { *findings = append(*findings, at); return nil }
	if len(src) > maxYAML {
		return add(at(path, line+1, "yaml", "more than 4 MB of YAML", "split it"))
	}
	if nesting(src) > maxNesting {
		return add(at(path, line+1, "yaml", "YAML nested too deeply", "write it flatter"))
	}
	var doc yaml.Node
	if err := decodeYAML(src, &doc); err != nil {
		return add(yamlError(path, line, err))
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind == yaml.ScalarNode && doc.Content[0].Value == "" {
		return add(at(path, line+1, "yaml", "no YAML here", "write at least “title: …”"))
	}
	if node := firstAlias(&doc); node != nil {
		return add(at(path, line+node.Line, "yaml", "anchors and aliases (& and *) are not read", "write the value out"))
	}
	return doc.Content[0]
}

// decodeYAML shields from panics of the library on hostile input.
func decodeYAML(src []byte, doc *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return yaml.Unmarshal(src, doc)
}

func yamlError(path string, line int, err error) Finding {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	n := 0
	if i := strings.Index(message, "line "); i >= 0 {
		digits := message[i+5:]
		for j, r := range digits {
			if r < '0' || r > '9' {
				digits = digits[:j]
				break
			}
		}
		n, _ = strconv.Atoi(digits)
		message = strings.Replace(message, "line "+digits+": ", "", 1) // it counts from the YAML's first line, and the finding from the file's
	}
	return at(path, line+max(n, 1), "yaml", "the YAML cannot be read: "+CleanString(foldSpace(message)), "mend it; text with a colon or a quotation mark goes in quotes")
}

// nesting counts how deep the flow brackets go at most, whatever they stand in.
func nesting(src []byte) int {
	deepest, depth := 0, 0
	for _, c := range src {
		switch c {
		case '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ']', '}':
			depth = max(0, depth-1)
		case '\n':
			if depth < maxNesting {
				depth = 0
			}
		}
	}
	return deepest
}

func firstAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return n
	}
	for _, c := range n.Content {
		if a := firstAlias(c); a != nil {
			return a
		}
	}
	return nil
}

func (f *fields) report(n *yaml.Node, rule, message, fix string) {
	g := at(f.path, f.line+n.Line, rule, message, fix)
	g.Col = max(n.Column, 1)
	*f.findings = append(*f.findings, g)
}

// checkKeys reports keys that stand twice or are no words.
func (f *fields) checkKeys() {
	seen := map[string]bool{}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		k := f.node.Content[i]
		if k.Kind != yaml.ScalarNode {
			f.report(k, "yaml", "a key must be a word", "")
		} else if seen[k.Value] {
			f.report(k, "yaml", fmt.Sprintf("key %q stands twice", k.Value), "remove one")
		}
		seen[k.Value] = true
	}
}

// get returns the value of a key, or nil.
func (f *fields) get(key string) *yaml.Node {
	f.read[key] = true
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		if f.node.Content[i].Value == key {
			return f.node.Content[i+1]
		}
	}
	return nil
}

// str reads text; lines are folded and what could harm a terminal is made visible.
func (f *fields) str(key string) string {
	n := f.get(key)
	if n == nil {
		return ""
	}
	if n.Kind != yaml.ScalarNode || n.Tag == "!!binary" || strings.HasPrefix(n.Tag, "tag:") || strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!") {
		f.report(n, "yaml", fmt.Sprintf("%q must be text", key), "")
		return ""
	}
	if n.Tag == "!!null" {
		return ""
	}
	return foldSpace(CleanString(n.Value))
}

// must reads text that may not be missing.
func (f *fields) must(key, fix string) string {
	s := f.str(key)
	if s == "" {
		f.report(f.node, "missing", fmt.Sprintf("%q is missing", key), fix)
	}
	return s
}

// number reads a number within bounds, or gives the default.
func (f *fields) number(key string, least, most, otherwise float64) float64 {
	n := f.get(key)
	if n == nil {
		return otherwise
	}
	v, err := strconv.ParseFloat(n.Value, 64)
	if n.Kind != yaml.ScalarNode || err != nil || !(v >= least && v <= most) { // the negation holds for NaN too
		f.report(n, "yaml", fmt.Sprintf("%q must be a number from %g to %g", key, least, most), "")
		return otherwise
	}
	return v
}

// list reads a list of words; a single word counts as a list of one.
func (f *fields) list(key string) []string {
	n := f.get(key)
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" {
		return []string{f.str(key)}
	}
	var words []string
	for _, c := range n.Content {
		if n.Kind != yaml.SequenceNode || c.Kind != yaml.ScalarNode {
			f.report(n, "yaml", fmt.Sprintf("%q must be a list of words", key), "write [one, two]")
			return nil
		}
		words = append(words, foldSpace(CleanString(c.Value)))
	}
	return words
}

// each calls do for every entry of a mapping, in order.
func (f *fields) each(key string, do func(k, v *yaml.Node)) {
	n := f.get(key)
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		f.report(n, "yaml", fmt.Sprintf("%q must be “id: text” lines", key), "")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		do(n.Content[i], n.Content[i+1])
	}
}

// unknown reports keys that nobody asked for.
func (f *fields) unknown() {
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		if k := f.node.Content[i]; !f.read[k.Value] {
			g := advice(f.path, f.line+k.Line, "unknown-key", fmt.Sprintf("key %q is not known", CleanString(k.Value)), "remove it or mend its spelling")
			g.Col = k.Column
			*f.findings = append(*f.findings, g)
		}
	}
}
