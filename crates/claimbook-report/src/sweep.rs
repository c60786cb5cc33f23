//! A text cut where passages begin and end. Any number of passages that overlap costs no more than their sum.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// A stretch in which no passage begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands.
    pub range: Range<usize>,
    /// The passages that begin here, by their places among all.
    pub begun: Vec<usize>,
    /// Of those that it belongs to, the one that begins last.
    pub top: Option<usize>,
    /// Whether it belongs to more than one.
    pub several: bool,
    /// Those that end with it, in the order of their ends.
    pub ended: Vec<usize>,
}

/// Goes through a text from passage to passage.
#[derive(Debug)]
pub struct Sweep<'p> {
    passages: &'p [Range<usize>],
    /// The first that has not begun.
    next: usize,
    /// Those that have begun and not ended: the last is the one whose colour shows.
    running: BTreeSet<(usize, Reverse<usize>, usize)>,
    /// By where they end.
    ends: BTreeSet<(usize, usize)>,
}

impl<'p> Sweep<'p> {
    /// `passages` in the order of their beginnings.
    pub fn of(passages: &'p [Range<usize>]) -> Self {
        Sweep { passages, next: 0, running: BTreeSet::new(), ends: BTreeSet::new() }
    }

    /// How many passages have begun so far.
    pub fn begun(&self) -> usize {
        self.next
    }

    /// The stretches of a window of the text, which comes after those asked for before. What is running at its end ends there.
    pub fn window(&mut self, window: Range<usize>) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut at = window.start;
        while at < window.end {
            let stretch = self.stretch(at, window.end);
            at = stretch.range.end;
            stretches.push(stretch);
        }
        stretches
    }

    fn stretch(&mut self, at: usize, until: usize) -> Stretch {
        let mut begun = Vec::new();
        while let Some(passage) = self.passages.get(self.next).filter(|it| it.start <= at) {
            self.running.insert((passage.start, Reverse(passage.end), self.next));
            self.ends.insert((passage.end, self.next));
            begun.push(self.next);
            self.next += 1;
        }
        let starts = self.passages.get(self.next).map(|it| it.start);
        let stops = self.ends.first().map(|it| it.0);
        let to = [starts, stops].into_iter().flatten().fold(until, usize::min).max(at + 1);
        let top = self.running.last().map(|it| it.2);
        let several = self.running.len() > 1;
        let mut ended = Vec::new();
        while let Some(&(end, passage)) = self.ends.first().filter(|it| it.0 <= to || to >= until) {
            self.ends.remove(&(end, passage));
            if let Some(it) = self.passages.get(passage) {
                self.running.remove(&(it.start, Reverse(it.end), passage));
            }
            ended.push(passage);
        }
        Stretch { range: at..to, begun, top, several, ended }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_passages_that_overlap_the_one_that_begins_last_shows() {
        let passages = [2..8, 4..6, 4..10, 20..30];
        let stretches = Sweep::of(&passages).window(0..25);
        let told: Vec<_> =
            stretches.iter().map(|it| (it.range.clone(), it.top, it.several, &it.ended[..])).collect();
        assert_eq!(
            told,
            [
                (0..2, None, false, &[][..]),
                (2..4, Some(0), false, &[]),
                (4..6, Some(1), true, &[1]),
                (6..8, Some(2), true, &[0]),
                (8..10, Some(2), false, &[2]),
                (10..20, None, false, &[]),
                (20..25, Some(3), false, &[3]),
            ]
        );
        assert_eq!(stretches[2].begun, [2, 1].map(|it: usize| 3 - it));
    }
}
