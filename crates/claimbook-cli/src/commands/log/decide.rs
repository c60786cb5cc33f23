//! What is decided of an article: which passages become claims, and which are left.

use std::collections::BTreeSet;

use claimbook_core::ledger::{Left, Place, Speaking, Taking};
use claimbook_core::model::{ReviewedAs, When};
use claimbook_core::workspace::slug;

use super::article::Split;
use super::take::{Counts, Take, numbers};
use crate::error::{CliError, Result};
use crate::render::proposals::{Proposal, Proposals, Voice};

/// Everything that is decided, in the order in which it is told.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Decided {
    pub(super) taken: Vec<Taken>,
    pub(super) left: Vec<Left>,
}

/// A passage that is taken as a claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Taken {
    pub(super) label: Label,
    pub(super) taking: Taking,
    /// Who is proposed, and why, where it is left open who said it.
    pub(super) open: Option<Open>,
    /// Those who are left out because they are only proposed: `through the Courier`.
    pub(super) out: Vec<String>,
    /// Whether it has other words than the statement of its number: it was split, or merged.
    pub(super) changed: bool,
    /// Whether somebody was shown the claims that are much like it.
    pub(super) compared: bool,
}

/// What a passage was called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    Proposal(usize),
    Sentence(usize),
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Label::Proposal(number) => write!(f, "{number}"),
            Label::Sentence(number) => write!(f, "s{number}"),
        }
    }
}

/// Somebody who is only proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) name: String,
    pub(super) why: String,
}

/// How a proposal is taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Manner<'a> {
    /// Who said it, whatever is proposed.
    pub(super) by: Option<&'a str>,
    pub(super) when: Option<&'a When>,
    /// Whether those who are only proposed are taken as the speakers.
    pub(super) trust: bool,
    pub(super) topics: &'a [String],
}

impl Taken {
    /// A passage of which nobody else is proposed.
    pub(super) fn plain(label: Label, taking: Taking, open: Option<Open>) -> Self {
        Taken { label, taking, open, out: Vec::new(), changed: false, compared: false }
    }

    /// A proposal as a claim.
    pub(super) fn of(proposals: &Proposals, proposal: &Proposal, manner: &Manner<'_>) -> Self {
        let sure = |voice: &Voice| voice.speaking.clone().filter(|_| voice.sure || manner.trust);
        let by = match manner.by {
            Some(typed) => Some(speaking(proposals, typed)),
            None => sure(&proposal.by),
        };
        let open = match (&by, &proposal.by.name) {
            (None, Some(name)) => Some(Open { name: name.clone(), why: proposal.by.reason.clone() }),
            _ => None,
        };
        let roles = [
            ("for", proposal.on_behalf.as_slice()),
            ("through", proposal.through.as_slice()),
            ("citing", proposal.citing.as_slice()),
        ];
        let unsure = |(role, voices): (&'static str, &[Voice])| -> Vec<String> {
            let names =
                voices.iter().filter(|voice| sure(voice).is_none()).filter_map(|voice| voice.name.as_ref());
            names.map(|name| format!("{role} {name}")).collect()
        };
        let out = roles.into_iter().flat_map(unsure).collect();
        let changed = at(proposals, proposal.number).is_some_and(|own| own.content != proposal.content);
        let taking = Taking {
            claim: proposal.claim.clone(),
            places: proposal.content.clone(),
            by,
            on_behalf_of: proposal.on_behalf.as_ref().and_then(sure),
            when: manner.when.cloned().or_else(|| proposal.when.clone()),
            through: proposal.through.iter().filter_map(sure).collect(),
            citing: proposal.citing.iter().filter_map(sure).collect(),
            cue: Some(proposal.cue.clone()).filter(|cue| !cue.is_empty()),
            rendering: Some(proposal.rendering.clone()),
            kind: proposal.kind.clone(),
            about: proposal.about.clone(),
            quantities: proposal.quantities.clone(),
            topics: manner.topics.to_vec(),
            onto: None,
        };
        Taken { label: Label::Proposal(proposal.number), taking, open, out, changed, compared: false }
    }
}

/// A name that somebody typed: where it is that of a speaker in the article, with what is known of it.
pub(super) fn speaking(proposals: &Proposals, typed: &str) -> Speaking {
    let wanted = slug(typed);
    let same = proposals.speakers.iter().find(|speaker| !wanted.is_empty() && slug(&speaker.name) == wanted);
    let known = same.map(|speaker| speaker.speaking()).unwrap_or_else(|| Speaking::from(typed));
    // A new actor is written as it was typed.
    if same.is_some_and(|speaker| speaker.known.is_some()) {
        known
    } else {
        Speaking { name: typed.to_owned(), read: false, ..known }
    }
}

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

impl Decided {
    pub(super) fn leave(&mut self, places: &[Place], kind: &ReviewedAs) {
        self.left.extend(places.iter().map(|place| Left { place: *place, kind: kind.clone() }));
    }
}

/// The proposal with this number.
pub(super) fn at(proposals: &Proposals, number: usize) -> Option<&Proposal> {
    proposals.list.get(number.checked_sub(1)?)
}
