package record

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// A page is Markdown being written: headings, paragraphs and lists, which also read well as they are. Tables do not, with titles as
// long as they are.
type page struct{ bytes.Buffer }

func (p *page) heading(level int, text string) {
	fmt.Fprintf(p, "\n%s %s\n\n", strings.Repeat("#", level), escape(text))
}

// item writes one item of a list; depth 1 is inside an item.
func (p *page) item(depth int, parts ...string) {
	p.WriteString(strings.Repeat("  ", depth) + "- " + escape(strings.Join(parts, "")) + "\n")
}

// markup are the characters that mean something inside a line. What means something at its beginning is not there: each line that holds
// the learner's text or a title begins with something else.
var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "$", `\$`,
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "\n", "<br>")

// escape makes Markdown show a text as it is, and in one line.
func escape(s string) string { return markup.Replace(strings.TrimSpace(s)) }

func (r Record) markdown(w io.Writer) error {
	var p page
	p.WriteString("# Learning record\n\n")
	if r.Name != "" {
		p.WriteString("Learner: " + escape(r.Name) + "  \n")
	}
	fmt.Fprintf(&p, "As of %s\n\n> %s\n", r.When(), r.Statement)
	for _, c := range r.Courses {
		p.course(c)
	}
	p.heading(2, "How to read this")
	for _, n := range r.Notes() {
		p.item(0, n)
	}
	_, err := w.Write(p.Bytes())
	return err
}

func (p *page) course(c Course) {
	p.heading(2, c.Title)
	p.WriteString(escape(c.Heading()) + "\n")
	if c.Empty() {
		p.WriteString("\nNothing has been done in it yet.\n")
	}
	if len(c.Reading) > 0 {
		p.heading(3, "Reading: "+count(c.Minutes(), "minute"))
		for _, r := range c.Reading {
			p.item(0, r.Date, ": ", count(r.Minutes, "minute"), ", ", r.Name())
		}
	}
	p.sessions(c)
	p.quizzes(c)
	for _, way := range c.Pathways {
		p.pathway(way)
	}
	p.logbook(c)
}

func (p *page) sessions(c Course) {
	if len(c.Begun) > 0 {
		p.heading(3, "Sessions and objectives")
	}
	for _, s := range c.Begun {
		p.item(0, "Session ", s.Name(), ": ", s.Done())
		for _, o := range s.Objectives {
			p.item(1, "Objective, ", o.Status(), ": ", o.Text)
		}
	}
}

func (p *page) quizzes(c Course) {
	if len(c.Quizzes) > 0 {
		p.heading(3, "Quizzes")
		if c.Pass > 0 {
			fmt.Fprintf(p, "The course's pass mark is %.0f %%.\n\n", 100*c.Pass)
		}
	}
	for _, q := range c.Quizzes {
		p.item(0, q.Date, ": ", q.Name(), ": ", q.Result())
	}
	if len(c.Overruled) > 0 {
		p.heading(3, "Verdicts that the learner overruled")
	}
	for _, o := range c.Overruled {
		p.item(0, o.Date, ": ", o.Text, retired(o.Retired), " ", o.Was, ", counted as ", o.Now, answered(o.Given))
	}
	if len(c.Retired) > 0 {
		p.heading(3, "Answers to questions that the course no longer has")
	}
	for _, q := range c.Retired {
		p.item(0, "Question ", q.ID, " of session ", q.Session, " (retired): ", count(q.Score.Answers, "answer"), ", ", q.Score.String(), ", last on ", q.Last)
	}
}

func answered(given string) string {
	if given == "" {
		return ""
	}
	return "; answered “" + given + "”"
}

func (p *page) pathway(way Pathway) {
	p.heading(3, "Pathway: "+way.Title+retired(way.Retired))
	for _, s := range way.Entered() {
		p.step(s)
	}
	if len(way.Sums) > 0 {
		p.heading(4, "Hours by kind")
	}
	for _, s := range way.Sums {
		p.item(0, "Kind ", s.Name(), ": ", s.Counted(), amounts(number(s.Hours), number(s.Credits)), of(s.Target))
	}
	rated := way.Rated()
	if len(rated) > 0 {
		p.heading(4, "Self-ratings over time")
	}
	for _, s := range rated {
		p.item(0, "Rating: ", s.Name(), ": ", s.Trend())
	}
}

func (p *page) step(s Step) {
	parts := []string{"Step: ", s.Name(), ": ", s.Status(), amounts(s.Hours.String(), s.Credits.String())}
	if s.By != "" {
		parts = append(parts, "; by ", s.By)
	}
	p.item(0, parts...)
	if s.Reason != "" {
		p.item(1, "Reason: ", s.Reason)
	}
	for _, n := range s.Notes {
		p.item(1, "Note of ", n.Date, ": ", n.Text)
	}
}

func amounts(hours, credits string) (text string) {
	if hours != "" {
		text += "; hours: " + hours
	}
	if credits != "" {
		text += "; credits: " + credits
	}
	return text
}

func of(target float64) string {
	if target == 0 {
		return ""
	}
	return "; hours that the pathway reckons in all: " + number(target)
}

func (p *page) logbook(c Course) {
	if len(c.Logbook) == 0 {
		return
	}
	p.heading(3, "Logbook")
	for _, e := range c.Logbook {
		parts := []string{e.Date, ": ", e.Sort, amounts(number(e.Hours), "")}
		if e.By != "" {
			parts = append(parts, "; by ", e.By)
		}
		if e.Text != "" {
			parts = append(parts, "; ", e.Text)
		}
		p.item(0, parts...)
	}
	p.heading(4, "Logbook's hours by kind")
	for _, l := range c.Logged {
		p.item(0, "Kind ", l.Sort, ": ", count(l.Entries, "entry"), amounts(number(l.Hours), ""))
	}
}
