//! What a query asks of claims beside words.

use std::ops::Range;

use claimbook_core::assess::{Row, Selection};
use claimbook_core::model::{ClaimType, Stage, When};
use claimbook_core::near::nearest;
use claimbook_core::workspace::Workspace;

use crate::Of;
use crate::meant::{self, NotMeant};
use crate::query::{Filter, FilterName, Part, Query};
use crate::view::Said;

/// What a claim, or a record of another kind, must be.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Each must hold; with the second, must not.
    conditions: Vec<(Condition, bool)>,
    /// Only records of these kinds; where there is none, of any.
    kinds: Vec<(Of, bool)>,
}

/// Why a filter asks for nothing that there is, and where it was typed: code points of the query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct WantedError {
    /// What is wrong with its value.
    pub why: NotMeant,
    /// The filter.
    pub place: Range<usize>,
}

/// Where filters are understood.
pub struct Words<'a> {
    /// The whole workspace: people name a protected source by its key.
    pub whole: &'a Workspace,
    /// Where to look for whoever has no file of their own.
    pub said: &'a dyn Said,
    /// Reads a date as people type it; else says why it is none.
    pub date: &'a dyn Fn(&str) -> Result<When, String>,
}

#[derive(Debug, Clone)]
enum Condition {
    Selection(Box<Selection>),
    Type(Vec<String>),
    Stage(Vec<String>),
    Open,
    Shaky,
    Public,
}

impl Wanted {
    /// What the filters of a query mean in a workspace.
    ///
    /// # Errors
    /// Where a value is none of what its filter can have.
    pub fn of(query: &Query, words: &Words<'_>) -> Result<Self, WantedError> {
        let mut wanted = Wanted::default();
        for filter in &query.filters {
            let place = || filter.place.clone();
            wanted.add(filter, words).map_err(|why| WantedError { why, place: place() })?;
        }
        Ok(wanted)
    }

    fn add(&mut self, filter: &Filter, known: &Words<'_>) -> Result<(), NotMeant> {
        let Words { whole, said, date } = *known;
        let values = || filter.values.iter().map(String::as_str);
        let mut selections: Vec<Selection> = Vec::new();
        let day = |value: &str| date(value).map_err(NotMeant::new);
        match filter.name {
            FilterName::Status => {
                let statuses = values().map(|value| meant::status(whole, value)).collect::<Result<_, _>>()?;
                selections.push(Selection { statuses, ..Selection::default() });
            }
            FilterName::Flag => {
                let flags = values().map(meant::flag).collect::<Result<_, _>>()?;
                selections.push(Selection { flags, ..Selection::default() });
            }
            FilterName::By => {
                for value in values() {
                    let by = Some(meant::actor(whole, said, value)?);
                    selections.push(Selection { by, ..Selection::default() });
                }
            }
            FilterName::In => {
                for value in values() {
                    let document = Some(meant::document(whole, said, value)?);
                    selections.push(Selection { document, ..Selection::default() });
                }
            }
            FilterName::Topic => selections.extend(
                values().map(|topic| Selection { topic: Some(topic.to_owned()), ..Selection::default() }),
            ),
            FilterName::Since => {
                for value in values() {
                    selections.push(Selection { since: day(value)?.earliest(), ..Selection::default() });
                }
            }
            FilterName::Until => {
                for value in values() {
                    selections.push(Selection { until: day(value)?.latest(), ..Selection::default() });
                }
            }
            FilterName::SaidSince => {
                for value in values() {
                    selections.push(Selection { said_since: day(value)?.earliest(), ..Selection::default() });
                }
            }
            FilterName::SaidUntil => {
                for value in values() {
                    let said_until = day(value).map(|when: When| when.latest())?;
                    selections.push(Selection { said_until, ..Selection::default() });
                }
            }
            FilterName::Type => {
                let known = words(filter, ClaimType::WORDS, "type")?;
                self.conditions.push((Condition::Type(known), filter.not));
            }
            FilterName::Stage => {
                let known = words(filter, Stage::WORDS, "stage")?;
                self.conditions.push((Condition::Stage(known), filter.not));
            }
            FilterName::Is => {
                for value in words(filter, &["open", "shaky", "public"], "state of a claim")? {
                    let condition = match value.as_str() {
                        "open" => Condition::Open,
                        "shaky" => Condition::Shaky,
                        _ => Condition::Public,
                    };
                    self.conditions.push((condition, filter.not));
                }
            }
            FilterName::Kind => {
                for value in words(filter, &["claim", "actor", "document"], "kind of record")? {
                    let of = match value.as_str() {
                        "claim" => Of::Claim,
                        "actor" => Of::Actor,
                        _ => Of::Document,
                    };
                    self.kinds.push((of, filter.not));
                }
            }
        }
        // One of several values is enough, so they are held together.
        if !selections.is_empty() {
            let conditions = selections.into_iter().map(|it| Condition::Selection(Box::new(it)));
            match filter.not {
                true => self.conditions.extend(conditions.map(|it| (it, true))),
                false => self.any(conditions.collect()),
            }
        }
        Ok(())
    }

    fn any(&mut self, conditions: Vec<Condition>) {
        let mut all = Selection::default();
        let mut several = Vec::new();
        for condition in conditions {
            match condition {
                Condition::Selection(it) => several.push(*it),
                other => self.conditions.push((other, false)),
            }
        }
        if let [only] = several.as_slice() {
            all = only.clone();
            several.clear();
        }
        if several.is_empty() {
            self.conditions.push((Condition::Selection(Box::new(all)), false));
        } else {
            self.conditions.push((Condition::Selection(Box::new(Selection { any: several, ..all })), false));
        }
    }

    /// Whether it asks for claims alone.
    pub fn asks_of_claims(&self) -> bool {
        !self.conditions.is_empty()
    }

    /// Whether records of this kind are wanted.
    pub fn takes_kind(&self, of: Of) -> bool {
        let named = |not: bool| self.kinds.iter().filter(move |it| it.1 == not).map(|it| it.0);
        let claims = of == Of::Claim || !self.asks_of_claims();
        claims
            && (named(false).next().is_none() || named(false).any(|it| it == of))
            && named(true).all(|it| it != of)
    }

    /// Whether a claim is wanted.
    pub fn takes(&self, row: &Row<'_>) -> bool {
        self.conditions.iter().all(|(condition, not)| condition.holds(row) != *not)
    }

    /// The same as a selection, where a selection can say it.
    pub fn selection(&self) -> Option<Selection> {
        let own = self.kinds.is_empty().then(Selection::default)?;
        self.conditions.iter().try_fold(own, |all, (condition, not)| match condition {
            Condition::Selection(one) if !not => Some(both(all, one)),
            Condition::Public if !not => Some(both(all, &Selection { public: true, ..Selection::default() })),
            _ => None,
        })
    }

    /// The same for a workspace in which keys are others.
    pub fn renamed(mut self, rename: impl Fn(Selection) -> Selection) -> Self {
        for (condition, _) in &mut self.conditions {
            if let Condition::Selection(selection) = condition {
                **selection = rename(std::mem::take(&mut **selection));
            }
        }
        self
    }
}

impl Condition {
    fn holds(&self, row: &Row<'_>) -> bool {
        match self {
            Condition::Selection(selection) => selection.takes(row),
            Condition::Type(words) => row.kind.is_some_and(|kind| words.iter().any(|word| word == kind)),
            Condition::Stage(words) => words.iter().any(|word| word == row.stage.unwrap_or("logged")),
            Condition::Open => row.status.is_open(),
            Condition::Shaky => row.shaky,
            Condition::Public => row.public,
        }
    }
}

/// What both take: the second is asked of everything that the first takes.
fn both(first: Selection, second: &Selection) -> Selection {
    match first.any.is_empty() {
        true => Selection { any: vec![second.clone()], ..first },
        false => Selection { any: first.any.into_iter().map(|one| both(one, second)).collect(), ..first },
    }
}

/// The words that a filter may have.
fn words(filter: &Filter, known: &[&str], what: &str) -> Result<Vec<String>, NotMeant> {
    let word = |value: &String| {
        let word = value.to_lowercase().replace('-', "_");
        if known.contains(&word.as_str()) {
            return Ok(word);
        }
        let meant = nearest(&word, known.iter().copied());
        Err(NotMeant::new(format!("“{value}” is not a {what}."))
            .maybe_hint(meant.map(|near| format!("Did you mean `{near}`?")))
            .hint(format!("There are: {}.", known.join(", "))))
    };
    filter.values.iter().map(word).collect()
}

/// Whether a claim's wording has what a query looks for, as it was typed: in any case, in the midst of words, too.
pub fn worded(query: &Query, wording: &str) -> bool {
    let wording = wording.to_lowercase();
    let stands = |part: &Part| match part {
        Part::Word { text, .. } => wording.contains(&text.to_lowercase()),
        Part::Phrase(words) => wording.contains(&words.join(" ").to_lowercase()),
    };
    query.terms.iter().all(|term| term.any.iter().any(stands) != term.not)
}
