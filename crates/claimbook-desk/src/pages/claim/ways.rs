//! Where what is to be done for a claim is done: a form of its page, a document's page, or a command where no form does it.

use claimbook_core::assess::{Flag, Status, Task, clears, standing};
use claimbook_core::model::Claim;
use claimbook_core::workspace::Workspace;

use super::parts::{Steps, Way};
use super::record::{is_public, passage_of};
use crate::pages::document_address;
use crate::pages::todo::place;

/// The claim that something is to be done for.
pub(super) struct Here<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) claim: &'w Claim,
    /// Whether its page has the form to sign off with.
    pub(super) can_sign: bool,
}

impl Here<'_> {
    /// How a task is done that a flag asks for.
    pub(super) fn steps(&self, task: Task, flag: Option<&Flag>) -> Steps {
        let records = flag.map_or(&[][..], |flag| &flag.records);
        let form = Some(place(task)).filter(|place| !place.is_empty()).map(str::to_owned);
        let mut steps = Steps { does: task.does(), href: form, ways: Vec::new() };
        match task {
            Task::LookAgain => steps.href = self.passage(records),
            Task::RecordLineage => {
                let known = records.iter().find(|key| is_public(self.workspace, key));
                steps.href = known.map(|key| format!("{}#note-origin", document_address(key)));
            }
            Task::ReplyOverdue => steps.ways.push(self.command("ask", " …")),
            Task::FindOrigin => steps.ways.push(self.command("attest", " --because \"…\"")),
            Task::MeetPolicy => steps.ways = self.policy(),
            _ => {}
        }
        steps
    }

    /// Likewise for a task, whatever flag asks for it.
    pub(super) fn steps_of(&self, task: Task, status: &Status, flags: &[Flag]) -> Steps {
        self.steps(task, flags.iter().find(|flag| clears(flag, status) == Some(task)))
    }

    /// The passage in the document's page, else the entry that quotes it.
    fn passage(&self, records: &[String]) -> Option<String> {
        let id = records.first();
        let said = self.claim.assertions.iter().find(|it| it.id.is_some() && it.id.as_ref() == id);
        let line = self.claim.evidence.iter().find(|it| it.id.is_some() && it.id.as_ref() == id);
        let (anchor, document, quotes) = match (said, line) {
            (Some(said), _) => ("a", &said.document, &said.quote),
            (None, Some(line)) => ("e", &line.document, &line.quote),
            (None, None) => return None,
        };
        let shown = document.as_deref().filter(|key| is_public(self.workspace, key));
        let quote = quotes.iter().find(|quote| quote.start.is_some());
        let there = shown.zip(quote).and_then(|(key, quote)| passage_of(key, quote));
        there.or_else(|| id.map(|id| format!("#{anchor}-{id}")))
    }

    /// The forms and commands for all that the policy asks of the verdict that stands.
    fn policy(&self) -> Vec<Way> {
        let settings = &self.workspace.settings;
        let [verdict] = standing::heads(self.claim, None)[..] else { return Vec::new() };
        let core = settings.core_verdict(&verdict.verdict);
        let of = |word: &str| settings.policy.get(word);
        let Some(demand) = of(verdict.verdict.as_str()).or_else(|| of(core.as_str())) else {
            return Vec::new();
        };
        let form = |says: &str, href| Way { says: says.to_owned(), href, typed: false };
        let mut ways = Vec::new();
        if demand.evidence.is_some() || demand.origins.is_some() {
            ways.push(form("add evidence", Some("#add-evidence")));
        }
        if demand.origins.is_some() {
            ways.push(self.command("attest", " --because \"…\""));
        }
        match (demand.sign_offs, self.can_sign) {
            (None, _) => {}
            (Some(_), true) => ways.push(form("sign it off", Some("#sign-off"))),
            (Some(_), false) => ways.push(form("somebody else signs it off", None)),
        }
        if demand.searched == Some(true) {
            ways.push(self.command("search-log", " --where \"…\" --words \"…\" --nothing"));
        }
        if demand.asked == Some(true) {
            ways.push(self.command("ask", " ACTOR --question \"…\""));
        }
        if demand.max_age.is_some() {
            ways.push(form("renew the verdict", Some("#renew")));
        }
        ways.push(form("give another verdict", Some("#mark")));
        ways
    }

    fn command(&self, name: &str, more: &str) -> Way {
        let claim = self.claim.handle().unwrap_or_else(|| "CLAIM".to_owned());
        Way { says: format!("claimbook {name} {claim}{more}"), href: None, typed: true }
    }
}
