//! The attributed statements that were read in an article, as proposals of claims.

use claimbook_core::assess::Status;
use claimbook_core::ledger::{Place, Speaking};
use claimbook_core::model::{ActorKind, ClaimType, Quantity, Rendering, ReviewedAs, When};

/// The reader's reason for a speaker whom the text describes and never names.
pub const ALONE: &str = "named by these words alone";

/// One proposal: a statement, and the claim that could be made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// From 1, in the order in which they are shown.
    pub number: usize,
    /// The number of the statement within which this one stands.
    pub within: Option<usize>,
    /// In how many statements it stands.
    pub depth: usize,
    /// The passage, in reading order, in code points.
    pub content: Vec<Place>,
    /// Its words, for each place.
    pub passage: Vec<String>,
    /// The words that name who speaks.
    pub source: String,
    /// The words that attribute.
    pub cue: String,
    /// The sentences around it.
    pub around: Vec<Piece>,
    /// Whether it is told word for word or in other words.
    pub rendering: Rendering,
    /// Who said it.
    pub by: Voice,
    /// For whom they spoke.
    pub on_behalf: Option<Voice>,
    /// Who relayed it, outermost first.
    pub through: Vec<Voice>,
    /// On whom they lean.
    pub citing: Vec<Voice>,
    /// When it was said.
    pub when: Option<When>,
    /// Why then.
    pub when_reason: String,
    /// The drafted claim, on one line.
    pub claim: String,
    /// What was changed in it.
    pub changes: Vec<String>,
    /// What kind of claim it would be.
    pub kind: Option<ClaimType>,
    /// Whether it is an opinion, which cannot be checked.
    pub opinion: bool,
    /// Its figures, as a claim keeps them.
    pub quantities: Vec<Quantity>,
    /// The words of its figures; more than there are quantities where it is not told what is counted.
    pub figures: Vec<String>,
    /// The time that it is about.
    pub about: Option<When>,
    /// Where the words stand that tell it.
    pub about_place: Option<Place>,
    /// How much it is worth checking, from 0 to 100.
    pub worth: u8,
    /// Why it is.
    pub reasons: Vec<String>,
    /// The claims that quote a part of it: handles (or paths, as the file system has them) and statuses.
    pub claims: Vec<(String, Status)>,
    /// Whether one of these quotes all of it, and nothing else.
    pub whole: bool,
    /// Where somebody left it.
    pub left: Option<ReviewedAs>,
}

impl Proposal {
    /// Whether somebody has taken it, or left it.
    pub fn is_decided(&self) -> bool {
        !self.claims.is_empty() || self.left.is_some()
    }
}

/// A piece of the sentences around a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether it belongs to the passage.
    pub said: bool,
}

/// Who is meant to speak.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voice {
    /// By its place among the speakers of the text; nobody where nothing tells.
    pub speaker: Option<usize>,
    /// The name.
    pub name: Option<String>,
    /// How the speaker is taken as an actor: a known one by its key.
    pub speaking: Option<Speaking>,
    /// Whether it may be taken without a look.
    pub sure: bool,
    /// Why it is this one.
    pub reason: String,
}

/// Somebody who speaks in the article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Speaker {
    /// As the text has it, or as the actor that is known is called.
    pub name: String,
    /// The key of the actor that is known.
    pub known: Option<String>,
    /// A person, an organization …
    pub kind: Option<ActorKind>,
    /// What else the text calls them.
    pub aliases: Vec<String>,
    /// What they are: *harbour master*.
    pub titles: Vec<String>,
}

/// The statements of an article, in the order of their numbers, and those who speak.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposals {
    /// By who speaks; see [`proposals`](crate::proposals).
    pub list: Vec<Proposal>,
    /// Everybody who speaks in it, in any role.
    pub speakers: Vec<Speaker>,
}

impl Proposals {
    /// The same of a text of which this one is a part, that begins there after so many code points.
    #[must_use]
    pub fn moved(mut self, by: usize) -> Self {
        let places = |proposal: &mut Proposal| {
            let about = proposal.about_place.iter_mut();
            for (start, end) in proposal.content.iter_mut().chain(about) {
                *start += by;
                *end += by;
            }
        };
        self.list.iter_mut().for_each(places);
        self
    }
}
