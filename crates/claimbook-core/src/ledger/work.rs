//! What a desk does around a claim: signing off, asking, noting where was looked.

use crate::assess::standing;
use crate::error::{Error, Result};
use crate::model::{Answer, Asked, Outcome, Searched, SignOff, Verdict, When, is_same_person};
use crate::workspace::{Draft, record};
use crate::yaml::{Edit, Route};

/// A question put to somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// Who: an actor as typed.
    pub actor: String,
    /// What was asked.
    pub question: Option<String>,
    /// Until when an answer is awaited.
    pub deadline: Option<When>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answering {
    /// Who was asked: an actor as typed.
    pub actor: String,
    /// In a word.
    pub outcome: Outcome,
    /// In short.
    pub note: Option<String>,
    /// The document that holds the answer.
    pub document: Option<super::DocumentRef>,
}

/// Where somebody looked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Searching {
    /// Where.
    pub place: String,
    /// For which words.
    pub words: String,
    /// Whether anything was found.
    pub found: bool,
    /// Whether it was for what would speak against the claim.
    pub contrary: bool,
    /// What is to be said of it.
    pub note: Option<String>,
}

impl Draft {
    /// Signs off the verdict that stands.
    ///
    /// # Errors
    /// Where there is none, several stand side by side, or whoever signs gave it or signed it already.
    pub fn sign_off(&mut self, path: &str, note: Option<&str>) -> Result<Verdict> {
        self.name_lines(path)?;
        let claim = self.claim(path)?;
        let verdict = match standing::heads(claim, None).as_slice() {
            [] => {
                return Err(Error::Refused("The claim has no verdict that could be signed off.".to_owned()));
            }
            [only] => (*only).clone(),
            several => return Err(super::verdicts::forked(several)),
        };
        let by = self.signature.by.clone();
        if verdict.by.as_deref().is_some_and(|author| is_same_person(author, &by)) {
            return Err(Error::Refused(format!(
                "{by} gave this verdict; a sign-off is somebody else's. Another name can be given with --user."
            )));
        }
        let signed = |known: &SignOff| {
            known.verdict == verdict.id && known.by.as_deref().is_some_and(|known| is_same_person(known, &by))
        };
        if claim.sign_offs.iter().any(signed) {
            return Err(Error::Refused(format!("{by} has signed this verdict off already.")));
        }
        let sign_off = SignOff {
            verdict: verdict.id.clone(),
            by: Some(by),
            at: Some(self.signature.at.clone()),
            note: note.map(str::to_owned),
            ..SignOff::default()
        };
        self.append(path, "sign_offs", record::sign_off(&sign_off))?;
        Ok(verdict)
    }

    /// Notes that somebody was asked; returns the actor's key.
    ///
    /// # Errors
    /// Where the actor cannot be made or the file cannot be changed.
    pub fn ask(&mut self, path: &str, asking: &Asking) -> Result<String> {
        let actor = self.actor(&asking.actor, None)?;
        let taken = self.short_ids(path);
        let asked = Asked {
            id: Some(self.new_short_id(&taken)),
            actor: Some(actor.clone()),
            question: asking.question.clone(),
            by: Some(self.signature.by.clone()),
            at: Some(self.signature.at.clone()),
            deadline: asking.deadline.clone(),
            ..Asked::default()
        };
        self.append(path, "asked", record::asked(&asked))?;
        Ok(actor)
    }

    /// Notes what came of the last question to somebody that has no answer yet; returns the actor's key.
    ///
    /// # Errors
    /// Where nobody of that name was asked, or every question has its answer.
    pub fn answer(&mut self, path: &str, answering: &Answering) -> Result<String> {
        let asked = &self.claim(path)?.asked;
        let typed = answering.actor.as_str();
        let key = self.workspace.find_actor(typed).unwrap_or(typed).to_owned();
        let of = |one: &Asked| one.actor.as_deref() == Some(key.as_str());
        if !asked.iter().any(of) {
            return Err(Error::Refused(format!(
                "It is not recorded that “{typed}” was asked about this claim."
            )));
        }
        let open = asked.iter().rposition(|one| of(one) && one.answer.is_none());
        let place = open.ok_or_else(|| {
            Error::Refused(format!("What came of every question to “{typed}” is recorded already."))
        })?;
        let document = answering.document.as_ref().map(|document| self.document(document)).transpose()?;
        let answer = Answer {
            outcome: Some(answering.outcome.clone()),
            note: answering.note.clone(),
            document,
            by: Some(self.signature.by.clone()),
            at: Some(self.signature.at.clone()),
            ..Answer::default()
        };
        let at = Route::root().key("asked").index(place).key("answer");
        let mut edits = self.identity(path)?;
        edits.push(Edit::Set { at, value: record::answer(&answer) });
        self.edit_claim(path, &edits)?;
        Ok(key)
    }

    /// Notes where somebody looked, and whether there was anything.
    ///
    /// # Errors
    /// Where it is not said where or for what, or the file cannot be changed.
    pub fn searched(&mut self, path: &str, searching: &Searching) -> Result<()> {
        for (text, what) in
            [(&searching.place, "where you looked"), (&searching.words, "what you looked for")]
        {
            if text.trim().is_empty() {
                return Err(Error::Refused(format!("Say {what}.")));
            }
        }
        let searched = Searched {
            place: Some(searching.place.trim().to_owned()),
            words: Some(searching.words.trim().to_owned()),
            found: Some(searching.found),
            contrary: searching.contrary.then_some(true),
            note: searching.note.clone(),
            by: Some(self.signature.by.clone()),
            at: Some(self.signature.at.clone()),
            ..Searched::default()
        };
        self.append(path, "searches", record::searched(&searched))
    }

    pub(super) fn append(&mut self, path: &str, list: &str, item: crate::yaml::Out) -> Result<()> {
        let mut edits = self.identity(path)?;
        edits.push(Edit::Append { list: Route::root().key(list), item });
        self.edit_claim(path, &edits)
    }
}
