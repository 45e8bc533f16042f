package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/course/study"
	"lectern/tui/sitting"
	"lectern/tui/theme"
	"lectern/tui/typeset"
)

// progress shows what the learner knows, objective by objective with the evidence, and pictures of how it goes, each with its
// reading in a sentence.
type progress struct {
	env   *env
	known sitting.Knowledge
	fault string
	open  map[string]bool // sessions whose evidence is shown
	list  list

	width, height int
	theme         theme.Theme
	toggle        key.Binding
}

func newProgress(e *env) *progress {
	p := &progress{env: e, list: newList(), open: map[string]bool{}}
	p.toggle = p.list.bind.Enter
	known, err := e.Knowledge()
	p.known, p.fault = known, sentence(err)
	return p
}

func (p *progress) layout(width, height int, t theme.Theme) {
	p.width, p.height, p.theme = width, height, t
	p.draw()
}

func (p *progress) draw() {
	var rows []row
	text := func(lines ...string) { rows = append(rows, row{lines: lines}) }
	if p.fault != "" {
		text(append(typeset.Wrap(p.theme.Warning.Render(p.fault), p.width), "")...)
	}
	text(append(typeset.Wrap(p.summary(), p.width), "")...)
	for _, s := range p.env.Course.Sessions {
		rows = append(rows, row{lines: p.session(s), pick: true})
	}
	text("", p.theme.Faint.Render("● met   ◐ fading   ○ not yet"))
	if p.known.Retired > 0 {
		text(typeset.Wrap(p.theme.Faint.Render(fmt.Sprintf("Retired: answers to %d questions that the course no longer has are kept.", p.known.Retired)), p.width)...)
	}
	for _, part := range [][]string{p.calibration(), p.forecast(), p.memory(), p.days()} {
		text(append([]string{""}, part...)...)
	}
	p.list.layout(rows, p.width, p.height, p.theme)
}

func (p *progress) summary() string {
	met, fading, all := p.known.Count()
	s := p.theme.Strong.Render(fmt.Sprintf("%d of %d objectives met", met, all))
	if fading > 0 {
		s += fmt.Sprintf(", %d of them fading", fading)
	}
	return s + fmt.Sprintf("; %s, %s read.", sitting.Count(p.known.Answers(), "answer", "answers"), sitting.Count(p.known.Seconds/60, "minute", "minutes"))
}

func (p *progress) session(s *course.Session) []string {
	var dots []string
	for _, o := range s.Objectives {
		dots = append(dots, dot(p.known.Mastery[s.ID][o.ID].Standing, p.theme))
	}
	head := fmt.Sprintf("%d  %s", s.Number(), s.Title)
	room := max(8, p.width-2-len(s.Objectives)-2)
	head = clipTo(head, room)
	lines := []string{head + strings.Repeat(" ", max(1, room-width(head)+1)) + strings.Join(dots, "")}
	if !p.open[s.ID] {
		return lines
	}
	for _, o := range s.Objectives {
		m := p.known.Mastery[s.ID][o.ID]
		lines = append(lines, indent(bullet(dot(m.Standing, p.theme)+" ", o.Text+": "+m.Standing.String()+sitting.Why(m), max(1, p.width-6)), "   ")...)
		lines = append(lines, indent(p.evidence(s, m), "     ")...)
	}
	return lines
}

// evidence lists what the standing rests on.
func (p *progress) evidence(s *course.Session, m study.Mastery) (lines []string) {
	for _, e := range m.Evidence {
		if e.Answers == 0 {
			continue
		}
		q := s.Body().Question(e.Question)
		if q == nil {
			continue
		}
		said := ""
		if e.Confidence != study.Unsaid {
			said = ", " + e.Confidence.String()
		}
		text := fmt.Sprintf("%s%s on %s: %s", e.Last, said, e.At.In(p.env.Now().Location()).Format("2 Jan 2006"), q.Lead.Plain())
		lines = append(lines, typeset.Wrap(p.theme.Faint.Render(text), max(1, p.width-9))...)
	}
	return lines
}

func dot(s study.Standing, t theme.Theme) string {
	switch s {
	case study.Met:
		return t.Right.Render("●")
	case study.Fading:
		return t.Partly.Render("◐")
	}
	return t.Faint.Render("○")
}

func (p *progress) chart(c course.Chart) []string {
	return typeset.New(p.width, p.theme).Chart(c, p.width)
}

func (p *progress) head(s string) string { return p.theme.Heading.Render(s) }

// calibration sets how sure the learner was against how often that was right.
func (p *progress) calibration() []string {
	lines := []string{p.head("How sure, and how right")}
	if !p.known.Calibration.Enough() {
		return append(lines, typeset.Wrap(sitting.CalibrationWords(p.known.Calibration), p.width)...)
	}
	lines = append(lines, typeset.Wrap(sitting.CalibrationWords(p.known.Calibration), p.width)...)
	return append(lines, p.chart(sitting.CalibrationChart(p.known.Calibration))...)
}

func (p *progress) forecast() []string {
	lines := []string{p.head("Reviews to come")}
	lines = append(lines, typeset.Wrap(p.known.ForecastWords(), p.width)...)
	if slices.Max(p.known.Forecast) == 0 {
		return lines
	}
	return append(lines, p.chart(sitting.ForecastChart(p.known.Forecast))...)
}

func (p *progress) memory() []string {
	lines := []string{p.head("If you stopped reviewing")}
	if p.known.Retained == nil {
		return append(lines, "There is nothing to forget yet.")
	}
	lines = append(lines, typeset.Wrap(sitting.RetainedWords(p.known.Retained), p.width)...)
	return append(lines, p.chart(sitting.RetainedChart(p.known.Retained))...)
}

// days is a calendar of the last weeks: a mark for each day with answers or reading.
func (p *progress) days() []string {
	today := p.env.Today()
	n := 0
	for _, d := range slices.Collect(maps.Keys(p.known.Days)) {
		if d > today-84 {
			n++
		}
	}
	lines := []string{p.head("Days studied"), fmt.Sprintf("%d of the last 84 days.", n)}
	monday := today - study.Day((int(today.Time().Weekday())+6)%7)
	for row := range 7 {
		var b strings.Builder
		b.WriteString(p.theme.Faint.Render(today.Time().AddDate(0, 0, int(monday-today)+row).Format("Mon")) + " ")
		for week := range 12 {
			day := monday - study.Day(7*(11-week)) + study.Day(row)
			switch {
			case day > today:
				b.WriteString("  ")
			case p.known.Days[day]:
				b.WriteString(p.theme.Right.Render("■") + " ")
			default:
				b.WriteString(p.theme.Faint.Render("·") + " ")
			}
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
	from := (monday - 77).Time()
	return append(lines, p.theme.Faint.Render(fmt.Sprintf("    weeks from %s to today; ■ studied", from.Format("2 January"))))
}

func (p *progress) update(msg tea.Msg) (step, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return step{}, nil
	}
	switch {
	case key.Matches(press, p.list.bind.Enter):
		id := p.env.Course.Sessions[p.list.cursor].ID
		p.open[id] = !p.open[id]
		p.draw()
	case key.Matches(press, p.list.bind.Leave):
		return step{kind: pop}, nil
	case press.String() == "pgdown":
		p.list.scroll.move(p.height - 2)
	case press.String() == "pgup":
		p.list.scroll.move(2 - p.height)
	default:
		p.list.key(press)
	}
	return step{}, nil
}

func (p *progress) shown() tea.Cmd { return nil }
func (p *progress) title() (string, string) {
	return "Lectern › Progress", p.env.Now().Format("2 January 2006")
}
func (p *progress) lines() []string { return p.list.lines() }
func (p *progress) typing() bool    { return false }
func (p *progress) leave()          {}

func (p *progress) keys() []key.Binding {
	page := key.NewBinding(key.WithKeys("pgdown", "pgup"), key.WithHelp("pgdn", "pictures"))
	all := p.list.keys("evidence")
	return append([]key.Binding{all[0], page}, all[1:]...)
}
