//! The summary: how many claims have which status, what is open, disputed and shaky and why, and on whom it all rests.

use claimbook_core::assess::{Judged, Status};

use super::cards::sign;
use super::index::Index;
use super::mark::Mark;
use super::words::{Words, address};
use crate::facts::{count, day, doubt, happened, rests_on};
use crate::sheet::{NO_ASSERTER, NO_DOCUMENT, covered, percent};

/// Of one claim so many reasons are in the summary, each cut to so many columns; its card has all.
const REASONS: usize = 2;
const REASON: usize = 180;
/// So many claims of each section, and so many asserters and documents, are in the summary.
const SHOWN: usize = 8;

pub(crate) struct Summary {
    pub(crate) bar: Vec<Piece>,
    /// The bar in words.
    pub(crate) says: Words,
    pub(crate) sections: Vec<Section>,
    pub(crate) attributions: Vec<Words>,
    pub(crate) rests_on: Vec<Words>,
    pub(crate) tables: Vec<Table>,
    pub(crate) changes: Vec<Happened>,
}

/// A status in the bar and below it; places are per cent of the width.
pub(crate) struct Piece {
    pub(crate) mark: Mark,
    pub(crate) claims: usize,
    pub(crate) percent: usize,
    pub(crate) x: String,
    pub(crate) width: String,
    pub(crate) middle: String,
    /// Whether there is room for the number.
    pub(crate) roomy: bool,
}

/// Claims of which something is to be known.
pub(crate) struct Section {
    pub(crate) name: &'static str,
    /// What the filter calls it.
    pub(crate) filter: &'static str,
    pub(crate) explains: &'static str,
    pub(crate) none: &'static str,
    pub(crate) claims: usize,
    pub(crate) more: usize,
    /// Where the others are; none where they are on the same page.
    pub(crate) all: Option<String>,
    pub(crate) items: Vec<Item>,
}

pub(crate) struct Item {
    pub(crate) href: String,
    pub(crate) mark: Mark,
    pub(crate) claim: Words,
    pub(crate) why: Vec<Words>,
}

/// Claims by what they have in common.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) rows: Vec<Row>,
    pub(crate) more: usize,
    /// Where the others are; none where they are on the same page.
    pub(crate) all: Option<String>,
}

pub(crate) struct Row {
    pub(crate) name: Words,
    pub(crate) url: Option<String>,
    pub(crate) claims: usize,
    pub(crate) bar: Vec<Piece>,
    pub(crate) says: Words,
    pub(crate) note: Option<Words>,
}

pub(crate) struct Happened {
    pub(crate) when: Words,
    pub(crate) what: Words,
    pub(crate) by: Option<Words>,
    pub(crate) href: Option<String>,
    pub(crate) claim: Words,
}

impl Summary {
    pub(crate) fn of(index: &Index<'_, '_>) -> Self {
        let (sheet, report) = (index.sheet, &index.sheet.report);
        let workspace = sheet.workspace;
        let totals: Vec<(Status, usize)> = report.totals.iter().filter(|it| it.1 > 0).cloned().collect();
        let sections = vec![
            Section::of(index, &report.open(), "Open", "open", open_reason),
            Section::of(index, &report.disputed(), "Disputed", "disputed", disputed_reason),
            Section::of(index, &report.shaky(), "Shaky", "shaky", shaky_reasons),
        ];
        let attributions = report.attributions.iter();
        let changes = sheet.changes.iter().map(|change| {
            let place = index.claims.iter().position(|it| it.claim.filed.path == change.filed.path);
            Happened {
                when: Words::line(&day(change.at)),
                what: Words::line(&happened(workspace, &change.event)),
                by: change.by.map(Words::line),
                href: place
                    .and_then(|place| index.claims.get(place))
                    .map(|entry| index.leading.card(&entry.id)),
                claim: Words::cut(&change.filed.data.claim, 110),
            }
        });
        Summary {
            says: in_words(&totals),
            bar: bar(&totals),
            sections,
            attributions: attributions
                .map(|(word, number)| {
                    Words::line(&format!("{number} {}", word.to_string().replace('_', " ")))
                })
                .collect(),
            rests_on: report
                .concentration
                .iter()
                .take(SHOWN)
                .map(|one| Words::line(&rests_on(workspace, one)))
                .collect(),
            tables: vec![asserters(index), documents(index)],
            changes: changes.collect(),
        }
    }
}

impl Section {
    fn of(
        index: &Index<'_, '_>,
        places: &[usize],
        name: &'static str,
        filter: &'static str,
        why: fn(&Index<'_, '_>, usize, &Judged<'_>) -> Vec<Words>,
    ) -> Self {
        let item = |place: &usize| {
            let entry = index.claims.get(*place)?;
            Some(Item {
                href: index.leading.card(&entry.id),
                mark: Mark::of(&entry.claim.status),
                claim: Words::cut(&entry.claim.filed.data.claim, 160),
                why: why(index, *place, entry.claim),
            })
        };
        let (explains, none) = match filter {
            "open" => ("Work remains, and what would come next.", "Nothing is open."),
            "disputed" => ("Credible evidence or sources stand on both sides.", "Nothing is disputed."),
            _ => ("There is a verdict, and it may not hold.", "No verdict is in doubt."),
        };
        Section {
            name,
            filter,
            explains,
            none,
            claims: places.len(),
            more: places.len().saturating_sub(SHOWN),
            all: index.leading.list(filter),
            items: places.iter().take(SHOWN).filter_map(item).collect(),
        }
    }
}

fn open_reason(index: &Index<'_, '_>, place: usize, _: &Judged<'_>) -> Vec<Words> {
    let row = index.sheet.report.claims.get(place).map(|row| index.sheet.rows.row(*row));
    let task = row.and_then(|row| row.tasks.iter().next());
    task.map(|task| Words::line(task.does())).into_iter().collect()
}

fn disputed_reason(_: &Index<'_, '_>, _: usize, claim: &Judged<'_>) -> Vec<Words> {
    claim
        .standing
        .and_then(|verdict| verdict.because.as_deref())
        .map(|why| Words::cut(why, REASON))
        .into_iter()
        .collect()
}

fn shaky_reasons(index: &Index<'_, '_>, _: usize, claim: &Judged<'_>) -> Vec<Words> {
    let doubts = claim.doubts.iter().map(|one| {
        let mut words = doubt(index.sheet.workspace, one);
        if let Some(first) = words.get(..1).map(str::to_uppercase) {
            words.replace_range(..1, &first);
        }
        Words::line(&format!("{words}."))
    });
    let flags = claim.flags.iter().filter(|flag| flag.code.weakens());
    let mut reasons: Vec<Words> =
        doubts.chain(flags.map(|flag| Words::cut(sign(index, flag).says.as_str(), REASON))).collect();
    let more = reasons.len().saturating_sub(REASONS);
    reasons.truncate(REASONS);
    reasons.extend((more > 0).then(|| Words::line(&count(more, "more reason", "more reasons"))));
    reasons
}

/// The pieces of a bar, side by side.
pub(crate) fn bar(totals: &[(Status, usize)]) -> Vec<Piece> {
    let total: usize = totals.iter().map(|it| it.1).sum();
    let mut before = 0;
    totals
        .iter()
        .map(|(status, claims)| {
            let at = |claims: usize| claims as f64 * 100.0 / total.max(1) as f64;
            let (x, width) = (at(before), at(*claims));
            before += claims;
            Piece {
                mark: Mark::of(status),
                claims: *claims,
                percent: percent(*claims, total),
                x: format!("{x:.2}%"),
                width: format!("{width:.2}%"),
                middle: format!("{:.2}%", x + width / 2.0),
                roomy: width >= 4.5,
            }
        })
        .collect()
}

pub(crate) fn in_words(totals: &[(Status, usize)]) -> Words {
    let words: Vec<String> = totals
        .iter()
        .map(|(status, number)| format!("{number} {}", status.as_str().replace('_', " ")))
        .collect();
    Words::line(&words.join(", "))
}

fn asserters(index: &Index<'_, '_>) -> Table {
    let (workspace, tallies) = (index.sheet.workspace, &index.sheet.report.asserters);
    let rows = tallies.iter().take(SHOWN).map(|tally| Row {
        name: Words::cut(tally.key.map_or(NO_ASSERTER, |key| workspace.actor_name(key)), 60),
        url: index.leading.asserter(tally.key),
        claims: tally.claims.len(),
        bar: bar(&tally.counts),
        says: in_words(&tally.counts),
        note: None,
    });
    Table {
        name: "Who asserted them",
        rows: rows.collect(),
        more: tallies.len().saturating_sub(SHOWN),
        all: index.leading.list("asserters"),
    }
}

fn documents(index: &Index<'_, '_>) -> Table {
    let (workspace, documents) = (index.sheet.workspace, &index.sheet.documents);
    let rows = documents.iter().take(SHOWN).map(|row| {
        let url = row.key.and_then(|key| workspace.document(key)).and_then(|filed| filed.data.url.as_deref());
        // One from which nothing was taken has no page.
        let own = index.leading.document(row.key).filter(|_| row.claims > 0);
        Row {
            name: Words::cut(row.key.map_or(NO_DOCUMENT, |key| workspace.document_title(key)), 80),
            url: own.or_else(|| url.and_then(address)),
            claims: row.claims,
            bar: bar(&row.counts),
            says: in_words(&row.counts),
            note: row.coverage.filter(|_| !index.public).map(|it| Words::line(&covered(it))),
        }
    });
    Table {
        name: "Where they were made",
        rows: rows.collect(),
        more: documents.len().saturating_sub(SHOWN),
        all: index.leading.list("documents"),
    }
}

/// `18 claims`, `Example Desk`, `28 November 2026`, and what was left out.
pub(crate) fn standfirst(index: &Index<'_, '_>) -> Vec<Words> {
    let sheet = index.sheet;
    let total = sheet.report.claims.len();
    if total == 0 {
        let none =
            if sheet.narrowed { "No claim fits what was asked for.".to_owned() } else { sheet.none_yet() };
        return vec![Words::line(&none)];
    }
    let publisher = sheet.workspace.settings.publisher.as_ref().and_then(|it| it.name.as_deref());
    let mut lines = vec![Words::line(&count(total, "claim", "claims"))];
    lines.extend(publisher.map(Words::line));
    lines.push(Words::line(&sheet.day()));
    if index.public {
        lines.push(Words::line("only claims that may be published"));
    } else if sheet.narrowed {
        lines.push(Words::line("a selection"));
    }
    if sheet.left_out() > 0 {
        lines.push(Words::line(&format!(
            "{} broken and left out",
            count(sheet.left_out(), "file is", "files are")
        )));
    }
    lines
}
