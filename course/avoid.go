package course

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// avoided finds the words that the course's authors have agreed not to use: “avoid” in course.yaml. It is nil if there are none.
func avoided(words []string) *regexp.Regexp {
	var parts []string
	for _, w := range words {
		if w = foldSpace(w); strings.Trim(w, "* ") == "" {
			continue
		}
		stem, open := strings.CutSuffix(w, "*")
		p := strings.ReplaceAll(regexp.QuoteMeta(stem), " ", `[\s>]+`) // a line may end inside, in a quote too
		if open {
			p += `[\p{L}\p{N}]*`
		}
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return nil
	}
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}])(` + strings.Join(parts, "|") + `)(?:$|[^\p{L}\p{N}])`)
}

// avoid looks for avoided words in a file, from the first line on.
func (k *checker) avoid(file string, line int, src []byte) {
	if k.avoided == nil {
		return
	}
	src = mask(src)
	for at := 0; ; {
		m := k.avoided.FindSubmatchIndex(src[at:])
		if m == nil {
			return
		}
		from, to := at+m[2], at+m[3]
		f := advice(file, line+bytes.Count(src[:from], []byte("\n")), "avoid", "“"+foldSpace(string(src[from:to]))+"” is a word to avoid", "use another; the list is in course.yaml")
		f.Col = column(src, from)
		k.add(f)
		at = to
	}
}

// column counts characters from the line's beginning, from 1.
func column(src []byte, at int) int {
	return utf8.RuneCount(src[bytes.LastIndexByte(src[:at], '\n')+1:at]) + 1
}
