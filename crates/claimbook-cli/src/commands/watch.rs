use std::path::Path;
use std::time::Duration;

use claimbook_core::check::{Checked, Protected, Since};
use claimbook_core::model::Day;
use claimbook_core::workspace::Workspace;
use claimbook_index::watching::Watching;

use super::check::{Looked, look};
use super::options::Format;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::{findings, json, watch};
use crate::ui::Ui;

/// Check the workspace again whenever a file is saved
///
/// Says what is wrong now, and from then on what is new and what is fixed. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// text or json: one object a line for each look
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Look every so many seconds, where the system gives no notice of changes
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    every: Option<u64>,
    /// Name protected sources where they would be left out
    #[arg(long)]
    unredacted: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let open = args.unredacted || (ui.is_terminal() && args.format == Format::Text);
    let root = context.root()?;
    // Before the first look, so that what changes meanwhile is noticed.
    let (mut watching, why) = Watching::start(&root, args.every.map(Duration::from_secs));
    tell(ui, why);
    if ui.is_terminal() {
        ui.note("Watching the files; Ctrl-C ends it.");
    }
    let mut watch = Watch { root: &root, open, format: args.format, seen: None, before: None, trouble: None };
    loop {
        let there = watch.look_again(ui, &context.again()?)?;
        let why = if there { watching.wait() } else { watching.wait_for_the_folder() };
        tell(ui, why);
    }
}

/// Why the files are looked at every so often: once for each reason.
fn tell(ui: &mut Ui, why: Option<String>) {
    if let Some(why) = why {
        ui.warning(&format!(
            "There are no notices of changes here: {why}. The files are looked at every two seconds instead."
        ));
    }
}

struct Watch<'a> {
    root: &'a Path,
    open: bool,
    format: Format,
    /// The files, and the day, as they were looked at last.
    seen: Option<(u64, Option<Day>)>,
    before: Option<Checked>,
    /// Why it could not look, the last time.
    trouble: Option<String>,
}

impl Watch<'_> {
    /// Looks where a file is another, and says what came of it. Whether there is something to watch.
    fn look_again(&mut self, ui: &mut Ui, context: &Context) -> Result<bool> {
        // Before the look: what changes meanwhile is another state the next time.
        let now = claimbook_index::state(self.root).ok().map(|state| (state, context.today()));
        if now.is_some() && now == self.seen {
            return Ok(true);
        }
        match look(context, self.root, self.open, true) {
            Ok(looked) => {
                self.trouble = None;
                self.found(ui, context, looked, now.is_some())?;
            }
            Err(error) => self.failed(ui, context, &error)?,
        }
        self.seen = now;
        Ok(now.is_some())
    }

    /// `changed` says that a file is another; else it is told only where something came of it.
    fn found(&mut self, ui: &mut Ui, context: &Context, looked: Looked, changed: bool) -> Result<()> {
        let nothing = Checked::default();
        let since = looked.checked.since(self.before.as_ref().unwrap_or(&nothing));
        let since = if self.open { since } else { self.outside(since, looked.workspace)? };
        let first = self.before.is_none();
        if first || changed || since != Since::default() {
            let text = match self.format {
                Format::Json => json::watch::run(context.now(), &looked.checked, &since)?,
                Format::Text => {
                    let folder = findings::folder(&context.here, self.root);
                    watch::run(context.now(), &looked.checked, &since, first, &folder, ui.look())
                }
            };
            ui.print(&text)?;
        }
        self.before = Some(looked.checked);
        Ok(())
    }

    /// Who is protected only now must not be named where something of theirs is mended.
    fn outside(&self, since: Since, workspace: Option<Workspace>) -> Result<Since> {
        if since.mended.is_empty() {
            return Ok(since);
        }
        let workspace = workspace.map_or_else(|| Workspace::load(self.root), Ok)?;
        let mended = Checked { findings: since.mended, files: 0 };
        Ok(Since { mended: Protected::of(&workspace).redact(mended).findings, ..since })
    }

    /// That it cannot look is no reason to stop: a checkout may bring the files back.
    fn failed(&mut self, ui: &mut Ui, context: &Context, error: &CliError) -> Result<()> {
        let trouble = error.to_string();
        if self.trouble.as_ref() != Some(&trouble) {
            let text = match self.format {
                Format::Json => json::watch::trouble(context.now(), &trouble)?,
                Format::Text => watch::trouble(context.now(), &trouble, ui.look()),
            };
            ui.print(&text)?;
        }
        self.trouble = Some(trouble);
        Ok(())
    }
}
