package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/tui/sitting"
)

func newGlossary(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "glossary [TERM]",
		Short: "Explain a term, or list all",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrongUsage("one term at a time; put several words in quotes")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := a.open()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				for _, t := range c.Glossary().Terms {
					fmt.Fprintln(a.out, t.Name)
				}
				return nil
			}
			return a.explain(c, args[0])
		},
	}
}

// explain prints the terms whose name or other name begins with a word, whatever its case.
func (a *app) explain(c *course.Course, word string) error {
	found := false
	for _, t := range c.Glossary().Terms {
		names := strings.ToLower(t.ID + "\n" + t.Name + "\n" + strings.ReplaceAll(t.Also, ", ", "\n"))
		if strings.Contains("\n"+names, "\n"+strings.ToLower(word)) {
			fmt.Fprintf(a.out, "%s: %s\n", t.Name, t.Text.Plain())
			if sources := sitting.Sources(c, t.Text); len(sources) > 0 {
				fmt.Fprintf(a.out, "Sources: %s\n", strings.Join(sources, ", "))
			}
			found = true
		}
	}
	if !found {
		return fmt.Errorf("%s does not explain %q; “lectern glossary” lists its terms", c.ID, course.CleanString(word))
	}
	return nil
}
