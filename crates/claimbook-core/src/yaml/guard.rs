//! The first look at a file, before any parser sees it: is it text, is it of sane size, could it be a trap?

use super::lines::{LineIndex, Position};
use super::tree::tree;

/// The largest file that is read, in bytes (4 MiB).
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The deepest nesting of lists and maps.
pub const MAX_DEPTH: usize = 64;

/// How many bytes of text all references (`*name`) of a file may stand for.
const MAX_EXPANSION: usize = MAX_BYTES;

/// In a text that is broken, or in which the parsers see different lines, structure cannot be trusted and brackets
/// and references are merely counted.
const MAX_BRACKETS_UNREAD: usize = 5_000;
const MAX_ALIASES_UNREAD: usize = 12;
const MAX_BYTES_UNREAD: usize = 64 * 1024;

/// Each `%` line is compared with all before it, and the rest of it may be repeated for each tag.
const MAX_DIRECTIVES: usize = 16;
const MAX_DIRECTIVE_BYTES: usize = 128;

/// A tree takes far more memory than its text: a hundred times as much where each byte opens a list.
const MAX_BRACKETS: usize = 100_000;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    /// What is wrong, as a sentence.
    pub message: String,
    /// Where, if it is in one place.
    pub position: Option<Position>,
}

/// Checks that bytes are text that the parsers can be given: UTF-8, no forbidden control characters, no more than
/// [`MAX_BYTES`], no more than [`MAX_DEPTH`] levels, and no references that multiply. One cheap pass for files that
/// are plainly harmless; the rest are looked at with the tree's parser, which stops at the limits.
///
/// Text that is not YAML but harmless passes: saying what is wrong with it is the reader's job.
///
/// # Errors
/// Says why the bytes are refused, and where.
pub fn guard(bytes: &[u8]) -> Result<&str, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused {
            message: format!("The file is larger than {} MiB and is not read.", MAX_BYTES / 1024 / 1024),
            position: None,
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    let signs = scan(text)?;
    if !signs.needs_a_closer_look() {
        return Ok(text);
    }
    closer_look(text, &signs).map(|()| text)
}

fn not_utf8(bytes: &[u8], at: usize) -> Refused {
    let good = bytes.get(..at).and_then(|good| std::str::from_utf8(good).ok()).unwrap_or("");
    let message = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "The file is saved as UTF-16. Save it as UTF-8."
    } else {
        "The file is not UTF-8 text. Save it as UTF-8."
    };
    Refused { message: message.to_owned(), position: Some(LineIndex::new(good).position(at)) }
}

/// What the cheap pass counted.
#[derive(Default)]
struct Signs {
    brackets: usize,
    anchors: usize,
    aliases: usize,
    directives: usize,
    long_directive: bool,
    deep_line: bool,
    /// A line break that YAML 1.1 knows and YAML 1.2 does not: the two parsers then see different lines.
    odd_break: bool,
}

impl Signs {
    fn needs_a_closer_look(&self) -> bool {
        self.brackets > MAX_DEPTH
            || self.deep_line
            || (self.anchors > 0 && self.aliases > 0)
            || self.directives > MAX_DIRECTIVES
            || self.long_directive
    }
}

fn scan(text: &str) -> Result<Signs, Refused> {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or(b' ');
    let names = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || byte >= 0x80;
    let mut signs = Signs::default();
    // The column of the line's first character that is not part of its indentation, dashes included.
    let mut lead = Some(0usize);
    let mut here = 0;
    while let Some(byte) = bytes.get(here) {
        let at = here;
        here += 1;
        if let Some(columns) = lead {
            signs.deep_line |= columns > MAX_DEPTH / 2;
            lead = match byte {
                b' ' | b'-' | b'?' | b':' | b'\t' => Some(columns + 1),
                _ => None,
            };
            if *byte == b'%' && columns == 0 {
                signs.directives += 1;
                let line = bytes.get(at..).unwrap_or_default().iter().take(MAX_DIRECTIVE_BYTES + 1);
                signs.long_directive |=
                    line.take_while(|b| !b"\n\r".contains(b)).count() > MAX_DIRECTIVE_BYTES;
            }
        }
        match byte {
            b'\n' | b'\r' => lead = Some(0),
            b'[' | b'{' => signs.brackets += 1,
            b'&' if names(next(at)) => signs.anchors += 1,
            b'*' if names(next(at)) => signs.aliases += 1,
            b'\t' => {}
            0..0x20 | 0x7f | 0xc2 | 0xe2 | 0xef => {
                let rest = bytes.get(at..).unwrap_or_default();
                if is_forbidden(rest, at) {
                    return Err(forbidden(text, at));
                }
                if rest.starts_with(&[0xc2, 0x85])
                    || rest.starts_with("\u{2028}".as_bytes())
                    || rest.starts_with("\u{2029}".as_bytes())
                {
                    signs.odd_break = true;
                    lead = Some(0);
                }
            }
            _ => {}
        }
        // Nearly all of a text means nothing here.
        if lead.is_none() {
            let rest = bytes.get(here..).unwrap_or_default();
            here += rest.iter().position(|byte| TELLING[usize::from(*byte)]).unwrap_or(rest.len());
        }
    }
    Ok(signs)
}

/// The bytes that mean something wherever they stand.
static TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        telling[byte] = byte < 0x20 && byte != 0x09
            || matches!(byte as u8, b'[' | b'{' | b'&' | b'*' | 0x7f | 0xc2 | 0xe2 | 0xef);
        byte += 1;
    }
    telling
};

/// Whether the character that begins here is one that YAML does not allow as it is. A byte order mark may only
/// stand at the start.
fn is_forbidden(rest: &[u8], at: usize) -> bool {
    match rest {
        [0xc2, second, ..] => (0x80..0xa0).contains(second) && *second != 0x85,
        [0xef, 0xbb, 0xbf, ..] => at != 0,
        [0xef, 0xbf, 0xbe | 0xbf, ..] => true,
        [0xe2 | 0xef, ..] => false,
        _ => true,
    }
}

fn forbidden(text: &str, at: usize) -> Refused {
    let code = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, u32::from);
    let message = match code {
        0 => "The file holds a zero byte (U+0000), so it is no text file.".to_owned(),
        0xfeff => "A byte order mark (U+FEFF) stands inside the text. Delete it.".to_owned(),
        _ => format!(
            "The character U+{code:04X} is not allowed in a YAML file. Delete it, or write it as an escape in double quotes."
        ),
    };
    Refused { message, position: Some(LineIndex::new(text).position(at)) }
}

fn closer_look(text: &str, signs: &Signs) -> Result<(), Refused> {
    let refuse = |message: &str| Err(Refused { message: message.to_owned(), position: None });
    if signs.directives > MAX_DIRECTIVES {
        return refuse("The file has too many lines that begin with `%`.");
    }
    if signs.long_directive {
        return refuse("A line that begins with `%` is too long. Such lines give directions to the reader.");
    }
    if signs.brackets > MAX_BRACKETS {
        return refuse("The file has more than 100,000 opening brackets, which no record needs.");
    }
    let broken = match tree(text) {
        Err(error) => {
            let refused = Refused { message: error.message, position: Some(error.position) };
            if error.hostile {
                return Err(refused);
            }
            Some(refused)
        }
        Ok(node) if node.expansion() > MAX_EXPANSION => {
            return refuse(
                "References (`*name`) in this file stand for far more text than a record can hold.",
            );
        }
        Ok(_) => None,
    };
    if broken.is_none() && !signs.odd_break {
        return Ok(());
    }
    let aliased = signs.anchors > 0 && signs.aliases > 0;
    let too_much = signs.brackets > MAX_BRACKETS_UNREAD
        || aliased && (signs.aliases > MAX_ALIASES_UNREAD || text.len() > MAX_BYTES_UNREAD);
    match (too_much, broken) {
        (false, _) => Ok(()),
        (true, Some(refused)) if !signs.odd_break => Err(refused),
        (true, _) => refuse(
            "The file has thousands of brackets or many references (`*name`), and line breaks (U+0085, U+2028 or \
             U+2029) that not every reader takes for such. Replace these line breaks.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn refuses(bytes: &[u8], why: &str, place: Option<(usize, usize)>) {
        let refused = guard(bytes).unwrap_err();
        assert!(refused.message.contains(why), "{}", refused.message);
        assert_eq!(refused.position.map(|position| (position.line, position.column)), place);
    }

    #[test]
    fn refuses_what_is_no_text() {
        refuses(b"a: 1\nb: \xc3\xa9\xff", "UTF-8", Some((2, 5)));
        refuses(b"\xff\xfea\0", "UTF-16", Some((1, 1)));
        refuses(b"a: 1\nb: \0", "zero byte", Some((2, 4)));
        refuses("a: é\u{7}".as_bytes(), "U+0007", Some((1, 5)));
        refuses("a: \u{9b}31m".as_bytes(), "U+009B", Some((1, 4)));
        refuses("a: \u{fffe}".as_bytes(), "U+FFFE", Some((1, 4)));
        refuses("a: \u{feff}".as_bytes(), "byte order mark", Some((1, 4)));
        refuses(&vec![b'a'; MAX_BYTES + 1], "4 MiB", None);
    }

    #[test]
    fn accepts_ordinary_text() {
        for text in
            ["", "\u{feff}a: 1\r\n", "a: \"\u{85}\u{2028}é“\u{1f600}\"\n", "a:\tb\n", "a: AT&T *bold* & b\n"]
        {
            assert_eq!(guard(text.as_bytes()), Ok(text));
        }
    }

    #[test]
    fn refuses_deep_nesting_and_accepts_brackets_in_prose() {
        assert!(guard("[".repeat(100_000).as_bytes()).unwrap_err().message.contains("levels deep"));
        refuses("- ".repeat(100_000).as_bytes(), "levels deep", Some((1, 129)));
        refuses("{a:\n".repeat(100).as_bytes(), "levels deep", Some((65, 1)));
        let deep: String = (0..100).map(|at| format!("{}a:\n", " ".repeat(at))).collect();
        refuses(deep.as_bytes(), "levels deep", Some((65, 65)));
        let prose = "[".repeat(500);
        for text in [
            format!("a: \"{prose}\"\n"),
            format!("a: don't {prose}\n"),
            format!("a: |\n  {prose}\n  {{{{\nb: 1\n"),
            format!("# {prose}\na: '{prose}'\n"),
            format!("a: |\n  x\n{}deep\n", " ".repeat(200)),
            "- [a, {b: c}]\n".repeat(5000),
        ] {
            assert_eq!(guard(text.as_bytes()), Ok(text.as_str()));
        }
    }

    #[test]
    fn refuses_references_that_multiply() {
        let mut laughs = "a0: &a0 [lol, lol, lol]\n".to_owned();
        for at in 1..20 {
            let before = format!("*a{}, ", at - 1).repeat(9);
            laughs.push_str(&format!("a{at}: &a{at} [{before}]\n"));
        }
        refuses(laughs.as_bytes(), "far more text", None);
        refuses(format!("{laughs}b: c: d\n").as_bytes(), "colon", Some((21, 5)));
        refuses(b"a: &a [*a, *a]\n", "leads to itself", Some((1, 8)));
        let big = format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(1000));
        refuses(big.as_bytes(), "far more text", None);
        let fair = "a: &kim {name: Kim}\nb: [*kim, *kim]\n";
        assert_eq!(guard(fair.as_bytes()), Ok(fair));
    }

    #[test]
    fn a_line_break_of_yaml_1_1_hides_no_brackets() {
        refuses(format!("# \u{2028}a: {}", "[".repeat(6000)).as_bytes(), "thousands of brackets", None);
    }

    #[test]
    fn refuses_many_directives() {
        refuses("%TAG !a! b\n".repeat(17).as_bytes(), "`%`", None);
        // Each of the tags below would be a megabyte long.
        let long = format!("%TAG !e! tag:{}\n---\n{}", "a".repeat(1_000_000), "- !e!x y\n".repeat(10));
        refuses(long.as_bytes(), "too long", None);
        assert!(guard(b"%YAML 1.2\n%TAG !e! tag:example.org,2024:\n---\n- !e!x y\n").is_ok());
    }

    #[test]
    fn refuses_more_brackets_than_a_tree_can_hold() {
        refuses("a: [b]\n".repeat(100_001).as_bytes(), "100,000 opening brackets", None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(text) = guard(&bytes) {
                prop_assert_eq!(text.as_bytes(), &bytes[..]);
            }
        }
    }
}
