//! Any bytes, as where words stand, and any query: found or not, and never a panic.
#![no_main]

use claimbook_index::fuzz::text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: ([&[u8]; 3], &[u8], &str)| {
    let (parts, lists, query) = input;
    text(parts, lists, query);
});
