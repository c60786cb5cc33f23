//! Laying a quote beside a stretch of text, word by word.

use super::words::Word;

/// One step of an alignment: numbers of words in the quote and in the stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word, but for case.
    Same(usize, usize),
    /// One word for another.
    Other(usize, usize),
    /// A word of the quote that the text does not have.
    Missing(usize),
    /// A word of the text that the quote does not have.
    Added(usize),
}

impl Step {
    pub(super) fn wanted(&self) -> Option<usize> {
        match *self {
            Self::Same(wanted, _) | Self::Other(wanted, _) | Self::Missing(wanted) => Some(wanted),
            Self::Added(_) => None,
        }
    }

    pub(super) fn here(&self) -> Option<usize> {
        match *self {
            Self::Same(_, here) | Self::Other(_, here) | Self::Added(here) => Some(here),
            Self::Missing(_) => None,
        }
    }
}

#[derive(Debug)]
pub(super) struct Alignment {
    pub(super) score: i32,
    pub(super) steps: Vec<Step>,
}

/// The best way to lay the whole quote beside some part of the stretch (Needleman and Wunsch, with free ends in the stretch). Both
/// are a few hundred words at most.
pub(super) fn align(wanted: &[Word<'_>], here: &[Word<'_>]) -> Alignment {
    let width = here.len() + 1;
    let mut scores = vec![0i32; width * (wanted.len() + 1)];
    let score =
        |scores: &[i32], row: usize, column: usize| scores.get(row * width + column).copied().unwrap_or(0);
    for (row, want) in wanted.iter().enumerate() {
        let first = score(&scores, row, 0) - 1;
        set(&mut scores, (row + 1) * width, first);
        for (column, have) in here.iter().enumerate() {
            let best = (score(&scores, row, column) + alike(want, have))
                .max(score(&scores, row, column + 1) - 1)
                .max(score(&scores, row + 1, column) - 1);
            set(&mut scores, (row + 1) * width + column + 1, best);
        }
    }
    let mut row = wanted.len();
    let mut column = (0..width)
        .max_by_key(|column| (score(&scores, row, *column), std::cmp::Reverse(*column)))
        .unwrap_or(0);
    let total = score(&scores, row, column);
    let mut steps = Vec::new();
    while row > 0 {
        let now = score(&scores, row, column);
        let pair = wanted.get(row - 1).zip(column.checked_sub(1).and_then(|column| here.get(column)));
        if let Some((want, have)) = pair
            && now == score(&scores, row - 1, column - 1) + alike(want, have)
        {
            row -= 1;
            column -= 1;
            let same = want.key == have.key;
            steps.push(if same { Step::Same(row, column) } else { Step::Other(row, column) });
        } else if column > 0 && now == score(&scores, row, column - 1) - 1 {
            column -= 1;
            steps.push(Step::Added(column));
        } else {
            row -= 1;
            steps.push(Step::Missing(row));
        }
    }
    steps.reverse();
    Alignment { score: total, steps }
}

fn set(scores: &mut [i32], at: usize, value: i32) {
    if let Some(cell) = scores.get_mut(at) {
        *cell = value;
    }
}

/// Another word costs less than a gap, so that a passage reaches to a first or last word that was changed.
fn alike(want: &Word<'_>, have: &Word<'_>) -> i32 {
    if want.key == have.key { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn the_whole_quote_is_laid_beside_a_part_of_the_text() {
        let wanted: Vec<_> = words("two red boats sank").collect();
        let here: Vec<_> = words("on Sunday two boats sank quickly").collect();
        let found = align(&wanted, &here);
        assert_eq!(found.steps, [Step::Same(0, 2), Step::Missing(1), Step::Same(2, 3), Step::Same(3, 4)]);
        assert_eq!(found.score, 5);
    }

    #[test]
    fn nothing_can_be_aligned_with_nothing() {
        assert!(align(&[], &[]).steps.is_empty());
        let wanted: Vec<_> = words("a b").collect();
        assert_eq!(align(&wanted, &[]).steps, [Step::Missing(0), Step::Missing(1)]);
    }
}
