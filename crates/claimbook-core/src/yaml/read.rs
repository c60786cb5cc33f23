//! From text to typed values. The one file that names the YAML reader.

use serde::de::DeserializeOwned;

use super::emit::{self, Out};
use super::lines::LineIndex;
use super::route::Route;
use super::tree::{self, Style};
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

/// A line that would mend the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Which line it replaces, from 1.
    pub line: usize,
    /// The whole line, without its line break.
    pub replacement: String,
}

/// Reads one document. The text has passed [`super::guard()`].
///
/// # Errors
/// Says in words what is wrong and where.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, ReadError> {
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
        let second = tree::tree(text).err();
        read.message = words::TWO_DOCUMENTS.to_owned();
        read.line = second.as_ref().map(|error| error.position.line);
        read.column = second.as_ref().map(|error| error.position.column);
    } else if shown.starts_with("recursion limit") {
        read.message = words::too_deep();
    } else if shown.starts_with("repetition limit") {
        read.message = "References (`*name`) in this file multiply.".to_owned();
    } else if broken {
        read.message = words::explain(&shown);
        read.fix = find_fix(text, &shown, &lines);
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
    let root = tree::tree(text).ok();
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

/// Tries to quote the value on each line that the complaint names, and on the one before it.
fn find_fix(text: &str, shown: &str, lines: &LineIndex<'_>) -> Option<Fix> {
    let mut candidates = Vec::new();
    for part in shown.split(" at line ").skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(line) = digits.parse::<usize>() {
            candidates.extend([line, line.saturating_sub(1)]);
        }
    }
    if candidates.is_empty() {
        candidates.push(1);
    }
    candidates.dedup();
    candidates.into_iter().take(6).find_map(|line| {
        let replacement = quote_line(lines.line(line)?)?;
        let range = lines.range(line)?;
        let mended = [text.get(..range.start)?, &replacement, text.get(range.end..)?].concat();
        reads_past(&mended, line).then_some(Fix { line, replacement })
    })
}

/// Whether the text can be read, or is only broken after this line.
fn reads_past(text: &str, line: usize) -> bool {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_yaml::from_str::<Any>(body) {
        Ok(_) => true,
        Err(error) => {
            let shown = error.to_string();
            let mut named = shown
                .split(" at line ")
                .skip(1)
                .filter_map(|part| part.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok());
            // The start of the map around it is named as well; what counts is where reading stopped.
            named.next().is_some_and(|stopped| stopped > line)
                && error.location().is_some_and(|location| location.line() > line)
                && !shown.contains("scanning a quoted scalar")
        }
    }
}

/// A line `key: text` or `- text` with its text in double quotes.
fn quote_line(line: &str) -> Option<String> {
    let bom = if line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = bom;
    loop {
        let rest = line.get(at..)?;
        at += rest.len() - rest.trim_start_matches(' ').len();
        match line.get(at..)?.strip_prefix("- ") {
            Some(_) => at += 2,
            None => break,
        }
    }
    let rest = line.get(at..)?;
    let key = rest.find(": ").filter(|colon| {
        rest.get(..*colon).is_some_and(|key| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
        })
    });
    let start = match key {
        Some(colon) => at + colon + 2,
        // A value without a key can only be quoted where a list item begins.
        None if line.get(..at)?.contains('-') => at,
        None => return None,
    };
    let value = line.get(start..)?;
    let lead = value.len() - value.trim_start_matches([' ', '\t']).len();
    let value = value.trim_matches([' ', '\t']);
    let special = value.starts_with(|c| "@`%\"'[]{}>|*&!?-,#:".contains(c));
    if !special && !value.contains(": ") && !value.contains(" #") && !value.ends_with(':') {
        return None;
    }
    Some(format!("{}{}", line.get(..start + lead)?, emit::quoted(&meant(value))))
}

/// What somebody meant who typed this after a key: the quotes around the whole are quotes of the file, any others
/// belong to the text.
fn meant(value: &str) -> String {
    for quote in ['"', '\''] {
        let inside = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        let Some(inside) = inside else { continue };
        // A quote inside that opens another, or an apostrophe, leaves the outer ones a pair.
        let opens = inside.split_once(quote).is_none_or(|(before, after)| {
            let apostrophe = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
            before.ends_with([' ', '(']) || apostrophe
        });
        if opens && !inside.is_empty() {
            return if quote == '\'' { inside.replace("''", "'") } else { inside.replace("\\\"", "\"") };
        }
    }
    value.to_owned()
}

/// A place where a comment cuts off text that has no quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The value that was cut.
    pub route: Route,
    /// The line of the `#`, from 1.
    pub line: usize,
    /// The column of the `#`, from 1, in Unicode code points.
    pub column: usize,
}

/// Finds text without quotes, under one of `keys`, that ends at ` #`: what follows is a comment and may have been
/// meant as text. A text that cannot be read has none.
pub fn cut_comments(text: &str, keys: &[&str]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    if !text.contains(" #") && !text.contains("\t#") {
        return cuts;
    }
    let Ok(root) = tree::tree(text) else { return cuts };
    let lines = LineIndex::new(text);
    root.walk(&mut |route, node| {
        let plain = matches!(node.kind, tree::Kind::Scalar { style: Style::Plain, .. });
        let key = route.steps().iter().rev().find_map(|step| match step {
            super::Step::Key(key) => Some(key.as_str()),
            super::Step::Index(_) => None,
        });
        if !plain || !key.is_some_and(|key| keys.contains(&key)) {
            return;
        }
        let after = text.get(node.span.end..).unwrap_or("");
        let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
        if blank > 0 && after.get(blank..).is_some_and(|rest| rest.starts_with('#')) {
            let position = lines.position(node.span.end + blank);
            cuts.push(Cut { route: route.clone(), line: position.line, column: position.column });
        }
    });
    cuts
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

    #[test]
    fn text_that_a_comment_cuts_off_is_found() {
        let text = "claim: We are #1 # in it\nnote: \"a # b\" # c\nlist:\n  - because: é # d\nid: x # y\n# claim: z # z\n";
        let cuts: Vec<_> = cut_comments(text, &["claim", "note", "because"])
            .into_iter()
            .map(|cut| (cut.route.to_string(), cut.line, cut.column))
            .collect();
        assert_eq!(cuts, [("claim".into(), 1, 15), ("list[0].because".into(), 4, 16)]);
        assert_eq!(cut_comments("claim: a: # b", &["claim"]), []);
    }
}
