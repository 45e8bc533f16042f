package record

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

// The page stands alone: no script and no file besides, which its policy also tells the browser. html/template escapes what the learner
// wrote for the place where it stands.
//
//go:embed record.html
var pageSource string

var pageTemplate = template.Must(template.New("record").Funcs(template.FuncMap{
	"number":  number,
	"count":   count,
	"retired": retired,
	"percent": func(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) },
}).Parse(pageSource))

func (r Record) html(w io.Writer) error { return pageTemplate.Execute(w, r) }
