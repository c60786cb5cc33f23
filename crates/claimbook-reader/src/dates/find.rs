//! Finds times in a stretch of words: dates, days of the week, *last month*, *in two years*, *since March*.

use super::day::Time;
use super::resolve::Anchor;
use super::senses::{Sense, Unit};
use super::table::{Table, Words};
use crate::language::Language;
use std::ops::Range;

/// How a time stands to what is said to have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// *on*, *in*, or nothing.
    At,
    Since,
    By,
    Until,
    After,
    /// *earlier*, *recently*: before the day that is told from, no one knows when.
    Before,
}

/// A time that was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// Its words with the preposition, by their places in the text's list of tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) relation: Relation,
    /// `None` where the day to tell it from is not known, or where it is no one time (*every Tuesday*).
    pub(crate) time: Option<Time>,
    /// Whether it needs no day to be told from.
    pub(crate) full: bool,
    /// Whether a preposition such as *on* stands before it.
    pub(crate) placed: bool,
    /// Whether the words say that it lies ahead: *next*, *in two weeks*.
    pub(crate) ahead: bool,
}

/// What is read without the words around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Core {
    pub(super) time: Option<Time>,
    pub(super) end: usize,
    pub(super) full: bool,
    /// Whether it stands for a time only after a preposition: *in May*, *since 2012*.
    pub(super) bare: bool,
    pub(super) ahead: bool,
}

/// The words before a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lead {
    pub(super) relation: Relation,
    pub(super) placed: bool,
    pub(super) into: bool,
    pub(super) within: bool,
    pub(super) about: bool,
    pub(super) edge: bool,
    pub(super) ago: bool,
    pub(super) between: bool,
    pub(super) each: bool,
}

/// Finds times in words.
pub(crate) struct Finder<'w, 't> {
    pub(crate) words: &'w Words<'t>,
    pub(crate) table: &'static Table<Sense>,
    pub(crate) language: Language,
    pub(crate) anchor: Anchor,
}

impl Finder<'_, '_> {
    /// All times within a range of tokens, in order.
    pub(crate) fn all(&self, range: Range<usize>) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.at(at).filter(|found| found.tokens.end <= range.end) {
                Some(here) => {
                    at = here.tokens.end.max(at + 1);
                    found.push(here);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The time whose words begin at a token.
    pub(crate) fn at(&self, at: usize) -> Option<Found> {
        // Most words begin nothing, and are passed over at once.
        let word = self.words.get(at);
        if !self.table.knows(self.words, at)
            && !word.starts_with(|c: char| c.is_ascii_digit())
            && !word.starts_with("mid-")
        {
            return None;
        }
        let (lead, from) = self.lead(at);
        let core = self.core(from, &lead).and_then(|core| self.stretch(core, &lead)).filter(|core| {
            let placed = lead.placed || lead.relation != Relation::At || lead.about || lead.edge;
            !core.bare || placed || lead.between
        });
        let Some(core) = core else { return self.vague(at) };
        // *vor zwei Wochen* is two weeks ago, not before them.
        let ago =
            lead.ago && self.count(from).map_or(self.unit(from), |(_, _, next)| self.unit(next)).is_some();
        let time = core.time.filter(|_| !lead.each).map(|time| if lead.about { time.about() } else { time });
        Some(Found {
            tokens: self.without_article(at, from)..core.end,
            relation: if ago { Relation::At } else { lead.relation },
            time,
            full: core.full,
            placed: lead.placed,
            ahead: core.ahead,
        })
    }

    /// Where the words of a time begin: an article that nothing stands before does not belong to them.
    fn without_article(&self, at: usize, core: usize) -> usize {
        let article = self.is(at, Sense::Det).filter(|_| self.is(at, Sense::Number(1)).is_none());
        article.map_or(at, |length| (at + length).min(core))
    }

    fn vague(&self, at: usize) -> Option<Found> {
        let length = self.table.is(self.words, at, Sense::Before)?;
        Some(Found {
            tokens: at..at + length,
            relation: Relation::Before,
            time: None,
            full: false,
            placed: false,
            ahead: false,
        })
    }

    /// The words before a time, as far as they go.
    fn lead(&self, at: usize) -> (Lead, usize) {
        let mut lead = Lead {
            relation: Relation::At,
            placed: false,
            into: false,
            within: false,
            about: false,
            edge: false,
            ago: false,
            between: false,
            each: false,
        };
        let mut next = at;
        for _ in 0..6 {
            // One word may have several senses here: German *vor* is *before* and, before a number of units, *ago*.
            let mut length = 0;
            let mut take = |sense: Sense| self.is(next, sense).inspect(|n| length = length.max(*n)).is_some();
            lead.placed |= take(Sense::On) | take(Sense::Of);
            lead.into |= take(Sense::In);
            lead.within |= take(Sense::Within);
            lead.ago |= take(Sense::BeforeSpan);
            lead.about |= take(Sense::About);
            lead.edge |= take(Sense::Edge);
            lead.each |= take(Sense::Each);
            lead.between |= take(Sense::Between);
            take(Sense::Det);
            take(Sense::Adverb);
            for (sense, relation) in [
                (Sense::Since, Relation::Since),
                (Sense::By, Relation::By),
                (Sense::Until, Relation::Until),
                (Sense::After, Relation::After),
            ] {
                if take(sense) && lead.relation == Relation::At {
                    lead.relation = relation;
                }
            }
            if length == 0 {
                break;
            }
            next += length;
        }
        (lead, next)
    }

    /// A second time after *to* or a dash: *from March to May*.
    fn stretch(&self, core: Core, lead: &Lead) -> Option<Core> {
        let starts = lead.between || matches!(lead.relation, Relation::Since) || self.is_dash(core.end);
        let joined = if self.is_dash(core.end) { Some(1) } else { self.is(core.end, Sense::To) };
        let Some(joined) = joined else { return Some(core) };
        let word = self.words.get(core.end);
        if !starts && !matches!(word, "to" | "through" | "until" | "bis" | "до") {
            return Some(core);
        }
        let from = core.end + joined;
        let from = from + self.is(from, Sense::Det).unwrap_or(0);
        let Some(second) = self.core(from, lead) else { return Some(core) };
        let time = match (core.time, second.time) {
            (Some(first), Some(second)) => match (first.from.first(), second.to.last()) {
                (Some(from), Some(to)) if from <= to => Some(Time {
                    from: first.from,
                    to: second.to,
                    about_from: first.about_from,
                    about_to: second.about_to,
                }),
                _ => return Some(core),
            },
            _ => None,
        };
        Some(Core { time, full: core.full && second.full, ..second })
    }

    /// Whether a name of a month or a weekday is written as this language writes it.
    pub(super) fn is_written(&self, at: usize) -> bool {
        !matches!(self.language, Language::English | Language::German) || self.words.is_capital(at)
    }

    pub(super) fn is(&self, at: usize, sense: Sense) -> Option<usize> {
        self.table.is(self.words, at, sense)
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.words.get(at), "-" | "–" | "—" | "‑")
    }

    /// A number in words or digits before a unit, whether it is only about so much, and where it ends.
    pub(super) fn count(&self, at: usize) -> Option<(i32, bool, usize)> {
        let found = self.table.find(self.words, at, |sense| match sense {
            Sense::Number(number) => Some((number, false)),
            Sense::Few(number) => Some((number, true)),
            _ => None,
        });
        if let Some(((number, few), length)) = found {
            return Some((number, few, at + length));
        }
        let word = self.words.get(at);
        let number = word.parse().ok().filter(|number| word.len() <= 3 && (1..=300).contains(number))?;
        Some((number, false, at + 1))
    }

    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let (unit, length) = self.table.find(self.words, at, |sense| match sense {
            Sense::Unit(unit) => Some(unit),
            _ => None,
        })?;
        Some((unit, at + length))
    }
}
