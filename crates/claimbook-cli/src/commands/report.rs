use std::io::Write as _;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use claimbook_core::assess::Selection;
use claimbook_report::page::page;
use claimbook_report::site::{Folder, Written, site};
use claimbook_report::{Outline, Showing, Texts, captured, facts};

use super::filter::Filter;
use super::options::AsOf;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::{Look, json, report};
use crate::ui::Ui;
use crate::view::{Looking, view};

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
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    format: Option<Format>,
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
    out: Option<PathBuf>,
    /// Write a page for each claim, article and asserter into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    site: Option<PathBuf>,
}

impl Args {
    fn format(&self) -> Format {
        let usual = if self.site.is_some() { Format::Html } else { Format::Text };
        self.format.unwrap_or(usual)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Markdown,
    Html,
    Json,
    Csv,
}

/// What claims can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum GroupBy {
    Status,
    Asserter,
    Document,
    Topic,
}

impl From<GroupBy> for claimbook_report::GroupBy {
    fn from(by: GroupBy) -> Self {
        match by {
            GroupBy::Status => Self::Status,
            GroupBy::Asserter => Self::Asserter,
            GroupBy::Document => Self::Document,
            GroupBy::Topic => Self::Topic,
        }
    }
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    context.look(|context| look(ui, context, &args))
}

fn look(ui: &mut Ui, context: &Context, args: &Args) -> Result<Outcome> {
    let format = args.format();
    if args.site.is_some() && format != Format::Html {
        return Err(CliError::new("A site is made of pages for a browser.")
            .hint("Leave --format out; or write one file with --out FILE."));
    }
    if format == Format::Html && args.group_by.is_some() {
        let has = if args.site.is_some() { "A site has lists" } else { "A page has filters" };
        return Err(CliError::new(format!("{has} in place of groups."))
            .hint("Leave --group-by out; or list the groups with --format markdown."));
    }
    let out = args.out.as_ref().map(|out| context.here.join(out));
    let root = context.root()?;
    if let Some(out) = &out {
        may_be_written(out, &root)?;
    }
    let folder = match &args.site {
        Some(site) => Some(folder_for(&context.here.join(site), &root)?),
        None => None,
    };
    let looking = Looking { as_of: &args.as_of, judged: true, unredacted: args.unredacted, searching: false };
    let (view, selection) = view(ui, context, looking, |whole, said| {
        Ok(Selection { public: args.public, ..args.filter.selection(whole, said)? })
    })?;
    let rows = &*ManuallyDrop::new(view.rows()?);
    let mut outline = Outline::of(&view, rows, &selection, args.group_by.map(Into::into));
    let showing = showing(&outline, format);
    let opened = outline.open(&showing)?;
    let sheet = outline.sheet(&showing, &opened, context.now(), args.as_of.earlier(context));
    if let (Some(folder), Some(shown)) = (folder, &args.site) {
        let texts = Texts::of(&opened, &sheet, args.unredacted);
        let written = site(&sheet, &texts, args.public, folder)?;
        ui.done(&told(shown, written))?;
        return Ok(Outcome::Done);
    }
    let look = if out.is_some() { Look { color: false, width: FILE_WIDTH } } else { ui.look() };
    let text = match format {
        Format::Text => report::text(&sheet, look),
        Format::Markdown => report::markdown(&sheet),
        Format::Html => page(&sheet, &captured(&opened, &sheet, args.unredacted), args.public)?,
        Format::Json => json::report(&sheet)?,
        Format::Csv => report::csv(&sheet)?,
    };
    match out {
        None => ui.print(&text)?,
        Some(out) => {
            let mark = if format == Format::Csv { MARK } else { "" };
            write(&out, &[mark, &text])?;
            ui.done(&format!("Wrote {}", out.display()))?;
        }
    }
    Ok(Outcome::Done)
}

/// A screen shows the first of each, and a table no documents; what they do not show is not worked out.
fn showing(outline: &Outline<'_>, format: Format) -> Showing {
    let all = outline.all();
    match (format, &outline.groups) {
        (Format::Text, None) => {
            Showing { claims: report::shows(&outline.report), documents: report::SHOWN, ..all }
        }
        (Format::Text, Some(groups)) => {
            let claims = groups.iter().flat_map(|group| group.claims.clone()).collect();
            Showing { claims, documents: 0, ..all }
        }
        (Format::Csv, _) => Showing { documents: 0, ..all },
        (Format::Html, _) => Showing { texts: true, ..all },
        (Format::Markdown | Format::Json, _) => all,
    }
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

/// The folder for a site: never one of records.
fn folder_for(site: &Path, root: &Path) -> Result<Folder> {
    let whole = match (site.canonicalize(), site.file_name()) {
        (Ok(whole), _) => whole,
        (Err(_), Some(name)) => {
            let around = folder_of(site);
            let around = around.canonicalize().map_err(|error| CliError::file(around, "written", error))?;
            around.join(name)
        }
        (Err(error), None) => return Err(CliError::file(site, "written", error)),
    };
    let root = root.canonicalize().map_err(|error| CliError::file(root, "read", error))?;
    if whole.starts_with(&root) {
        return Err(CliError::new(format!("{} is in the workspace; a report is no record.", site.display()))
            .hint("Name a folder outside the folder of the workspace."));
    }
    if root.starts_with(&whole) {
        return Err(CliError::new(format!("{} has the workspace in it.", site.display()))
            .hint("Name a folder of its own: --site site"));
    }
    Ok(Folder::open(&whole).map_err(claimbook_report::site::SiteError::from)?)
}

/// `Wrote site/index.html, with 120 pages and files around it: 3 new or changed, 1 removed`.
fn told(site: &Path, written: Written) -> String {
    let Written { files, changed, removed } = written;
    let all = facts::count(files, "file", "files");
    let index = site.join("index.html");
    let removed = if removed > 0 { format!(", {removed} removed") } else { String::new() };
    format!("Wrote {}: {all}, of which {changed} new or changed{removed}", index.display())
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
