// Lectern reads courses in a terminal, quizzes the learner on their objectives, and keeps every answer on their own machine.
//
// This package is flags, paths and wiring: one file per command. Exit codes: 0 fine, 1 an error said on standard error, 2 wrong
// usage. What is asked for goes to standard output, what goes wrong to standard error, each as one sentence that says what to do.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program with its streams, for tests.
func run(args []string, in *os.File, out, errs io.Writer) int {
	root := newRoot(&app{in: in, out: out, environ: os.Environ(), getenv: os.Getenv})
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	err := fang.Execute(context.Background(), root, fang.WithoutVersion(), fang.WithErrorHandler(sayError))
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		return 2
	}
	return 1
}

// sayError prints an error as one sentence, and for wrong usage where to find help.
func sayError(w io.Writer, _ fang.Styles, err error) {
	if errors.Is(err, errSaid) {
		return
	}
	fmt.Fprintln(w, "lectern: "+strings.TrimSpace(err.Error()))
	var usage usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(w, "See “lectern --help”.")
	}
}

// errSaid ends a command whose output has said already what is wrong.
var errSaid = errors.New("said already")

// A usageError is a command line that cannot be understood.
type usageError struct{ error }

func wrongUsage(format string, a ...any) error { return usageError{fmt.Errorf(format, a...)} }

// exactly is how many arguments a command takes.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return wrongUsage("%s", what)
		}
		return nil
	}
}
