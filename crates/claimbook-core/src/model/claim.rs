//! A claim: one checkable proposition in the desk's own words.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Asked, Assertion, Attestation, ClaimId, ClaimType, Evidence, Extra, Instant, Link, Quantity, Searched,
    SignOff, Stage, Verdict, When, lenient,
};

/// One checkable proposition, who put it forward, what speaks for and against it, and what the desk decided.
///
/// Only `claim` is required: a file with nothing else, typed by hand, is a claim.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Claim {
    /// The claim's lasting name (RFC 9562, version 7). The first command that writes to the claim gives it one.
    #[serde(default)]
    pub id: Option<ClaimId>,
    /// The proposition, in one sentence that stands alone.
    pub claim: String,
    /// What kind of proposition it is.
    #[serde(default, rename = "type")]
    pub kind: Option<ClaimType>,
    /// The time that the claim is about.
    #[serde(default)]
    pub about: Option<When>,
    /// What to file it under.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<String>")]
    pub topics: Vec<String>,
    /// How far the work is; `logged` where it is not said.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// Whether it may be published.
    #[serde(default)]
    pub public: Option<bool>,
    /// When it was opened, and by whom.
    #[serde(default)]
    pub logged: Option<Logged>,
    /// Notes of the desk, for nobody else.
    #[serde(default)]
    pub notes: Option<String>,
    /// The numbers in the claim.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Quantity>")]
    pub quantities: Vec<Quantity>,
    /// The occasions on which somebody put it forward.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Assertion>")]
    pub assertions: Vec<Assertion>,
    /// What speaks for it, against it, or helps to read it.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Evidence>")]
    pub evidence: Vec<Evidence>,
    /// Origins of the evidence that somebody found to be independent of each other.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Attestation>")]
    pub attested: Vec<Attestation>,
    /// Where somebody looked for evidence.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Searched>")]
    pub searches: Vec<Searched>,
    /// Who was asked, and what they answered.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Asked>")]
    pub asked: Vec<Asked>,
    /// What was decided; appended, never edited.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Verdict>")]
    pub verdicts: Vec<Verdict>,
    /// Who stands behind a verdict beside its author.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<SignOff>")]
    pub sign_offs: Vec<SignOff>,
    /// Ties to other claims.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Link>")]
    pub links: Vec<Link>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Claim {
    /// The order in which a new file has its keys, and in which a new key finds its place.
    pub const KEYS: &'static [&'static str] = &[
        "id",
        "claim",
        "type",
        "about",
        "topics",
        "stage",
        "public",
        "logged",
        "notes",
        "quantities",
        "assertions",
        "evidence",
        "attested",
        "searches",
        "asked",
        "verdicts",
        "sign_offs",
        "links",
    ];

    /// How people name it: the last eight hex digits of its id. `None` for a claim that has no id yet.
    pub fn handle(&self) -> Option<String> {
        self.id.as_ref().and_then(ClaimId::handle)
    }

    /// How far the work is.
    pub fn stage(&self) -> Stage {
        self.stage.clone().unwrap_or(Stage::Logged)
    }

    /// Whether it may be published.
    pub fn is_public(&self) -> bool {
        self.public == Some(true)
    }

    /// The evidence lines that were not retracted.
    pub fn active_evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|line| line.retracted.is_none())
    }
}

/// When a claim was opened, and by whom.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Logged {
    /// The moment.
    #[serde(default)]
    pub at: Option<Instant>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}
