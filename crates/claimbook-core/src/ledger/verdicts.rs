//! Deciding: verdicts on claims, and on whether an assertion was made.

use crate::assess::{Since, saw, since, standing};
use crate::error::{Error, Result};
use crate::model::{Claim, Confidence, Verdict, VerdictWord};
use crate::workspace::{Draft, Workspace, record};
use crate::yaml::{Edit, Out, Route};

/// A verdict to be given.
#[derive(Debug, Clone, PartialEq)]
pub struct Marking {
    /// The verdict: a core word or a house word.
    pub verdict: VerdictWord,
    /// The reason.
    pub because: String,
    /// The evidence lines considered; `None`: every active line.
    pub evidence: Option<Vec<String>>,
    /// How sure the desk is.
    pub confidence: Option<Confidence>,
    /// Whether it ends a fork: it follows every verdict that stands side by side with another.
    pub resolves: bool,
}

/// What can be said of whether an assertion was made.
const ATTRIBUTION: [VerdictWord; 3] =
    [VerdictWord::Confirmed, VerdictWord::Refuted, VerdictWord::Unverifiable];

impl Workspace {
    /// The verdict that a word means: a core verdict, or a house word of this workspace. Case and `-` for `_` do
    /// not matter.
    ///
    /// # Errors
    /// [`Error::NoSuchVerdict`] with the words that are verdicts.
    pub fn verdict(&self, typed: &str) -> Result<VerdictWord> {
        if self.settings.labels.contains_key(typed) {
            return Ok(VerdictWord::from(typed));
        }
        VerdictWord::known(&typed.to_lowercase().replace(['-', ' '], "_")).ok_or_else(|| {
            let core = VerdictWord::WORDS.iter().map(|word| (*word).to_owned());
            Error::NoSuchVerdict {
                word: typed.to_owned(),
                words: core.chain(self.settings.labels.keys().cloned()).collect(),
            }
        })
    }
}

impl Draft {
    /// Gives the claim at `path` a verdict and returns the verdict's id.
    ///
    /// # Errors
    /// Where the reason is empty, an evidence line is not there, or the file cannot be changed.
    pub fn mark(&mut self, path: &str, marking: &Marking) -> Result<String> {
        self.decide(path, marking, None)
    }

    /// Settles whether an assertion was made. Without `assertion`, the only one there is.
    ///
    /// # Errors
    /// As for [`Draft::mark`], and where it is not clear which assertion is meant.
    pub fn attribute(&mut self, path: &str, marking: &Marking, assertion: Option<&str>) -> Result<String> {
        if !ATTRIBUTION.contains(&marking.verdict) {
            return Err(Error::NoSuchVerdict {
                word: marking.verdict.to_string(),
                words: ATTRIBUTION.iter().map(|word| word.as_str().to_owned()).collect(),
            });
        }
        self.name_lines(path)?;
        let id = self.which_assertion(path, assertion)?;
        self.decide(path, marking, Some(id))
    }

    /// Renews the verdict that stands, after a look: the same word and confidence, with what it sees now. Without `assertion` the
    /// verdict on the claim, with it the one on whether that assertion was made. Returns the old verdict, and what changed since.
    ///
    /// Evidence lines that the old verdict named and that no longer count are left out.
    ///
    /// # Errors
    /// Where there is no verdict, where several stand side by side ([`Error::Forked`]), and as for [`Draft::mark`].
    pub fn reaffirm(
        &mut self,
        path: &str,
        because: &str,
        assertion: Option<&str>,
    ) -> Result<(Verdict, Since)> {
        let of = assertion.map(|id| self.which_assertion(path, Some(id))).transpose()?;
        let claim = self.claim(path)?;
        let standing = match standing::heads(claim, of.as_deref()).as_slice() {
            [one] => (*one).clone(),
            [] => {
                let what = if of.is_some() {
                    "Nobody has said whether it was said"
                } else {
                    "The claim has no verdict"
                };
                return Err(Error::Refused(format!("{what}, so there is none to renew.")));
            }
            several => {
                return Err(forked(several));
            }
        };
        let since = since(&self.workspace, path, &standing);
        let active = |id: &String| claim.active_evidence().any(|line| line.id.as_ref() == Some(id));
        let marking = Marking {
            verdict: standing.verdict.clone(),
            because: because.to_owned(),
            evidence: standing
                .evidence
                .as_ref()
                .map(|ids| ids.iter().filter(|id| active(id)).cloned().collect()),
            confidence: standing.confidence.clone(),
            resolves: false,
        };
        self.decide(path, &marking, of)?;
        Ok((standing, since))
    }

    fn decide(&mut self, path: &str, marking: &Marking, of: Option<String>) -> Result<String> {
        self.name_lines(path)?;
        let claim = self.claim(path)?.clone();
        let verdict = self.verdict(&claim, marking, of)?;
        let mut edits = self.identity(path)?;
        edits.push(Edit::Append { list: Route::root().key("verdicts"), item: record::verdict(&verdict) });
        self.edit_claim(path, &edits)?;
        Ok(verdict.id.unwrap_or_default())
    }

    /// The verdict on `claim` as it is, signed and with what it saw.
    pub(crate) fn verdict(
        &mut self,
        claim: &Claim,
        marking: &Marking,
        of: Option<String>,
    ) -> Result<Verdict> {
        if marking.because.trim().is_empty() {
            return Err(Error::Refused("A verdict needs a reason.".to_owned()));
        }
        let heads = standing::heads(claim, of.as_deref());
        if heads.len() > 1 && !marking.resolves {
            return Err(forked(&heads));
        }
        let considered = considered(claim, marking.evidence.as_deref())?;
        let saw = saw::saw(claim, &considered, |document, hash| self.captured(document, hash).ok().flatten());
        let after = heads.iter().filter_map(|verdict| verdict.id.clone()).collect();
        let id = self.new_verdict_id(claim);
        Ok(Verdict {
            id: Some(id),
            verdict: marking.verdict.clone(),
            of,
            confidence: marking.confidence.clone(),
            at: Some(self.signature.at.clone()),
            by: Some(self.signature.by.clone()),
            because: Some(marking.because.trim().to_owned()),
            evidence: marking.evidence.clone(),
            saw: Some(saw),
            after: Some(after),
            extra: Default::default(),
        })
    }

    /// Names the assertions, evidence lines and verdicts typed by hand without an id, so that a verdict can say what
    /// it saw and what it follows.
    pub(crate) fn name_lines(&mut self, path: &str) -> Result<()> {
        let claim = self.claim(path)?;
        let unnamed = |list: &str, ids: Vec<bool>| {
            let list = Route::root().key(list);
            ids.into_iter()
                .enumerate()
                .filter(|(_, named)| !named)
                .map(move |(index, _)| list.clone().index(index).key("id"))
                .collect::<Vec<_>>()
        };
        let mut places = unnamed("assertions", claim.assertions.iter().map(|one| one.id.is_some()).collect());
        places.extend(unnamed("evidence", claim.evidence.iter().map(|line| line.id.is_some()).collect()));
        let mut taken = self.short_ids(path);
        let mut edits = Vec::with_capacity(places.len());
        for at in places {
            let id = self.new_short_id(&taken);
            taken.push(id.clone());
            edits.push(Edit::Set { at, value: Out::word(id) });
        }
        let claim = self.claim(path)?.clone();
        for at in unnamed("verdicts", claim.verdicts.iter().map(|one| one.id.is_some()).collect()) {
            edits.push(Edit::Set { at, value: Out::word(self.new_verdict_id(&claim)) });
        }
        if edits.is_empty() { Ok(()) } else { self.edit_claim(path, &edits) }
    }

    /// An id that no verdict on the claim has.
    fn new_verdict_id(&mut self, claim: &Claim) -> String {
        loop {
            let id = self.ids.claim_id(&self.signature.at).as_str().to_owned();
            if !claim.verdicts.iter().any(|verdict| verdict.id.as_ref() == Some(&id)) {
                return id;
            }
        }
    }

    fn which_assertion(&self, path: &str, wanted: Option<&str>) -> Result<String> {
        let claim = self.claim(path)?;
        let has: Vec<String> = claim.assertions.iter().filter_map(|assertion| assertion.id.clone()).collect();
        let error = |message: String| Error::WhichAssertion { message, has: has.clone() };
        match (wanted, has.as_slice()) {
            (Some(id), _) if has.iter().any(|known| known == id) => Ok(id.to_owned()),
            (Some(id), _) => Err(error(format!("The claim has no assertion “{id}”."))),
            (None, [only]) => Ok(only.clone()),
            (None, []) => Err(error(
                "The claim has no assertion with an id: nobody is recorded to have said it.".to_owned(),
            )),
            (None, several) => Err(error(format!(
                "The claim has {} assertions: say which one with --assertion.",
                several.len()
            ))),
        }
    }
}

/// Verdicts that stand side by side, each with whose it is and its reason.
pub(super) fn forked(heads: &[&Verdict]) -> Error {
    let one = |verdict: &&Verdict| {
        let by = verdict.by.as_deref().unwrap_or("somebody");
        let because = verdict.because.as_deref().map(|because| format!(" (“{because}”)"));
        format!("{by} says {}{}", verdict.verdict, because.unwrap_or_default())
    };
    let all: Vec<String> = heads.iter().map(one).collect();
    let message = format!("{} verdicts stand side by side: {}.", heads.len(), all.join("; "));
    Error::Forked { message }
}

/// The ids of the evidence lines that a verdict considers.
fn considered(claim: &Claim, wanted: Option<&[String]>) -> Result<Vec<String>> {
    let active: Vec<String> = claim.active_evidence().filter_map(|line| line.id.clone()).collect();
    let Some(wanted) = wanted else { return Ok(active) };
    match wanted.iter().find(|id| !active.contains(id)) {
        Some(missing) => Err(Error::NoSuchEvidence { id: missing.clone(), has: active }),
        None => Ok(wanted.to_vec()),
    }
}
