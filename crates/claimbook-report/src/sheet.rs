//! Everything that a report shows, as finished data.

use std::collections::HashMap;
use std::sync::Arc;

use claimbook_core::assess::{Change, Coverage, Judged, Judgement, Report, Rows, Status, Tally};
use claimbook_core::model::{Instant, When};
use claimbook_core::workspace::Workspace;

/// Everything that a report shows.
pub struct Sheet<'w> {
    /// With the claims that are shown whole.
    pub workspace: &'w Workspace,
    /// The rows of all claims, those of the report among them.
    pub rows: &'w dyn Rows,
    /// What follows about the claims that are shown whole.
    pub judgement: &'w Judgement,
    /// The claims that it is about, and what they come to.
    pub report: Report<'w>,
    /// The claims that are shown whole, by their places in the report's claims.
    pub shown: HashMap<usize, Judged<'w>>,
    /// What happened, the newest first.
    pub changes: Vec<Change<'w>>,
    /// Claims by document, with how much of each has been looked at.
    pub documents: Vec<DocumentRow<'w>>,
    /// The claims in groups, where that was asked for.
    pub groups: Option<Vec<Group<'w>>>,
    /// When the report was made.
    pub at: &'w Instant,
    /// The day as whose end it shows the claims, where that is not now.
    pub as_of: Option<When>,
    /// Whether the selection left claims out.
    pub narrowed: bool,
}

impl<'w> Sheet<'w> {
    /// The claims at these places of the report.
    pub fn claims<'s>(&'s self, places: &'s [usize]) -> impl Iterator<Item = &'s Judged<'w>> {
        places.iter().filter_map(|place| self.shown.get(place))
    }

    /// Every claim of the report.
    pub fn all(&self) -> impl Iterator<Item = &Judged<'w>> {
        (0..self.report.claims.len()).filter_map(|place| self.shown.get(&place))
    }

    /// The day of its heading: `28 November 2024`, or `as of 8 November 2024`.
    pub fn day(&self) -> String {
        match &self.as_of {
            Some(day) => format!("as of {}", day.in_words()),
            None => crate::facts::day(self.at),
        }
    }

    /// That there are no claims, or were none then.
    pub fn none_yet(&self) -> String {
        match &self.as_of {
            Some(day) => format!("There were no claims yet at the end of {}.", day.in_words()),
            None => "There are no claims yet.".to_owned(),
        }
    }

    /// The workspace's own title.
    pub fn title(&self) -> Option<&'w str> {
        self.workspace.settings.title.as_deref()
    }

    /// How many files could not be read, so that what they say is missing.
    pub fn left_out(&self) -> usize {
        self.workspace.broken().count()
    }
}

/// A document and the claims that were asserted in it.
pub struct DocumentRow<'w> {
    /// `None`: no document is recorded.
    pub key: Option<&'w str>,
    /// How many claims.
    pub claims: usize,
    /// How many of each status.
    pub counts: Arc<[(Status, usize)]>,
    /// How much of it has been looked at; `None` where there is no captured text, or it was not asked for.
    pub coverage: Option<Coverage>,
}

/// Claims that have something in common.
pub struct Group<'w> {
    /// An actor's, a document's or a topic's own key; none where nothing is recorded, and for a status.
    pub key: Option<&'w str>,
    /// What it is called.
    pub name: String,
    /// Their places in the report's claims.
    pub claims: Vec<usize>,
}

/// What claims can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// Where the work on them stands.
    Status,
    /// Who said them.
    Asserter,
    /// Where they were said.
    Document,
    /// What they are about.
    Topic,
}

/// Whoever said it, where nobody knows.
pub const NO_ASSERTER: &str = "asserter not recorded";
/// Where it was said, where nobody knows.
pub const NO_DOCUMENT: &str = "no document recorded";
/// What it is about, where nobody noted that.
pub const NO_TOPIC: &str = "no topic";

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

/// What an asserter is called.
pub fn asserter<'w>(workspace: &'w Workspace, key: Option<&'w str>) -> &'w str {
    key.map_or(NO_ASSERTER, |key| workspace.actor_name(key))
}

/// What a document is called.
pub fn document<'w>(workspace: &'w Workspace, key: Option<&'w str>) -> &'w str {
    key.map_or(NO_DOCUMENT, |key| workspace.document_title(key))
}

/// `7 of 12 sentences: 5 in claims, 2 looked at and left (1 opinion); 5 not looked at`.
pub fn covered(coverage: Coverage) -> String {
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
pub fn percent(count: usize, total: usize) -> usize {
    if total == 0 { 0 } else { (count * 200 + total) / (total * 2) }
}
