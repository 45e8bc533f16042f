// Package kap holds the course that Lectern ships with, an introduction to ketamine-assisted psychotherapy. Its text is plain files
// beside this one, under CC BY 4.0; the sources of what it says are in references.yaml.
package kap

import "embed"

//go:embed course.yaml about.md glossary.md references.yaml sessions/*.md pathways/*.md
var files embed.FS

// Files is the course as package course loads it.
func Files() embed.FS { return files }
