package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/adrg/xdg"
	"go.yaml.in/yaml/v4"

	"lectern/course"
	"lectern/tui"
)

// The learner's settings lie in a small YAML file. A flag goes before it; it goes before the environment, and that before what the
// terminal says. A value that makes no sense is named with its line, and the default is used.

func configPath() string { return filepath.Join(xdg.ConfigHome, "lectern", "config.yaml") }

// setting is one key of the file: what it may be, and where it goes.
type setting struct {
	key, want string
	read      func(s *tui.Settings, value string) bool
	write     func(s tui.Settings) string
}

func between(least, most float64, into func(*tui.Settings, float64)) func(*tui.Settings, string) bool {
	return func(s *tui.Settings, value string) bool {
		v, err := strconv.ParseFloat(value, 64)
		if err != nil || !(v >= least && v <= most) { // the negation holds for NaN too
			return false
		}
		into(s, v)
		return true
	}
}

var settings = []setting{
	{"daily", "a number from 1 to 500", between(1, 500, func(s *tui.Settings, v float64) { s.Daily = int(v) }),
		func(s tui.Settings) string { return strconv.Itoa(s.Daily) }},
	{"retention", "a number from 0.7 to 0.97", between(0.7, 0.97, func(s *tui.Settings, v float64) { s.Retention = v }),
		func(s tui.Settings) string { return strconv.FormatFloat(s.Retention, 'g', -1, 64) }},
	{"day-start", "an hour from 0 to 23", between(0, 23, func(s *tui.Settings, v float64) { s.DayStart = int(v) }),
		func(s tui.Settings) string { return strconv.Itoa(s.DayStart) }},
	{"theme", "auto, dark or light", func(s *tui.Settings, v string) bool { s.Theme = v; return v == "auto" || v == "dark" || v == "light" },
		func(s tui.Settings) string { return s.Theme }},
	{"width", "a number from 40 to 120", between(40, 120, func(s *tui.Settings, v float64) { s.Width = int(v) }),
		func(s tui.Settings) string { return strconv.Itoa(s.Width) }},
}

// readConfig reads the file. What is wrong with it comes as sentences; everything else in it holds.
func readConfig(path string) (s tui.Settings, wrong []string) {
	s = tui.DefaultSettings()
	src, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, []string{fmt.Sprintf("%s cannot be read, so the defaults hold: %v", path, err)}
	}
	var doc yaml.Node
	if len(src) > 1<<16 || yaml.Unmarshal(course.Clean(src), &doc) != nil {
		return s, []string{path + " is not YAML, so the defaults hold"}
	}
	if len(doc.Content) == 0 {
		return s, nil
	}
	if doc.Content[0].Kind != yaml.MappingNode {
		return s, []string{fmt.Sprintf("%s:%d: “key: value” lines belong here", path, doc.Content[0].Line)}
	}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		if w := take(&s, pairs[i].Value, pairs[i+1].Value); w != "" {
			wrong = append(wrong, fmt.Sprintf("%s:%d: %s", path, pairs[i].Line, w))
		}
	}
	return s, wrong
}

// take takes one line of the file, or says what is wrong with it.
func take(s *tui.Settings, key, value string) string {
	for _, k := range settings {
		if k.key != key {
			continue
		}
		before := *s
		if !k.read(s, value) {
			*s = before
			return fmt.Sprintf("“%s” must be %s, not “%s”; %s is used", key, k.want, value, k.write(before))
		}
		return ""
	}
	return fmt.Sprintf("“%s” is not a setting", key)
}

// writeConfig writes all settings, by way of a file beside it, so that a crash leaves the old one or the new one.
func writeConfig(path string, s tui.Settings) error {
	var b strings.Builder
	b.WriteString("# Lectern's settings. A missing line means the default.\n")
	for _, k := range settings {
		fmt.Fprintf(&b, "%s: %s   # %s\n", k.key, k.write(s), k.want)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if _, wrong := readConfig(path); len(wrong) > 0 { // what could not be read may still be wanted
		_ = os.Rename(path, path+".bak")
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".config-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(b.String())
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
