//! What words say about figures and about the kind of a statement, by the data files in `words/`.

use crate::dates::Table;
use crate::language::Language;
use std::sync::LazyLock;

/// What a word or a phrase says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sense {
    /// `number 7`: *seven*.
    Number(f64),
    /// `scale 1000`: *thousand*, which the number before it is taken times.
    Scale(f64),
    /// `vague 2 9`: *several*, the least and the most that it means.
    Vague(f64, f64),
    /// `share 50`: *half*, in percent.
    Share(f64),
    /// Before a figure: *about*.
    Hedge(Hedge),
    /// After a figure: *or more*.
    After(Hedge),
    /// Between the ends of a range.
    To,
    /// `unit person`: *soldiers*.
    Unit(&'static str),
    Of,
    Det,
    /// Before a number that is a name: *Room 12*.
    Label,
    /// After a number that is a time of the day.
    AfterTime,
    /// Ends the words that name what is counted.
    End,
    Position,
    Cause,
    Opinion,
    Speech,
    Official,
    Contrast,
    Loose,
    Greeting,
    /// *first*, *largest*: can be checked against all others.
    Record,
}

/// How a hedge widens a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    About,
    Nearly,
    More,
    Least,
    Less,
    Most,
    Exact,
    Between,
}

static ENGLISH: LazyLock<Table<Sense>> = LazyLock::new(|| Table::read(include_str!("words/en.txt"), sense));
static GERMAN: LazyLock<Table<Sense>> = LazyLock::new(|| Table::read(include_str!("words/de.txt"), sense));
static UKRAINIAN: LazyLock<Table<Sense>> = LazyLock::new(|| Table::read(include_str!("words/uk.txt"), sense));
static RUSSIAN: LazyLock<Table<Sense>> = LazyLock::new(|| Table::read(include_str!("words/ru.txt"), sense));

/// The words of a language.
pub(super) fn table(language: Language) -> &'static Table<Sense> {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::Ukrainian => &UKRAINIAN,
        Language::Russian => &RUSSIAN,
    }
}

fn sense(class: &str, value: &'static str) -> Option<Sense> {
    let number = || value.parse::<f64>().ok();
    Some(match class {
        "number" => Sense::Number(number()?),
        "scale" => Sense::Scale(number()?),
        "vague" => {
            let (low, high) = value.split_once(' ')?;
            Sense::Vague(low.parse().ok()?, high.parse().ok()?)
        }
        "share" => Sense::Share(number()?),
        "hedge" => Sense::Hedge(hedge(value)?),
        "after" => Sense::After(hedge(value)?),
        "to" => Sense::To,
        "unit" => Sense::Unit(value),
        "of" => Sense::Of,
        "det" => Sense::Det,
        "label" => Sense::Label,
        "after_time" => Sense::AfterTime,
        "end" => Sense::End,
        "position" => Sense::Position,
        "cause" => Sense::Cause,
        "opinion" => Sense::Opinion,
        "speech" => Sense::Speech,
        "official" => Sense::Official,
        "contrast" => Sense::Contrast,
        "loose" => Sense::Loose,
        "greeting" => Sense::Greeting,
        "record" => Sense::Record,
        _ => return None,
    })
}

fn hedge(name: &str) -> Option<Hedge> {
    Some(match name {
        "about" => Hedge::About,
        "nearly" => Hedge::Nearly,
        "more" => Hedge::More,
        "least" => Hedge::Least,
        "less" => Hedge::Less,
        "most" => Hedge::Most,
        "exact" => Hedge::Exact,
        "between" => Hedge::Between,
        _ => return None,
    })
}
