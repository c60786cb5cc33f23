//! From what was typed to a query: one pass over its characters.

use std::ops::Range;

use super::{Filter, FilterName, MAX_CHARS, MAX_TERMS, Part, Query, QueryError, Term, say_what};

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS + 1).collect();
    if chars.len() > MAX_CHARS {
        let message = format!("A query can have at most {MAX_CHARS} characters.");
        return Err(QueryError { message, place: MAX_CHARS..MAX_CHARS + 1, hint: None });
    }
    let mut reader =
        Reader { chars, at: 0, query: Query::default(), or: None, last: Last::Nothing, counted: 0 };
    while reader.skip_spaces() {
        reader.item()?;
    }
    reader.finish()
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    query: Query,
    /// An `OR` that waits for what follows.
    or: Option<Range<usize>>,
    last: Last,
    counted: usize,
}

/// What an `OR` would join.
enum Last {
    Nothing,
    /// The last of the query's terms.
    Term,
    /// A filter, or something with `-`.
    Other,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip_spaces(&mut self) -> bool {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        self.at < self.chars.len()
    }

    fn item(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let not = self.peek() == Some('-');
        if not {
            self.at += 1;
        }
        let part = match self.peek() {
            Some(mark) if closers(mark).is_some() => {
                let words: Vec<String> =
                    self.quoted()?.split_whitespace().filter(|word| wordy(word)).map(str::to_owned).collect();
                (!words.is_empty()).then_some(Part::Phrase(words))
            }
            _ => match self.name() {
                Some(typed) => return self.filter(&typed, not, start),
                None => self.word(not),
            },
        };
        match part {
            Some(Part::Word { text, prefix: false }) if text == "OR" && !not => self.or(start..self.at),
            Some(part) => self.part(part, not, start..self.at),
            None if not => Err(error(
                "There is nothing behind this “-” that must not occur.",
                start..self.at.max(start + 1),
            )
            .hint("Write the word directly behind it, as in -kursk; a dash alone can be left out.")),
            // Punctuation between words says nothing.
            None => Ok(()),
        }
    }

    /// The text between quotation marks; stands behind the closing one afterwards.
    fn quoted(&mut self) -> Result<String, QueryError> {
        let start = self.at;
        let closers = self.peek().and_then(closers).unwrap_or(&[]);
        self.at += 1;
        let rest = self.chars.get(self.at..).unwrap_or(&[]);
        let Some(length) = rest.iter().position(|c| closers.contains(c)) else {
            return Err(error("This quotation mark is not closed.", start..start + 1)
                .hint("Write a second one where the phrase ends."));
        };
        let text = rest.iter().take(length).collect();
        self.at += length + 1;
        Ok(text)
    }

    /// Up to the next space or quotation mark. A space between the digits of one number (no plain one) is part of it.
    fn bare(&mut self, stop: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while let Some(c) = self.peek() {
            let digits = || {
                let digit = |at: Option<usize>| {
                    at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit)
                };
                digit(self.at.checked_sub(1)) && digit(self.at.checked_add(1))
            };
            let ends =
                if matches!(c, '\u{a0}' | '\u{2009}' | '\u{202f}') { !digits() } else { c.is_whitespace() };
            if ends || stop(c) || closers(c).is_some() {
                break;
            }
            self.at += 1;
        }
        self.chars.get(start..self.at).unwrap_or(&[]).iter().collect()
    }

    fn word(&mut self, not: bool) -> Option<Part> {
        let typed = self.bare(|_| false);
        let text = typed.trim_end_matches('*');
        let prefix = text.len() < typed.len();
        // The first `-` of `--word` is no more than the second.
        let text = if not { text.trim_start_matches('-') } else { text };
        wordy(text).then(|| Part::Word { text: text.to_owned(), prefix })
    }

    /// The name of the filter that begins here, as typed; the colon is then behind the place. `None` is some other thing, even
    /// one with a colon in it: an address, a time.
    fn name(&mut self) -> Option<String> {
        let rest = self.chars.get(self.at..)?;
        let length = rest.iter().position(|c| !c.is_alphabetic() && !matches!(c, '-' | '_'))?;
        let after = |place: usize| rest.get(place).copied();
        if after(length) != Some(':') || length == 0 || after(0) == Some('-') {
            return None;
        }
        if after(length + 1) == Some('/') && after(length + 2) == Some('/') {
            return None;
        }
        let name = rest.iter().take(length).collect();
        self.at += length + 1;
        Some(name)
    }

    fn filter(&mut self, typed: &str, not: bool, start: usize) -> Result<(), QueryError> {
        let Some(name) = FilterName::of(typed) else {
            let name_start = start + usize::from(not);
            let place = name_start..self.at;
            let message = match FilterName::meant(typed) {
                Some(meant) => format!("There is no filter “{typed}”. Did you mean “{meant}”?"),
                None => format!("There is no filter “{typed}”."),
            };
            let known: Vec<&str> = FilterName::ALL.iter().map(|name| name.as_str()).collect();
            return Err(error(&message, place).hint(&format!(
                "Filters are {}. Put words with a colon in quotation marks to look for them.",
                known.join(", ")
            )));
        };
        let mut values = Vec::new();
        loop {
            let mut value = self.bare(|c| c == ',');
            while self.peek().is_some_and(|c| closers(c).is_some()) {
                value += self.quoted()?.trim();
                value += &self.bare(|c| c == ',');
            }
            if value.is_empty() {
                let message = if values.is_empty() {
                    format!("There is no value behind “{name}:”.")
                } else {
                    format!("There is no value behind the comma of “{name}:”.")
                };
                return Err(error(&message, start..self.at).hint(&format!(
                    "Write the value without a space before it, as in {name}:a or {name}:a,b."
                )));
            }
            values.push(value);
            if self.peek() != Some(',') {
                break;
            }
            self.at += 1;
        }
        let place = start..self.at;
        self.count(values.len(), &place)?;
        if let Some(or) = self.or.take() {
            return Err(no_filters_or(or));
        }
        self.query.filters.push(Filter { name, values, not, place });
        self.last = Last::Other;
        Ok(())
    }

    fn or(&mut self, place: Range<usize>) -> Result<(), QueryError> {
        match self.last {
            Last::Term if self.or.is_none() => {
                self.or = Some(place);
                Ok(())
            }
            Last::Other if self.or.is_none() => Err(no_filters_or(place)),
            _ => Err(nothing_or(place)),
        }
    }

    fn part(&mut self, part: Part, not: bool, place: Range<usize>) -> Result<(), QueryError> {
        self.count(if let Part::Phrase(words) = &part { words.len() } else { 1 }, &place)?;
        match (self.or.take(), self.query.terms.last_mut()) {
            (Some(or), _) if not => return Err(no_filters_or(or)),
            (Some(_), Some(term)) => {
                term.any.push(part);
                term.place.end = place.end;
            }
            _ => self.query.terms.push(Term { any: vec![part], not, place }),
        }
        self.last = if not { Last::Other } else { Last::Term };
        Ok(())
    }

    fn count(&mut self, more: usize, place: &Range<usize>) -> Result<(), QueryError> {
        self.counted = self.counted.saturating_add(more);
        if self.counted > MAX_TERMS {
            let message = format!("A query can have at most {MAX_TERMS} words and values.");
            return Err(error(&message, place.clone()));
        }
        Ok(())
    }

    fn finish(self) -> Result<Query, QueryError> {
        let whole = 0..self.chars.len();
        let Query { terms, filters } = &self.query;
        if let Some(or) = self.or {
            return Err(nothing_or(or));
        }
        if terms.is_empty() && filters.is_empty() && self.chars.iter().any(|c| !c.is_whitespace()) {
            return Err(error("There is no word to look for.", whole));
        }
        if filters.is_empty() && !terms.is_empty() && terms.iter().all(|term| term.not) {
            return Err(say_what(whole));
        }
        Ok(self.query)
    }
}

/// Whether an index can have it: letters or digits.
fn wordy(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The marks that close a quotation which this one opens; `None` is no quotation mark.
fn closers(mark: char) -> Option<&'static [char]> {
    match mark {
        '«' => Some(&['»']),
        '»' => Some(&['«', '»']),
        '"' | '“' | '”' | '„' | '‟' => Some(&['"', '“', '”', '‟']),
        _ => None,
    }
}

fn error(message: &str, place: Range<usize>) -> QueryError {
    QueryError { message: message.to_owned(), place, hint: None }
}

impl QueryError {
    fn hint(self, hint: &str) -> QueryError {
        QueryError { hint: Some(hint.to_owned()), ..self }
    }
}

fn nothing_or(place: Range<usize>) -> QueryError {
    error("OR must stand between two words or phrases.", place)
        .hint("Write it between them, as in ukraine OR kyiv; put it in quotation marks to look for the word.")
}

fn no_filters_or(place: Range<usize>) -> QueryError {
    error("OR joins words and phrases, not filters, nor what must not occur.", place)
        .hint("Give a filter several values with commas, as in status:disputed,refuted.")
}
