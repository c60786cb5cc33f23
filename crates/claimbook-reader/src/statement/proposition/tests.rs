use super::*;
use crate::speakers::SpeakerKind;
use crate::{Rendering, Span};
use proptest::prelude::*;

/// A text with one attribution: `[source]`, `(cue)`, `{content}`.
fn marked(marked: &str) -> (String, Attribution) {
    let mut attribution = Attribution {
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        rendering: Rendering::Indirect,
        within: None,
        confidence: 1.0,
    };
    let mut text = String::new();
    let mut start = 0;
    let mut point = 0;
    for c in marked.chars() {
        match c {
            '[' | '(' | '{' => start = point,
            ']' => attribution.source.push(Span::new(start, point)),
            ')' => attribution.cue.push(Span::new(start, point)),
            '}' => attribution.content.push(Span::new(start, point)),
            _ => {
                text.push(c);
                point += 1;
            }
        }
    }
    (text, attribution)
}

fn drafted(text: &str, language: Language, sure: bool) -> Proposition {
    let (text, attribution) = marked(text);
    let speaker = Speaker {
        name: "Ilse Maran".to_owned(),
        known: None,
        kind: SpeakerKind::Person,
        aliases: Vec::new(),
        titles: Vec::new(),
        mentions: Vec::new(),
    };
    let voice = Voice { speaker: Some(0), sure, reason: String::new() };
    proposition(&Text::new(&text), language, &attribution, &voice, &[speaker])
}

#[track_caller]
fn check(text: &str, claim: &str) {
    assert_eq!(drafted(text, Language::English, true).claim, claim);
}

#[test]
fn a_content_becomes_a_sentence() {
    check("[Ilse Maran] (said) {that the dam would hold until April}.", "The dam would hold until April.");
    check("{“The dam will hold,”} [Ilse Maran] (said).", "The dam will hold.");
    check("(According to) [Ilse Maran], {the dam has been leaking}.", "The dam has been leaking.");
    check(
        "{\"The dam holds,\"} [Maran] (said), {\"and nobody was warned.\"}",
        "The dam holds, and nobody was warned.",
    );
    check(
        "{\"The dam holds,\"} [Maran] (said). {\"Nobody was warned.\"}",
        "The dam holds. Nobody was warned.",
    );
    check("{“Who was warned?”} [Maran] (said).", "Who was warned?");
}

#[test]
fn what_a_cue_does_not_put_forward_keeps_its_cue() {
    check("[Ilse Maran] (denied) {that the dam was leaking}.", "Ilse Maran denied that the dam was leaking.");
    check("[Maran] did not (say) {that the dam was leaking}.", "Maran did not say that the dam was leaking.");
    check(
        "[The council] (asked) {whether the dam was leaking}.",
        "The council asked whether the dam was leaking.",
    );
    check("[The board] (promised) {to pay 400 crowns}.", "The board promised to pay 400 crowns.");
    check(
        "[Her office] (confirmed) {the first leaks in the wall}.",
        "Her office confirmed the first leaks in the wall.",
    );
    check("[She] (called) {the plan “a bad joke”}.", "She called the plan “a bad joke”.");
}

#[test]
fn a_pronoun_gives_way_to_the_name_only_where_it_is_sure() {
    check("[Ilse Maran] (said) {she had been warned}.", "Ilse Maran had been warned.");
    check("{“I was never warned,”} [Ilse Maran] (said).", "Ilse Maran was never warned.");
    check("{“I was warned by my staff,”} [Ilse Maran] (said).", "I was warned by my staff.");
    check("Olga Ruud left. [Ilse Maran] (said) {she had been warned}.", "She had been warned.");
    let unsure = drafted("[Maran] (said) {she had been warned}.", Language::English, false);
    assert_eq!(unsure, Proposition { claim: "She had been warned.".into(), changes: vec![] });
}

#[test]
fn a_fragment_keeps_the_clause_around_it() {
    check(
        "[The farmers] (praised) {the plan that was released in May}.",
        "The farmers praised the plan that was released in May.",
    );
    check("{The sluice} (was ordered by) [the old board].", "The sluice was ordered by the old board.");
    check("{“They sail empty, as ever,”} [Maran] (said).", "They sail empty, as ever.");
    check(
        "(According to) [the auditors], {the town overpaid its builders}.",
        "The town overpaid its builders.",
    );
    check("{“A disaster,”} (said) [Maran].", "“A disaster,” said Maran.");
    check("[The board] (adopted) {that view of the wall}.", "The board adopted that view of the wall.");
    check(
        "The board met at noon and (warned) {villagers not to swim}.",
        "The board met at noon and warned villagers not to swim.",
    );
    check("[Maran] (called) {him a “gifted talker”}.", "Maran called him a “gifted talker”.");
    check("{Most villagers} (are expected) {to leave}.", "Most villagers are expected to leave.");
}

#[test]
fn a_relative_pronoun_gives_way_to_what_it_stands_for() {
    check(
        "One of the clerks, [who] (asked) {not to be named}, left.",
        "One of the clerks asked not to be named.",
    );
    // Without the comma only some are meant: *farmers doubted the plan* would say more.
    check("Farmers [who] (doubted) {the plan} left early.", "Farmers who doubted the plan.");
}

#[test]
fn parts_of_a_clause_are_joined_as_they_were_said() {
    check("{The plan}, [Maran] (said), {is dead}.", "The plan is dead.");
    check("{The costs}, [Maran] (said), {were “based on a guess.”}", "The costs were “based on a guess.”");
    check("{“It's odd,”} [Maran] (said). {“It's a hard thing to do.”}", "It's odd. It's a hard thing to do.");
    check(
        "[Maran] (said) {the wall would hold and that the board had known}.",
        "The wall would hold and the board had known.",
    );
}

#[test]
fn a_sentence_ends_once() {
    check("[Maran] (said) {the dam was ''old and tired.''}", "The dam was ''old and tired.''");
    check("[Maran] (said) {the dam was “old,”}", "The dam was “old.”");
    check("[Maran] (said) {the dam was “old and tired}.", "The dam was “old and tired”.");
}

#[test]
fn other_languages_keep_their_words() {
    let claim = |text, language| drafted(text, language, true).claim;
    assert_eq!(claim("[Марія Стець] (сказала){, що міст закрито}.", Language::Ukrainian), "Міст закрито.");
    assert_eq!(claim("{«Мост закрыт»}, — (сказала) [она].", Language::Russian), "Мост закрыт.");
    assert_eq!(claim("[Maran] (sagte), {dass der Damm halte}.", Language::German), "Dass der Damm halte.");
}

/// Words of which none may be lost.
const KEPT: [&str; 24] = [
    "not",
    "n't",
    "never",
    "no",
    "all",
    "some",
    "few",
    "most",
    "many",
    "only",
    "about",
    "nearly",
    "almost",
    "perhaps",
    "may",
    "might",
    "could",
    "would",
    "should",
    "must",
    "possibly",
    "reportedly",
    "hardly",
    "allegedly",
];

proptest! {
    #[test]
    fn nothing_that_limits_a_statement_is_lost(
        source in "(Ilse Maran|She|The board|Maran, the mayor,)",
        cue in "(said|did not say|denied|hopes|promised|according to|asked|confirmed)",
        conjunction in "(that |whether |to |)",
        opening in "(she|he|I|it|the dam|nobody|all of them|not all of the walls|they)",
        words in "( not| never| no| all| some| few| most| many| only| about| nearly| perhaps| may| might| could| would| must| possibly| hardly| would've| don't| have| am| is| hold| 40| walls| of|,|;| “so”){1,12}",
        quoted in any::<bool>(),
        after in any::<bool>(),
        sure in any::<bool>(),
    ) {
        let content = if quoted { format!("“{opening}{words}.”") } else { format!("{conjunction}{opening}{words}") };
        let text = if after { format!("{{{content}}} [{source}] ({cue}).") } else { format!("[{source}] ({cue}) {{{content}}}.") };
        let draft = drafted(&text, Language::English, sure);
        let count = |words: &str, word: &str| {
            let text = Text::new(words);
            (0..text.tokens.len()).filter(|token| text.token(*token).eq_ignore_ascii_case(word)).count()
        };
        for word in KEPT {
            prop_assert!(count(&draft.claim, word) >= count(&content, word), "{word}: {text} gave {}", draft.claim);
        }
    }

    #[test]
    fn any_text_gives_a_draft(text in "(?s)[\\[\\]{}()a-z “”\"'.,-]{0,60}|(?s)[\\[\\]{}().]{0,20}.{0,20}") {
        let draft = drafted(&text, Language::English, true);
        prop_assert!(!draft.claim.contains('\n'));
    }
}
