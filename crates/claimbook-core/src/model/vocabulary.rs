//! The fixed vocabularies. Each has an `Unknown`, so that a word this version does not know is kept as typed.

/// Makes an enum whose variants are written as words, with an `Unknown` that keeps any other word.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
            /// A word that this version does not know, as it was typed.
            Unknown(String),
        }

        impl $name {
            /// Every word of the vocabulary, in the order of the documentation.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word as it stands in a file.
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $word,)+
                    $name::Unknown(word) => word,
                }
            }

            /// The variant for a word; `None` where the word is not in the vocabulary.
            pub fn known(word: &str) -> Option<Self> {
                match word {
                    $($word => Some($name::$variant),)+
                    _ => None,
                }
            }

            /// Whether this version knows the word.
            pub fn is_known(&self) -> bool {
                !matches!(self, $name::Unknown(_))
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                Self::known(word).unwrap_or_else(|| $name::Unknown(word.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl serde::de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a word")
                    }
                    fn visit_str<E>(self, word: &str) -> Result<$name, E> {
                        Ok($name::from(word))
                    }
                }
                deserializer.deserialize_str(Visitor)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($word),+] })
            }
        }
    };
}

vocabulary! {
    /// What a verdict says of a claim, or of whether an assertion was made.
    VerdictWord {
        /// Looked at; not enough to decide.
        Unverified = "unverified",
        /// The evidence supports it.
        Confirmed = "confirmed",
        /// True elements, missing context.
        Misleading = "misleading",
        /// Partly right, partly wrong.
        Mixed = "mixed",
        /// Credible evidence or credible sources on both sides.
        Disputed = "disputed",
        /// The evidence contradicts it.
        Refuted = "refuted",
        /// Cannot be settled.
        Unverifiable = "unverifiable",
        /// Opinion, or a prediction that is not yet due.
        NotCheckable = "not_checkable",
    }
}

vocabulary! {
    /// What kind of proposition a claim is.
    ClaimType {
        /// Something happened.
        Event = "event",
        /// Something is so.
        Property = "property",
        /// A number.
        Quantity = "quantity",
        /// Somebody said these words.
        Quote = "quote",
        /// One thing brought about another.
        Causal = "causal",
        /// Something will happen.
        Prediction = "prediction",
        /// An opinion or a demand.
        Position = "position",
    }
}

vocabulary! {
    /// How far the work on a claim is.
    Stage {
        /// Opened; nobody works on it yet.
        Logged = "logged",
        /// Somebody looks for evidence.
        Researching = "researching",
        /// Ready for a second pair of eyes.
        Review = "review",
        /// The work is done.
        Closed = "closed",
    }
}

vocabulary! {
    /// How sure the desk is of a verdict (ICD 203's levels of analytic confidence).
    Confidence {
        /// Low.
        Low = "low",
        /// Moderate.
        Moderate = "moderate",
        /// High.
        High = "high",
    }
}

vocabulary! {
    /// How an assertion is rendered in the document that carries it.
    Rendering {
        /// In the asserter's own words, in quotation marks.
        Direct = "direct",
        /// In the document's words.
        Indirect = "indirect",
        /// Partly quoted.
        Mixed = "mixed",
    }
}

vocabulary! {
    /// What an evidence line does for the claim.
    Direction {
        /// It speaks for the claim.
        Supports = "supports",
        /// It speaks against the claim.
        Refutes = "refutes",
        /// It helps to read the claim, and speaks neither for nor against it.
        Context = "context",
    }
}

vocabulary! {
    /// How closely an evidence line fits the claim's wording.
    Match {
        /// It is about just what the claim says.
        Exact = "exact",
        /// It is about a part of what the claim says.
        Narrower = "narrower",
        /// It is about more than the claim says.
        Broader = "broader",
        /// It is about something beside what the claim says.
        Adjacent = "adjacent",
    }
}

vocabulary! {
    /// How one claim is tied to another.
    LinkType {
        /// The two cannot both be true.
        Contradicts = "contradicts",
        /// This one speaks for the other.
        Supports = "supports",
        /// The two turned out to say the same.
        Repeats = "repeats",
        /// A newer figure for the same thing.
        Updates = "updates",
        /// This one sets the other right.
        Corrects = "corrects",
        /// This one adds context to the other.
        Qualifies = "qualifies",
        /// The other is a premise of this one.
        DependsOn = "depends_on",
        /// This one is a part of the other.
        PartOf = "part_of",
        /// This one answers the other.
        RespondsTo = "responds_to",
        /// The two are to be read together.
        Related = "related",
    }
}

vocabulary! {
    /// What an actor is.
    ActorKind {
        /// A human being.
        Person = "person",
        /// A body: a ministry, a company, an alliance.
        Organization = "organization",
        /// A publisher of news.
        Outlet = "outlet",
        /// An account on a platform.
        Account = "account",
        /// A source that is not named.
        Unnamed = "unnamed",
    }
}

vocabulary! {
    /// What a document is.
    DocumentKind {
        /// A news report, a column, a web page.
        Article = "article",
        /// A post on a platform.
        Post = "post",
        /// Words spoken in public.
        Speech = "speech",
        /// A report or a study.
        Report = "report",
        /// Numbers in a table.
        Dataset = "dataset",
        /// What was said, word by word.
        Transcript = "transcript",
        /// A picture.
        Image = "image",
        /// A recording of sound.
        Audio = "audio",
        /// A film.
        Video = "video",
        /// A letter or a message.
        Letter = "letter",
    }
}

vocabulary! {
    /// How a document comes from another. The first four pass lineage to the whole document, the others only to
    /// evidence that says so with `from`.
    DerivedAs {
        /// The same text under another roof.
        Syndicates = "syndicates",
        /// The same text in another language.
        Translates = "translates",
        /// The same post again.
        Reposts = "reposts",
        /// The same content in fewer words.
        Summarizes = "summarizes",
        /// A passage of it stands in quotation marks.
        Quotes = "quotes",
        /// It is one of several sources.
        BasedOn = "based_on",
    }
}

vocabulary! {
    /// Why a passage of a document was looked at and not taken.
    ReviewedAs {
        /// Not a matter of fact.
        Opinion = "opinion",
        /// Nothing of the article itself.
        Boilerplate = "boilerplate",
        /// Left for another reason.
        Left = "left",
    }
}

vocabulary! {
    /// What came of a question put to somebody.
    Outcome {
        /// There is an answer.
        Replied = "replied",
        /// There will be none, they said.
        Declined = "declined",
        /// The deadline passed in silence.
        NoReply = "no_reply",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_not_known_is_kept() {
        let stage = Stage::from("parked");
        assert_eq!(stage.as_str(), "parked");
        assert!(!stage.is_known());
    }

    #[test]
    fn every_word_reads_back_as_its_variant() {
        for word in LinkType::WORDS {
            let link = LinkType::from(*word);
            assert!(link.is_known());
            assert_eq!(link.as_str(), *word);
        }
    }
}
