package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version and where your data lies",
		Args:  exactly(0, "version takes no argument"),
		RunE: func(*cobra.Command, []string) error {
			version := "development version"
			if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
				version = info.Main.Version
			}
			fmt.Fprintf(a.out, "lectern %s, %s %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			fmt.Fprintf(a.out, "data: %s\n", a.folder())
			return nil
		},
	}
}
