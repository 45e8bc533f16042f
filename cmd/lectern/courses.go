package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"lectern/course"
	"lectern/course/kap"
)

// Courses that were opened are remembered by their paths, one on a line in the data folder, so that review covers them too. A path
// that is gone is passed over, and comes back with the course.

const mostRemembered = 50

func (a *app) rememberedPath() string { return filepath.Join(a.folder(), "courses") }

func (a *app) remembered() []string {
	src, err := os.ReadFile(a.rememberedPath())
	if err != nil || len(src) > 1<<16 {
		return nil
	}
	return slices.DeleteFunc(strings.Split(string(src), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// remember puts a course's path on the list. That it cannot is no reason not to read.
func (a *app) remember(path string) {
	abs, err := filepath.Abs(path)
	if err != nil || strings.ContainsAny(abs, "\n\r") {
		return
	}
	all := a.remembered()
	if slices.Contains(all, abs) {
		return
	}
	all = append(all, abs)
	all = all[max(0, len(all)-mostRemembered):]
	_ = os.WriteFile(a.rememberedPath(), []byte(strings.Join(all, "\n")+"\n"), 0o600)
}

// others are the courses besides the one at hand that can be opened now; read once, when they are first wanted.
func (a *app) others(at *course.Course) func() []*course.Course {
	return sync.OnceValue(func() (others []*course.Course) {
		seen := map[string]bool{at.ID: true}
		add := func(c *course.Course) {
			if c != nil && !seen[c.ID] {
				seen[c.ID] = true
				others = append(others, c)
			}
		}
		c, _ := course.Load(kap.Files())
		add(c)
		for _, path := range a.remembered() {
			if fsys, _, err := course.Open(path); err == nil {
				c, _ := course.Load(fsys)
				add(c)
			}
		}
		return others
	})
}
