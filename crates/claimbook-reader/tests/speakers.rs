//! Measures who is told to speak, on articles with hard cases that were written, with their answers, by others who had not seen the code.
//!
//! `cargo test -p claimbook-reader --test speakers -- --nocapture` prints the figures. The resolver was developed on `dev`; `held` is for
//! articles that nobody has looked at, which are only ever measured as a whole, and may be empty. `examples/speakers` lists what
//! became of each statement.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement; it stops at the first bad article"
)]

#[path = "gold/figures.rs"]
mod figures;
mod gold;

use figures::{Figures, measure};
use gold::folder;

#[test]
fn speakers_of_the_articles_at_hand_are_told() {
    let figures = figures_of("dev");
    assert!(figures.share_right() >= 0.9, "{figures:?}");
    assert_eq!(figures.wrong_and_sure, 0, "{figures:?}");
}

#[test]
fn speakers_of_articles_never_looked_at_are_told() {
    let figures = figures_of("held");
    assert!(figures.wanted == 0 || figures.share_right() >= 0.9, "{figures:?}");
    assert_eq!(figures.wrong_and_sure, 0, "{figures:?}");
}

fn figures_of(name: &str) -> Figures {
    let (figures, _) = measure(&folder(name));
    println!("{name}: {figures:?}, {:.1} % of the proposed right", figures.share_right() * 100.0);
    figures
}
