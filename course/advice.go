package course

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An itemRule is one rule of writing good items, as NBME and Haladyna give them, as far as a program can tell. Wrong says what is
// wrong with an item, and in which line; nothing if the item keeps the rule. A rule rather stays silent than cries wolf: an author
// who has learned to skip its advice is not helped by it.
type itemRule struct {
	name     string
	severity Severity
	fix      string
	wrong    func(item) (line int, message string)
}

var itemRules = []itemRule{
	{"no-feedback", Advice, "say in a block quote under the option why it is right or wrong", noFeedback},
	{"no-explanation", Advice, "end the question with a block quote", noExplanation},
	{"uncited-explanation", Advice, "cite a work, or say that the point is commonly taught or illustrative", uncitedExplanation},
	{"above", Advice, "write an option that stands by itself", ofTheAbove},
	{"option-order", Advice, "name what the option says; options are shuffled", optionOrder},
	{"negative", Advice, "ask for what is so", negative},
	{"absolute", Advice, "such words give a wrong option away; write it as guarded as the right one", absolute},
	{"clang", Advice, "use the word in a wrong option too, or another word", clang},
	{"look-alike", Error, "write both in the same alphabet and make them differ", lookAlike},
	{"same-feedback", Advice, "say of each why it is right or wrong", sameFeedback},
	{"short-order", Advice, "add a third: two are dealt in the wrong order always", shortOrder},
	{"ambiguous-number", Error, "write 1000 or 1.000 as meant, without the comma", ambiguousAnswer},
}

// An item is a question on the author's desk.
type item struct {
	*Question
	sourced bool // the course has references to cite
}

func (k *checker) items(s *Session, b *Body) {
	for _, q := range b.Questions() {
		for _, r := range itemRules {
			line, message := r.wrong(item{q, len(k.course.References()) > 0})
			if message != "" {
				f := at(s.Path, line, r.name, "question “"+q.ID+"”: "+message, r.fix)
				f.Severity = r.severity
				k.add(f)
			}
		}
	}
}

// choice tells whether some of the item's options are right and others wrong.
func (i item) choice() bool { return i.Type == Single || i.Type == Multiple || i.Type == TrueFalse }

// texts are the plain texts of the right options, or of the wrong ones.
func (i item) texts(right bool) (texts []string) {
	for _, o := range i.Options {
		if o.Right == right {
			texts = append(texts, foldSpace(o.Text.Plain()))
		}
	}
	return texts
}

func noFeedback(i item) (line int, message string) {
	missing := 0
	for _, o := range i.Options {
		if i.choice() && o.Feedback.Empty() {
			if missing == 0 {
				line = o.Text.line
			}
			missing++
		}
	}
	switch missing {
	case 0:
		return 0, ""
	case 1:
		return line, "an option has no feedback"
	}
	return line, fmt.Sprintf("%d options have no feedback", missing)
}

func noExplanation(i item) (int, string) {
	if i.Explanation.Empty() {
		return i.Line, "there is no explanation"
	}
	return 0, ""
}

func uncitedExplanation(i item) (int, string) {
	e := i.Explanation
	if !i.sourced || e.Empty() || len(e.Citations()) > 0 || custom().Match(e.Source) {
		return 0, ""
	}
	return e.line, "the explanation cites nothing"
}

var aboveWords = lazily(`(?i)^\W*(?:all|none|both|neither|any|each|some)(?: of)?(?: the| these)? (?:above|below|foregoing|following|options|answers|others)\b|` +
	`^\W*(?:all|none|both|neither|any) of (?:these|them|those)\W*$`)

func ofTheAbove(i item) (int, string) {
	for _, o := range i.Options {
		if text := foldSpace(o.Text.Plain()); i.choice() && aboveWords().MatchString(text) {
			return o.Text.line, "an option reads “" + text + "”"
		}
	}
	return 0, ""
}

var orderWords = lazily(`(?i)\b(?:first|second|third|fourth|last|next|previous) option\b|\boption (?:[A-E]|[1-5]|one|two|three|four)\b|\bthe option (?:above|below)\b`)

func optionOrder(i item) (int, string) {
	if !i.choice() {
		return 0, ""
	}
	texts := []Text{i.Explanation, i.Hint}
	for _, o := range i.Options {
		texts = append(texts, o.Feedback, o.Text)
	}
	for _, t := range texts {
		if m := orderWords().FindString(foldSpace(t.Plain())); m != "" {
			return t.line, "“" + m + "” speaks of a place that changes"
		}
	}
	return 0, ""
}

// A negation is overlooked when it decides what a list of options is about. “Who should not have it?” is no such lead: what it asks for can
// be thought of with the options covered.
var (
	negativeLead = lazily(`\b(?:NOT|EXCEPT)\b|(?i:\bexcept\W*$|\b(?:which|what) (?:one )?of (?:the|these|them)\b.*(?:\b(?:not|never)\b|n[’']t\b))`)
	contrast     = lazily(`\b(?:and|but|or) not\b|\bnot (?:merely|only|just|yet)\b`)
)

func negative(i item) (int, string) {
	lead := contrast().ReplaceAllString(foldSpace(i.Lead.Plain()), "")
	if m := negativeLead().FindString(lead); m != "" && i.Type != Recall {
		words := strings.Fields(m)
		return i.Line, "the question turns on “" + strings.Trim(words[len(words)-1], "?:.") + "”"
	}
	return 0, ""
}

// Words that claim without exception. “Always” and “never” give a wrong option away at once. The others have innocent uses (“all three”, “at 24
// hours only”) and do so when two wrong options have one. Idioms that claim nothing are left out.
var (
	absolutes = lazily(`(?i)\b(?:always|never|only|all|none|must|every)\b`)
	idioms    = lazily(`(?i)\b(?:(?:at|after|above) all|all (?:right|the same|but|is well|two|three|four|five|six)|all in all|not (?:only|always|all)|` +
		`(?:almost|nearly) (?:all|always|every|never)|only one|every other|never (?:before|mind|got|had|been))\b`)
)

// firstAbsolute finds such a word, and how many of the texts have one.
func firstAbsolute(texts []string) (first string, texted int) {
	for _, t := range texts {
		if m := absolutes().FindString(idioms().ReplaceAllString(t, "")); m != "" {
			first = cmp.Or(first, strings.ToLower(m))
			texted++
		}
	}
	return first, texted
}

func absolute(i item) (int, string) {
	w, wrong := firstAbsolute(i.texts(false))
	_, right := firstAbsolute(i.texts(true))
	if !i.choice() || right > 0 || wrong == 0 || wrong == 1 && w != "always" && w != "never" {
		return 0, ""
	}
	return i.Line, "“" + w + "” stands in wrong options only"
}

// clang finds a word of the question that stands in every right option and in no wrong one. If a wrong option echoes the question too, with a
// word that the right ones lack, there is nothing to be guessed.
func clang(i item) (int, string) {
	if i.Type != Single && i.Type != Multiple {
		return 0, ""
	}
	asked := contentWords(i.Lead.Plain()+"\n"+i.Stem.Plain(), 4)
	right, wrong := contentWords(strings.Join(i.texts(true), "\n"), 4), contentWords(strings.Join(i.texts(false), "\n"), 4)
	found := ""
	for _, w := range asked {
		switch in := slices.Contains(right, w); {
		case in == slices.Contains(wrong, w):
		case !in:
			return 0, ""
		case found == "" && utf8.RuneCountInString(w) > 4 && i.inEvery(w):
			found = w
		}
	}
	if found == "" {
		return 0, ""
	}
	return i.Line, "“" + found + "” of the question stands in the right option alone"
}

// inEvery tells whether a word stands in every right option.
func (i item) inEvery(word string) bool {
	return !slices.ContainsFunc(i.texts(true), func(t string) bool { return !slices.Contains(contentWords(t, 4), word) })
}

var word = lazily(`\p{L}[\p{L}\p{M}]*`)

// contentWords are the words of some length or more that carry meaning, in lower case and without a plural's s.
func contentWords(s string, least int) (words []string) {
	for _, w := range word().FindAllString(strings.ToLower(s), -1) {
		if n := utf8.RuneCountInString(w); n >= least && !functionWords[w] {
			if n > 4 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
				w = w[:len(w)-1]
			}
			words = append(words, w)
		}
	}
	return words
}

// functionWords of four letters or more tie sentences together and give nothing away.
var functionWords = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`also been both does done down each even ever from gave give goes have here how into just keep kept know less like made make
		many more most much must near next none once only over part said same says seen some such take tell than that them then they this thus took upon used
		uses very well were what when whom will with your about above across after again against along already although always among another around because become
		becomes before behind being below between beyond cannot could doing during either enough every first found given gives going
		having hence itself least might moreover never often other others ought rather second seems several shall should since some such still
		their theirs their them themselves then there therefore these third those though three through throughout together toward
		towards under unless until upon usually whatever where whereas whether which while whose within without would yours yourself`) {
		set[w] = true
	}
	return set
}()

func lookAlike(i item) (int, string) {
	texts := append([]Text(nil), i.Rights...)
	for _, o := range i.Options {
		texts = append(texts, o.Text)
	}
	seen := map[string]string{}
	for _, t := range texts {
		plain := foldSpace(t.Plain())
		s := skeleton(plain)
		if other, ok := seen[s]; ok && other != plain {
			return t.line, "two options look alike: “" + plain + "”"
		}
		seen[s] = plain
	}
	return 0, ""
}

func sameFeedback(i item) (int, string) {
	seen := map[string]bool{}
	for _, o := range i.Options {
		plain := foldSpace(o.Feedback.Plain())
		if plain != "" && seen[plain] && i.choice() {
			return o.Feedback.line, "two options have the same feedback"
		}
		seen[plain] = true
	}
	return 0, ""
}

func shortOrder(i item) (int, string) {
	if i.Type == Order && len(i.Options) < 3 {
		return i.Line, "two steps in order give the answer away"
	}
	return 0, ""
}

// ambiguousAnswer finds an answer that an author meant as a number and Lectern had to take as text.
func ambiguousAnswer(i item) (int, string) {
	for _, g := range i.Gaps {
		for _, a := range g.Accept {
			if n := AmbiguousNumber(a); n != "" && g.Quantity == nil && strings.HasPrefix(strings.TrimLeftFunc(a, notDigit), n) && len(strings.Fields(a)) < 5 {
				return i.Line, "the answer “" + n + "” is a thousand in one country and one in another"
			}
		}
	}
	return 0, ""
}

func notDigit(r rune) bool { return !unicode.IsDigit(r) }
