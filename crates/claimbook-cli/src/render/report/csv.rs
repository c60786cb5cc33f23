//! The report for a spreadsheet.

use claimbook_core::assess::row::{asserters, documents};
use claimbook_core::assess::{Judged, Told, chain};
use claimbook_core::model::Direction;
use claimbook_report::Sheet;
use claimbook_report::facts::{label, said};

use crate::error::{CliError, Result};

const COLUMNS: [&str; 27] = [
    "handle",
    "id",
    "status",
    "verdict",
    "confidence",
    "claim",
    "type",
    "about",
    "topics",
    "stage",
    "public",
    "logged_at",
    "logged_by",
    "asserters",
    "said_when",
    "documents",
    "evidence_for",
    "evidence_against",
    "last_verdict_at",
    "last_verdict_by",
    "because",
    "doubts",
    "flags",
    "origins_for",
    "origins_against",
    "who_said_so",
    "path",
];

/// The claims as CSV (RFC 4180), one to a row. In groups, the first column names the group, and a claim has a row in
/// each of its groups.
pub(crate) fn csv(sheet: &Sheet<'_>) -> Result<String> {
    let failed = |error: String| CliError::new(format!("The output could not be written as CSV: {error}."));
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut write = |row: Vec<String>| {
        writer.write_record(row.iter().map(|cell| safe(cell))).map_err(|error| failed(error.to_string()))
    };
    let columns = || COLUMNS.into_iter().map(str::to_owned);
    match &sheet.groups {
        None => {
            write(columns().collect())?;
            for claim in sheet.all() {
                write(row(sheet, claim))?;
            }
        }
        Some(groups) => {
            write(std::iter::once("group".to_owned()).chain(columns()).collect())?;
            for group in groups {
                for claim in sheet.claims(&group.claims) {
                    write(std::iter::once(group.name.clone()).chain(row(sheet, claim)).collect())?;
                }
            }
        }
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}

fn row(sheet: &Sheet<'_>, judged: &Judged<'_>) -> Vec<String> {
    let (workspace, claim, verdict) = (sheet.workspace, &judged.filed.data, judged.standing);
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let joined = |keys: Vec<&str>| keys.join("; ");
    let logged = claim.logged.as_ref();
    let doubts: Vec<&str> = judged.doubts.iter().map(claimbook_core::assess::Doubt::code).collect();
    let origins = sheet.judgement.claim(&judged.filed.path).map(|it| &it.origins);
    let said_so: Vec<String> =
        claim.assertions.iter().map(|one| chain(workspace, claim, one, Told::So)).collect();
    vec![
        claim.handle().unwrap_or_default(),
        text(claim.id.as_ref().map(claimbook_core::model::ClaimId::as_str)),
        judged.status.to_string(),
        text(verdict.map(|verdict| label(workspace, verdict))),
        text(
            verdict
                .and_then(|verdict| verdict.confidence.as_ref())
                .map(claimbook_core::model::Confidence::as_str),
        ),
        claim.claim.clone(),
        text(claim.kind.as_ref().map(claimbook_core::model::ClaimType::as_str)),
        text(claim.about.as_ref().map(claimbook_core::model::When::as_str)),
        claim.topics.join("; "),
        claim.stage().to_string(),
        if claim.is_public() { "yes" } else { "no" }.to_owned(),
        text(logged.and_then(|logged| logged.at.as_ref()).map(claimbook_core::model::Instant::as_str)),
        text(logged.and_then(|logged| logged.by.as_deref())),
        joined(asserters(claim).into_iter().map(|key| workspace.actor_name(key)).collect()),
        text(said(claim)),
        joined(documents(claim).into_iter().map(|key| workspace.document_title(key)).collect()),
        judged.evidence(&Direction::Supports).count().to_string(),
        judged.evidence(&Direction::Refutes).count().to_string(),
        text(verdict.and_then(|verdict| verdict.at.as_ref()).map(claimbook_core::model::Instant::as_str)),
        text(verdict.and_then(|verdict| verdict.by.as_deref())),
        text(verdict.and_then(|verdict| verdict.because.as_deref())),
        doubts.join("; "),
        judged.flags.iter().map(|flag| flag.code.as_str()).collect::<Vec<_>>().join("; "),
        origins.map_or(0, |it| it.supports.named.len()).to_string(),
        origins.map_or(0, |it| it.refutes.named.len()).to_string(),
        said_so.join(" "),
        text(judged.filed.shown_path()),
    ]
}

/// A cell that no spreadsheet takes for a formula. Signs that are not seen are left out first, so that none hides
/// the one that begins it.
fn safe(cell: &str) -> String {
    let cell: String = cell
        .chars()
        .filter(|c| {
            matches!(c, '\n' | '\t' | '\r') || !crate::render::clean(c.encode_utf8(&mut [0; 4])).is_empty()
        })
        .collect();
    let begins =
        cell.trim_start_matches(|c: char| (c.is_whitespace() && c != '\t' && c != '\r') || is_quote(c));
    let formula = begins.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\u{2212}']);
    if formula { format!("'{cell}") } else { cell }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{2018}'..='\u{201f}' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_starts_a_formula() {
        for cell in
            ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1", "\"=1", " '-1", "\u{feff}=1", "\n=1", "＝1"]
        {
            assert!(safe(cell).starts_with('\''), "{cell:?}");
        }
        for cell in ["", "1 = 1", "a-b", "2024-10-28", "It \"fell\""] {
            assert_eq!(safe(cell), cell);
        }
    }
}
