//go:build unix

package store

import (
	"errors"
	"os"
	"syscall"
)

// What the system says when there is no room, and when it will not let us write.
var (
	noRoom   = []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
	noAccess = []error{os.ErrPermission, syscall.EROFS}
)

// lockFile makes path if need be, locks it for this process alone, and keeps it locked until the file is closed, be it by the end of
// the process. It does not wait: errHeld says that another has it.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := hold(f); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// hold takes the same lock on a file that bbolt takes for writing.
func hold(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

// free gives back the lock of a file whose mapping was left behind: the mapping would keep the lock when the file is closed.
func free(f *os.File) { syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// letGo is for systems that cannot rename an open file. This one can, and the lock had better last until after the renaming.
func letGo(*os.File) {}

// syncDir makes sure that the names in a folder survive a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) { // some file systems cannot
		return err
	}
	return nil
}
