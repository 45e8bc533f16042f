package tui

// A scroll is a window on lines that may be more than the body holds.
type scroll struct {
	all    []string
	top    int
	height int
}

func (s *scroll) set(lines []string, height int) {
	s.all, s.height = lines, max(1, height)
	s.move(0)
}

func (s *scroll) move(n int) { s.top = max(0, min(s.top+n, len(s.all)-s.height)) }

// reveal moves as little as needed to bring lines from..to into view, the first of them before all.
func (s *scroll) reveal(from, to int) {
	if to > s.top+s.height {
		s.top = to - s.height
	}
	if from < s.top {
		s.top = from
	}
	s.move(0)
}

// endAt shows a line with as much as there is room for above it.
func (s *scroll) endAt(line int) { s.top = max(0, line+1-s.height) }

func (s *scroll) lines() []string {
	return s.all[min(s.top, len(s.all)):min(len(s.all), s.top+s.height)]
}

// more tells whether there is text above and below.
func (s *scroll) more() (above, below bool) {
	return s.top > 0, s.top+s.height < len(s.all)
}
