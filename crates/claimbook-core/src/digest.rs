//! SHA-256, in hex. The one file that names the crate for it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes` in hex: 64 digits.
pub fn hex(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// The SHA-256 of a file in hex, however large it is.
pub(crate) fn of_file(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut sum = Sha256::new();
    let mut part = vec![0; 64 * 1024];
    loop {
        let length = file.read(&mut part)?;
        if length == 0 {
            return Ok(digits(&sum.finalize()));
        }
        sum.update(part.get(..length).unwrap_or_default());
    }
}

fn digits(digest: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in digest {
        for half in [byte >> 4, byte & 0xf] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

/// The first 16 hex digits, by which a verdict remembers what it saw.
pub(crate) fn short(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digits(digest.get(..8).unwrap_or(&digest))
}
