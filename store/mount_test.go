//go:build linux

package store_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"lectern/course/quiz"
	"lectern/store"
)

func init() { parts["on a tiny disk"] = onATinyDisk }

// A disk that is really full, and then really read-only: a file system of half a megabyte in memory, which only the process that
// mounts it sees.
func TestTinyDisk(t *testing.T) {
	cmd := window(t, "on a tiny disk", t.TempDir())
	cmd.Stderr = nil
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if _, ran := errors.AsType[*exec.ExitError](err); err != nil && !ran || strings.Contains(string(out), "cannot mount") {
		t.Skipf("SKIPPED, not tested: this system lets no user mount a disk of its own: %v %s", err, out)
	}
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func onATinyDisk(dir string) error {
	if err := syscall.Mount("tiny", dir, "tmpfs", 0, "size=512k"); err != nil {
		return fmt.Errorf("cannot mount: %w", err)
	}
	s, err := store.Open(dir)
	if err != nil {
		return err
	}
	var kept int
	for err == nil && kept < 1000 {
		err = s.Update(func(tx *store.Tx) error {
			ev := answer(fmt.Sprint("q", kept), quiz.Right)
			ev.Answer.Typed = []string{strings.Repeat("word ", 2000)}
			return tx.Append(&ev)
		})
		if err == nil {
			kept++
		}
	}
	os.Setenv("LECTERN_EVENTS", fmt.Sprint(kept))
	backup := s.Backup(noon)
	if err := syscall.Mount("tiny", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=512k"); err != nil {
		return err
	}
	return errors.Join(
		want("append", err, store.ErrFull, "make some room"),
		want("backup", backup, store.ErrFull, "make some room"),
		readOnlyHere(dir))
}
