//! Which claims are meant, and in which order.

use std::cmp::Reverse;

use crate::model::{Assertion, Claim, Day, Instant, When};
use crate::workspace::{Filed, Workspace};

use super::{FlagCode, Judgement, Status, status};

/// What is asked of a claim; a field that is empty asks nothing. Actors and documents are keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// Words that must all stand in the claim's wording, in any case.
    pub words: Vec<String>,
    /// The status must be one of these.
    pub statuses: Vec<Status>,
    /// One of its flags must be among these.
    pub flags: Vec<FlagCode>,
    /// Somebody asserted it: as the speaker, or through a spokesman.
    pub by: Option<String>,
    /// It was asserted in this document.
    pub document: Option<String>,
    /// It is filed under this topic, in any case.
    pub topic: Option<String>,
    /// It was logged on this day or later.
    pub since: Option<Day>,
    /// It was logged on this day or earlier.
    pub until: Option<Day>,
    /// It can have been said on this day or later.
    pub said_since: Option<Day>,
    /// It can have been said on this day or earlier.
    pub said_until: Option<Day>,
    /// Only what may be published.
    pub public: bool,
}

/// The order of a list. Days run from the newest to the oldest; what has none comes last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// When it was logged.
    #[default]
    Logged,
    /// When it was first said.
    Said,
    /// The order of [`Status::ALL`].
    Status,
    /// The wording, from A to Z.
    Claim,
    /// The name of the first asserter, from A to Z.
    By,
    /// When something was last opened, added or decided.
    Changed,
}

impl Sort {
    /// Every word, in the order of the documentation.
    pub const WORDS: &'static [&'static str] = &["logged", "said", "status", "claim", "by", "changed"];

    /// The order that a word means.
    pub fn known(word: &str) -> Option<Self> {
        Some(match word {
            "logged" => Sort::Logged,
            "said" => Sort::Said,
            "status" => Sort::Status,
            "claim" => Sort::Claim,
            "by" => Sort::By,
            "changed" => Sort::Changed,
            _ => return None,
        })
    }
}

impl Selection {
    /// Whether it takes a claim that has this status.
    pub fn takes(&self, claim: &Claim, status: &Status) -> bool {
        (!self.public || claim.is_public())
            && (self.statuses.is_empty() || self.statuses.contains(status))
            && self.topic.as_ref().is_none_or(|topic| filed_under(claim, topic))
            && self.logged_in_time(claim)
            && self.said(claim)
            && self.worded(claim)
    }

    fn worded(&self, claim: &Claim) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let wording = claim.claim.to_lowercase();
        self.words.iter().all(|word| wording.contains(&word.to_lowercase()))
    }

    fn logged_in_time(&self, claim: &Claim) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let logged = claim.logged.as_ref().and_then(|logged| logged.at.as_ref());
        logged.and_then(Instant::date).and_then(Day::parse).is_some_and(|day| {
            self.since.is_none_or(|since| day >= since) && self.until.is_none_or(|until| day <= until)
        })
    }

    /// One assertion must fit all that is asked of assertions.
    fn said(&self, claim: &Claim) -> bool {
        let dated = self.said_since.is_some() || self.said_until.is_some();
        if self.by.is_none() && self.document.is_none() && !dated {
            return true;
        }
        claim.assertions.iter().any(|assertion| {
            self.by.as_deref().is_none_or(|by| said_by(assertion, by))
                && (self.document.is_none() || assertion.document == self.document)
                && (!dated
                    || assertion
                        .when
                        .as_ref()
                        .is_some_and(|when| when.within(self.said_since, self.said_until)))
        })
    }
}

fn said_by(assertion: &Assertion, key: &str) -> bool {
    assertion.by.as_deref() == Some(key) || assertion.on_behalf_of.as_deref() == Some(key)
}

fn filed_under(claim: &Claim, topic: &str) -> bool {
    let topic = topic.to_lowercase();
    claim.topics.iter().any(|other| other.to_lowercase() == topic)
}

impl Workspace {
    /// The claims that a selection takes, each with its status, in this order.
    pub fn select(
        &self,
        selection: &Selection,
        sort: Sort,
        judgement: &Judgement,
    ) -> Vec<(&Filed<Claim>, Status)> {
        let flagged = |claim: &Filed<Claim>| {
            let flags = judgement.flags(&claim.path);
            selection.flags.is_empty() || flags.iter().any(|flag| selection.flags.contains(&flag.code))
        };
        let mut claims: Vec<_> = self
            .claims
            .iter()
            .map(|claim| (claim, status(&claim.data, &self.settings)))
            .filter(|(claim, status)| selection.takes(&claim.data, status) && flagged(claim))
            .collect();
        // What is alike in any other order stays in this one.
        claims.sort_by_cached_key(|(claim, _)| (Reverse(logged(&claim.data)), place(&claim.data)));
        match sort {
            Sort::Logged => {}
            Sort::Said => claims
                .sort_by_cached_key(|(claim, _)| Reverse(first_said(&claim.data).and_then(When::sort_day))),
            Sort::Status => claims.sort_by_cached_key(|(_, status)| status.place()),
            Sort::Claim => claims.sort_by_cached_key(|(claim, _)| claim.data.claim.to_lowercase()),
            Sort::By => claims.sort_by_cached_key(|(claim, _)| {
                let name = asserters(&claim.data).first().map(|key| self.actor_name(key).to_lowercase());
                (name.is_none(), name)
            }),
            Sort::Changed => claims.sort_by_cached_key(|(claim, _)| Reverse(last_changed(&claim.data))),
        }
        claims
    }
}

/// When the claim was logged, in seconds since 1970.
fn logged(claim: &Claim) -> Option<i64> {
    claim.logged.as_ref()?.at.as_ref()?.seconds()
}

/// Where it was first read: claims logged together stay in the order of their article.
fn place(claim: &Claim) -> Option<(&str, usize)> {
    let first = claim.assertions.first()?;
    Some((first.document.as_deref()?, first.quote.first()?.start?))
}

/// When the claim was first said, as far as that is known.
pub fn first_said(claim: &Claim) -> Option<&When> {
    let said = claim.assertions.iter().filter_map(|assertion| assertion.when.as_ref());
    // A date that cannot be read is better than none.
    said.min_by_key(|when| {
        let day = when.sort_day();
        (day.is_none(), day)
    })
}

/// The actors who asserted the claim, by key, each once, in the order of the file.
pub fn asserters(claim: &Claim) -> Vec<&str> {
    unique(claim.assertions.iter().filter_map(|assertion| assertion.by.as_deref()))
}

/// The documents in which the claim was asserted, by key, each once, in the order of the file.
pub fn documents(claim: &Claim) -> Vec<&str> {
    unique(claim.assertions.iter().filter_map(|assertion| assertion.document.as_deref()))
}

fn unique<'c>(keys: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let mut once = Vec::new();
    for key in keys {
        if !once.contains(&key) {
            once.push(key);
        }
    }
    once
}

/// When something was last opened, added, taken back, tied or decided, in seconds since 1970.
fn last_changed(claim: &Claim) -> Option<i64> {
    let logged = claim.logged.iter().filter_map(|logged| logged.at.as_ref());
    let verdicts = claim.verdicts.iter().filter_map(|verdict| verdict.at.as_ref());
    let links = claim.links.iter().filter_map(|link| link.at.as_ref());
    let added = claim.evidence.iter().filter_map(|line| line.at.as_ref());
    let retracted = claim.evidence.iter().filter_map(|line| line.retracted.as_ref()?.at.as_ref());
    logged.chain(verdicts).chain(links).chain(added).chain(retracted).filter_map(Instant::seconds).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Logged, Verdict, VerdictWord};

    fn claim(yaml: &str) -> Claim {
        crate::yaml::from_str(yaml).unwrap()
    }

    fn takes(selection: Selection, claim: &Claim) -> bool {
        selection.takes(claim, &Status::Unchecked)
    }

    #[test]
    fn all_words_must_stand_in_the_wording_in_any_case_and_script() {
        let claim = claim("claim: Міністр сказав, що міст закрито.");
        let words = |words: &[&str]| Selection {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            ..Selection::default()
        };
        assert!(takes(words(&["МІСТ", "міністр"]), &claim));
        assert!(!takes(words(&["міст", "тунель"]), &claim));
    }

    #[test]
    fn one_assertion_must_fit_everything_that_is_asked_of_assertions() {
        let claim = claim(
            "claim: It fell.\nassertions:\n- {by: mayor, when: \"2024-10-01\"}\n- {by: sun, when: \"2024-11-01\"}\n",
        );
        let selection = |by: &str, since: &str| Selection {
            by: Some(by.into()),
            said_since: Day::parse(since),
            ..Selection::default()
        };
        assert!(takes(selection("sun", "2024-10-15"), &claim));
        assert!(!takes(selection("mayor", "2024-10-15"), &claim));
    }

    #[test]
    fn what_a_spokesman_says_is_said_by_whom_he_speaks_for() {
        let claim = claim("claim: It fell.\nassertions: [{by: spokesman, for: ministry}]");
        for by in ["spokesman", "ministry"] {
            assert!(takes(Selection { by: Some(by.into()), ..Selection::default() }, &claim));
        }
    }

    #[test]
    fn a_claim_that_says_not_when_it_was_logged_is_in_no_range() {
        let since = Selection { since: Day::parse("2024-01-01"), ..Selection::default() };
        assert!(!takes(since.clone(), &claim("claim: It fell.")));
        assert!(takes(since, &claim("claim: It fell.\nlogged: {at: \"2024-10-01T10:00:00Z\"}")));
    }

    #[test]
    fn the_newest_comes_first_and_what_has_no_date_last() {
        let mut workspace = Workspace::default();
        for (number, at) in [Some(1_000), None, Some(3_000)].into_iter().enumerate() {
            let logged = at.map(|at| Logged { at: Instant::from_unix(at), ..Logged::default() });
            workspace.claims.push(Filed {
                path: format!("{number}.yaml"),
                data: Claim { claim: number.to_string(), logged, ..Claim::default() },
            });
        }
        let order: Vec<_> = workspace
            .select(&Selection::default(), Sort::Logged, &Judgement::default())
            .iter()
            .map(|(claim, _)| claim.data.claim.as_str())
            .collect();
        assert_eq!(order, ["2", "0", "1"]);
    }

    #[test]
    fn the_order_by_status_is_that_of_reports() {
        let verdict = |word: &str| Verdict {
            verdict: VerdictWord::from(word),
            ..crate::yaml::from_str("verdict: x").unwrap()
        };
        let mut workspace = Workspace::default();
        for (path, word) in [("a.yaml", Some("confirmed")), ("b.yaml", None), ("c.yaml", Some("disputed"))] {
            workspace.claims.push(Filed {
                path: path.into(),
                data: Claim { verdicts: word.map(verdict).into_iter().collect(), ..Claim::default() },
            });
        }
        let order: Vec<_> = workspace
            .select(&Selection::default(), Sort::Status, &Judgement::default())
            .into_iter()
            .map(|(_, status)| status.to_string())
            .collect();
        assert_eq!(order, ["unchecked", "disputed", "confirmed"]);
    }
}
