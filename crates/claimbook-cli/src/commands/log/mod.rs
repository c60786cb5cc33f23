mod article;
mod dialogue;
mod take;

use std::borrow::Cow;
use std::path::Path;

use claimbook_core::ledger::{Captured, Describing, DocumentRef, Took};
use claimbook_core::model::When;
use claimbook_core::near::nearest;
use claimbook_core::workspace::{Filed, Made, Workspace};

use self::article::Split;
use self::take::{Take, Takes};
use super::options::{self, Format};
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::{json, sentences};
use crate::source;
use crate::ui::Ui;

/// Log claims from an article
///
/// Captures the article, numbers its sentences, and opens those that you take as claims. At a terminal it asks which;
/// elsewhere say it with --take. The same article may be logged again at any time: nothing is added twice.
///
/// For example: claimbook log article.txt --take 1-3 --by Pentagon --when 2024-10-28 --take 7
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file (plain text, Markdown or a saved web page), its address, - for standard input, or the key of an article logged
    /// before
    #[arg(value_name = "FILE")]
    file: String,
    #[command(flatten)]
    takes: Takes,
    /// A topic to file the new claims under; may be repeated
    #[arg(long = "topic", value_name = "TOPIC")]
    topics: Vec<String>,
    /// The article's title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Who published it: a name or an actor's key
    #[arg(long, value_name = "ACTOR")]
    publisher: Option<String>,
    /// When it was published
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    published: Option<When>,
    /// Where it is published
    #[arg(long)]
    url: Option<String>,
    /// The key to file it under
    #[arg(long)]
    key: Option<String>,
    /// Keep a copy of the file itself, not only its text
    #[arg(long)]
    keep: bool,
    /// text or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

/// What is logged.
enum Source {
    File(Box<Captured>),
    /// A document's key: there is no file of that name.
    Key(String),
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let takes = args.takes.paired()?;
    let source = read(ui, context, &args.file)?;
    let asks =
        takes.is_empty() && args.format == Format::Text && ui.is_terminal() && ui.can_ask() && !ui.is_quiet();
    let (takes, asked) = if asks { (ask(ui, context, &source)?, true) } else { (takes, false) };

    let mut draft = context.draft(ui)?;
    let says = Describing {
        title: args.title,
        publisher: args.publisher,
        published: args.published,
        // The same page is found again by its address, when it has changed too.
        url: args.url.or_else(|| source::is_url(&args.file).then(|| args.file.clone())),
        key: args.key,
        keep: args.keep,
        ..Describing::default()
    };
    let (key, article, known) = match &source {
        Source::File(file) => {
            let known = draft.workspace().find_capture(file).is_some();
            let (key, article) = draft.log(file, says)?;
            (key, article, known)
        }
        Source::Key(typed) => {
            if draft.workspace().document(typed).is_none() {
                return Err(no_file(draft.workspace(), typed));
            }
            let key = draft.describe(&DocumentRef::Key(typed.clone()), says)?;
            let article = draft.workspace().article(&key);
            (key, article, true)
        }
    };
    let done = match (known, draft.is_empty()) {
        (false, _) => "captured",
        (true, true) => "known",
        (true, false) => "changed",
    };
    let shows = takes.is_empty() || args.format == Format::Json;
    let seen_by_the_desk = args.format == Format::Text && ui.is_terminal();
    if shows && !seen_by_the_desk && !draft.workspace().public_documents().any(|filed| filed.key() == key) {
        return Err(CliError::new("This document is protected: its sentences are shown at a terminal only.")
            .hint("Take sentences by number: claimbook log FILE --take 1-3"));
    }
    let split = article.as_ref().map(|article| Split::of(&article.text)).unwrap_or_default();
    let takings = split.takings(&takes, &args.topics)?;
    let places: Vec<usize> = takings.iter().map(|(number, _)| *number).collect();
    let takings: Vec<_> = takings.into_iter().map(|(_, taking)| taking).collect();
    let took = match &article {
        Some(article) => draft.take(article, &takings)?,
        None => Vec::new(),
    };

    let mut committed = draft.commit()?;
    committed.made.retain(|made| *made != Made::Document(key.clone()));
    let workspace = &committed.workspace;
    let look = ui.look();
    let listed = article.as_ref().map(|article| split.listed(workspace, article)).unwrap_or_default();
    let took = || {
        let filed = |path: &String| workspace.claim_at(path);
        places.iter().zip(&took).filter_map(move |(n, (took, path))| Some((*n, *took, filed(path)?)))
    };
    if args.format == Format::Json {
        let title = workspace.document(&key).and_then(|filed| filed.data.title.as_deref());
        ui.print(&json::text(&json::log::log(&key, title, &listed, took()))?)?;
    } else {
        ui.done(&sentences::captured(done, &key, workspace.document_title(&key), look))?;
        let lines: String =
            took().map(|(_, did, claim)| options::line(look, json::log::did(did), claim)).collect();
        ui.done(&lines)?;
        if takes.is_empty() && !asked && article.is_some() {
            ui.print(&format!("\n{}", sentences::sentences(&listed, look)))?;
        }
    }
    options::tell(ui, &committed);
    let file = typable(if args.file == "-" || source::is_url(&args.file) { &key } else { &args.file });
    if article.is_none() {
        ui.note("It has no text that can be read; its hash was recorded.");
        ui.hint(&format!("Open what it says by hand: claimbook open \"…\" --in {key}"));
    } else if takes.is_empty() {
        ui.hint(&format!(
            "Open sentences as claims: claimbook log {file} --take 1-3,7 --by NAME --when DATE"
        ));
    } else if took().any(|(_, did, _)| did == Took::Opened) {
        if let Some(take) = takes.iter().find(|take| !asked && take.by.is_none() && !take.is_none()) {
            ui.hint(&format!(
                "Add who said it: claimbook log {file} --take {} --by NAME",
                typable(&take.which)
            ));
        }
        ui.hint("See where the work stands: claimbook report");
    }
    Ok(Outcome::Done)
}

/// A file's name as it can be typed into a shell.
fn typable(file: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ',' | ':');
    if file.chars().all(plain) {
        Cow::Borrowed(file)
    } else if file.chars().all(|c| plain(c) || c == ' ') {
        Cow::Owned(format!("\"{file}\""))
    } else {
        Cow::Borrowed("FILE")
    }
}

/// Reads what is to be logged.
fn read(ui: &mut Ui, context: &Context, typed: &str) -> Result<Source> {
    if typed == "-" {
        if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
            ui.note("Paste the article, then press Ctrl-D on a line of its own.");
        }
        return Ok(Source::File(Box::new(source::read_from(std::io::stdin().lock(), None)?)));
    }
    if source::is_url(typed) {
        return Ok(Source::File(Box::new(source::read_address(typed)?)));
    }
    let path = context.here.join(typed);
    if path.exists() || Path::new(typed).components().count() > 1 {
        return Ok(Source::File(Box::new(source::read_file(&path)?)));
    }
    Ok(Source::Key(typed.to_owned()))
}

fn no_file(workspace: &Workspace, typed: &str) -> CliError {
    let keys = workspace.public_documents().map(Filed::key);
    CliError::new(format!("There is no file {typed}, and no document of that key."))
        .maybe_hint(nearest(typed, keys).map(|near| format!("Did you mean `{near}`?")))
}

/// Shows the sentences and asks which to open. Nothing is written or locked meanwhile, so that Ctrl-C leaves all as it was.
fn ask(ui: &mut Ui, context: &Context, source: &Source) -> Result<Vec<Take>> {
    context.user(ui)?;
    let workspace = context.load(ui)?;
    let known = match source {
        Source::File(file) => workspace.captured_article(file),
        Source::Key(key) if workspace.document(key).is_none() => return Err(no_file(&workspace, key)),
        Source::Key(key) => workspace.article(key),
    };
    let read = match source {
        Source::File(file) => file.text.as_ref(),
        Source::Key(_) => None,
    };
    let Some(text) = known.as_ref().map(|article| &article.text).or(read) else { return Ok(Vec::new()) };
    let split = Split::of(text);
    let listed = match &known {
        Some(article) => split.listed(&workspace, article),
        None => split.unlisted(),
    };
    ui.print(&sentences::sentences(&listed, ui.look()))?;
    dialogue::takes(&mut dialogue::Terminal, &workspace, &listed, ui.look().width)
}
