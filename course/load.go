package course

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Load reads a course's head and the heads of its sessions; everything else is read when asked for. What is wrong is in the
// findings, and the rest of the course is there. The course is nil only if there is none: no course.yaml, or no session.
func Load(fsys fs.FS) (*Course, Findings) {
	c := &Course{fsys: fsys}
	fs := c.head()
	if c.ID == "" {
		return nil, fs
	}
	fs = append(fs, c.loadSessions()...)
	if len(c.Sessions) == 0 {
		return nil, append(fs, at("sessions", 0, "no-sessions", "the course has no session", "add sessions/01-name.md"))
	}
	return c, fs.sorted()
}

const courseFile = "course.yaml"

func (c *Course) head() (fs Findings) {
	src, err := readFile(c.fsys, courseFile)
	if err != nil {
		f := unreadable(courseFile, err)
		if errors.Is(err, errNotExist) {
			f.Message, f.Fix = "there is no course.yaml, so this is no course", "give the folder or zip that holds course.yaml"
		}
		return append(fs, f)
	}
	src, fs = clean(courseFile, src)
	f := parseYAML(courseFile, src, 0, &fs)
	if f == nil {
		return fs
	}
	c.ID = f.must("id", "give the course a permanent id")
	if c.ID != "" && !validID(c.ID) {
		f.report(f.get("id"), "id", "the id may hold lower-case letters, digits and hyphens only", "")
		c.ID = ""
	}
	c.Title = f.must("title", "say what the course is called")
	c.Summary = f.str("summary")
	c.Edition = f.str("edition")
	c.Language = f.str("language")
	c.Authors = f.list("authors")
	c.License = f.str("license")
	c.Pass = f.number("pass", 0.01, 1, 0.8)
	c.Requires = f.list("requires")
	c.Questions = int(f.number("questions", 1, 100, 6))
	c.Avoid = f.list("avoid")
	if len(c.Avoid) > 500 || len(strings.Join(c.Avoid, "")) > 10000 {
		f.report(f.get("avoid"), "yaml", "“avoid” is too long a list", "name 500 words at most")
		c.Avoid = nil
	}
	f.unknown()
	return fs
}

var errNotExist = fs.ErrNotExist

var sessionName = lazily(`^(\d{1,4})-(.+)\.md$`)

func (c *Course) loadSessions() (fs Findings) {
	entries, err := readDir(c.fsys, "sessions")
	if err != nil && !errors.Is(err, errNotExist) {
		return append(fs, unreadable("sessions", err))
	}
	numbers := map[*Session]int{}
	for _, name := range entries {
		s, number, finding := c.newSession(name)
		if finding != nil {
			fs = append(fs, *finding)
		}
		if s != nil {
			numbers[s] = number
			c.Sessions = append(c.Sessions, s)
			fs = append(fs, s.loadHead()...)
		}
	}
	slices.SortStableFunc(c.Sessions, func(a, b *Session) int { return numbers[a] - numbers[b] })
	return fs
}

func readDir(fsys fs.FS, dir string) (names []string, err error) {
	entries, err := fs.ReadDir(fsys, dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// newSession takes a session's id from its file's name.
func (c *Course) newSession(name string) (*Session, int, *Finding) {
	p := path.Join("sessions", CleanString(name))
	m := sessionName().FindStringSubmatch(name)
	switch {
	case m == nil && strings.HasSuffix(name, ".md"):
		f := at(p, 0, "session-name", "the name is not number-id.md, so it is not read", "rename it like 03-routes.md")
		return nil, 0, &f
	case m == nil:
		return nil, 0, nil
	case !validID(m[2]):
		f := at(p, 0, "id", "the id in the name may hold lower-case letters, digits and hyphens only", "rename it like 03-routes.md")
		return nil, 0, &f
	case c.Session(m[2]) != nil:
		f := at(p, 0, "duplicate-id", "session id “"+m[2]+"” stands twice", "rename one")
		return nil, 0, &f
	}
	number, _ := strconv.Atoi(m[1])
	return &Session{ID: m[2], Path: p, course: c}, number, nil
}

// loadHead reads a session's head alone. A session without one keeps its id as title.
func (s *Session) loadHead() Findings {
	s.Title = s.ID
	src, err := readHead(s.course.fsys, s.Path, func(b []byte) bool {
		return !bytes.HasPrefix(b, []byte("---")) || bytes.Contains(b[3:], []byte("\n---"))
	})
	if err != nil {
		return Findings{unreadable(s.Path, err)}
	}
	return s.front(Clean(src))
}
