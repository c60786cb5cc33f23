use claimbook_core::ledger::{Describing, DocumentRef, Lineage};
use claimbook_core::model::{DerivedAs, Document, DocumentKind, When};

use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::clean;
use crate::ui::Ui;

/// Record a document, and where it comes from
///
/// A file is captured: its text is kept beside the record, with hashes. An address is recorded, not fetched. For a
/// document that is there already, only what you name is changed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A document's key, an address (https://…) or a file; ./NAME is always a file
    #[arg(value_name = "KEY|URL|FILE")]
    document: String,
    /// The title
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title: Option<String>,
    /// What it is: article, post, speech, report, dataset, transcript, image, audio, video or letter
    #[arg(long, value_name = "KIND", value_parser = options::word(DocumentKind::known, DocumentKind::WORDS))]
    kind: Option<DocumentKind>,
    /// Who published it: a name or an actor's key
    #[arg(long, value_name = "ACTOR")]
    publisher: Option<String>,
    /// When it was published
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    published: Option<When>,
    /// Where it is published
    #[arg(long)]
    url: Option<String>,
    /// Its language: en, uk, de …
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The key to file it under
    #[arg(long)]
    key: Option<String>,
    /// Keep a copy of the file itself, not only its text
    #[arg(long)]
    keep: bool,
    #[command(flatten)]
    lineage: LineageArgs,
}

/// Where it comes from. Each may be repeated.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Where it comes from")]
struct LineageArgs {
    /// Its lineage ends here: it is nobody's copy
    #[arg(long)]
    original: bool,
    /// The same text as this document, under another roof
    #[arg(long, value_name = "DOCUMENT")]
    syndicates: Vec<String>,
    /// A translation of this document
    #[arg(long, value_name = "DOCUMENT")]
    translates: Vec<String>,
    /// This post again
    #[arg(long, value_name = "DOCUMENT")]
    reposts: Vec<String>,
    /// This document in fewer words
    #[arg(long, value_name = "DOCUMENT")]
    summarizes: Vec<String>,
    /// It quotes a passage of this document
    #[arg(long, value_name = "DOCUMENT")]
    quotes: Vec<String>,
    /// This document is one of its sources
    #[arg(long = "based-on", value_name = "DOCUMENT")]
    based_on: Vec<String>,
}

impl LineageArgs {
    fn each(&self) -> impl Iterator<Item = (DerivedAs, &String)> {
        [
            (DerivedAs::Syndicates, &self.syndicates),
            (DerivedAs::Translates, &self.translates),
            (DerivedAs::Reposts, &self.reposts),
            (DerivedAs::Summarizes, &self.summarizes),
            (DerivedAs::Quotes, &self.quotes),
            (DerivedAs::BasedOn, &self.based_on),
        ]
        .into_iter()
        .flat_map(|(kind, typed)| typed.iter().map(move |typed| (kind.clone(), typed)))
    }
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let mut draft = context.draft(ui)?;
    let named = if args.title.is_some() {
        context.document_or_title(draft.workspace(), &args.document)?
    } else {
        context.document(draft.workspace(), &args.document)?
    };
    let mut says = Describing {
        key: args.key,
        title: args.title,
        kind: args.kind,
        publisher: args.publisher,
        published: args.published,
        url: args.url,
        language: args.language,
        original: args.lineage.original,
        keep: args.keep,
    };
    let lineage = args
        .lineage
        .each()
        .map(|(kind, typed)| Ok(Lineage { kind, document: context.document(draft.workspace(), typed)? }))
        .collect::<Result<Vec<_>>>()?;
    // What was typed is the key of a record that is not there yet.
    if let DocumentRef::Title(typed) = &named
        && says.title.is_some()
        && says.key.is_none()
    {
        says.key = Some(typed.clone());
    }
    let no_text = matches!(&named, DocumentRef::File(file) if file.text.is_none());
    let key = draft.describe(&named, says)?;
    let new = draft.is_new(&key);
    for lineage in &lineage {
        draft.derive(&key, lineage)?;
    }
    if draft.workspace().document(&key).is_some_and(|filed| contradicts_itself(&filed.data)) {
        return Err(CliError::new("A document whose lineage ends here cannot be a copy of another.")
            .hint("Leave out --original, or say --quotes or --based-on.")
            .hint(format!("What is recorded already is changed with: claimbook edit {key}")));
    }
    let done = match (new, draft.is_empty()) {
        (true, _) => "recorded",
        (false, true) => "unchanged",
        (false, false) => "changed",
    };
    let told: String =
        args.lineage.each().map(|(kind, typed)| format!("  {kind}  {}\n", clean(typed))).collect();
    options::finish_document(ui, draft, done, &key)?;
    ui.done(&told)?;
    if new && no_text {
        ui.note("It has no text that can be read; its hash was recorded.");
    }
    Ok(Outcome::Done)
}

/// Whether it is recorded as nobody's copy and as a copy.
fn contradicts_itself(document: &Document) -> bool {
    let copied = document.derived_from.iter().filter_map(|from| from.kind.as_ref()).any(is_whole);
    document.original == Some(true) && copied
}

/// Whether the whole document comes from the other.
fn is_whole(kind: &DerivedAs) -> bool {
    !matches!(kind, DerivedAs::Quotes | DerivedAs::BasedOn)
}
