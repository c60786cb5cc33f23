//! Who is said to have said what, as places in a text.

use crate::Span;

/// One attribution: somebody (source) is said (cue) to have put something forward (content).
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words that name who put it forward; empty where the text names nobody.
    pub source: Vec<Span>,
    /// The words that attribute: *said*, *according to*.
    pub cue: Vec<Span>,
    /// What was put forward, in reading order; quotation marks and *that* belong to it.
    pub content: Vec<Span>,
    /// In whose words.
    pub rendering: Rendering,
    /// The attribution in whose content this one stands, by its place in the list.
    pub within: Option<usize>,
    /// How sure the reader is that this is an attribution, from 0 to 1.
    pub confidence: f32,
}

/// In whose words a content is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rendering {
    /// Between quotation marks.
    Direct,
    /// In the writer's words.
    Indirect,
    /// In the writer's words, with a part between quotation marks.
    Mixed,
}

impl Rendering {
    /// The word in a claim file: `direct`, `indirect`, `mixed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Rendering::Direct => "direct",
            Rendering::Indirect => "indirect",
            Rendering::Mixed => "mixed",
        }
    }
}
