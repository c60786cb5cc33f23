//! The questions of `log` about sentences, at a terminal: which to open, and who said each and when.

use std::collections::BTreeSet;
use std::io::Write;

use claimbook_core::model::When;
use claimbook_core::near::nearest;
use claimbook_core::workspace::{Filed, Workspace, slug};
use claimbook_intake::{Proposals, Sentence};

use super::super::options::date;
use super::take::{Counts, Take, numbers};
use super::walk::Person;
use crate::ask::Key;
use crate::error::Result;
use crate::render::{clean, cut};

/// Whoever is asked. An empty answer is always one.
pub(super) trait Asked {
    fn ask(&mut self, question: &str) -> Result<String>;
}

/// The person at the terminal.
pub(super) struct Terminal;

impl Asked for Terminal {
    fn ask(&mut self, question: &str) -> Result<String> {
        crate::ask::line(question)
    }
}

impl Person for Terminal {
    fn show(&mut self, text: &str) -> Result<()> {
        let mut out = anstream::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    fn key(&mut self, question: &str) -> Result<Key> {
        crate::ask::key(question)
    }

    fn edit(&mut self, question: &str, initial: &str) -> Result<String> {
        crate::ask::edit(question, initial)
    }
}

/// What stands before the words for a source that must not be named.
pub(super) const UNNAMED: &str = "unnamed:";

/// Asks until each answer makes sense.
pub(super) fn takes(
    person: &mut impl Asked,
    workspace: &Workspace,
    listed: &[Sentence<'_>],
    width: usize,
) -> Result<Vec<Take>> {
    let count = listed.len();
    let counts = Counts { proposals: 0, sentences: count };
    let chosen = until(person, "\nOpen which? (s1,s4-6 or all; Enter for none) ", |answer| match answer {
        "" => Ok(BTreeSet::new()),
        "all" => Ok((1..=count).collect()),
        // Only sentences are asked about here, so that a number without its s is one too.
        _ => {
            let marked: String = answer
                .split_inclusive([',', ' ', ';'])
                .map(|part| {
                    if part.starts_with(|c: char| c.is_ascii_digit()) {
                        format!("s{part}")
                    } else {
                        part.to_owned()
                    }
                })
                .collect();
            numbers(&marked, counts).map(|named| named.sentences)
        }
    })?;
    let mut takes: Vec<Take> = Vec::new();
    // Set where all that follow are as the one before.
    let mut rest = false;
    for number in chosen {
        let Some(sentence) = listed.get(number - 1) else { continue };
        let before = takes.last().cloned();
        let mut take = Take { which: format!("s{number}"), ..Take::default() };
        match before.as_ref().filter(|_| rest) {
            Some(before) => (take.by, take.when) = (before.by.clone(), before.when.clone()),
            None => {
                let text = cut(sentence.text, width.saturating_sub(6).max(20));
                let question =
                    format!("\n{:>3}  {text}\n    {}", format!("s{number}"), who_question(before.as_ref()));
                match until(person, &question, |answer| who(answer, &takes, workspace))? {
                    Who::Rest(before) => {
                        rest = true;
                        (take.by, take.when) = (before.by, before.when);
                    }
                    Who::Named(name) => {
                        let note = if name.new && name.near.is_none() { "    New.\n" } else { "" };
                        take.by = meant(person, name, workspace)?;
                        let question = format!("{note}    {}", when_question(before.as_ref()));
                        take.when = until(person, &question, |answer| when(answer, before.as_ref()))?;
                    }
                }
            }
        }
        takes.push(take);
    }
    Ok(takes)
}

/// Asks again, with the reason, until the answer can be used.
pub(super) fn until<T>(
    person: &mut impl Asked,
    question: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T> {
    let mut answer = person.ask(question)?;
    loop {
        match read(answer.trim()) {
            Ok(value) => return Ok(value),
            Err(why) => {
                // The last line of the question is what the answer stands beside.
                let last = question.rsplit('\n').next().unwrap_or(question);
                answer = person.ask(&format!("    {}\n{last}", clean(&why)))?;
            }
        }
    }
}

/// Who said it, as answered.
enum Who {
    Named(Name),
    /// This sentence and all that follow are as the one before.
    Rest(Take),
}

#[derive(Default)]
struct Name {
    /// Nobody where it is not recorded.
    typed: Option<String>,
    /// Whether no actor is called so.
    new: bool,
    /// The key of an actor that may have been meant.
    near: Option<String>,
}

/// The name that is meant: a new one that is like a known one may be a slip.
fn meant(person: &mut impl Asked, name: Name, workspace: &Workspace) -> Result<Option<String>> {
    let Some(near) = name.near else { return Ok(name.typed) };
    let question = format!("    Do you mean {}? (Enter: yes; n: no) ", cut(workspace.actor_name(&near), 40));
    Ok(if until(person, &question, yes)? { Some(near) } else { name.typed })
}

/// A name as typed; one that is new and like a known actor's may be a slip.
pub(super) fn named(
    person: &mut impl Asked,
    typed: &str,
    proposals: &Proposals,
    workspace: &Workspace,
) -> Result<String> {
    let wanted = slug(typed);
    let speaks = proposals.speakers.iter().any(|speaker| slug(&speaker.name) == wanted);
    if typed.starts_with(UNNAMED) || speaks || workspace.find_actor(typed).is_some() {
        return Ok(typed.to_owned());
    }
    let near = nearest(&wanted, workspace.actors.iter().map(Filed::key)).map(str::to_owned);
    let name = Name { typed: Some(typed.to_owned()), new: true, near };
    Ok(meant(person, name, workspace)?.unwrap_or_else(|| typed.to_owned()))
}

fn who_question(before: Option<&Take>) -> String {
    match before {
        None => "Who said it? (a name; Enter: not recorded) ".to_owned(),
        Some(before) => {
            let name = before.by.as_deref().map_or("not recorded".to_owned(), |by| cut(by, 20));
            format!("Who said it? (= {name}, == for all the rest) ")
        }
    }
}

fn who(answer: &str, takes: &[Take], workspace: &Workspace) -> Result<Who, String> {
    let typed = Some(answer.to_owned());
    let name = match (answer, takes.last()) {
        ("", _) => Name::default(),
        ("=" | "==", None) => return Err("Nothing was answered before; type a name, or Enter.".to_owned()),
        ("=", Some(before)) => Name { typed: before.by.clone(), ..Name::default() },
        ("==", Some(before)) => return Ok(Who::Rest(before.clone())),
        _ => match answer.strip_prefix(UNNAMED) {
            Some(words) if words.trim().is_empty() => {
                return Err(format!("Say how the source may be called: {UNNAMED}a ministry official"));
            }
            Some(_) => Name { typed, ..Name::default() },
            None if slug(answer).is_empty() => {
                return Err("A name needs at least one letter or digit.".to_owned());
            }
            None => {
                let before = takes.iter().filter_map(|take| take.by.as_deref());
                let new = workspace.find_actor(answer).is_none()
                    && !before.into_iter().any(|by| slug(by) == slug(answer));
                let near = nearest(&slug(answer), workspace.actors.iter().map(Filed::key));
                Name { typed, new, near: near.filter(|_| new).map(str::to_owned) }
            }
        },
    };
    Ok(Who::Named(name))
}

fn yes(answer: &str) -> Result<bool, String> {
    match answer.to_lowercase().as_str() {
        "" | "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err("Press Enter for yes, or type n for no.".to_owned()),
    }
}

fn when_question(before: Option<&Take>) -> String {
    match before.and_then(|before| before.when.as_ref()) {
        Some(when) => format!("When? (= {}) ", cut(when.as_str(), 30)),
        None => "When? (2024-10-28, 2024-10; Enter: not given) ".to_owned(),
    }
}

fn when(answer: &str, before: Option<&Take>) -> Result<Option<When>, String> {
    match (answer, before) {
        ("", _) => Ok(None),
        ("=", Some(before)) => Ok(before.when.clone()),
        ("=", None) => Err("Nothing was answered before; type a date, or Enter.".to_owned()),
        _ => date(answer)
            .map(Some)
            .map_err(|_| format!("“{answer}” is no date: write 2024-10-28, 2024-10 or 28 October 2024.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_core::model::Actor;

    /// A person whose answers are known; keeps what was asked.
    struct Script {
        answers: Vec<&'static str>,
        asked: String,
    }

    impl Asked for Script {
        fn ask(&mut self, question: &str) -> Result<String> {
            let answer = if self.answers.is_empty() { "" } else { self.answers.remove(0) };
            self.asked.push_str(&format!("{question}[{answer}]\n"));
            Ok(answer.to_owned())
        }
    }

    fn talk(answers: &[&'static str]) -> (Vec<Take>, String) {
        talk_in(&Workspace::default(), answers)
    }

    fn talk_in(workspace: &Workspace, answers: &[&'static str]) -> (Vec<Take>, String) {
        let texts = ["The ferry sank.", "Nobody drowned.", "The \u{1b}[31mcrew left.", "It was raised."];
        let listed: Vec<Sentence<'_>> = texts
            .iter()
            .enumerate()
            .map(|(place, text)| Sentence {
                number: place + 1,
                place: (place, place + 1),
                text,
                begins: false,
                claims: Vec::new(),
            })
            .collect();
        let mut script = Script { answers: answers.to_vec(), asked: String::new() };
        let takes = takes(&mut script, workspace, &listed, 80).unwrap();
        (takes, script.asked)
    }

    fn take(which: &str, by: Option<&str>, when: Option<&str>) -> Take {
        Take { which: which.to_owned(), by: by.map(str::to_owned), when: when.map(When::new) }
    }

    #[test]
    fn enter_opens_nothing() {
        assert_eq!(talk(&[""]).0, []);
    }

    #[test]
    fn each_sentence_has_its_asserter_and_date() {
        let (takes, asked) = talk(&["1,3", "Coast Guard", "28 October 2024", "", ""]);
        assert_eq!(takes, [take("s1", Some("Coast Guard"), Some("2024-10-28")), take("s3", None, None)]);
        let asked_of_the_person = "
Open which? (s1,s4-6 or all; Enter for none) [1,3]

 s1  The ferry sank.
    Who said it? (a name; Enter: not recorded) [Coast Guard]
    New.
    When? (2024-10-28, 2024-10; Enter: not given) [28 October 2024]

 s3  The [31mcrew left.
    Who said it? (= Coast Guard, == for all the rest) []
    When? (= 2024-10-28) []
";
        assert_eq!(asked, asked_of_the_person);
    }

    #[test]
    fn what_was_answered_before_can_be_said_again() {
        let (takes, _) = talk(&["all", "Mayor", "2024", "=", "=", "=="]);
        let whole: Vec<Take> =
            ["s1", "s2", "s3", "s4"].map(|n| take(n, Some("Mayor"), Some("2024"))).to_vec();
        assert_eq!(takes, whole);
    }

    #[test]
    fn a_name_like_a_known_one_may_be_a_slip() {
        let mut workspace = Workspace::default();
        let actor = Actor { name: "Pentagon".to_owned(), ..Actor::default() };
        workspace.actors.push(Filed { path: "actors/pentagon.yaml".to_owned(), data: actor });
        let (takes, asked) =
            talk_in(&workspace, &["1-3", "Petagon", "maybe", "", "", "Petagon", "n", "", "Petagon"]);
        let names: Vec<_> = takes.iter().map(|take| take.by.as_deref()).collect();
        assert_eq!(names, [Some("pentagon"), Some("Petagon"), Some("Petagon")]);
        assert!(
            asked.contains("    Press Enter for yes, or type n for no.\n    Do you mean pentagon? "),
            "{asked}"
        );
    }

    #[test]
    fn an_answer_that_makes_no_sense_is_asked_again_with_the_reason() {
        let (takes, asked) = talk(&["9", "4", "=", "?!", "Mayor", "yesterday", "2024-10-28"]);
        assert_eq!(takes, [take("s4", Some("Mayor"), Some("2024-10-28"))]);
        for reason in [
            "There is no sentence s9: they are numbered s1 to s4.",
            "Nothing was answered before",
            "A name needs at least one letter or digit.",
            "“yesterday” is no date: write 2024-10-28",
        ] {
            assert!(asked.contains(reason), "{reason} is not in:\n{asked}");
        }
    }
}
