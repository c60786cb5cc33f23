//! The report for a story's file.

use std::fmt::Write as _;

use claimbook_core::assess::{Judged, Told, chain};
use claimbook_core::model::{Assertion, Claim, Direction};
use claimbook_core::workspace::Workspace;
use claimbook_report::facts::{count, counts, day, doubt, handle, happened, reason, rests_on};
use claimbook_report::{Sheet, asserter, covered, document, percent};

use crate::render::clean;

/// The report as Markdown (CommonMark, with tables).
pub(crate) fn markdown(sheet: &Sheet<'_>) -> String {
    let report = &sheet.report;
    let total = report.claims.len();
    let mut out = format!("# {}\n\n", escape(sheet.title().unwrap_or("Claims")));
    if total == 0 {
        let none =
            if sheet.narrowed { "No claim fits what was asked for.".to_owned() } else { sheet.none_yet() };
        let _ = writeln!(out, "{none}");
        return out;
    }
    let _ = writeln!(out, "{}, {}.\n", count(total, "claim", "claims"), sheet.day());
    if sheet.left_out() > 0 {
        let _ = writeln!(out, "{} broken and left out.\n", count(sheet.left_out(), "file is", "files are"));
    }
    out.push_str("| Status | Claims | Share |\n|---|--:|--:|\n");
    for (status, number) in report.totals.iter().filter(|(_, number)| *number > 0) {
        let _ = writeln!(out, "| {} | {number} | {} % |", escape(status.as_str()), percent(*number, total));
    }
    if !report.attributions.is_empty() {
        let settled: Vec<String> =
            report.attributions.iter().map(|(word, number)| format!("{number} {word}")).collect();
        let _ = writeln!(out, "\nWas it said? {}.", escape(&settled.join(", ")));
    }
    match &sheet.groups {
        Some(groups) => {
            for group in groups {
                section(&mut out, sheet, &group.name, sheet.claims(&group.claims), Why::Nothing);
            }
        }
        None => {
            section(&mut out, sheet, "Open", sheet.claims(&report.open()), Why::Nothing);
            section(&mut out, sheet, "Disputed", sheet.claims(&report.disputed()), Why::Disputed);
            section(&mut out, sheet, "Shaky", sheet.claims(&report.shaky()), Why::Doubts);
            let settled = sheet.all().filter(|claim| is_settled(claim));
            section(&mut out, sheet, "Settled", settled, Why::Reason);
            if !report.concentration.is_empty() {
                out.push_str("\n## Rests on one origin\n\n");
            }
            for one in &report.concentration {
                let _ = writeln!(out, "- {}", escape(&rests_on(sheet.workspace, one)));
            }
            tallies(&mut out, sheet);
            changes(&mut out, sheet);
        }
    }
    out
}

/// What is said below a claim.
#[derive(Clone, Copy)]
enum Why {
    Nothing,
    Reason,
    Disputed,
    Doubts,
}

/// In none of the sections before.
fn is_settled(claim: &Judged<'_>) -> bool {
    !claim.status.is_open() && claim.status.as_str() != "disputed" && !claim.is_shaky()
}

fn section<'a, 'w: 'a>(
    out: &mut String,
    sheet: &Sheet<'w>,
    title: &str,
    claims: impl Iterator<Item = &'a Judged<'w>>,
    why: Why,
) {
    let mut titled = false;
    for claim in claims {
        if !titled {
            let _ = writeln!(out, "\n## {}\n", escape(title));
            titled = true;
        }
        let wording = escape(&claim.filed.data.claim);
        let status = escape(claim.status.as_str());
        let _ = write!(out, "- **{wording}** {status} ({}).", escape(&handle(claim.filed)));
        for said in said(sheet.workspace, &claim.filed.data) {
            let _ = write!(out, " {said}");
        }
        out.push('\n');
        below(out, sheet.workspace, claim, why);
    }
}

/// `Example Desk reports that the Pentagon said so on 28 October 2024 ([the briefing](https://…)).` for each assertion.
fn said(workspace: &Workspace, claim: &Claim) -> Vec<String> {
    let said = |assertion: &Assertion| {
        let line = escape(&chain(workspace, claim, assertion, Told::So));
        match &assertion.document {
            Some(key) => format!("{line} In {}.", link(workspace, key)),
            None => line,
        }
    };
    claim.assertions.iter().map(said).collect()
}

fn below(out: &mut String, workspace: &Workspace, claim: &Judged<'_>, why: Why) {
    if let Why::Reason | Why::Disputed = why
        && let Some(because) = claim.standing.and_then(|verdict| verdict.because.as_deref())
    {
        let _ = writeln!(out, "  - Why: {}", escape(because));
    }
    if let Why::Reason | Why::Disputed = why {
        for (word, direction) in [("For", Direction::Supports), ("Against", Direction::Refutes)] {
            let documents: Vec<String> = claim
                .evidence(&direction)
                .map(|line| {
                    line.document
                        .as_deref()
                        .map_or_else(|| document(workspace, None).to_owned(), |key| link(workspace, key))
                })
                .collect();
            if !documents.is_empty() {
                let _ = writeln!(out, "  - {word}: {}", documents.join("; "));
            }
        }
    }
    if let Why::Doubts = why {
        for reason in &claim.doubts {
            let _ = writeln!(out, "  - {}", escape(&doubt(workspace, reason)));
        }
        for flag in claim.flags.iter().filter(|flag| flag.code.weakens()) {
            let _ = writeln!(out, "  - {}", escape(&flag.says));
        }
    }
}

fn tallies(out: &mut String, sheet: &Sheet<'_>) {
    out.push_str("\n## By asserter\n\n");
    for tally in &sheet.report.asserters {
        let name = escape(asserter(sheet.workspace, tally.key));
        let _ = writeln!(out, "- {name}: {} ({})", tally.claims.len(), escape(&counts(&tally.counts)));
    }
    let documents: Vec<_> = sheet.documents.iter().filter_map(|row| Some((row.key?, row))).collect();
    if !documents.is_empty() {
        out.push_str("\n## By document\n\n");
    }
    for (key, row) in documents {
        let _ = write!(out, "- {}: {}", link(sheet.workspace, key), row.claims);
        if row.claims > 0 {
            let _ = write!(out, " ({})", escape(&counts(&row.counts)));
        }
        if let Some(coverage) = row.coverage {
            let _ = write!(out, "; {}", covered(coverage));
        }
        out.push('\n');
    }
}

fn changes(out: &mut String, sheet: &Sheet<'_>) {
    if sheet.changes.is_empty() {
        return;
    }
    out.push_str("\n## Last changes\n\n");
    for change in &sheet.changes {
        let what = escape(&happened(sheet.workspace, &change.event));
        let by = change.by.map(|by| format!(" by {}", escape(by))).unwrap_or_default();
        let _ =
            write!(out, "- {}: {what}{by}: {}", escape(&day(change.at)), escape(&change.filed.data.claim));
        if let Some(reason) = reason(&change.event) {
            let _ = write!(out, " Why: {}", escape(reason));
        }
        out.push('\n');
    }
}

/// A document's title, tied to its address where that is one of the web.
fn link(workspace: &Workspace, key: &str) -> String {
    let title = escape(workspace.document_title(key));
    let url = workspace.document(key).and_then(|document| document.data.url.as_deref());
    match url.and_then(address) {
        Some(url) => format!("[{title}](<{url}>)"),
        None => title,
    }
}

/// An address of the web in a form that cannot leave the pointed brackets around it.
fn address(url: &str) -> Option<String> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    if !lower.starts_with("https://") && !lower.starts_with("http://") {
        return None;
    }
    let mut safe = String::new();
    for c in clean(url).chars() {
        match c {
            '<' | '>' | '\\' | '"' | '|' | '`' => {
                let _ = write!(safe, "%{:02X}", u32::from(c));
            }
            c if c.is_whitespace() => safe.push_str("%20"),
            c => safe.push(c),
        }
    }
    Some(safe)
}

/// Text of somebody else's on one line, in which no sign means anything to Markdown.
fn escape(text: &str) -> String {
    let line = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut safe = String::with_capacity(line.len());
    for c in line.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '!'
        ) {
            safe.push('\\');
        }
        safe.push(c);
    }
    // What would begin a list in a list.
    let digits = safe.bytes().take_while(u8::is_ascii_digit).count();
    match safe.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => safe.insert(digits, '\\'),
        Some(b'-' | b'+' | b'=') if digits == 0 => safe.insert(0, '\\'),
        _ => {}
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_somebody_elses_is_markdown() {
        assert_eq!(escape("a *b* [c](d) <e>\n# f | `g`"), r"a \*b\* \[c\](d) \<e\> \# f \| \`g\`");
        assert_eq!(escape("1. first"), r"1\. first");
        assert_eq!(escape("- first"), r"\- first");
        assert_eq!(escape("\u{1b}[31mred\u{202e}"), r"\[31mred");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address("ftp://example.org"), None);
        assert_eq!(address("HTTPS://example.org/a b>)").as_deref(), Some("HTTPS://example.org/a%20b%3E)"));
    }
}
