package quiz_test

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"lectern/course"
	"lectern/course/quiz"
)

func typed(q *course.Question, s string) quiz.Result {
	return quiz.Mark(q, quiz.Answer{Typed: []string{s}})
}

// Every spelling on the left of a bar is right for the answer, every one on the right must fail.
func TestMarkTyped(t *testing.T) {
	for _, c := range []struct{ answer, right, wrong string }{
		{"psycholytic|low-dose", "psycholytic,Psycholytic,PSYCHOLYTIC,  psycholytic  ,psycholytic.,“psycholytic”,'psycholytic',psycho-lytic,psycho lytic,the psycholytic,a psycholytic," +
			"psycholitic,psycholyitc,psycholytc,psycholytiic,psychólytic,ｐsycholytic,low-dose,low dose,lowdose,Low‑dose,low–dose",
			",.,psycholitik,sycholytic,bsycholytic,psychedelic,low doze,lo dose,low,dose,dose low,psycholytic psycholytic,psychоlytic,ρsycholytic,not psycholytic"},
		{"follow-up visit", "follow-up visit,follow up visit,followup visit,Followup-Visit,a follow-up visit", "follow-up,follow-up visits,visit follow-up,folow-up visit,follow-up vist"},
		{"informed consent", "informed consent,infromed consent,informd consent,Informed  Consent.,informed\tconsent", "informed content,informed context,infromed consnet,informed,uninformed consent"},
		{"naïve", "naive,naïve,NAÏVE,nai\u0308ve", "native,knave"},
		{"Straße", "strasse,STRASSE,straße", "strabe,strae"},
		{"bioavailability", "bioavailability,bio-availability,bioavailabilty,bioavailabillity,bioavialability", "availability,bioavailable,biavailabilty"},
		{"set and setting", "set & setting,set and setting,Set and Setting,set+and setting_", "set and sitting,set setting,setting and set,set or setting"},
		{"intramuscular|IM|i.m.", "IM,im,I.M.,i. m.,intramuscular,intra-muscular,intramusclar", "IV,intravenous,in,intermuscular"},
		{"beck’s inventory", "Beck's inventory,becks inventory,beck`s inventory", "beck inventory"},
		{"5-HT2A", "5-HT2A,5HT2A,5 HT 2A,5-ht₂a,5‑HT2A", "5-HT2B,5-HT2C,5-HT1A,HT2A,5-HT2,52-HTA,5-HT2AA"},
		{"CYP3A4", "CYP3A4,cyp 3a4,CYP-3A4", "CYP3A5,CYP2A4,CYP34A,CYP3A"},
		{"phase 2 trials and 10 sites", "phase 2 trials and 10 sites", "phase 2 trials and 1 0 sites,phase 2 trials and 100 sites,phase 21 trials and 0 sites"},
		{"10⁹/L", "10⁹/L,10^9/L,10^9 / l", "109/L,10 9/L,10^8/L"},
		{"102 patients", "102 patients", "10² patients,10^2 patients,1 02 patients,102 patience"},
		{"2 1/2 tablets", "2½ tablets,2 1/2 tablets,2 ½ tablets", "21/2 tablets,212 tablets,2 tablets"},
		{"1.5 x normal", "1.5 x normal,1.5x normal", "15 x normal,1 .5 x normal,1. 5 x normal"},
		{"1:1000 solution", "1:1000 solution,1:1000-solution", "11000 solution,1 1000 solution,1:100 solution"},
		{"below -5", "below -5,below −5", "below 5"},
		{"pH ≠ 7", "pH ≠ 7,ph≠7", "pH = 7,pH 7"},
		{"after 2-3 days", "after 2-3 days,after 2–3 days,after 2 - 3 days", "after 23 days,after 2 3 days,after 3-2 days"},
		{"120/80 mmHg", "120/80 mmHg,120/80mmHg,120 / 80 mmHg", "12080 mmHg,120/90 mmHg,80/120 mmHg"},
		{"50 mg IM", "50 mg IM,50mg i.m.,50 MG im", "5 mg IM,50 mg IV,50 mg,50 mcg IM,500 mg IM"},
		{"A", "A,a,a.", "b,the,"},
		{"atypical", "atypical,Atypical", "typical,a typical,a-typical_"},
		{"GABA A", "GABA A,GABA-A,gabaa", "GABA B,GABA"},
		{"диссоциация", "диссоциация,Диссоциация,дисоциация", "ассоциация"},
		{"谷氨酸受体拮抗剂药", "谷氨酸受体拮抗剂药", "谷氨酸受体激抗剂药"},
	} {
		q := gaps(course.Typed, c.answer)
		for s := range strings.SplitSeq(c.right, ",") {
			if got := typed(q, s); !strings.HasSuffix(s, "_") && got.Verdict != quiz.Right {
				t.Errorf("%q is right for %q, marked %v %q", s, c.answer, got.Verdict, got.Note)
			}
		}
		for s := range strings.SplitSeq(c.wrong, ",") {
			if got := typed(q, s); !strings.HasSuffix(s, "_") && got.Verdict != quiz.Wrong {
				t.Errorf("%q must not pass for %q, marked %v %q", s, c.answer, got.Verdict, got.Note)
			}
		}
	}
}

// Each name in a line is another drug than the others, or none, and never passes for any of them.
func TestLookAlikeDrugs(t *testing.T) {
	for line := range strings.Lines(`ketamine ketamin ketemine esketamine norketamine arketamine ketorolac katamine
		hydroxyzine hydralazine hydroxizine hydroxizyne
		clonidine clonazepam klonopin clonidin quinidine clozapine
		lorazepam alprazolam lorazapam diazepam temazepam oxazepam lorazepan
		fluoxetine paroxetine duloxetine fluoxitine fluvoxamine
		bupropion buspirone bupropian bupripion
		psilocybin psilocin psilocibin psylocybin
		lamotrigine lamivudine lamictal lamisil lamotrigene
		quetiapine olanzapine quetiapin quetapine
		celexa celebrex zyprexa zyrtec
		chlorpromazine chlorpropamide chlorpromazin
		tramadol trazodone tramadole
		methadone methylphenidate metadone
		morphine hydromorphone morfine
		fentanyl sufentanil alfentanil fentanil
		amitriptyline nortriptyline amitryptyline
		carbamazepine oxcarbazepine carbamezapine
		prednisone prednisolone prednison
		naloxone naltrexone naloxon
		propofol fospropofol propofal
		dexmedetomidine medetomidine dexmedetomidin
		metoprolol metaprolol misoprostol
		zolmitriptan zolmitryptan sumatriptan
		tirzepatide tirzepetide
		sildenafil sildanafil tadalafil vardenafil
		cyproterone cyproteron
		benzodiazepines benzodiazapines barbiturates
		ephedrine epinephrine norepinephrine`) {
		names := strings.Fields(line)
		for _, right := range names {
			for _, other := range names {
				got := typed(gaps(course.Typed, right), other).Verdict
				if (got == quiz.Right) != (right == other) {
					t.Errorf("%q for %q is %v", other, right, got)
				}
			}
		}
	}
}

// A drug name in a phrase is as safe as by itself, while the words beside it may slip.
func TestDrugInPhrase(t *testing.T) {
	q := gaps(course.Typed, "sublingual ketamine")
	for s, want := range map[string]quiz.Verdict{"sublingual ketamine": quiz.Right, "sublingal ketamine": quiz.Right, "sublingual ketemine": quiz.Wrong,
		"sublingal ketemine": quiz.Wrong, "sublingual esketamine": quiz.Wrong} {
		if got := typed(q, s).Verdict; got != want {
			t.Errorf("%q is %v, want %v", s, got, want)
		}
	}
}

// A slip that makes another word of clinical text does not pass.
func TestTwins(t *testing.T) {
	for _, pair := range []string{"medication meditation", "medications meditations", "emergence emergency", "microdosing macrodosing", "dysphagia dysphasia", "abduction adduction",
		"stimulation simulation", "prescribed proscribed", "neurotrophic neurotropic", "ionotropic inotropic", "infection injection", "blinding binding"} {
		a, b, _ := strings.Cut(pair, " ")
		if typed(gaps(course.Typed, a), b).Verdict != quiz.Wrong || typed(gaps(course.Typed, b), a).Verdict != quiz.Wrong {
			t.Errorf("%q and %q are different words", a, b)
		}
	}
	if typed(gaps(course.Typed, "medication"), "medicaton").Verdict != quiz.Right {
		t.Error("a slip in a word that has a twin passes if it is not the twin")
	}
}

// In words of KAP that are no drug names, any one slip behind the first letter passes, at the seventh letter and not before, and two never do.
func TestSlips(t *testing.T) {
	for _, word := range []string{"sublingual", "dissociation", "glutamate", "transference", "nystagmus", "cystitis", "laryngospasm", "integration", "hypertension", "empathogenic", "vitamin"} {
		q := gaps(course.Typed, word)
		r := []rune(word)
		for i := 1; i < len(r); i++ {
			without := string(r[:i]) + string(r[i+1:])
			for _, s := range []string{without, string(r[:i]) + "q" + string(r[i:]), string(r[:i]) + "q" + string(r[i+1:])} {
				if typed(q, s).Verdict != quiz.Right {
					t.Errorf("%q is one slip from %q", s, word)
				}
				if typed(q, s+"qq").Verdict != quiz.Wrong {
					t.Errorf("%q is more than a slip from %q", s+"qq", word)
				}
			}
		}
	}
	if typed(gaps(course.Typed, "breath"), "breth").Verdict != quiz.Wrong || typed(gaps(course.Typed, "mg"), "ng").Verdict != quiz.Wrong {
		t.Error("no slip passes in a short word")
	}
}

// Unicode's forms of a text are one text.
func TestForms(t *testing.T) {
	q := gaps(course.Typed, "Ångström-Café ﬁnal 5-HT₂A")
	for _, form := range []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD} {
		for _, s := range []string{"Ångström-Café ﬁnal 5-HT₂A", "ANGSTROM CAFE FINAL 5HT2A", "ångström\u00ad‑cafe\u0301\u200b ﬁnal 5‐ht₂a"} {
			if typed(q, form.String(s)).Verdict != quiz.Right {
				t.Errorf("%q differs in form only", form.String(s))
			}
		}
	}
}

// The note says what was accepted, or just missed, and why; and nothing where that is plain to see.
func TestTypedNotes(t *testing.T) {
	for _, c := range []struct{ answer, typed, note string }{
		{"psycholytic", "Psycholytic", ""},
		{"psycholytic", "psycholitic", "Accepted “psycholitic” for “psycholytic”: one slip in a long word passes."},
		{"sublingual|SL", "sl", "Accepted “sl” for “sublingual”."},
		{"sublingual|under the tongue", "under the tounge", ""},
		{"hydroxyzine", "hydroxizine", "“hydroxizine” is not “hydroxyzine”: no slip passes in what may be a drug name."},
		{"meditation", "medication", "“medication” and “meditation” are different words."},
		{"psycholytic", "psychоlytic", "“psychоlytic” has a letter of another alphabet."},
		{"psycholytic", "something else", ""},
		{"psycholytic", "psycho\x1b[31mlytic", ""},
		{"psycholytic|low-dose", "low\x1bdose", "Accepted “low␛dose” for “psycholytic”."},
		{"psycholytic|low-dose", "low" + strings.Repeat(" ", 99) + "dose", "Accepted “low dose” for “psycholytic”."},
	} {
		if got := typed(gaps(course.Typed, c.answer), c.typed).Note; got != c.note {
			t.Errorf("%q for %q: %q, want %q", c.typed, c.answer, got, c.note)
		}
	}
}
