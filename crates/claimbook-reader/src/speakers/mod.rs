//! Who speaks: names, titles, pronouns and descriptions brought together.
//!
//! 1. `scene` tells for each word what the tables under `words/` and its letters say; `mentions` finds names.
//! 2. `cast` makes one entity of all forms of a name, by the rules of `names`; `appositions` collects titles beside names.
//! 3. `sources` reads what a source says; `silent` looks where it says nothing; `voices` tells who is meant, through `pronouns` and `nominals` where it is no name
//!    (`turns` for dialogues, `chances` for how likely), from
//!    what the `stage` knows of those named and heard before. `relays` finds the other voices.
//!
//! Every look back or ahead has a bound, so that the time grows with the text alone.

mod actors;
mod antecedents;
mod appositions;
mod bodies;
mod cast;
#[doc(hidden)]
pub mod chances;
mod descriptions;
mod doubts;
mod extent;
mod kinds;
mod listing;
mod mentions;
mod names;
mod nominals;
mod passives;
mod people;
mod pronouns;
mod relays;
mod runs;
mod scene;
mod silent;
mod sources;
mod stage;
mod trades;
mod turns;
mod voices;
mod words;
mod written;

pub(crate) use voices::{Doubtful, resolve};

use crate::Span;

/// An actor that is known before the text is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// What the caller knows it by.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its other names and short forms.
    pub aliases: Vec<String>,
}

/// Somebody who speaks in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The longest form of the name, without titles; of an unnamed source the words of the text, such as *two officials*.
    pub name: String,
    /// The key of the known actor that it is.
    pub known: Option<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// Other forms of the name in the text, in the order of their appearance.
    pub aliases: Vec<String>,
    /// Titles and descriptions, such as *NATO Secretary General*.
    pub titles: Vec<String>,
    /// Where it is named, and where it is meant by a title or a description.
    pub mentions: Vec<Span>,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpeakerKind {
    /// A person with a name.
    Person,
    /// A body, a government, a company; also a document or *intelligence* where it is the source.
    Organization,
    /// A paper, an agency, a channel.
    Outlet,
    /// An account on a platform.
    Account,
    /// A source that the text does not name.
    Unnamed,
}

/// Who is meant by the source of an attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The speaker, by its place in the list; `None` where nothing tells.
    pub speaker: Option<usize>,
    /// Whether it is certain enough to be taken without a look. A pronoun or a description never is, however likely.
    pub sure: bool,
    /// Why this speaker, in words for a person: *“he” after Mark Rutte, the only man named before*.
    pub reason: String,
}

/// The voices behind one attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Voices {
    pub(crate) voice: Voice,
    pub(crate) on_behalf: Option<Voice>,
    pub(crate) through: Vec<Voice>,
    pub(crate) citing: Vec<Voice>,
}

/// All speakers of a text, and for each attribution its voices.
#[derive(Debug, Clone, Default)]
pub(crate) struct Resolved {
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) voices: Vec<Voices>,
    /// How likely each of them is; nothing where nobody was chosen.
    pub(crate) chances: Vec<Option<chances::Chance>>,
}
