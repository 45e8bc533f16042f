package course

// A Type says how a question is answered. It follows from the shape of the question's text, see docs/course-format.md.
type Type int

const (
	Single    Type = iota + 1 // one right option
	Multiple                  // several right options, all of which must be chosen
	TrueFalse                 // the two options True and False
	Order                     // put the options in order
	Matching                  // join each left with a right
	Typed                     // a word or two
	Number                    // a quantity, with its unit if it has one
	Cloze                     // gaps in a paragraph
	Recall                    // free recall, judged by the learner against a model answer
)

var typeNames = [...]string{"unknown", "single best answer", "select all that apply", "true or false", "put in order",
	"matching", "typed answer", "number with unit", "fill the gaps", "free recall"}

func (t Type) String() string {
	if t < Single || t > Recall {
		return typeNames[0]
	}
	return typeNames[t]
}

// A Head is what a question's heading says. Heads are read without reading the questions, so that counts per objective
// cost no more than a scan of the file.
type Head struct {
	ID       string   // permanent, unique in the course
	For      []string // ids of the session's objectives it tests
	See      string   // the heading that teaches it: "heading", or "session#heading"
	Rev      int      // 1 or more; a higher one says that the fact changed
	Critical bool     // a safety question
	Pretest  bool     // suitable before reading
	Check    bool     // stands in the reading
	Line     int      // of the heading in the session's file
}

// A Question (item) tests one or more objectives.
type Question struct {
	Head
	Course  string // the id of the course it belongs to
	Session string // and of the session
	Type    Type
	Lead    Text  // the question asked
	Stem    Text  // what stands between the lead and the answer part; may be empty
	Case    *Case // the vignette it shares with others, or nil

	Options []Option // Single, Multiple, TrueFalse, and Order, where the order written is the right one
	Lefts   []Text   // Matching: Lefts[i] belongs with Rights[i]; Rights may be longer, the rest match nothing
	Rights  []Text
	Gaps    []Gap // Typed and Number: one. Cloze: one for each Blank in Passage, in order
	Passage Text  // Cloze: the paragraphs, with Blank for each gap
	Model   Text  // Recall: the model answer

	Hint        Text
	Explanation Text
}

// Blank stands for a gap in a cloze passage.
const Blank = "_____"

// A Case is a vignette that several questions share.
type Case struct {
	ID       string
	Title    string
	Vignette Text
}

// An Option of a choice or of a list to be ordered.
type Option struct {
	Text     Text
	Right    bool // choices only
	Feedback Text // why it is right or wrong; may be empty
}

// A Gap is one thing to type.
type Gap struct {
	Accept   []string  // the spellings that count, the first being the one to show
	Quantity *Quantity // set when the answer is a number, and then it alone decides
}
