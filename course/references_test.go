package course_test

import (
	"testing"
	"testing/fstest"

	"lectern/course"
)

// A work is listed with its authors as far as they are named, its date once, and has a short name without its key.
func TestReferenceWords(t *testing.T) {
	c, found := course.Load(fstest.MapFS{
		"course.yaml":        {Data: []byte("id: c\ntitle: C\n")},
		"sessions/01-one.md": {Data: []byte("---\ntitle: One\n---\nText.\n")},
		"references.yaml": {Data: []byte(`
- {id: one, author: [{family: Rolan, given: P}], title: On water, issued: {year: 2014}}
- {id: more, author: [{family: Rolan, given: P}, {literal: others}], title: On water, issued: {year: 2014}}
- {id: several, author: [{family: A}, {family: B}, {literal: others}], title: On rain?, note: abstract}
- {id: many, author: [{family: A}, {family: B}, {family: C}, {family: D}, {family: E}], title: On ice}
- {id: label, title: "Ketalar (ketamine HCl injection): US label", publisher: Par}
- {id: junior, author: [{family: Zarate, given: CA Jr}, {family: B}], title: A trial, issued: {year: 2006}}
- {id: inside, title: "Guidance on intranasal (es)ketamine"}
- {id: dated, title: "Approval of January 2025", issued: {year: 2025}, note: 10 January 2025}
`)},
	})
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	for key, want := range map[string][2]string{
		"one":     {"Rolan P. On water. 2014.", "Rolan 2014"},
		"more":    {"Rolan P and others. On water. 2014.", "Rolan and others 2014"},
		"several": {"A, B, and others. On rain? abstract.", "A and others"},
		"many":    {"A, B, C, and others. On ice.", "A and others"},
		"label":   {"Ketalar (ketamine HCl injection): US label. Par.", "Ketalar: US label"},
		"junior":  {"Zarate CA Jr, B. A trial. 2006.", "Zarate and others 2006"},
		"inside":  {"Guidance on intranasal (es)ketamine.", "Guidance on intranasal (es)ketamine"},
		"dated":   {"Approval of January 2025. 10 January 2025.", "Approval of January 2025"},
	} {
		r := c.References()[key]
		if r.String() != want[0] || r.Short() != want[1] {
			t.Errorf("%s: %q, %q", key, r.String(), r.Short())
		}
	}
}
