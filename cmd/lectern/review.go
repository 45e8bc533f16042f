package main

import (
	"github.com/spf13/cobra"

	"lectern/tui"
)

func newReview(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "review",
		Short: "Answer what comes back today",
		Long: `Answer the questions that come back today: what you missed, guessed or are about to forget, from all sessions,
topics mixed. With --plain answers are read from standard input.`,
		Args: exactly(0, "review takes no argument; name a course with --course"),
		RunE: func(*cobra.Command, []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			if a.fullScreen() {
				return a.show(d, func(t *tui.App) { t.Review() })
			}
			return a.line(d).Review()
		},
	}
}
