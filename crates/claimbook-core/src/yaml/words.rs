//! What the parsers complain about, in the words of people who write these files.

use super::guard::MAX_DEPTH;

pub(super) const EMPTY: &str = "The file is empty.";
pub(super) const TWO_DOCUMENTS: &str = "A second document begins here (`---`); one file holds one document. Remove the line, or make it a second file.";

pub(super) fn too_deep() -> String {
    format!("Lists and maps are nested more than {MAX_DEPTH} levels deep.")
}

const QUOTE: &str = "Put the text in double quotes.";

/// A parser's message as a sentence. The parsers differ in wording, so the telling part of each is looked for.
pub(super) fn explain(problem: &str) -> String {
    let has = |part: &str| problem.contains(part);
    let text = if has("mapping values are not allowed") || has("illegal placement of ':'") {
        "A colon followed by a space stands in text without quotes."
    } else if has("cannot start any token") || has("unexpected character") {
        "Text without quotes cannot begin with this character."
    } else if has("scanning a quoted scalar")
        || has("unclosed quote")
        || has("found unexpected end of stream")
    {
        if has("escape") {
            return "After a backslash in double quotes stands a letter that means nothing there. \
                    Write the backslash twice, or put the text in single quotes."
                .to_owned();
        }
        return "Text in quotes begins here and its closing quote is not found where it should be. \
                Close the quote; inside double quotes write a double quote as \\\"."
            .to_owned();
    } else if has("unknown anchor") || has("scanning an alias") || has("alias") {
        "A `*` begins a reference to another place, and there is no such place."
    } else if has("scanning an anchor") || has("anchor") {
        "An `&` begins a name for a place, and this is none."
    } else if has("block sequence entries are not allowed") || has("block sequence in context") {
        "A dash followed by a space begins a list item, and no list can begin here."
    } else if has("mapping keys are not allowed") {
        "A question mark followed by a space cannot begin text without quotes."
    } else if has("scanning a block scalar") || has("block scalar") {
        "A `|` or `>` begins a text block on the next lines, and other text follows on the same line."
    } else if has("tab") {
        return "A tab stands where only spaces may indent. Replace it with spaces.".to_owned();
    } else if has("control characters") {
        return "The text holds a control character that YAML does not allow.".to_owned();
    } else if has("parsing a flow") || has("',' or") || has("flow") {
        return "A list or map in brackets is not closed, or misses a comma. If the brackets are part of a text, \
                put the text in double quotes."
            .to_owned();
    } else if has("simple key") || has("could not find expected ':'") {
        return "This line is neither `key: value` nor part of the text before it. Write `key: value`, or indent \
                the line or quote the text that it belongs to."
            .to_owned();
    } else if has("document start") || has("document-start") {
        return "Something follows the end of the value here. If it is one text, put it in double quotes."
            .to_owned();
    } else if has("parsing a block mapping") || has("did not find expected key") {
        return "Here a `key: value` line is expected. Check the indentation, and put text that has quotes or \
                brackets at its start wholly in double quotes."
            .to_owned();
    } else if has("block collection") || has("'-' indicator") {
        return "Here the next list item (`- …`) is expected, or the list's indentation changes.".to_owned();
    } else if has("directive") {
        return "A line that begins with `%` gives directions to the reader, and this one cannot be understood."
            .to_owned();
    } else if has("tag") {
        "An exclamation mark begins a tag, and this is none."
    } else {
        return "The text here cannot be read as YAML. Check the indentation, the quotes and the brackets."
            .to_owned();
    };
    format!("{text} {QUOTE}")
}

/// How the reader's messages about a value begin.
const KNOWN: [&str; 9] = [
    "invalid type: ",
    "invalid value: ",
    "invalid length ",
    "unknown variant ",
    "unknown field ",
    "missing field ",
    "duplicate field ",
    "duplicate entry ",
    "data did not match any variant",
];

pub(super) fn is_known(message: &str) -> bool {
    KNOWN.iter().any(|start| message.starts_with(start))
}

/// The path before a message about a value, and the message.
pub(super) fn split_known(message: &str) -> Option<(&str, &str)> {
    if is_known(message) {
        return Some(("", message));
    }
    let starts = KNOWN.iter().filter_map(|start| message.find(&format!(": {start}")));
    let at = starts.min()?;
    Some((message.get(..at)?, message.get(at + 2..)?))
}

/// A message about a value as a sentence.
pub(super) fn about_value(message: &str) -> String {
    let text = sentence(message).unwrap_or_else(|| message.to_owned());
    let mut text = text.replace("deserializing", "reading").replace("deserialize", "read");
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

fn sentence(message: &str) -> Option<String> {
    if let Some(key) = message.strip_prefix("missing field ") {
        return Some(format!("The key {key} is missing."));
    }
    if let Some(key) = message.strip_prefix("duplicate field ") {
        return Some(format!("The key {key} stands twice; keep one."));
    }
    if let Some(rest) = message.strip_prefix("duplicate entry ") {
        let key = rest.strip_prefix("with key ").unwrap_or(rest).trim_matches('"');
        let key = if rest.starts_with("in ") || key.is_empty() { String::new() } else { format!(" `{key}`") };
        return Some(format!("The key{key} stands twice; keep one."));
    }
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let (key, known) = rest.split_once(", expected ").unwrap_or((rest, ""));
        let known =
            if known.is_empty() { String::new() } else { format!(" Known here: {}.", choices(known)) };
        return Some(format!("The key {key} is not known here.{known}"));
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let (word, known) = rest.split_once(", expected ").unwrap_or((rest, ""));
        let known = if known.is_empty() { String::new() } else { format!(" Use {}.", choices(known)) };
        return Some(format!("The word {word} is not known here.{known}"));
    }
    if message.starts_with("data did not match any variant") {
        return Some("The value has none of the forms that are possible here.".to_owned());
    }
    if message.contains("tagged enums do not support enum input") {
        return Some(
            "A tag (`!name`) stands here, and tags are not read. Put the value in double quotes.".to_owned(),
        );
    }
    // A number beyond what any type holds.
    if let Some((digits, _)) =
        message.strip_prefix("invalid type: integer ").and_then(|rest| rest.split_once(" as "))
    {
        return Some(format!(
            "The number {digits} has too many digits to be kept as one. Put it in double quotes."
        ));
    }
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    if let Some(rest) = rest {
        let (found, expected) = rest.rsplit_once(", expected ")?;
        return Some(format!(
            "Here {} is expected, and {} stands there.",
            wanted(expected),
            unexpected(found)
        ));
    }
    let rest = message.strip_prefix("invalid length ")?;
    let (count, expected) = rest.split_once(", expected ")?;
    Some(format!("Here {} is expected, and there are {count} values.", wanted(expected)))
}

fn choices(known: &str) -> String {
    known.strip_prefix("one of ").unwrap_or(known).to_owned()
}

/// What a reader found, as people would call it.
fn unexpected(found: &str) -> String {
    const LONGEST: usize = 60;
    let short = |text: &str| {
        if text.chars().count() > LONGEST {
            format!("{}…", text.chars().take(LONGEST).collect::<String>())
        } else {
            text.to_owned()
        }
    };
    let rest = |prefix| found.strip_prefix(prefix).map(str::to_owned);
    if let Some(text) = found.strip_prefix("string \"").and_then(|text| text.strip_suffix('"')) {
        return format!("the text \"{}\"", short(text));
    }
    if let Some(number) = rest("integer ").or_else(|| rest("floating point ")) {
        return format!("the number {number}");
    }
    if let Some(yes) = rest("boolean ") {
        return yes;
    }
    match found {
        "unit value" | "null" | "Option value" => "nothing".to_owned(),
        "map" => "a group of `key: value` lines".to_owned(),
        "sequence" => "a list".to_owned(),
        other => short(other),
    }
}

/// What a reader wanted, as people would call it.
fn wanted(expected: &str) -> String {
    let whole = [
        "i8",
        "i16",
        "i32",
        "i64",
        "i128",
        "u8",
        "u16",
        "u32",
        "u64",
        "u128",
        "usize",
        "isize",
        "an integer",
    ];
    let text = match expected {
        "a string" | "string" | "a borrowed string" | "str" => "text",
        "a boolean" | "boolean" => "`true` or `false`",
        "f32" | "f64" | "a float" => "a number",
        "a sequence" | "sequence" => "a list",
        "a map" | "map" => "a group of `key: value` lines",
        "unit" | "null" => "nothing",
        other if whole.contains(&other) => "a whole number",
        other if other.starts_with("struct ") => "a group of `key: value` lines",
        other if other.starts_with("enum ") || other.ends_with("identifier") => "a word",
        other if other.starts_with("tuple ") => "a list",
        other if other.contains("YAML tag") => "a word",
        other => other,
    };
    text.to_owned()
}
