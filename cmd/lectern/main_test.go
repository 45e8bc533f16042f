package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"lectern": main})
}

// The command line, told as stories: what a learner or an author types, and what they see.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "perm": perm},
		Setup: func(env *testscript.Env) error {
			env.Setenv("LECTERN_DATA", env.WorkDir+"/data")
			env.Setenv("TERM", "xterm")
			return nil
		},
	})
}

// exits runs a command and compares its exit code: exits 2 lectern read.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// perm compares a file's permissions: perm 0600 file.
func perm(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("%s has %s, want %s", args[1], got, args[0])
	}
}

// deps lists the packages that a package is built of.
func deps(t *testing.T, pkg string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", pkg)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}

// The arrows between packages run one way: cmd, tui, store, course.
func TestHouse(t *testing.T) {
	for pkg, forbidden := range map[string][]string{
		"lectern/course":       {"lectern/store", "lectern/tui", "lectern/course/quiz", "lectern/course/study", "charm.land", "go.etcd.io", "os/exec"},
		"lectern/course/quiz":  {"lectern/store", "lectern/tui", "lectern/course/study", "charm.land", "go.etcd.io"},
		"lectern/course/study": {"lectern/store", "lectern/tui", "charm.land", "go.etcd.io"},
		"lectern/store":        {"lectern/tui", "charm.land"},
		"lectern/tui/typeset":  {"lectern/store", "lectern/tui/sitting"},
		"lectern/tui":          {"github.com/adrg/xdg", "github.com/spf13"},
	} {
		for _, d := range deps(t, pkg) {
			for _, f := range forbidden {
				if d == f || strings.HasPrefix(d, f+"/") {
					t.Errorf("%s is built of %s", pkg, d)
				}
			}
		}
	}
}

// There is no network code in the program. Package net itself comes with the flags library, which reads addresses with it; nothing
// that could speak to anybody does.
func TestNoNetwork(t *testing.T) {
	all := deps(t, "lectern/cmd/lectern")
	if !slices.Contains(all, "lectern/tui") {
		t.Fatal("the list of packages is not the program's")
	}
	for _, d := range all {
		for _, f := range []string{"net/http", "net/rpc", "net/smtp", "crypto/tls", "golang.org/x/net/http2", "golang.org/x/net/websocket", "google.golang.org/grpc"} {
			if d == f || strings.HasPrefix(d, f+"/") {
				t.Errorf("the program is built of %s", d)
			}
		}
	}
	out, err := exec.Command("go", "list", "-deps", "-f", "{{range .Imports}}{{if eq . \"net\"}}{{$.ImportPath}} {{end}}{{end}}", "lectern/cmd/lectern").Output()
	if err != nil {
		t.Fatal(err)
	}
	if users := strings.Fields(string(out)); !slices.Equal(users, []string{"github.com/spf13/pflag"}) {
		t.Errorf("package net is used by %v", users)
	}
}
