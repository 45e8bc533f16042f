package main

import (
	"github.com/spf13/cobra"
)

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "lectern [COURSE]",
		Short: "Read a course in the terminal and quiz yourself on its objectives",
		Long: `Lectern shows a course in the terminal, quizzes you on the objectives of each session, and keeps your
answers on this machine. It needs no network and no account.

COURSE is the folder or the zip of a course. Without it Lectern opens the course it ships with, an
introduction to ketamine-assisted psychotherapy.`,
		Example: `lectern
lectern ~/courses/my-course
lectern read routes
lectern quiz routes --plain
lectern check my-course`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrongUsage("one course at a time; %q is too much", args[1])
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				a.coursePath = args[0]
			}
			return a.today()
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	flags := root.PersistentFlags()
	flags.StringVar(&a.coursePath, "course", "", "the course's folder or zip; the one Lectern ships with if not given")
	flags.StringVar(&a.dataDir, "data", "", "folder for your answers (also LECTERN_DATA; default: "+dataDefault+")")
	flags.BoolVar(&a.plain, "plain", false, "plain lines instead of a full screen, for screen readers and pipes")
	flags.StringVar(&a.theme, "theme", "auto", "colours: auto, dark or light")
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return a.checkFlags() }
	root.AddCommand(newRead(a), newQuiz(a), newReview(a), newPathway(a), newList(a), newGlossary(a), newSearch(a), newProgress(a), newRecord(a), newCheck(a), newVersion(a))
	return root
}

func (a *app) checkFlags() error {
	switch a.theme {
	case "auto", "dark", "light":
		return nil
	}
	return wrongUsage("--theme is auto, dark or light, not %q", a.theme)
}
