package course

import (
	"slices"
	"strings"
)

// attributes are what stands in braces at the end of a heading or a step: {#id .class key=value key="two words"}.
type attributes struct {
	id      string
	classes []string
	values  map[string]string
}

func (a attributes) has(class string) bool { return slices.Contains(a.classes, class) }

// splitAttributes cuts the braces off the end of a heading's text. Text without braces, or with braces that hold something
// else (such as a set in mathematics), is returned whole.
func splitAttributes(s string) (string, attributes) {
	s = strings.TrimRight(s, " \t")
	open := strings.LastIndexByte(s, '{')
	if open < 0 || !strings.HasSuffix(s, "}") {
		return s, attributes{}
	}
	a, ok := parseAttributes(s[open+1 : len(s)-1])
	if !ok {
		return s, attributes{}
	}
	return strings.TrimRight(s[:open], " \t"), a
}

func parseAttributes(s string) (a attributes, ok bool) {
	a.values = map[string]string{}
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		var word string
		word, s = cutAttribute(s)
		key, value, pair := strings.Cut(word, "=")
		switch {
		case len(word) > 1 && word[0] == '#':
			a.id = word[1:]
		case len(word) > 1 && word[0] == '.':
			a.classes = append(a.classes, word[1:])
		case pair && key != "":
			a.values[key] = strings.Trim(value, `"`)
		default:
			return attributes{}, false
		}
	}
	return a, true
}

// cutAttribute takes the first word; blanks inside double quotes belong to it.
func cutAttribute(s string) (word, rest string) {
	quoted := false
	for i, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case (r == ' ' || r == '\t') && !quoted:
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// validID tells whether an id is made of lower-case letters, digits and hyphens, as every permanent id is.
func validID(id string) bool {
	if id == "" || len(id) > 100 {
		return false
	}
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return true
}

// slug makes an id from a heading's text, for headings that have none of their own.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
