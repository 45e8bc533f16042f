package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/tui"
)

// A wrong value is named with its line and the default is used; the other lines hold.
func TestConfig(t *testing.T) {
	for _, c := range []struct {
		src   string
		want  func(*tui.Settings)
		wrong string
	}{
		{"", func(*tui.Settings) {}, ""},
		{"daily: 5\ntheme: light\n", func(s *tui.Settings) { s.Daily, s.Theme = 5, "light" }, ""},
		{"daily: many\nwidth: 60\n", func(s *tui.Settings) { s.Width = 60 }, ":1: “daily” must be a number from 1 to 500, not “many”; 20 is used"},
		{"width: 60\ntheme: pink\n", func(s *tui.Settings) { s.Width = 60 }, ":2: “theme” must be auto, dark or light"},
		{"nonsense: 1\n", func(*tui.Settings) {}, ":1: “nonsense” is not a setting"},
		{"- a\n", func(*tui.Settings) {}, ":1: “key: value” lines belong here"},
		{"a: [[[", func(*tui.Settings) {}, "is not YAML"},
		{"retention: NaN\n", func(*tui.Settings) {}, "retention"},
	} {
		path := filepath.Join(t.TempDir(), "config.yaml")
		if err := os.WriteFile(path, []byte(c.src), 0o600); err != nil {
			t.Fatal(err)
		}
		want := tui.DefaultSettings()
		c.want(&want)
		got, wrong := readConfig(path)
		if got != want {
			t.Errorf("%q gives %+v, want %+v", c.src, got, want)
		}
		if all := strings.Join(wrong, "\n"); !strings.Contains(all, c.wrong) || c.wrong == "" && all != "" {
			t.Errorf("%q: %q, want %q", c.src, all, c.wrong)
		}
	}
}

// What is written is what is read.
func TestConfigRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "config.yaml")
	want := tui.Settings{Daily: 7, Retention: 0.93, DayStart: 0, Theme: "dark", Width: 66}
	if err := writeConfig(path, want); err != nil {
		t.Fatal(err)
	}
	if got, wrong := readConfig(path); got != want || len(wrong) > 0 {
		t.Errorf("got %+v %v", got, wrong)
	}
}
