//! What a check found, for people: a line that editors can follow, the offending line, what to do.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path};

use claimbook_core::check::{Checked, Code, Excerpt, Finding, Fixed, Fixes, Protected, Severity};
use unicode_width::UnicodeWidthChar;

use super::{Look, clean, width, wrap};

/// More notes of one kind are counted, not shown: they are no faults.
const MOST_NOTES: usize = 10;
/// What stands in place of a path that would give a protected source away.
const HIDDEN: &str = "a file of a protected source";

/// The workspace's folder as seen from `here`, to put before paths: nothing, or with `/` at its end.
pub(crate) fn folder(here: &Path, root: &Path) -> String {
    let plain = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (here, root) = (plain(here), plain(root));
    let parts = |path: &Path| path.components().map(|part| part.as_os_str().to_owned()).collect::<Vec<_>>();
    let same_disk = here.components().find(is_prefix) == root.components().find(is_prefix);
    if !same_disk {
        return format!("{}/", root.display());
    }
    let (here, root) = (parts(&here), parts(&root));
    let shared = here.iter().zip(&root).take_while(|(a, b)| a == b).count();
    let up = here.iter().skip(shared).map(|_| "..".to_owned());
    let down = root.iter().skip(shared).map(|part| part.to_string_lossy().into_owned());
    up.chain(down).map(|part| part + "/").collect()
}

fn is_prefix(part: &Component<'_>) -> bool {
    matches!(part, Component::Prefix(_))
}

/// What was found.
pub(crate) fn text(checked: &Checked, folder: &str, look: Look) -> String {
    let mut text = String::new();
    let mut notes: HashMap<Code, usize> = HashMap::new();
    for finding in &checked.findings {
        if finding.severity == Severity::Note {
            let seen = notes.entry(finding.code).or_default();
            *seen += 1;
            if *seen > MOST_NOTES {
                continue;
            }
        }
        text.push_str(&one(finding, folder, look));
        text.push('\n');
    }
    let mut more: Vec<(Code, usize)> = notes.into_iter().filter(|(_, count)| *count > MOST_NOTES).collect();
    more.sort_unstable();
    for (code, count) in more {
        let more = count - MOST_NOTES;
        text.push_str(&look.dim(&format!("… and {more} more of [{code}]; --format json lists them all.")));
        text.push_str("\n\n");
    }
    text + &summary(checked) + "\n"
}

/// What was mended, and what was left and why.
pub(crate) fn fixes(fixes: &Fixes, protected: &Protected, folder: &str, look: Look) -> String {
    let mut text = String::new();
    let line = |label: &str, fixed: &Fixed| {
        let path = format!("{folder}{}", fixed.path);
        if protected.hides(&fixed.path, &fixed.what) {
            format!("{label}  {HIDDEN}\n")
        } else {
            format!("{label}  {}: {}\n", clean(&path), wrap(&clean(&fixed.what), look.width, "        "))
        }
    };
    for fixed in &fixes.done {
        text.push_str(&line(&look.green("mended"), fixed));
    }
    for left in &fixes.left {
        text.push_str(&line(&look.yellow("left"), left));
    }
    if text.is_empty() {
        text.push_str("There was nothing to mend.\n");
    }
    text + "\n"
}

/// Where it is, and what: on one line.
pub(super) fn line(finding: &Finding, folder: &str, look: Look) -> String {
    let (place, label) = (look.bold(&clean(&place(finding, folder))), label(finding, look));
    format!("{place}: {label}: {}\n", clean(&finding.message))
}

fn place(finding: &Finding, folder: &str) -> String {
    match (&finding.path, finding.line, finding.column) {
        (None, ..) => HIDDEN.to_owned(),
        (Some(path), Some(line), Some(column)) => format!("{folder}{path}:{line}:{column}"),
        (Some(path), Some(line), None) => format!("{folder}{path}:{line}"),
        (Some(path), None, _) => format!("{folder}{path}"),
    }
}

fn label(finding: &Finding, look: Look) -> String {
    let label = format!("{}[{}]", finding.severity.as_str(), finding.code);
    match finding.severity {
        Severity::Error => look.red(&label),
        Severity::Warning => look.yellow(&label),
        Severity::Note => look.cyan(&label),
    }
}

/// All of it: the offending line, and what to do.
pub(super) fn one(finding: &Finding, folder: &str, look: Look) -> String {
    let mut text = line(finding, folder, look);
    if width(text.trim_end()) > look.width {
        let (place, label) = (look.bold(&clean(&place(finding, folder))), label(finding, look));
        let message = wrap(&clean(&finding.message), look.width - 2, "  ");
        text = format!("{place}: {label}:\n  {message}\n");
    }
    if let (Some(line), Some(excerpt)) = (finding.line, &finding.excerpt) {
        text.push_str(&offending(line, finding, excerpt, look));
    }
    if let Some(hint) = &finding.hint {
        let hint = wrap(&clean(hint), look.width - 8, "        ");
        text.push_str(&format!("  {}{hint}\n", look.dim("Hint: ")));
    }
    text
}

/// The line with its number, and carets under the place.
fn offending(line: usize, finding: &Finding, excerpt: &Excerpt, look: Look) -> String {
    let number = format!("{line:>4}");
    let room = look.width.saturating_sub(number.len() + 3).max(20);
    let column = finding.column.unwrap_or(1);
    let length = finding.end_column.map_or(1, |end| end.saturating_sub(column)).max(1);
    let skip = column.saturating_sub(excerpt.from);
    let part = |from: usize, length: usize| {
        clean(&excerpt.text.chars().skip(from).take(length).collect::<String>()).replace('\t', " ")
    };
    let (before, marked, after) =
        (part(0, skip), part(skip, length), part(skip.saturating_add(length), usize::MAX));
    let whole = excerpt.from == 1 && width(&before) + width(&marked) + width(&after) <= room;
    let before = if whole { before } else { tail(&before, room / 3, excerpt.from > 1) };
    let marked = head(&marked, room.saturating_sub(width(&before)), false);
    let after = head(&after, room.saturating_sub(width(&before) + width(&marked)), excerpt.more);
    let carets = "^".repeat(width(&marked).max(1));
    let carets = match finding.severity {
        Severity::Error => look.red(&carets),
        Severity::Warning => look.yellow(&carets),
        Severity::Note => look.cyan(&carets),
    };
    let bar = look.dim("|");
    let code = format!("{before}{marked}{after}");
    if code.trim().is_empty() {
        return String::new();
    }
    let empty = " ".repeat(number.len());
    let indent = " ".repeat(width(&before));
    format!("{} {bar} {}\n{empty} {bar} {indent}{carets}\n", look.dim(&number), code.trim_end())
}

/// The first so many columns.
fn head(text: &str, columns: usize, more: bool) -> String {
    if width(text) <= columns && !more {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used < columns
    };
    text.chars().take_while(fits).chain(std::iter::once('…').filter(|_| columns > 0)).collect()
}

/// The last so many columns.
fn tail(text: &str, columns: usize, more: bool) -> String {
    if width(text) <= columns && !more {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used < columns
    };
    let end: Vec<char> = text.chars().rev().take_while(fits).collect();
    std::iter::once('…').chain(end.into_iter().rev()).collect()
}

pub(super) fn summary(checked: &Checked) -> String {
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| checked.count(severity));
    let counted = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        many => Some(format!("{many} {word}s")),
    };
    let files = |count: usize| counted(count, "file").unwrap_or_else(|| "0 files".to_owned());
    let noted = counted(notes, "note");
    if errors + warnings == 0 {
        let noted = noted.map(|noted| format!("; {noted}")).unwrap_or_default();
        return format!("No problems in {}{noted}.", files(checked.files));
    }
    let grave = checked.findings.iter().filter(|finding| finding.severity != Severity::Note);
    let places: HashSet<&Option<String>> = grave.map(|finding| &finding.path).collect();
    let found: Vec<String> =
        [counted(errors, "error"), counted(warnings, "warning")].into_iter().flatten().collect();
    let noted = noted.map(|noted| format!("; {noted}")).unwrap_or_default();
    format!("{} in {}{noted}.", found.join(", "), files(places.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_where_one_stands() {
        let folder_of = |here: &str, root: &str| folder(Path::new(here), Path::new(root));
        assert_eq!(folder_of("/no/desk", "/no/desk/claims"), "claims/");
        assert_eq!(folder_of("/no/desk/claims", "/no/desk/claims"), "");
        assert_eq!(folder_of("/no/desk/claims/2024-11", "/no/desk/claims"), "../");
        assert_eq!(folder_of("/no/desk/notes", "/no/desk/claims"), "../claims/");
    }

    #[test]
    fn text_is_cut_by_columns() {
        assert_eq!(head("日本語", 5, false), "日本…");
        assert_eq!(tail("日本語", 5, false), "…本語");
        assert_eq!(head("ab", 2, false), "ab");
        assert_eq!(head("ab", 0, false), "");
    }
}
