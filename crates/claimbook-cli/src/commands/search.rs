use std::collections::HashMap;
use std::mem::ManuallyDrop;

use claimbook_core::assess::{Rows as _, Selection};
use claimbook_index::text::Highlighter;
use claimbook_index::wanted::Wanted;
use claimbook_index::{Of, of_actor, of_claim, of_document};

use super::options::{AsOf, Format};
use super::wanted;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::json;
use crate::render::search::{self, Record, Result as Shown, Sheet};
use crate::ui::Ui;
use crate::view::{Looking, view};

/// How many results are shown where nobody says how many.
const SHOWN: usize = 20;

/// Find words in claims, quotes, notes, reasons, names and captured texts
///
/// All words must stand there, in any of their forms. "a phrase", -without, begin*, one OR other; status:disputed by:pentagon
/// in:DOCUMENT topic:bridges flag:stale since:2024-10 until: said-since: said-until: type: stage: is:open is:shaky is:public
/// kind:claim,actor,document. A word that stands nowhere is looked for as if typed wrong.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to look for
    #[arg(required = true, num_args = 1.., value_name = "WORDS")]
    words: Vec<String>,
    /// Show so many; 0 shows all
    #[arg(long, value_name = "N", default_value_t = SHOWN, hide_default_value = true)]
    limit: usize,
    /// How to print: text or json
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Name protected sources
    #[arg(long)]
    unredacted: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    context.look(|context| look(ui, context, &args))
}

fn look(ui: &mut Ui, context: &Context, args: &Args) -> Result<Outcome> {
    let typed = wanted::joined(&args.words);
    let query = wanted::query(&typed)?;
    if query.terms.iter().all(|term| term.not) {
        return Err(CliError::new("There is no word to look for.")
            .hint("`claimbook list` lists claims by what they are: claimbook list status:disputed"));
    }
    let as_of = AsOf::default();
    let unredacted = args.unredacted || (args.format == Format::Text && ui.is_terminal());
    let looking = Looking { as_of: &as_of, judged: true, unredacted, searching: true };
    let mut asked = Wanted::default();
    let (view, _) = view(ui, context, looking, |whole, said| {
        asked = wanted::wanted(&query, &typed, whole, said)?;
        Ok(Selection::default())
    })?;
    let asked = asked.renamed(|selection| view.rename(selection));
    let rows = &*ManuallyDrop::new(view.rows()?);
    let found = view.find(&query)?;

    let claims = found.hits.iter().any(|hit| hit.of == Of::Claim);
    let places: HashMap<String, usize> = match claims {
        true => (0..rows.len()).map(|place| (view.path_here(&rows.row(place)), place)).collect(),
        false => HashMap::new(),
    };
    let takes = |hit: &&claimbook_index::Hit| {
        asked.takes_kind(hit.of)
            && (hit.of != Of::Claim
                || places.get(&hit.path).is_some_and(|place| asked.takes(&rows.row(*place))))
    };
    let hits: Vec<&claimbook_index::Hit> = found.hits.iter().filter(takes).collect();
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let shown: Vec<&claimbook_index::Hit> = hits.iter().take(limit).copied().collect();
    let mut opened = view.open(rows, shown.iter().filter_map(|hit| places.get(&hit.path).copied()))?;
    let others = shown.iter().filter(|hit| hit.of != Of::Claim).map(|hit| hit.path.as_str());
    opened.read(&others.collect::<Vec<_>>());
    let highlighter =
        Highlighter::new(&query, found.instead.iter().flat_map(|(_, words)| words).map(String::as_str));
    let workspace = &opened.workspace;
    let result = |hit: &&claimbook_index::Hit| {
        let (record, fields) = match hit.of {
            Of::Claim => {
                let judged = opened.claim(&rows.row(*places.get(&hit.path)?))?;
                let fields = of_claim(&judged.filed.data);
                (Record::Claim(judged), fields)
            }
            Of::Actor => {
                let filed = workspace.actors.iter().find(|filed| filed.path == hit.path)?;
                (Record::Actor(filed), of_actor(&filed.data))
            }
            Of::Document => {
                let filed = workspace.documents.iter().find(|filed| filed.path == hit.path)?;
                (Record::Document(filed), of_document(workspace, filed, opened.renamed()))
            }
        };
        Some(Shown::of(record, hit.score, fields, &highlighter))
    };
    let results: Vec<Shown<'_>> = shown.iter().filter_map(result).collect();
    let sheet = Sheet { query: &typed, total: hits.len(), instead: &found.instead, results };
    match args.format {
        Format::Json => ui.print(&json::search(&sheet)?)?,
        Format::Text => {
            for (word, instead) in &found.instead {
                ui.note(&format!("“{word}” stands nowhere; looked for {}.", instead.join(", ")));
            }
            ui.print(&search::lines(&sheet, ui.look()))?;
            if sheet.total == 0 {
                ui.note("Nothing fits.");
                ui.hint("Ask for less: fewer words, or the beginning of one with a star (bridg*).");
            }
        }
    }
    Ok(Outcome::Done)
}
