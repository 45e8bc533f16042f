//go:build linux || darwin

package store_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"lectern/course/quiz"
	"lectern/course/study"
	"lectern/store"
)

func init() {
	parts["fill the disk"] = fillTheDisk
	parts["read only"] = readOnly
	parts["unreadable"] = unreadable
}

// play runs a part in another process and fails with what it says.
func play(t testing.TB, part, dir string, env ...string) {
	t.Helper()
	cmd := window(t, part, dir, env...)
	cmd.Stderr = nil
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// want makes an error of an error that is not the wanted one, or says nothing useful.
func want(what string, err, kind error, words string) error {
	if !errors.Is(err, kind) || !strings.Contains(err.Error(), words) {
		return fmt.Errorf("%s: got %v, want %v with %q", what, err, kind, words)
	}
	return nil
}

// A file that shrinks while it is being read is a fault of memory, which ends a program that is not prepared.
func TestFault(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := give(t, s, 300)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	err := s.View(func(tx *store.Tx) error {
		if err := os.Truncate(filepath.Join(dir, "lectern.db"), int64(2*pageSize)); err != nil {
			return err
		}
		return touchAll(tx)
	})
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("got %v", err)
	}
	wantAll(t, s, ids)
}

// A damaged file is not replaced while another window holds it, which may be writing.
func TestDamagedFileIsHeld(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	f, err := os.Open(filepath.Join(dir, "lectern.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH); err != nil {
		t.Fatal(err)
	}
	s.SetPatience(time.Millisecond)
	change(t, dir, damages["noise"])
	if err := s.Suspect(); !errors.Is(err, store.ErrBusy) || len(setAside(t, dir)) != 0 {
		t.Errorf("got %v", err)
	}
}

// Everything is for the learner alone, whatever the umask.
func TestPermissions(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, dir)
	give(t, s, 10)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	change(t, dir, damages["noise"])
	give(t, open(t, dir), 10)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; err == nil && info.Mode().Perm() != want {
			t.Errorf("%s is %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A pipe in place of the file would keep whoever opens it waiting.
func TestPipeInPlaceOfFile(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "lectern.db"), 0o600); err != nil {
		t.Skip(err)
	}
	s := open(t, dir)
	same(t, "set aside", len(setAside(t, dir)), 1)
	wantWorking(t, s)
}

// When the disk is full nothing that was acknowledged is lost, the error says so, and once there is room all goes on.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	play(t, "fill the disk", dir)
	s := open(t, dir)
	same(t, "notice", s.Notice(), "")
}

// fillTheDisk limits how large its files may grow, which fails as a full disk does.
func fillTheDisk(dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	s, err := store.Open(dir)
	if err != nil {
		return err
	}
	var kept int
	grow := func(tx *store.Tx) error {
		ev := answer(fmt.Sprint("q", kept), quiz.Right)
		ev.Answer.Typed = []string{strings.Repeat("word ", 2000)}
		return tx.Append(&ev)
	}
	if err := limit(300_000); err != nil {
		return err
	}
	for err == nil && kept < 1000 {
		if err = s.Update(grow); err == nil {
			kept++
		}
	}
	limit(20_000) // less than the file has
	backup := s.Backup(noon)
	elsewhere, begin := store.Open(filepath.Join(dir, "elsewhere"))
	limit(1)
	nowhere, none := store.Open(filepath.Join(dir, "nowhere"))
	if none != nil {
		return none
	}
	write := nowhere.Update(grow)
	limit(1 << 40)
	return errors.Join(
		want("append", err, store.ErrFull, "make some room"),
		want("backup", backup, store.ErrFull, "make some room"),
		want("new store", write, store.ErrFull, "make some room"),
		begin, elsewhere.View(touchAll), nowhere.View(touchAll), nowhere.Update(grow),
		s.View(func(tx *store.Tx) error {
			if n := tx.Counts().Events; n != kept || kept == 0 {
				return fmt.Errorf("%d events, kept %d", n, kept)
			}
			return nil
		}),
		s.Update(grow), s.Backup(noon))
}

func limit(size uint64) error {
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		return err
	}
	was.Cur = min(size, uint64(was.Max))
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was)
}

// common makes a folder that users other than root can reach.
func common(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "lectern")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// nobody gives up being root, whom no permission holds.
func nobody() error {
	if os.Geteuid() != 0 {
		return nil
	}
	return errors.Join(syscall.Setgid(65534), syscall.Setuid(65534))
}

// chmod sets the permissions of the folder's entries, and then its own.
func chmod(t testing.TB, dir string, file, folder fs.FileMode) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		mode := file
		if e.IsDir() {
			mode = folder
		}
		if err := os.Chmod(filepath.Join(dir, e.Name()), mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, folder); err != nil {
		t.Fatal(err)
	}
}

// A file that cannot be written can still be read.
func TestReadOnlyFile(t *testing.T) {
	dir := common(t)
	give(t, open(t, dir), 10)
	chmod(t, dir, 0o444, 0o555)
	defer chmod(t, dir, 0o600, 0o700)
	play(t, "read only", dir, "LECTERN_EVENTS=10")
}

// Nor does it matter that it was made before there was an index, which cannot be added.
func TestReadOnlyFileWithoutIndex(t *testing.T) {
	dir := common(t)
	give(t, open(t, dir), 10)
	withoutIndex(t, dir)
	chmod(t, dir, 0o444, 0o555)
	defer chmod(t, dir, 0o600, 0o700)
	play(t, "read only", dir, "LECTERN_EVENTS=10")
}

// A folder in which nothing can be made is an empty store.
func TestReadOnlyEmptyFolder(t *testing.T) {
	dir := common(t)
	chmod(t, dir, 0o444, 0o555)
	defer chmod(t, dir, 0o600, 0o700)
	play(t, "read only", dir, "LECTERN_EVENTS=0")
	play(t, "read only", filepath.Join(dir, "data"), "LECTERN_EVENTS=0")
}

func readOnly(dir string) error {
	if err := nobody(); err != nil {
		return err
	}
	return readOnlyHere(dir)
}

func readOnlyHere(dir string) error {
	s, err := store.Open(dir)
	if err != nil {
		return err
	}
	err = s.View(func(tx *store.Tx) error {
		var n int
		fmt.Sscan(os.Getenv("LECTERN_EVENTS"), &n)
		if tx.Counts().Events != n {
			return fmt.Errorf("%d events", tx.Counts().Events)
		}
		return touchAll(tx)
	})
	place := func(tx *store.Tx) error { return tx.PutPlace("c", "s", study.Place{}) }
	return errors.Join(err, want("update", s.Update(place), store.ErrReadOnly, "change its permissions"))
}

// Where the folder should be is a file: an empty store, too.
func TestFileInPlaceOfFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "data")} {
		if err := readOnlyHere(dir); err != nil {
			t.Error(err)
		}
		s := open(t, dir)
		if s.Notice() == "" || s.Backup(noon) != nil {
			t.Errorf("notice %q, backup %v", s.Notice(), s.Backup(noon))
		}
	}
}

// A file that cannot be read is not damaged, and not set aside.
func TestUnreadableFile(t *testing.T) {
	dir := common(t)
	s := open(t, dir)
	ids := give(t, s, 10)
	if err := s.Backup(noon); err != nil {
		t.Fatal(err)
	}
	chmod(t, dir, 0, 0o777)
	play(t, "unreadable", dir)
	same(t, "set aside", len(setAside(t, dir)), 0)
	chmod(t, dir, 0o600, 0o700)
	wantAll(t, s, ids)
}

func unreadable(dir string) error {
	if err := nobody(); err != nil {
		return err
	}
	_, err := store.Open(dir)
	s := store.Unopened(dir)
	return errors.Join(
		want("open", err, store.ErrUnreadable, "change its permissions"),
		want("view", s.View(touchAll), store.ErrUnreadable, ""),
		want("update", s.Update(touchAll), store.ErrReadOnly, ""))
}

// A damaged file that cannot be set aside stays as it is, and the error says why.
func TestDamagedReadOnlyFile(t *testing.T) {
	dir := common(t)
	give(t, open(t, dir), 10)
	damaged := change(t, dir, damages["noise"])
	chmod(t, dir, 0o444, 0o555)
	defer chmod(t, dir, 0o600, 0o700)
	play(t, "damaged read only", dir)
	if b, _ := os.ReadFile(filepath.Join(dir, "lectern.db")); string(b) != string(damaged) {
		t.Error("it was changed")
	}
}

func init() {
	parts["damaged read only"] = func(dir string) error {
		if err := nobody(); err != nil {
			return err
		}
		_, err := store.Open(dir)
		return want("open", err, store.ErrDamaged, "cannot be set aside")
	}
}
