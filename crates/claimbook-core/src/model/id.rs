//! Names that the tool gives: claim ids (RFC 9562, version 7) and short ids inside a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use uuid::{Builder, Uuid};

use super::Instant;

/// A claim's id as it stands in a file. What was typed is kept; [`ClaimId::is_valid`] says whether it is one.
///
/// Two ids are the same whatever the case of their digits.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(description = "A claim's id (RFC 9562, version 7).")]
pub struct ClaimId(#[schemars(extend("format" = "uuid"))] String);

impl PartialEq for ClaimId {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for ClaimId {}

/// How many hex digits a handle has.
const HANDLE_DIGITS: usize = 8;

impl ClaimId {
    /// An id as typed.
    pub fn new(text: impl Into<String>) -> Self {
        ClaimId(text.into())
    }

    /// As it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has the form of an id.
    pub fn is_valid(&self) -> bool {
        self.0.len() == 36 && Uuid::try_parse(&self.0).is_ok()
    }

    /// The last eight hex digits, in lower case: how people name the claim. `None` where the id has not so many.
    ///
    /// ```
    /// use claimbook_core::model::ClaimId;
    /// let id = ClaimId::new("0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910");
    /// assert_eq!(id.handle().as_deref(), Some("70c3a910"));
    /// ```
    pub fn handle(&self) -> Option<String> {
        handle_of(&self.0).map(Cow::into_owned)
    }
}

/// How people name the claim with this id: its last eight hex digits, in lower case. `None` where it does not end in such.
pub fn handle_of(id: &str) -> Option<Cow<'_, str>> {
    let digits = id.len().checked_sub(HANDLE_DIGITS).and_then(|start| id.get(start..))?;
    let lower = match digits.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Owned(digits.to_ascii_lowercase()),
        false => Cow::Borrowed(digits),
    };
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(lower)
}

impl std::fmt::Display for ClaimId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// Where new ids come from. The library asks no clock and no machine for chance: the caller gives both.
///
/// ```
/// use claimbook_core::model::{IdSource, Instant};
/// let mut ids = IdSource::new(7);
/// let id = ids.claim_id(&Instant::new("2024-11-23T09:58:00Z"));
/// assert!(id.is_valid());
/// assert_ne!(ids.short_id(), ids.short_id());
/// ```
#[derive(Debug, Clone)]
pub struct IdSource {
    state: u64,
}

impl IdSource {
    /// A source that starts from `seed`. Two runs that start from one seed make the same ids, so a program takes
    /// the seed from the machine's source of chance.
    pub fn new(seed: u64) -> Self {
        IdSource { state: seed }
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014): ids need to differ, not to be secret.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A new claim or verdict id for a record made at `now`.
    pub fn claim_id(&mut self, now: &Instant) -> ClaimId {
        let millis = u64::try_from(now.seconds().unwrap_or(0)).unwrap_or(0).saturating_mul(1000);
        let mut chance = [0u8; 10];
        for (byte, source) in chance.iter_mut().zip(self.next().to_le_bytes().into_iter().cycle()) {
            *byte = source;
        }
        for (byte, source) in chance.iter_mut().rev().zip(self.next().to_le_bytes()) {
            *byte ^= source;
        }
        ClaimId(Builder::from_unix_timestamp_millis(millis, &chance).into_uuid().to_string())
    }

    /// A new short id: six hex digits, the first of them a letter, so that none is a number and two branches do
    /// not make the same one.
    pub fn short_id(&mut self) -> String {
        let chance = self.next();
        let first = char::from(b'a' + u8::try_from(chance % 6).unwrap_or(0));
        format!("{first}{:05x}", (chance >> 8) & 0xf_ffff)
    }
}

/// Whether `text` has the form of an id inside a file: letters, digits, `-` and `_`, 64 at most.
pub fn is_short_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let mut ids = IdSource::new(1);
        let earlier = ids.claim_id(&Instant::new("2024-11-23T09:58:00Z"));
        let later = ids.claim_id(&Instant::new("2024-11-23T09:59:00Z"));
        assert!(earlier.as_str() < later.as_str());
    }

    #[test]
    fn short_ids_begin_with_a_letter() {
        let mut ids = IdSource::new(3);
        for _ in 0..1000 {
            let id = ids.short_id();
            assert_eq!(id.len(), 6);
            assert!(id.starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
        }
    }

    #[test]
    fn the_case_of_the_digits_does_not_count() {
        let id = ClaimId::new("0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910");
        assert_eq!(id, ClaimId::new(id.as_str().to_uppercase()));
    }

    #[test]
    fn what_is_no_id_has_no_handle() {
        assert_eq!(ClaimId::new("12").handle(), None);
        assert_eq!(ClaimId::new("").handle(), None);
        assert_eq!(ClaimId::new("ünïcödé ünïcödé").handle(), None);
    }
}
