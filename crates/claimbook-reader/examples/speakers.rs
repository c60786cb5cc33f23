//! Lists who is proposed for each statement of articles with answers, and why.
//!
//!     cargo run --release -p claimbook-reader --example speakers -- FOLDER
//!
//! Without a folder, those on which the resolver was developed.
#![expect(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for developers; it stops at the first bad article"
)]

#[path = "../tests/gold/figures.rs"]
mod figures;
#[path = "../tests/gold/mod.rs"]
mod gold;

fn main() {
    let chosen = std::env::args_os().nth(1).map_or_else(|| gold::folder("dev"), Into::into);
    let (figures, lines) = figures::measure(&chosen);
    for line in lines {
        println!("{line}");
    }
    println!("{figures:?}, {:.1} % of the proposed right", figures.share_right() * 100.0);
}
