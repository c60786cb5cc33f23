//! Two figures of one measure, held against each other.

use super::phrase::{Figure, Refused};
use crate::model::{Day, Quantity, When};

/// How two figures of one measure stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Both can be true without stretching a word.
    Compatible,
    /// Both can be true only where words are stretched.
    Tension,
    /// Both cannot be true.
    Incompatible,
    /// They are of different units, which are never compared.
    OtherUnit,
    /// They are about different things or places.
    OtherScope,
    /// They are about different times; the first is the newer.
    Newer,
    /// They are about different times; the first is the older.
    Older,
}

/// A figure of a claim, ready to be compared.
#[derive(Debug, Clone)]
pub(crate) struct Comparable {
    pub(super) figure: Figure,
    pub(super) unit: Option<String>,
    pub(super) scope: Option<String>,
    /// The first and the last day that it may be about.
    pub(super) time: Option<(Option<Day>, Option<Day>)>,
}

impl Comparable {
    /// Makes it ready. `about` is the time that its claim is about, for a figure without a time of its own.
    pub(crate) fn of(quantity: &Quantity, about: Option<&When>) -> Result<Self, Refused> {
        let time = quantity.as_of.as_ref().or(about);
        let read = quantity.phrase.as_deref().map(Figure::read);
        let figure = match (read, quantity.low, quantity.high) {
            (Some(Err(why)), None, None) => return Err(why),
            (None, None, None) => return Err(Refused::NoNumber),
            (read, low, high) => typed(read.and_then(Result::ok), low, high),
        };
        let unit = figure.unit.map(str::to_owned).or_else(|| quantity.unit.as_deref().map(plain));
        Ok(Comparable {
            unit,
            figure,
            scope: quantity.scope.as_deref().map(plain).filter(|scope| !scope.is_empty()),
            time: time.map(|when| (when.earliest(), when.latest())),
        })
    }

    /// How this figure stands to another of the same measure.
    pub(crate) fn against(&self, other: &Comparable) -> Relation {
        if let (Some(one), Some(two)) = (&self.unit, &other.unit)
            && one != two
        {
            return Relation::OtherUnit;
        }
        if let (Some(one), Some(two)) = (&self.scope, &other.scope)
            && one != two
        {
            return Relation::OtherScope;
        }
        if let (Some(one), Some(two)) = (self.time, other.time) {
            let before =
                |end: Option<Day>, start: Option<Day>| end.zip(start).is_some_and(|(end, start)| end < start);
            if before(one.1, two.0) {
                return Relation::Older;
            }
            if before(two.1, one.0) {
                return Relation::Newer;
            }
        }
        self.figure.against(&other.figure)
    }
}

/// What somebody typed counts before the words; an end that nobody typed is where the words have it.
fn typed(read: Option<Figure>, low: Option<f64>, high: Option<f64>) -> Figure {
    let ends = |core: (f64, f64)| (low.unwrap_or(core.0), high.unwrap_or(core.1));
    match read {
        Some(read) => {
            let core = ends(read.core);
            let wide = (read.wide.0.min(core.0), read.wide.1.max(core.1));
            let value = read.value.filter(|value| core.0 <= *value && *value <= core.1);
            Figure { value, core, wide, unit: read.unit }
        }
        None => {
            let core = ends((f64::NEG_INFINITY, f64::INFINITY));
            Figure { value: None, core, wide: core, unit: None }
        }
    }
}

/// Units and scopes are compared as people write them.
fn plain(word: &str) -> String {
    let word = word.trim().to_lowercase();
    match word.as_str() {
        "%" | "per cent" => "percent".to_owned(),
        _ => word,
    }
}

impl Figure {
    /// Whether two figures can both be true.
    fn against(&self, other: &Figure) -> Relation {
        let within = |value: f64, range: (f64, f64)| range.0 <= value && value <= range.1;
        let fits = match (self.value, other.value) {
            (Some(one), Some(two)) => within(one, other.core) || within(two, self.core),
            // A number that is named must lie in the other's range; that two ranges touch is not enough.
            (Some(one), None) => within(one, other.core),
            (None, Some(two)) => within(two, self.core),
            (None, None) => meet(self.core, other.core),
        };
        if fits {
            Relation::Compatible
        } else if meet(self.wide, other.wide) {
            Relation::Tension
        } else {
            Relation::Incompatible
        }
    }
}

fn meet(one: (f64, f64), two: (f64, f64)) -> bool {
    one.0 <= two.1 && two.0 <= one.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn relation(one: &str, two: &str) -> Relation {
        let figure = |phrase: &str| {
            let quantity = Quantity { phrase: Some(phrase.to_owned()), ..Quantity::default() };
            Comparable::of(&quantity, None).unwrap()
        };
        figure(one).against(&figure(two))
    }

    #[test]
    fn words_that_can_both_be_true_are_compatible() {
        for (one, two) in [
            ("about 10,000", "10,000"),
            ("at least 8,000", "about 10,000"),
            ("up to 12,000", "about 10,000"),
            ("less than 1 %", "0.5 %"),
            ("several thousand", "4,300"),
            ("5 to 7", "6 to 9"),
            ("more than 2 million", "2.4 million"),
            ("two thirds", "67 %"),
            ("half", "51 %"),
            ("millions of rounds", "3 million"),
        ] {
            assert_eq!(relation(one, two), Relation::Compatible, "{one} / {two}");
        }
    }

    #[test]
    fn words_that_must_be_stretched_are_in_tension() {
        for (one, two) in [
            ("about 10,000", "several thousand"),
            ("about 10,000", "about 12,000"),
            ("up to 10,000", "10,400"),
            ("nearly 40", "41"),
            ("2.4 million", "2,413,500"),
            ("2 million", "2.4 million"),
            ("33 %", "33.3 %"),
        ] {
            assert_eq!(relation(one, two), Relation::Tension, "{one} / {two}");
        }
    }

    #[test]
    fn what_cannot_both_be_true_is_incompatible() {
        for (one, two) in [
            ("10,000", "11,000"),
            ("about 10,000", "3,000"),
            ("dozens", "1.2 million"),
            ("5 to 7", "8"),
            ("2.4 million", "2.5 million"),
            ("33 %", "34 %"),
            ("-3 %", "minus 4 %"),
        ] {
            assert_eq!(relation(one, two), Relation::Incompatible, "{one} / {two}");
        }
    }

    #[test]
    fn what_is_of_another_unit_time_or_scope_is_said_to_be() {
        assert_eq!(relation("2 percent", "2 percentage points"), Relation::OtherUnit);
        assert_eq!(relation("$5", "€5"), Relation::OtherUnit);
        let at = |scope: &str, as_of: &str| {
            let quantity = Quantity {
                phrase: Some("40".into()),
                scope: Some(scope.into()),
                as_of: Some(When::new(as_of)),
                ..Quantity::default()
            };
            Comparable::of(&quantity, None).unwrap()
        };
        assert_eq!(at("Kursk", "2024-10").against(&at("kursk ", "2024-10-28")), Relation::Compatible);
        assert_eq!(at("Kursk", "2024-10").against(&at("Russia", "2024-10")), Relation::OtherScope);
        assert_eq!(at("Kursk", "2024-11").against(&at("Kursk", "2024-10")), Relation::Newer);
    }

    #[test]
    fn an_end_that_nobody_typed_is_where_the_words_have_it() {
        let several =
            Quantity { phrase: Some("several thousand".into()), low: Some(3_000.0), ..Quantity::default() };
        let figure = Comparable::of(&several, None).unwrap().figure;
        assert_eq!(figure.core, (3_000.0, 9_999.0));
    }

    proptest! {
        #[test]
        fn it_is_the_same_from_both_sides_and_nothing_contradicts_itself(one in figure(), two in figure()) {
            prop_assert_eq!(relation(&one, &two), relation(&two, &one));
            prop_assert_eq!(relation(&one, &one), Relation::Compatible);
        }
    }

    fn figure() -> impl Strategy<Value = String> {
        "(about |nearly |more than |up to |exactly |several |)(4|40|9,500|10,000|2.5)( thousand| million| %|)"
            .prop_filter("one number", |phrase: &String| Figure::read(phrase).is_ok())
    }
}
