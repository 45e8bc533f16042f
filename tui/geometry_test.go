package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	xansi "github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/store"
	"lectern/tui"
	"lectern/tui/sitting"
)

// Every screen at every size, also resized while it is open: no panic, no line wider than the window, no more rows than it has.
func TestScreensKeepInsideTheWindow(t *testing.T) {
	paths := map[string][]string{
		"today": {}, "contents": {"c"}, "about": {"i"}, "help": {"?"},
		"reader": {"enter"}, "end": {"enter", "G"}, "outline": {"enter", "t"}, "find": {"enter", "/"}, "open": {"enter", "n", "o"},
		"choice": {"enter", "z"}, "sure": {"enter", "z", "a"}, "told": {"enter", "z", "a", "3"},
		"order":   {"enter", "z", "a", "3", "enter"},
		"match":   {"enter", "z", "a", "3", "enter", "a", "b", "c", "enter", "3", "enter"},
		"text":    {"enter", "z", "a", "3", "enter", "a", "b", "c", "enter", "3", "enter", "a", "b", "enter", "3", "enter", "x"},
		"results": {"enter", "z", "a", "3", "enter", "a", "b", "c", "enter", "3", "enter", "a", "b", "enter", "3", "enter", "x", "enter", "3", "enter"},
		"check":   {"enter", "c"}, "check told": {"enter", "c", "a", "2"},
		"pathway": {"G", "enter"}, "step": {"G", "enter", "G", "enter"}, "form": {"G", "enter", "G", "k", "enter", "d"},
		"logbook": {"G", "enter", "l"}, "entry": {"G", "enter", "l", "a"},
		"search": {"/"}, "hits": {"/", "h", "e", "enter"}, "found": {"/", "h", "e", "enter", "enter"},
		"review": {"r"}, "glossary": {"w"}, "words": {"enter", "w"}, "progress": {"p"}, "evidence": {"p", "enter"}, "settings": {"s"},
	}
	for name, keys := range paths {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { sweep(t, keys) })
		})
	}
}

func sweep(t *testing.T, keys []string) {
	s := &stage{t: t, course: oddCourse(t), dir: t.TempDir(), width: 80, height: 24}
	st, err := store.Open(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	s.store = st
	s.app = tui.New(tui.Config{Desk: sitting.Desk{Course: s.course, Store: st, Now: func() time.Time { return time.Now().UTC() }}})
	s.run(s.app.Init())
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, k := range keys {
		s.send(press(k))
	}
	for _, w := range []int{80, 1, 2, 3, 5, 8, 13, 20, 27, 39, 40, 44, 60, 79, 100, 120, 200, 0} {
		for _, h := range []int{24, 1, 2, 3, 4, 5, 6, 9, 11, 12, 15, 40, 0} {
			s.send(tea.WindowSizeMsg{Width: w, Height: h})
			inside(t, s.app.Content(), w, h)
		}
	}
}

func inside(t *testing.T, content string, w, h int) {
	t.Helper()
	lines := strings.Split(content, "\n")
	if len(lines) > max(1, h) {
		t.Fatalf("%d rows in a window of %dx%d", len(lines), w, h)
	}
	for _, l := range lines {
		if n := xansi.StringWidth(l); n > w {
			t.Fatalf("a line of %d cells in a window of %dx%d: %q", n, w, h, xansi.Strip(l))
		}
	}
}

// oddCourse has wide characters, a long word, a long link, a table with many columns, deep lists, and every kind of block.
func oddCourse(t *testing.T) *course.Course {
	wide := strings.Repeat("漢字とかな交じり文。", 12)
	session := fmt.Sprintf(`---
title: "A very long title 漢字 that goes on and on until it is longer than most windows are wide %[1]s"
summary: %[2]s
minutes: 30
objectives:
  a: %[2]s and more
---
%[2]s

### Check? {#chk for=a .check}
- [x] Yes
- [ ] No

> So.

<details><summary>A long summary %[1]s</summary>

- inside

</details>

## Heading 漢字 %[1]s {#h}

%[1]s https://example.org/%[1]s [link](https://example.org/%[1]s)

> [!WARNING]
> %[2]s
>
> - item
>   1. deeper
>      - %[1]s

| a | b %[1]s | c | d | e | f | g | h |
|---|:-:|--:|---|---|---|---|---|
| 1 | %[2]s | 3 | 4 | 5 | 6 | 7 | 漢 |

`+"```chart\ntitle: A long title %[1]s\nx: {label: minutes, values: [0, 10, 20, 100]}\nseries: {One %[1]s: [0, 1, 2, 3], 漢字: [3, 2, 1, 0], 3: [1, 1, 1, 1]}\n```\n\n```chart\ntitle: Bars\nkind: bar\nx: {values: [one, 漢字, %[1]s]}\nseries: {only: [1, 2, 300]}\n```\n\n```\ncode %[1]s\tand tab\n```"+`

1. ordered %[2]s
2. more[^n]

[^n]: %[2]s

## Quiz

### Case: %[1]s {#case}
%[2]s

#### A question 漢字 %[1]s? {#q1 for=a see=h}
%[2]s
- [x] %[1]s
  > %[2]s
- [ ] 漢字
  > no

> %[2]s

### Order? {#q2 for=a see=h}
1. %[1]s
2. two
3. three

### Match? {#q3 for=a see=h}
| l | r |
|---|---|
| %[1]s | one |
| two | %[1]s |

### Text [[no]]? {#q4 for=a see=h}
Fill [[%[1]s]].
`, strings.Repeat("long", 30), wide)
	c, found := course.Load(fstest.MapFS{
		"course.yaml":        {Data: []byte("id: odd\ntitle: " + strings.Repeat("Odd 漢字 ", 20) + "\n")},
		"about.md":           {Data: []byte(wide)},
		"glossary.md":        {Data: []byte("## " + wide + " {#w}\n\nAlso: x\n\n" + wide + "\n")},
		"sessions/01-one.md": {Data: []byte(session)},
		"pathways/road.md": {Data: []byte("---\ntitle: Road " + wide + "\n---\n" + wide + "\n\n## S 漢字 {#s kind=step}\n\n" + wide +
			"\n\n- [ ] " + wide + " {#a}\n\n  " + wide + "\n- [ ] B {#b requires=a waive=\"" + wide + "\"}\n- [ ] C {#c scale=5 see=one#a,one#h}\n")},
		"sessions/02-two.md": {Data: []byte("---\ntitle: Two\nobjectives:\n  a: b\n---\n")},
	})
	if c == nil || found.Errors() > 0 {
		t.Fatal(found)
	}
	return c
}

// A resize keeps the block at the top of the screen at the top.
func TestResizeKeepsTheBlockAtTheTop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var text strings.Builder
		for i := range 200 {
			fmt.Fprintf(&text, "Paragraph %d. %s\n\n", i, strings.Repeat("Some words to wrap. ", 20))
		}
		c, _ := course.Load(fstest.MapFS{"course.yaml": {Data: []byte("id: x\ntitle: X\n")},
			"sessions/01-one.md": {Data: []byte("---\ntitle: One\n---\n" + text.String())}})
		s := &stage{t: t, course: c, dir: t.TempDir(), width: 80, height: 24}
		s.start()
		s.app.Read(c.Sessions[0], "")
		s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
		for range 60 {
			s.send(press("d"))
		}
		first := topParagraph(s.screen())
		if first == 0 {
			t.Fatalf("no paragraph at the top of\n%s", s.screen())
		}
		for _, size := range [][2]int{{40, 15}, {120, 40}, {20, 5}, {61, 20}, {80, 24}} {
			s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			if got := topParagraph(s.screen()); got != 0 && (got < first-1 || got > first+1) {
				t.Errorf("at %v paragraph %d is near the top, it was %d", size, got, first)
			}
		}
	})
}

// topParagraph is the number of the first paragraph whose beginning is on the screen.
func topParagraph(screen string) (n int) {
	if _, after, ok := strings.Cut(screen, "Paragraph "); ok {
		fmt.Sscan(after, &n)
	}
	return n
}
