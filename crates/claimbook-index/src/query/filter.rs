//! The names of filters.

use std::fmt;
use std::ops::Range;

use claimbook_core::near::nearest;

/// `name:value`. What the values mean is for the command to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What is asked for.
    pub name: FilterName,
    /// Any of them is enough. Never empty, and none of them is.
    pub values: Vec<String>,
    /// None of them may hold.
    pub not: bool,
    /// Where it was typed, in code points, the `-` included.
    pub place: Range<usize>,
}

macro_rules! names {
    ($($name:ident = $word:literal, $doc:literal;)*) => {
        /// What can be asked for beside words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FilterName {
            $(#[doc = $doc] $name,)*
        }

        impl FilterName {
            /// All, in the order in which help lists them.
            pub const ALL: &[FilterName] = &[$(FilterName::$name),*];

            /// The word that is typed before the colon.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(FilterName::$name => $word,)*
                }
            }
        }
    };
}

names! {
    Status = "status", "The claim's status.";
    By = "by", "Who asserted it.";
    In = "in", "The document that it is in.";
    Topic = "topic", "What it is about.";
    Flag = "flag", "What was noticed about it.";
    Since = "since", "Made on that day or later.";
    Until = "until", "Made on that day or earlier.";
    SaidSince = "said-since", "Asserted on that day or later.";
    SaidUntil = "said-until", "Asserted on that day or earlier.";
    Type = "type", "The claim's type.";
    Stage = "stage", "How far the work is.";
    Is = "is", "A state of the claim.";
    Kind = "kind", "Claim, actor or document.";
}

impl FilterName {
    /// The name that was typed, in any case and with `_` for `-`.
    pub fn of(typed: &str) -> Option<FilterName> {
        let typed = typed.to_lowercase().replace('_', "-");
        FilterName::ALL.iter().copied().find(|name| name.as_str() == typed)
    }

    /// The name that was probably meant.
    pub(super) fn meant(typed: &str) -> Option<&'static str> {
        nearest(&typed.replace('_', "-"), FilterName::ALL.iter().map(|name| name.as_str()))
    }
}

impl fmt::Display for FilterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
