// Package store keeps the learner's data: what was answered, read and marked, in one bbolt file in one folder.
//
//	s, err := store.Open(dir)      // sets a damaged file aside, see Notice
//	err = s.Update(func(tx *store.Tx) error {
//		if err := tx.Append(&ev); err != nil {
//			return err
//		}
//		return tx.PutAttempt(course, session, attempt)
//	})                             // on the disk when it returns nil: now the screen may change
//	err = s.View(func(tx *store.Tx) error { it = tx.Item(course, question); return nil })
//	err = s.Backup(time.Now())     // once the first screen stands, in the background
//
// What happens is kept as events, which are appended and never edited. What follows from them (items, and an index of the days
// on which they come back) is kept beside them and can be made again at any time, with Rebuild. Places and attempts are the exceptions:
// they are plain values, the last of which holds.
//
// # The file is open only for the moment of a transaction
//
// so that two windows work side by side. View and Update open it, call the function once, and close it. Do not wait for anything in
// that function, a key press least of all: another window waits for two seconds and then reports ErrBusy. Do not begin a
// transaction inside another. What a Tx returned may be kept; the Tx itself may not. A Store may be used by many goroutines.
//
// # What can go wrong
//
// Errors of the file wrap one of the Err values and read as a sentence: what is wrong — what to do. An error that the function returns
// comes back as it is, and nothing of an Update is then kept.
//
// A folder or file that cannot be written does not keep anybody from reading. Open succeeds; View shows what there is, or nothing at
// all; Update returns ErrReadOnly.
//
// A damaged file is never deleted. It is set aside as lectern-damaged-….db; in its place comes the newest backup that is sound,
// with all that can still be read of the damaged file added to it. Notice says so in a sentence. The transaction in which it showed
// returns ErrDamaged and can be made again at once.
//
// # The folder
//
//	lectern.db               the data
//	lectern.lock             empty; held while the file is made, replaced or backed up
//	backups/                 lectern-2026-11-22.db, one a day, the seven newest
//	lectern-damaged-….db     what was set aside; to be deleted by hand
//	lectern.db.new           left by a crash; overwritten
//
// # The format
//
// has a number, in the file. A file with a greater one than this program knows is refused with ErrNewer and left as it is. A smaller
// one is brought up to date by Open, after a backup. Within a number, fields may be added to records but never change their meaning.
package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// A Store is the learner's data in a folder. It holds nothing open and needs no closing.
type Store struct {
	dir, path string
	patience  time.Duration // how long to wait for another window
	steps     []step        // from each format to the next

	turn sync.RWMutex // taken by each transaction: the file's lock alone would have goroutines look for it only every 50 ms

	doubted atomic.Bool // what looked like damage was none, once

	noticeLock sync.Mutex
	notice     string
}

// promptSize is the size of a file up to which Open looks through all of it. That takes a third of a millisecond for each megabyte, or
// 4000 answers. It is worth it: bbolt goes round for ever in a tree that bites its own tail.
const promptSize = 16 << 20

// Open gets the data in dir ready, and makes the folder and the file if they are not there. If they cannot be made, the Store is
// there all the same: it shows nothing, and Update tries again.
func Open(dir string) (*Store, error) { return newStore(dir).ready() }

func newStore(dir string) *Store {
	return &Store{dir: dir, path: filepath.Join(dir, "lectern.db"), patience: 2 * time.Second, steps: steps}
}

func (s *Store) ready() (*Store, error) {
	if _, err := os.Stat(s.path); err != nil && missing(err) {
		return s.start()
	}
	indexed := true
	look := func(tx *Tx) error {
		err := lookThrough(tx)
		indexed = tx.handle == nil || tx.handle.hurt != nil || tx.has(dates)
		return err
	}
	err := s.View(look)
	if errors.Is(err, ErrDamaged) && s.Notice() != "" {
		err = s.View(look)
	}
	if errors.Is(err, errOlder) {
		err = s.upgrade()
	}
	if err == nil && !indexed {
		err = s.addIndex()
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// addIndex gives a file the index of what is due. If that cannot be written, it goes without.
func (s *Store) addIndex() error {
	err := s.Update((*Tx).Rebuild)
	if errors.Is(err, ErrReadOnly) || errors.Is(err, ErrFull) || errors.Is(err, ErrBusy) {
		return nil
	}
	return err
}

func (s *Store) start() (*Store, error) {
	err := s.create()
	if errors.Is(err, ErrReadOnly) || errors.Is(err, ErrFull) {
		s.notify(err.Error())
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// lookThrough finds damage before the learner has answered anything that would be lost with it. If the file is so large that this would
// keep the first screen waiting it looks at the heads alone, and Backup finds the rest.
func lookThrough(tx *Tx) error {
	if tx.handle == nil {
		return nil
	}
	file := tx.handle.file
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.Size() > promptSize {
		_, err = readHead(file)
	} else {
		err = walk(file, func(string, []byte, []byte) error { return nil })
	}
	if err != nil {
		tx.handle.hurt = &damage{err}
	}
	return nil
}

// View calls fn with a transaction that reads. Windows can read at the same time.
func (s *Store) View(fn func(*Tx) error) error { return s.transact(false, fn) }

// Update calls fn with a transaction that reads and writes. When it returns nil, everything is on the disk; otherwise nothing is.
func (s *Store) Update(fn func(*Tx) error) error { return s.transact(true, fn) }

func (s *Store) transact(write bool, fn func(*Tx) error) error {
	if err := s.take(write); err != nil {
		return s.explain(err, write)
	}
	defer s.giveBack(write)
	admitted := func(tx *Tx) error {
		if err := s.admit(tx); err != nil {
			return &trouble{err}
		}
		return fn(tx)
	}
	err := once(s.path, write, s.patience, admitted)
	if errors.Is(err, errAbsent) {
		err = s.withoutFile(write, admitted)
	}
	return s.face(err, write)
}

// withoutFile runs a transaction when there is no file, or not any more.
func (s *Store) withoutFile(write bool, fn func(*Tx) error) error {
	if !write {
		return fn(&Tx{})
	}
	if err := s.create(); err != nil {
		return &trouble{err}
	}
	return once(s.path, write, s.patience, fn)
}

// face deals with what went wrong with the file; other errors are the caller's own.
func (s *Store) face(err error, write bool) error {
	if t, ours := err.(*trouble); ours {
		return s.settle(t.error, write)
	}
	return err
}

// settle mends damage, and explains all else.
func (s *Store) settle(err error, write bool) error {
	if d, ok := errors.AsType[*damage](err); ok {
		return s.mend(d, write)
	}
	return s.explain(err, write)
}

// take waits for the turn of a transaction among those of this process.
func (s *Store) take(write bool) error {
	try := s.turn.TryRLock
	if write {
		try = s.turn.TryLock
	}
	return s.retry(func() error {
		if !try() {
			return errHeld
		}
		return nil
	})
}

func (s *Store) giveBack(write bool) {
	if write {
		s.turn.Unlock()
	} else {
		s.turn.RUnlock()
	}
}

// retry tries until what it tries for is no longer held, or patience ends.
func (s *Store) retry(try func() error) error {
	err := try()
	for start := time.Now(); errors.Is(err, errHeld) && time.Since(start) < s.patience; err = try() {
		time.Sleep(time.Millisecond)
	}
	return err
}

// lock makes the folder and takes its lock, for what concerns more than a transaction: making the file, replacing it, backups.
func (s *Store) lock() (unlock func(), err error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, err
	}
	var f *os.File
	err = s.retry(func() (err error) {
		f, err = lockFile(filepath.Join(s.dir, "lectern.lock"))
		return err
	})
	return func() { f.Close() }, err
}

// Notice says in a sentence what Lectern did about a damaged or missing file, or why nothing can be saved. It is empty when all is
// well, as it mostly is.
func (s *Store) Notice() string {
	s.noticeLock.Lock()
	defer s.noticeLock.Unlock()
	return s.notice
}

func (s *Store) notify(sentence string) {
	s.noticeLock.Lock()
	defer s.noticeLock.Unlock()
	s.notice = sentence
}

// create makes the file, unless another window was quicker.
func (s *Store) create() error {
	unlock, err := s.lock()
	if err != nil {
		return s.explainCreate(err)
	}
	defer unlock()
	if _, err := os.Lstat(s.path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	syncDir(filepath.Dir(s.dir)) // the folder may be new
	return s.explainCreate(s.renew(nil, 0))
}

// explainCreate takes whatever keeps a file from being made, say a file where the folder should be, for a folder that cannot be written.
func (s *Store) explainCreate(err error) error {
	if err == nil || errors.Is(err, errHeld) || among(err, noRoom) {
		return s.explain(err, true)
	}
	return s.barred(err)
}
