use super::*;
use crate::speakers::Voice;
use crate::{Rendering, Span};

/// Attributions from a text in which sources stand in `[ ]`, contents in `{ }`; a bracket in a content is one within it.
fn marked(source: &str) -> (String, Vec<Attribution>) {
    let mut text = String::new();
    let mut found: Vec<Attribution> = Vec::new();
    let (mut at, mut opened, mut contents) = (0, 0, Vec::new());
    let mut waiting: Option<Span> = None;
    for c in source.chars() {
        match c {
            '[' => opened = at,
            ']' => match found.last_mut().filter(|one| one.source.is_empty() && contents.is_empty()) {
                Some(last) => last.source.push(Span::new(opened, at)),
                None => waiting = Some(Span::new(opened, at)),
            },
            '{' => {
                found.push(Attribution {
                    source: waiting.take().into_iter().collect(),
                    cue: Vec::new(),
                    content: vec![Span::new(at, at)],
                    rendering: Rendering::Indirect,
                    within: contents.last().copied(),
                    confidence: 1.0,
                });
                contents.push(found.len() - 1);
            }
            '}' => {
                let one = contents.pop().expect("an open content");
                found[one].content[0].end = at;
            }
            _ => {
                text.push(c);
                at += 1;
            }
        }
    }
    (text, found)
}

fn said(source: &str, options: &Options) -> Vec<(String, bool)> {
    let (text, attributions) = marked(source);
    let text = Text::new(&text);
    let resolved = resolve(&text, Language::English, &attributions, options, Doubtful::Kept);
    let name =
        |voice: &Voice| voice.speaker.map_or(String::new(), |place| resolved.speakers[place].name.clone());
    resolved.voices.iter().map(|voices| (name(&voices.voice), voices.voice.sure)).collect()
}

#[track_caller]
fn check(source: &str, wanted: &[(&str, bool)]) {
    let found = said(source, &Options::default());
    let found: Vec<(&str, bool)> = found.iter().map(|(name, sure)| (name.as_str(), *sure)).collect();
    assert_eq!(found, wanted);
}

#[test]
fn names_grow_from_their_longest_form() {
    check(
        "[Brae] said {it rained}. Later the mayor, Ada Brae, left. [Mayor Brae] said {it was over}.",
        &[("Ada Brae", true), ("Ada Brae", true)],
    );
}

#[test]
fn titles_pronouns_and_descriptions_are_proposals() {
    check(
        "[Ports Minister Ada Brae] said {it rained}. [The minister] said {it was wet}. [She] added {it would end}. \
         [The politician] said {no more}.",
        &[("Ada Brae", true), ("Ada Brae", false), ("Ada Brae", false), ("Ada Brae", false)],
    );
}

#[test]
fn two_of_one_surname_are_proposals() {
    check(
        "[Ada Brae] said {it rained}. [Tomas Brae] said {it did not}. [Brae] said {it might}.",
        &[("Ada Brae", true), ("Tomas Brae", true), ("Tomas Brae", false)],
    );
    check(
        "[Ada Brae] said {it rained}. [Tomas Brae] said {it did not}. [Ms Brae] said {it might}.",
        &[("Ada Brae", true), ("Tomas Brae", true), ("Ada Brae", false)],
    );
}

#[test]
fn gender_tells_whom_a_pronoun_means() {
    check(
        "[Ada Brae] met Tomas Holt and said {it rained}. [He] said {it did not}. [She] said {it might}.",
        &[("Ada Brae", true), ("Tomas Holt", false), ("Ada Brae", false)],
    );
}

#[test]
fn sources_without_names_stay_apart() {
    check(
        "[Two officials] said {it rained}. [A neighbour] said {it did not}. [Another official] said {it might}.",
        &[("Two officials", false), ("A neighbour", false), ("Another official", false)],
    );
    check(
        "[An official] said {it rained}. [The official] added {it was wet}.",
        &[("An official", false), ("An official", false)],
    );
}

#[test]
fn acronyms_and_known_actors_are_found() {
    let known = super::super::Known {
        key: "corvane-ports".to_owned(),
        name: "Corvane Ports Authority".to_owned(),
        aliases: vec!["the Quay".to_owned()],
    };
    let options = Options { known: vec![known], ..Options::default() };
    let found = said("[The CPA] said {it rained}. [The Quay] said {it did}.", &options);
    assert_eq!(found[1], ("Corvane Ports Authority".to_owned(), true));
    check(
        "[The Corvane Ports Authority] said {it rained}. [The CPA] said {it did}. [The authority] said {so}. [It] said {no}.",
        &[
            ("Corvane Ports Authority", true),
            ("Corvane Ports Authority", true),
            ("Corvane Ports Authority", false),
            ("Corvane Ports Authority", false),
        ],
    );
}

#[test]
fn a_spokesman_speaks_for_a_body() {
    let (text, attributions) =
        marked("[Ports Authority spokesman Ivo Holt] said {it rained}. [A ministry spokeswoman] said {no}.");
    let text = Text::new(&text);
    let resolved = resolve(&text, Language::English, &attributions, &Options::default(), Doubtful::Kept);
    let behalf = |place: usize| {
        let voice = resolved.voices[place].on_behalf.as_ref().expect("a body");
        resolved.speakers[voice.speaker.expect("a speaker")].name.clone()
    };
    assert_eq!(behalf(0), "Ports Authority");
    assert_eq!(behalf(1), "ministry");
}

#[test]
fn statements_within_come_through_the_one_around() {
    let (text, attributions) = marked("[Ada Brae] said {[Tomas Holt] had told her {it rained}}.");
    let text = Text::new(&text);
    let resolved = resolve(&text, Language::English, &attributions, &Options::default(), Doubtful::Kept);
    let through = &resolved.voices[1].through;
    assert_eq!(through.len(), 1);
    assert_eq!(resolved.speakers[through[0].speaker.expect("a speaker")].name, "Ada Brae");
}

#[test]
fn many_names_take_one_pass() {
    let mut text = String::new();
    let mut attributions = Vec::new();
    for place in 0..20_000 {
        let name = format!("Ada B{place} ");
        let start = text.len();
        text.push_str(&name);
        let content = text.len() + 5;
        text.push_str("said he left. ");
        attributions.push(Attribution {
            source: vec![Span::new(start, start + name.len() - 1)],
            cue: vec![Span::new(content - 5, content - 1)],
            content: vec![Span::new(content, content + 7)],
            rendering: Rendering::Indirect,
            within: None,
            confidence: 1.0,
        });
    }
    let text = Text::new(&text);
    let resolved = resolve(&text, Language::English, &attributions, &Options::default(), Doubtful::Kept);
    assert_eq!(resolved.voices.len(), attributions.len());
}

#[test]
fn a_pronoun_never_means_whom_its_own_words_name() {
    check(
        "[Vikram Holt] said {it rained}. [Tomas Brae] said {no}. [He] said {Brae had left}.",
        &[("Vikram Holt", true), ("Tomas Brae", true), ("Vikram Holt", false)],
    );
}

#[test]
fn a_pronoun_may_mean_somebody_without_a_name() {
    check(
        "[Ada Brae] said {it rained}. One of the skippers was blunt: [he] said {the hull leaked}.",
        &[("Ada Brae", true), ("One of the skippers", false)],
    );
    check(
        "[Ivo Holt] said {it rained}.\n\nOne woman of 81 laughed. [She] said {it did not}.",
        &[("Ivo Holt", true), ("One woman", false)],
    );
}

#[test]
fn a_report_speaks_for_its_author() {
    check(
        "[A report by the Office of the Auditor General] says {it leaked}. [The report] says {it sank}.",
        &[("Office of the Auditor General", false), ("Office of the Auditor General", false)],
    );
}

#[test]
fn relatives_owners_and_predecessors_are_told() {
    check(
        "Ivo Brae died. [Brae's widow] said {it rained}. [Ada Brae] said {no}.",
        &[("Ada Brae", false), ("Ada Brae", true)],
    );
    check("[Your predecessor] said {it rained}. Colonel Holt was polite.", &[("Holt", false)]);
    check(
        "The head of the Ports Agency, Ada Brae, left. [Her agency] said {it rained}.",
        &[("Ports Agency", false)],
    );
}

#[test]
fn names_are_cleaned_of_trades_and_nicknames() {
    check(
        "[Greengrocer Iqbal Holt] said {it rained}. [Big Tom Brae] said {no}. [Ada “Pike” da Mora] said {so}.",
        &[("Iqbal Holt", true), ("Tom Brae", true), ("Ada da Mora", true)],
    );
    check(
        "[Wren Holt SC, for the State,] said {it rained}. [Holt] said {no}.",
        &[("Wren Holt", false), ("Wren Holt", true)],
    );
    check("[Father Anselme] said {it rained}.", &[("Father Anselme", false)]);
}

#[test]
fn single_names_and_places_are_proposals() {
    check(
        "KALDEN, 5 May – It rained in Kalden. [Kalden] said {no}. [Nordhop] said {so}.",
        &[("", false), ("Nordhop", false)],
    );
}

#[test]
fn lord_and_lady_of_one_name_are_two() {
    check(
        "[Lord Brae] said {it rained}. [Lady Brae] said {no}. [Lord Brae] said {so}.",
        &[("Lord Brae", false), ("Lady Brae", false), ("Lord Brae", false)],
    );
}

#[test]
fn bodies_with_possessives_and_people_with_titles_are_named_whole() {
    check(
        "[The Rail Growers' Union] said {it rained}. [The Union] said {no}.",
        &[("Rail Growers' Union", false), ("Rail Growers' Union", false)],
    );
    check(
        "Ports Minister Ada Brae and Rivers Minister Ivo Holt met. [Brae] said {it rained}.",
        &[("Ada Brae", true)],
    );
    check("[A soldier with the call sign Lis] said {it rained}.", &[("Lis", false)]);
    check("[Ada Brae's diary] says {it rained}.", &[("Ada Brae", false)]);
}

#[test]
fn in_the_passive_the_subject_speaks() {
    check("Ada Brae was quoted by [the Corvane Courier] as saying {it rained}.", &[("Ada Brae", false)]);
    let (text, mut attributions) = marked("Ivo Holt left. [He] had been told by a clerk that {it rained}.");
    let told = text.find("told").expect("a cue");
    attributions[0].cue.push(Span::new(told, told + 4));
    let text = Text::new(&text);
    let resolved = resolve(&text, Language::English, &attributions, &Options::default(), Doubtful::Kept);
    assert_eq!(resolved.speakers[0].name, "a clerk");
}

#[test]
fn thin_evidence_proposes_nobody() {
    // Nobody was called so, and somebody with a name may be meant.
    check("The mayor, Ada Brae, left. It rained. [The administrator] said {it rained}.", &[("", false)]);
    // A headline names nobody by a noun alone.
    check("It rained, [inquest] told {it rained}\n\nAda Brae left on Monday.", &[("", false)]);
    // An unnamed woman stands between her and the last one with a name.
    check(
        "Ada Brae left.\n\nThe lamp was put out by a young engineer. [She] said {it rained}.",
        &[("", false)],
    );
    // Words in which somebody else speaks are nobody’s for sure.
    check("[Ada Brae] said {Ivo Holt had told her that it rained}.", &[("Ada Brae", false)]);
}

#[test]
fn words_that_two_claim_are_nobodys_for_sure() {
    let (text, mut attributions) = marked("[Ada Brae] said {it rained}. [Ivo Holt] said {no}.");
    let first = attributions[0].content[0];
    attributions[1].content.push(first);
    let text = Text::new(&text);
    let resolved = resolve(&text, Language::English, &attributions, &Options::default(), Doubtful::Kept);
    assert!(resolved.voices.iter().all(|voices| !voices.voice.sure));
}

#[test]
fn known_bodies_are_found_by_their_words_in_any_order() {
    let known = super::super::Known {
        key: "ports".to_owned(),
        name: "Ministry of Ports of Estmark".to_owned(),
        aliases: Vec::new(),
    };
    let options = Options { known: vec![known], ..Options::default() };
    let found = said("[The Ports Ministry] said {it rained}.", &options);
    assert_eq!(found, [("Ministry of Ports of Estmark".to_owned(), false)]);
}

#[test]
fn names_are_read_whole() {
    check(
        "[J. R. van Holt] said {it rained}. [Ximena de la Brae Soto] said {it was wet}. [De la Brae] added {no more}.",
        &[("J. R. van Holt", false), ("Ximena de la Brae Soto", true), ("Ximena de la Brae Soto", false)],
    );
    check("A man known only as [Witness B] said {it rained}.", &[("Witness B", false)]);
    check("[The Women's Rain Tour] said {it rained}.", &[("Women's Rain Tour", false)]);
}

#[test]
fn turns_tell_who_is_spoken_to() {
    check(
        "Ada Brae spoke with the Courier.\n\nCourier: Was it wet?\n\nBrae: It was.\n\nCourier: [You] once said {it never rains}.\n\n\
         Brae: I did.",
        &[("Ada Brae", false)],
    );
}

#[test]
fn relatives_and_bodies_are_told_by_what_is_said_of_them() {
    check(
        "[Luc Brae] said {it rained}. [Ada Brae] said {it did not}. [Her husband] said {it was wet}.",
        &[("Luc Brae", true), ("Ada Brae", true), ("Luc Brae", false)],
    );
    check(
        "[The State Cartel Office] said {it rained}. It was wet, [the authority] said {again}.",
        &[("State Cartel Office", false), ("State Cartel Office", false)],
    );
}

#[test]
fn a_name_is_sure_only_where_the_text_confirms_its_ends() {
    let sure = |source: &str| said(source, &Options::default()).iter().map(|one| one.1).collect::<Vec<_>>();
    // Nothing tells whether the first of three strange words is a name.
    assert_eq!(sure("The chair, [Oluya Vesme Tarkan], said {the port was shut}."), [false]);
    assert_eq!(sure("The chair, [Ada Vesme Tarkan], said {the port was shut}."), [true]);
    let twice = "They met Oluya Vesme Tarkan. [Oluya Vesme Tarkan] said {the port was shut}.";
    assert_eq!(sure(twice), [true]);
    // Nor whether it is called after the place or only sits there.
    assert_eq!(sure("The donor, [the Vesme Foundation of Corvane], said {the port was shut}."), [false]);
    assert_eq!(sure("[The Ministry of Ports (MOP)] said {the port was shut}."), [true]);
    assert_eq!(sure("The Ministry of Ports sat. [The Ministry of Ports] said {it was shut}."), [true]);
}

#[test]
fn a_short_word_before_a_surname_may_be_a_given_name() {
    check("Ada Brae farms there. “It is dry,” [Col Brae] said of {the paddock}.", &[("Ada Brae", false)]);
    check("Col Ada Brae commands there. [Col Brae] said {it was dry}.", &[("Ada Brae", true)]);
    check("Ada Brae, the colonel, commands there. [Col Brae] said {it was dry}.", &[("Ada Brae", true)]);
    check("Ada Brae works there. [Dr Brae] said {it was dry}.", &[("Ada Brae", true)]);
}

#[test]
fn honorifics_of_many_countries_are_no_part_of_a_name() {
    check("[Hajia Memuna Alhass] said {it was dry}.", &[("Memuna Alhass", true)]);
    check(
        "[Ustadz Karim Brae] said {it was dry}. [Datuk Ada Holt] said {it rained}.",
        &[("Karim Brae", true), ("Ada Holt", true)],
    );
}

#[test]
fn surnames_that_mean_something_else_are_surnames() {
    check("Ada Major came. [Mr Major] said {it was dry}.", &[("Ada Major", false)]);
    check(
        "Ivo Major came. [Mr Major] said {it was dry}. [Major] said {it rained}.",
        &[("Ivo Major", true), ("Ivo Major", true)],
    );
    check("Colin March came on 3 March. [Mr March] said {it was dry}.", &[("Colin March", true)]);
    check(
        "[Police Chief Dean Brae] said {it was dry}. [Brae] said {it rained}.",
        &[("Dean Brae", true), ("Dean Brae", true)],
    );
}

#[test]
fn bodies_of_other_countries_are_named_whole() {
    check("[The Bond Holt en Kabel (BHK)] said {it was dry}.", &[("Bond Holt en Kabel", true)]);
    check(
        "[The Association of Resident Physicians of Corvane] said {it was dry}.",
        &[("Association of Resident Physicians of Corvane", false)],
    );
    check("Vesme Anchor Lines sailed. [Vesme Anchor] said {it was dry}.", &[("Vesme Anchor Lines", false)]);
}

#[test]
fn what_somebody_is_and_where_from_is_no_part_of_the_name() {
    check("Their manager, [the Dutchman Ivo van Brae], said {it was dry}.", &[("Ivo van Brae", true)]);
    check("[The MP Ada Brae] said {it was dry}.", &[("Ada Brae", true)]);
    check("[The Iyaloja of Corvane, Chief Mrs Ada Brae,] said {it was dry}.", &[("Ada Brae", true)]);
    check("Ada Brae of Holt University came, [who] said {it was dry}.", &[("Ada Brae", false)]);
    check("[The Sunday Baraza] said {it was dry}.", &[("Sunday Baraza", false)]);
    // Between the source and the cue another one speaks.
    let source = "[Mayor Ada Brae] {had not decided}, her spokesman, Ivo Holt, said.";
    assert_eq!(said(source, &Options::default()), [("Ada Brae".to_owned(), true)]);
    check(
        "[Comendador Ivo Brae] said {it was dry}. [Oluya Ada Holt] said {no}.",
        &[("Ivo Brae", true), ("Ada Holt", false)],
    );
    check("[María Ada Holt] said {it was dry}.", &[("María Ada Holt", true)]);
    check("[A spokeswoman for the company, Vesme Brae,] said {it was dry}.", &[("Vesme Brae", true)]);
    let source = "[The refereeing panel of the Rail Board (RB)] said {it was dry}.";
    assert!(!said(source, &Options::default())[0].1);
    // Those who speak for a body are not the body.
    let source = "[Lawyers for the wholesaler, Distribuidora Vesme,] said {it was dry}.";
    assert_ne!(said(source, &Options::default())[0].0, "Distribuidora Vesme");
}
