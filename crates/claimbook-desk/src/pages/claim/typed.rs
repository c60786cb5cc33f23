//! What was typed in a form of a claim's page, and why it was not taken.

use claimbook_core::Error;
use claimbook_core::model::When;
use serde::Deserialize;

use crate::pages::trouble::Trouble;

/// The fields of a form as they were sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// What stands in a field; nothing where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// Likewise without blanks at its ends, where anything is left.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let text = self.get(name).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// All values of a field that may be there more than once.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a box was ticked.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(other, _)| other == name)
    }

    /// What stands in several lines or between commas.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let parts = self.get(name).split([',', '\n']).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// The fields that people type in, to be shown where the page of their claim is gone.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let hidden = |name: &str| ["form_token", "base", "lines"].contains(&name) || name.starts_with("was_");
        let all = self.0.iter().filter(move |(name, value)| !hidden(name) && !value.is_empty());
        all.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A date as people type it.
    pub(crate) fn date(&self, name: &str) -> Result<Option<When>, Error> {
        let read = |typed: String| {
            When::typed(&typed).map_err(|reason| {
                Error::Refused(format!(
                    "{reason}. Write 2024-10-28, 2024-10, 2024-10~ (about), ../2024-11-06 (not later than) or \"28 October 2024\"."
                ))
            })
        };
        self.text(name).map(read).transpose()
    }

    /// A word of a vocabulary.
    pub(crate) fn word<T>(
        &self,
        name: &str,
        what: &str,
        known: fn(&str) -> Option<T>,
        words: &[&str],
    ) -> Result<Option<T>, Error> {
        let read = |typed: String| {
            let refused = || Error::Refused(format!("“{typed}” is no {what}: say {}.", words.join(", ")));
            known(&typed).ok_or_else(refused)
        };
        self.text(name).map(read).transpose()
    }

    /// The reason that what is decided needs.
    pub(crate) fn reason(&self) -> Result<String, Error> {
        self.text("because").ok_or_else(|| Error::Refused("Say in a sentence why.".to_owned()))
    }
}

/// The form that was not taken, and why.
#[derive(Debug, Clone)]
pub(crate) struct NotTaken {
    pub(crate) form: String,
    pub(crate) trouble: Trouble,
}
