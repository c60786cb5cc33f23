//! What words say about times, by the data files in `words/`.

use super::table::Table;
use crate::language::Language;
use std::sync::LazyLock;

/// What a word or a phrase says about a time, or about the clause that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// `month 10`: *October*.
    Month(u32),
    /// `weekday 0`: *Monday*.
    Weekday(i32),
    /// `day -1`: *yesterday*.
    Day(i32),
    /// `unit week`: *weeks*.
    Unit(Unit),
    /// `season 12`, by its first month: *winter* (of the northern half of the world).
    Season(u32),
    Weekend,
    /// *evening*: adds nothing to the day that it follows.
    Part,
    /// `turn -1`: *last*, which is the one before this.
    Turn(i32),
    /// `span -1`: *past*, which is the stretch that ends now.
    Span(i32),
    /// *ago*, after a number of units.
    Ago,
    /// *vor* in German, before a number of units.
    BeforeSpan,
    /// *in* before a number of units to come.
    In,
    /// *within*.
    Within,
    Number(i32),
    /// `few 3`: a number that is only about so much.
    Few(i32),
    /// *on*, *in*, *at*: needed before a year, a month or a season that stands alone.
    On,
    Since,
    By,
    Until,
    After,
    Between,
    To,
    /// *early*, *end*.
    Edge,
    About,
    Of,
    Det,
    /// *earlier*, *later* before a time.
    Adverb,
    /// *every*: no one day.
    Each,
    /// *earlier*, *recently* on their own.
    Before,
    /// Begins a clause with a time of its own.
    Stop,
    /// May begin the part of a clause that says when.
    Lead,
    /// Passed over at the beginning of a sentence.
    Skip,
    /// A cue that is no verb: *according to*.
    Nominal,
    /// A letter, a survey: its date is the date of what it says.
    Document,
    /// *reports*: a verb of an outlet in the present tense.
    Present,
    /// A word in names of outlets.
    Outlet,
    /// *will*, *plans to*: what follows lies ahead.
    Future,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

static ENGLISH: LazyLock<Table<Sense>> = LazyLock::new(|| Table::read(include_str!("words/en.txt"), sense));
static GERMAN: LazyLock<Table<Sense>> = LazyLock::new(|| Table::read(include_str!("words/de.txt"), sense));
static UKRAINIAN: LazyLock<Table<Sense>> = LazyLock::new(|| Table::read(include_str!("words/uk.txt"), sense));
static RUSSIAN: LazyLock<Table<Sense>> = LazyLock::new(|| Table::read(include_str!("words/ru.txt"), sense));

/// The words of a language.
pub(crate) fn table(language: Language) -> &'static Table<Sense> {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::Ukrainian => &UKRAINIAN,
        Language::Russian => &RUSSIAN,
    }
}

fn sense(class: &str, value: &str) -> Option<Sense> {
    let number = || value.parse::<i32>().ok();
    Some(match class {
        "month" => Sense::Month(value.parse().ok()?),
        "weekday" => Sense::Weekday(number()?),
        "day" => Sense::Day(number()?),
        "unit" => Sense::Unit(unit(value)?),
        "season" => Sense::Season(value.parse().ok()?),
        "weekend" => Sense::Weekend,
        "part" => Sense::Part,
        "turn" => Sense::Turn(number()?),
        "span" => Sense::Span(number()?),
        "ago" => Sense::Ago,
        "before_span" => Sense::BeforeSpan,
        "in" => Sense::In,
        "within" => Sense::Within,
        "number" => Sense::Number(number()?),
        "few" => Sense::Few(number()?),
        "on" => Sense::On,
        "since" => Sense::Since,
        "by" => Sense::By,
        "until" => Sense::Until,
        "after" => Sense::After,
        "between" => Sense::Between,
        "to" => Sense::To,
        "edge" => Sense::Edge,
        "about" => Sense::About,
        "of" => Sense::Of,
        "det" => Sense::Det,
        "adverb" => Sense::Adverb,
        "each" => Sense::Each,
        "before" => Sense::Before,
        "stop" => Sense::Stop,
        "lead" => Sense::Lead,
        "skip" => Sense::Skip,
        "nominal" => Sense::Nominal,
        "document" => Sense::Document,
        "present" => Sense::Present,
        "outlet" => Sense::Outlet,
        "future" => Sense::Future,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        _ => return None,
    })
}
