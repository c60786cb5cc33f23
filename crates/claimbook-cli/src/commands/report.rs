use std::collections::HashSet;
use std::io::Write as _;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;

use claimbook_core::assess::{Coverage, Passages, Report, Rows, Selection, last_changes};
use claimbook_core::model::Document;
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_index::Kept;
use rayon::prelude::*;

use super::captured::captured;
use super::filter::Filter;
use super::options::AsOf;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::report::{self, DocumentRow, GroupBy, Sheet};
use crate::render::{Look, html, json};
use crate::ui::Ui;
use crate::view::{Looking, view};

/// How many of the last changes are in a report.
const CHANGES: usize = 10;
/// The columns of a report in a file.
const FILE_WIDTH: usize = 100;
/// By this mark at its beginning a spreadsheet knows that a file is in UTF-8.
const MARK: &str = "\u{feff}";

/// Where the work stands: what is open, disputed and shaky, and by whom
///
/// Protected sources are not named, and what could give them away is left out.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How to print: text, markdown, html (a page for a browser), json or csv
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// List the claims in groups: by status, asserter, document or topic
    #[arg(long, value_name = "WHAT", value_enum, hide_possible_values = true)]
    group_by: Option<GroupBy>,
    #[command(flatten)]
    filter: Filter,
    /// Only claims that may be published
    #[arg(long)]
    public: bool,
    #[command(flatten)]
    as_of: AsOf,
    /// Name protected sources
    #[arg(long)]
    unredacted: bool,
    /// Write to this file
    #[arg(long, value_name = "FILE")]
    out: Option<std::path::PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Markdown,
    Html,
    Json,
    Csv,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    context.look(|context| look(ui, context, &args))
}

fn look(ui: &mut Ui, context: &Context, args: &Args) -> Result<Outcome> {
    if args.format == Format::Html && args.group_by.is_some() {
        return Err(CliError::new("A page has filters in place of groups.")
            .hint("Leave --group-by out; or list the groups with --format markdown."));
    }
    let out = args.out.as_ref().map(|out| context.here.join(out));
    let root = context.root()?;
    if let Some(out) = &out {
        may_be_written(out, &root)?;
    }
    let looking = Looking { as_of: &args.as_of, judged: true, unredacted: args.unredacted, searching: false };
    let (view, selection) = view(ui, context, looking, |whole, said| {
        Ok(Selection { public: args.public, ..args.filter.selection(whole, said)? })
    })?;
    let (names, rows) = (view.workspace(), &*ManuallyDrop::new(view.rows()?));
    let report = Report::of(rows, &selection);
    let groups = args.group_by.map(|by| report::groups(names, &report, by));
    let narrowed = selection != Selection::default();
    let mut documents = document_rows(names, &report, narrowed);
    // A screen shows the first of each; what it does not show is not worked out.
    let (shown, covered) = match (args.format, &groups) {
        (Format::Text, None) => (report::shows(&report), report::SHOWN),
        (Format::Text, Some(groups)) => (groups.iter().flat_map(|group| group.claims.clone()).collect(), 0),
        (Format::Csv, _) => ((0..report.claims.len()).collect::<Vec<_>>(), 0),
        (Format::Markdown | Format::Html | Format::Json, _) => {
            ((0..report.claims.len()).collect(), documents.len())
        }
    };
    let mut lately = report.lately(CHANGES);
    lately.sort_unstable();
    // A page shows the texts themselves.
    let texts: Vec<&str> = match args.format {
        Format::Html => documents.iter().filter_map(|row| row.key).collect(),
        _ => Vec::new(),
    };
    let keyed = documents.iter_mut().filter(|row| row.key.is_some());
    let mut covered: Vec<&mut DocumentRow<'_>> = keyed.take(covered).collect();
    // What was kept of the claims of the whole workspace holds for a report on all of them.
    let kept = view.kept().filter(|_| !narrowed);
    let mut coverages = kept.map(Kept::coverages).unwrap_or_default();
    let marks = covered.iter().map(|row| kept.and_then(|kept| coverage_mark(kept, names, &report, row.key?)));
    let marks: Vec<Option<u64>> = marks.collect();
    for (row, mark) in covered.iter_mut().zip(&marks) {
        row.coverage = mark.and_then(|mark| coverages.get(mark));
    }
    let has_text = |key: &str| {
        names
            .document(key)
            .is_some_and(|filed| filed.data.captures.iter().any(|capture| capture.text.is_some()))
    };
    let (mut covered, marks): (Vec<_>, Vec<_>) = covered
        .into_iter()
        .zip(marks)
        .filter(|(row, _)| row.coverage.is_none() && row.key.is_some_and(has_text))
        .unzip();
    let keys: HashSet<&str> = covered.iter().filter_map(|row| row.key).collect();
    let in_one = |place: &usize| {
        let asserted = |key: &str| keys.contains(key);
        rows.row(*place).assertions.iter().any(|said| said.document.is_some_and(asserted))
    };
    let quoting: Vec<usize> = if narrowed && !keys.is_empty() {
        (0..rows.len()).into_par_iter().filter(in_one).collect()
    } else {
        let tallies = report.documents.iter().filter(|tally| tally.key.is_some_and(|key| keys.contains(key)));
        tallies
            .flat_map(|tally| &tally.claims)
            .filter_map(|place| report.claims.get(*place as usize).copied())
            .collect()
    };
    let places = shown.iter().chain(&lately).filter_map(|place| report.claims.get(*place).copied());
    let opened = view.open_beside(rows, places, quoting, keys.iter().copied().chain(texts))?;
    let workspace: &Workspace = &opened.workspace;
    cover(workspace, &mut covered);
    for (row, mark) in covered.iter().zip(marks) {
        if let (Some(mark), Some(coverage)) = (mark, row.coverage) {
            coverages.put(mark, coverage);
        }
    }
    if let Some(kept) = kept {
        kept.keep_coverages(coverages);
    }
    let whole = |place: &usize| Some((*place, opened.claim(&rows.row(*report.claims.get(*place)?))?));
    let changed = lately.iter().filter_map(whole).map(|(_, claim)| claim.filed);
    let sheet = Sheet {
        workspace,
        rows,
        judgement: &opened.judgement,
        changes: last_changes(changed, CHANGES),
        shown: shown.iter().filter_map(whole).collect(),
        report,
        documents,
        groups,
        at: context.now(),
        as_of: args.as_of.earlier(context),
        narrowed,
    };

    let look = if out.is_some() { Look { color: false, width: FILE_WIDTH } } else { ui.look() };
    let text = match args.format {
        Format::Text => report::text(&sheet, look),
        Format::Markdown => report::markdown(&sheet),
        Format::Html => html::html(&sheet, &captured(&opened, &sheet, args.unredacted), args.public)?,
        Format::Json => json::report(&sheet)?,
        Format::Csv => report::csv(&sheet)?,
    };
    match out {
        None => ui.print(&text)?,
        Some(out) => {
            let mark = if args.format == Format::Csv { MARK } else { "" };
            write(&out, &[mark, &text])?;
            ui.done(&format!("Wrote {}", out.display()))?;
        }
    }
    Ok(Outcome::Done)
}

/// The documents of the report's claims, and, where nothing was left out, those that were captured and that no claim
/// names yet: nobody has taken anything from them.
fn document_rows<'w>(workspace: &'w Workspace, report: &Report<'w>, narrowed: bool) -> Vec<DocumentRow<'w>> {
    let mut documents: Vec<DocumentRow<'w>> = report
        .documents
        .iter()
        .map(|tally| DocumentRow {
            key: tally.key,
            claims: tally.claims.len(),
            counts: tally.counts.clone(),
            coverage: None,
        })
        .collect();
    if !narrowed {
        let named: HashSet<&str> = report.documents.iter().filter_map(|tally| tally.key).collect();
        let untouched = workspace.documents.iter().filter(|filed| {
            filed.data.captures.iter().any(|capture| capture.text.is_some())
                && !named.contains(filed.key())
                && !report.cited.contains(filed.key())
        });
        documents.extend(untouched.map(|filed| DocumentRow {
            key: Some(filed.key()),
            claims: 0,
            counts: Arc::default(),
            coverage: None,
        }));
    }
    documents
}

/// What tells how much of a document the report's claims cover.
fn coverage_mark(kept: &Kept, names: &Workspace, report: &Report<'_>, key: &str) -> Option<u64> {
    let tally = report.documents.iter().find(|tally| tally.key == Some(key));
    let claims = tally.into_iter().flat_map(|tally| tally.claims.iter());
    let places: Option<Vec<usize>> =
        claims.map(|place| report.claims.get(*place as usize).copied()).collect();
    kept.coverage_mark(&names.document(key)?.path, places?)
}

/// Fills in how much of each document has been looked at.
fn cover(workspace: &Workspace, documents: &mut [&mut DocumentRow<'_>]) {
    let passages = Passages::of(workspace);
    documents.par_iter_mut().for_each(|row| {
        let document = row.key.and_then(|key| workspace.document(key));
        row.coverage = document.and_then(|document| coverage(workspace, &passages, document));
    });
}

/// How much of a document's captured text has been looked at; `None` where it has none.
fn coverage(workspace: &Workspace, passages: &Passages<'_>, document: &Filed<Document>) -> Option<Coverage> {
    let text = workspace.captured_text(document.key(), None)?;
    let sentences: Vec<_> = claimbook_reader::text::sentences(&text)
        .into_iter()
        .map(|sentence| sentence.start..sentence.end)
        .collect();
    Some(passages.coverage(document, &text, &sentences))
}

/// A report never takes the place of a record.
fn may_be_written(out: &Path, root: &Path) -> Result<()> {
    let folder = folder_of(out);
    let folder = folder.canonicalize().map_err(|error| CliError::file(folder, "written", error))?;
    let root = root.canonicalize().map_err(|error| CliError::file(root, "read", error))?;
    if folder.starts_with(&root) {
        return Err(CliError::new(format!("{} is in the workspace; a report is no record.", out.display()))
            .hint("Name a file outside the folder of the workspace."));
    }
    if out.is_dir() {
        return Err(CliError::new(format!("{} is a folder.", out.display()))
            .hint("Name the file in it: --out report.md"));
    }
    Ok(())
}

/// Writes a file whole or not at all.
fn write(out: &Path, parts: &[&str]) -> Result<()> {
    let failed = |error| CliError::file(out, "written", error);
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // As any other new file: what the user's mask allows.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder_of(out)).map_err(failed)?;
    for part in parts {
        file.write_all(part.as_bytes()).map_err(failed)?;
    }
    file.persist(out).map_err(|error| failed(error.error))?;
    Ok(())
}

fn folder_of(out: &Path) -> &Path {
    out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
