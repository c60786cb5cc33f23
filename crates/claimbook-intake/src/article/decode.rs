//! From bytes to characters.

use super::{ArticleError, Kind};
use encoding_rs::Encoding;

/// How far into a page it may declare its encoding.
const DECLARED_WITHIN: usize = 4096;

/// The characters of a file: UTF-8, UTF-16 where a byte order mark says so, and for a web page that is neither, the encoding that it
/// declares. The byte order mark is left out.
pub(super) fn decode(bytes: &[u8], kind: Kind) -> Result<String, ArticleError> {
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        strictly(encoding, bytes.get(mark..).unwrap_or_default())?
    } else {
        match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => match declared(bytes).filter(|_| kind == Kind::Html) {
                Some(encoding) => strictly(encoding, bytes)?,
                None => return Err(ArticleError::NotUtf8 { line: line(bytes, error.valid_up_to()) }),
            },
        }
    };
    match text.find('\0') {
        Some(at) => Err(ArticleError::NotText { line: line(text.as_bytes(), at) }),
        None => Ok(text),
    }
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, ArticleError> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| ArticleError::NotIn { encoding: encoding.name() })
}

/// The encoding that a page names in its head: `<meta charset=…>`, `<meta … content="text/html; charset=…">`, `<?xml encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let (_, value) = head.split_once(key)?;
        let value = value.trim_start_matches(['"', '\'', ' ']);
        let label = value.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
        Encoding::for_label(label.as_bytes())
    })
}

/// The number of the line, from 1, in which a byte stands.
fn line(bytes: &[u8], at: usize) -> usize {
    1 + bytes.get(..at).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_decide_and_are_left_out() {
        assert_eq!(decode(b"\xEF\xBB\xBFone", Kind::Plain).unwrap(), "one");
        assert_eq!(decode(b"\xFF\xFEo\0n\0e\0", Kind::Plain).unwrap(), "one");
        assert_eq!(decode(b"\xFE\xFF\0o\0n\0e", Kind::Plain).unwrap(), "one");
    }

    #[test]
    fn a_page_is_read_in_the_encoding_that_it_declares() {
        let page = b"<html><head><meta charset=\"windows-1251\"></head><p>\xCC\xEE\xF1\xF2</p>";
        assert!(decode(page, Kind::Html).unwrap().contains("Мост"));
        let page = b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>caf\xE9</p>";
        assert!(decode(page, Kind::Html).unwrap().contains("café"));
    }

    #[test]
    fn the_bad_line_is_named() {
        let message = decode(b"one\ntwo\ncaf\xE9", Kind::Plain).unwrap_err().to_string();
        assert_eq!(
            message,
            "Line 3 is not UTF-8 text. Open the file in an editor, save it as UTF-8, and try again."
        );
        let error = decode(b"<p>caf\xE9</p>", Kind::Html).unwrap_err();
        assert!(matches!(error, ArticleError::NotUtf8 { line: 1 }));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b"one\n\0", Kind::Plain), Err(ArticleError::NotText { line: 2 })));
        // Half of a UTF-16 character at the end.
        assert!(matches!(
            decode(b"\xFF\xFEo\0n", Kind::Plain),
            Err(ArticleError::NotIn { encoding: "UTF-16LE" })
        ));
    }
}
