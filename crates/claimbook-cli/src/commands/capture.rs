use claimbook_core::assess::Judgement;
use claimbook_core::assess::edits::edits;
use claimbook_core::ledger::{Captured, DocumentRef};
use claimbook_core::model::When;
use claimbook_core::redact::redact_judged;
use claimbook_core::workspace::{Made, Workspace};

use super::options::{self, Format};
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::misuse::quoted;
use crate::render::{self, cut, json};
use crate::source;
use crate::ui::Ui;

/// Capture a document again, and see which quoted passages were edited
///
/// The newer text is kept beside the first, and quotes stay tied to the text that they were taken from. Passages that claims quote
/// are looked for in the newer text: those in which numbers, negations or names differ come first.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document: its key or its address
    document: String,
    /// The document as it is now: a file, or an address (https://…) that is fetched
    #[arg(value_name = "FILE|URL")]
    source: String,
    /// Keep a copy of the file itself, not only its text
    #[arg(long)]
    keep: bool,
    /// What the publisher says that it has set right
    #[arg(long, value_name = "NOTE", allow_hyphen_values = true)]
    correction: Option<String>,
    /// When the publisher set it right
    #[arg(long, value_name = "DATE", value_parser = options::date, requires = "correction")]
    on: Option<When>,
    /// text or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Show what protected sources are quoted with
    #[arg(long)]
    unredacted: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    // Others may write while a page is waited for.
    let file = read(ui, context, &args.source)?;
    let mut draft = context.draft(ui)?;
    let key = key(context, draft.workspace(), &args)?;
    let new = draft.capture_newer(&key, &file, args.keep)?;
    if let Some(note) = &args.correction {
        draft.correct(&key, note, args.on.clone())?;
    }
    let mut committed = draft.commit()?;
    committed.made.retain(|made| *made != Made::Document(key.clone()));
    let sees_all = args.unredacted || (ui.is_terminal() && args.format == Format::Text);
    let (workspace, key) = if sees_all {
        (committed.workspace, key)
    } else {
        let (workspace, _, renamed) = redact_judged(committed.workspace, Judgement::default());
        (workspace, renamed.document(key))
    };
    let edits = file.text.as_deref().filter(|_| new).map(|text| edits(&workspace, &key, text));
    if args.format == Format::Json {
        ui.print(&json::capture(&workspace, &key, new, edits.as_ref())?)?;
        return Ok(Outcome::Done);
    }
    let look = ui.look();
    let done = if new { "captured" } else { "unchanged" };
    let room = look.width.saturating_sub(done.len() + render::width(&key) + 4).max(20);
    ui.done(&format!("{done}  {}  {}\n", look.cyan(&key), cut(workspace.document_title(&key), room)))?;
    match &edits {
        Some(edits) => ui.print(&render::edits(&workspace, edits, look))?,
        None if new => ui.note("It has no text that can be read; its hash was recorded."),
        None => ui.done("  Nothing has changed since the last capture.\n")?,
    }
    if args.correction.is_some() {
        ui.done("  The correction is on record.\n")?;
    }
    Ok(Outcome::Done)
}

fn read(ui: &mut Ui, context: &Context, typed: &str) -> Result<Captured> {
    if source::is_url(typed) {
        let _waiting = ui.waiting(format!("Waiting for {}", cut(typed, ui.look().width.saturating_sub(16))));
        return source::read_address(typed);
    }
    source::read_file(&context.here.join(typed))
}

/// The document that is there already.
fn key(context: &Context, workspace: &Workspace, args: &Args) -> Result<String> {
    let known = match context.document(workspace, &args.document)? {
        DocumentRef::Key(key) => Some(key),
        DocumentRef::Url(url) => workspace.find_url(&url).map(str::to_owned),
        DocumentRef::File(file) => workspace.find_capture(&file).map(str::to_owned),
        DocumentRef::Title(_) => None,
    };
    known.ok_or_else(|| {
        CliError::new(format!("There is no document “{}”.", args.document)).hint(format!(
            "The first capture of a document is made with: claimbook document {}",
            quoted(&args.source)
        ))
    })
}
