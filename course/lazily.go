package course

import (
	"regexp"
	"sync"
)

// lazily compiles an expression when it is first used. Most are for checking a course, and compiling them all would cost a reader
// two milliseconds at every start.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
