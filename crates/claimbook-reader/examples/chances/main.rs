//! Fits how likely a proposed speaker is right, and prints the numbers of `src/speakers/chances.rs`.
//!
//! `cargo run --release -p claimbook-reader --example chances`
//!
//! It reads the articles under `tests/articles` with every proposal that there is, however doubtful, and looks up which are right. The
//! articles differ in what they are worth: those on which the resolver was developed are read better than others. So those that were first
//! measured before anybody had looked at them (from `FRESH` on) count more, and a constant of their own is given to the
//! others and then left out. What is printed is measured with five folds by article: on the articles of a fold by numbers and by
//! a threshold from the articles of the others. The same articles give the same bytes.
#![expect(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for developers; it stops at the first bad article"
)]

mod fit;
#[path = "../../tests/gold/mod.rs"]
#[expect(dead_code, reason = "the test needs more of it")]
mod gold;

use claimbook_reader::read_all;
use claimbook_reader::speakers::chances::{Chance, FEATURES, HOWS, OTHERS};
use fit::{Example, Numbers};

/// The number of the first article in `dev` that was measured before anybody had looked at it.
const FRESH: u32 = 117;
/// How often a proposal of a fresh article counts.
const WORTH: f64 = 3.0;
/// How many of those proposed are to be right: three points more than is wanted of articles that nobody has looked at, because rules made
/// after reading some articles fit those best.
const AIM: f64 = 0.93;
const FOLDS: usize = 5;

/// What came of one statement of an article.
struct Case {
    article: usize,
    fresh: bool,
    /// Nothing where the speaker is sure.
    chance: Option<Chance>,
    right: bool,
}

fn main() {
    let cases = cases();
    by_mechanism(&cases);

    let score =
        |numbers: &Numbers, case: &Case| case.chance.map_or(f64::INFINITY, |one| fit::score(numbers, &one));
    // By numbers that have not seen the article.
    let mut unseen = vec![0.0; cases.len()];
    for fold in 0..FOLDS {
        let numbers = fit::fit(&examples(cases.iter().filter(|case| case.article % FOLDS != fold)));
        for (case, unseen) in cases.iter().zip(&mut unseen).filter(|(case, _)| case.article % FOLDS == fold) {
            *unseen = score(&numbers, case);
        }
    }
    let judged: Vec<(usize, bool, f64, bool)> = cases
        .iter()
        .zip(&unseen)
        .map(|(case, score)| (case.article, case.fresh, *score, case.right))
        .collect();
    for fresh in [true, false] {
        let all: Vec<_> = judged.iter().filter(|one| one.1 == fresh).copied().collect();
        let kind = if fresh { "fresh" } else { "other" };
        println!("{kind}: {}", share(all.iter()));
        println!("{kind}, with the threshold from the other folds:");
        let mut kept = Vec::new();
        for fold in 0..FOLDS {
            let rest: Vec<_> = judged.iter().filter(|one| one.1 && one.0 % FOLDS != fold).copied().collect();
            let least = f64::from(threshold(&rest));
            kept.extend(all.iter().filter(|one| one.0 % FOLDS == fold && one.2 >= least).copied());
        }
        println!("  {}", share(kept.iter()));
        for least in [60, 80, 100, 120, 140, 160, 180, 200] {
            let kept = all.iter().filter(|one| one.2 >= f64::from(least));
            println!("  from {least}: {}", share(kept));
        }
    }
    let fresh: Vec<_> = judged.iter().filter(|one| one.1).copied().collect();
    let numbers = fit::fit(&examples(cases.iter()));
    println!("const LEAST: i32 = {};", threshold(&fresh));
    print_numbers(&numbers);
}

/// All statements of the answers whose speaker is proposed or sure; those that were not told apart from another answer's are left out.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    // What is only ever measured on has no part in the numbers.
    let paths = [gold::articles(&gold::folder("dev"))];
    for (article, path) in paths.iter().flatten().enumerate() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let number = name.split('-').next().and_then(|number| number.parse::<u32>().ok());
        let fresh = number.is_some_and(|number| number >= FRESH);
        let (source, answers) = gold::load(path);
        let (reading, chances) = read_all(&source, &gold::options(&answers));
        let places: Vec<Option<usize>> =
            answers.statements.iter().map(|one| gold::innermost(&reading, &one.words)).collect();
        let rights: Vec<bool> = answers
            .statements
            .iter()
            .zip(&places)
            .map(|(answer, place)| place.is_some_and(|place| gold::is_right(&reading, place, answer)))
            .collect();
        for (place, right) in places.iter().zip(&rights) {
            let Some(place) = *place else { continue };
            let shared = places.iter().zip(&rights).any(|(other, right)| *other == Some(place) && *right);
            if reading.statements[place].voice.speaker.is_none() || shared && !right {
                continue;
            }
            let chance =
                chances.get(place).copied().flatten().filter(|_| !reading.statements[place].voice.sure);
            cases.push(Case { article, fresh, chance, right: *right });
        }
    }
    cases
}

fn examples<'c>(cases: impl Iterator<Item = &'c Case>) -> Vec<Example> {
    let example = |case: &Case| {
        Some(Example {
            chance: case.chance?,
            tuned: !case.fresh,
            right: case.right,
            worth: if case.fresh { WORTH } else { 1.0 },
        })
    };
    cases.filter_map(example).collect()
}

/// The least odds from which on as many are right as are aimed at.
fn threshold(cases: &[(usize, bool, f64, bool)]) -> i32 {
    let enough = |least: i32| {
        let kept = cases.iter().filter(|one| one.2 >= f64::from(least));
        let (count, right) =
            kept.fold((0.0, 0.0), |(count, right), one| (count + 1.0, right + f64::from(u8::from(one.3))));
        right >= AIM * count
    };
    (-40..60).map(|step| step * 5).find(|least| enough(*least)).unwrap_or(300)
}

fn share<'c>(cases: impl Iterator<Item = &'c (usize, bool, f64, bool)>) -> String {
    let (count, right) =
        cases.fold((0_u32, 0_u32), |(count, right), one| (count + 1, right + u32::from(one.3)));
    format!("{right} of {count} right, {:.1} %", 100.0 * f64::from(right) / f64::from(count.max(1)))
}

/// How many are right of those that one thing led to.
fn by_mechanism(cases: &[Case]) {
    println!("{:12} {:>12} {:>12}", "", "fresh", "other");
    let count = |cases: &mut dyn Iterator<Item = &Case>, fresh: bool| {
        let (count, right) = cases
            .filter(|case| case.fresh == fresh)
            .fold((0, 0), |(count, right), case| (count + 1, right + i32::from(case.right)));
        format!("{right} of {count}")
    };
    for how in HOWS {
        let of = || cases.iter().filter(move |case| case.chance.is_some_and(|one| one.how == how));
        println!("{:12} {:>12} {:>12}", format!("{how:?}"), count(&mut of(), true), count(&mut of(), false));
    }
    let sure = || cases.iter().filter(|case| case.chance.is_none());
    println!("{:12} {:>12} {:>12}", "sure", count(&mut sure(), true), count(&mut sure(), false));
}

fn print_numbers(numbers: &Numbers) {
    let names = std::iter::once("constant".to_owned())
        .chain(HOWS.iter().map(|how| format!("{how:?}")))
        .chain(OTHERS.iter().map(|name| (*name).to_owned()));
    let rounded: Vec<String> = numbers.iter().map(|number| format!("{:.0}", number * 100.0)).collect();
    names.zip(&rounded).for_each(|(name, number)| println!("{name:12} {number:>5}"));
    println!(
        "const NUMBERS: [i32; FEATURES] =\n    [{}];",
        rounded.get(..FEATURES).unwrap_or_default().join(", ")
    );
}
