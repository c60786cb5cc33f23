//! A whole text, read.

use crate::dates::{self, Day, Said};
use crate::language::Language;
use crate::speakers::chances::Chance;
use crate::speakers::{self, Doubtful, Known, Speaker, SpeakerKind, Voice};
use crate::statement::{self, Matter, Proposition, Worth};
use crate::text::Text;
use crate::{Attribution, model, rules};

/// What is known about a text before it is read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day of publication: dates in the text are told from it.
    pub date: Option<Day>,
    /// Who publishes it; an outlet that reports is told apart from it.
    pub publisher: Option<String>,
    /// Its language; left out, it is told from the text.
    pub language: Option<Language>,
    /// What finds the attributions.
    pub engine: Engine,
    /// Actors that are known already, with their other names.
    pub known: Vec<Known>,
}

/// What finds the attributions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Engine {
    /// The trained model where there is one for the language, rules where there is none.
    #[default]
    Model,
    /// Rules and a lexicon alone.
    Rules,
}

/// A text, read.
#[derive(Debug, Clone)]
pub struct Reading<'t> {
    /// The text, taken apart.
    pub text: Text<'t>,
    /// The language that it was read in.
    pub language: Language,
    /// The article's day: as it was given, or as the text's dateline says it.
    pub date: Option<Day>,
    /// Its attributed statements, in the order of their first words.
    pub statements: Vec<Statement>,
    /// Those who speak, in the order of their first statement.
    pub speakers: Vec<Speaker>,
}

/// One attributed statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Its places in the text.
    pub attribution: Attribution,
    /// Who said it.
    pub voice: Voice,
    /// On whose behalf, where a spokesman speaks.
    pub on_behalf: Option<Voice>,
    /// The voices between the publisher and the speaker, outermost first.
    pub through: Vec<Voice>,
    /// Whom the speaker leans on.
    pub citing: Vec<Voice>,
    /// When it was said.
    pub said: Said,
    /// What kind of statement it is, with its figures and its time.
    pub matter: Matter,
    /// How much it is worth checking.
    pub worth: Worth,
    /// The claim as a sentence that stands alone, drafted for a person.
    pub proposition: Proposition,
}

/// Reads a text. The same text and options give the same reading.
pub fn read<'t>(source: &'t str, options: &Options) -> Reading<'t> {
    read_and_weigh(source, options, Doubtful::LeftOut).0
}

/// Reads a text, and proposes whoever is likeliest, however little tells so; with how likely each proposal is. For fitting that.
#[doc(hidden)]
pub fn read_all<'t>(source: &'t str, options: &Options) -> (Reading<'t>, Vec<Option<Chance>>) {
    read_and_weigh(source, options, Doubtful::Kept)
}

fn read_and_weigh<'t>(
    source: &'t str,
    options: &Options,
    doubtful: Doubtful,
) -> (Reading<'t>, Vec<Option<Chance>>) {
    let text = Text::new(source);
    let language = options.language.unwrap_or_else(|| Language::of_text(&text));
    let attributions = attributions(&text, language, options.engine);
    let date = options.date.or_else(|| dates::of_dateline(&text, language));
    let resolved = speakers::resolve(&text, language, &attributions, options, doubtful);
    let is_outlet = |place: usize| {
        let speaker = resolved.voices.get(place).and_then(|voices| voices.voice.speaker);
        let speaker = speaker.and_then(|speaker| resolved.speakers.get(speaker));
        speaker.is_some_and(|speaker| speaker.kind == SpeakerKind::Outlet)
    };
    let setting = dates::Setting { date, publisher: options.publisher.as_deref() };
    let said = dates::said(&text, language, &attributions, setting, is_outlet);
    let statements = attributions
        .into_iter()
        .zip(resolved.voices)
        .zip(said)
        .map(|((attribution, voices), said)| {
            let matter = statement::matter(&text, language, &attribution, &said, date);
            let worth = statement::worth(&text, language, &attribution, &matter);
            let proposition =
                statement::proposition(&text, language, &attribution, &voices.voice, &resolved.speakers);
            Statement {
                attribution,
                voice: voices.voice,
                on_behalf: voices.on_behalf,
                through: voices.through,
                citing: voices.citing,
                said,
                matter,
                worth,
                proposition,
            }
        })
        .collect();
    let reading = Reading { text, language, date, statements, speakers: resolved.speakers };
    (reading, resolved.chances)
}

/// The attributions of a text, in the order of their first words; one within another comes after it.
pub fn attributions(text: &Text<'_>, language: Language, engine: Engine) -> Vec<Attribution> {
    match engine {
        Engine::Model if model::has(language) => model::attributions(text),
        _ => rules::attributions(text, language),
    }
}

/// What the head of an article says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Its headline; where it has a dateline and no headline, its first words.
    pub title: Option<String>,
    /// The day in its dateline.
    pub day: Option<Day>,
}

/// The head of an article: its first thousand letters are looked at, so that a long text costs no more than a short one.
pub fn head(source: &str) -> Head {
    let end = source.char_indices().nth(1000).map_or(source.len(), |(at, _)| at);
    let text = Text::new(source.get(..end).unwrap_or(source));
    let language = Language::of_text(&text);
    let words = |paragraph: usize| {
        text.paragraphs.get(paragraph).map(|paragraph| first_words(text.slice(paragraph.span), 30))
    };
    let title = match (text.headline(), text.dateline) {
        (Some(headline), _) => words(headline),
        (None, Some(dateline)) => {
            let body = text.paragraphs.iter().find(|paragraph| paragraph.span.start >= dateline.end);
            body.map(|body| first_words(text.slice(body.span), 8))
        }
        (None, None) => None,
    };
    Head { title: title.filter(|title| !title.is_empty()), day: dates::of_dateline(&text, language) }
}

fn first_words(words: &str, most: usize) -> String {
    words.split_whitespace().take(most).collect::<Vec<_>>().join(" ")
}
