package store_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"lectern/course/quiz"
	"lectern/store"
)

// Another window is another process: this program again, told by the environment which part to play.

var parts = map[string]func(dir string) error{"answer": answerOneByOne}

func TestMain(m *testing.M) {
	part, ok := parts[os.Getenv("LECTERN_PART")]
	if !ok {
		os.Exit(m.Run())
	}
	if err := part(os.Getenv("LECTERN_DIR")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// window makes another process, to be started.
func window(t testing.TB, part, dir string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), append(env, "GORACE=atexit_sleep_ms=0", "LECTERN_PART="+part, "LECTERN_DIR="+dir)...)
	cmd.Stderr = os.Stderr
	return cmd
}

// answerOneByOne gives answers as often as LECTERN_TIMES says, and prints the id of each once it is kept.
func answerOneByOne(dir string) error {
	s, err := store.Open(dir)
	if err != nil {
		return err
	}
	var times int
	fmt.Sscan(os.Getenv("LECTERN_TIMES"), &times)
	for i := range times {
		ev := answer(fmt.Sprintf("q%d", i%10), quiz.Right)
		ev.At = time.Now()
		err := errors.New("none yet")
		for tries := 0; err != nil && tries < 20; tries++ {
			err = s.Update(func(tx *store.Tx) error { return tx.Append(&ev) })
			if err != nil && !errors.Is(err, store.ErrBusy) {
				return err
			}
		}
		if err != nil {
			return err
		}
		fmt.Println(ev.ID)
	}
	return nil
}

// Two windows that write at the same time lose nothing, and in each the ids go up.
func TestTwoWindowsWrite(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	var cmds []*exec.Cmd
	var outs []*strings.Builder
	for range 2 {
		cmd, out := window(t, "answer", dir, "LECTERN_TIMES=60"), new(strings.Builder)
		cmd.Stdout = out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		cmds, outs = append(cmds, cmd), append(outs, out)
	}
	var ids []string
	for i, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Fatal(err)
		}
		theirs := strings.Fields(outs[i].String())
		for j := 1; j < len(theirs); j++ {
			if theirs[j] <= theirs[j-1] {
				t.Errorf("%s after %s", theirs[j], theirs[j-1])
			}
		}
		ids = append(ids, theirs...)
	}
	same(t, "ids", len(ids), 120)
	same(t, "events", len(idsOf(events(t, s))), 120)
	wantAll(t, s, ids)
	before := allItems(t, s)
	update(t, s, (*store.Tx).Rebuild)
	same(t, "items", allItems(t, s), before)
}

// A window that is killed in the middle of a burst of answers loses none that it was told were kept.
func TestKilledWindow(t *testing.T) {
	dir := t.TempDir()
	var ids []string
	for round := range 3 {
		cmd := window(t, "answer", dir, "LECTERN_TIMES=1000000")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if len(lines.Text()) == 26 {
				ids = append(ids, lines.Text())
			}
			if len(ids) == (round+1)*50 {
				cmd.Process.Kill()
			}
		}
		cmd.Wait()
	}
	s := open(t, dir)
	same(t, "notice", s.Notice(), "")
	wantAll(t, s, ids)
	if n := len(events(t, s)); n < 150 || n > len(ids)+3 {
		t.Errorf("%d events, %d acknowledged", n, len(ids))
	}
}
