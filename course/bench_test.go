package course_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
)

// large is a session of about so many bytes: sections of prose, lists, a table, a callout and citations.
func large(size int) string {
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		fmt.Fprintf(&b, "## Section %d {#s-%d}\n\n%s\n\n- one item with a few words\n- another one [@Key%d]\n\n", n, n,
			strings.Repeat("A sentence about something, with a figure of 25 mg and a *word* in it [@Known2020].\n", 12), n%50)
		b.WriteString("| Route | Share | Onset |\n|---|---|---|\n| one | 93% | 5 min |\n| two | 30% | 15 min |\n\n> [!NOTE]\n> Take note of this.\n\n")
	}
	return b.String()
}

func BenchmarkBody(b *testing.B) {
	for _, size := range []int{25_000, 5_000_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			m := fstest.MapFS{"course.yaml": {Data: []byte("id: x\ntitle: X\n")},
				"sessions/01-one.md": {Data: []byte("---\ntitle: One\n---\n" + large(size))}}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				c, _ := course.Load(m)
				if len(c.Sessions[0].Body().Reading.Blocks) == 0 {
					b.Fatal("nothing read")
				}
			}
		})
	}
}
