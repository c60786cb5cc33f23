//! From text to typed values. The one file that names the YAML reader.

use serde::de::DeserializeOwned;

use super::emit::Out;
use super::lines::LineIndex;
use super::plain;
use super::route::Route;
use super::tree::tree;
use super::typed::{self, Fix};
use super::words;

/// Any value: what unknown keys hold.
pub type Any = serde_yaml::Value;
/// A map of [`Any`].
pub type AnyMap = serde_yaml::Mapping;

/// Why a text does not give the value that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ReadError {
    /// What is wrong, as a sentence.
    pub message: String,
    /// The value that is wrong, such as `verdicts[1].at`; none where the text as such cannot be read.
    pub route: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1, in Unicode code points.
    pub column: Option<usize>,
    /// For a line typed by hand that lacks quotes: the same line with them.
    pub fix: Option<Fix>,
}

/// Reads one document. The text has passed [`super::guard()`].
///
/// # Errors
/// Says in words what is wrong and where.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, ReadError> {
    if let Some(value) = plain::from_str(text) {
        return Ok(value);
    }
    if is_empty(text) {
        return Err(ReadError {
            message: words::EMPTY.to_owned(),
            route: None,
            line: None,
            column: None,
            fix: None,
        });
    }
    // The library takes a byte order mark for a character of the text.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_yaml::from_str(body).map_err(|error| translate(text, body, &error))
}

/// Whether there is nothing but blank lines, comments and document markers.
fn is_empty(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim)
        .all(|line| line.is_empty() || line.starts_with('#') || line == "---" || line == "...")
}

fn translate(text: &str, body: &str, error: &serde_yaml::Error) -> ReadError {
    // A text that is broken further on is broken first of all: what its beginning was taken for means little.
    let broken = serde_yaml::from_str::<serde::de::IgnoredAny>(body).err();
    let (broken, error) = (broken.is_some(), broken.as_ref().unwrap_or(error));
    let shown = error.to_string();
    let lines = LineIndex::new(text);
    let offset = error.location().map(|location| location.index() + (text.len() - body.len()));
    let position = offset.map(|offset| lines.position(offset));
    let mut read = ReadError {
        message: String::new(),
        route: None,
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        fix: None,
    };
    if shown.contains("more than one document") {
        let second = tree(text).err();
        read.message = words::TWO_DOCUMENTS.to_owned();
        read.line = second.as_ref().map(|error| error.position.line);
        read.column = second.as_ref().map(|error| error.position.column);
    } else if shown.starts_with("recursion limit") {
        read.message = words::too_deep();
    } else if shown.starts_with("repetition limit") {
        read.message = "References (`*name`) in this file multiply.".to_owned();
    } else if broken {
        read.message = words::explain(&shown);
        read.fix = typed::find_fix(text, &shown, &lines);
    } else {
        let (route, message) = about_a_value(&shown, offset, text);
        read.message = message;
        read.route = Some(route).filter(|route| !route.is_empty());
    }
    read
}

/// The route and message of an error about a value.
fn about_a_value(shown: &str, offset: Option<usize>, text: &str) -> (String, String) {
    let message = without_place(shown);
    let root = tree(text).ok();
    let route = root.as_ref().and_then(|root| {
        let offset = offset?;
        let mut found = None;
        // Every value begins at another place than the one that holds it, but for those that are not written.
        root.walk(&mut |route, node| {
            if found.is_none() && node.span.start == offset {
                found = Some(route.clone());
            }
        });
        found
    });
    if let Some(route) = &route
        && let Some(message) = strip_route(message, &library_route(route))
    {
        return (route.to_string(), words::about_value(message));
    }
    let known = words::split_known(message);
    let (path, message) = known
        .or_else(|| message.split_once(": ").filter(|(path, _)| !path.contains(' ')))
        .unwrap_or(("", message));
    let route = if path.is_empty() { route.map(|route| route.to_string()) } else { Some(path.to_owned()) };
    (route.unwrap_or_default(), words::about_value(message))
}

/// The message without the ` at line 1 column 2` that the library puts at its end.
fn without_place(shown: &str) -> &str {
    match shown.rfind(" at line ") {
        Some(at)
            if shown
                .get(at + 9..)
                .is_some_and(|tail| tail.split(" column ").all(|number| number.parse::<usize>().is_ok())) =>
        {
            shown.get(..at).unwrap_or(shown)
        }
        _ => shown,
    }
}

fn strip_route<'a>(message: &'a str, route: &str) -> Option<&'a str> {
    if route.is_empty() {
        // The top has no prefix; only a message that is known is surely not one with a prefix.
        return words::is_known(message).then_some(message);
    }
    message.strip_prefix(route)?.strip_prefix(": ")
}

/// The route as the library writes it, without quotes.
fn library_route(route: &Route) -> String {
    let mut text = String::new();
    for step in route.steps() {
        match step {
            super::Step::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
            super::Step::Index(index) => text.push_str(&format!("[{index}]")),
        }
    }
    text
}

/// Where the reader stops in a text that is broken: what it says, and the line.
pub(super) fn stops(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let error = serde_yaml::from_str::<Any>(body).err()?;
    Some((error.to_string(), error.location().map_or(0, |location| location.line())))
}

/// The value that a reader sees where `out` was written.
pub(super) fn any_of(out: &Out) -> Any {
    match out {
        Out::Text(text) | Out::Word(text) => Any::String(text.clone()),
        Out::Int(number) => Any::Number((*number).into()),
        Out::Float(number) => Any::Number((*number).into()),
        Out::Bool(yes) => Any::Bool(*yes),
        Out::List(items) | Out::Flow(items) => Any::Sequence(items.iter().map(any_of).collect()),
        Out::Map(entries) | Out::FlowMap(entries) => Any::Mapping(
            entries.iter().map(|(key, value)| (Any::String(key.clone()), any_of(value))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only reading is tested")]
    struct Claim {
        claim: String,
        #[serde(default)]
        verdicts: Vec<Verdict>,
        #[serde(flatten)]
        rest: indexmap::IndexMap<String, Any>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only reading is tested")]
    struct Verdict {
        at: String,
        count: Option<u64>,
        word: Option<Word>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Word {
        One,
        Two,
    }

    #[track_caller]
    fn error(text: &str) -> ReadError {
        let error = from_str::<Claim>(text).unwrap_err();
        for word in ["deserialize", "invalid type", "EOF", "unit", "sequence", "struct", "YAML tag"] {
            assert!(!error.message.contains(word), "{error}");
        }
        assert!(error.message.ends_with('.') && error.message.starts_with(char::is_uppercase), "{error}");
        error
    }

    #[track_caller]
    fn says(text: &str, message: &str, route: &str, place: (usize, usize)) {
        let error = error(text);
        assert_eq!(error.message, message);
        assert_eq!(error.route.as_deref().unwrap_or(""), route);
        assert_eq!((error.line, error.column), (Some(place.0), Some(place.1)));
    }

    #[track_caller]
    fn mends(text: &str, line: usize, replacement: &str) {
        let fix = error(text).fix.unwrap_or_else(|| panic!("no fix: {:?}", error(text)));
        assert_eq!(fix, Fix { line, replacement: replacement.to_owned() });
    }

    #[test]
    fn wrong_values_are_named_in_words() {
        let at = "claim: x\nverdicts:\n  - at: y\n";
        says(
            &format!("{at}  - at: [z]\n"),
            "Here text is expected, and a list stands there.",
            "verdicts[1].at",
            (4, 9),
        );
        says(
            &format!("{at}    count: é\n"),
            "Here a whole number is expected, and the text \"é\" stands there.",
            "verdicts[0].count",
            (4, 12),
        );
        says(&format!("{at}  - word: one\n"), "The key `at` is missing.", "verdicts[1]", (4, 5));
        says(
            &format!("{at}    word: three\n"),
            "The word `three` is not known here. Use `one` or `two`.",
            "verdicts[0].word",
            (4, 11),
        );
        says(&format!("{at}    at: z\n"), "The key `at` stands twice; keep one.", "verdicts[0]", (3, 5));
        says(
            "claim: x\naccount: 123456789012345678901234\n",
            "The number `123456789012345678901234` has too many digits to be kept as one. Put it in double quotes.",
            "account",
            (2, 10),
        );
        let tagged = error("claim: x\nours: !mine y\n");
        assert!(tagged.message.starts_with("A tag (`!name`) stands here"), "{tagged:?}");
        says("verdicts: []\n", "The key `claim` is missing.", "", (1, 1));
        says(
            "claim: {a: 1}\n",
            "Here text is expected, and a group of `key: value` lines stands there.",
            "claim",
            (1, 8),
        );
        says("- a\n", "Here a group of `key: value` lines is expected, and a list stands there.", "", (1, 1));
        says("\u{feff}claim: [é]\n", "Here text is expected, and a list stands there.", "claim", (1, 8));
    }

    #[test]
    fn one_file_is_one_document() {
        for text in ["", "\n# c\n", "---\n...\n", "\u{feff}"] {
            assert_eq!(error(text).message, words::EMPTY);
        }
        let error = error("claim: x\n---\nclaim: y\n");
        assert!(error.message.contains("second document"), "{error}");
        assert_eq!(error.line, Some(2));
        assert!(from_str::<Claim>("---\nclaim: x\n...\n").is_ok());
        assert!(from_str::<Claim>("\u{feff}claim: x\r\n").is_ok());
    }

    #[test]
    fn text_typed_without_quotes_is_mended() {
        mends("a: 1\nclaim: Minister: we never paid\nb: 2\n", 2, "claim: \"Minister: we never paid\"");
        mends("claim: \"No\" was the answer\n", 1, "claim: \"\\\"No\\\" was the answer\"");
        mends("claim: @handle said\n", 1, "claim: \"@handle said\"");
        mends("claim: - 5 degrees\n", 1, "claim: \"- 5 degrees\"");
        mends("claim: 'tis\nb: 1\n", 1, "claim: \"'tis\"");
        mends("claim: \"open\nb: 1\n", 1, "claim: \"\\\"open\"");
        mends("claim: %50 more\n", 1, "claim: \"%50 more\"");
        mends("claim: [sic] they left\n", 1, "claim: \"[sic] they left\"");
        mends("claim: {x} they left\nb: 1\n", 1, "claim: \"{x} they left\"");
        mends("claim: > 5 died\nb: 1\n", 1, "claim: \"> 5 died\"");
        mends("claim: | x\n", 1, "claim: \"| x\"");
        mends("claim: *bold* text\n", 1, "claim: \"*bold* text\"");
        mends("claim: &x: y: z\n", 1, "claim: \"&x: y: z\"");
        mends("claim: `x`\n", 1, "claim: \"`x`\"");
        mends("claim: ? who: me\n", 1, "claim: \"? who: me\"");
        mends("claim: \"He said \"no\" to us\"\n", 1, "claim: \"He said \\\"no\\\" to us\"");
        mends("claim: 'Don't'\n", 1, "claim: \"Don't\"");
        mends("claim: x\nnotes:\n  - Minister: we: paid\n", 3, "  - Minister: \"we: paid\"");
        mends("claim: x\nnotes:\n  - @a: b\n", 3, "  - \"@a: b\"");
        mends("claim: x: y\r\nb: 1\r\n", 1, "claim: \"x: y\"");
        mends("claim: a # b\n  c\n", 1, "claim: \"a # b\"");
    }

    #[test]
    fn what_one_line_cannot_mend_has_no_fix() {
        for text in ["claim: x\n\ty: 1\n", "claim: a\n b: c\n d: e: f\n"] {
            let error = from_str::<Any>(text).unwrap_err();
            assert_eq!(error.fix, None, "{text}");
        }
    }
}
