package study

import (
	"cmp"
	"slices"

	"lectern/course"
)

// PerObjective is how many questions an end-of-session quiz asks for each objective. The others come in retakes and in review: a
// quiz should fit into the minutes after reading, and a second wording of the same point is worth more on another day.
const PerObjective = 3

// Draw picks the questions of a quiz: for each objective those answered least so far, in the order of the file, which keeps a
// session's topics together at first contact. Inline checks are not asked again. Each of zero or less means all.
func Draw(heads []course.Head, items map[string]Item, each int) []string {
	byObjective := map[string][]int{}
	var objectives []string
	for i, h := range heads {
		if h.Check || len(h.For) == 0 {
			continue
		}
		if byObjective[h.For[0]] == nil {
			objectives = append(objectives, h.For[0])
		}
		byObjective[h.For[0]] = append(byObjective[h.For[0]], i)
	}
	var picked []int
	for _, o := range objectives {
		all := byObjective[o]
		slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(items[heads[a].ID].Answers, items[heads[b].ID].Answers) })
		if each > 0 {
			all = all[:min(each, len(all))]
		}
		picked = append(picked, all...)
	}
	slices.Sort(picked)
	ids := make([]string, len(picked))
	for i, n := range picked {
		ids[i] = heads[n].ID
	}
	return ids
}
