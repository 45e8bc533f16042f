package main

import (
	"github.com/spf13/cobra"

	"lectern/course/study"
	"lectern/tui"
)

func newQuiz(a *app) *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "quiz SESSION",
		Short: "Take a session's quiz, or go on with it",
		Long: `Take the quiz of a session, named by its id or number, or go on where you left it. It asks a few questions for
each objective, those you have answered least; --all asks every one. With --plain answers are read from
standard input, and each verdict line begins with Right, Partly or Wrong.`,
		Args: exactly(1, "quiz takes one session, by id or number; “lectern list” shows them"),
		RunE: func(_ *cobra.Command, args []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			s, err := session(d.Course, args[0])
			if err != nil {
				return err
			}
			each := study.PerObjective
			if all {
				each = 0
			}
			if a.fullScreen() {
				return a.show(d, func(t *tui.App) { t.Quiz(s, each) })
			}
			return a.line(d).Quiz(s, each)
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "ask every question of the session")
	return cmd
}
