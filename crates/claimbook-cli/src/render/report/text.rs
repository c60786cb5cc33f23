//! The report on a screen: what is open, and what is shaky?

use std::fmt::Write as _;

use claimbook_core::assess::{Change, Judged, Report, Told, chain};
use claimbook_core::model::{Direction, Evidence};
use claimbook_core::workspace::Workspace;
use claimbook_report::facts::{count, counts, doubt, handle, happened, reason, rests_on};
use claimbook_report::{Sheet, asserter, covered, document, percent};

use crate::render::{Look, cut, pad, wrap};

/// How many lines of each section are shown.
pub(crate) const SHOWN: usize = 10;
/// How many of the last changes are shown.
const CHANGES: usize = 5;
/// The columns of the longest bar.
const BAR: usize = 24;
/// Handles and statuses stand in columns.
const HANDLE: usize = 8;
const STATUS: usize = 13;
/// A reason is cut after so many columns.
const REASON: usize = 300;
/// The most of what a flag says, which names its records at the end.
const FLAG: usize = 1000;
/// More assertions of a claim than this are counted.
const MOST_VOICES: usize = 3;
/// A name is cut after so many columns.
const NAME: usize = 30;

/// The report as text.
pub(crate) fn text(sheet: &Sheet<'_>, look: Look) -> String {
    let mut page = Page { look, narrowed: sheet.narrowed, text: String::new() };
    page.head(sheet);
    if sheet.report.claims.is_empty() {
        page.nothing(sheet);
        return page.text;
    }
    page.totals(sheet);
    match &sheet.groups {
        Some(groups) => {
            for group in groups {
                page.title(&group.name, group.claims.len());
                for claim in sheet.claims(&group.claims) {
                    page.claim(claim);
                }
            }
        }
        None => {
            page.open(sheet);
            page.disputed(sheet);
            page.shaky(sheet);
            page.concentration(sheet);
            page.asserters(sheet);
            page.documents(sheet);
            page.changes(sheet);
        }
    }
    page.text
}

/// The places of the claims that the text shows whole.
pub(crate) fn shows(report: &Report<'_>) -> Vec<usize> {
    [report.open(), report.disputed(), report.shaky()]
        .iter()
        .flat_map(|places| first(places).to_vec())
        .collect()
}

fn first(places: &[usize]) -> &[usize] {
    places.get(..SHOWN).unwrap_or(places)
}

struct Page {
    look: Look,
    /// Whether the commands that show more would show more than was asked for.
    narrowed: bool,
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn head(&mut self, sheet: &Sheet<'_>) {
        let day = sheet.day();
        let room = self.look.width.saturating_sub(day.len() + 2);
        let title = cut(sheet.title().unwrap_or("Claims"), room);
        let line = format!("{}  {}", self.look.bold(&title), self.look.dim(&day));
        self.line(&line);
    }

    fn nothing(&mut self, sheet: &Sheet<'_>) {
        if sheet.narrowed {
            self.line("No claim fits what was asked for.");
        } else if sheet.as_of.is_some() {
            self.line(&sheet.none_yet());
        } else {
            self.line(&sheet.none_yet());
            self.line("");
            self.line("  claimbook log ARTICLE    takes claims from an article");
            self.line("  claimbook open \"CLAIM\"   opens one by hand");
        }
        self.left_out(sheet);
    }

    fn totals(&mut self, sheet: &Sheet<'_>) {
        let report = &sheet.report;
        let total = report.claims.len();
        let mut line = count(total, "claim", "claims");
        for (number, word) in [
            (report.open().len(), "open"),
            (report.disputed().len(), "disputed"),
            (report.shaky().len(), "shaky"),
        ] {
            if number > 0 {
                let _ = write!(line, ", {number} {word}");
            }
        }
        self.line(&line);
        self.left_out(sheet);
        self.line("");
        let digits = total.to_string().len();
        for (status, number) in report.totals.iter().filter(|(_, number)| *number > 0) {
            let bar = "█".repeat((number * BAR).div_ceil(total.max(1)));
            let word = pad(&cut(status.as_str(), STATUS), STATUS);
            let line = format!(
                "  {}  {number:>digits$}  {:>3}%  {}",
                self.look.status(status, &word),
                percent(*number, total),
                self.look.status(status, &bar)
            );
            self.line(&line);
        }
        if !report.attributions.is_empty() {
            let settled: Vec<String> =
                report.attributions.iter().map(|(word, number)| format!("{number} {word}")).collect();
            self.line("");
            self.line(&cut(&format!("Was it said? {}", settled.join(", ")), self.look.width));
        }
    }

    fn left_out(&mut self, sheet: &Sheet<'_>) {
        if sheet.left_out() > 0 {
            let files = count(sheet.left_out(), "file is", "files are");
            let line = format!("{files} broken and left out; see claimbook check");
            self.line(&self.look.yellow(&line));
        }
    }

    fn title(&mut self, title: &str, number: usize) {
        let title = cut(title, self.look.width.saturating_sub(8));
        let line = format!("{} {}", self.look.bold(&title), self.look.dim(&format!("({number})")));
        self.line("");
        self.line(&line);
    }

    fn more(&mut self, all: usize, how: &str) {
        if all > SHOWN {
            let how = if self.narrowed { "the same with --format markdown" } else { how };
            let line = format!("  … and {} more: {how}", all - SHOWN);
            self.line(&self.look.dim(&line));
        }
    }

    /// `  70c3a910  unchecked      The claim …`
    fn claim(&mut self, claim: &Judged<'_>) {
        let word = pad(&cut(claim.status.as_str(), STATUS), STATUS);
        let word = self.look.status(&claim.status, &word);
        self.claim_line(&handle(claim.filed), &format!("{word}  "), STATUS + 2, &claim.filed.data.claim);
    }

    fn claim_line(&mut self, handle: &str, between: &str, columns: usize, claim: &str) {
        let handle = pad(&cut(handle, 40), HANDLE);
        let used = 2 + handle.chars().count() + 2 + columns;
        let claim = cut(claim, self.look.width.saturating_sub(used).max(20));
        let line = format!("  {}  {between}{claim}", self.look.cyan(&handle));
        self.line(&line);
    }

    /// Who said it, through whom and on whose word.
    fn voices(&mut self, sheet: &Sheet<'_>, claim: &Judged<'_>) {
        let claim = &claim.filed.data;
        for assertion in claim.assertions.iter().take(MOST_VOICES) {
            self.below("", &chain(sheet.workspace, claim, assertion, Told::So), REASON);
        }
        if claim.assertions.len() > MOST_VOICES {
            let more = count(claim.assertions.len() - MOST_VOICES, "more assertion", "more assertions");
            self.below("", &format!("… and {more}"), REASON);
        }
    }

    /// A sentence below a claim.
    fn below(&mut self, head: &str, sentence: &str, most: usize) {
        const INDENT: &str = "            ";
        let room = self.look.width.saturating_sub(INDENT.len()).max(20);
        let lines = wrap(&cut(&format!("{head}{sentence}"), most), room, INDENT);
        let line = format!("{INDENT}{lines}");
        self.line(&self.look.dim(&line));
    }

    fn open(&mut self, sheet: &Sheet<'_>) {
        let open = sheet.report.open();
        if open.is_empty() {
            return;
        }
        self.title("Open", open.len());
        for claim in sheet.claims(first(&open)) {
            self.claim(claim);
        }
        self.more(open.len(), "claimbook list --status unchecked,unverified");
    }

    fn disputed(&mut self, sheet: &Sheet<'_>) {
        let disputed = sheet.report.disputed();
        if disputed.is_empty() {
            return;
        }
        self.title("Disputed", disputed.len());
        for claim in sheet.claims(first(&disputed)) {
            self.claim_line(&handle(claim.filed), "", 0, &claim.filed.data.claim);
            self.voices(sheet, claim);
            if let Some(because) = claim.standing.and_then(|verdict| verdict.because.as_deref()) {
                self.below("why: ", because, REASON);
            }
            for (word, direction) in [("for: ", Direction::Supports), ("against: ", Direction::Refutes)] {
                let lines: Vec<&str> =
                    claim.evidence(&direction).map(|line| title_of(sheet.workspace, line)).collect();
                if !lines.is_empty() {
                    self.below(word, &lines.join("; "), REASON);
                }
            }
        }
        self.more(disputed.len(), "claimbook list --status disputed");
    }

    fn shaky(&mut self, sheet: &Sheet<'_>) {
        let shaky = sheet.report.shaky();
        if shaky.is_empty() {
            return;
        }
        self.title("Shaky", shaky.len());
        for claim in sheet.claims(first(&shaky)) {
            self.claim(claim);
            self.voices(sheet, claim);
            for why in &claim.doubts {
                self.below("", &doubt(sheet.workspace, why), REASON);
            }
            for flag in claim.flags.iter().filter(|flag| flag.code.weakens()) {
                self.below("", &flag.says, FLAG);
            }
        }
        self.more(shaky.len(), "claimbook report --format markdown");
    }

    fn concentration(&mut self, sheet: &Sheet<'_>) {
        let rests = &sheet.report.concentration;
        if rests.is_empty() {
            return;
        }
        self.line("");
        self.line(&self.look.bold("Rests on one origin"));
        for one in rests.iter().take(SHOWN) {
            let line = wrap(
                &cut(&rests_on(sheet.workspace, one), REASON),
                self.look.width.saturating_sub(4),
                "    ",
            );
            self.line(&format!("  {line}"));
        }
    }

    fn asserters(&mut self, sheet: &Sheet<'_>) {
        let asserters = &sheet.report.asserters;
        self.title("By asserter", asserters.iter().filter(|tally| tally.key.is_some()).count());
        for tally in asserters.iter().take(SHOWN) {
            let name = pad(&cut(asserter(sheet.workspace, tally.key), NAME), NAME);
            let room = self.look.width.saturating_sub(NAME + 10);
            let counts = wrap(&cut(&counts(&tally.counts), REASON), room, &" ".repeat(NAME + 10));
            let line = format!("  {name}  {:>4}  {counts}", tally.claims.len());
            self.line(&line);
        }
        self.more(asserters.len(), "claimbook report --group-by asserter");
    }

    fn documents(&mut self, sheet: &Sheet<'_>) {
        let documents: Vec<_> = sheet.documents.iter().filter(|row| row.key.is_some()).collect();
        if documents.is_empty() {
            return;
        }
        self.title("By document", documents.len());
        for row in documents.iter().take(SHOWN) {
            let title = cut(document(sheet.workspace, row.key), self.look.width.saturating_sub(2));
            self.line(&format!("  {title}"));
            let mut facts = count(row.claims, "claim", "claims");
            if row.claims > 0 {
                let _ = write!(facts, ": {}", counts(&row.counts));
            }
            if let Some(coverage) = row.coverage {
                let _ = write!(facts, " · {}", covered(coverage));
            }
            let facts = wrap(&facts, self.look.width.saturating_sub(4), "    ");
            self.line(&self.look.dim(&format!("    {facts}")));
        }
        self.more(documents.len(), "claimbook report --group-by document");
    }

    fn changes(&mut self, sheet: &Sheet<'_>) {
        let changes: Vec<_> = sheet.changes.iter().take(CHANGES).collect();
        if changes.is_empty() {
            return;
        }
        self.line("");
        self.line(&self.look.bold("Last changes"));
        for change in changes {
            self.change(sheet.workspace, change);
        }
    }

    fn change(&mut self, workspace: &Workspace, change: &Change<'_>) {
        let date = change.at.date().unwrap_or("");
        let by = change.by.map(|by| format!(" ({})", cut(by, NAME))).unwrap_or_default();
        let what = format!("{}{by}", cut(&happened(workspace, &change.event), 2 * NAME));
        let handle = handle(change.filed);
        let used = 2 + date.len() + 2 + handle.chars().count() + 2;
        let claim = cut(
            &change.filed.data.claim,
            self.look.width.saturating_sub(used + what.chars().count() + 2).max(20),
        );
        let line =
            format!("  {}  {}  {what}: {claim}", self.look.dim(date), self.look.cyan(&cut(&handle, 40)));
        self.line(&line);
        if let Some(reason) = reason(&change.event) {
            self.below("", reason, REASON);
        }
    }
}

/// What an evidence line rests on.
fn title_of<'w>(workspace: &'w Workspace, line: &'w Evidence) -> &'w str {
    document(workspace, line.document.as_deref())
}
