//! SHA-256, in hex. The one file that names the crate for it.

use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes` in hex: 64 digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for half in [byte >> 4, byte & 0xf] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

/// The first 16 hex digits, by which a verdict remembers what it saw.
pub(crate) fn short(text: &str) -> String {
    hex(text.as_bytes()).chars().take(16).collect()
}
