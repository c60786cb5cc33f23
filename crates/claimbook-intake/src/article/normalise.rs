//! The one form in which the text of an article is kept.

use unicode_normalization::UnicodeNormalization;

/// Brings a text into the form in which it is kept, hashed and quoted:
///
/// - lines end with LF (from CRLF, CR, NEL, form feed and the Unicode line and paragraph separators);
/// - terminal escapes and control characters are gone, but for the tab;
/// - so are signs that nobody sees but that change what is read or found: bidirectional overrides, embeddings and isolates, byte order
///   marks, zero-width spaces, word joiners, soft hyphens; joiners that shape letters and emoji stay;
/// - characters are composed (NFC);
/// - no line ends with white space, at most one blank line stands between paragraphs, none at the beginning, and the text ends
///   with one newline.
///
/// A text in this form stays as it is. A text without a visible character becomes the empty one.
pub(crate) fn normalise(text: &str) -> String {
    let seen: String = visible(text).nfc().collect();
    let mut normal = String::with_capacity(seen.len() + 1);
    let mut blank = false;
    for line in seen.split('\n').map(str::trim_end) {
        if line.is_empty() {
            blank = !normal.is_empty();
            continue;
        }
        if blank {
            normal.push('\n');
        }
        blank = false;
        normal.push_str(line);
        normal.push('\n');
    }
    normal
}

/// The characters that are kept.
fn visible(text: &str) -> impl Iterator<Item = char> {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            match chars.next()? {
                '\r' => {
                    chars.next_if_eq(&'\n');
                    return Some('\n');
                }
                '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => return Some('\n'),
                '\u{1b}' => match chars.next_if(|c| matches!(c, ' '..='~')) {
                    Some('[') => skip_sequence(&mut chars),
                    Some(']' | 'P' | 'X' | '^' | '_') => skip_string(&mut chars),
                    // A character set is chosen with one more sign.
                    Some(' '..='/') => {
                        chars.next_if(|c| matches!(c, '0'..='~'));
                    }
                    _ => {}
                },
                '\u{9b}' => skip_sequence(&mut chars),
                '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => skip_string(&mut chars),
                c if dropped(c) => {}
                c => return Some(c),
            }
        }
    })
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// A control sequence: parameters and one last letter.
fn skip_sequence(chars: &mut Chars<'_>) {
    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    chars.next_if(|c| matches!(c, '@'..='~'));
}

/// A control string, such as a window title: up to its end mark, and never beyond the line, since the mark may be missing.
fn skip_string(chars: &mut Chars<'_>) {
    while let Some(c) = chars.next_if(|c| !matches!(c, '\n' | '\r')) {
        if matches!(c, '\u{7}' | '\u{9c}') || (c == '\u{1b}' && chars.next_if_eq(&'\\').is_some()) {
            break;
        }
    }
}

fn dropped(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_and_blank_lines_have_one_form() {
        assert_eq!(
            normalise("\r\n\r\none \t\r\ntwo\rthree\n \n\n\u{a0}\nfour\n\n"),
            "one\ntwo\nthree\n\nfour\n"
        );
        assert_eq!(normalise("a\u{c}b\u{2029}c\u{85}d"), "a\nb\nc\nd\n");
        assert_eq!(normalise(" \n\t"), "");
        assert_eq!(normalise("  indented"), "  indented\n");
    }

    #[test]
    fn terminal_escapes_are_gone() {
        assert_eq!(normalise("\u{1b}[1;31mred\u{1b}[0m \u{9b}2Jalert\u{7}"), "red alert\n");
        assert_eq!(normalise("\u{1b}]0;title\u{7}one \u{1b}]8;;http://x\u{1b}\\two"), "one two\n");
        assert_eq!(normalise("\u{1b}]0;never ends\nkept \u{1b}(Bhere\u{1b}"), "\nkept here\n".trim_start());
    }

    #[test]
    fn hidden_signs_are_gone_and_joiners_stay() {
        assert_eq!(normalise("pay\u{202e}100\u{2069} mil\u{ad}lion\u{feff}"), "pay100 million\n");
        assert_eq!(normalise("👩\u{200d}🚀 می\u{200c}خواهم"), "👩\u{200d}🚀 می\u{200c}خواهم\n");
        assert_eq!(normalise("cafe\u{301}"), "café\n");
    }

    proptest! {
        #[test]
        fn a_normal_text_stays_as_it_is(text in "(?s)([ \n\r\t\u{1b}\\[\\]ma\u{301}\u{202e}\u{9d}\u{7}]|.){0,80}") {
            let once = normalise(&text);
            prop_assert_eq!(&normalise(&once), &once);
            prop_assert!(!once.contains("\n\n\n") && !once.starts_with('\n'));
            prop_assert!(once.is_empty() || once.ends_with('\n'));
            let hidden = once.contains(|c: char| dropped(c));
            prop_assert!(!hidden);
        }
    }
}
