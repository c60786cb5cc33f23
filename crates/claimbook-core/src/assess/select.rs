//! Which claims are meant, and in which order.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::{FlagCode, Order, Row, Rows, Status};
use crate::model::{Day, When};

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
    /// One of these must take it, too; none asks nothing.
    pub any: Vec<Selection>,
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
    /// Whether it takes a claim.
    pub fn takes(&self, row: &Row<'_>) -> bool {
        (!self.public || row.public)
            && (self.statuses.is_empty() || self.statuses.contains(&row.status))
            && (self.flags.is_empty() || self.flags.iter().any(|flag| row.flags.has(*flag)))
            && self.topic.as_ref().is_none_or(|topic| filed_under(row, topic))
            && self.logged_in_time(row)
            && self.said(row)
            && self.worded(row)
            && (self.any.is_empty() || self.any.iter().any(|selection| selection.takes(row)))
    }

    fn worded(&self, row: &Row<'_>) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let wording = row.claim.to_lowercase();
        self.words.iter().all(|word| wording.contains(&word.to_lowercase()))
    }

    fn logged_in_time(&self, row: &Row<'_>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        row.logged_day.is_some_and(|day| {
            self.since.is_none_or(|since| day >= since) && self.until.is_none_or(|until| day <= until)
        })
    }

    /// One assertion must fit all that is asked of assertions.
    fn said(&self, row: &Row<'_>) -> bool {
        let dated = self.said_since.is_some() || self.said_until.is_some();
        if self.by.is_none() && self.document.is_none() && !dated {
            return true;
        }
        let in_time = |when: &str| When::new(when).within(self.said_since, self.said_until);
        row.assertions.iter().any(|said| {
            self.by.as_deref().is_none_or(|by| said.by == Some(by) || said.on_behalf_of == Some(by))
                && self.document.as_deref().is_none_or(|document| said.document == Some(document))
                && (!dated || said.when.is_some_and(in_time))
        })
    }
}

fn filed_under(row: &Row<'_>, topic: &str) -> bool {
    let topic = topic.to_lowercase();
    row.topics.iter().any(|other| other.to_lowercase() == topic)
}

/// The rows that a selection takes, by their places in `rows`, in this order. `name` tells what an actor is called.
pub fn select<'r, R: Rows + ?Sized>(
    rows: &'r R,
    selection: &Selection,
    sort: Sort,
    name: impl Fn(&'r str) -> &'r str,
) -> Vec<usize> {
    let take = |place: usize| {
        let row = rows.row(place);
        selection.takes(&row).then(|| (Order::of(&row), place))
    };
    let places = (0..rows.len()).into_par_iter();
    let mut taken: Vec<(Order<'r>, usize)> = Vec::new();
    if *selection == Selection::default() {
        // Straight into their places, and no more is read of a row than that.
        places.map(|place| (rows.order(place), place)).collect_into_vec(&mut taken);
    } else {
        taken = places.filter_map(take).collect();
    }
    // What is alike in any other order stays in this one; what is alike in this one, by the file.
    taken.par_sort_unstable();
    // By reference: what is taken over keeps the room that it had.
    let mut taken: Vec<usize> = taken.iter().map(|(_, place)| *place).collect();
    match sort {
        Sort::Logged => {}
        Sort::Said => {
            by(&mut taken, rows, |row| Reverse(row.said.and_then(|said| When::new(said).sort_day())));
        }
        Sort::Status => by(&mut taken, rows, |row| row.status.place()),
        Sort::Claim => by(&mut taken, rows, |row| row.claim.to_lowercase()),
        Sort::By => by(&mut taken, rows, |row| {
            let name = row.assertions.iter().find_map(|said| said.by).map(|key| name(key).to_lowercase());
            (name.is_none(), name)
        }),
        Sort::Changed => by(&mut taken, rows, |row| Reverse(row.changed)),
    }
    taken
}

fn by<'r, R: Rows + ?Sized, K: Ord>(taken: &mut [usize], rows: &'r R, key: impl Fn(&Row<'r>) -> K) {
    taken.sort_by_cached_key(|place| key(&rows.row(*place)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Judgement;
    use crate::model::{Claim, Instant, Logged, Verdict, VerdictWord};
    use crate::workspace::{Filed, Workspace};

    fn claim(yaml: &str) -> Claim {
        crate::yaml::from_str(yaml).unwrap()
    }

    fn takes(selection: Selection, claim: &Claim) -> bool {
        let filed = Filed { path: "a.yaml".into(), data: claim.clone() };
        selection.takes(&Row::of(&filed, &Default::default(), None))
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
        let judgement = Judgement::default();
        let rows = workspace.rows(&judgement);
        let places = select(rows.as_slice(), &Selection::default(), Sort::Logged, |_| "");
        let order: Vec<_> = places.iter().map(|place| rows[*place].claim).collect();
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
        let judgement = Judgement::default();
        let rows = workspace.rows(&judgement);
        let places = select(rows.as_slice(), &Selection::default(), Sort::Status, |_| "");
        let order: Vec<_> = places.iter().map(|place| rows[*place].status.to_string()).collect();
        assert_eq!(order, ["unchecked", "disputed", "confirmed"]);
    }
}
