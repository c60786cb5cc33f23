//! What a value can be.

use claimbook_core::assess::{FlagCode, Status};
use claimbook_core::model::{ClaimType, LinkType, ReviewedAs, Stage, VerdictWord};
use claimbook_index::query::FilterName;
use claimbook_index::{Offer, Offers};
use clap::Arg;

use super::line::Typed;
use super::{Answer, Word, context};

/// A longer list helps nobody.
const MOST: usize = 100;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Claim,
    Actor,
    Document,
    /// A document, or a file of which one is made.
    DocumentOrFile,
    Topic,
    /// Any record.
    Record,
    /// An actor or a document.
    Origin,
    /// The words of a query.
    Query,
    Words(&'static [&'static str]),
    Status,
    Flag,
    File,
    Folder,
    Nothing,
}

/// What can be typed as the value of `arg`.
pub(super) fn of(typed: &Typed<'_>, arg: &Arg) -> Answer {
    let possible = arg.get_possible_values();
    let (head, begins) = match arg.get_value_delimiter() {
        Some(sign) => typed.begins.rfind(sign).map_or(("", typed.begins), |at| typed.begins.split_at(at + 1)),
        None => ("", typed.begins),
    };
    let mut answer = if possible.is_empty() {
        Asked { folder: typed.folder }.of(kind(typed.command.get_name(), arg), begins)
    } else {
        let fit = possible.iter().filter(|value| value.get_name().starts_with(begins));
        let word = |value: &clap::builder::PossibleValue| Word {
            word: value.get_name().to_owned(),
            says: value.get_help().map(ToString::to_string).unwrap_or_default(),
        };
        Answer { words: fit.map(word).collect(), ..Answer::default() }
    };
    for one in &mut answer.words {
        one.word.insert_str(0, head);
    }
    answer
}

/// The help names values by what they are.
fn kind(command: &str, arg: &Arg) -> Kind {
    let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    match (command, name) {
        // The wording of a new claim is nobody's to know.
        ("open", "CLAIM") => Kind::Nothing,
        (_, "CLAIM") | ("link" | "unlink", "A" | "B") => Kind::Claim,
        (_, "ACTOR") => Kind::Actor,
        (_, "DOCUMENT" | "KEY|URL|FILE") => Kind::DocumentOrFile,
        (_, "TOPIC") => Kind::Topic,
        (_, "CLAIM|DOCUMENT|ACTOR") => Kind::Record,
        (_, "ORIGINS") => Kind::Origin,
        ("list" | "search", "WORDS") => Kind::Query,
        ("mark" | "attribution", "VERDICT") => Kind::Words(VerdictWord::WORDS),
        ("link" | "unlink", "TYPE") => Kind::Words(LinkType::WORDS),
        (_, "TYPE") => Kind::Words(ClaimType::WORDS),
        (_, "STAGE") => Kind::Words(Stage::WORDS),
        ("log", "REASON") => Kind::Words(ReviewedAs::WORDS),
        (_, "STATUS") => Kind::Status,
        (_, "FLAG") => Kind::Flag,
        (_, "FILE" | "FILE|URL" | "PROPOSALS") => Kind::File,
        (_, "DIR") => Kind::Folder,
        _ => Kind::Nothing,
    }
}

/// Where values are looked for.
struct Asked<'t> {
    folder: Option<&'t str>,
}

impl Asked<'_> {
    fn of(&self, kind: Kind, begins: &str) -> Answer {
        let words = |words: Vec<Word>| Answer { words, ..Answer::default() };
        match kind {
            Kind::Nothing => Answer::default(),
            Kind::File => Answer { shell: "files", ..Answer::default() },
            Kind::Folder => Answer { shell: "folders", ..Answer::default() },
            Kind::Words(known) => words(plain(known.iter().copied(), begins)),
            Kind::Status => words(plain(Status::ALL.iter().map(Status::as_str), begins)),
            Kind::Flag => words(plain(FlagCode::ALL.iter().map(|code| code.as_str()), begins)),
            Kind::Query => words(self.query(begins)),
            Kind::DocumentOrFile => Answer { shell: "files", words: self.records(kind, begins) },
            _ => words(self.records(kind, begins)),
        }
    }

    fn records(&self, kind: Kind, begins: &str) -> Vec<Word> {
        let offers = || {
            let context = context(self.folder)?;
            let asked = match kind {
                Kind::Claim => claimbook_index::Asked::Claims,
                Kind::Topic => claimbook_index::Asked::Topics,
                _ => claimbook_index::Asked::Names,
            };
            Offers::open(&context.root().ok()?, context.program(), context.today(), asked)
        };
        let Some(offers) = offers() else { return Vec::new() };
        let found: Vec<Offer> = match kind {
            Kind::Claim => offers.claims(begins, MOST),
            Kind::Actor => offers.actors(begins, MOST),
            Kind::Document | Kind::DocumentOrFile => offers.documents(begins, MOST),
            Kind::Topic => offers.topics(begins, MOST),
            Kind::Record | Kind::Origin => {
                let claims = if kind == Kind::Record { offers.claims(begins, MOST) } else { Vec::new() };
                let others = offers.actors(begins, MOST).into_iter().chain(offers.documents(begins, MOST));
                claims.into_iter().chain(others).collect()
            }
            _ => Vec::new(),
        };
        found.into_iter().map(|Offer { word, says }| Word { word, says }).collect()
    }

    /// The names of filters, and what stands behind their colons. Words in which people look for something are theirs alone.
    fn query(&self, typed: &str) -> Vec<Word> {
        let Some((name, values)) = typed.split_once(':') else {
            return match typed {
                "" => Vec::new(),
                _ => {
                    let names = FilterName::ALL.iter().filter(|name| name.as_str().starts_with(typed));
                    names.map(|name| Word { word: format!("{name}:"), says: String::new() }).collect()
                }
            };
        };
        let (before, begins) = values.rfind(',').map_or(("", values), |at| values.split_at(at + 1));
        let kind = match FilterName::of(name) {
            Some(FilterName::Status) => Kind::Status,
            Some(FilterName::Flag) => Kind::Flag,
            Some(FilterName::By) => Kind::Actor,
            Some(FilterName::In) => Kind::Document,
            Some(FilterName::Topic) => Kind::Topic,
            Some(FilterName::Type) => Kind::Words(ClaimType::WORDS),
            Some(FilterName::Stage) => Kind::Words(Stage::WORDS),
            Some(FilterName::Is) => Kind::Words(&["open", "shaky", "public"]),
            Some(FilterName::Kind) => Kind::Words(&["claim", "actor", "document"]),
            _ => Kind::Nothing,
        };
        let mut words = self.of(kind, begins).words;
        // One with a blank in it would have to stand in quotation marks, which each shell reads in its own way.
        words.retain(|one| !one.word.contains(char::is_whitespace));
        for one in &mut words {
            one.word.insert_str(0, &format!("{name}:{before}"));
        }
        words
    }
}

fn plain(words: impl Iterator<Item = &'static str>, begins: &str) -> Vec<Word> {
    let fit = words.filter(|word| word.starts_with(begins));
    fit.map(|word| Word { word: word.to_owned(), says: String::new() }).collect()
}
