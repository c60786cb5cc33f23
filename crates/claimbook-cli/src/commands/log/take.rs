//! `--take`, `--by` and `--when`: which statements or sentences, said by whom and when.

use std::collections::BTreeSet;

use claimbook_core::model::When;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};

use crate::commands::options;
use crate::error::{CliError, Result};

/// A `--take` with the `--by` and the `--when` that belong to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Take {
    pub(super) which: String,
    pub(super) by: Option<String>,
    pub(super) when: Option<When>,
}

/// The options as they were typed, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Takes(Vec<Typed>);

#[derive(Debug, Clone)]
enum Typed {
    Take(String),
    By(String),
    When(When),
}

impl Takes {
    /// Gives each `--by` and `--when` to the `--take` before it.
    pub(super) fn paired(self) -> Result<Vec<Take>> {
        let mut takes: Vec<Take> = Vec::new();
        for typed in self.0 {
            let (name, twice) = match (typed, takes.last_mut()) {
                (Typed::Take(which), _) => {
                    takes.push(Take { which, ..Take::default() });
                    continue;
                }
                (Typed::By(by), Some(take)) => ("--by", take.by.replace(by).is_some()),
                (Typed::When(when), Some(take)) => ("--when", take.when.replace(when).is_some()),
                (typed, None) => {
                    let name = if matches!(typed, Typed::By(_)) { "--by" } else { "--when" };
                    return Err(CliError::new(format!("There is no --take before {name}."))
                        .hint(format!("Say first which statements: --take 1-3 {name} …")));
                }
            };
            if twice {
                return Err(CliError::new(format!("One --take has {name} twice."))
                    .hint("Where two said it, take it twice: --take 3 --by A --take 3 --by B"));
            }
        }
        Ok(takes)
    }
}

impl clap::Args for Takes {
    fn augment_args(command: Command) -> Command {
        command
            .arg(
                Arg::new("take").long("take").value_name("NUMBERS").action(ArgAction::Append).help(
                    "Open these as claims: 3 or 1-3,7 or all; s3 or s5-7 for sentences. May be repeated",
                ),
            )
            .arg(Arg::new("by").long("by").value_name("ACTOR").action(ArgAction::Append).help(
                "Who said those of the --take before it; unnamed:WORDS for a source that must not be named",
            ))
            .arg(
                Arg::new("when")
                    .long("when")
                    .value_name("DATE")
                    .action(ArgAction::Append)
                    .value_parser(options::date)
                    .help("When those of the --take before it were said"),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Takes {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut typed: Vec<(usize, Typed)> = Vec::new();
        typed.extend(placed::<String>(matches, "take").map(|(place, which)| (place, Typed::Take(which))));
        typed.extend(placed::<String>(matches, "by").map(|(place, by)| (place, Typed::By(by))));
        typed.extend(placed::<When>(matches, "when").map(|(place, when)| (place, Typed::When(when))));
        typed.sort_by_key(|(place, _)| *place);
        Ok(Takes(typed.into_iter().map(|(_, typed)| typed).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The values of an option with their places on the command line.
fn placed<T: Clone + Send + Sync + 'static>(
    matches: &ArgMatches,
    name: &str,
) -> impl Iterator<Item = (usize, T)> {
    let places = matches.indices_of(name).into_iter().flatten();
    places.zip(matches.get_many::<T>(name).into_iter().flatten().cloned())
}

/// What numbers name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) proposals: BTreeSet<usize>,
    pub(super) sentences: BTreeSet<usize>,
    /// Whether all proposals were meant, and none by its number.
    pub(super) all: bool,
}

/// How many there are of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    pub(super) proposals: usize,
    pub(super) sentences: usize,
}

/// What `1,4-6`, `s3,s5-7`, `all`, `sentences` or `none` name: plain numbers are proposals, those after an s sentences. Or why it
/// names nothing.
pub(super) fn numbers(typed: &str, counts: Counts) -> Result<Named, String> {
    let typed = typed.trim().to_lowercase();
    let mut named = Named::default();
    if typed == "none" {
        return Ok(named);
    }
    for part in typed.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        match part {
            "all" if counts.proposals == 0 => {
                return Err(format!("{NONE} For all its sentences write sentences in place of all."));
            }
            "all" => {
                named.all = true;
                named.proposals.extend(1..=counts.proposals);
                continue;
            }
            "sentences" => {
                named.sentences.extend(1..=counts.sentences);
                continue;
            }
            _ => {}
        }
        let (plain, sentence) = match part.strip_prefix('s') {
            Some(plain) => (plain, true),
            None => (part, false),
        };
        let (first, last) = plain.split_once(['-', '–', '—']).unwrap_or((plain, plain));
        let last = last.strip_prefix('s').filter(|_| sentence).unwrap_or(last);
        let (first, last) = (number(first, part, sentence, counts)?, number(last, part, sentence, counts)?);
        if last < first {
            let mark = if sentence { "s" } else { "" };
            return Err(format!("“{part}” runs backwards: write {mark}{last}-{first}."));
        }
        let set = if sentence { &mut named.sentences } else { &mut named.proposals };
        set.extend(first..=last);
    }
    if named == Named::default() {
        return Err(format!("Nothing is named: {WRITE}"));
    }
    Ok(named)
}

const NONE: &str = "No attributed statement was found in it.";
const WRITE: &str = "write numbers such as 1,4-6, or s3 for a sentence, or all, or none.";

fn number(typed: &str, part: &str, sentence: bool, counts: Counts) -> Result<usize, String> {
    if typed.is_empty() || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("“{part}” is no number: {WRITE}"));
    }
    let (what, mark, count) = match sentence {
        true => ("sentence", "s", counts.sentences),
        false => ("statement", "", counts.proposals),
    };
    // More digits than a number can have mean one that is not there, too.
    match typed.parse() {
        Ok(number) if (1..=count).contains(&number) => Ok(number),
        _ if count == 0 && sentence => Err("There is no sentence in it.".to_owned()),
        _ if count == 0 => Err(format!("{NONE} For its sentence {typed} write s{typed}.")),
        _ if count == 1 => Err(format!("There is no {what} {mark}{typed}: the article has one.")),
        _ => Err(format!("There is no {what} {mark}{typed}: they are numbered {mark}1 to {mark}{count}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NINE: Counts = Counts { proposals: 9, sentences: 20 };

    fn named(proposals: &[usize], sentences: &[usize]) -> Result<Named, String> {
        let set = |numbers: &[usize]| numbers.iter().copied().collect();
        Ok(Named { proposals: set(proposals), sentences: set(sentences), all: false })
    }

    #[test]
    fn numbers_and_ranges_name_each_once() {
        assert_eq!(numbers("7, 1-3,2", NINE), named(&[1, 2, 3, 7], &[]));
        assert_eq!(numbers("s7, 1,S18-s20", NINE), named(&[1], &[7, 18, 19, 20]));
        assert_eq!(numbers("s2–3", NINE), named(&[], &[2, 3]));
        assert_eq!(numbers("none", NINE), named(&[], &[]));
        let all = numbers("ALL", Counts { proposals: 2, sentences: 3 }).unwrap();
        assert_eq!((all.proposals.len(), all.sentences.len(), all.all), (2, 0, true));
        let sentences = numbers("sentences", Counts { proposals: 2, sentences: 3 });
        assert_eq!(sentences, named(&[], &[1, 2, 3]));
    }

    #[test]
    fn what_names_nothing_is_refused_in_words() {
        for (typed, why) in [
            ("0", "There is no statement 0: they are numbered 1 to 9."),
            ("8-10", "There is no statement 10: they are numbered 1 to 9."),
            ("s21", "There is no sentence s21: they are numbered s1 to s20."),
            (
                "99999999999999999999999",
                "There is no statement 99999999999999999999999: they are numbered 1 to 9.",
            ),
            ("5-3", "“5-3” runs backwards: write 3-5."),
            ("s5-s3", "“s5-s3” runs backwards: write s3-5."),
            (
                "two",
                "“two” is no number: write numbers such as 1,4-6, or s3 for a sentence, or all, or none.",
            ),
            (
                "1-s2",
                "“1-s2” is no number: write numbers such as 1,4-6, or s3 for a sentence, or all, or none.",
            ),
            (",", "Nothing is named: write numbers such as 1,4-6, or s3 for a sentence, or all, or none."),
        ] {
            assert_eq!(numbers(typed, NINE), Err(why.to_owned()), "{typed}");
        }
        let none = Counts { proposals: 0, sentences: 5 };
        assert_eq!(
            numbers("2", none),
            Err("No attributed statement was found in it. For its sentence 2 write s2.".to_owned())
        );
    }

    proptest! {
        #[test]
        fn nothing_is_named_that_is_not_there(
            typed in "[0-9,\\- –a-z]{0,12}", proposals in 0usize..20, sentences in 0usize..20
        ) {
            if let Ok(named) = numbers(&typed, Counts { proposals, sentences }) {
                prop_assert!(named.proposals.iter().all(|number| (1..=proposals).contains(number)));
                prop_assert!(named.sentences.iter().all(|number| (1..=sentences).contains(number)));
            }
        }
    }
}
