//! The sentence around a passage, to show it in.

use super::Text;

/// No more than this is shown before and after a passage.
const REACH: usize = 200;
/// A longer passage is shown by its beginning.
const LONGEST: usize = 400;

impl Text<'_> {
    /// The sentence, or the sentences, that a passage stands in, on one line; `…` where they are cut.
    #[must_use]
    pub fn sentence(&self, start: usize, end: usize) -> String {
        let (start, end) = (start.min(self.len()), end.min(self.len()).max(start.min(self.len())));
        let cut = end - start > LONGEST;
        let end = if cut { start + LONGEST } else { end };
        let from = start.saturating_sub(REACH);
        let before: Vec<char> = self.slice(from, start).unwrap_or_default().chars().collect();
        let to = (end + REACH).min(self.len());
        let after: Vec<char> = self.slice(end, to).unwrap_or_default().chars().collect();
        let first = (0..before.len())
            .rev()
            .find(|place| ends(&before, *place) || before.get(*place..=place + 1) == Some(&['\n', '\n']))
            .map(|place| place + 1);
        let last_inside = end.checked_sub(1).and_then(|last| self.slice(last, end)).unwrap_or_default();
        let done =
            last_inside.ends_with(['.', '!', '?']) && after.first().is_none_or(|next| next.is_whitespace());
        let last = if cut {
            None
        } else if done {
            Some(0)
        } else {
            (0..after.len())
                .find(|place| ends(&after, *place) || after.get(*place..place + 2) == Some(&['\n', '\n']))
                .map(|place| place + 1)
        };
        let mut shown = String::new();
        let begins = first.unwrap_or(0);
        if first.is_none() && from > 0 {
            shown.push('…');
        }
        shown.extend(before.get(begins..).unwrap_or_default());
        shown.push_str(self.slice(start, end).unwrap_or_default());
        let stops = if cut { 0 } else { last.unwrap_or(after.len()) };
        shown.extend(after.get(..stops).unwrap_or_default());
        if cut || (last.is_none() && to < self.len()) {
            shown.push('…');
        }
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a sentence ends with the sign at this place.
fn ends(text: &[char], place: usize) -> bool {
    let stop = text.get(place).is_some_and(|c| matches!(c, '.' | '!' | '?' | '。'));
    let next = text.get(place + 1);
    stop && next.is_none_or(|next| next.is_whitespace() || matches!(next, '”' | '"' | '»' | '’'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_passage_is_shown_in_its_sentence() {
        let source = "It rained. The ministry said\nthat 3.5 million came. Nobody left.";
        let text = Text::new(source);
        let start = source.find("3.5").unwrap();
        assert_eq!(text.sentence(start, start + 3), "The ministry said that 3.5 million came.");
        assert_eq!(text.sentence(0, 10), "It rained.");
        let heading = Text::new("Bridge shut\n\nIt was shut for 40 days\n\nMore");
        assert_eq!(heading.sentence(25, 30), "It was shut for 40 days");
    }

    proptest! {
        #[test]
        fn any_place_can_be_shown(source in "(?s)([a. \n]|.){0,60}", start in 0usize..80, end in 0usize..80) {
            let shown = Text::new(&source).sentence(start, end);
            prop_assert!(!shown.contains('\n'));
        }
    }
}
