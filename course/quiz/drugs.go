package quiz

import "strings"

// Drug names are compared to the letter, because one letter can be another drug, and a learner who is told that "hydroxizine" will do has been
// taught that spelling does not matter where it does. A word is taken for a drug name if it is listed here or ends like one. The list is
// what a clinician who gives ketamine or treats its patients meets; the idea, and many of the pairs, are from ISMP's List of Confused
// Drug Names (2023) and the FDA and ISMP lists of look-alike names with tall man letters. The endings are the stems of nonproprietary names
// (WHO, The use of stems in the selection of INN, 2018; the USAN Council's approved stems), widened to -ine, -one and the like, so that
// drugs not listed are safe too. That also covers plain words such as "guideline" and "hormone": there a slip is Wrong, and the learner may
// overrule it, which is the cheaper mistake.

// drugLike tells whether a folded word may be the name of a drug, or of its class in the plural.
func drugLike(w string) bool {
	single := strings.TrimSuffix(w, "s")
	if drugs[w] || drugs[single] {
		return true
	}
	for _, ending := range drugEndings {
		if strings.HasSuffix(single, ending) {
			return true
		}
	}
	return false
}

var drugEndings = strings.Fields(`
	ine one azole azol zepam zolam olam amide azide emide tide
	pril prilat sartan olol alol dipin statin afil zosin parin xaban gatran grel teplase vaptan
	cillin mycin micin floxacin cyclin penem vir mab tinib ciclib platin
	gliptin gliflozin formin dronate dronic terol lukast tropium profen coxib fenac oxicam
	fentanil fentanyl orphan adol barb barbital flurane curium curonium
	gabalin bamate racetam toin oxetin zepin peridol thixene thixol anserin pidem plon melteon orexant triptan gepant setron`)

var drugs = func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(drugNames) {
		set[name] = true
	}
	return set
}()

const drugNames = `
	ketamine esketamine arketamine norketamine dehydronorketamine hydroxynorketamine spravato ketalar ketanest phencyclidine tiletamine
	methoxetamine memantine amantadine dextromethorphan dextrorphan nitrous auvelity

	psilocybin psilocin lysergide mescaline ibogaine noribogaine ayahuasca harmine harmaline dimethyltryptamine bufotenin bufotenine
	mdma ecstasy methylenedioxymethamphetamine cannabis cannabidiol epidiolex dronabinol nabilone nabiximols salvinorin

	midazolam lorazepam diazepam alprazolam clonazepam oxazepam temazepam triazolam nitrazepam flunitrazepam estazolam chlordiazepoxide clobazam
	clorazepate remimazolam flumazenil klonopin xanax ativan valium versed librium halcion
	zolpidem zopiclone eszopiclone zaleplon suvorexant lemborexant daridorexant ramelteon melatonin doxylamine
	phenobarbital pentobarbital secobarbital methohexital thiopental thiopentone primidone

	propofol etomidate fospropofol dexmedetomidine clonidine guanfacine guaifenesin lofexidine tizanidine medetomidine
	sevoflurane isoflurane desflurane halothane rocuronium vecuronium pancuronium cisatracurium atracurium mivacurium succinylcholine suxamethonium
	sugammadex neostigmine glycopyrrolate glycopyrronium atropine hyoscine scopolamine hyoscyamine
	lidocaine lignocaine bupivacaine levobupivacaine ropivacaine mepivacaine prilocaine chloroprocaine procaine cocaine benzocaine tetracaine

	fentanyl sufentanil alfentanil remifentanil morphine hydromorphone oxymorphone codeine hydrocodone oxycodone oxycontin methadone buprenorphine
	subutex suboxone butorphanol nalbuphine pentazocine tramadol tapentadol meperidine pethidine heroin diamorphine levorphanol
	naloxone naltrexone nalmefene methylnaltrexone vivitrol disulfiram acamprosate antabuse
	aspirin acetaminophen paracetamol ibuprofen naproxen ketorolac diclofenac celecoxib celebrex indomethacin metamizole

	fluoxetine paroxetine sertraline citalopram escitalopram fluvoxamine duloxetine venlafaxine desvenlafaxine milnacipran levomilnacipran
	celexa lexapro prozac paxil zoloft cymbalta effexor pristiq wellbutrin remeron trintellix viibryd
	vortioxetine vilazodone trazodone nefazodone mirtazapine mianserin bupropion buspirone agomelatine reboxetine atomoxetine brexanolone zuranolone
	zulresso gepirone tianeptine
	amitriptyline nortriptyline imipramine desipramine clomipramine trimipramine doxepin protriptyline maprotiline amoxapine dosulepin
	tranylcypromine phenelzine isocarboxazid selegiline rasagiline moclobemide linezolid

	lithium valproate valproic divalproex carbamazepine oxcarbazepine eslicarbazepine lamotrigine levetiracetam brivaracetam topiramate
	zonisamide gabapentin pregabalin phenytoin fosphenytoin lacosamide tiagabine vigabatrin perampanel felbamate cenobamate
	lamictal lamisil depakote depakene tegretol trileptal keppra topamax neurontin lyrica dilantin
	haloperidol droperidol chlorpromazine chlorpropamide fluphenazine perphenazine prochlorperazine promethazine trifluoperazine thioridazine
	thiothixene flupentixol zuclopenthixol loxapine pimozide molindone
	risperidone paliperidone olanzapine quetiapine clozapine ziprasidone aripiprazole brexpiprazole cariprazine lurasidone asenapine iloperidone
	lumateperone amisulpride sulpiride pimavanserin xanomeline zyprexa zyrtec seroquel risperdal abilify rexulti vraylar latuda geodon haldol
	methylphenidate dexmethylphenidate amphetamine amfetamine dextroamphetamine lisdexamfetamine methamphetamine modafinil armodafinil ritalin adderall
	donepezil rivastigmine galantamine benztropine benzatropine trihexyphenidyl biperiden propranolol deutetrabenazine tetrabenazine valbenazine

	hydroxyzine hydralazine diphenhydramine dimenhydrinate cetirizine loratadine cyclizine meclizine cinnarizine cyproheptadine
	ondansetron granisetron palonosetron metoclopramide domperidone aprepitant dexamethasone famotidine ranitidine omeprazole pantoprazole
	epinephrine norepinephrine adrenaline noradrenaline ephedrine pseudoephedrine phenylephrine vasopressin dopamine dobutamine milrinone isoprenaline
	labetalol esmolol metoprolol atenolol bisoprolol carvedilol nadolol captopril enalapril lisinopril ramipril
	amlodipine nifedipine nimodipine nicardipine diltiazem verapamil losartan valsartan prazosin doxazosin terazosin methyldopa
	nitroglycerin nitroprusside urapidil amiodarone amiloride digoxin furosemide torsemide torasemide spironolactone
	theophylline aminophylline salbutamol albuterol levalbuterol ipratropium montelukast
	levothyroxine liothyronine oxytocin pitocin misoprostol insulin metformin metronidazole glipizide glyburide glimepiride semaglutide
	ketoconazole itraconazole fluconazole clarithromycin erythromycin azithromycin rifampicin rifampin rifabutin cimetidine grapefruit
	prednisone prednisolone methylprednisolone hydrocortisone cortisone warfarin heparin apixaban rivaroxaban clopidogrel
	thiamine thiamin magnesium ketotifen ketoprofen dantrolene intralipid`

// twins are words of clinical text that one slip turns into each other, by their beginnings. Such a slip never passes. No list of them is whole;
// this one was made from a course's own words and from pairs that medical students are warned of.
var twins = func() (groups [][]string) {
	for line := range strings.Lines(twinStems) {
		if stems := strings.Fields(line); len(stems) > 0 {
			groups = append(groups, stems)
		}
	}
	return groups
}()

const twinStems = `
	medicat meditat mediat
	emergence emergency
	consent content context contest
	setting sitting settling
	blinding binding
	microd macrod
	micros macros
	injecti infecti
	injected infected
	stimulat simulat
	prescri proscri
	addict addit
	adopti adapti
	absor adsor
	abduct adduct
	dysphagi dysphasi
	perineal peroneal
	ureter urethr
	prostat prostrat
	interval internal
	interior inferior
	topical typical
	compliant complaint
	compliment complement
	cautious cautions
	present prevent
	reference reverence
	intention intension invention
	contact contract contrast
	psychotrop psychotroph
	neurotrop neurotroph
	ionotrop inotrop
	tracheotom tracheostom
	colotom colostom
	gastrotom gastrostom
	arteritis arthritis
	hematoma hepatoma
	fascial facial
	rational rationale
	martial marital
	radical radial
	lateral literal
	mitosis miosis
	meiosis miosis
	section suction
	swallow shallow
	spelling swelling
	patients patience`

// twin tells whether two words begin with different stems of one group.
func twin(a, b string) bool {
	for _, stems := range twins {
		if s, t := stemOf(stems, a), stemOf(stems, b); s != "" && t != "" && s != t {
			return true
		}
	}
	return false
}

// stemOf returns the longest of the stems that a word begins with.
func stemOf(stems []string, w string) (longest string) {
	for _, s := range stems {
		if strings.HasPrefix(w, s) && len(s) > len(longest) {
			longest = s
		}
	}
	return longest
}
