//! A quote typed with omissions: `“The bridge … is closed”` is two passages, in reading order.

use super::{Found, Quote, Text};
use thiserror::Error;

/// How people write that they leave something out, longest first.
const OMISSIONS: [&str; 6] = ["[...]", "(...)", "[…]", "(…)", "...", "…"];

/// Why a quote typed with omissions is not in a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PartsError {
    /// There are no words in it.
    #[error("The quote has no words.")]
    Empty,
    /// One part is not in the text at all.
    #[error("“{part}” is not in the text.")]
    Nowhere {
        /// The part as typed.
        part: String,
    },
    /// Every part is in the text, but this one does not come after the one before it.
    #[error("“{part}” is in the text, but not after the part before it.")]
    OutOfOrder {
        /// The part as typed.
        part: String,
    },
    /// The quote has no omission and is in several places.
    #[error("The quote is in {} places of the text. Quote more of the sentence, so that there is only one.", places.len())]
    Several {
        /// The places, as (start, end) in code points.
        places: Vec<(usize, usize)>,
    },
}

impl Text<'_> {
    /// Finds a quote as somebody typed it, with `…`, `...`, `[…]` or `(…)` where words were left out: one passage (start, end)
    /// for each part, in reading order. Where parts are in several places, the passages that lie closest together are taken, from
    /// the first place where all fit.
    ///
    /// # Errors
    /// Where a part is not in the text or not in this order, and where a quote without omissions is in several places.
    pub fn find_parts(&self, typed: &str) -> Result<Vec<(usize, usize)>, PartsError> {
        // The omission may stand in the text itself.
        match self.find(&Quote::new(typed)) {
            Found::Once { start, end } => return Ok(vec![(start, end)]),
            Found::Several(places) => return Err(PartsError::Several { places }),
            Found::Nowhere => {}
        }
        self.find_in_order(&split(typed), None)
    }

    /// Finds each part after the one before it, `within` a stretch of the text where all of them stand there.
    pub(super) fn find_in_order(
        &self,
        parts: &[&str],
        within: Option<(usize, usize)>,
    ) -> Result<Vec<(usize, usize)>, PartsError> {
        let mut places = Vec::with_capacity(parts.len());
        for part in parts {
            match self.find(&Quote::new(part)) {
                Found::Once { start, end } => places.push(vec![(start, end)]),
                Found::Several(several) => places.push(several),
                Found::Nowhere => return Err(PartsError::Nowhere { part: (*part).to_owned() }),
            }
        }
        if let Some((from, to)) = within {
            let inside = |places: &Vec<(usize, usize)>| -> Vec<_> {
                places.iter().copied().filter(|(start, end)| from <= *start && *end <= to).collect()
            };
            let inside: Vec<Vec<_>> = places.iter().map(inside).collect();
            if inside.iter().all(|places| !places.is_empty())
                && let Ok(found) = in_order(parts, &inside)
            {
                return Ok(found);
            }
        }
        match (parts, places.as_mut_slice()) {
            ([], _) => Err(PartsError::Empty),
            ([_], [only]) => match only.as_slice() {
                [place] => Ok(vec![*place]),
                _ => Err(PartsError::Several { places: std::mem::take(only) }),
            },
            _ => in_order(parts, &places),
        }
    }
}

/// An insertion in brackets is no longer than this.
const LONGEST_INSERTION: usize = 200;

/// The parts of a quote between what was left out and what was put in: `[…]` and `[the minister]` part it, `[sic]` is taken out.
pub(super) fn in_parts(exact: &str) -> Vec<String> {
    let mut plain = String::with_capacity(exact.len());
    let mut rest = exact;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let inside = after.split_once(']').filter(|(inside, _)| inside.chars().count() <= LONGEST_INSERTION);
        match inside {
            Some((inside, after)) if is_sic(inside) => {
                plain.truncate(plain.trim_end().len());
                rest = after;
            }
            Some((_, after)) => {
                plain.push('…');
                rest = after;
            }
            None => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    let spoken = |part: &&str| part.chars().any(char::is_alphanumeric);
    split(&plain).into_iter().filter(spoken).map(str::to_owned).collect()
}

/// What says that the words before it stand so in the original.
fn is_sic(inside: &str) -> bool {
    let word = inside.trim_end_matches(['!', '?', '.']).trim().to_lowercase();
    matches!(word.as_str(), "sic" | "так" | "так в тексте" | "так у тексті" | "so im original" | "")
}

/// The first place for each part after the one before it, then each part as late as the next one lets it.
fn in_order(parts: &[&str], places: &[Vec<(usize, usize)>]) -> Result<Vec<(usize, usize)>, PartsError> {
    let mut taken = Vec::with_capacity(parts.len());
    let mut from = 0;
    for (part, places) in parts.iter().zip(places) {
        let place = places.iter().find(|place| place.0 >= from).copied();
        let place = place.ok_or_else(|| PartsError::OutOfOrder { part: (*part).to_owned() })?;
        taken.push(place);
        from = place.1;
    }
    let mut until = usize::MAX;
    for (place, places) in taken.iter_mut().zip(places).rev() {
        // The last part stays where it is: the passages are those at the first place where all fit.
        if until != usize::MAX {
            *place = places.iter().rfind(|place| place.1 <= until).copied().unwrap_or(*place);
        }
        until = place.0;
    }
    Ok(taken)
}

/// The parts of a quote between its omissions, without white space around them.
fn split(typed: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = typed.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = typed.get(at..).unwrap_or_default();
        if let Some(mark) = OMISSIONS.iter().find(|mark| rest.starts_with(**mark)) {
            parts.push(typed.get(from..at).unwrap_or_default());
            at += mark.len();
            from = at;
        } else {
            at += next.len_utf8();
        }
    }
    parts.push(typed.get(from..).unwrap_or_default());
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HARBOUR: &str = "The harbour was dredged in March. The work cost 4 million. The harbour was closed in June. \
                           Nobody was told... until July.";

    fn found(typed: &str) -> Result<Vec<&'static str>, PartsError> {
        let text = Text::new(HARBOUR);
        let places = text.find_parts(typed)?;
        Ok(places.into_iter().map(|(start, end)| text.slice(start, end).unwrap()).collect())
    }

    #[test]
    fn parts_are_found_in_reading_order() {
        for typed in [
            "dredged in March … cost 4 million",
            "…dredged in March [...] cost 4 million…",
            "dredged in March (…) cost 4 million",
        ] {
            assert_eq!(found(typed).unwrap(), ["dredged in March", "cost 4 million"], "{typed}");
        }
    }

    #[test]
    fn an_omission_in_the_text_itself_is_quoted() {
        assert_eq!(found("was told... until").unwrap(), ["was told... until"]);
    }

    #[test]
    fn the_passages_closest_together_are_taken() {
        let text = Text::new(HARBOUR);
        assert_eq!(text.find_parts("The harbour was … June").unwrap()[0].0, 59);
        assert_eq!(text.find_parts("The harbour was … 4 million").unwrap()[0].0, 0);
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(
            found("dredged in March … cost 5 million").unwrap_err().to_string(),
            "“cost 5 million” is not in the text."
        );
        assert_eq!(
            found("cost 4 million … dredged in March").unwrap_err(),
            PartsError::OutOfOrder { part: "dredged in March".into() }
        );
        assert_eq!(
            found("The harbour was").unwrap_err(),
            PartsError::Several { places: vec![(0, 15), (59, 74)] }
        );
        assert_eq!(found("The harbour was …").unwrap_err(), found("The harbour was").unwrap_err());
        assert_eq!(found(" … […] ").unwrap_err(), PartsError::Empty);
    }

    proptest! {
        #[test]
        fn parts_come_in_order_and_do_not_overlap(source in "[ab .…]{0,30}", typed in "[ab .…\\[\\]]{0,12}") {
            let text = Text::new(&source);
            if let Ok(places) = text.find_parts(&typed) {
                prop_assert!(!places.is_empty());
                prop_assert!(places.windows(2).all(|pair| pair[0].1 <= pair[1].0));
            }
        }
    }
}
