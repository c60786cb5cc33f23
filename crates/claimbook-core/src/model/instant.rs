//! A moment, as RFC 3339 in UTC. The one file that names the crate for instants.

use chrono::{DateTime, SecondsFormat};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A moment as it stands in a file. What was typed is kept; [`Instant::seconds`] says whether it is one.
///
/// ```
/// use claimbook_core::model::Instant;
/// let at = Instant::from_unix(1_732_355_880).unwrap();
/// assert_eq!(at.as_str(), "2024-11-23T09:58:00Z");
/// assert_eq!(at.date(), Some("2024-11-23"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(description = "A moment (RFC 3339, in UTC): 2024-11-23T09:58:00Z.")]
pub struct Instant(#[schemars(extend("format" = "date-time"))] String);

impl Instant {
    /// A moment as typed.
    pub fn new(text: impl Into<String>) -> Self {
        Instant(text.into())
    }

    /// The moment so many seconds after 1970-01-01T00:00:00Z. `None` beyond the calendar.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        DateTime::from_timestamp(seconds, 0)
            .map(|moment| Instant(moment.to_rfc3339_opts(SecondsFormat::Secs, true)))
    }

    /// As it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Seconds since 1970-01-01T00:00:00Z; `None` where the text is not an RFC 3339 moment.
    pub fn seconds(&self) -> Option<i64> {
        DateTime::parse_from_rfc3339(&self.0).ok().map(|moment| moment.timestamp())
    }

    /// The calendar day that the text begins with, as `YYYY-MM-DD`.
    pub fn date(&self) -> Option<&str> {
        self.seconds().and_then(|_| self.0.get(..10))
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_moment_is_kept_and_has_no_seconds() {
        let at = Instant::new("yesterday");
        assert_eq!(at.as_str(), "yesterday");
        assert_eq!(at.seconds(), None);
    }

    #[test]
    fn an_offset_is_understood() {
        let noon = Instant::new("2024-11-23T12:00:00+02:00");
        assert_eq!(noon.seconds(), Instant::new("2024-11-23T10:00:00Z").seconds());
    }
}
