//! Any text, any span of it, any digit: what is taken is found again, and with another digit there it is not.
#![no_main]

use claimbook_core::model::Quote;
use claimbook_core::quote::{Resolved, Resolver, Text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, u16, u16, u8, &str)| {
    let (from, length, place, digit, source) = input;
    let mut chars: Vec<char> = source.chars().collect();
    if chars.is_empty() {
        return;
    }
    let start = usize::from(from) % chars.len();
    let end = (start + 1 + usize::from(length)).min(chars.len());
    let text = Text::new(source);
    let taken = text.select(start, end).expect("a span of the text");
    let quote = Quote {
        exact: Some(taken.exact),
        prefix: Some(taken.prefix),
        suffix: Some(taken.suffix),
        start: Some(start),
        end: Some(end),
        ..Quote::default()
    };
    assert_eq!(Resolver::new(&text).resolve(&quote), Some(Resolved::Found { start, end }));
    let at = start + usize::from(place) % (end - start);
    let other = char::from(b'0' + digit % 10);
    if chars[at].is_ascii_digit() && chars[at] != other {
        chars[at] = other;
        let changed: String = chars.into_iter().collect();
        let resolved = Resolver::new(&Text::new(&changed)).resolve(&quote);
        assert!(matches!(resolved, Some(Resolved::Changed(_))), "{resolved:?}");
    }
});
