use super::attributions;
use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Rendering};
use proptest::prelude::*;

/// Each attribution as `source | cue | content`, the parts of each joined by ` … `; a nested one begins with `>`.
fn read(language: Language, text: &str) -> Vec<String> {
    let read = Text::new(text);
    let part =
        |spans: &[crate::Span]| spans.iter().map(|span| read.slice(*span)).collect::<Vec<_>>().join(" … ");
    attributions(&read, language)
        .iter()
        .map(|one| {
            let nested = if one.within.is_some() { "> " } else { "" };
            format!("{nested}{} | {} | {}", part(&one.source), part(&one.cue), part(&one.content))
        })
        .collect()
}

#[track_caller]
fn check(language: Language, text: &str, wanted: &[&str]) {
    assert_eq!(read(language, text), wanted, "{text}");
}

#[track_caller]
fn en(text: &str, wanted: &[&str]) {
    check(Language::English, text, wanted);
}

#[track_caller]
fn de(text: &str, wanted: &[&str]) {
    check(Language::German, text, wanted);
}

#[track_caller]
fn uk(text: &str, wanted: &[&str]) {
    check(Language::Ukrainian, text, wanted);
}

#[track_caller]
fn ru(text: &str, wanted: &[&str]) {
    check(Language::Russian, text, wanted);
}

#[test]
fn clauses_follow_with_and_without_that() {
    en("The port said that the crane stood idle.", &["The port | said | that the crane stood idle"]);
    en("The port said it would cooperate.", &["The port | said | it would cooperate"]);
    en(
        "On Monday, Ann Orr, a spokeswoman for the port, said the crane stood idle.",
        &["Ann Orr, a spokeswoman for the port | said | the crane stood idle"],
    );
    de("Der Hafenmeister sagte, dass der Kran stehe.", &["Der Hafenmeister | sagte | dass der Kran stehe"]);
    de(
        "Am Montag sagte die Ministerin, der Damm sei sicher.",
        &["die Ministerin | sagte | der Damm sei sicher"],
    );
    uk("Начальник порту повідомив, що кран стоїть.", &["Начальник порту | повідомив | що кран стоїть"]);
    ru("Начальник порта сообщил, что кран стоит.", &["Начальник порта | сообщил | что кран стоит"]);
}

#[test]
fn what_is_meant_to_be_done_is_said_too() {
    en("The mayor promised to close the dam.", &["The mayor | promised | to close the dam"]);
    de(
        "Die Ministerin hat angekündigt, den Damm zu prüfen.",
        &["Die Ministerin | hat … angekündigt | den Damm zu prüfen"],
    );
}

#[test]
fn verbs_of_two_parts_are_cues_of_two_parts() {
    de(
        "Die Werft teilte am Dienstag mit, dass der Kran läuft.",
        &["Die Werft | teilte … mit | dass der Kran läuft"],
    );
    de(
        "Der Damm ist sicher, teilte das Ministerium mit.",
        &["das Ministerium | teilte … mit | Der Damm ist sicher"],
    );
}

#[test]
fn speakers_stand_at_the_end_and_in_the_middle() {
    en("The dam will hold, the mayor said on Monday.", &["the mayor | said | The dam will hold"]);
    en(
        "The dam will hold, said Ann Orr, a spokeswoman.",
        &["Ann Orr, a spokeswoman | said | The dam will hold"],
    );
    uk("Дамба безпечна, заявив міністр Петро Орлик.", &["міністр Петро Орлик | заявив | Дамба безпечна"]);
    ru("Дамба безопасна, заявил министр в понедельник.", &["министр | заявил | Дамба безопасна"]);
}

#[test]
fn phrases_name_their_source() {
    en("According to the board, the crane stood idle.", &["the board | According to | the crane stood idle"]);
    en("The crane stood idle, according to the board.", &["the board | according to | The crane stood idle"]);
    en("In the board's opinion, the crane is safe.", &["the board's | In … opinion | the crane is safe"]);
    de("Nach Angaben der Polizei sank das Boot.", &["der Polizei | Nach Angaben | sank das Boot"]);
    de("Laut Ministerium ist der Damm sicher.", &["Ministerium | Laut | ist der Damm sicher"]);
    de("Ersten Angaben zufolge sank das Boot.", &["Ersten Angaben | zufolge | sank das Boot"]);
    de("Seiner Meinung nach ist der Damm sicher.", &["Seiner Meinung | nach | ist der Damm sicher"]);
    de("Der Damm sei sicher, so die Ministerin.", &["die Ministerin | so | Der Damm sei sicher"]);
    uk("За словами міністра, дамба безпечна.", &["міністра | За словами | дамба безпечна"]);
    uk("На думку експертки, дамба витримає.", &["експертки | На думку | дамба витримає"]);
    ru("По словам министра, дамба безопасна.", &["министра | По словам | дамба безопасна"]);
    ru("По мнению эксперта, дамба выдержит.", &["эксперта | По мнению | дамба выдержит"]);
    ru("Согласно отчёту порта, дамба безопасна.", &["отчёту порта | Согласно | дамба безопасна"]);
}

#[test]
fn as_somebody_says() {
    en("As the mayor noted, the dam will hold.", &["the mayor | noted | the dam will hold"]);
    de(
        "Wie der Hafen am Montag mitteilte, ist der Kran frei.",
        &["der Hafen | mitteilte | ist der Kran frei"],
    );
    uk("Як повідомляє порт, кран працює.", &["порт | повідомляє | кран працює"]);
    ru("Как сообщает порт, кран работает.", &["порт | сообщает | кран работает"]);
}

#[test]
fn quotations_go_on_after_their_speaker() {
    en("\"We go,\" he said. \"We all stay.\"", &["he | said | \"We go,\" … \"We all stay.\""]);
    en("“We go,” said Ann Orr, “and we stay.”", &["Ann Orr | said | “We go,” … “and we stay.”"]);
    en("The mayor said: “We go now.\n\n“We all stay.”", &["The mayor | said | “We go now. … “We all stay.”"]);
    de(
        "„Wir gehen“, sagte Anna Lund. „Alle bleiben.“",
        &["Anna Lund | sagte | „Wir gehen“ … „Alle bleiben.“"],
    );
    uk("«Ми йдемо», — сказала Ганна. «Порт вільний».", &["Ганна | сказала | «Ми йдемо» … «Порт вільний»"]);
    uk("«Ми йдемо, — сказав він, — і повернемося».", &["він | сказав | «Ми йдемо, … і повернемося»"]);
    ru("«Мы идём», — сказала Анна Луцик.", &["Анна Луцик | сказала | «Мы идём»"]);
}

#[test]
fn a_quotation_belongs_to_no_cue_in_the_next_paragraph() {
    en("\" Ilse Maran \"\n\nsaid", &[]);
    de("Ilse Maran sagte „\n\n« der Bürgermeister", &[]);
}

#[test]
fn a_quotation_belongs_to_the_cue_beside_it() {
    en(
        "\"We go,\" Orr said. \"We stay,\" Lund said.",
        &["Orr | said | \"We go,\"", "Lund | said | \"We stay,\""],
    );
}

#[test]
fn words_before_a_quotation_are_of_its_content() {
    en("The gain is \"ten times the loss,\" he said.", &["he | said | The gain is \"ten times the loss,\""]);
}

#[test]
fn saying_has_the_subject_of_its_sentence() {
    en(
        "The minister said the dam would hold, adding that tests went on.",
        &["The minister | said | the dam would hold", "The minister | adding | that tests went on"],
    );
    uk(
        "Міністр заявив, що дамба безпечна, додавши, що перевірка триває.",
        &["Міністр | заявив | що дамба безпечна", "Міністр | додавши | що перевірка триває"],
    );
}

#[test]
fn which_somebody_says_begins_a_content() {
    en("The dam, which the ministry says is safe, was closed.", &["the ministry | says | which … is safe"]);
}

#[test]
fn speakers_stand_before_a_colon() {
    en("Maran: We will go tomorrow.", &["Maran | : | We will go tomorrow"]);
    en("Maran said: We will go tomorrow.", &["Maran | said | We will go tomorrow"]);
}

#[test]
fn an_outlet_wraps_its_sentence() {
    en(
        "Gen. Orr said the dam would hold, Delta Radio reports.",
        &[
            "Delta Radio | reports | Gen. Orr said the dam would hold",
            "> Gen. Orr | said | the dam would hold",
        ],
    );
}

#[test]
fn one_stands_in_another() {
    en(
        "Orr said that according to the ministry the dam will hold.",
        &[
            "Orr | said | that according to the ministry the dam will hold",
            "> the ministry | according to | the dam will hold",
        ],
    );
}

#[test]
fn reported_speech_goes_on_without_a_verb() {
    de(
        "Der Hafenmeister sagte, dass der Kran stehe. Er habe davon nichts gewusst. Die Werft sei schuld. Es regnete.",
        &[
            "Der Hafenmeister | sagte | dass der Kran stehe",
            "Der Hafenmeister |  | Er habe davon nichts gewusst. Die Werft sei schuld",
        ],
    );
}

#[test]
fn nobody_may_be_named() {
    uk("Повідомляється, що кран стоїть.", &[" | Повідомляється | що кран стоїть"]);
    de("„Der Damm ist sicher“, heißt es in dem Bericht.", &[" | heißt es | „Der Damm ist sicher“"]);
}

#[test]
fn nouns_and_infinitives_are_no_cues() {
    en("The report cheered the board.", &[]);
    en("They met to say goodbye.", &[]);
    en("He walked home. It rained.", &[]);
}

#[test]
fn the_rendering_is_told() {
    let rendering =
        |text: &str| attributions(&Text::new(text), Language::English).first().map(|one| one.rendering);
    assert_eq!(rendering("\"We go,\" he said."), Some(Rendering::Direct));
    assert_eq!(rendering("He said they go."), Some(Rendering::Indirect));
    assert_eq!(rendering("He said they \"all\" go."), Some(Rendering::Mixed));
}

fn sound(text: &Text<'_>, found: &[Attribution]) -> Result<(), TestCaseError> {
    let starts = |at: usize| text.tokens.binary_search_by_key(&at, |token| token.span.start).is_ok();
    let ends = |at: usize| text.tokens.binary_search_by_key(&at, |token| token.span.end).is_ok();
    let mut last = 0;
    for (at, one) in found.iter().enumerate() {
        prop_assert!(!one.content.is_empty());
        prop_assert!(one.within.is_none_or(|outer| outer < at));
        prop_assert!(one.content[0].start >= last);
        last = one.content[0].start;
        for span in one.source.iter().chain(&one.cue).chain(&one.content) {
            prop_assert!(span.start < span.end && starts(span.start) && ends(span.end), "{span:?}");
            prop_assert!(text.paragraphs.iter().any(|paragraph| paragraph.span.holds(*span)), "{span:?}");
        }
        prop_assert!(one.content.windows(2).all(|two| two[0].end <= two[1].start));
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_place_lies_in_a_paragraph_on_tokens(
        text in "(?s)([ \n.,:;—?“”\"«»„’']|said|says|that|which|according to|X|the board|He|as|in|opinion|and|adding|\
                 sagte|dass|teilte|mit|laut|so|sei|hat|gesagt|заявив|що|за словами|міністр|сказал|— |\n\n|é|🙂|1|.){0,60}"
    ) {
        let read = Text::new(&text);
        for language in [Language::English, Language::German, Language::Ukrainian, Language::Russian] {
            let found = attributions(&read, language);
            sound(&read, &found)?;
            prop_assert_eq!(&found, &attributions(&read, language));
        }
    }
}

#[test]
fn hostile_texts_take_one_pass() {
    for piece in [
        "said ",
        "X said, ",
        "\"a\" said ",
        "as said ",
        "according to ",
        "in the ",
        ", said X",
        "laut ",
        "teilte ",
        "hat gesagt ",
        "“",
        "a, ",
    ] {
        let text = piece.repeat(8_000);
        let read = Text::new(&text);
        for language in [Language::English, Language::German, Language::Ukrainian] {
            attributions(&read, language);
        }
    }
}
