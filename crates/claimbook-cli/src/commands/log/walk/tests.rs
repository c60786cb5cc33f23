use super::*;
use crate::sample::sample;
use claimbook_core::ledger::Place;
use claimbook_core::model::{Claim, When};
use claimbook_core::workspace::{Filed, Record};

/// A person who presses known keys and types known lines; keeps what was shown and asked.
struct Script {
    answers: Vec<&'static str>,
    seen: String,
}

impl Script {
    fn next(&mut self, question: &str) -> &'static str {
        assert!(!self.answers.is_empty(), "no answer to {question}");
        let answer = self.answers.remove(0);
        self.seen.push_str(&format!("{question}[{answer}]\n"));
        answer
    }
}

impl Asked for Script {
    fn ask(&mut self, question: &str) -> Result<String> {
        Ok(self.next(question).to_owned())
    }
}

impl Person for Script {
    fn show(&mut self, text: &str) -> Result<()> {
        self.seen.push_str(text);
        Ok(())
    }

    fn key(&mut self, question: &str) -> Result<Key> {
        Ok(match self.next(question) {
            "^D" => Key::End,
            answer => answer.chars().next().map_or(Key::Enter, Key::Char),
        })
    }

    fn edit(&mut self, question: &str, initial: &str) -> Result<String> {
        let answer = self.next(&format!("{question}{initial} "));
        Ok(if answer.is_empty() { initial.to_owned() } else { answer.to_owned() })
    }
}

fn go(answers: &[&'static str]) -> (Option<Decided>, String) {
    go_in(&Workspace::default(), answers)
}

fn go_in(workspace: &Workspace, answers: &[&'static str]) -> (Option<Decided>, String) {
    let mut script = Script { answers: answers.to_vec(), seen: String::new() };
    let look = Look { color: false, width: 80 };
    let decided = walk(&mut script, workspace, &sample(), &[], look).unwrap();
    assert_eq!(script.answers, [""; 0], "not everything was asked:\n{}", script.seen);
    (decided, script.seen)
}

fn taken(decided: &Decided) -> Vec<(String, Option<&str>)> {
    let by = |taken: &'_ Taken| taken.taking.by.clone().map(|by| by.name);
    let names = decided.taken.iter().map(|taken| (taken.taking.claim.clone(), by(taken)));
    names
        .map(|(claim, by)| {
            let by = ["Ilse Maran", "the ministry", "Bo Hale"]
                .into_iter()
                .find(|name| by.as_deref() == Some(name));
            (claim, by)
        })
        .collect()
}

#[test]
fn one_key_takes_or_leaves_and_who_is_only_proposed_is_asked_about() {
    let (decided, seen) = go(&["t", "t", "", "l", "o", "l", "", ""]);
    let decided = decided.unwrap();
    assert_eq!(
        taken(&decided),
        [
            ("The crane had been idle for about 40 days.".to_owned(), Some("Ilse Maran")),
            ("We will not start it; the cable is worn.".to_owned(), Some("Ilse Maran")),
        ]
    );
    let kinds: Vec<_> = decided.left.iter().map(|left| left.kind.clone()).collect();
    assert_eq!(kinds, [ReviewedAs::Opinion, ReviewedAs::Left]);
    assert_eq!(decided.taken[0].taking.by.as_ref().unwrap().aliases, ["Maran"]);
    insta::assert_snapshot!(seen);
}

#[test]
fn another_name_or_none_may_be_given() {
    let (decided, _) = go(&["q"]);
    assert_eq!(decided, Some(Decided::default()));
    let (decided, _) = go(&["l", "", "t", "?!", "Bo Hale", "q", ""]);
    assert_eq!(taken(&decided.unwrap())[0].1, Some("Bo Hale"));
    let (decided, _) = go(&["l", "", "t", "-", "q", ""]);
    let decided = decided.unwrap();
    assert_eq!((&decided.taken[0].taking.by, &decided.taken[0].open), (&None, &None));
}

#[test]
fn wording_speaker_and_date_can_be_changed() {
    let (decided, _) = go(&["e", "The crane stood still.", "", "yesterday", "2024-11-04", "q", ""]);
    let decided = decided.unwrap();
    assert_eq!(taken(&decided), [("The crane stood still.".to_owned(), Some("Ilse Maran"))]);
    assert_eq!(decided.taken[0].taking.when, Some(When::new("2024-11-04")));
}

#[test]
fn two_become_one_claim_and_one_becomes_two() {
    let (decided, _) = go(&["m", "t", "m", "", "q", ""]);
    let decided = decided.unwrap();
    assert_eq!(decided.taken.len(), 1);
    assert_eq!(decided.taken[0].taking.places.len(), 2);
    let (decided, seen) = go(&["l", "b", "s", "1", "t", "", "l", "o", "q", ""]);
    let decided = decided.unwrap();
    assert_eq!(taken(&decided), [("We will not start it.".to_owned(), Some("Ilse Maran"))]);
    assert!(seen.contains("1  “We will not start it | the cable is worn,”"), "{seen}");
    let text: Vec<char> = crate::sample::TEXT.chars().collect();
    let words = |(start, end): Place| text[start..end].iter().collect::<String>();
    assert_eq!(words(decided.taken[0].taking.places[0]), "“We will not start it");
    assert_eq!(words(decided.left[1].place), "the cable is worn,”");
}

#[test]
fn decisions_are_undone_one_by_one_and_nothing_need_be_written() {
    let (decided, seen) = go(&["u", "t", "u", "l", "", "s", "1", "u", "a", "u", "a", "n"]);
    assert_eq!(decided, None);
    assert!(seen.contains("Nothing was decided before."), "{seen}");
    let (decided, _) = go(&["a", "u", "x", "l", "o", "q", ""]);
    let decided = decided.unwrap();
    assert_eq!((decided.taken.len(), decided.left.len()), (0, 1));
}

#[test]
fn who_is_only_proposed_stays_open_where_all_are_taken_at_once() {
    let (decided, _) = go(&["a", ""]);
    let decided = decided.unwrap();
    assert_eq!(decided.taken.len(), 4);
    let open: Vec<_> = decided.taken.iter().map(|taken| taken.open.is_some()).collect();
    assert_eq!(open, [false, true, false, false]);
    assert_eq!(decided.taken[1].taking.by, None);
}

#[test]
fn a_half_is_told_from_the_whole_and_keeps_only_what_is_said_in_it() {
    let (decided, _) = go(&["t", "s", "1", "a", ""]);
    let decided = decided.unwrap();
    let changed: Vec<_> = decided.taken.iter().map(|taken| (taken.open.is_some(), taken.changed)).collect();
    assert_eq!(changed, [(false, false), (true, true), (true, true), (false, false), (false, false)]);
}

#[test]
fn no_further_answer_ends_it_and_writes_nothing() {
    let (decided, _) = go(&["t", "^D", "^D"]);
    assert_eq!(decided, None);
}

#[test]
fn where_a_claim_much_like_it_is_there_it_can_be_said_of_that_one() {
    let data = Claim { claim: "The crane had been idle for 50 days.".to_owned(), ..Claim::default() };
    let claim = Filed { path: "2024-11/crane.yaml".to_owned(), data };
    let workspace = Workspace::of("nowhere".as_ref(), [Record::Claim(claim)]);
    let (decided, seen) = go_in(&workspace, &["t", "x", "1", "q", ""]);
    let decided = decided.unwrap();
    assert_eq!(decided.taken[0].taking.onto.as_deref(), Some("2024-11/crane.yaml"));
    insta::assert_snapshot!(seen);
    let (decided, _) = go_in(&workspace, &["t", "", "q", ""]);
    let decided = decided.unwrap();
    assert_eq!((&decided.taken[0].taking.onto, decided.taken[0].compared), (&None, true));
    let (decided, _) = go_in(&workspace, &["t", "u", "q"]);
    assert_eq!(decided, Some(Decided::default()));
    let (decided, _) = go_in(&workspace, &["a", ""]);
    assert!(decided.unwrap().taken.iter().all(|taken| !taken.compared && taken.taking.onto.is_none()));
}
