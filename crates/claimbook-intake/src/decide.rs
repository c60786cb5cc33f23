//! What is decided of an article: which passages become claims, and which are left.

use claimbook_core::ledger::{Left, Place, Speaking, Taking};
use claimbook_core::model::{ReviewedAs, When};
use claimbook_core::workspace::slug;

use crate::proposal::{Proposal, Proposals, Voice};

/// Everything that is decided, in the order in which it is told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decided {
    /// What becomes a claim.
    pub taken: Vec<Taken>,
    /// What was looked at and left.
    pub left: Vec<Left>,
}

/// A passage that is taken as a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// What it was called by.
    pub label: Label,
    /// As the ledger takes it.
    pub taking: Taking,
    /// Who is proposed, and why, where it is left open who said it.
    pub open: Option<Open>,
    /// Those who are left out because they are only proposed: `through the Courier`.
    pub out: Vec<String>,
    /// Whether it has other words than the statement of its number: it was split, or merged.
    pub changed: bool,
    /// Whether somebody was shown the claims that are much like it.
    pub compared: bool,
}

/// What a passage was called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The number of a statement.
    Proposal(usize),
    /// The number of a sentence.
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
pub struct Open {
    /// The name.
    pub name: String,
    /// Why it may be this one.
    pub why: String,
}

/// How a proposal is taken.
#[derive(Debug, Clone, Default)]
pub struct Manner<'a> {
    /// Who said it, whatever is proposed.
    pub by: Option<&'a str>,
    /// When it was said, whatever the text says.
    pub when: Option<&'a When>,
    /// Whether those who are only proposed are taken as the speakers.
    pub trust: bool,
    /// What the claims are filed under.
    pub topics: &'a [String],
}

impl Taken {
    /// A passage of which nobody else is proposed.
    pub fn plain(label: Label, taking: Taking, open: Option<Open>) -> Self {
        Taken { label, taking, open, out: Vec::new(), changed: false, compared: false }
    }

    /// A proposal as a claim.
    pub fn of(proposals: &Proposals, proposal: &Proposal, manner: &Manner<'_>) -> Self {
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
pub fn speaking(proposals: &Proposals, typed: &str) -> Speaking {
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

impl Decided {
    /// Leaves a passage.
    pub fn leave(&mut self, places: &[Place], kind: &ReviewedAs) {
        self.left.extend(places.iter().map(|place| Left { place: *place, kind: kind.clone() }));
    }
}

/// The proposal with this number.
pub fn at(proposals: &Proposals, number: usize) -> Option<&Proposal> {
    proposals.list.get(number.checked_sub(1)?)
}
