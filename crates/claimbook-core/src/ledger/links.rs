//! Tying claims together.

use crate::error::{Error, Result};
use crate::model::{Link, LinkType};
use crate::workspace::{Draft, record};
use crate::yaml::{Edit, Route};

impl Draft {
    /// Ties the claim at `from` to the one at `to`; says whether the tie is new.
    ///
    /// # Errors
    /// Where a claim would be tied to itself, or the file cannot be changed.
    pub fn link(&mut self, from: &str, kind: &LinkType, to: &str, note: Option<&str>) -> Result<bool> {
        if from == to {
            return Err(Error::Refused("A claim cannot be linked to itself.".to_owned()));
        }
        let target = self.identify(to)?;
        let there = |link: &Link| link.to.as_ref() == Some(&target) && link.kind.as_ref() == Some(kind);
        if self.claim(from)?.links.iter().any(there) {
            return Ok(false);
        }
        let link = Link {
            to: Some(target),
            kind: Some(kind.clone()),
            note: note.map(str::to_owned),
            by: Some(self.signature.by.clone()),
            at: Some(self.signature.at.clone()),
            ..Link::default()
        };
        let mut edits = self.identity(from)?;
        edits.push(Edit::Append { list: Route::root().key("links"), item: record::link(&link) });
        self.edit_claim(from, &edits)?;
        Ok(true)
    }

    /// Takes a tie away. Links are not decisions: git remembers them.
    ///
    /// # Errors
    /// Where there is no such tie.
    pub fn unlink(&mut self, from: &str, kind: &LinkType, to: &str) -> Result<()> {
        let target = self.claim(to)?.id.clone();
        let links = &self.claim(from)?.links;
        let place = links
            .iter()
            .position(|link| target.is_some() && link.to == target && link.kind.as_ref() == Some(kind))
            .ok_or_else(|| Error::Refused(format!("The first claim has no link “{kind}” to the second.")))?;
        let at = Route::root().key("links").index(place);
        self.edit_claim(from, &[Edit::Remove { at }])
    }
}
