//! Makes the weights of the reader's model from annotated texts.
//!
//! `cargo run --release -p claimbook-reader --example train -- TRAIN.jsonl --out crates/claimbook-reader/src/model/weights.bin`
//!
//! The file has one text a line, as an object with
//!
//! - `text`: the text, paragraphs parted by blank lines;
//! - `attributions`: objects with `source`, `cue` and `content`, each a list of spans `[start, end]` in Unicode code points of the text,
//!   ends exclusive. `source` may be empty. Only the outermost attributions; one with `"nested": true` is passed over.
//!
//! Whatever else the objects have is left alone. The same file gives the same bytes. `--measure` stops before the last training and prints
//! how well the texts held out for the thresholds are read.
#![expect(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a tool for developers; it stops where something is wrong"
)]

mod data;
mod learn;
mod pack;
mod thresholds;

use claimbook_reader::model::{cues, decode::Decoder, roles, weights};
use data::Gold;
use learn::Examples;
use std::process::ExitCode;

/// In how many parts the texts are cut so that each is read by a model that has not seen it.
const FOLDS: usize = 4;
/// Every so many-th text is held out for the thresholds.
const HELD: usize = 7;
/// Places for features: groups of four.
const CUE_GROUPS: usize = 56_000;
const ROLE_GROUPS: usize = 54_000;
/// Features that are seen less often are left out.
const SEEN: u8 = 3;
/// How likely what the second stage learns from must be a cue.
const TRY_FROM: f32 = 0.03;
/// The same for the weights that are written: fewer are tried for speed, and little is lost.
const SHIPPED_TRY_FROM: f32 = 0.08;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let Some(from) = args.first().filter(|from| !from.starts_with("--")) else {
        eprintln!("Name the file of annotated texts: train -- TRAIN.jsonl --out WEIGHTS.bin");
        return ExitCode::FAILURE;
    };
    let mut texts = match data::read(from) {
        Ok(texts) => texts,
        Err(wrong) => {
            eprintln!("{wrong}");
            return ExitCode::FAILURE;
        }
    };
    let total: usize = texts.iter().map(|text| text.gold).sum();
    eprintln!("{} texts, {total} attributions", texts.len());

    // The first stage: for the texts of each part a model of the other parts, and one of all.
    let examples = cue_examples(&texts);
    eprintln!("cues: {} features", examples.features());
    let machine = cues::machine();
    let setting = learn::Setting { rounds: 8, rate: 0.045, ridge: 1e-5, left_out: 0.45 };
    let mut candidates = vec![Vec::new(); texts.len()];
    for fold in 0..FOLDS {
        let learned = learn::learn(&machine, &examples, setting, |text| text % FOLDS != fold);
        let weights = pack::weights(Some(&learned), None);
        let mut decoder = Decoder::new(&weights);
        for (number, text) in texts.iter_mut().enumerate().filter(|(number, _)| number % FOLDS == fold) {
            for part in &mut text.parts {
                let found = decoder.candidates(&mut part.passage);
                candidates.get_mut(number).unwrap().push(found);
            }
        }
        eprintln!("cues of part {fold}");
    }
    let measure = args.iter().any(|arg| arg == "--measure");
    let cues = (!measure).then(|| learn::learn(&machine, &examples, setting, |_| true));
    drop(examples);

    // The second stage.
    let examples = role_examples(&texts, &candidates);
    eprintln!("roles: {} features", examples.features());
    let machine = roles::machine();
    let setting = learn::Setting { rounds: 6, rate: 0.03, ridge: 1e-5, left_out: 0.35 };
    let learned = learn::learn(&machine, &examples, setting, |text| text % HELD != 0);
    let mut weights = pack::weights(None, Some(&learned));
    let held: Vec<usize> = (0..texts.len()).step_by(HELD).collect();
    thresholds::fit(&mut weights, &texts, &candidates, &held);
    let (sure, keep_from) = (weights.sure.clone(), weights.keep_from);
    if let Some(out) = option("--out").filter(|_| !measure) {
        let learned = learn::learn(&machine, &examples, setting, |_| true);
        let bytes = pack::bytes(cues.as_ref().unwrap(), &learned, &sure, SHIPPED_TRY_FROM, keep_from);
        assert!(weights::read(&bytes).is_some());
        if let Err(error) = std::fs::write(out, &bytes) {
            eprintln!("{out} cannot be written: {error}.");
            return ExitCode::FAILURE;
        }
        eprintln!("{out}: {} bytes", bytes.len());
    }
    ExitCode::SUCCESS
}

fn cue_examples(texts: &[data::Annotated]) -> Examples {
    let mut examples = Examples::default();
    for counting in [true, false] {
        examples.begin(counting, SEEN);
        for (number, text) in texts.iter().enumerate() {
            for part in &text.parts {
                examples.sequence(number);
                let mut states = vec![0_u8; part.passage.len()];
                for gold in &part.gold {
                    for (nth, state) in states.get_mut(gold.cue.clone()).unwrap().iter_mut().enumerate() {
                        *state = if nth == 0 { 1 } else { 2 };
                    }
                }
                // A cue within another begins anew in it; a further token needs one before.
                for (place, state) in states.iter().enumerate() {
                    examples.token(*state);
                    cues::features(&part.passage, place, &mut |feature| examples.feature(feature));
                }
            }
        }
    }
    examples
}

fn role_examples(
    texts: &[data::Annotated],
    candidates: &[Vec<Vec<claimbook_reader::model::decode::Candidate>>],
) -> Examples {
    let mut examples = Examples::default();
    for counting in [true, false] {
        examples.begin(counting, SEEN);
        for (number, (text, candidates)) in texts.iter().zip(candidates).enumerate() {
            for (part, candidates) in text.parts.iter().zip(candidates) {
                for gold in part.gold.iter().filter(|gold| !gold.content.is_empty()) {
                    role_example(&mut examples, number, part, gold.cue.clone(), Some(gold));
                }
                for candidate in candidates {
                    let places = &candidate.places;
                    let meets = |gold: &&Gold| gold.cue.start < places.end && places.start < gold.cue.end;
                    let gold = part.gold.iter().find(meets);
                    if gold.is_none_or(|gold| gold.cue != *places && !gold.content.is_empty()) {
                        role_example(&mut examples, number, part, places.clone(), gold);
                    }
                }
            }
        }
    }
    examples
}

fn role_example(
    examples: &mut Examples,
    text: usize,
    part: &data::Part,
    cue: std::ops::Range<usize>,
    gold: Option<&Gold>,
) {
    examples.sequence(text);
    let window = roles::window(&part.passage, &cue, roles::REACH);
    let states = data::states(gold, &window);
    let cue = roles::Cue::new(&part.passage, cue);
    for (place, state) in (window.start..=window.end).zip(states) {
        examples.token(state);
        let right = place >= cue.places.start;
        roles::own_features(&part.passage, place, right, &mut |feature| examples.feature(feature));
        roles::features(&part.passage, &cue, place, &mut |feature| examples.feature(feature));
    }
}
