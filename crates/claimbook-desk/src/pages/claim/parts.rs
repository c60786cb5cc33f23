//! The parts of a claim's page, as finished data.

use claimbook_report::page::{Mark, Words};

/// What is said of a claim at its head.
pub(super) struct Fact {
    pub(super) says: Words,
    pub(super) href: Option<String>,
}

/// A flag, where it stands: what it means, and what would clear it.
pub(super) struct Flag {
    pub(super) code: String,
    pub(super) weakens: bool,
    /// Of this claim.
    pub(super) says: Words,
    /// Of any claim, where that is something else.
    pub(super) means: Option<&'static str>,
    pub(super) clears: Option<Steps>,
    /// The claims that it is about.
    pub(super) claims: Vec<(String, Words)>,
}

/// Something to do.
pub(super) struct Todo {
    pub(super) steps: Steps,
    pub(super) why: Words,
}

/// How it is done.
pub(super) struct Steps {
    pub(super) does: &'static str,
    pub(super) href: Option<String>,
    /// What else does it.
    pub(super) ways: Vec<Way>,
}

/// A form, or what is typed in the terminal where no form does it.
pub(super) struct Way {
    pub(super) says: String,
    pub(super) href: Option<&'static str>,
    pub(super) typed: bool,
}

/// One occasion on which somebody put the claim forward.
pub(super) struct Said {
    pub(super) id: Option<String>,
    pub(super) sentence: Words,
    /// The voices from the outside in: who is it, and what do they do.
    pub(super) chain: Vec<Voice>,
    pub(super) source: Option<Source>,
    pub(super) quote: Option<Words>,
    /// The passage in the article's page.
    pub(super) passage: Option<String>,
    pub(super) cue: Option<Words>,
    pub(super) rendering: Option<Words>,
    pub(super) note: Option<Words>,
    /// Whether it was said: what the desk found.
    pub(super) found: Option<Decision>,
}

/// A voice of a chain.
pub(super) struct Voice {
    pub(super) role: &'static str,
    pub(super) name: Words,
    pub(super) href: Option<String>,
}

/// A document, where it can be read here and where it is from.
pub(super) struct Source {
    pub(super) title: Words,
    pub(super) facts: Option<Words>,
    pub(super) href: Option<String>,
    /// In the web, at the passage.
    pub(super) url: Option<String>,
}

/// The evidence in one direction.
pub(super) struct Side {
    pub(super) name: &'static str,
    pub(super) class: &'static str,
    pub(super) lines: Vec<Line>,
    pub(super) origins: Option<Words>,
}

/// A line of evidence.
pub(super) struct Line {
    pub(super) id: Option<String>,
    pub(super) source: Option<Source>,
    pub(super) quote: Option<Words>,
    pub(super) note: Option<Words>,
    pub(super) facts: Vec<Words>,
    pub(super) lineage: Vec<Words>,
    pub(super) taken_back: Option<Words>,
    /// For the box that takes it into a verdict.
    pub(super) short: Words,
}

/// A verdict.
pub(super) struct Decision {
    pub(super) mark: Mark,
    /// The house word, where that is another.
    pub(super) label: Option<Words>,
    /// On whether these words were said, and not on the claim.
    pub(super) of: Option<Words>,
    pub(super) confidence: Option<Words>,
    pub(super) because: Option<Words>,
    pub(super) signed: Words,
    /// What was considered.
    pub(super) on: Vec<Words>,
    pub(super) signed_off: Vec<Words>,
    pub(super) stands: bool,
}

/// A link, as it reads from this claim.
pub(super) struct Tie {
    pub(super) word: Words,
    pub(super) kind: String,
    pub(super) to: Option<String>,
    pub(super) name: String,
    pub(super) claim: Words,
    pub(super) mark: Option<Mark>,
    pub(super) note: Option<Words>,
    /// Whether it is this claim that links.
    pub(super) own: bool,
}

/// Something that the desk did around the claim.
pub(super) struct Deed {
    pub(super) what: Words,
    pub(super) more: Option<Words>,
}

/// A claim much like this one.
pub(super) struct Alike {
    pub(super) href: String,
    pub(super) mark: Mark,
    pub(super) claim: Words,
    pub(super) how: &'static str,
}
