package main

import (
	"github.com/spf13/cobra"

	"lectern/tui"
)

func newRead(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "read SESSION",
		Short: "Open a session where you left it",
		Long:  "Open a session, named by its id or number, where you left it. With --plain it is printed; at a terminal section by section.",
		Args:  exactly(1, "read takes one session, by id or number; “lectern list” shows them"),
		RunE: func(_ *cobra.Command, args []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			s, err := session(d.Course, args[0])
			if err != nil {
				return err
			}
			if a.fullScreen() {
				return a.show(d, func(t *tui.App) { t.Read(s, "") })
			}
			return a.line(d).Read(s)
		},
	}
}
