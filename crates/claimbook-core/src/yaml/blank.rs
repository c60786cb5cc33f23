//! Steps over what stands between values in a text: spaces, comments, anchors and tags.

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

/// The end of the line, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len())
}

/// The next byte that is neither space, line break nor comment.
pub(super) fn skip_blank(text: &str, mut at: usize) -> usize {
    let mut after_space = at == 0 || matches!(byte(text, at - 1), Some(b' ' | b'\t' | b'\n' | b'\r'));
    while let Some(byte) = byte(text, at) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'#' if after_space => at = line_end(text, at),
            _ => break,
        }
        after_space = true;
    }
    at
}

/// Past the anchors and tags that begin here.
pub(super) fn skip_properties(text: &str, mut at: usize) -> usize {
    while matches!(byte(text, at), Some(b'&' | b'!')) {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let ends = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
        let word = rest.iter().position(ends).unwrap_or(rest.len());
        at = skip_blank(text, at + word);
    }
    at
}

/// The end of the quoted text that begins here, after its closing quote.
pub(super) fn quoted_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(quote) = byte(text, at) else { return at };
    let mut end = at + 1;
    while let Some(byte) = bytes.get(end) {
        end += match byte {
            b'\\' if quote == b'"' => 2,
            b'\'' if quote == b'\'' && bytes.get(end + 1) == Some(&b'\'') => 2,
            byte if *byte == quote => return end + 1,
            _ => 1,
        };
    }
    bytes.len()
}
