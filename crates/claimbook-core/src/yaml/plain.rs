//! A quick reader for the style in which the tool writes: one entry a line, double quotes or a plain word, lists and
//! maps by indentation or on one line.
//!
//! It reads that and declines all else (a comment after a value, single quotes, text over several lines, references,
//! anything wrong), which then goes to the full reader. It never reads a text differently: tests hold the two
//! against each other. Nearly every file of a large workspace is in this style, and parsing one takes a sixth of the
//! time.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Deeper texts go to the full reader.
const MAX_DEPTH: usize = 16;
/// So do longer keys.
const MAX_KEY: usize = 100;

/// Reads a text in the tool's own style; `None` for any other, and where a value does not fit.
pub(super) fn from_str<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut reader = Reader { text, at: 0, column: Some(0), depth: 0 };
    reader.next_line().ok()?;
    // The outermost map begins at the margin.
    (reader.column == Some(0)).then_some(())?;
    let value = T::deserialize(Value { reader: &mut reader, place: Place::Block(0) }).ok()?;
    reader.column.is_none().then_some(value)
}

/// The bytes of a word.
static TIED: [bool; 256] = {
    let mut tied = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        tied[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'-' | b'.' | b'/');
        byte += 1;
    }
    tied
};

/// The bytes that mean something between double quotes, or with which a character may begin that must not stand there.
static TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        telling[byte] = byte < 0x20 || matches!(byte as u8, b'"' | b'\\' | 0x7f | 0xc2 | 0xe2 | 0xef);
        byte += 1;
    }
    telling
};

/// Why the quick reader stopped; what is wrong, if anything is, the full reader says.
#[derive(Debug)]
struct Declined;

impl fmt::Display for Declined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not in the plain style")
    }
}

impl std::error::Error for Declined {}

impl de::Error for Declined {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Declined
    }
}

type Outcome<T> = Result<T, Declined>;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The column at which the current entry begins; `None` at the end of the text.
    column: Option<usize>,
    depth: usize,
}

enum Scalar<'a> {
    Quoted(Cow<'a, str>),
    /// Begins with a letter, and is a string to every reader.
    Word(&'a str),
    Bool(bool, &'a str),
    Whole(u64, &'a str),
    Fraction(f64, &'a str),
    /// Begins with a digit: a string where one is wanted, else not for this reader to say.
    Unclear(&'a str),
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, byte: u8) -> Outcome<()> {
        if self.take(byte) { Ok(()) } else { Err(Declined) }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// From the beginning of a line to the first entry on this or a later one.
    fn next_line(&mut self) -> Outcome<()> {
        loop {
            let start = self.at;
            while self.take(b' ') {}
            match self.peek() {
                None => {
                    self.column = None;
                    return Ok(());
                }
                Some(b'\n') => self.at += 1,
                Some(b'#') => self.comment()?,
                Some(_) => {
                    self.column = Some(self.at - start);
                    return Ok(());
                }
            }
        }
    }

    fn comment(&mut self) -> Outcome<()> {
        loop {
            match self.peek() {
                None => return Ok(()),
                Some(b'\n') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(_) => self.character()?,
            }
        }
    }

    /// One byte of a text that goes on; declined where readers could see a line break or no character at all.
    fn character(&mut self) -> Outcome<()> {
        let odd = matches!(
            self.rest(),
            [0..0x20 | 0x7f, ..]
                | [0xc2, 0x80..0xa0, ..]
                | [0xe2, 0x80, 0xa8 | 0xa9, ..]
                | [0xef, 0xbb, 0xbf, ..]
                | [0xef, 0xbf, 0xbe | 0xbf, ..]
        );
        if odd {
            return Err(Declined);
        }
        self.at += 1;
        Ok(())
    }

    /// The end of a line's last value, and on to the next entry.
    fn end_of_line(&mut self) -> Outcome<()> {
        match self.peek() {
            None => {}
            Some(b'\n') => self.at += 1,
            Some(_) => return Err(Declined),
        }
        self.next_line()
    }

    /// Letters, digits and `_-./`, beginning with a letter or a digit.
    fn word(&mut self) -> Outcome<&'a str> {
        let rest = self.rest();
        let length = rest.iter().position(|b| !TIED[usize::from(*b)]).unwrap_or(rest.len());
        if !rest.first().is_some_and(u8::is_ascii_alphanumeric) {
            return Err(Declined);
        }
        let word = self.text.get(self.at..self.at + length).ok_or(Declined)?;
        self.at += length;
        Ok(word)
    }

    fn key(&mut self) -> Outcome<&'a str> {
        let key = self.word()?;
        if key.len() > MAX_KEY {
            return Err(Declined);
        }
        self.expect(b':')?;
        Ok(key)
    }

    fn scalar(&mut self) -> Outcome<Scalar<'a>> {
        if self.take(b'"') { self.quoted().map(Scalar::Quoted) } else { classify(self.word()?) }
    }

    /// What stands before the closing double quote.
    fn quoted(&mut self) -> Outcome<Cow<'a, str>> {
        let mut decoded = String::new();
        let mut from = self.at;
        loop {
            match self.peek().ok_or(Declined)? {
                b'"' => {
                    let last = self.text.get(from..self.at).ok_or(Declined)?;
                    self.at += 1;
                    if decoded.is_empty() {
                        return Ok(Cow::Borrowed(last));
                    }
                    decoded.push_str(last);
                    return Ok(Cow::Owned(decoded));
                }
                b'\\' => {
                    decoded.push_str(self.text.get(from..self.at).ok_or(Declined)?);
                    self.at += 1;
                    decoded.push(self.escape()?);
                    from = self.at;
                }
                _ => {
                    self.character()?;
                    // Nearly all of a text means nothing here.
                    let rest = self.rest();
                    self.at += rest.iter().position(|b| TELLING[usize::from(*b)]).unwrap_or(rest.len());
                }
            }
        }
    }

    fn escape(&mut self) -> Outcome<char> {
        let kind = self.peek().ok_or(Declined)?;
        self.at += 1;
        let digits = match kind {
            b'"' | b'\\' => return Ok(char::from(kind)),
            b'n' => return Ok('\n'),
            b't' => return Ok('\t'),
            b'r' => return Ok('\r'),
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => return Err(Declined),
        };
        let code = self.text.get(self.at..self.at + digits).ok_or(Declined)?;
        if !code.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Declined);
        }
        self.at += digits;
        u32::from_str_radix(code, 16).ok().and_then(char::from_u32).ok_or(Declined)
    }
}

/// What a word without quotes is.
fn classify(word: &str) -> Outcome<Scalar<'_>> {
    match word {
        "true" => return Ok(Scalar::Bool(true, word)),
        "false" => return Ok(Scalar::Bool(false, word)),
        _ => {}
    }
    let bytes = word.as_bytes();
    if bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        let other = ["null", "true", "false", "nan", "inf", "infinity"];
        let clear = !other.iter().any(|other| other.eq_ignore_ascii_case(word));
        return if clear { Ok(Scalar::Word(word)) } else { Err(Declined) };
    }
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_whole =
        |part: &str| is_digits(part) && part.len() <= 15 && (part == "0" || !part.starts_with('0'));
    if is_whole(word) {
        return word.parse().map(|number| Scalar::Whole(number, word)).map_err(|_| Declined);
    }
    match word.split_once('.') {
        Some((whole, part)) if is_whole(whole) && is_digits(part) => {
            word.parse().map(|number| Scalar::Fraction(number, word)).map_err(|_| Declined)
        }
        _ => Ok(Scalar::Unclear(word)),
    }
}

#[derive(Clone, Copy)]
enum Place {
    /// The outermost map, in this column.
    Block(usize),
    /// After `key:`, in a map in this column.
    AfterKey(usize),
    /// After `- `, in a list in this column.
    Item(usize),
    /// Inside brackets.
    Flow,
}

struct Value<'r, 'a> {
    reader: &'r mut Reader<'a>,
    place: Place,
}

enum Begun<'a> {
    Map(usize),
    List(usize),
    FlowMap,
    FlowList,
    Scalar(Scalar<'a>),
}

impl<'a> Value<'_, 'a> {
    fn begin(&mut self) -> Outcome<Begun<'a>> {
        let reader = &mut *self.reader;
        match self.place {
            Place::Block(column) => return Ok(Begun::Map(column)),
            Place::AfterKey(outer) => {
                if reader.take(b'\n') {
                    reader.next_line()?;
                    let column = reader.column.filter(|column| *column > outer).ok_or(Declined)?;
                    let list = reader.peek() == Some(b'-');
                    return Ok(if list { Begun::List(column) } else { Begun::Map(column) });
                }
                reader.expect(b' ')?;
            }
            Place::Item(outer) => {
                let start = reader.at;
                let is_key = reader.word().is_ok() && matches!(reader.rest(), [b':', b' ' | b'\n', ..]);
                reader.at = start;
                if is_key {
                    reader.column = Some(outer + 2);
                    return Ok(Begun::Map(outer + 2));
                }
            }
            Place::Flow => {}
        }
        if reader.take(b'{') {
            return Ok(Begun::FlowMap);
        }
        if reader.take(b'[') {
            return Ok(Begun::FlowList);
        }
        reader.scalar().map(Begun::Scalar)
    }

    /// After a value on one line.
    fn finish(&mut self) -> Outcome<()> {
        match self.place {
            Place::Flow => Ok(()),
            _ => self.reader.end_of_line(),
        }
    }

    fn deeper(&mut self) -> Outcome<()> {
        self.reader.depth += 1;
        if self.reader.depth > MAX_DEPTH { Err(Declined) } else { Ok(()) }
    }
}

impl<'de> Deserializer<'de> for Value<'_, '_> {
    type Error = Declined;

    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Outcome<V::Value> {
        let begun = self.begin()?;
        if let Begun::Scalar(scalar) = begun {
            self.finish()?;
            return match scalar {
                Scalar::Quoted(text) => visitor.visit_str(&text),
                Scalar::Word(word) => visitor.visit_str(word),
                Scalar::Bool(value, _) => visitor.visit_bool(value),
                Scalar::Whole(number, _) => visitor.visit_u64(number),
                Scalar::Fraction(number, _) => visitor.visit_f64(number),
                Scalar::Unclear(_) => Err(Declined),
            };
        }
        self.deeper()?;
        let value = match begun {
            Begun::Map(column) => visitor.visit_map(Block { reader: self.reader, column })?,
            Begun::List(column) => visitor.visit_seq(Block { reader: self.reader, column })?,
            Begun::FlowMap => {
                let mut flow = Flow { reader: self.reader, close: b'}', first: true, closed: false };
                let value = visitor.visit_map(&mut flow)?;
                flow.closed.then_some(value).ok_or(Declined)?
            }
            _ => {
                let mut flow = Flow { reader: self.reader, close: b']', first: true, closed: false };
                let value = visitor.visit_seq(&mut flow)?;
                flow.closed.then_some(value).ok_or(Declined)?
            }
        };
        self.reader.depth -= 1;
        if matches!(begun, Begun::FlowMap | Begun::FlowList) {
            self.finish()?;
        }
        Ok(value)
    }

    /// A word is a string where one is wanted, whatever it looks like.
    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Outcome<V::Value> {
        let Begun::Scalar(scalar) = self.begin()? else { return Err(Declined) };
        self.finish()?;
        match scalar {
            Scalar::Quoted(text) => visitor.visit_str(&text),
            Scalar::Word(word)
            | Scalar::Bool(_, word)
            | Scalar::Whole(_, word)
            | Scalar::Fraction(_, word)
            | Scalar::Unclear(word) => visitor.visit_str(word),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        // Nothing, in any of its spellings, is declined.
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Outcome<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum ignored_any
    }
}

/// A key, which is a string where one is wanted.
struct Key<'a>(&'a str);

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = Declined;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match classify(self.0)? {
            Scalar::Word(word) => visitor.visit_str(word),
            _ => Err(Declined),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_str(self.0)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_str(self.0)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_str(self.0)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum ignored_any
    }
}

/// A list or map by indentation.
struct Block<'r, 'a> {
    reader: &'r mut Reader<'a>,
    column: usize,
}

impl Block<'_, '_> {
    /// Whether another entry follows; what is indented differently belongs to nothing.
    fn goes_on(&self) -> Outcome<bool> {
        match self.reader.column {
            Some(column) if column == self.column => Ok(true),
            Some(column) if column > self.column => Err(Declined),
            _ => Ok(false),
        }
    }
}

impl<'de> MapAccess<'de> for Block<'_, '_> {
    type Error = Declined;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Outcome<Option<K::Value>> {
        if !self.goes_on()? {
            return Ok(None);
        }
        seed.deserialize(Key(self.reader.key()?)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Outcome<V::Value> {
        seed.deserialize(Value { reader: self.reader, place: Place::AfterKey(self.column) })
    }
}

impl<'de> SeqAccess<'de> for Block<'_, '_> {
    type Error = Declined;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<Option<T::Value>> {
        if !self.goes_on()? {
            return Ok(None);
        }
        self.reader.expect(b'-')?;
        self.reader.expect(b' ')?;
        seed.deserialize(Value { reader: self.reader, place: Place::Item(self.column) }).map(Some)
    }
}

/// A list or map in brackets, on one line.
struct Flow<'r, 'a> {
    reader: &'r mut Reader<'a>,
    close: u8,
    first: bool,
    closed: bool,
}

impl Flow<'_, '_> {
    fn goes_on(&mut self) -> Outcome<bool> {
        if self.reader.take(self.close) {
            self.closed = true;
            return Ok(false);
        }
        if !std::mem::take(&mut self.first) {
            self.reader.expect(b',')?;
            self.reader.expect(b' ')?;
        }
        Ok(true)
    }
}

impl<'de> MapAccess<'de> for &mut Flow<'_, '_> {
    type Error = Declined;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Outcome<Option<K::Value>> {
        if !self.goes_on()? {
            return Ok(None);
        }
        let key = self.reader.key()?;
        self.reader.expect(b' ')?;
        seed.deserialize(Key(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Outcome<V::Value> {
        seed.deserialize(Value { reader: self.reader, place: Place::Flow })
    }
}

impl<'de> SeqAccess<'de> for &mut Flow<'_, '_> {
    type Error = Declined;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<Option<T::Value>> {
        if !self.goes_on()? {
            return Ok(None);
        }
        seed.deserialize(Value { reader: self.reader, place: Place::Flow }).map(Some)
    }
}

#[cfg(test)]
mod tests;
