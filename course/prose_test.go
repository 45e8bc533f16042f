package course_test

import (
	"strings"
	"testing"
)

// Sentences of more than forty words are found wherever they stand in the reading; what is no word is not counted.
func TestLongSentences(t *testing.T) {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"41", words(41) + ".", 1},
		{"40", words(40) + ".", 0},
		{"two sentences", words(30) + ". And " + words(30) + ".", 0},
		{"no sentence's end", words(21) + " e.g. " + words(20) + ".", 1},
		{"citations", words(40) + " [@A, p. 4; @B] [^n] – —.", 0},
		{"in an item", "- " + words(41), 1},
		{"in a callout", "> [!NOTE]\n> " + words(41), 1},
		{"a table", "| a | b |\n|---|---|\n| " + words(30) + " | " + words(30) + " |", 0},
		{"code", "```\n" + words(50) + "\n```", 0},
		{"a list", "- " + words(30) + "\n- " + words(30), 0},
		{"a question", "## Quiz\n\n### Q? {#q for=a see=h}\n\n" + words(50) + "\n\nAnswer: a", 0},
	} {
		if n, _ := found(t, one(c.text+"\n"), "long-sentence"); n != c.want {
			t.Errorf("%s: %d findings, want %d", c.name, n, c.want)
		}
	}
}

// A number that a learner may carry away needs a source in its block; what only looks like one does not.
func TestUncitedNumbers(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"It lasts 40 minutes.", 1},
		{"About 93% arrives.\n\nAnd 5 mg/kg [@Known].", 1},
		{"It costs $1,050.", 1},
		{"In 2000 mg of it.", 1},
		{"> [!NOTE]\n> Wait 2 hours.", 1},
		{"- Wait 2 hours.", 1},
		{"| a | b |\n|---|---|\n| 1 | 2 |", 1},
		{"Text [@Known].\n\n### More {#more}\n\n| a | b |\n|---|---|\n| 1 | 2 |", 1},

		{"It lasts 40 minutes [@Known].", 0},
		{"It lasts 40 minutes, as is commonly taught.", 0},
		{"Take an illustrative case: she has had 200 mg.", 0},
		{"### 40 minutes {#forty}\n\nText.", 0},
		{"In 1962, by the 1970s, and from 2024–26.", 0},
		{"Session 3, Figure 2 and steps in Table 4.", 0},
		{"1. Step one\n2. Step two", 0},
		{"CYP3A4, 5-HT, GAD-7 and B12.", 0},
		{"Tomas, 44, and an 18-year-old man aged 18.", 0},
		{"Call 911 or 988, at any hour, 24/7.", 0},
		{"See `x = 5` and [here](https://example.org/5).", 0},
		{"The list is from a review [@Known]:\n\n- Wait 2 hours.\n- Wait 3 hours.", 0},
		{"| a | b |\n|---|---|\n| 1 | 2 |\n\nThe table follows the label [@Known].", 0},
		{"```chart\ntitle: x\nx: {values: [1, 2]}\nseries: {a: [1, 2]}\n```", 0},
	} {
		if n, first := found(t, one(c.text+"\n")+bib, "uncited-number"); n != c.want {
			t.Errorf("%q: %d findings (%v), want %d", c.text, n, first, c.want)
		}
	}
}

// Words that the course avoids are found with their line and column, in reading and questions, but not in code, links or ids.
func TestAvoidedWords(t *testing.T) {
	avoid := func(body string) string {
		return strings.Replace(one(body+"\n"), "title: Test\n", "title: Test\navoid: [utilize, delv*, in order to]\n", 1)
	}
	for _, c := range []struct {
		text string
		want int
	}{
		{"They utilize it, and utilize it.", 2},
		{"Utilize.", 1},
		{"They delved in.", 1},
		{"They came in\norder to see.", 1},
		{"> They came in\n> order to see.", 1},
		{"```chart\ntitle: Utilize\n```", 1},
		{"## Quiz\n\n### Q? {#q for=a see=h}\n- [x] a\n  > Utilize.\n- [ ] b", 1},
		{"| a | utilize |\n|---|---|\n| b | c |\n| d | utilize |", 2},
		{"They utilized it.", 0},
		{"In good order to see.", 0},
		{"`utilize` and [text](https://example.org/utilize)", 0},
		{"```\nutilize\n```", 0},
		{"## Head {#utilize}", 0},
	} {
		if n, first := found(t, avoid(c.text), "avoid"); n != c.want {
			t.Errorf("%q: %d findings (%v), want %d", c.text, n, first, c.want)
		}
	}
	if n, _ := found(t, one("They utilize it."), "avoid"); n != 0 {
		t.Error("a word is avoided that the course does not list")
	}
	_, f := found(t, avoid("Ünder\n- als utilize."), "avoid")
	if want := "sessions/01-one.md:11:7: “utilize” is a word to avoid — use another; the list is in course.yaml"; f.String() != want {
		t.Errorf("got  %s\nwant %s", f, want)
	}
	_, f = found(t, avoid("| a | b |\n|---|---|\n| c | utilize |"), "avoid")
	if want := "sessions/01-one.md:12:7: "; !strings.HasPrefix(f.String(), want) {
		t.Errorf("in a table: got %s, want %s", f, want)
	}
	many := strings.Replace(one("Text."), "title: Test\n", "title: Test\navoid: ["+strings.Repeat("word, ", 600)+"]\n", 1)
	if n, f := found(t, many, "yaml"); n != 1 || f.Path != "course.yaml" {
		t.Errorf("a list too long gives %d findings (%v), want one", n, f)
	}
}

// A work that is not listed is found in a table's header and in its rows, on their own lines.
func TestTableIsChecked(t *testing.T) {
	for src, want := range map[string]string{
		"| a [@None] | b |\n|---|---|\n| c | d |":            "sessions/01-one.md:10:",
		"| a | b |\n|---|---|\n| c | d |\n| e | f [@None] |": "sessions/01-one.md:13:",
	} {
		if n, f := found(t, one(src), "citation"); n != 1 || !strings.HasPrefix(f.String(), want) {
			t.Errorf("%q: %d findings, %s, want one at %s", src, n, f, want)
		}
	}
}
