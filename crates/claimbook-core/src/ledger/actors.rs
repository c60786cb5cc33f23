//! From a name that somebody typed to an actor's key.

use crate::error::{Error, Result};
use crate::model::{Actor, ActorKind};
use crate::workspace::{Draft, Workspace, slug};

/// What stands before the description of a source that must not be named.
pub(super) const UNNAMED: &str = "unnamed:";

/// Somebody who speaks in an article: a name or a key as typed, or what the article says of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speaking {
    /// The full name, or a key.
    pub name: String,
    /// What a new actor is.
    pub kind: Option<ActorKind>,
    /// Other names of a new actor.
    pub aliases: Vec<String>,
    /// Whether the name was read in a text rather than typed. A protected source is never meant by it: who speaks openly must not
    /// be tied in silence to what they said in confidence.
    pub read: bool,
}

impl From<&str> for Speaking {
    fn from(typed: &str) -> Self {
        Speaking { name: typed.to_owned(), ..Speaking::default() }
    }
}

impl Workspace {
    /// The key of the actor that `typed` means: a key, else a name, another name, or the words for a source that must
    /// not be named, in any case. `None` where no
    /// actor, or more than one, is meant.
    pub fn find_actor(&self, typed: &str) -> Option<&str> {
        self.find_among(typed, |_| true)
    }

    fn find_among(&self, typed: &str, counts: impl Fn(&Actor) -> bool) -> Option<&str> {
        let typed = typed.trim();
        let of_key = |key: &str| self.actor(key).filter(|actor| counts(&actor.data));
        if let Some(actor) = of_key(typed) {
            return Some(actor.key());
        }
        let lower = typed.to_lowercase();
        let named = |name: &String| name.to_lowercase() == lower;
        let mut fits = self.actors.iter().filter(|actor| counts(&actor.data)).filter(|actor| {
            named(&actor.data.name)
                || actor.data.aliases.iter().any(named)
                || actor.data.shown_as.as_ref().is_some_and(named)
        });
        match (fits.next(), fits.next()) {
            (Some(one), None) => Some(one.key()),
            (Some(_), Some(_)) => None,
            (None, _) => of_key(&slug(typed)).map(|actor| actor.key()),
        }
    }
}

impl Workspace {
    /// Whether an actor has this name, key or other name.
    fn is_called(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        let same = |known: &String| known.to_lowercase() == lower;
        self.actors.iter().any(|actor| {
            actor.key() == lower || same(&actor.data.name) || actor.data.aliases.iter().any(same)
        })
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

    /// The key of somebody who speaks in a document; makes the actor, with the other names that nobody else has.
    ///
    /// In one document the same words mean the same unnamed source; in two they do not.
    pub(super) fn speaker(&mut self, document: &str, speaking: &Speaking) -> Result<String> {
        let name = speaking.name.trim();
        let shown = name.strip_prefix(UNNAMED).map(str::trim);
        if shown.is_some() || speaking.kind == Some(ActorKind::Unnamed) {
            let same = |actor: &Actor| match shown {
                Some(words) => actor.is_protected() && actor.shown_as.as_deref() == Some(words),
                None => actor.kind == Some(ActorKind::Unnamed) && actor.name == name,
            };
            let claims = self.workspace.claims.iter().flat_map(|claim| &claim.data.assertions);
            let here = claims.filter(|said| said.document.as_deref() == Some(document));
            let known = here.flat_map(|said| said.actors()).filter_map(|key| self.workspace.actor(key));
            if let Some(actor) = known.into_iter().find(|actor| same(&actor.data)) {
                return Ok(actor.key().to_owned());
            }
        }
        if let Some(words) = shown {
            return self.unnamed_source(words);
        }
        let counts = |actor: &Actor| !speaking.read || !actor.is_protected();
        if let Some(actor) = self.workspace.actor(name).filter(|actor| counts(&actor.data)) {
            return Ok(actor.key().to_owned());
        }
        if speaking.kind != Some(ActorKind::Unnamed)
            && let Some(key) = self.workspace.find_among(name, counts)
        {
            return Ok(key.to_owned());
        }
        let key = self.free_actor_key(&slug(name))?;
        let mut aliases: Vec<String> = Vec::new();
        for alias in speaking.aliases.iter().map(|alias| alias.trim()) {
            let new = !alias.is_empty() && alias != name && !aliases.iter().any(|known| known == alias);
            // A short form that somebody else has would name neither.
            if new && !self.workspace.is_called(alias) {
                aliases.push(alias.to_owned());
            }
        }
        let kind = speaking.kind.clone();
        self.file_actor(&key, &Actor { name: name.to_owned(), kind, aliases, ..Actor::default() })?;
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
