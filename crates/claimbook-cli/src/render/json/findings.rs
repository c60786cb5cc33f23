//! What a check found, as JSON. `docs/checks.md` documents it.

use claimbook_core::check::{Checked, Code, Finding, Fixed, Fixes, Protected, Severity};
use serde::Serialize;

use super::VERSION;

#[derive(Serialize)]
pub(crate) struct Report<'a> {
    version: u32,
    files: usize,
    counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<Vec<Change<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<Vec<Change<'a>>>,
    findings: Vec<Found<'a>>,
}

#[derive(Serialize)]
pub(super) struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Change<'a> {
    path: Option<&'a str>,
    what: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Found<'a> {
    code: Code,
    severity: Severity,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_column: Option<usize>,
    route: Option<String>,
    message: &'a str,
    hint: Option<&'a str>,
    excerpt: Option<&'a str>,
}

pub(crate) fn report<'a>(
    checked: &'a Checked,
    fixes: Option<&'a Fixes>,
    protected: &Protected,
) -> Report<'a> {
    let changes = |list: &'a [Fixed]| list.iter().map(|fixed| change(fixed, protected)).collect();
    Report {
        version: VERSION,
        files: checked.files,
        counts: Counts::of(checked),
        fixed: fixes.map(|fixes| changes(&fixes.done)),
        left: fixes.map(|fixes| changes(&fixes.left)),
        findings: checked.findings.iter().map(found).collect(),
    }
}

impl Counts {
    pub(super) fn of(checked: &Checked) -> Self {
        Counts {
            errors: checked.count(Severity::Error),
            warnings: checked.count(Severity::Warning),
            notes: checked.count(Severity::Note),
        }
    }
}

fn change<'a>(fixed: &'a Fixed, protected: &Protected) -> Change<'a> {
    let open = !protected.hides(&fixed.path, &fixed.what);
    Change { path: open.then_some(fixed.path.as_str()), what: open.then_some(fixed.what.as_str()) }
}

pub(super) fn found(finding: &Finding) -> Found<'_> {
    Found {
        code: finding.code,
        severity: finding.severity,
        path: finding.path.as_deref(),
        line: finding.line,
        column: finding.column,
        end_column: finding.end_column,
        route: finding.route.as_ref().map(ToString::to_string).filter(|route| !route.is_empty()),
        message: &finding.message,
        hint: finding.hint.as_deref(),
        excerpt: finding.excerpt.as_ref().map(|excerpt| excerpt.text.as_str()),
    }
}
