package store

import (
	"errors"
	"os"
	"syscall"
)

// What the system says when there is no room, and when it will not let us write.
var (
	noRoom = []error{
		syscall.Errno(39),  // ERROR_HANDLE_DISK_FULL
		syscall.Errno(112), // ERROR_DISK_FULL
	}
	noAccess = []error{
		os.ErrPermission,
		syscall.Errno(19), // ERROR_WRITE_PROTECT
	}
	sharingViolation = syscall.Errno(32)
)

// lockFile makes path if need be, opens it for this process alone, and keeps it until it is closed, be it by the end of the process.
// It does not wait: errHeld says that another has it.
func lockFile(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, errHeld
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

// hold does nothing here: as long as another process has a file open, Windows will not rename it, which is what it is for.
func hold(*os.File) error { return nil }

// free does nothing: a lock ends here when the file is closed.
func free(*os.File) {}

// letGo closes a file that is about to be renamed, since Windows renames no open file.
func letGo(f *os.File) { f.Close() }

// syncDir does nothing: Windows cannot sync a folder, and NTFS keeps a journal of names.
func syncDir(string) error { return nil }
