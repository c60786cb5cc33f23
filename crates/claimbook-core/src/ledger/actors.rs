//! From a name that somebody typed to an actor's key.

use crate::error::{Error, Result};
use crate::model::{Actor, ActorKind};
use crate::workspace::{Draft, Workspace, slug};

/// What stands before the description of a source that must not be named.
pub(super) const UNNAMED: &str = "unnamed:";

impl Workspace {
    /// The key of the actor that `typed` means: a key, else a name, another name, or the words for a source that must
    /// not be named, in any case. `None` where no
    /// actor, or more than one, is meant.
    pub fn find_actor(&self, typed: &str) -> Option<&str> {
        let typed = typed.trim();
        if let Some(actor) = self.actor(typed) {
            return Some(actor.key());
        }
        let lower = typed.to_lowercase();
        let named = |name: &String| name.to_lowercase() == lower;
        let mut fits = self.actors.iter().filter(|actor| {
            named(&actor.data.name)
                || actor.data.aliases.iter().any(named)
                || actor.data.shown_as.as_ref().is_some_and(named)
        });
        match (fits.next(), fits.next()) {
            (Some(one), None) => Some(one.key()),
            (Some(_), Some(_)) => None,
            (None, _) => self.actor(&slug(typed)).map(|actor| actor.key()),
        }
    }
}

impl Draft {
    /// The key of the actor that `typed` means; makes the actor where there is none. `unnamed:a ministry official`
    /// makes a protected source that outputs call "a ministry official".
    ///
    /// # Errors
    /// Where nothing is left of the name that a file could be called by.
    pub fn actor(&mut self, typed: &str, kind: Option<ActorKind>) -> Result<String> {
        let typed = typed.trim();
        if let Some(words) = typed.strip_prefix(UNNAMED) {
            return self.unnamed_source(words.trim());
        }
        if let Some(key) = self.workspace.find_actor(typed) {
            return Ok(key.to_owned());
        }
        let key = self.free_actor_key(&slug(typed))?;
        self.file_actor(&key, &Actor { name: typed.to_owned(), kind, ..Actor::default() })?;
        Ok(key)
    }

    /// The same words in one command mean the same source.
    fn unnamed_source(&mut self, words: &str) -> Result<String> {
        if words.is_empty() {
            return Err(Error::Refused(format!(
                "Say how the source may be called, for example “{UNNAMED}a ministry official”."
            )));
        }
        if let Some((_, key)) = self.unnamed.iter().find(|(known, _)| known == words) {
            return Ok(key.clone());
        }
        let mut key = String::new();
        while key.is_empty() || self.workspace.actor(&key).is_some() {
            key = format!("source-{}", self.ids.short_id().get(..4).unwrap_or_default());
        }
        let actor = Actor {
            name: key.clone(),
            kind: Some(ActorKind::Unnamed),
            protected: Some(true),
            shown_as: Some(words.to_owned()),
            ..Actor::default()
        };
        self.file_actor(&key, &actor)?;
        self.unnamed.push((words.to_owned(), key.clone()));
        Ok(key)
    }

    fn free_actor_key(&self, slug: &str) -> Result<String> {
        if slug.is_empty() {
            return Err(Error::Refused("An actor's name needs at least one letter or digit.".to_owned()));
        }
        free_key(slug, |key| self.workspace.actor(key).is_some())
    }
}

/// `slug`, else `slug-2`, `slug-3` …: the first that is not taken.
pub(crate) fn free_key(slug: &str, taken: impl Fn(&str) -> bool) -> Result<String> {
    std::iter::once(slug.to_owned())
        .chain((2..10_000).map(|number| format!("{slug}-{number}")))
        .find(|key| !taken(key))
        .ok_or_else(|| {
            Error::Refused(format!("Too many records are called “{slug}”; give a key of your own."))
        })
}
