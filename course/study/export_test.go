package study

// What the black-box tests need to reach inside: FSRS-6 with other parameters, and its interval before rounding.

type Model = model

var NewModel = newModel

func (f *model) First(g Grade) Memory                             { return f.first(g) }
func (f *model) Next(m Memory, g Grade, days int) Memory          { return f.next(m, g, days) }
func (f *model) IntervalDays(m Memory, retention float64) float64 { return f.interval(m, retention) }
