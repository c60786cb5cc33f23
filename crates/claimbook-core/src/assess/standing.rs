//! Which verdict stands.

use std::collections::HashSet;

use crate::model::{Claim, Settings, Verdict, VerdictWord};

/// The evidence status of a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Nobody has looked.
    #[default]
    Unchecked,
    /// The core verdict that stands.
    Marked(VerdictWord),
    /// Verdicts that say different things stand side by side, and none follows the other. No verdict: it is for people to say
    /// which holds.
    Forked,
}

impl Status {
    /// Every status, in the order of reports.
    pub const ALL: [Status; 10] = [
        Status::Unchecked,
        Status::Marked(VerdictWord::Unverified),
        Status::Forked,
        Status::Marked(VerdictWord::Disputed),
        Status::Marked(VerdictWord::Refuted),
        Status::Marked(VerdictWord::Misleading),
        Status::Marked(VerdictWord::Mixed),
        Status::Marked(VerdictWord::Confirmed),
        Status::Marked(VerdictWord::Unverifiable),
        Status::Marked(VerdictWord::NotCheckable),
    ];

    /// The word for it.
    pub fn as_str(&self) -> &str {
        match self {
            Status::Unchecked => "unchecked",
            Status::Marked(word) => word.as_str(),
            Status::Forked => "forked",
        }
    }

    /// The status that a word means; `None` where it is none.
    pub fn known(word: &str) -> Option<Self> {
        let word = word.to_lowercase().replace(['-', ' '], "_");
        Status::ALL.into_iter().find(|status| status.as_str() == word)
    }

    /// Where it comes in reports: its place in [`Status::ALL`]; a word of no known meaning comes last.
    pub fn place(&self) -> usize {
        Status::ALL.iter().position(|status| status == self).unwrap_or(Status::ALL.len())
    }

    /// Whether work remains: nobody has looked, or what was found was not enough.
    pub fn is_open(&self) -> bool {
        matches!(self, Status::Unchecked | Status::Forked | Status::Marked(VerdictWord::Unverified))
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The evidence status of a claim: the core verdict that stands, unchecked where there is none, forked where several stand that do
/// not say the same. Neither the surer nor the later wins.
pub fn status(claim: &Claim, settings: &Settings) -> Status {
    let heads = heads(claim, None);
    let mut words = heads.iter().map(|verdict| settings.core_verdict(&verdict.verdict));
    let first = words.next();
    if words.any(|word| Some(word) != first) {
        return Status::Forked;
    }
    match heads.last().map(|verdict| settings.core_verdict(&verdict.verdict)) {
        // Typed by hand as a verdict it still says that nobody has looked.
        Some(VerdictWord::Unknown(word)) if word == Status::Unchecked.as_str() => Status::Unchecked,
        Some(word) => Status::Marked(word.clone()),
        None => Status::Unchecked,
    }
}

/// The verdict that stands: on the claim, or with `of` on whether that assertion was made. Where several stand
/// beside each other (two people decided from the same state), it is the last in the file; [`heads`] has them all.
pub fn standing<'a>(claim: &'a Claim, of: Option<&str>) -> Option<&'a Verdict> {
    heads(claim, of).last().copied()
}

/// The verdicts that no other verdict follows, in the order of the file. One that does not say what it follows
/// follows the one before it.
pub fn heads<'a>(claim: &'a Claim, of: Option<&str>) -> Vec<&'a Verdict> {
    let about: Vec<&Verdict> = claim.verdicts.iter().filter(|verdict| verdict.of.as_deref() == of).collect();
    let mut followed = HashSet::new();
    for (place, verdict) in about.iter().enumerate() {
        match &verdict.after {
            Some(after) => {
                let before = |id: &String| about.iter().position(|other| other.id.as_ref() == Some(id));
                // Only what stands earlier can be followed: a circle typed by hand must leave one standing.
                followed.extend(after.iter().filter_map(before).filter(|&other| other < place));
            }
            None => followed.extend(place.checked_sub(1)),
        }
    }
    about
        .iter()
        .enumerate()
        .filter(|(place, _)| !followed.contains(place))
        .map(|(_, verdict)| *verdict)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(id: &str, word: &str, after: Option<&[&str]>) -> Verdict {
        Verdict {
            id: Some(id.to_owned()),
            verdict: VerdictWord::from(word),
            of: None,
            confidence: None,
            at: None,
            by: None,
            because: None,
            evidence: None,
            saw: None,
            after: after.map(|ids| ids.iter().map(|id| (*id).to_owned()).collect()),
            extra: Default::default(),
        }
    }

    fn claim(verdicts: Vec<Verdict>) -> Claim {
        Claim { claim: "The dam was sound.".into(), verdicts, ..Claim::default() }
    }

    #[test]
    fn a_claim_that_nobody_has_marked_is_unchecked() {
        assert_eq!(status(&claim(vec![]), &Settings::default()), Status::Unchecked);
    }

    #[test]
    fn verdicts_typed_by_hand_follow_each_other() {
        let claim = claim(vec![verdict("1", "disputed", None), verdict("2", "confirmed", None)]);
        assert_eq!(heads(&claim, None).len(), 1);
        assert_eq!(status(&claim, &Settings::default()).as_str(), "confirmed");
    }

    #[test]
    fn two_verdicts_from_the_same_state_stand_beside_each_other() {
        let claim = claim(vec![
            verdict("a", "unverified", Some(&[])),
            verdict("b", "confirmed", Some(&["a"])),
            verdict("c", "refuted", Some(&["a"])),
        ]);
        let words: Vec<_> = heads(&claim, None).iter().map(|verdict| verdict.verdict.as_str()).collect();
        assert_eq!(words, ["confirmed", "refuted"]);
    }

    #[test]
    fn whether_it_was_said_is_another_question() {
        let mut said = verdict("b", "refuted", None);
        said.of = Some("a1".into());
        let claim = claim(vec![verdict("a", "confirmed", None), said]);
        assert_eq!(status(&claim, &Settings::default()).as_str(), "confirmed");
        assert_eq!(standing(&claim, Some("a1")).map(|verdict| verdict.verdict.as_str()), Some("refuted"));
    }

    #[test]
    fn a_house_word_counts_as_the_verdict_that_it_means() {
        let settings: Settings =
            crate::yaml::from_str("labels:\n  pants-on-fire: {verdict: refuted, label: Pants on Fire}\n")
                .unwrap();
        let claim = claim(vec![verdict("a", "pants-on-fire", None)]);
        assert_eq!(status(&claim, &settings).as_str(), "refuted");
    }
}
