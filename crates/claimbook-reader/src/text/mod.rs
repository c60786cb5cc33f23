//! A text as paragraphs, sentences, tokens and quotations.

mod head;
mod lines;
mod mends;
mod quotations;
mod sentences;
mod tokens;

pub use quotations::Quotation;
pub use sentences::sentences;
pub use tokens::{Kind, Token};

use crate::Span;
use std::ops::Range;

/// A dateline stands before the text's fourth paragraph, or nowhere.
const HEAD: usize = 3;

/// A text, taken apart. Made once; everything else in this crate works on it.
#[derive(Debug, Clone)]
pub struct Text<'t> {
    source: &'t str,
    /// In order. A line that stands alone (a headline, an item of a list) is a paragraph of its own.
    pub paragraphs: Vec<Paragraph>,
    /// In order.
    pub sentences: Vec<Sentence>,
    /// In order.
    pub tokens: Vec<Token>,
    /// In the order of their opening marks; one may lie in another.
    pub quotations: Vec<Quotation>,
    /// Place and date before the body, with the dash after them; a paragraph of its own in [`Text::paragraphs`].
    pub dateline: Option<Span>,
}

/// A paragraph, without the white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// Its sentences, by their places in [`Text::sentences`].
    pub sentences: Range<usize>,
    /// Its tokens, by their places in [`Text::tokens`].
    pub tokens: Range<usize>,
    /// Its quotations, by their places in [`Text::quotations`].
    pub quotations: Range<usize>,
}

/// A sentence, without the white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The paragraph that it is in.
    pub paragraph: usize,
    /// Its tokens, by their places in [`Text::tokens`].
    pub tokens: Range<usize>,
}

impl<'t> Text<'t> {
    /// Takes a text apart.
    pub fn new(source: &'t str) -> Self {
        let mut text = Text {
            source,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            quotations: Vec::new(),
            dateline: None,
        };
        let mut points = Points::new(source);
        for block in lines::paragraphs(source) {
            for run in lines::runs(source, block) {
                let body = text.head(&run, &mut points);
                text.paragraph(&body, &mut points);
            }
        }
        text
    }

    /// Takes the dateline off a run near the text's beginning, and returns what is left.
    fn head(&mut self, run: &Range<usize>, points: &mut Points<'_>) -> Range<usize> {
        if self.dateline.is_some() || self.paragraphs.len() >= HEAD {
            return run.clone();
        }
        let mut tokens = Vec::new();
        let end = run.end.min(self.source.ceil_char_boundary(run.start + 400));
        tokens::tokens(self.source, run.start..end, 0, &mut tokens);
        let Some(last) =
            head::dateline(self.source, &tokens).checked_sub(1).and_then(|last| tokens.get(last))
        else {
            return run.clone();
        };
        let dateline = run.start..last.bytes.end;
        self.paragraph(&dateline, points);
        self.dateline = self.paragraphs.last().map(|paragraph| paragraph.span);
        let rest = self.bytes(dateline.end..run.end);
        dateline.end + (rest.len() - rest.trim_start().len())..run.end
    }

    /// The paragraph that is a headline, by its place in [`Text::paragraphs`]: the first one that is no dateline, where it is short,
    /// ends without a stop, and others follow.
    pub fn headline(&self) -> Option<usize> {
        let first = usize::from(
            self.dateline
                .is_some_and(|span| span.start == self.paragraphs.first().map_or(0, |p| p.span.start)),
        );
        self.paragraphs.get(first + 1)?;
        let tokens = self.tokens.get(self.paragraphs.get(first)?.tokens.clone())?;
        head::may_be_headline(self.source, tokens).then_some(first)
    }

    fn paragraph(&mut self, run: &Range<usize>, points: &mut Points<'_>) {
        let paragraph = self.paragraphs.len();
        let (sentences, tokens) = (self.sentences.len(), self.tokens.len());
        for sentence in sentences::in_run(self.source, run.clone()) {
            let first = self.tokens.len();
            let start = points.at(sentence.start);
            tokens::tokens(self.source, sentence.clone(), start, &mut self.tokens);
            let span = Span::new(start, points.at(sentence.end));
            self.sentences.push(Sentence { span, paragraph, tokens: first..self.tokens.len() });
        }
        let Some((first, last)) = self.sentences.get(sentences).zip(self.sentences.last()) else { return };
        let span = Span::new(first.span.start, last.span.end);
        let quotations = self.quotations.len();
        let found = quotations::quotations(self.source, &self.tokens, tokens..self.tokens.len());
        self.quotations.extend(found);
        self.paragraphs.push(Paragraph {
            span,
            sentences: sentences..self.sentences.len(),
            tokens: tokens..self.tokens.len(),
            quotations: quotations..self.quotations.len(),
        });
    }

    /// The whole text.
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// The words of a token.
    pub fn token(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| self.bytes(token.bytes.clone()))
    }

    /// The words from the first token to before the last.
    pub fn words(&self, tokens: Range<usize>) -> &'t str {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                self.bytes(first.bytes.start..last.bytes.end)
            }
            _ => "",
        }
    }

    /// Where the first token begins and the last one ends.
    pub fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let last = self.tokens.get(tokens.end.checked_sub(1)?)?;
        let first = self.tokens.get(tokens.start)?;
        (tokens.start < tokens.end).then(|| Span::new(first.span.start, last.span.end))
    }

    /// The tokens that lie in a span, or partly do.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The sentence that a token is in.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The words in a span.
    pub fn slice(&self, span: Span) -> &'t str {
        self.bytes(self.byte_at(span.start)..self.byte_at(span.end))
    }

    /// The byte of a code point, found from the nearest token before it.
    fn byte_at(&self, point: usize) -> usize {
        let before = self.tokens.partition_point(|token| token.span.start <= point).checked_sub(1);
        let (byte, from) = before
            .and_then(|token| self.tokens.get(token))
            .map_or((0, 0), |token| (token.bytes.start, token.span.start));
        let rest = self.source.get(byte..).unwrap_or_default();
        byte + rest.char_indices().nth(point - from).map_or(rest.len(), |(at, _)| at)
    }

    fn bytes(&self, range: Range<usize>) -> &'t str {
        self.source.get(range).unwrap_or_default()
    }
}

/// The paragraphs of a text in order: what stands between blank lines, without the white space around it.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let found: Vec<_> = lines::paragraphs(text).collect();
    in_code_points(text, &found).collect()
}

/// Ranges of bytes, in order, as spans.
fn in_code_points<'t>(text: &'t str, ranges: &'t [Range<usize>]) -> impl Iterator<Item = Span> + 't {
    let mut points = Points::new(text);
    ranges.iter().map(move |range| Span::new(points.at(range.start), points.at(range.end)))
}

/// Counts the code points before bytes that are asked for in order.
struct Points<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
}

impl<'t> Points<'t> {
    fn new(text: &'t str) -> Self {
        Points { text, byte: 0, point: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        self.point += self.text.get(self.byte..byte).unwrap_or_default().chars().count();
        self.byte = byte;
        self.point
    }
}
