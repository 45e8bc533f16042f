package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lectern/tui/record"
)

// recordFlags are what the command was asked for.
type recordFlags struct {
	format string
	name   string
	out    string
	force  bool
}

func newRecord(a *app) *cobra.Command {
	var f recordFlags
	cmd := &cobra.Command{
		Use:   "record",
		Short: "Write what you have done, for a supervisor or a board",
		Long: `Write what you have done: minutes read by day, quizzes and objectives with dates, pathway steps, hours, waivers,
self-ratings and the logbook. It is a self-kept record, not a certificate and not CE credit.

It goes to standard output, or with --out to a file, whose ending chooses the format unless --format does. The HTML
is one file that prints on A4 and Letter. Look it through for patients' names before you hand it over.`,
		Example: `lectern record
lectern record --name "Ada Byron" --out record.html
lectern record --format csv --out record.csv --force`,
		Args: exactly(0, "record takes no argument; name a course with --course"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("format") {
				f.format = formatOf(f.out)
			}
			if !slices.Contains(record.Formats, f.format) {
				return wrongUsage("--format is %s, not %q", strings.Join(record.Formats, ", "), f.format)
			}
			return a.record(f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "md", "md, html, csv or json")
	flags.StringVar(&f.name, "name", "", "your name, to stand on top")
	flags.StringVar(&f.out, "out", "", "write to this file")
	flags.BoolVar(&f.force, "force", false, "replace the file if it exists")
	return cmd
}

// formatOf is the format that a file's ending names, else Markdown.
func formatOf(path string) string {
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if slices.Contains(record.Formats, ending) {
		return ending
	}
	return "md"
}

func (a *app) record(f recordFlags) error {
	if err := f.mayWrite(); err != nil {
		return err
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	r, err := record.Gather(d, f.name)
	if err != nil {
		return err
	}
	if f.out == "" {
		return r.Write(a.out, f.format)
	}
	if err := writeOut(f, func(w io.Writer) error { return r.Write(w, f.format) }); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Your record is in %s. Look it through for patients' names before you hand it over.\n", f.out)
	return nil
}

// mayWrite refuses to replace what is there, unless it is a file and the learner says so.
func (f recordFlags) mayWrite() error {
	if f.out == "" {
		return nil
	}
	info, err := os.Lstat(f.out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a plain file; name another with --out", f.out)
	case !f.force:
		return fmt.Errorf("%s is there already; add --force to replace it, or name another file", f.out)
	}
	return nil
}

// writeOut writes by way of a file beside it, so that there is never half a record, and for the learner's eyes alone.
func writeOut(f recordFlags, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(f.out), ".record-*") // with mode 0600
	if err != nil {
		return fmt.Errorf("the record cannot be written: %w", err)
	}
	defer os.Remove(temp.Name())
	if err := errors.Join(write(temp), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := f.mayWrite(); err != nil { // it may have come while the record was put together
		return err
	}
	return os.Rename(temp.Name(), f.out)
}
