package tui_test

import (
	"testing"
	"testing/synctest"

	"golang.org/x/tools/txtar"

	"lectern/course/study"
	"lectern/store"
)

// A key pressed twice before the first has been written down acts once: here both are pressed before any command runs.
func TestKeysFasterThanTheDisk(t *testing.T) {
	for _, key := range []string{"u", "o", "x"} {
		synctest.Test(t, func(t *testing.T) {
			s := newStory(t, txtar.Parse([]byte(threeTyped)))
			s.do("", "open", "quiz one")
			s.do("", "type", "wrong")
			for _, k := range []string{"enter", "3"} {
				s.send(press(k))
			}
			_, first := s.app.Update(press(key))
			_, second := s.app.Update(press(key))
			if first == nil || second != nil {
				t.Errorf("%s writes before it is written: %v, %v", key, first != nil, second != nil)
			}
			s.run(first)
			want := map[string]string{"u": "question 1 of 3", "o": "you counted it as right", "x": "it does not come back"}[key]
			s.do(key, "see", want)
		})
	}
}

// A session is kept as read once, when its end was in view, however long one stays there.
func TestReadToItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(t, txtar.Parse([]byte(threeTyped)))
		for range 2 {
			s.do("", "open", "read one")
			s.send(press("G"))
			s.send(press("esc"))
		}
		ends := 0
		err := s.store.View(func(tx *store.Tx) error {
			return tx.Log(func(ev study.Event) error {
				if ev.Kind == study.ReadAll {
					ends++
				}
				return nil
			})
		})
		if err != nil || ends != 1 {
			t.Errorf("kept %d times (%v)", ends, err)
		}
	})
}

const threeTyped = `-- course/course.yaml --
id: three
title: Three
-- course/sessions/01-one.md --
---
title: One
objectives:
  o: Know it
---
## Text {#x}

Text.

## Quiz

### Which is a? {#a for=o see=x}
Answer: a

> It is.

### Which is b? {#b for=o see=x}
Answer: b

> It is.

### Which is c? {#c for=o see=x}
Answer: c

> It is.
`
