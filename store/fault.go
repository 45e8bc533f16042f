package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	berrors "go.etcd.io/bbolt/errors"
)

// What can be wrong with the file. Errors that wrap one of these read as a sentence for the learner: what is wrong — what to do.
var (
	ErrBusy       = errors.New("busy")       // another window holds the file for longer than one waits
	ErrReadOnly   = errors.New("read-only")  // the file or its folder cannot be written; reading may go on
	ErrUnreadable = errors.New("unreadable") // the file is there, but we may not read it
	ErrFull       = errors.New("disk full")  // no room to write; nothing of the transaction was kept
	ErrNewer      = errors.New("too new")    // a newer Lectern wrote the file; it was left as it is
	ErrDamaged    = errors.New("damaged")    // the file was damaged; unless the sentence says otherwise it has been replaced: try again
)

// A fault is an error with a sentence of its own. errors.Is finds what kind it is, and its cause.
type fault struct {
	kind, cause error
	sentence    string
}

func (f *fault) Error() string   { return f.sentence }
func (f *fault) Unwrap() []error { return []error{f.kind, f.cause} }

// trouble is what went wrong with the file, as opposed to an error that the function given to View or Update returned.
type trouble struct{ error }

func (t *trouble) Unwrap() error { return t.error }

// damage is what a damaged file shows, or what looks like it: mend finds out.
type damage struct{ error }

func (d *damage) Unwrap() error { return d.error }

func damagef(format string, args ...any) error { return &damage{fmt.Errorf(format, args...)} }

var (
	errHeld   = errors.New("held by another window")
	errAbsent = errors.New("there is no file")
	errOlder  = errors.New("the file is in an older format — start Lectern again")
)

// explain puts what the system or bbolt says into a sentence, unless it has one.
func (s *Store) explain(err error, write bool) error {
	switch {
	case err == nil:
		return nil
	case errors.As(err, new(*fault)), errors.Is(err, errOlder):
		return err
	case errors.Is(err, berrors.ErrTimeout), errors.Is(err, errHeld):
		return faultf(ErrBusy, err, "%s has been in use by another window of Lectern for %v — close that window or try again",
			s.path, s.patience.Round(time.Second))
	case errors.Is(err, berrors.ErrVersionMismatch):
		return faultf(ErrNewer, err, "%s was written by a newer Lectern, on another bbolt — use the newer Lectern; the file was left as it is",
			s.path)
	case among(err, noRoom):
		return faultf(ErrFull, err, "nothing was saved, the disk with %s is full (%v) — make some room and try again", s.dir, plain(err))
	case among(err, noAccess) && write:
		return s.barred(err)
	case among(err, noAccess):
		return faultf(ErrUnreadable, err, "%s cannot be read (%v) — change its permissions or choose another folder with --data",
			s.path, plain(err))
	}
	return faultf(err, err, "%s cannot be used (%v) — try again", s.path, plain(err))
}

func (s *Store) barred(err error) error {
	return faultf(ErrReadOnly, err, "nothing can be saved, %s cannot be written (%v) — change its permissions or choose another "+
		"folder with --data", s.path, plain(err))
}

func faultf(kind, cause error, format string, args ...any) error {
	return &fault{kind: kind, cause: cause, sentence: fmt.Sprintf(format, args...)}
}

// among also looks at the text: bbolt passes some errors on as text only.
func among(err error, these []error) bool {
	for _, e := range these {
		if err != nil && (errors.Is(err, e) || strings.Contains(err.Error(), e.Error())) {
			return true
		}
	}
	return false
}

// plain leaves the system's words, without the call and the path.
func plain(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

// missing tells whether an error says that there is no such file, nor a folder in which it could be.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
