//! Who said it, through whom and on whose word, as one sentence: no voice is ever dropped.
//!
//! The order is that of PARC's nested attributions, from the outside in: the document's publisher, the relays, the
//! asserter and on whose behalf, then whom the asserter leans on. “They said it” is all that the sentence says; whether
//! it is true is another question (FactBank keeps the two apart likewise).

use super::standing;
use crate::model::{ActorKind, Assertion, Claim, VerdictWord};
use crate::workspace::Workspace;

/// How the sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// “… said so on 28 October 2024.”: where the claim stands beside it.
    So,
    /// “… said on 28 October 2024 that the bridge was closed.”
    InFull,
}

/// The chain of an assertion as a sentence, or two where it was withdrawn or settled that it was not made.
pub fn chain(workspace: &Workspace, claim: &Claim, assertion: &Assertion, told: Told) -> String {
    let name = |key: &str| in_a_sentence(workspace, key);
    let document = assertion.document.as_deref();
    let publisher =
        document.and_then(|key| workspace.document(key)).and_then(|filed| filed.data.publisher.as_deref());
    let by = assertion.by.as_deref();
    let mut outer: Vec<String> = Vec::new();
    let own = publisher.is_some() && publisher == by && assertion.through.is_empty();
    match (publisher, document) {
        _ if own => {}
        (Some(publisher), _) => outer.push(name(publisher)),
        (None, Some(document)) => outer.push(format!("“{}”", workspace.document_title(document))),
        (None, None) => {}
    }
    // Some desks repeat the publisher as the first relay.
    let relays = assertion.through.iter().filter(|key| Some(key.as_str()) != publisher);
    outer.extend(relays.map(|key| name(key)));

    let words = match told {
        Told::So => None,
        Told::InFull => Some(lower(claim.claim.trim().trim_end_matches('.'))),
    };
    let when = assertion.when.as_ref().map(|when| format!(" {}", when.in_a_sentence())).unwrap_or_default();
    let citing: Vec<String> = assertion.citing.iter().map(|key| name(key)).collect();
    let citing = if citing.is_empty() { String::new() } else { format!(", citing {}", and(&citing)) };
    let inner = by.map(|by| {
        let behalf = assertion.on_behalf_of.as_deref().filter(|behalf| *behalf != by);
        let behalf = behalf.map(|key| format!(", speaking for {},", name(key))).unwrap_or_default();
        let who = name(by);
        match &words {
            None => format!("{who}{behalf} said so{when}{citing}"),
            Some(words) if citing.is_empty() => format!("{who}{behalf} said{when} that {words}"),
            Some(words) => format!("{who}{behalf} said{when}{citing}, that {words}"),
        }
    });
    let mut sentence = String::new();
    let last = outer.len().saturating_sub(1);
    for (place, voice) in outer.iter().enumerate() {
        let verb = if place == 0 { "reports" } else { "reported" };
        sentence.push_str(&format!("{voice} {verb}"));
        if place < last || inner.is_some() {
            sentence.push_str(" that ");
        }
    }
    match (&inner, &words) {
        (Some(inner), _) => sentence.push_str(inner),
        (None, _) if outer.is_empty() => return not_recorded(words.as_deref(), &when, &citing),
        (None, None) => sentence.push_str(&format!(" so; who said it{when}{citing} is not recorded")),
        (None, Some(words)) => {
            sentence.push_str(&format!(" that {words}; who said it{when}{citing} is not recorded"));
        }
    }
    let mut text = upper(&sentence);
    if !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    text.push_str(&after(workspace, claim, assertion));
    text
}

fn not_recorded(words: Option<&str>, when: &str, citing: &str) -> String {
    match words {
        None => format!("Who said so{when}{citing} is not recorded."),
        Some(words) => format!("Who said{when}{citing} that {words} is not recorded."),
    }
}

/// What became of it: taken back, or settled that it was not said.
fn after(workspace: &Workspace, claim: &Claim, assertion: &Assertion) -> String {
    let mut text = String::new();
    if let Some(withdrawn) = &assertion.withdrawn {
        let who = assertion
            .by
            .as_deref()
            .map_or("Whoever said it".to_owned(), |by| upper(&in_a_sentence(workspace, by)));
        let when = withdrawn.when.as_ref().map(|when| format!(" {}", when.in_a_sentence()));
        text.push_str(&format!(" {who} took it back{}.", when.unwrap_or_default()));
    }
    let said = assertion.id.as_deref().and_then(|id| standing::standing(claim, Some(id)));
    match said.map(|said| &said.verdict) {
        Some(VerdictWord::Refuted) => text.push_str(" The desk found that this was not said."),
        Some(VerdictWord::Unverifiable) => {
            text.push_str(" Whether this was said cannot be settled, the desk found.");
        }
        _ => {}
    }
    text
}

/// A name as it stands in the middle of a sentence.
fn in_a_sentence(workspace: &Workspace, key: &str) -> String {
    let name = workspace.actor_name(key);
    let is_body = workspace
        .actor(key)
        .is_some_and(|actor| actor.data.kind == Some(ActorKind::Organization) && !actor.data.is_protected());
    let english = workspace.settings.language.as_deref().is_none_or(|language| language.starts_with("en"));
    if is_body && english && takes_article(name) { format!("the {name}") } else { name.to_owned() }
}

/// Bodies that English names with *the*: by what kind of body they are, or by where they sit.
fn takes_article(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "academy",
        "administration",
        "agency",
        "alliance",
        "army",
        "assembly",
        "association",
        "authority",
        "bank",
        "board",
        "bureau",
        "cabinet",
        "centre",
        "center",
        "chamber",
        "commission",
        "committee",
        "company",
        "consortium",
        "council",
        "court",
        "department",
        "directorate",
        "embassy",
        "federation",
        "fleet",
        "forces",
        "foundation",
        "fund",
        "government",
        "house",
        "institute",
        "institution",
        "inspectorate",
        "league",
        "ministry",
        "mission",
        "navy",
        "office",
        "organisation",
        "organization",
        "parliament",
        "party",
        "police",
        "prosecutor's",
        "secretariat",
        "senate",
        "service",
        "staff",
        "treasury",
        "tribunal",
        "union",
        "university",
    ];
    const SEATS: &[&str] =
        &["bundestag", "kremlin", "pentagon", "rada", "sejm", "vatican", "knesset", "duma"];
    let lower = name.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back();
    if first == "the" {
        return false;
    }
    // “Ministry of Defence”, “the Kyiv School Board”; but “Bank Austria”, “Chatham House” and “Oxford University” stand alone, so a
    // kind that comes last counts only where two words come before it.
    let of = lower.split_whitespace().nth(1) == Some("of");
    SEATS.contains(&last.unwrap_or(first))
        || (KINDS.contains(&first) && (last.is_none() || of))
        || last.is_some_and(|last| {
            KINDS.contains(&last) && (lower.split_whitespace().count() > 2 || MINISTERIAL.contains(&last))
        })
}

/// Kinds of body that take the article whatever stands before them: “the Defence Ministry”.
const MINISTERIAL: &[&str] = &[
    "administration",
    "agency",
    "army",
    "authority",
    "commission",
    "council",
    "court",
    "department",
    "embassy",
    "government",
    "ministry",
    "navy",
];

/// “A”, “A and B”, “A, B and C”.
fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A sentence as it goes on after *that*: its first word small, where that is a word which is only large at a
/// sentence's beginning.
fn lower(sentence: &str) -> String {
    const SMALL: &[&str] = &[
        "a",
        "about",
        "after",
        "all",
        "almost",
        "an",
        "and",
        "any",
        "around",
        "as",
        "at",
        "because",
        "before",
        "between",
        "both",
        "but",
        "by",
        "during",
        "each",
        "either",
        "even",
        "every",
        "few",
        "fewer",
        "for",
        "from",
        "half",
        "he",
        "her",
        "his",
        "how",
        "if",
        "in",
        "it",
        "its",
        "less",
        "many",
        "more",
        "most",
        "nearly",
        "neither",
        "no",
        "nobody",
        "none",
        "not",
        "nothing",
        "of",
        "on",
        "only",
        "our",
        "out",
        "over",
        "several",
        "she",
        "since",
        "so",
        "some",
        "somebody",
        "someone",
        "such",
        "that",
        "the",
        "their",
        "there",
        "these",
        "they",
        "this",
        "those",
        "thousands",
        "hundreds",
        "millions",
        "to",
        "under",
        "until",
        "up",
        "we",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "with",
        "within",
        "without",
        "you",
        "your",
    ];
    let first = sentence.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let small = first.to_lowercase();
    if SMALL.contains(&small.as_str()) {
        format!("{small}{}", sentence.get(first.len()..).unwrap_or_default())
    } else {
        sentence.to_owned()
    }
}

/// A sentence with its first letter large; names that begin small by choice stay.
fn upper(sentence: &str) -> String {
    for article in ["the ", "a ", "an "] {
        if let Some(rest) = sentence.strip_prefix(article) {
            let mut chars = article.chars();
            let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
            return format!("{first}{}{rest}", chars.as_str());
        }
    }
    sentence.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Filed;

    fn workspace() -> Workspace {
        let mut workspace = Workspace::default();
        let actors = [
            ("courier", "{name: Courier.NET, kind: outlet}"),
            ("weekly", "{name: The Weekly, kind: outlet}"),
            ("ministry", "{name: Ministry of Rivers, kind: organization}"),
            ("olund", "{name: Piet Olund, kind: person}"),
            ("scouts", "{name: scouts, kind: unnamed}"),
        ];
        for (key, yaml) in actors {
            let data = crate::yaml::from_str(yaml).unwrap();
            workspace.actors.push(Filed { path: format!("actors/{key}.yaml"), data });
        }
        let data = crate::yaml::from_str("{title: The dam, publisher: courier}").unwrap();
        workspace.documents.push(Filed { path: "documents/dam.yaml".into(), data });
        workspace.index_again();
        workspace
    }

    fn told(assertion: &str, told: Told) -> String {
        let yaml = format!("claim: About 40 gates were open.\nassertions: [{assertion}]");
        let claim: Claim = crate::yaml::from_str(&yaml).unwrap();
        chain(&workspace(), &claim, &claim.assertions[0], told)
    }

    #[test]
    fn every_voice_is_in_the_sentence_from_the_outside_in() {
        let full = "{by: ministry, when: \"2024-10-28\", in: dam}";
        assert_eq!(
            told(full, Told::InFull),
            "Courier.NET reports that the Ministry of Rivers said on 28 October 2024 that about 40 gates were open."
        );
        let long =
            "{by: olund, for: ministry, when: \"2024-10\", in: dam, through: [weekly], citing: [scouts]}";
        assert_eq!(
            told(long, Told::So),
            "Courier.NET reports that The Weekly reported that Piet Olund, speaking for the Ministry of Rivers, said so \
             in October 2024, citing scouts."
        );
    }

    #[test]
    fn what_is_not_recorded_is_said() {
        assert_eq!(told("{by: ministry}", Told::So), "The Ministry of Rivers said so.");
        assert_eq!(told("{in: dam}", Told::So), "Courier.NET reports so; who said it is not recorded.");
        assert_eq!(told("{cue: said}", Told::So), "Who said so is not recorded.");
        assert_eq!(told("{by: courier, in: dam}", Told::So), "Courier.NET said so.");
    }

    #[test]
    fn what_was_taken_back_is_said() {
        let taken = "{by: olund, in: dam, withdrawn: {when: \"2024-11-02\"}}";
        assert_eq!(
            told(taken, Told::So),
            "Courier.NET reports that Piet Olund said so. Piet Olund took it back on 2 November 2024."
        );
    }
}
