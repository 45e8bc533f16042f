package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
)

// searchMost is how many places are printed.
const searchMost = 1000

func newSearch(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "search WORDS",
		Short: "Find words in all sessions",
		Long:  `Print where words stand in the sessions of a course, next to each other as given, in any case. On the screen it is / on Today.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrongUsage("search needs the words to look for")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := a.open()
			if err != nil {
				return err
			}
			return a.search(c, strings.Join(args, " "))
		},
	}
}

func (a *app) search(c *course.Course, words string) error {
	hits, more := c.Search(words, searchMost)
	if len(hits) == 0 {
		return fmt.Errorf("%q is in no session of %s", course.CleanString(words), c.ID)
	}
	for _, h := range hits {
		where := h.Session.Title
		if h.Heading != "" {
			where = h.Heading
		}
		fmt.Fprintf(a.out, "%s, “%s”: %s\n", h.Session.ID, where, h.Text)
	}
	if more {
		fmt.Fprintf(a.out, "These are the first %d; more words find fewer.\n", searchMost)
	}
	return nil
}
