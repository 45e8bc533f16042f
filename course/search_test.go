package course_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
)

func searched(t *testing.T, text string) *course.Course {
	t.Helper()
	c, _ := course.Load(fstest.MapFS{
		"course.yaml":        {Data: []byte("id: c\ntitle: C\n")},
		"sessions/01-one.md": {Data: []byte("---\ntitle: One\n---\n" + text)},
	})
	return c
}

// Words are found as a reader sees them, in every kind of block, under the heading where they stand; the quiz is not searched.
func TestSearch(t *testing.T) {
	c := searched(t, "Before *all*  headings.\n\n## Head ing {#h}\n\n| a | dose of `5` mg |\n|---|---|\n| b | c |\n\n> [!NOTE]\n> A callout's\n> words.\n\n- item\n  - deeper CO~2~\n\n"+
		"<details><summary>Fold</summary>\n\nhidden text\n\n</details>\n\n## Quiz\n\n### Asked words? {#q}\n- [x] y\n- [ ] n\n")
	for words, want := range map[string]string{
		"before ALL headings": "|Before all headings.",
		"head ing":            "Head ing|Head ing",
		"dose of 5 mg":        "Head ing|a dose of 5 mg b c",
		"callout's words":     "Head ing|A callout's words.",
		"deeper CO₂":          "Head ing|",
		"hidden   text":       "Head ing|Fold hidden text",
		"asked words":         "",
		"":                    "",
	} {
		hits, more := c.Search(words, 10)
		got := ""
		if len(hits) > 0 {
			got = hits[0].Heading + "|" + hits[0].Text
		}
		if more || len(hits) > 1 || !strings.HasPrefix(got, want) || (want == "") != (got == "") {
			t.Errorf("%q: %d hits, %q, want %q", words, len(hits), got, want)
		}
	}
}

// An excerpt shows the words between whole words, whatever stands around them, and never breaks a character.
func TestSearchExcerpts(t *testing.T) {
	for _, side := range []string{"", "word ", strings.Repeat("word ", 40), strings.Repeat("漢字", 60), strings.Repeat("漢字 ", 60), strings.Repeat("İ", 200), strings.Repeat("x", 300)} {
		hits, _ := searched(t, side+" the needle here "+side).Search("Needle", 10)
		if len(hits) != 1 {
			t.Fatalf("%d hits beside %q", len(hits), side)
		}
		got := hits[0].Text
		if !strings.Contains(side, "İ") && !strings.Contains(got, "needle") || strings.Contains(got, "\ufffd") || len(got) > 400 && !strings.Contains(side, "İ") {
			t.Errorf("beside %.20q: %q", side, got)
		}
		if strings.HasPrefix(side, "word word") && (!strings.HasPrefix(got, "…word ") || !strings.HasSuffix(got, " word…")) {
			t.Errorf("cut in a word: %q", got)
		}
	}
}

// The number of hits is kept to, and whether there are more is told.
func TestSearchMost(t *testing.T) {
	c := searched(t, strings.Repeat("again\n\n", 5))
	for most, want := range map[int]bool{4: true, 5: false, 6: false} {
		if hits, more := c.Search("again", most); len(hits) != min(most, 5) || more != want {
			t.Errorf("%d: %d hits, more %v", most, len(hits), more)
		}
	}
}

// A part of a text cites what stands in it, not what stands in the rest of its file.
func TestCitationsOfPart(t *testing.T) {
	c, _ := course.Load(fstest.MapFS{
		"course.yaml":        {Data: []byte("id: c\ntitle: C\n")},
		"glossary.md":        {Data: []byte("## One {#one}\n\nText [@A; @B].\n\n## Two {#two}\n\nMore [@B].\n\nYet more [@C].\n")},
		"sessions/01-one.md": {Data: []byte("---\ntitle: One\n---\nText.\n")},
	})
	for id, want := range map[string]string{"one": "A1 B2", "two": "B2 C3"} {
		term, _ := c.Glossary().Term(id)
		var got []string
		for _, cited := range term.Text.Citations() {
			got = append(got, fmt.Sprintf("%s%d", cited.Key, cited.Number))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s cites %v, want %s", id, got, want)
		}
	}
}
