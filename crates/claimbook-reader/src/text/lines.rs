//! The paragraphs and lines of a text.

use std::ops::Range;

/// How long the longest line of a hard-wrapped paragraph may be, in characters.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=120;

/// The paragraphs as ranges of bytes, without the white space around them.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut lines = lines(text, 0..text.len());
    std::iter::from_fn(move || {
        let first = lines.find(|line| !line.is_empty())?;
        let last = lines.by_ref().take_while(|line| !line.is_empty()).last();
        Some(first.start..last.map_or(first.end, |last| last.end))
    })
}

/// The runs of a paragraph: its lines, but wrapped ones together with what they go on with.
pub(super) fn runs(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let lines: Vec<Range<usize>> = lines(text, paragraph).filter(|line| !line.is_empty()).collect();
    let of = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let longest = lines.iter().map(|line| of(line).chars().count()).max().unwrap_or(0);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut before = "";
    for line in &lines {
        let line_text = of(line);
        match runs.last_mut() {
            Some(run) if goes_on(before, line_text, longest) => run.end = line.end,
            _ => runs.push(line.clone()),
        }
        before = line_text;
    }
    runs
}

/// Whether a line is the continuation of the one before it.
fn goes_on(before: &str, line: &str, longest: usize) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    let is_item = matches!(word, "-" | "*" | "•" | "–" | "—")
        || word
            .strip_suffix(['.', ')'])
            .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    if is_item {
        return false;
    }
    if word.starts_with(char::is_lowercase) && !before.ends_with(['.', '!', '?', ':', '”', '"']) {
        return true;
    }
    WRAPPED.contains(&longest) && before.chars().count() + 1 + word.chars().count() > longest
}

/// The lines within a range of the text, without the white space around them; blank ones are empty.
fn lines(text: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let from = within.start;
    let mut start = 0;
    text.get(within).unwrap_or_default().split('\n').map(move |line| {
        let begin = from + start + (line.len() - line.trim_start().len());
        start += line.len() + 1;
        begin..begin + line.trim().len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_line_tells_which_were_wrapped() {
        let before = "The board of the water works said in a letter on";
        assert!(goes_on(before, "Tuesday that it knew.", 52));
        assert!(!goes_on(before, "I know.", 52));
        assert!(!goes_on(before, "Tuesday that it knew.", 300));
        assert!(goes_on("short line", "goes on", 300));
        assert!(!goes_on("short line.", "goes on", 300));
        assert!(!goes_on(before, "- Tuesday", 52));
    }

    #[test]
    fn lines_are_trimmed_and_blank_ones_part_paragraphs() {
        let found: Vec<_> = paragraphs("\n a \n b\n\n\t\nc").collect();
        assert_eq!(found, [2..7, 11..12]);
    }
}
