package typeset

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	xansi "github.com/charmbracelet/x/ansi"
)

// Wrap breaks styled text into lines of at most width cells, without trailing blanks. Words longer than a line are broken.
func Wrap(s string, width int) []string { return wrap(s, width) }

func wrap(s string, width int) []string {
	if s == "" {
		return []string{""}
	}
	width = max(1, width)
	s = lipgloss.Wrap(glue(s), width, "")
	lines := make([]string, 0, strings.Count(s, "\n")+1)
	for l := range strings.SplitSeq(strings.ReplaceAll(s, "\u00a0", " "), "\n") {
		l = strings.TrimRight(l, " ")
		if len(l) > width && xansi.StringWidth(l) > width { // the library may miss by a cell next to a hyphen
			lines = append(lines, cut(l, width)...)
			continue
		}
		lines = append(lines, l)
	}
	return lines
}

// cut breaks text at the width wherever that falls: blanks mean something in it.
func cut(s string, width int) []string {
	return strings.Split(xansi.Hardwrap(strings.ReplaceAll(s, "\t", "    "), max(1, width), true), "\n")
}

// A figure stays with its unit, and a citation with the word before it.
var (
	beforeUnit = regexp.MustCompile(`(\d) (mg|microgram|micrograms|mcg|g|kg|mL|L|min|minutes|h|hours|days|weeks|months|years|mmHg|%)([^\pL]|$)`)
	beforeCite = regexp.MustCompile(` \[\d+(?:, \d+){0,4}\]`)
)

// glue ties together what a line's end should not part, with non-breaking blanks.
func glue(s string) string {
	if strings.Contains(s, " [") {
		s = beforeCite.ReplaceAllStringFunc(s, func(cite string) string { return strings.ReplaceAll(cite, " ", "\u00a0") })
	}
	if strings.ContainsAny(s, "0123456789") {
		s = beforeUnit.ReplaceAllString(s, "$1\u00a0$2$3")
	}
	return s
}

// Filter lets through text, SGR sequences and hyperlinks to http, https and mailto, and takes any other control sequence out.
func Filter(s string) string {
	if strings.IndexFunc(s, isControl) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if n := allowed(s[i:]); n > 0 {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isControl(r) && (r != utf8.RuneError || size > 1) {
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

func isControl(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0
}

// allowed returns the length of the allowed control sequence that s begins with, or 0.
func allowed(s string) int {
	if strings.HasPrefix(s, "\x1b[") {
		for i := 2; i < len(s); i++ {
			switch c := s[i]; {
			case c == 'm':
				return i + 1
			case c != ';' && c != ':' && (c < '0' || c > '9'):
				return 0
			}
		}
		return 0
	}
	if !strings.HasPrefix(s, "\x1b]8;") {
		return 0
	}
	end := strings.IndexByte(s, 7)
	if end < 0 {
		return 0
	}
	_, url, _ := strings.Cut(s[4:end], ";")
	if url == "" || strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "mailto:") {
		return end + 1
	}
	return 0
}
