//! Flags: what follows from the files about a claim, computed and never stored.

use crate::yaml::Route;

/// Makes the enum of codes from one table.
macro_rules! codes {
    ($($variant:ident = $code:literal, $summary:literal;)+) => {
        /// What a flag says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum FlagCode {
            $(#[doc = $summary] $variant,)+
        }

        impl FlagCode {
            /// Every code, in the order of reports.
            pub const ALL: &'static [FlagCode] = &[$(FlagCode::$variant),+];

            /// The code as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(FlagCode::$variant => $code),+ }
            }

            /// What it is, without any detail of the claim: a sentence that may be shown to anybody.
            pub fn summary(self) -> &'static str {
                match self { $(FlagCode::$variant => $summary),+ }
            }
        }
    };
}

codes! {
    Forked = "forked", "Verdicts stand side by side, and none follows the other.";
    Stale = "stale", "What the verdict rested on has changed since.";
    QuoteChanged = "quote_changed", "A quoted passage no longer says what is quoted.";
    QuoteOrphaned = "quote_orphaned", "A quoted passage is no longer in its text.";
    QuoteAmbiguous = "quote_ambiguous", "A quoted passage stands in several places of its text.";
    QuoteMoved = "quote_moved", "A quoted passage stands elsewhere in its text.";
    PremiseFell = "premise_fell", "A claim that this one rests on does not hold, or is less sure.";
    FiguresIncompatible = "figures_incompatible", "Another claim gives a figure for the same that cannot be true beside this one.";
    FiguresInTension = "figures_in_tension", "Another claim gives a figure for the same that sits ill with this one.";
    Circular = "circular", "Evidence comes from documents that cite each other in a circle.";
    UncorrectedCopy = "uncorrected_copy", "Evidence comes from a copy of a document that was corrected, and the copy was not.";
    Withdrawn = "withdrawn", "An assertion was taken back by whoever made it.";
    OneOrigin = "one_origin", "All evidence on one side goes back to one origin.";
    LineageUnknown = "lineage_unknown", "Nobody recorded where a document of the evidence comes from.";
    Policy = "policy", "The verdict falls short of what the workspace's policy demands.";
    Due = "due", "The time that the claim predicts has passed, or an answer is overdue.";
}

impl FlagCode {
    /// Whether a verdict may not hold because of it. The others are to be known, and say nothing against it.
    pub fn weakens(self) -> bool {
        !matches!(self, FlagCode::OneOrigin | FlagCode::LineageUnknown | FlagCode::QuoteMoved | FlagCode::Due)
    }

    /// The code that a word means, in any case and with `-` for `_`.
    pub fn known(word: &str) -> Option<Self> {
        let word = word.to_lowercase().replace(['-', ' '], "_");
        FlagCode::ALL.iter().copied().find(|code| code.as_str() == word)
    }
}

impl std::fmt::Display for FlagCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// Something that follows from the files about a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// What it is.
    pub code: FlagCode,
    /// Why: a full sentence that names the records it comes from.
    pub says: String,
    /// The records it comes from: ids of entries of the claim's file, handles of claims, keys of documents and actors. Each once,
    /// in the order of the sentence.
    pub records: Vec<String>,
    /// The value in the claim's file that it is about.
    pub at: Option<Route>,
}

impl Flag {
    /// A flag about a claim as a whole.
    pub fn new(code: FlagCode, says: impl Into<String>, records: Vec<String>) -> Self {
        Flag { code, says: says.into(), records, at: None }
    }

    /// It is about the value at this place.
    #[must_use]
    pub fn at(mut self, route: Route) -> Self {
        self.at = Some(route);
        self
    }
}
