package main

import (
	"github.com/spf13/cobra"

	"lectern/tui"
)

func newReview(a *app) *cobra.Command {
	ahead := false
	cmd := &cobra.Command{
		Use:   "review",
		Short: "Answer what comes back today",
		Long: `Answer the questions that come back today: what you missed, guessed or are about to forget, from all sessions,
topics mixed. With --ahead those that come back next, although none is due. With --plain answers are read from standard input.`,
		Args: exactly(0, "review takes no argument; name a course with --course"),
		RunE: func(*cobra.Command, []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			if a.fullScreen() {
				return a.show(d, func(t *tui.App) { t.Review(ahead) })
			}
			if ahead {
				return a.line(d).Ahead()
			}
			return a.line(d).Review()
		},
	}
	cmd.Flags().BoolVar(&ahead, "ahead", false, "study ahead: ask what comes back next")
	return cmd
}
