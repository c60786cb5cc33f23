//! Taking a quote from a text.

use super::Text;

/// How many code points before and after a quote are kept to tell it from its like.
const CONTEXT: usize = 32;

/// A passage of a text, as it is written into a claim file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selectors {
    /// The passage, as it stands in the text.
    pub exact: String,
    /// Up to 32 code points before it, from the beginning of a word where there is one.
    pub prefix: String,
    /// Up to 32 code points after it, to the end of a word where there is one.
    pub suffix: String,
    /// The first code point of the passage.
    pub start: usize,
    /// The first code point after the passage.
    pub end: usize,
}

impl Text<'_> {
    /// The passage from code point `start` up to, not including, `end`, with what stands around it; `None` where it is empty or
    /// lies outside the text.
    #[must_use]
    pub fn select(&self, start: usize, end: usize) -> Option<Selectors> {
        let exact = self.slice(start, end).filter(|exact| !exact.is_empty())?;
        let from = start.saturating_sub(CONTEXT);
        let to = end.saturating_add(CONTEXT).min(self.len());
        let mut prefix = self.slice(from, start)?;
        if from > 0 && !self.slice(from - 1, from)?.ends_with(char::is_whitespace) {
            // The first word is cut: begin after it.
            prefix = prefix.split_once(char::is_whitespace).map_or(prefix, |(_, rest)| rest);
        }
        let mut suffix = self.slice(end, to)?;
        if to < self.len() && !self.slice(to, to + 1)?.starts_with(char::is_whitespace) {
            suffix = suffix.rsplit_once(char::is_whitespace).map_or(suffix, |(rest, _)| rest);
        }
        Some(Selectors {
            exact: exact.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            start,
            end,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_between_words() {
        let source = "Inspectors visited the old ferry terminal on Monday and found that two of its piers had already sunk.";
        let text = Text::new(source);
        let start = source.find("found").unwrap();
        let taken = text.select(start, start + 5).unwrap();
        assert_eq!(taken.exact, "found");
        assert_eq!(taken.prefix, "ferry terminal on Monday and ");
        assert_eq!(taken.suffix, " that two of its piers had");
    }

    #[test]
    fn the_ends_of_the_text_are_whole_words() {
        let text = Text::new("Rents fell.");
        let taken = text.select(6, 10).unwrap();
        assert_eq!((taken.prefix.as_str(), taken.suffix.as_str()), ("Rents ", "."));
    }

    #[test]
    fn one_long_word_is_cut_where_it_must() {
        let source = "x".repeat(100);
        let taken = Text::new(&source).select(50, 51).unwrap();
        assert_eq!((taken.prefix.len(), taken.suffix.len()), (32, 32));
    }

    #[test]
    fn nothing_is_taken_from_nowhere() {
        let text = Text::new("Rents fell.");
        assert_eq!(text.select(3, 3), None);
        assert_eq!(text.select(3, 12), None);
        assert_eq!(text.select(usize::MAX, usize::MAX), None);
    }
}
