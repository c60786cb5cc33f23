//! The report, as text, Markdown and CSV. JSON is in `render/json`.

mod csv;
mod markdown;
mod text;

use std::collections::HashMap;
use std::sync::Arc;

use claimbook_core::assess::{Change, Coverage, Judged, Judgement, Report, Rows, Status, Tally};
use claimbook_core::model::{Instant, When};
use claimbook_core::workspace::Workspace;

pub(crate) use csv::csv;
pub(crate) use markdown::markdown;
pub(crate) use text::{SHOWN, shows, text};

/// Everything that a report shows.
pub(crate) struct Sheet<'w> {
    /// With the claims that are shown whole.
    pub(crate) workspace: &'w Workspace,
    pub(crate) rows: &'w dyn Rows,
    pub(crate) judgement: &'w Judgement,
    pub(crate) report: Report<'w>,
    /// The claims that are shown whole, by their places in the report's claims.
    pub(crate) shown: HashMap<usize, Judged<'w>>,
    /// What happened, the newest first.
    pub(crate) changes: Vec<Change<'w>>,
    /// Claims by document, with how much of each has been looked at.
    pub(crate) documents: Vec<DocumentRow<'w>>,
    /// The claims in groups, where that was asked for.
    pub(crate) groups: Option<Vec<Group<'w>>>,
    /// When the report was made.
    pub(crate) at: &'w Instant,
    /// The day as whose end it shows the claims, where that is not now.
    pub(crate) as_of: Option<When>,
    /// Whether the selection left claims out.
    pub(crate) narrowed: bool,
}

impl<'w> Sheet<'w> {
    /// The claims at these places of the report.
    pub(in crate::render) fn claims<'s>(
        &'s self,
        places: &'s [usize],
    ) -> impl Iterator<Item = &'s Judged<'w>> {
        places.iter().filter_map(|place| self.shown.get(place))
    }

    /// Every claim of the report.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Judged<'w>> {
        (0..self.report.claims.len()).filter_map(|place| self.shown.get(&place))
    }

    /// The day of its heading: `28 November 2024`, or `as of 8 November 2024`.
    pub(in crate::render) fn day(&self) -> String {
        match &self.as_of {
            Some(day) => format!("as of {}", day.in_words()),
            None => super::facts::day(self.at),
        }
    }

    /// That there are no claims, or were none then.
    pub(in crate::render) fn none_yet(&self) -> String {
        match &self.as_of {
            Some(day) => format!("There were no claims yet at the end of {}.", day.in_words()),
            None => "There are no claims yet.".to_owned(),
        }
    }

    pub(in crate::render) fn title(&self) -> Option<&'w str> {
        self.workspace.settings.title.as_deref()
    }

    /// How many files could not be read, so that what they say is missing.
    pub(crate) fn left_out(&self) -> usize {
        self.workspace.broken().count()
    }
}

/// A document and the claims that were asserted in it.
pub(crate) struct DocumentRow<'w> {
    /// `None`: no document is recorded.
    pub(crate) key: Option<&'w str>,
    pub(crate) claims: usize,
    pub(crate) counts: Arc<[(Status, usize)]>,
    /// `None` where there is no captured text.
    pub(crate) coverage: Option<Coverage>,
}

/// Claims that have something in common.
pub(crate) struct Group<'w> {
    pub(crate) key: Option<&'w str>,
    pub(crate) name: String,
    /// Their places in the report's claims.
    pub(crate) claims: Vec<usize>,
}

/// What claims can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum GroupBy {
    Status,
    Asserter,
    Document,
    Topic,
}

pub(in crate::render) const NO_ASSERTER: &str = "asserter not recorded";
pub(in crate::render) const NO_DOCUMENT: &str = "no document recorded";
pub(in crate::render) const NO_TOPIC: &str = "no topic";

/// The claims of a report in groups.
pub(crate) fn groups<'w>(workspace: &'w Workspace, report: &Report<'w>, by: GroupBy) -> Vec<Group<'w>> {
    let named = |tallies: &[Tally<'w>], name: &dyn Fn(Option<&'w str>) -> &'w str| {
        let group = |tally: &Tally<'w>| Group {
            key: tally.key,
            name: name(tally.key).to_owned(),
            claims: tally.claims.iter().map(|place| *place as usize).collect(),
        };
        tallies.iter().map(group).collect()
    };
    match by {
        GroupBy::Status => {
            let group = |(status, claims): (Status, Vec<usize>)| Group {
                key: None,
                name: status.to_string(),
                claims,
            };
            report.by_status().into_iter().map(group).collect()
        }
        GroupBy::Asserter => named(&report.asserters, &|key| asserter(workspace, key)),
        GroupBy::Document => named(&report.documents, &|key| document(workspace, key)),
        GroupBy::Topic => named(&report.topics, &|key| key.unwrap_or(NO_TOPIC)),
    }
}

fn asserter<'w>(workspace: &'w Workspace, key: Option<&'w str>) -> &'w str {
    key.map_or(NO_ASSERTER, |key| workspace.actor_name(key))
}

fn document<'w>(workspace: &'w Workspace, key: Option<&'w str>) -> &'w str {
    key.map_or(NO_DOCUMENT, |key| workspace.document_title(key))
}

/// `7 of 12 sentences: 5 in claims, 2 looked at and left (1 opinion); 5 not looked at`.
pub(in crate::render) fn covered(coverage: Coverage) -> String {
    let Coverage { sentences, in_claims, left, opinion, boilerplate } = coverage;
    let mut words = format!("{} of {sentences} sentences", in_claims + left);
    match (in_claims, left) {
        (0, 0) => words = format!("none of {sentences} sentences looked at"),
        (_, 0) => words.push_str(" in claims"),
        (0, _) => words.push_str(" looked at and left"),
        _ => words.push_str(&format!(": {in_claims} in claims, {left} looked at and left")),
    }
    let of = [(opinion, "opinion"), (boilerplate, "boilerplate")];
    let of: Vec<String> =
        of.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if !of.is_empty() {
        words.push_str(&format!(" ({})", of.join(", ")));
    }
    let unseen = coverage.unseen();
    if unseen > 0 && in_claims + left > 0 {
        words.push_str(&format!("; {unseen} not looked at"));
    }
    words
}

/// Of all claims how many, in hundredths.
pub(in crate::render) fn percent(count: usize, total: usize) -> usize {
    if total == 0 { 0 } else { (count * 200 + total) / (total * 2) }
}
