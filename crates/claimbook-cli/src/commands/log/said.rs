//! What the options `--take` and `--leave` decide of an article.

use std::collections::BTreeSet;

use claimbook_core::model::ReviewedAs;
use claimbook_intake::{Decided, Label, Manner, Proposals, Split, Taken, at, speaking};

use super::take::{Counts, Take, numbers};
use crate::error::{CliError, Result};

/// What the options `--take` and `--leave` say.
pub(super) struct Said<'a> {
    pub(super) takes: &'a [Take],
    pub(super) leaves: &'a [String],
    pub(super) leave_as: ReviewedAs,
    pub(super) trust: bool,
    pub(super) topics: &'a [String],
}

impl Said<'_> {
    /// The decisions. A number that nothing has is refused, and so is one that is both taken and left.
    pub(super) fn decided(&self, proposals: &Proposals, split: &Split<'_>) -> Result<Decided> {
        let counts = Counts { proposals: proposals.list.len(), sentences: split.count() };
        let named = |option: &str, typed: &str| {
            if counts.sentences == 0 && !typed.trim().eq_ignore_ascii_case("none") {
                return Err(CliError::new(
                    "There is no text in it that can be read, so nothing can be taken from it.",
                )
                .hint("Leave out --take to record it without text."));
            }
            numbers(typed, counts).map_err(|why| CliError::new(format!("{option}: {why}")))
        };
        let mut decided = Decided::default();
        let mut taken: BTreeSet<(bool, usize)> = BTreeSet::new();
        for take in self.takes {
            let named = named("--take", &take.which)?;
            let manner = Manner {
                by: take.by.as_deref(),
                when: take.when.as_ref(),
                trust: self.trust,
                topics: self.topics,
            };
            for number in named.proposals {
                let Some(proposal) = at(proposals, number) else { continue };
                if named.all && proposal.is_decided() && !proposal.whole {
                    continue;
                }
                taken.insert((false, number));
                decided.taken.push(Taken::of(proposals, proposal, &manner));
            }
            for number in named.sentences {
                let Some(mut taking) = split.taking(number)? else { continue };
                taken.insert((true, number));
                taking.by = manner.by.map(|by| speaking(proposals, by));
                taking.when = take.when.clone();
                taking.topics = self.topics.to_vec();
                decided.taken.push(Taken::plain(Label::Sentence(number), taking, None));
            }
        }
        for typed in self.leaves {
            let named = named("--leave", typed)?;
            let both = |sentence: bool, number: usize| {
                let label = if sentence { Label::Sentence(number) } else { Label::Proposal(number) };
                let told = Err(CliError::new(format!("{label} is both taken and left: say one of the two.")));
                if taken.contains(&(sentence, number)) { told } else { Ok(()) }
            };
            for number in named.proposals {
                both(false, number)?;
                let places = at(proposals, number).map(|proposal| proposal.content.clone());
                decided.leave(&places.unwrap_or_default(), &self.leave_as);
            }
            for number in named.sentences {
                both(true, number)?;
                decided.leave(&split.place(number).into_iter().collect::<Vec<_>>(), &self.leave_as);
            }
        }
        Ok(decided)
    }
}
