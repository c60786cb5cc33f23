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
        let (from, to, cut) = self.sentence_place(start, end);
        let before = if cut.0 { "…" } else { "" };
        let after = if cut.1 { "…" } else { "" };
        let line = self.slice(from, to).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{before}{line}{after}")
    }

    /// Where that sentence stands, and whether it is cut before and after.
    pub(crate) fn sentence_place(&self, start: usize, end: usize) -> (usize, usize, (bool, bool)) {
        let start = start.min(self.len());
        let whole = end.clamp(start, self.len());
        let end = whole.min(start + LONGEST);
        let reach = start.saturating_sub(REACH);
        let before: Vec<char> = self.slice(reach, start).unwrap_or_default().chars().collect();
        let begins = (0..before.len())
            .rev()
            .find(|place| ends(&before, *place) || is_blank_line(&before, *place))
            .map(|place| reach + place + 1);
        let from = begins.unwrap_or(reach);
        let cut_before = begins.is_none() && reach > 0;
        if end < whole {
            return (from, end, (cut_before, true));
        }
        let limit = (end + REACH).min(self.len());
        let after: Vec<char> = self.slice(end, limit).unwrap_or_default().chars().collect();
        let last = end.checked_sub(1).and_then(|last| self.slice(last, end)).unwrap_or_default();
        if last.ends_with(['.', '!', '?']) && after.first().is_none_or(|next| next.is_whitespace()) {
            return (from, end, (cut_before, false));
        }
        let stops = (0..after.len())
            .find(|place| ends(&after, *place) || is_blank_line(&after, *place))
            .map(|place| end + place + 1);
        // The mark that closes a quotation belongs to its sentence.
        let closing =
            |place: usize| self.slice(place, place + 1).is_some_and(|next| next.starts_with(['”', '"', '»']));
        let stops = stops.map(|place| if closing(place) { place + 1 } else { place });
        (from, stops.unwrap_or(limit), (cut_before, stops.is_none() && limit < self.len()))
    }
}

fn is_blank_line(text: &[char], place: usize) -> bool {
    text.get(place) == Some(&'\n') && text.get(place + 1) == Some(&'\n')
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
