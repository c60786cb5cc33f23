//! Opening, changing and dropping claims.

use indexmap::IndexMap;

use super::Asserting;
use super::figures::figure_edits;
use crate::error::{Error, Result};
use crate::model::{Claim, ClaimId, ClaimType, Logged, Quantity, Retraction, Stage, When};
use crate::workspace::{Draft, record};
use crate::yaml::{Any, Edit, Out, Route};

/// Where dropped claims go; not read, and not lost.
const TRASH: &str = ".trash";
/// A wording longer than this is an article, not a claim: 256 KiB.
pub const MAX_WORDING: usize = 256 * 1024;

/// A claim to be opened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opening {
    /// The proposition.
    pub claim: String,
    /// What kind it is.
    pub kind: Option<ClaimType>,
    /// The time that it is about.
    pub about: Option<When>,
    /// What to file it under.
    pub topics: Vec<String>,
    /// Notes of the desk.
    pub notes: Option<String>,
    /// Its figures.
    pub quantities: Vec<Quantity>,
    /// The first assertion, where somebody put it forward.
    pub assertion: Option<Asserting>,
    /// Keys that the model does not know, kept as they are.
    pub extra: IndexMap<String, String>,
}

/// What is to change in a claim; `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changing {
    /// The proposition.
    pub claim: Option<String>,
    /// What kind it is.
    pub kind: Option<ClaimType>,
    /// The time that it is about.
    pub about: Option<When>,
    /// Topics, in place of those it has.
    pub topics: Option<Vec<String>>,
    /// How far the work is.
    pub stage: Option<Stage>,
    /// Whether it may be published.
    pub public: Option<bool>,
    /// Notes of the desk.
    pub notes: Option<String>,
    /// A figure, or what is to be said of one that is there.
    pub figure: Option<Quantity>,
}

impl Draft {
    /// Opens a claim and returns its path.
    ///
    /// # Errors
    /// Where the wording is empty, a date is no date, or the assertion cannot be made.
    pub fn open(&mut self, opening: &Opening) -> Result<String> {
        let claim = self.new_claim(opening)?;
        self.file_claim(&claim)
    }

    /// The claim that is to be opened, with the records that it names made, and itself not yet filed.
    pub(crate) fn new_claim(&mut self, opening: &Opening) -> Result<Claim> {
        let wording = wording(&opening.claim)?;
        if let Some(about) = &opening.about {
            about.check()?;
        }
        let assertions = match &opening.assertion {
            Some(asserting) if !asserting.is_empty() => vec![self.assertion("", asserting)?],
            _ => Vec::new(),
        };
        Ok(Claim {
            id: Some(self.new_claim_id()),
            claim: wording,
            kind: opening.kind.clone(),
            about: opening.about.clone(),
            topics: opening.topics.clone(),
            stage: Some(Stage::Logged),
            public: Some(false),
            logged: Some(Logged {
                at: Some(self.signature.at.clone()),
                by: Some(self.signature.by.clone()),
                ..Logged::default()
            }),
            notes: opening.notes.clone(),
            quantities: opening.quantities.clone(),
            assertions,
            extra: opening
                .extra
                .iter()
                .map(|(key, value)| (key.clone(), Any::String(value.clone())))
                .collect(),
            ..Claim::default()
        })
    }

    /// Changes fields of the claim at `path`; says whether anything changed.
    ///
    /// # Errors
    /// Where a value is not one that the field may have.
    pub fn change(&mut self, path: &str, changing: &Changing) -> Result<bool> {
        let claim = self.claim(path)?;
        let mut edits = Vec::new();
        let mut set = |key: &str, changed: bool, value: Out| {
            if changed {
                edits.push(Edit::Set { at: Route::root().key(key), value });
            }
        };
        if let Some(new) = &changing.claim {
            let new = wording(new)?;
            set("claim", claim.claim != new, Out::Text(new));
        }
        if let Some(kind) = &changing.kind {
            set("type", claim.kind.as_ref() != Some(kind), Out::word(kind.as_str()));
        }
        if let Some(about) = &changing.about {
            about.check()?;
            set("about", claim.about.as_ref() != Some(about), Out::text(about.as_str()));
        }
        if let Some(stage) = &changing.stage {
            set("stage", claim.stage.as_ref() != Some(stage), Out::word(stage.as_str()));
        }
        if let Some(public) = changing.public {
            set("public", claim.public != Some(public), Out::Bool(public));
        }
        if let Some(notes) = &changing.notes {
            set("notes", claim.notes.as_ref() != Some(notes), Out::text(notes));
        }
        if let Some(topics) = changing.topics.as_ref().filter(|topics| **topics != claim.topics) {
            edits.extend(topic_edits(&claim.topics, topics));
        }
        if let Some(figure) = &changing.figure {
            edits.extend(figure_edits(claim, figure)?);
        }
        if edits.is_empty() {
            return Ok(false);
        }
        let mut all = self.identity(path)?;
        all.append(&mut edits);
        self.edit_claim(path, &all)?;
        Ok(true)
    }

    /// Moves the claim at `path` to `.trash/`, with the reason in it, and returns where it lies now.
    ///
    /// # Errors
    /// Where other claims link to it, or the file cannot be moved.
    pub fn drop_claim(&mut self, path: &str, because: &str) -> Result<String> {
        let id = self.claim(path)?.id.clone();
        let links_here = |claim: &Claim| id.is_some() && claim.links.iter().any(|link| link.to == id);
        let linked: Vec<&str> = self
            .workspace
            .claims
            .iter()
            .filter(|other| other.path != path && links_here(&other.data))
            .map(|other| other.path.as_str())
            .collect();
        if let Some(first) = linked.first() {
            return Err(Error::Refused(format!(
                "Other claims link to it, the first in {first}: take those links away before you drop it."
            )));
        }
        let dropped = record::retraction(&Retraction {
            at: Some(self.signature.at.clone()),
            by: Some(self.signature.by.clone()),
            because: Some(because.to_owned()),
            ..Retraction::default()
        });
        self.edit_claim(path, &[Edit::Set { at: Route::root().key("dropped"), value: dropped }])?;
        let content = self.content(path)?;
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".yaml").to_owned();
        let mut kept = format!("{TRASH}/{name}.yaml");
        let mut number = 2;
        while self.content(&kept)?.is_some() {
            kept = format!("{TRASH}/{name}-{number}.yaml");
            number += 1;
        }
        self.put(&kept, content)?;
        self.unfile_claim(path)?;
        Ok(kept)
    }

    /// The edits that give a claim an id, where it was typed by hand and has none.
    pub(crate) fn identity(&mut self, path: &str) -> Result<Vec<Edit>> {
        if self.claim(path)?.id.is_some() {
            return Ok(Vec::new());
        }
        let id = self.new_claim_id();
        Ok(vec![Edit::Set { at: Route::root().key("id"), value: Out::word(id.as_str()) }])
    }

    /// Gives the claim an id where it has none, and returns it.
    ///
    /// # Errors
    /// Where its file cannot be changed.
    pub fn identify(&mut self, path: &str) -> Result<ClaimId> {
        let edits = self.identity(path)?;
        if !edits.is_empty() {
            self.edit_claim(path, &edits)?;
        }
        self.claim(path)?
            .id
            .clone()
            .ok_or_else(|| Error::Broken { path: path.to_owned(), why: "its id cannot be read.".to_owned() })
    }

    /// An id whose handle no claim has: handles are how people name claims.
    fn new_claim_id(&mut self) -> ClaimId {
        if self.handles.is_empty() {
            self.handles = self.workspace.claims.iter().filter_map(|claim| claim.data.handle()).collect();
        }
        loop {
            let id = self.ids.claim_id(&self.signature.at);
            if id.handle().is_some_and(|handle| self.handles.insert(handle)) {
                return id;
            }
        }
    }
}

/// Takes away the topics that go and adds those that come, so that comments beside the others stay. Where the order
/// changes, or nothing stays, the list is written anew.
fn topic_edits(old: &[String], new: &[String]) -> Vec<Edit> {
    let list = || Route::root().key("topics");
    let stays: Vec<&String> = old.iter().filter(|topic| new.contains(topic)).collect();
    let comes: Vec<&String> = new.iter().filter(|topic| !old.contains(topic)).collect();
    let result: Vec<&String> = stays.iter().chain(&comes).copied().collect();
    if stays.is_empty() || result != new.iter().collect::<Vec<_>>() {
        return vec![Edit::Set { at: list(), value: Out::Flow(new.iter().map(Out::word).collect()) }];
    }
    let goes = old.iter().enumerate().rev().filter(|(_, topic)| !new.contains(topic));
    let remove = goes.map(|(index, _)| Edit::Remove { at: list().index(index) });
    let append = comes.into_iter().map(|topic| Edit::Append { list: list(), item: Out::word(topic) });
    remove.chain(append).collect()
}

/// The wording of a claim as it is kept.
pub(crate) fn wording(typed: &str) -> Result<String> {
    let wording = typed.trim();
    if wording.is_empty() {
        return Err(Error::Refused("A claim needs words.".to_owned()));
    }
    if wording.len() > MAX_WORDING {
        return Err(Error::Refused(format!(
            "A claim of {} letters is not one claim; log it as an article with `claimbook log`.",
            wording.chars().count()
        )));
    }
    Ok(wording.to_owned())
}
