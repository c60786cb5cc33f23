//! What lets a browser in: a secret that only the terminal shows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use claimbook_core::digest;
use subtle::ConstantTimeEq as _;

/// 160 bits: nobody guesses that, and an address with it is still one line.
const DIGITS: usize = 40;

/// The secret of one run of the desk. Who has it may read and write; it is forgotten when the desk ends.
#[derive(Clone)]
pub struct Secret {
    key: String,
    form: String,
    once: String,
    used: Arc<AtomicBool>,
}

impl Secret {
    /// A secret made of chance, which must come from the system's own source.
    pub fn new(chance: [u8; 32]) -> Self {
        let of = |what: &[u8]| {
            let mut digits = digest::hex(&[what, &chance].concat());
            digits.truncate(DIGITS);
            digits
        };
        Secret { key: of(b"key"), form: of(b"form"), once: of(b"once"), used: Arc::default() }
    }

    /// What the first address and then the cookie carry.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// What each form carries. It is in pages, which scripts may read, so it is not the key and does not tell it.
    pub(crate) fn form(&self) -> &str {
        &self.form
    }

    /// What lets one browser in. Others on this machine can see with what a browser is started, so that must be worth nothing after.
    pub(crate) fn once(&self) -> &str {
        &self.once
    }

    /// Whether this in an address lets a browser in; what does so once is used up by asking.
    pub(crate) fn lets_in(&self, given: &str) -> bool {
        let once = bool::from(self.once.as_bytes().ct_eq(given.as_bytes()));
        self.is_key(given) || (once && !self.used.swap(true, Ordering::Relaxed))
    }

    /// Whether this is the key. How long the answer takes tells nothing of how much of it is right.
    pub(crate) fn is_key(&self, given: &str) -> bool {
        self.key.as_bytes().ct_eq(given.as_bytes()).into()
    }

    /// Whether this is what forms carry.
    pub(crate) fn is_form(&self, given: &str) -> bool {
        self.form.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_key_opens() {
        let secret = Secret::new([7; 32]);
        let (key, form) = (secret.key().to_owned(), secret.form().to_owned());
        assert!(secret.is_key(&key) && secret.is_form(&form));
        for wrong in
            ["", &key[1..], &key.to_uppercase(), &form, &format!("{key}0"), Secret::new([8; 32]).key()]
        {
            assert!(!secret.is_key(wrong), "{wrong}");
        }
        assert!(!secret.is_form(&key));
        assert!(!secret.is_key(secret.once()));
        assert_eq!(key.len(), DIGITS);
        assert_eq!(format!("{secret:?}"), "Secret");
    }

    #[test]
    fn what_lets_in_once_does_so_once() {
        let secret = Secret::new([7; 32]);
        let once = secret.once().to_owned();
        let copy = secret.clone();
        assert!(!secret.lets_in(secret.form()));
        assert!(secret.lets_in(&once) && !secret.lets_in(&once) && !copy.lets_in(&once));
        assert!(secret.lets_in(secret.key()) && secret.lets_in(secret.key()));
    }
}
