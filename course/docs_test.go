package course_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
)

// page is the guide for authors.
func page(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("../docs/writing-a-course.md")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(src), "\r\n", "\n")
}

// example takes the files off the page: each is a fenced block under its name.
func example(page string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, fence := range []string{"```", "````"} {
		re := regexp.MustCompile("(?ms)^`my-course/([^`\n]+)`\n\n" + fence + "[a-z]+\n(.*?)^" + fence + "$")
		for _, file := range re.FindAllStringSubmatch(page, -1) {
			m[file[1]] = &fstest.MapFile{Data: []byte(file[2])}
		}
	}
	return m
}

// Who types in the example gets a course with which nothing is wrong.
func TestExampleCourse(t *testing.T) {
	m := example(page(t))
	if len(m) != 4 {
		t.Fatalf("%d files on the page, want 4", len(m))
	}
	c, found := load(t, m)
	for _, f := range found {
		t.Error(f)
	}
	types := map[course.Type]bool{}
	for _, q := range c.Sessions[0].Body().Questions() {
		types[q.Type] = true
	}
	if n := course.Count(c); len(types) < 5 || n.Questions < 6 || n.Checks < 1 || len(c.References()) < 2 || len(c.Glossary().Terms) < 2 {
		t.Errorf("%d types, %+v: the example has lost something", len(types), n)
	}
}

// The page names every rule for authors.
func TestRulesAreDocumented(t *testing.T) {
	text := page(t)
	for _, file := range []string{"advice.go", "coverage.go", "odds.go", "prose.go", "claim.go", "avoid.go", "unused.go"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rules := regexp.MustCompile(`"([a-z]+(?:-[a-z]+)*)", (?:Advice|Error|"is the |fmt\.Sprintf|"nothing|"no |"all |"“)`).FindAllStringSubmatch(string(src), -1)
		if len(rules) == 0 {
			t.Errorf("no rule found in %s", file)
		}
		for _, r := range rules {
			if !strings.Contains(text, "`"+r[1]+"`") {
				t.Errorf("rule %s of %s is not on the page", r[1], file)
			}
		}
	}
}
