//! Any bytes, as a file: refused in words or read, and never a panic.
#![no_main]

use claimbook_core::model::Claim;
use claimbook_core::yaml::{Any, cut_comments, from_str, guard, tree};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = guard(bytes) else { return };
    match tree(text) {
        Ok(root) => root.walk(&mut |route, node| {
            assert!(text.get(node.span.clone()).is_some(), "{route} has a place in the text");
        }),
        Err(error) => assert!(!error.message.is_empty()),
    }
    let any = from_str::<Any>(text).err();
    let claim = from_str::<Claim>(text).err();
    for error in any.into_iter().chain(claim) {
        assert!(!error.message.is_empty());
        if let Some(fix) = error.fix {
            assert!(!fix.replacement.contains('\n'));
        }
    }
    cut_comments(text, &["claim", "note"]);
});
