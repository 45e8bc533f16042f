package store

import (
	"os"
	"time"
)

// Info is what there is to say about the file.
type Info struct {
	Path    string
	Size    int64 // in bytes; 0 when there is no file
	Format  int
	Created time.Time
	Backups int
	Counts
}

// Counts says how much is kept.
type Counts struct {
	Events    int // answers and all else that happened
	Questions int // that were ever answered
	Places    int // sessions in which the learner was
	Attempts  int // quizzes under way
}

// Info describes the file, for `lectern version` and for bug reports.
func (s *Store) Info() (Info, error) {
	info := Info{Path: s.path}
	if st, err := os.Stat(s.path); err == nil {
		info.Size = st.Size()
	}
	daily, err := s.daily()
	if err != nil {
		return info, s.explain(err, false)
	}
	info.Backups = len(daily)
	return info, s.View(func(tx *Tx) error {
		info.Counts = tx.Counts()
		info.Created, info.Format = tx.created(), s.format()
		return nil
	})
}

// Counts counts what is kept, by the pages of the file: about 20 ms for a million answers.
func (tx *Tx) Counts() Counts {
	return Counts{
		Events:    tx.count(answers) + tx.count(log),
		Questions: tx.count(items),
		Places:    tx.count(places),
		Attempts:  tx.count(attempts),
	}
}

func (tx *Tx) created() time.Time {
	t, _ := get(tx, meta, createdKey, parseCreated)
	return t
}

func parseCreated(raw []byte) (time.Time, error) { return time.Parse(time.RFC3339, string(raw)) }
