//! What a rule proposes, in tokens.

use std::ops::Range;

/// The form that was recognised; it tells how sure the rules are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A quotation beside a verb of speech.
    Quoted,
    /// *X said that …*
    That,
    /// *according to X*
    According,
    /// *…, X said*
    Tail,
    /// *X: …*
    Colon,
    /// *X said …*, without a word between
    Bare,
    /// *X believes …*
    Thought,
    /// *X criticised …*
    Judged,
    /// A sentence of reported speech without a verb of its own.
    Reported,
}

impl Form {
    /// How sure the rules are of this form.
    pub(super) fn confidence(self) -> f32 {
        match self {
            Form::Quoted => 0.9,
            Form::That | Form::According => 0.85,
            Form::Tail => 0.8,
            Form::Bare | Form::Colon => 0.7,
            Form::Reported => 0.6,
            Form::Thought => 0.55,
            Form::Judged => 0.45,
        }
    }
}

/// A proposed attribution; all places are tokens.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) form: Form,
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: Vec<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    /// Quotations of later paragraphs with which the content goes on. They never decide what stays.
    pub(super) carried: Vec<Range<usize>>,
}

impl Draft {
    /// From its first content token to after its last.
    pub(super) fn extent(&self) -> Range<usize> {
        let start = self.content.iter().map(|part| part.start).min().unwrap_or(0);
        let end = self.content.iter().map(|part| part.end).max().unwrap_or(0);
        start..end.max(start)
    }
}

/// A list of one stretch.
pub(super) fn one(tokens: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(tokens).collect()
}
