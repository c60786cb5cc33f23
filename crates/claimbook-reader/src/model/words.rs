//! What the model knows of each token of a passage before it looks at neighbours.

use super::hash;
use super::lexicon::{self, Class};
use crate::text::{Kind, Text};
use std::ops::Range;

/// Tokens that a feature may look at beyond an edge.
pub const PAD: usize = 4;

/// A token as numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// The word in small letters.
    pub lower: u32,
    /// Its stem.
    pub stem: u32,
    /// Its last three letters.
    pub ending: u32,
    /// Its first four letters.
    pub beginning: u32,
    /// Its class.
    pub class: Class,
    /// The class as a number.
    pub c: u32,
    /// 0 for small letters, then capital, capitals, with a digit, a mark.
    pub shape: u32,
    /// Whether it stands between double quotation marks (or is one of them).
    pub quoted: bool,
    /// How many quotations have begun before or at it, in its passage.
    pub opened: u32,
    /// How many commas stand before it.
    pub commas: u32,
    /// How many marks of any kind stand before it.
    pub parts: u32,
    /// How many *that*s and colons stand before it.
    pub thats: u32,
    /// How many sentences have begun before or at it.
    pub sentence: u32,
    /// Its place in its sentence.
    pub place: u32,
    /// Tokens to its sentence's end.
    pub left: u32,
    /// Tokens since a quotation closed, 0 for none near.
    pub since_close: u32,
    /// Tokens until one opens, 0 for none near.
    pub until_open: u32,
    /// Whether its sentence has a quotation.
    pub sentence_quotes: bool,
    /// How likely it is part of a cue, in steps.
    pub cue: u32,
    /// How many likely cues have begun before or at it.
    pub cues: u32,
}

/// A paragraph, or a part of a very long one, as words with edges of [`PAD`] on both sides.
#[derive(Debug, Default)]
pub struct Passage {
    /// The tokens in the text.
    pub tokens: Range<usize>,
    /// The words with their edges.
    pub words: Vec<Word>,
    /// What the passage is like as a whole: first of the text, after a quotation, and so on.
    pub setting: u32,
    buffer: Vec<u8>,
}

/// No passage has more tokens than this.
const LONGEST: usize = 1500;

/// How many quotations back one is looked for that is still open.
const STILL_OPEN: usize = 256;

/// The passages of a text.
pub fn passages(text: &Text<'_>) -> impl Iterator<Item = (usize, Range<usize>)> {
    text.paragraphs.iter().enumerate().flat_map(move |(number, paragraph)| {
        let mut cuts: Vec<Range<usize>> = Vec::new();
        let mut start = paragraph.tokens.start;
        for sentence in text.sentences.get(paragraph.sentences.clone()).unwrap_or_default() {
            while sentence.tokens.end - start > LONGEST {
                let cut = if sentence.tokens.start > start { sentence.tokens.start } else { start + LONGEST };
                let cut = cut.min(start + LONGEST);
                cuts.push(start..cut);
                start = cut;
            }
        }
        cuts.push(start..paragraph.tokens.end);
        cuts.into_iter().filter(|cut| !cut.is_empty()).map(move |cut| (number, cut))
    })
}

impl Passage {
    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// A word by its place, also somewhat beyond the edges.
    #[inline]
    pub fn at(&self, place: usize, off: isize) -> &Word {
        static EDGE: Word = Word {
            lower: 0,
            stem: 0,
            ending: 0,
            beginning: 0,
            class: Class::Edge,
            c: 0,
            shape: 9,
            quoted: false,
            opened: 0,
            commas: 0,
            parts: 0,
            thats: 0,
            sentence: 0,
            place: 0,
            left: 0,
            since_close: 0,
            until_open: 0,
            sentence_quotes: false,
            cue: 0,
            cues: 0,
        };
        self.words.get((place + PAD).wrapping_add_signed(off)).unwrap_or(&EDGE)
    }

    /// Takes up a passage of a text.
    pub fn fill(&mut self, text: &Text<'_>, paragraph: usize, tokens: Range<usize>) {
        self.words.clear();
        self.words.resize(PAD, Word { shape: 9, ..Word::default() });
        self.tokens = tokens.clone();
        for token in tokens.clone() {
            self.push(text, token);
        }
        self.words.resize(PAD * 2 + tokens.len(), Word { shape: 9, ..Word::default() });
        self.quotations(text, paragraph);
        self.sentences(text);
        self.count();
        let before = paragraph.checked_sub(1).and_then(|before| text.paragraphs.get(before));
        let before_ends = before.map_or("", |before| text.token(before.tokens.end.saturating_sub(1)));
        let after = match before_ends {
            "" => 0,
            "”" | "\"" | "''" => 1,
            ":" => 2,
            "." => 3,
            _ => 4,
        };
        let body = u32::from(self.len() > 25);
        self.setting = hash::join(after, paragraph.min(2) as u32 * 2 + body);
    }

    /// Takes up a part of another passage as if it were a text of its own: what stands around it is not seen, and quotation marks around
    /// it are left out.
    pub fn fill_part(&mut self, of: &Passage, text: &Text<'_>, paragraph: usize, places: Range<usize>) {
        let mut places = places;
        let class = |place: usize| of.at(place, 0).class;
        if matches!(class(places.start), Class::That | Class::Open) {
            places.start += 1;
        }
        if class(places.start) == Class::Comma {
            places.start += 1;
        }
        if matches!(class(places.end.saturating_sub(1)), Class::Close) {
            places.end -= 1;
        }
        let places = places.start..places.end.max(places.start);
        self.fill(text, paragraph, of.tokens.start + places.start..of.tokens.start + places.end);
        let inside = self.len();
        // A quotation that all of it stands in is no quotation here.
        if (0..inside).all(|place| self.at(place, 0).quoted) {
            self.words.iter_mut().for_each(|word| word.quoted = false);
            self.words.iter_mut().for_each(|word| word.sentence_quotes = false);
        }
    }

    fn push(&mut self, text: &Text<'_>, token: usize) {
        let source = text.token(token);
        let kind = text.tokens.get(token).map_or(Kind::Mark, |token| token.kind);
        let lower = &mut self.buffer;
        lower.clear();
        if source.is_ascii() {
            lower.extend(source.bytes().map(|byte| byte.to_ascii_lowercase()));
        } else {
            let mut room = [0; 4];
            for c in source.chars().flat_map(char::to_lowercase).take(40) {
                let c = if c == '’' { '\'' } else { c };
                lower.extend_from_slice(c.encode_utf8(&mut room).as_bytes());
            }
        }
        let number = hash::bytes(lower);
        let mut letters = source.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let capitals = capital && source.len() > 1 && source.bytes().all(|b| !b.is_ascii_lowercase());
        let shape = match kind {
            Kind::Mark => 4,
            Kind::Number => 3,
            _ if capitals => 2,
            _ if capital => 1,
            _ => 0,
        };
        let class = match kind {
            Kind::Mark => mark(source),
            Kind::Number => Class::Number,
            Kind::Clitic if lower.as_slice() == b"'s" => Class::Owner,
            _ => lexicon::listed(number).unwrap_or_else(|| match (kind, shape) {
                (Kind::Clitic, _) => Class::Clitic,
                (_, 2) => Class::Acronym,
                (_, 1) => Class::Name,
                _ => lexicon::by_ending(lower),
            }),
        };
        // Outlets and titles are names only with a capital letter.
        let class = match class {
            Class::Outlet if !capital => lexicon::by_ending(lower),
            other => other,
        };
        let ending = lower.get(lower.len().saturating_sub(3)..).unwrap_or_default();
        let beginning = lower.get(..4).unwrap_or(lower);
        self.words.push(Word {
            lower: number,
            stem: lexicon::stem(number, lower),
            ending: hash::bytes(ending),
            beginning: hash::bytes(beginning),
            class,
            c: class as u32,
            shape,
            ..Word::default()
        });
    }

    fn quotations(&mut self, text: &Text<'_>, paragraph: usize) {
        let Some(paragraph) = text.paragraphs.get(paragraph) else { return };
        let start = self.tokens.start;
        let all = text.quotations.get(paragraph.quotations.clone()).unwrap_or_default();
        // Of a paragraph with very many, those that are far before are not looked at: what is still open was opened nearer.
        let first =
            all.partition_point(|quotation| quotation.tokens.start < start).saturating_sub(STILL_OPEN);
        let near = all.get(first..).unwrap_or_default();
        let mut from = self.tokens.start;
        for quotation in near.iter().take_while(|quotation| quotation.tokens.start < self.tokens.end) {
            let tokens =
                quotation.tokens.start.max(self.tokens.start)..quotation.tokens.end.min(self.tokens.end);
            if tokens.is_empty() {
                continue;
            }
            let opens = quotation.tokens.start == tokens.start;
            let closes = quotation.closed && quotation.tokens.end == tokens.end;
            if let Some(word) = self.words.get_mut(tokens.start - start + PAD).filter(|_| opens) {
                word.class = Class::Open;
                word.c = Class::Open as u32;
                word.opened = 1;
            }
            if let Some(word) = self.words.get_mut(tokens.end - 1 - start + PAD).filter(|_| closes) {
                word.class = Class::Close;
                word.c = Class::Close as u32;
            }
            // Marks within marks were filled with the outer ones.
            let fill = tokens.start.max(from)..tokens.end;
            if !fill.is_empty() && (!quotation.single || tokens.len() > 4) {
                from = fill.end;
                let words = self.words.get_mut(fill.start - start + PAD..fill.end - start + PAD);
                words.unwrap_or_default().iter_mut().for_each(|word| word.quoted = true);
            }
        }
    }

    fn sentences(&mut self, text: &Text<'_>) {
        let mut sentence = text.sentence_of(self.tokens.start);
        let mut nth = 1;
        let mut token = self.tokens.start;
        while let Some(found) = text.sentences.get(sentence).filter(|_| token < self.tokens.end) {
            let end = found.tokens.end.min(self.tokens.end);
            let range = token - self.tokens.start + PAD..end - self.tokens.start + PAD;
            let words = self.words.get_mut(range).unwrap_or_default();
            let quotes = words.iter().any(|word| word.quoted);
            let length = words.len();
            for (place, word) in words.iter_mut().enumerate() {
                word.sentence = nth;
                word.place = place as u32;
                word.left = (length - 1 - place) as u32;
                word.sentence_quotes = quotes;
            }
            // A capital letter at the beginning of a sentence does not make a name.
            let first = words.iter_mut().find(|word| word.shape != 4);
            if let Some(word) = first.filter(|word| word.class == Class::Name) {
                word.class = Class::First;
                word.c = Class::First as u32;
            }
            token = end;
            sentence += 1;
            nth += 1;
        }
    }

    fn count(&mut self) {
        let (mut opened, mut commas, mut parts, mut thats, mut since) = (0, 0, 0, 0, 0);
        let end = self.words.len();
        for word in self.words.get_mut(PAD..end - PAD).unwrap_or_default() {
            opened += word.opened;
            word.opened = opened;
            word.commas = commas;
            word.parts = parts;
            word.thats = thats;
            word.since_close = since;
            since = match word.class {
                Class::Close => 1,
                _ if (1..9).contains(&since) => since + 1,
                _ => 0,
            };
            commas += u32::from(word.class == Class::Comma);
            parts += u32::from(word.shape == 4);
            thats += u32::from(matches!(word.class, Class::That | Class::Colon));
        }
        let mut until = 0;
        for word in self.words.iter_mut().rev() {
            word.until_open = until;
            until = match word.class {
                Class::Open => 1,
                _ if (1..9).contains(&until) => until + 1,
                _ => 0,
            };
        }
    }
}

fn mark(source: &str) -> Class {
    match source {
        "," => Class::Comma,
        "." | "…" => Class::Stop,
        "!" | "?" => Class::Ask,
        ":" => Class::Colon,
        ";" => Class::Semicolon,
        "-" | "–" | "—" => Class::Dash,
        "(" | "[" => Class::Paren,
        ")" | "]" => Class::ParenClose,
        _ => Class::Mark,
    }
}
