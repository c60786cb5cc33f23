//! `--take`, `--by` and `--when`: which sentences, said by whom and when.

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

impl Take {
    /// Whether it says that nothing is to be opened.
    pub(super) fn is_none(&self) -> bool {
        self.which.trim().eq_ignore_ascii_case("none")
    }
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
                        .hint(format!("Say first which sentences: --take 1-3 {name} …")));
                }
            };
            if twice {
                return Err(CliError::new(format!("One --take has {name} twice."))
                    .hint("Where two said it, take the sentence twice: --take 3 --by A --take 3 --by B"));
            }
        }
        Ok(takes)
    }
}

impl clap::Args for Takes {
    fn augment_args(command: Command) -> Command {
        command
            .arg(Arg::new("take").long("take").value_name("NUMBERS").action(ArgAction::Append).help(
                "Open these sentences as claims: 3 or 1-3,7 or all; none to open none. May be repeated",
            ))
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

/// The numbers that `1-3,7`, `all` or `none` mean among `count` sentences, each once, in order; or why it means none.
pub(super) fn numbers(typed: &str, count: usize) -> Result<Vec<usize>, String> {
    let typed = typed.trim();
    match typed.to_lowercase().as_str() {
        "all" => return Ok((1..=count).collect()),
        "none" => return Ok(Vec::new()),
        _ => {}
    }
    let mut numbers = BTreeSet::new();
    for part in typed.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once(['-', '–', '—']).unwrap_or((part, part));
        let (first, last) = (number(first, part, count)?, number(last, part, count)?);
        if last < first {
            return Err(format!("“{part}” runs backwards: write {last}-{first}."));
        }
        numbers.extend(first..=last);
    }
    if numbers.is_empty() {
        return Err("No sentence is named: write numbers such as 1-3,7, or all, or none.".to_owned());
    }
    Ok(numbers.into_iter().collect())
}

fn number(typed: &str, part: &str, count: usize) -> Result<usize, String> {
    if typed.is_empty() || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!(
            "“{part}” is no sentence's number: write numbers such as 1-3,7, or all, or none."
        ));
    }
    // More digits than a number can have mean a sentence that is not there, too.
    match typed.parse() {
        Ok(number) if (1..=count).contains(&number) => Ok(number),
        _ if count == 1 => Err(format!("There is no sentence {typed}: the article has one.")),
        _ => Err(format!("There is no sentence {typed}: they are numbered 1 to {count}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_and_ranges_name_each_sentence_once() {
        assert_eq!(numbers("7, 1-3,2", 9), Ok(vec![1, 2, 3, 7]));
        assert_eq!(numbers("ALL", 3), Ok(vec![1, 2, 3]));
        assert_eq!(numbers("none", 3), Ok(vec![]));
        assert_eq!(numbers("2–3", 3), Ok(vec![2, 3]));
    }

    #[test]
    fn what_names_no_sentence_is_refused_in_words() {
        for (typed, why) in [
            ("0", "There is no sentence 0: they are numbered 1 to 9."),
            ("8-10", "There is no sentence 10: they are numbered 1 to 9."),
            (
                "99999999999999999999999",
                "There is no sentence 99999999999999999999999: they are numbered 1 to 9.",
            ),
            ("5-3", "“5-3” runs backwards: write 3-5."),
            ("two", "“two” is no sentence's number: write numbers such as 1-3,7, or all, or none."),
            ("1-2-3", "“1-2-3” is no sentence's number: write numbers such as 1-3,7, or all, or none."),
            (",", "No sentence is named: write numbers such as 1-3,7, or all, or none."),
        ] {
            assert_eq!(numbers(typed, 9), Err(why.to_owned()), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_number_is_named_that_is_not_there(typed in "[0-9,\\- –a-z]{0,12}", count in 0usize..20) {
            if let Ok(numbers) = numbers(&typed, count) {
                prop_assert!(numbers.iter().all(|number| (1..=count).contains(number)));
                prop_assert!(numbers.is_sorted());
            }
        }
    }
}
