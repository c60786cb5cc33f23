//! What a search found.

use std::borrow::Cow;
use std::ops::Range;

use claimbook_core::assess::Judged;
use claimbook_core::model::{Actor, Document};
use claimbook_core::workspace::Filed;
use claimbook_index::text::{Field, Highlighter};
use claimbook_report::facts::{count, handle};

use super::{Look, clean, cut, one_line, pad};

/// A passage is about so long, in code points.
const PASSAGE: usize = 160;
const INDENT: &str = "          ";

/// Everything that is shown of a search.
pub(crate) struct Sheet<'w> {
    pub(crate) query: &'w str,
    /// How many records fit.
    pub(crate) total: usize,
    pub(crate) instead: &'w [(String, Vec<String>)],
    /// The first of them.
    pub(crate) results: Vec<Result<'w>>,
}

/// A record that fits.
pub(crate) struct Result<'w> {
    pub(crate) record: Record<'w>,
    pub(crate) score: f64,
    /// Where the words stand: in each kind of text the best passage, in the order of the record.
    pub(crate) passages: Vec<Passage>,
}

/// What fits.
pub(crate) enum Record<'w> {
    Claim(Judged<'w>),
    Actor(&'w Filed<Actor>),
    Document(&'w Filed<Document>),
}

/// A part of a text, with the words that were looked for.
pub(crate) struct Passage {
    pub(crate) field: Field,
    pub(crate) text: String,
    /// Code points of the part.
    pub(crate) words: Vec<Range<usize>>,
    /// Whether the text goes on before it, and after it.
    pub(crate) more: (bool, bool),
}

impl<'w> Result<'w> {
    pub(crate) fn of(
        record: Record<'w>,
        score: f64,
        fields: Vec<(Field, Cow<'_, str>)>,
        highlighter: &Highlighter,
    ) -> Self {
        let mut passages: Vec<Passage> = Vec::new();
        for (field, text) in fields {
            let text = one_line(&text).into_owned();
            let Some(found) = highlighter.passage(&text, PASSAGE) else { continue };
            let from = found.place.start;
            let passage = Passage {
                field,
                text: text.chars().skip(from).take(found.place.len()).collect(),
                words: found.words.into_iter().map(|word| word.start - from..word.end - from).collect(),
                more: (from > 0, found.place.end < text.chars().count()),
            };
            match passages.iter_mut().find(|known| known.field == field) {
                Some(known) if known.words.len() >= passage.words.len() => {}
                Some(known) => *known = passage,
                None => passages.push(passage),
            }
        }
        Result { record, score, passages }
    }
}

/// A line for each record, and below it where else the words stand.
pub(crate) fn lines(sheet: &Sheet<'_>, look: Look) -> String {
    let mut page = String::new();
    for result in &sheet.results {
        let (name, word, title, own) = match &result.record {
            Record::Claim(claim) => {
                let word = look.status(&claim.status, &pad(&clean(claim.status.as_str()), 13));
                (handle(claim.filed), word, claim.filed.data.claim.as_str(), Field::Wording)
            }
            Record::Actor(filed) => (
                "actor".to_owned(),
                look.dim(&pad(&cut(filed.key(), 30), 13)),
                filed.data.shown_name(),
                Field::Name,
            ),
            Record::Document(filed) => {
                let title = filed.data.title.as_deref().unwrap_or(filed.key());
                ("document".to_owned(), look.dim(&pad(&cut(filed.key(), 30), 13)), title, Field::Title)
            }
        };
        let room = look.width.saturating_sub(26).max(20);
        let title = match result.passages.iter().find(|passage| passage.field == own) {
            Some(passage) if !passage.more.0 && !passage.more.1 => shown(passage, look, room),
            _ => cut(title, room),
        };
        page.push_str(&format!("{}  {word}  {title}\n", look.cyan(&pad(&cut(&name, 40), 8))));
        for passage in result.passages.iter().filter(|passage| passage.field != own).take(2) {
            let head = format!("{}: ", passage.field.as_str());
            let room = look.width.saturating_sub(INDENT.len() + head.len() + 2).max(20);
            let more = |there: bool| if there { "…" } else { "" };
            let text = shown(passage, look, room);
            page.push_str(&format!(
                "{INDENT}{}{}{text}{}\n",
                look.dim(&head),
                more(passage.more.0),
                more(passage.more.1)
            ));
        }
    }
    if let Some(more) = sheet.total.checked_sub(sheet.results.len()).filter(|more| *more > 0) {
        let more = count(more, "more record fits", "more records fit");
        page.push_str(&look.dim(&format!("… and {more}: add --limit 0\n")));
    }
    page
}

/// The passage with its words marked, if it is no wider than that; else as much of it.
fn shown(passage: &Passage, look: Look, room: usize) -> String {
    if !look.color {
        return cut(&passage.text, room);
    }
    let chars: Vec<char> = passage.text.chars().collect();
    let (mut marked, mut at) = (String::new(), 0);
    let last = chars.len().min(room);
    for word in passage.words.iter().filter(|word| word.end <= last) {
        marked.extend(chars.get(at..word.start).unwrap_or_default());
        let text: String = chars.get(word.clone()).unwrap_or_default().iter().collect();
        marked.push_str(&look.bold(&look.yellow(&text)));
        at = word.end;
    }
    marked.extend(chars.get(at..last).unwrap_or_default());
    if last < chars.len() {
        marked.push('…');
    }
    marked
}
