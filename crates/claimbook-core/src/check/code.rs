//! The codes: what can be found, how grave it is, and in a few words what it is. `docs/checks.md` explains each.

use serde::{Serialize, Serializer};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is wrong: what the workspace says cannot be relied on here.
    Error,
    /// Something is probably not meant.
    Warning,
    /// Something to know; no check fails by it.
    Note,
}

impl Severity {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Makes the enum of codes from one table.
macro_rules! codes {
    ($($variant:ident = $code:literal, $severity:ident, $summary:literal;)+) => {
        /// What can be found.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $summary] $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The code as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $code),+ }
            }

            /// How grave it is, where a rule does not say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),+ }
            }

            /// What it is, without any detail of the place: a sentence that may be shown to anybody.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary),+ }
            }
        }
    };
}

codes! {
    BrokenYaml = "broken-yaml", Error, "A file cannot be read.";
    Conflict = "conflict", Error, "A merge left conflict markers in a file.";
    UnreadableFile = "unreadable-file", Error, "The system does not let a file be read.";
    SymbolicLink = "symbolic-link", Warning, "A symbolic link is not followed, so what it leads to is not read.";
    YmlFile = "yml-file", Warning, "A file ends in .yml and is not read.";
    UnknownKind = "unknown-kind", Warning, "A file is neither a claim nor an actor nor a document.";
    CutOffText = "cut-off-text", Warning, "Text without quotes is cut off by a comment.";
    DuplicateKey = "duplicate-key", Error, "A key stands twice.";
    UnknownKey = "unknown-key", Note, "A key is not one of claimbook's.";
    DuplicateId = "duplicate-id", Error, "Two claims have one id.";
    DuplicateShortId = "duplicate-short-id", Error, "Two entries of one file have one id.";
    DuplicateName = "duplicate-name", Error, "Two files have one key.";
    MissingId = "missing-id", Note, "A claim has no id yet.";
    InvalidId = "invalid-id", Error, "An id does not have the form of an id.";
    EmptyClaim = "empty-claim", Error, "A claim has no words.";
    UnknownWord = "unknown-word", Error, "A word is not in the vocabulary of its key.";
    UnknownVerdict = "unknown-verdict", Error, "A verdict is none that anybody knows.";
    InvalidDate = "invalid-date", Error, "A date is no date.";
    InvalidMoment = "invalid-moment", Error, "A moment is no moment.";
    MissingActor = "missing-actor", Error, "An actor has no file.";
    MissingDocument = "missing-document", Error, "A document has no record.";
    BrokenLink = "broken-link", Error, "A link leads to no claim.";
    SelfLink = "self-link", Error, "A claim links to itself.";
    MissingEvidence = "missing-evidence", Error, "A verdict rests on evidence that does not exist.";
    MissingReference = "missing-reference", Error, "A verdict names an assertion or a verdict that does not exist.";
    NoEvidence = "no-evidence", Note, "A claim is confirmed or refuted and no evidence stands behind it.";
    NoAsserter = "no-asserter", Note, "It is not recorded who asserted a claim.";
    QuoteNotFound = "quote-not-found", Error, "A quote is not in its text.";
    QuoteWithoutPlace = "quote-without-place", Note, "A quote has no place although its document has a text.";
    MissingCapture = "missing-capture", Error, "A quote names a capture that its document does not have.";
    MissingFile = "missing-file", Error, "A captured text or a kept file is not there.";
    TextChanged = "text-changed", Error, "A captured text is not the one that was captured.";
    KeptFileChanged = "kept-file-changed", Error, "A kept file is not the one that was captured.";
    CredibilityRange = "credibility-range", Error, "A credibility is not 1 to 6.";
    CredibilityTooGood = "credibility-too-good", Note, "A credibility says that other sources confirm it, and none is attested.";
    UnreadFigure = "unread-figure", Note, "The words of a figure mean no number, so it is compared with no other.";
    ReliabilityGrade = "reliability-grade", Error, "A reliability is not A to F.";
    LowAboveHigh = "low-above-high", Error, "A quantity's low is above its high.";
    DerivedFromItself = "derived-from-itself", Error, "A document is derived from itself.";
    ProtectedSourceNamed = "protected-source-named", Warning, "A protected source can be recognized from its record.";
    ProtectedNamePart = "protected-name-part", Note, "A part of a protected source's name stands in words that reports tell.";
    ProtectedWithoutShownAs = "protected-without-shown-as", Warning, "A protected source has no words for the public.";
    LabelWithoutVerdict = "label-without-verdict", Error, "A house label stands for no verdict.";
    UnknownPolicy = "unknown-policy", Error, "A policy is about a word that is no verdict.";
    InvalidDuration = "invalid-duration", Error, "An age is no duration.";
    Forked = "forked", Warning, "Verdicts stand side by side, and none follows the other.";
    Stale = "stale", Warning, "What a verdict rested on has changed since.";
    QuoteChanged = "quote-changed", Warning, "A quoted passage no longer says what is quoted.";
    QuoteOrphaned = "quote-orphaned", Warning, "A quoted passage is no longer in its text.";
    QuoteAmbiguous = "quote-ambiguous", Note, "A quoted passage stands in several places of its text.";
    QuoteMoved = "quote-moved", Note, "A quoted passage stands elsewhere in its text.";
    PremiseFell = "premise-fell", Note, "A claim that another rests on does not hold.";
    FiguresIncompatible = "figures-incompatible", Note, "Two claims give figures for the same that cannot both be true.";
    FiguresInTension = "figures-in-tension", Note, "Two claims give figures for the same that sit ill together.";
    Circular = "circular", Warning, "Documents or claims rest on each other in a circle.";
    UncorrectedCopy = "uncorrected-copy", Note, "Evidence comes from a copy of a document that was corrected, and the copy was not.";
    Withdrawn = "withdrawn", Note, "An assertion was taken back by whoever made it.";
    OneOrigin = "one-origin", Note, "All evidence on one side goes back to one origin.";
    LineageUnknown = "lineage-unknown", Note, "Nobody recorded where a document of the evidence comes from.";
    Policy = "policy", Warning, "A verdict falls short of what the policy demands.";
    Due = "due", Note, "The time that a claim predicts has passed, or an answer is overdue.";
    OldSchema = "old-schema", Note, "The schema that editors check with is missing or old.";
    Interrupted = "interrupted", Note, "A command was interrupted while it wrote.";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const DOCS: &str = include_str!("../../../../docs/checks.md");

    #[test]
    fn no_two_codes_are_written_alike() {
        let codes: HashSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), Code::ALL.len());
        for code in codes {
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code}");
        }
    }

    #[test]
    fn every_code_has_its_section_in_the_documentation() {
        let sections: HashSet<_> = DOCS.lines().filter_map(|line| line.strip_prefix("### `")).collect();
        for code in Code::ALL {
            assert!(
                sections.contains(format!("{code}`").as_str()),
                "docs/checks.md has no section for {code}"
            );
        }
        assert_eq!(sections.len(), Code::ALL.len(), "docs/checks.md has a section for a code that is gone");
    }
}
