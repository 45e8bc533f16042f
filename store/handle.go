package store

import (
	"errors"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// A handle is the file, open for one transaction.
//
// bbolt reads the file as memory, and a damaged one makes it panic or touch memory that is not there. So bbolt is only ever called
// inside safely or under a deferred guard, which set hurt. Once hurt, bbolt's own clean-up cannot be trusted (it may wait for a
// lock that the panic left behind): close then gives back the file and its lock, and leaves the mapping behind.
type handle struct {
	path string
	file *os.File
	bolt *bbolt.DB
	tx   *bbolt.Tx
	hurt error
}

// open opens the file at path. Whoever waits for the lock of a file that is being replaced gets the lock of the old file: hence the
// look whether it is still the one at path.
func open(path string, write bool, patience time.Duration) (*handle, error) {
	for range 5 {
		h := &handle{path: path}
		err := h.connect(write, patience)
		if err == nil && h.current() {
			return h, nil
		}
		h.close()
		if err != nil {
			return nil, err
		}
	}
	return nil, errHeld
}

func (h *handle) connect(write bool, patience time.Duration) error {
	return h.safely(func() (err error) {
		h.bolt, err = bbolt.Open(h.path, 0o600, &bbolt.Options{
			Timeout: patience, ReadOnly: !write, OpenFile: h.openFile, NoStatistics: true,
		})
		switch {
		case err == nil:
			return nil
		case missing(err):
			return errAbsent
		case errors.Is(err, berrors.ErrTimeout), errors.Is(err, berrors.ErrVersionMismatch), errors.As(err, new(syscall.Errno)):
			return err
		}
		return &damage{err}
	})
}

// openFile opens the file for bbolt. It makes none, and refuses an empty one, where bbolt would begin a new database without a word.
func (h *handle) openFile(path string, flag int, mode os.FileMode) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, damagef("it is no file but %v", info.Mode().Type())
	case info.Size() == 0:
		return nil, damagef("it is empty")
	}
	h.file, err = os.OpenFile(path, flag&^os.O_CREATE, mode)
	return h.file, err
}

func (h *handle) current() bool {
	ours, err := h.file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(h.path)
	return err == nil && os.SameFile(ours, there)
}

func (h *handle) begin(write bool) error {
	return h.safely(func() (err error) {
		if h.tx, err = h.bolt.Begin(write); err != nil {
			return err
		}
		info, err := h.file.Stat()
		if err == nil && info.Size() < h.tx.Size() {
			err = damagef("%d of its %d bytes are there", info.Size(), h.tx.Size())
		}
		return err
	})
}

func (h *handle) commit() error { return h.safely(h.tx.Commit) }

// close ends the transaction, without keeping what it wrote unless it was committed, and gives the file back.
func (h *handle) close() {
	if h.hurt == nil && h.bolt != nil {
		h.safely(h.release) // what is committed is on the disk, so that nothing that fails here matters
	}
	if h.file != nil {
		free(h.file)
		h.file.Close()
	}
}

func (h *handle) release() error {
	if h.tx != nil {
		h.tx.Rollback()
	}
	return h.bolt.Close()
}

// safely calls f, which calls bbolt, and makes an error of a panic.
func (h *handle) safely(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			h.hurt = damagef("%v", r)
			err = h.hurt
		}
	}()
	return f()
}

// guard is deferred by the methods of Tx, which return no error when the file is damaged: it notes what bbolt panicked with and lets
// the panic pass through the caller's function, to be caught at the end of the transaction.
func (h *handle) guard() {
	if r := recover(); r != nil {
		h.hurt = damagef("%v", r)
		panic(r)
	}
}

// catch ends a panic that guard has noted. Others are none of ours and pass with their stack whole.
func (h *handle) catch(err *error) {
	if h.hurt != nil {
		recover()
		*err = &trouble{h.hurt}
	}
}

// once runs one transaction on the file at path.
func once(path string, write bool, patience time.Duration, fn func(*Tx) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // a page that cannot be read becomes a panic, which can be caught
	h, err := open(path, write, patience)
	if err != nil {
		return &trouble{err}
	}
	defer h.close()
	defer h.catch(&err)
	if err := h.begin(write); err != nil {
		return &trouble{err}
	}
	if err := fn(&Tx{handle: h}); err != nil || !write || h.hurt != nil {
		return err // of which catch has the last word
	}
	if err := h.commit(); err != nil {
		return &trouble{err}
	}
	return nil
}
