//! `--from`: decisions from a file, in the form that `--format json` prints. Everything is checked before anything is written.

use claimbook_core::digest;
use claimbook_core::ledger::{Article, MAX_WORDING, Place, Speaking, Taking};
use claimbook_core::model::{ActorKind, ClaimType, Quantity, Rendering, ReviewedAs, When};
use claimbook_core::near::nearest;
use claimbook_core::quote::Text;
use claimbook_core::workspace::slug;
use claimbook_intake::{Decided, Label, Open, Taken, line};
use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::error::{CliError, Result};

/// More than this is no list of decisions: 32 MiB.
pub(super) const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// The version of the form that is understood.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Page<'a> {
    version: u32,
    #[serde(default)]
    text_sha256: Option<String>,
    #[serde(default)]
    speakers: Vec<Speaker>,
    #[serde(borrow)]
    proposals: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Speaker {
    name: String,
    #[serde(default)]
    actor: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

/// One proposal with what was decided. What else is in it is for people to read.
#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    n: usize,
    #[serde(default)]
    take: Option<bool>,
    #[serde(default)]
    left: Option<String>,
    #[serde(default)]
    claim: Option<String>,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    proposed_by: Option<String>,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    when: Option<String>,
    #[serde(default, rename = "for")]
    on_behalf_of: Option<String>,
    #[serde(default)]
    through: Vec<String>,
    #[serde(default)]
    citing: Vec<String>,
    #[serde(default)]
    cue: Option<String>,
    #[serde(default)]
    rendering: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    about: Option<String>,
    #[serde(default)]
    quantities: Vec<Figure>,
    #[serde(default)]
    topics: Vec<String>,
    content: Vec<(usize, usize)>,
    #[serde(default)]
    passage: Vec<String>,
}

#[derive(Deserialize)]
struct Figure {
    #[serde(default)]
    measure: Option<String>,
    #[serde(default)]
    phrase: Option<String>,
    #[serde(default)]
    low: Option<f64>,
    #[serde(default)]
    high: Option<f64>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    scope: Option<String>,
    #[serde(default)]
    as_of: Option<String>,
}

/// What holds for every entry.
pub(super) struct Manner<'a> {
    /// Whether those who are only proposed are taken as the speakers.
    pub(super) trust: bool,
    pub(super) topics: &'a [String],
}

/// The decisions in a file, for an article. `name` is what the file is called.
///
/// # Errors
/// Where the file is no such list, is of another text, or an entry cannot be done; the message names its line.
pub(super) fn decided(json: &str, name: &str, article: &Article, manner: &Manner<'_>) -> Result<Decided> {
    let page: Page<'_> = serde_json::from_str(json).map_err(|error| {
        // What serde_json says of the place stands at the end; the line is said once.
        let why = error.to_string();
        let why = match error.classify() {
            Category::Eof if json.trim().is_empty() => "it is empty".to_owned(),
            Category::Eof => "it ends in the middle".to_owned(),
            Category::Syntax | Category::Io => format!("from column {} on it is no JSON", error.column()),
            Category::Data => why.split(" at line ").next().unwrap_or_default().to_owned(),
        };
        CliError::new(format!(
            "{name}, line {}: it is not in the form of `log --format json`: {why}.",
            error.line()
        ))
        .hint("Make the list anew: claimbook log ARTICLE --format json > proposals.json")
    })?;
    if page.version != VERSION {
        return Err(CliError::new(format!(
            "{name} has version {}, and this program reads version {VERSION}.",
            page.version
        )));
    }
    if page.text_sha256.as_deref().is_some_and(|hash| hash != digest::hex(article.text.as_bytes())) {
        return Err(CliError::new(format!(
            "{name} was made from another text than that of “{}”.",
            article.document
        ))
        .hint(format!(
            "Make the list anew: claimbook log {} --format json > proposals.json",
            article.document
        )));
    }
    let text = Text::new(&article.text);
    let mut decided = Decided::default();
    let mut lines = Lines { text: json, byte: 0, line: 1 };
    for (place, raw) in page.proposals.iter().enumerate() {
        let first = lines.of(raw.get());
        let entry: Entry = serde_json::from_str(raw.get()).map_err(|error| {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default().to_owned();
            let at = first + error.line().saturating_sub(1);
            CliError::new(format!("{name}, line {at}, proposal {}: {why}.", place + 1))
        })?;
        let number = if entry.n == 0 { place + 1 } else { entry.n };
        let refused = |why: String| CliError::new(format!("{name}, line {first}, proposal {number}: {why}"));
        entry.decide(number, &page.speakers, &text, manner, &mut decided).map_err(refused)?;
    }
    Ok(decided)
}

/// Tells on which lines the parts of a text begin, asked in their order.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line on which a part begins, from 1.
    fn of(&mut self, part: &str) -> usize {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self.text.as_bytes().get(self.byte..start).unwrap_or_default();
        self.line += between.iter().filter(|byte| **byte == b'\n').count();
        self.byte = start.max(self.byte);
        self.line
    }
}

impl Entry {
    /// Adds what is decided of it; or why that cannot be done.
    fn decide(
        self,
        number: usize,
        speakers: &[Speaker],
        text: &Text<'_>,
        manner: &Manner<'_>,
        decided: &mut Decided,
    ) -> Result<(), String> {
        let left = match (&self.take, self.left.as_deref()) {
            (None, None) => return Ok(()),
            (Some(false), None) => Some(ReviewedAs::Left),
            (None | Some(false), Some(word)) => Some(reviewed(word)?),
            (Some(true), Some(word)) => {
                return Err(format!(
                    "it is both taken and left as {word}: set left to null, or take to false."
                ));
            }
            (Some(true), None) => None,
        };
        let places = self.places(text)?;
        match left {
            Some(kind) => decided.leave(&places, &kind),
            None => decided.taken.push(self.taken(number, speakers, places, manner)?),
        }
        Ok(())
    }

    /// Where it stands; the text must have the words there.
    fn places(&self, text: &Text<'_>) -> Result<Vec<Place>, String> {
        if self.content.is_empty() {
            return Err("its content has no place.".to_owned());
        }
        if !self.passage.is_empty() && self.passage.len() != self.content.len() {
            return Err(format!(
                "its content has {} places and its passage {} parts.",
                self.content.len(),
                self.passage.len()
            ));
        }
        for (at, (start, end)) in self.content.iter().enumerate() {
            let words = text.slice(*start, *end).filter(|words| !words.trim().is_empty());
            let Some(words) = words else {
                return Err(format!("from {start} to {end} there are no words in the text."));
            };
            if self.passage.get(at).is_some_and(|passage| passage != words) {
                return Err(format!("from {start} to {end} the text has other words than its passage."));
            }
        }
        Ok(self.content.clone())
    }

    fn taken(
        self,
        number: usize,
        speakers: &[Speaker],
        places: Vec<Place>,
        manner: &Manner<'_>,
    ) -> Result<Taken, String> {
        let claim = line(self.claim.as_deref().unwrap_or_default());
        if claim.is_empty() {
            return Err("its claim has no words.".to_owned());
        }
        if claim.len() > MAX_WORDING {
            return Err("its claim is far too long for one claim.".to_owned());
        }
        let speaking = |name: &str| speaking(speakers, name);
        let one = |name: Option<&str>| name.filter(|name| !name.trim().is_empty()).map(speaking).transpose();
        let many = |names: &[String]| names.iter().map(|name| speaking(name)).collect::<Result<Vec<_>, _>>();
        let proposed = self.proposed_by.as_deref().filter(|name| !name.trim().is_empty());
        let by = match one(self.by.as_deref())? {
            None if manner.trust => one(proposed)?,
            by => by,
        };
        let open = match (&by, proposed) {
            (None, Some(name)) => {
                Some(Open { name: name.to_owned(), why: self.reason.clone().unwrap_or_default() })
            }
            _ => None,
        };
        let date = |what: &str, typed: Option<&str>| match typed.filter(|typed| !typed.trim().is_empty()) {
            None => Ok(None),
            Some(typed) => When::typed(typed).map(Some).map_err(|_| {
                format!("its {what} “{typed}” is no date: write 2024-10-28, 2024-10 or ../2024-11-06.")
            }),
        };
        let kind = known("type", self.kind.as_deref(), ClaimType::known, ClaimType::WORDS)?;
        let rendering = known("rendering", self.rendering.as_deref(), Rendering::known, Rendering::WORDS)?;
        let mut quantities = Vec::new();
        for figure in self.quantities {
            quantities.push(Quantity {
                as_of: date("as_of", figure.as_of.as_deref())?,
                measure: figure.measure,
                phrase: figure.phrase,
                low: figure.low.filter(|number| number.is_finite()),
                high: figure.high.filter(|number| number.is_finite()),
                unit: figure.unit,
                scope: figure.scope,
                ..Quantity::default()
            });
        }
        let mut topics = manner.topics.to_vec();
        topics.extend(self.topics.into_iter().filter(|topic| !topic.trim().is_empty()));
        let taking = Taking {
            claim,
            places,
            by,
            on_behalf_of: one(self.on_behalf_of.as_deref())?,
            when: date("when", self.when.as_deref())?,
            through: many(&self.through)?,
            citing: many(&self.citing)?,
            cue: self.cue.map(|cue| line(&cue)).filter(|cue| !cue.is_empty()),
            rendering,
            kind,
            about: date("about", self.about.as_deref())?,
            quantities,
            topics,
            onto: None,
        };
        Ok(Taken::plain(Label::Proposal(number), taking, open))
    }
}

fn reviewed(word: &str) -> Result<ReviewedAs, String> {
    known("left", Some(word), ReviewedAs::known, ReviewedAs::WORDS)?
        .ok_or_else(|| "left is empty.".to_owned())
}

fn known<T>(
    what: &str,
    word: Option<&str>,
    known: fn(&str) -> Option<T>,
    words: &'static [&'static str],
) -> Result<Option<T>, String> {
    let Some(word) = word else { return Ok(None) };
    known(word).map(Some).ok_or_else(|| {
        let near = nearest(word, words.iter().copied()).map(|near| format!("Did you mean `{near}`? "));
        format!(
            "its {what} “{word}” is not known. {}The words are: {}.",
            near.unwrap_or_default(),
            words.join(", ")
        )
    })
}

/// Somebody as the file names them, with what it says of them.
fn speaking(speakers: &[Speaker], name: &str) -> Result<Speaking, String> {
    let wanted = slug(name.strip_prefix("unnamed:").unwrap_or(name));
    if wanted.is_empty() {
        return Err(format!("“{name}” names nobody: a name needs at least one letter or digit."));
    }
    let Some(speaker) = speakers.iter().find(|speaker| slug(&speaker.name) == wanted) else {
        return Ok(Speaking::from(name));
    };
    if let Some(key) = &speaker.actor {
        return Ok(Speaking::from(key.as_str()));
    }
    let kind = known("speaker's kind", speaker.kind.as_deref(), ActorKind::known, ActorKind::WORDS)?;
    Ok(Speaking {
        name: line(name),
        kind,
        aliases: speaker.aliases.iter().map(|alias| line(alias)).collect(),
        read: true,
    })
}

#[cfg(test)]
mod tests;
