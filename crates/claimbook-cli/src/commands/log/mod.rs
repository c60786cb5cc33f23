mod dialogue;
mod from;
mod halves;
mod said;
mod take;
mod tell;
mod walk;

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use claimbook_core::ledger::{Captured, Describing, DocumentRef};
use claimbook_core::model::{ReviewedAs, When};
use claimbook_core::near::nearest;
use claimbook_core::workspace::{Filed, Made, Workspace};
use claimbook_intake::{Before, Decided, Proposal, Proposals, Split, mark, propose};
use claimbook_reader::Engine;

use self::said::Said;
use self::take::Takes;
use super::options::{self, Format};
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::cut;
use crate::render::proposals::Order;
use crate::source;
use crate::ui::Ui;

/// Log claims from an article
///
/// Captures the article, reads who says what in it, and opens those statements as claims that you take. At a terminal it goes
/// through them one by one; elsewhere say it with --take and --leave, or with --from. The same article may be logged again at any
/// time: nothing is added twice.
///
/// For example: claimbook log article.txt --take 1,4-6 --leave 2 --as opinion
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file (plain text, Markdown or a saved web page), its address, - for standard input, or the key of an article logged
    /// before
    #[arg(value_name = "FILE")]
    file: String,
    #[command(flatten)]
    takes: Takes,
    /// Leave these: they count as looked at. Numbers as with --take
    #[arg(long = "leave", value_name = "NUMBERS")]
    leaves: Vec<String>,
    /// Why they are left: opinion, boilerplate or left
    #[arg(long = "as", value_name = "REASON", requires = "leaves", value_parser = options::word(ReviewedAs::known, ReviewedAs::WORDS))]
    leave_as: Option<ReviewedAs>,
    /// Take decisions from a file in the form of --format json; - for standard input
    #[arg(long, value_name = "PROPOSALS", conflicts_with_all = ["take", "leaves"])]
    from: Option<String>,
    /// Take speakers that are only proposed, such as whom “he” means, without a look at each
    #[arg(long)]
    trust_proposed: bool,
    /// Show every sentence, numbered s1, s2 …, in place of the statements
    #[arg(long)]
    sentences: bool,
    /// The order in which statements are shown: speaker or worth
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "speaker",
        hide_default_value = true,
        hide_possible_values = true
    )]
    sort: Order,
    /// What reads the article: model, or rules alone
    #[arg(
        long,
        value_name = "READER",
        default_value = "model",
        hide_default_value = true,
        hide_possible_values = true
    )]
    reader: Reader,
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
    #[arg(long, visible_alias = "date", value_name = "DATE", value_parser = options::date)]
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

/// What reads an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Reader {
    Model,
    Rules,
}

impl From<Reader> for Engine {
    fn from(reader: Reader) -> Self {
        match reader {
            Reader::Model => Engine::Model,
            Reader::Rules => Engine::Rules,
        }
    }
}

/// What is logged.
enum Source {
    File(Box<Captured>),
    /// A document's key: there is no file of that name.
    Key(String),
}

impl Source {
    fn file(&self) -> Option<&Captured> {
        match self {
            Source::File(file) => Some(file),
            Source::Key(_) => None,
        }
    }
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let takes = args.takes.paired()?;
    if args.from.as_deref() == Some("-") && args.file == "-" {
        return Err(CliError::new("The article and the decisions cannot both come from standard input.")
            .hint("Log the article first, and give its key: claimbook log KEY --from -"));
    }
    let source = read(ui, context, &args.file)?;
    let from = args.from.as_deref().map(|from| from_file(context, from)).transpose()?;
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
    let chosen = !takes.is_empty() || !args.leaves.is_empty() || from.is_some();
    let asks = !chosen && args.format == Format::Text && ui.is_terminal() && ui.can_ask() && !ui.is_quiet();
    let reading = Reading { engine: args.reader.into(), sentences: args.sentences, order: args.sort };
    let asked = if asks {
        let Some(decided) = ask(ui, context, &source, &says, &reading, &args.topics)? else {
            ui.note("Nothing was written.");
            return Ok(Outcome::Done);
        };
        Some(decided)
    } else {
        None
    };

    let mut draft = context.draft(ui)?;
    let before = Before::of(source.file(), &says);
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
    let did = match (known, draft.is_empty()) {
        (false, _) => "captured",
        (true, true) => "known",
        (true, false) => "changed",
    };
    let shows = !chosen || args.format == Format::Json;
    let seen_by_the_desk = args.format == Format::Text && ui.is_terminal();
    if shows && !seen_by_the_desk && !draft.workspace().public_documents().any(|filed| filed.key() == key) {
        return Err(CliError::new("This document is protected: its sentences are shown at a terminal only.")
            .hint("Take statements by number: claimbook log FILE --take 1-3"));
    }
    let split = article.as_ref().map(|article| Split::of(&article.text)).unwrap_or_default();
    let capture = article.as_ref().and_then(|article| article.capture.as_deref());
    let before = before.or_record(draft.workspace(), &key, capture);
    let mut proposals = match &article {
        // What was decided already needs no reading.
        Some(article) if asked.is_none() && (shows || from.is_none()) => {
            let mut proposals = reading.of(draft.workspace(), &article.text, &before);
            mark(&mut proposals, draft.workspace(), article);
            proposals
        }
        _ => Proposals::default(),
    };
    let was_asked = asked.is_some();
    let decided = match (asked, &from, &article) {
        (Some(decided), ..) => decided,
        (None, Some((json, name)), Some(article)) => {
            let manner = from::Manner { trust: args.trust_proposed, topics: &args.topics };
            from::decided(json, name, article, &manner)?
        }
        (None, Some(_), None) => {
            return Err(CliError::new(
                "There is no text in it that can be read, so nothing can be taken from it.",
            ));
        }
        (None, None, _) => {
            let said = Said {
                takes: &takes,
                leaves: &args.leaves,
                leave_as: args.leave_as.unwrap_or(ReviewedAs::Left),
                trust: args.trust_proposed,
                topics: &args.topics,
            };
            said.decided(&proposals, &split)?
        }
    };
    let (took, left) = match &article {
        Some(article) => {
            let takings: Vec<_> = decided.taken.iter().map(|taken| taken.taking.clone()).collect();
            (draft.take(article, &takings)?, draft.review(article, &decided.left)?)
        }
        None => (Vec::new(), 0),
    };
    tell::warn_of_alike(ui, draft.workspace(), &decided, &took);
    let mut committed = draft.commit()?;
    committed.made.retain(|made| *made != Made::Document(key.clone()));
    if let Some(article) = &article {
        mark(&mut proposals, &committed.workspace, article);
    }
    let logged = tell::Logged {
        file: typable(if args.file == "-" || source::is_url(&args.file) { &key } else { &args.file }),
        key: &key,
        article: article.as_ref(),
        did,
        split: &split,
        proposals: &proposals,
        decided: &decided,
        took: &took,
        left,
        committed: &committed,
        reading: &reading,
        asked: was_asked,
        chosen,
    };
    match args.format {
        Format::Json => logged.json(ui)?,
        Format::Text => logged.text(ui)?,
    }
    options::tell(ui, &committed);
    logged.hint(ui);
    Ok(Outcome::Done)
}

/// How an article is read and shown.
struct Reading {
    engine: Engine,
    sentences: bool,
    order: Order,
}

impl Reading {
    fn of(&self, workspace: &Workspace, text: &str, before: &Before) -> Proposals {
        propose(workspace, text, before, self.engine)
    }
}

/// The decisions in a file, and what the file is called.
fn from_file(context: &Context, from: &str) -> Result<(String, String)> {
    let mut bytes = Vec::new();
    let read = if from == "-" {
        std::io::stdin().lock().take(from::MAX_BYTES + 1).read_to_end(&mut bytes)
    } else {
        let file = std::fs::File::open(context.here.join(from));
        file.and_then(|file| file.take(from::MAX_BYTES + 1).read_to_end(&mut bytes))
    };
    let name = if from == "-" { "standard input" } else { from };
    read.map_err(|error| CliError::file(Path::new(name), "read", error))?;
    if bytes.len() as u64 > from::MAX_BYTES {
        return Err(CliError::new(format!("{name} is far too long for a list of decisions.")));
    }
    let json = String::from_utf8(bytes)
        .map_err(|_| CliError::new(format!("{name} is no text in UTF-8, so it is no JSON.")))?;
    Ok((json, name.to_owned()))
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
        let _waiting = ui.waiting(format!("Waiting for {}", cut(typed, ui.look().width.saturating_sub(16))));
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

/// Shows what was read and asks what to do with it. Nothing is written or locked meanwhile, so that Ctrl-C leaves all as it was.
fn ask(
    ui: &mut Ui,
    context: &Context,
    source: &Source,
    says: &Describing,
    reading: &Reading,
    topics: &[String],
) -> Result<Option<Decided>> {
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
    let Some(text) = known.as_ref().map(|article| &article.text).or(read) else {
        return Ok(Some(Decided::default()));
    };
    let mut before = Before::of(source.file(), says);
    if let Some(article) = &known {
        before = before.or_record(&workspace, &article.document, article.capture.as_deref());
    }
    let mut proposals = reading.of(&workspace, text, &before);
    if let Some(article) = &known {
        mark(&mut proposals, &workspace, article);
    }
    let split = Split::of(text);
    if !reading.sentences && !proposals.list.is_empty() {
        if proposals.list.iter().all(Proposal::is_decided) {
            ui.print(&crate::render::proposals::proposals(&proposals, reading.order, ui.look()))?;
            ui.note("Each of them is decided. Take one all the same by its number: --take 3");
            return Ok(Some(Decided::default()));
        }
        return walk::walk(&mut dialogue::Terminal, &workspace, &proposals, topics, ui.look());
    }
    if !reading.sentences {
        ui.note(tell::NONE);
    }
    let listed = match &known {
        Some(article) => split.listed(&workspace, article),
        None => split.unlisted(),
    };
    ui.print(&crate::render::sentences::sentences(&listed, ui.look()))?;
    let takes = dialogue::takes(&mut dialogue::Terminal, &workspace, &listed, ui.look().width)?;
    let said = Said { takes: &takes, leaves: &[], leave_as: ReviewedAs::Left, trust: false, topics };
    said.decided(&proposals, &split).map(Some)
}
