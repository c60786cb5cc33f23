//! What `log` prints: what became of the article, of each passage that was taken, and what to do next.

use std::borrow::Cow;
use std::collections::HashMap;

use claimbook_core::digest;
use claimbook_core::ledger::{Article, Took};
use claimbook_core::model::Claim;
use claimbook_core::workspace::{Committed, Filed, Workspace};
use claimbook_intake::{ALONE, Decided, Label, Proposals, Split, Taken};

use super::super::alike::{self, Claims};
use super::Reading;
use super::options;
use crate::error::Result;
use crate::render::proposals;
use crate::render::{clean, handle, json, sentences};
use crate::ui::Ui;

/// Said of a text in which nobody is said to have said anything.
pub(super) const NONE: &str = "No attributed statement was found in it; these are its sentences.";

/// Everything that a run of the command did.
pub(super) struct Logged<'a> {
    /// What was logged, as it can be typed again.
    pub(super) file: Cow<'a, str>,
    pub(super) key: &'a str,
    pub(super) article: Option<&'a Article>,
    /// What became of the document.
    pub(super) did: &'static str,
    pub(super) split: &'a Split<'a>,
    pub(super) proposals: &'a Proposals,
    pub(super) decided: &'a Decided,
    /// What became of each that was taken, with the claim's path.
    pub(super) took: &'a [(Took, String)],
    /// How many passages are newly left.
    pub(super) left: usize,
    pub(super) committed: &'a Committed,
    pub(super) reading: &'a Reading,
    pub(super) asked: bool,
    /// Whether the command line said what to do.
    pub(super) chosen: bool,
}

/// Says of each claim that was opened which others are much like it, before anything is written. Those that a person was asked about
/// are not told again.
pub(super) fn warn_of_alike(ui: &mut Ui, workspace: &Workspace, decided: &Decided, took: &[(Took, String)]) {
    let opened = |(_, (did, _)): &(&Taken, &(Took, String))| *did == Took::Opened;
    let new: Vec<_> = decided.taken.iter().zip(took).filter(opened).collect();
    if new.iter().all(|(taken, _)| taken.compared) {
        return;
    }
    let claims = Claims::told(ui, workspace);
    let mut hinted = false;
    for (place, (taken, (_, path))) in new.iter().enumerate().filter(|(_, (taken, _))| !taken.compared) {
        // Of two in one article that are much like each other, the second is told of.
        let later: Vec<&str> = new.iter().skip(place).map(|(_, (_, path))| path.as_str()).collect();
        let alike = claims.like(&taken.taking.claim, &later);
        let subject = match taken.label {
            Label::Proposal(number) => format!("Statement {number}"),
            Label::Sentence(number) => format!("Sentence s{number}"),
        };
        alike::warn(ui, &subject, &alike);
        if !alike.is_empty() && !hinted {
            hinted = true;
            alike::hint(ui, &alike, &workspace.claim_at(path).map(handle).unwrap_or_default());
        }
    }
}

impl Logged<'_> {
    fn took(&self) -> impl Iterator<Item = (&Taken, Took, &Filed<Claim>)> {
        let filed = |path: &String| self.committed.workspace.claim_at(path);
        let all = self.decided.taken.iter().zip(self.took);
        all.filter_map(move |(taken, (took, path))| Some((taken, *took, filed(path)?)))
    }

    pub(super) fn json(&self, ui: &mut Ui) -> Result<()> {
        let workspace = &self.committed.workspace;
        let listed = self.article.map(|article| self.split.listed(workspace, article)).unwrap_or_default();
        let title = workspace.document(self.key).and_then(|filed| filed.data.title.as_deref());
        let hash = self.article.map(|article| digest::hex(article.text.as_bytes()));
        let opened = self.took().map(|(taken, took, filed)| match taken.label {
            Label::Proposal(n) => json::log::opened(n, "proposal", took, filed),
            Label::Sentence(n) => json::log::opened(n, "sentence", took, filed),
        });
        let document = (self.key, title, hash.as_deref());
        ui.print(&json::text(&json::log::log(document, self.proposals, &listed, opened.collect()))?)
    }

    pub(super) fn text(&self, ui: &mut Ui) -> Result<()> {
        let workspace = &self.committed.workspace;
        let look = ui.look();
        ui.done(&sentences::captured(self.did, self.key, workspace.document_title(self.key), look))?;
        let lines: String =
            self.took().map(|(_, did, claim)| options::line(look, json::log::did(did), claim)).collect();
        ui.done(&lines)?;
        if self.left > 0 {
            let passages = if self.left == 1 { "passage" } else { "passages" };
            ui.done(&format!("left  {} {passages}", self.left))?;
        }
        let Some(article) = self.article.filter(|_| !self.chosen && !self.asked) else { return Ok(()) };
        if self.reading.sentences || self.proposals.list.is_empty() {
            if !self.reading.sentences {
                ui.note(NONE);
            }
            let listed = self.split.listed(workspace, article);
            return ui.print(&format!("\n{}", sentences::sentences(&listed, look)));
        }
        ui.print(&format!("\n{}", proposals::proposals(self.proposals, self.reading.order, look)))
    }

    pub(super) fn hint(&self, ui: &mut Ui) {
        if self.article.is_none() {
            ui.note("It has no text that can be read; its hash was recorded.");
            ui.hint(&format!("Open what it says by hand: claimbook open \"…\" --in {}", self.key));
        } else if !self.chosen && !self.asked {
            self.hint_to_take(ui);
        } else {
            self.hint_to_name(ui);
            if self.took().any(|(_, did, _)| did == Took::Opened) {
                ui.hint("See where the work stands: claimbook report");
            }
        }
    }

    fn hint_to_take(&self, ui: &mut Ui) {
        let file = &self.file;
        if self.reading.sentences || self.proposals.list.is_empty() {
            ui.hint(&format!(
                "Open sentences as claims: claimbook log {file} --take s1-3,s7 --by NAME --when DATE"
            ));
            return;
        }
        match self.split.outside(self.proposals) {
            0 => {}
            1 => ui.note(&format!("One sentence is in none of them: claimbook log {file} --sentences")),
            count => {
                ui.note(&format!("{count} sentences are in none of them: claimbook log {file} --sentences"));
            }
        }
        let open = || self.proposals.list.iter().filter(|proposal| !proposal.is_decided());
        let mut take: Vec<usize> = open().filter(|one| !one.opinion).map(|one| one.number).take(3).collect();
        let opinion =
            open().find(|one| one.opinion).map(|one| format!(" --leave {} --as opinion", one.number));
        // Where none is an opinion, one of several shows how to leave one.
        let leave = opinion.or_else(|| {
            let last = if take.len() > 1 { take.pop() } else { None };
            last.map(|number| format!(" --leave {number}"))
        });
        take.truncate(2);
        let (take, leave) = match (&take[..], leave) {
            ([], None) => return,
            ([], Some(leave)) => (String::new(), leave),
            (numbers, leave) => {
                let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
                (format!(" --take {}", numbers.join(",")), leave.unwrap_or_default())
            }
        };
        ui.hint(&format!("Open statements as claims: claimbook log {file}{take}{leave}"));
    }

    /// Says of which claims it is left open who said them, and how to fill that in.
    fn hint_to_name(&self, ui: &mut Ui) {
        let file = &self.file;
        // One line for each who is proposed.
        let mut proposed: Vec<(&str, Vec<(Label, &str)>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (taken, _, claim) in self.took() {
            let Some(open) = taken.open.as_ref().filter(|_| !taken.changed) else { continue };
            if claim
                .data
                .assertions
                .iter()
                .any(|said| said.document.as_deref() == Some(self.key) && said.by.is_some())
            {
                continue;
            }
            let place = *places.entry(&open.name).or_insert_with(|| {
                proposed.push((&open.name, Vec::new()));
                proposed.len() - 1
            });
            if let Some((_, labels)) = proposed.get_mut(place) {
                labels.push((taken.label, &open.why));
            }
        }
        let listed = |labels: &[(Label, &str)], between: &str| {
            let numbers: Vec<String> = labels.iter().map(|(label, _)| label.to_string()).collect();
            numbers.join(between)
        };
        for (name, labels) in &proposed {
            let why = labels.iter().map(|(_, why)| *why).find(|why| !why.is_empty());
            let numbers = listed(labels, ", ");
            ui.note(&match why {
                Some(ALONE) => {
                    format!("Who said {numbers} is left open; the text says only “{name}”.")
                }
                Some(why) => format!("Who said {numbers} is left open; it may be {name} ({why})."),
                None => format!("Who said {numbers} is left open; it may be {name}."),
            });
        }
        let mut again = self.note_relays(ui);
        match &proposed[..] {
            [] => {}
            [(name, labels)] if again.is_empty() => ui.hint(&format!(
                "If it is: claimbook log {file} --take {} --by {}",
                listed(labels, ","),
                crate::misuse::quoted(name)
            )),
            several => {
                again.extend(several.iter().flat_map(|(_, labels)| labels.iter().map(|(label, _)| *label)));
            }
        }
        again.sort_unstable();
        again.dedup();
        if !again.is_empty() {
            let labels: Vec<String> = again.iter().map(Label::to_string).collect();
            let labels = labels.join(",");
            ui.hint(&format!("Where they are right: claimbook log {file} --take {labels} --trust-proposed"));
        }
        // A half has no number of its own by which it could be taken again.
        for (taken, _, claim) in self.took() {
            if let Some(open) = taken.open.as_ref().filter(|_| taken.changed) {
                let name = clean(&handle(claim)).into_owned();
                ui.note(&format!("Who said {name} is left open; it may be {}.", open.name));
                ui.hint(&format!("Add it as `by:` to its assertion: claimbook edit {name}"));
            }
        }
        let unsaid: Vec<String> = self
            .took()
            .filter(|(taken, did, _)| {
                *did == Took::Opened && !self.asked && taken.open.is_none() && taken.taking.by.is_none()
            })
            .map(|(taken, ..)| taken.label.to_string())
            .collect();
        if !unsaid.is_empty() {
            ui.hint(&format!("Add who said it: claimbook log {file} --take {} --by NAME", unsaid.join(",")));
        }
    }

    /// Says who was left out because they are only proposed; returns those that can be taken again with them.
    fn note_relays(&self, ui: &mut Ui) -> Vec<Label> {
        let new = |did| matches!(did, Took::Opened | Took::Asserted);
        let out: Vec<&Taken> = self
            .took()
            .filter(|(taken, did, _)| new(*did) && !taken.out.is_empty())
            .map(|(taken, ..)| taken)
            .collect();
        if !out.is_empty() {
            let each: Vec<String> =
                out.iter().map(|taken| format!("{} {}", taken.label, taken.out.join(", "))).collect();
            ui.note(&format!("Only proposed, and left out: {}.", each.join("; ")));
        }
        out.iter().filter(|taken| !taken.changed).map(|taken| taken.label).collect()
    }
}
