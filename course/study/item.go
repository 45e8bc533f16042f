package study

import "lectern/course/quiz"

// Apply folds one more event of a question into its history in short. Only an answer changes it, and a pretest answer does not:
// it is given before the reading and never scored. What overrules or undoes an earlier event needs the whole history, see Replay.
func (it Item) Apply(ev Event) Item {
	if ev.Kind != Answered || ev.Where == InPretest {
		return it
	}
	it.Answers++
	if ev.Verdict == quiz.Right {
		it.Right++
		if ev.Confidence == Guess {
			it.Guessed++
		}
	}
	it.Last, it.Confidence, it.At, it.Rev, it.LastID = ev.Verdict, ev.Confidence, ev.At, ev.Rev, ev.ID
	return it
}

// Replay gives the history in short that follows from all the events of one question, in the order of their ids.
func Replay(events []Event) Item {
	undone, verdicts := corrections(events)
	var it Item
	for _, ev := range events {
		if undone[ev.ID] {
			continue
		}
		if v, ok := verdicts[ev.ID]; ok {
			ev.Verdict = v
		}
		it = it.Apply(ev)
	}
	return it
}

// corrections tells which events were undone, and the verdicts of those that were overruled. It reads backwards: what comes later
// decides, so that by the time an event is met it is known whether it still holds. Thus undoing an overruling restores the verdict
// before it, and undoing an undoing restores what was undone.
func corrections(events []Event) (undone map[string]bool, verdicts map[string]quiz.Verdict) {
	for i := len(events) - 1; i >= 0; i-- {
		ev := events[i]
		if undone[ev.ID] {
			continue
		}
		switch ev.Kind {
		case Undone:
			if undone == nil {
				undone = make(map[string]bool)
			}
			undone[ev.Of] = true
		case Overruled:
			if verdicts == nil {
				verdicts = make(map[string]quiz.Verdict)
			}
			if _, later := verdicts[ev.Of]; !later {
				verdicts[ev.Of] = ev.Verdict
			}
		}
	}
	return undone, verdicts
}
