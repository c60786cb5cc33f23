//! Parts of protected names. Only whole names are replaced: a surname by itself stays where somebody wrote it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::Secrets;
use super::words::{FEWEST_LETTERS, Names, words};
use crate::workspace::Workspace;

/// A longer run of words is no person's name.
const MOST_WORDS: usize = 6;

/// The last words of protected sources' names.
#[derive(Debug)]
pub(crate) struct Parts {
    whole: Arc<Names>,
    last: HashSet<String>,
}

impl Parts {
    /// `None` where no protected source has a name of several words. What is a part of anybody else's name tells nothing.
    pub(crate) fn of(workspace: &Workspace) -> Option<Self> {
        let (mut last, mut open) = (HashSet::new(), HashSet::new());
        for actor in &workspace.actors {
            for name in std::iter::once(&actor.data.name).chain(&actor.data.aliases) {
                if actor.data.is_protected() {
                    last.extend(last_word(name));
                } else {
                    open.extend(words(name).map(|(_, word)| word));
                }
            }
        }
        last.retain(|word| !open.contains(word));
        (!last.is_empty()).then(|| Parts { whole: Secrets::of(workspace).names, last })
    }

    /// The first part that outputs leave in a text, as it stands there. What is written small counts only where all is (`small`), as in
    /// topics: a name can be a word like any other.
    pub(crate) fn left_in(&self, text: &str, small: bool) -> Option<String> {
        let text = self.whole.replaced(text).map_or(Cow::Borrowed(text), Cow::Owned);
        let mut found = words(&text).filter(|(_, word)| self.last.contains(word));
        found
            .find_map(|(range, _)| text.get(range).filter(|word| small || !is_small(word)).map(str::to_owned))
    }
}

/// The last word of what looks like a person's name: *Anna Marker*, *Ludwig van den Bergen*; what comes after a comma is no part of it.
fn last_word(name: &str) -> Option<String> {
    let name = name.split(',').next().unwrap_or(name);
    let all: Vec<_> = words(name).collect();
    let small = |(range, _): &(Range<usize>, String)| name.get(range.clone()).is_some_and(is_small);
    let [first, .., last] = all.as_slice() else { return None };
    let named = all.len() <= MOST_WORDS && !small(first) && !small(last);
    (named && last.1.chars().count() >= FEWEST_LETTERS).then(|| last.1.clone())
}

fn is_small(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Actor;
    use crate::workspace::{Filed, Record};

    fn parts(actors: &[(&str, bool)]) -> Option<Parts> {
        let actor = |(at, (name, protected)): (usize, &(&str, bool))| {
            let data = Actor { name: (*name).to_owned(), protected: Some(*protected), ..Actor::default() };
            Record::Actor(Filed { path: format!("actors/a{at}.yaml"), data })
        };
        Parts::of(&Workspace::of("nowhere".as_ref(), actors.iter().enumerate().map(actor)))
    }

    #[test]
    fn a_surname_is_left_where_the_whole_name_does_not_stand() {
        let parts = parts(&[("Anna Marker", true)]).unwrap();
        assert_eq!(parts.left_in("Ms Marker's files", false).as_deref(), Some("Marker"));
        assert_eq!(parts.left_in("Anna Marker's files", false), None);
        assert_eq!(parts.left_in("a marker in the road", false), None);
        assert_eq!(parts.left_in("marker-case", true).as_deref(), Some("marker"));
        for name in ["Ludwig van den Bergen", "Eva Bergen, PhD"] {
            let parts = self::parts(&[(name, true)]).unwrap();
            assert_eq!(parts.left_in("as Bergen said", false).as_deref(), Some("Bergen"), "{name}");
        }
    }

    #[test]
    fn what_is_no_persons_name_or_somebody_elses_too_is_no_part() {
        assert!(parts(&[("source in the ministry", true), ("Madonna", true), ("Wu Li", true)]).is_none());
        assert!(parts(&[("Anna Marker", true), ("Piet Marker", false)]).is_none());
    }
}
