//! The actors that are known before a text is read.

use super::Known;
use super::cast::split;
use std::collections::HashMap;

/// The actors that are known before the text is read, by their names.
pub(super) struct Actors<'k> {
    pub(super) known: &'k [Known],
    names: HashMap<String, usize>,
    /// The same without the order of the words and small words; `None` where two are called so.
    loose: HashMap<String, Option<usize>>,
}

impl<'k> Actors<'k> {
    pub(super) fn new(known: &'k [Known]) -> Self {
        let mut names = HashMap::new();
        let mut loose: HashMap<String, Option<usize>> = HashMap::new();
        for (place, actor) in known.iter().enumerate() {
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                let words = split(name);
                names.entry(key(&words)).or_insert(place);
                if words.len() < 2 {
                    continue;
                }
                // *Ministry of Ports of Estmark* is the Ports Ministry, too.
                let short =
                    words.iter().rposition(|word| word == "of").map(|of| words.get(..of).unwrap_or_default());
                for words in
                    [Some(words.as_slice()), short.filter(|short| short.len() > 1)].into_iter().flatten()
                {
                    loose
                        .entry(loose_key(words))
                        .and_modify(|one| *one = one.filter(|one| *one == place))
                        .or_insert(Some(place));
                }
            }
        }
        Actors { known, names, loose }
    }

    pub(super) fn find(&self, words: &[String]) -> Option<usize> {
        self.names.get(&key(words)).copied()
    }

    /// The one actor whose name has the same words in another order.
    pub(super) fn find_loose(&self, words: &[String]) -> Option<usize> {
        self.loose.get(&loose_key(words)).copied().flatten()
    }
}

/// The words of a name in the order of the alphabet, without small ones.
fn loose_key(words: &[String]) -> String {
    let small = |word: &&String| !matches!(word.as_str(), "of" | "the" | "for" | "and" | "on");
    let mut words: Vec<&str> = words.iter().filter(small).map(String::as_str).collect();
    words.sort_unstable();
    words.join(" ")
}

/// What names are compared by: case, marks and *the* do not count.
fn key(words: &[String]) -> String {
    let words = words.iter().enumerate().filter(|(place, word)| *place > 0 || *word != "the");
    words.flat_map(|(_, word)| word.chars().filter(|c| c.is_alphanumeric())).collect()
}
