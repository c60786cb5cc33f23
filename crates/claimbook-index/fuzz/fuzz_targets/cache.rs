//! Any bytes, as what was kept of the files: read or not, and never a panic.
#![no_main]

use claimbook_index::fuzz::{listing, records};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], &[u8], Option<&[u8]>)| {
    let (front, flags, changes) = input;
    listing(front, flags, changes);
    records(front);
});
