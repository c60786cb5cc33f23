//! What was typed, before it is taken apart.

use std::ffi::OsString;

/// Stands for the `-` of a word that must not occur, which would be taken for an option.
pub(crate) const NOT: char = '\u{2212}';

/// The arguments, with `-word` after `search` and `list` told from options: no option of one letter is followed by more, but `-C`.
pub(crate) fn arguments(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut searches = false;
    let argument = |(place, argument): (usize, OsString)| {
        let Some(text) = argument.to_str() else { return argument };
        if place > 0 && !searches {
            searches = matches!(text, "search" | "list");
            return argument;
        }
        let word = text.strip_prefix('-').filter(|word| word.chars().nth(1).is_some());
        match word.filter(|word| searches && !word.starts_with(['-', 'C'])) {
            Some(word) => format!("{NOT}{word}").into(),
            None => argument,
        }
    };
    typed.enumerate().map(argument).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_must_not_occur_is_no_option() {
        let told = |typed: &[&str]| {
            let typed = typed.iter().map(OsString::from);
            arguments(typed).into_iter().map(|it| it.into_string().unwrap()).collect::<Vec<_>>().join(" ")
        };
        let typed =
            ["claimbook", "-Cdir", "search", "-q", "bridge", "-pier", "-\"a b\"", "--limit", "2", "-C", "x"];
        assert_eq!(told(&typed), "claimbook -Cdir search -q bridge −pier −\"a b\" --limit 2 -C x");
        assert_eq!(told(&["claimbook", "mark", "-abc"]), "claimbook mark -abc");
    }
}
