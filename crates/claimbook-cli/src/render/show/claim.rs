//! A page about a claim.

use claimbook_core::assess::{Flag, JudgedClaim, Judgement, Status, Told, chain, standing, status};
use claimbook_core::model::{Assertion, Claim, Direction, Evidence, Quote, Verdict};
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_report::facts::{backward, forward};

use super::page::{Page, STATUS, cited, day, signed};
use crate::render::{Look, clean, handle, pad};

/// Handles and short ids are this wide.
const NAME: usize = 8;

pub(crate) fn claim(
    workspace: &Workspace,
    judgement: &Judgement,
    filed: &Filed<Claim>,
    look: Look,
) -> String {
    let claim = &filed.data;
    let mut page = Page::new(look);
    page.title(&claim.claim);
    page.facts(vec![
        Some(claim.handle().unwrap_or_else(|| "no id yet".to_owned())),
        claim.kind.as_ref().map(ToString::to_string),
        claim.about.as_ref().map(|about| format!("time: {}", about.in_words())),
        Some(claim.stage().to_string()),
        Some(if claim.is_public() { "public".to_owned() } else { "not public".to_owned() }),
        (!claim.topics.is_empty()).then(|| claim.topics.join(", ")),
    ]);
    page.line("");
    standing_verdict(&mut page, workspace, claim);
    flags(&mut page, judgement.flags(&filed.path));
    figures(&mut page, claim);
    assertions(&mut page, workspace, claim);
    evidence(&mut page, workspace, claim);
    origins(&mut page, workspace, judgement.claim(&filed.path));
    work(&mut page, workspace, claim);
    verdicts(&mut page, workspace, claim);
    links(&mut page, workspace, filed);
    if let Some(notes) = &claim.notes {
        page.heading("Notes");
        page.paragraph(notes);
    }
    page.extra(&claim.extra);
    page.line("");
    let logged = claim.logged.as_ref().map(|logged| signed(logged.by.as_ref(), logged.at.as_ref()));
    page.facts(vec![
        filed.shown_path().map(str::to_owned),
        logged.filter(|logged| !logged.is_empty()).map(|logged| format!("opened by {logged}")),
    ]);
    page.finish()
}

fn standing_verdict(page: &mut Page, workspace: &Workspace, claim: &Claim) {
    let status = status(claim, &workspace.settings);
    let heads = standing::heads(claim, None);
    if heads.len() > 1 {
        let line = page.look.yellow(&format!("{} verdicts stand beside each other:", heads.len()));
        page.line(&line);
    }
    if heads.is_empty() {
        let word = page.look.status(&status, "UNCHECKED");
        page.line(&format!("{word}  nobody has looked at it yet"));
    }
    for verdict in heads {
        let status = Status::Marked(workspace.settings.core_verdict(&verdict.verdict).clone());
        let word =
            page.look.status(&status, &clean(&verdict.verdict.as_str().to_uppercase().replace('_', " ")));
        let means = (status.as_str() != verdict.verdict.as_str()).then(|| format!("({status})"));
        let confidence = verdict.confidence.as_ref().map(|confidence| format!("{confidence} confidence"));
        let signature =
            Some(signed(verdict.by.as_ref(), verdict.at.as_ref())).filter(|text| !text.is_empty());
        let facts: Vec<String> = [means, confidence, signature].into_iter().flatten().collect();
        page.line(&format!("{word}  {}", clean(&facts.join(" · "))));
        if let Some(because) = &verdict.because {
            page.paragraph(because);
        }
    }
    if matches!(status, Status::Marked(ref word) if word.is_known())
        && claim.active_evidence().next().is_none()
    {
        page.paragraph("No evidence line stands behind this.");
    }
}

/// What follows from the files, each with its reason.
fn flags(page: &mut Page, flags: &[Flag]) {
    if flags.is_empty() {
        return;
    }
    page.heading("Flags");
    for flag in flags {
        let word = flag.code.as_str().replace('_', " ");
        let word = if flag.code.weakens() { page.look.yellow(&word) } else { page.look.bold(&word) };
        page.line(&format!("  {word}"));
        page.below(2, &flag.says);
    }
}

fn figures(page: &mut Page, claim: &Claim) {
    if claim.quantities.is_empty() {
        return;
    }
    page.heading("Figures");
    for quantity in &claim.quantities {
        let phrase = quantity.phrase.as_ref().map(|phrase| format!("“{phrase}”"));
        let range = match (quantity.low, quantity.high) {
            (Some(low), Some(high)) if low == high => Some(format!("= {low}")),
            (Some(low), Some(high)) => Some(format!("= {low} to {high}")),
            (Some(low), None) => Some(format!("at least {low}")),
            (None, Some(high)) => Some(format!("at most {high}")),
            (None, None) => None,
        };
        let unit = quantity.unit.clone();
        let scope = quantity.scope.as_ref().map(|scope| format!("({scope})"));
        let as_of = quantity.as_of.as_ref().map(|date| format!("as of {}", date.in_words()));
        let facts: Vec<String> = [phrase, range, unit, scope, as_of].into_iter().flatten().collect();
        let measure = quantity.measure.as_deref().unwrap_or("figure");
        page.entry(measure, measure.chars().count().min(24), &clean(&facts.join(" ")));
    }
}

fn assertions(page: &mut Page, workspace: &Workspace, claim: &Claim) {
    page.heading("Who asserted it");
    if claim.assertions.is_empty() {
        page.paragraph("Nobody is recorded to have said it.");
    }
    for assertion in &claim.assertions {
        assertion_entry(page, workspace, claim, assertion);
    }
}

fn assertion_entry(page: &mut Page, workspace: &Workspace, claim: &Claim, assertion: &Assertion) {
    let sentence = chain(workspace, claim, assertion, Told::So);
    page.entry(assertion.id.as_deref().unwrap_or("-"), NAME, &clean(&sentence));
    let document = assertion.document.as_deref().map(|key| format!("in {}", cited(workspace, key)));
    let cue = assertion.cue.as_ref().map(|cue| format!("“{cue}”"));
    let rendering = assertion.rendering.as_ref().map(|rendering| format!("{rendering} speech"));
    let facts: Vec<String> = [document, cue, rendering].into_iter().flatten().collect();
    if !facts.is_empty() {
        page.below(NAME, &facts.join(" · "));
    }
    quote(page, &assertion.quote);
    if let Some(key) = assertion.withdrawn.as_ref().and_then(|withdrawn| withdrawn.document.as_deref()) {
        page.below(NAME, &format!("taken back in {}", cited(workspace, key)));
    }
    if let Some(note) = &assertion.note {
        page.below(NAME, note);
    }
    if let Some(said) = assertion.id.as_deref().and_then(|id| standing::standing(claim, Some(id))) {
        page.below(NAME, &format!("Whether it was said: {}", reasoned(said)));
    }
}

fn quote(page: &mut Page, quotes: &[Quote]) {
    let parts: Vec<&str> = quotes.iter().filter_map(|quote| quote.exact.as_deref()).collect();
    if !parts.is_empty() {
        // A passage may run over the end of a line in the document.
        let words = parts.join(" […] ").split_whitespace().collect::<Vec<_>>().join(" ");
        page.below(NAME, &format!("“{words}”"));
    }
}

/// `confirmed: the reason (kim, 2024-11-23)`.
fn reasoned(verdict: &Verdict) -> String {
    let because = verdict.because.as_ref().map(|because| format!(": {because}")).unwrap_or_default();
    match signed(verdict.by.as_ref(), verdict.at.as_ref()) {
        signature if signature.is_empty() => format!("{}{because}", verdict.verdict),
        signature => format!("{}{because} ({signature})", verdict.verdict),
    }
}

fn evidence(page: &mut Page, workspace: &Workspace, claim: &Claim) {
    let sides = [
        ("Evidence for", Some(Direction::Supports)),
        ("Evidence against", Some(Direction::Refutes)),
        ("Context", Some(Direction::Context)),
        ("Evidence without a known direction", None),
    ];
    for (heading, direction) in sides {
        let on_this_side = |line: &&Evidence| match &direction {
            Some(direction) => line.direction.as_ref() == Some(direction),
            None => line.direction.as_ref().is_none_or(|direction| !direction.is_known()),
        };
        let lines: Vec<&Evidence> = claim.active_evidence().filter(on_this_side).collect();
        if !lines.is_empty() {
            page.heading(heading);
            lines.iter().for_each(|line| evidence_entry(page, workspace, line));
        }
    }
    let retracted: Vec<&Evidence> = claim.evidence.iter().filter(|line| line.retracted.is_some()).collect();
    if !retracted.is_empty() {
        page.heading("Evidence taken back");
        retracted.iter().for_each(|line| evidence_entry(page, workspace, line));
    }
}

/// How many origins the evidence on each side has, and who attested what of them.
fn origins(page: &mut Page, workspace: &Workspace, judged: Option<&JudgedClaim>) {
    let Some(judged) = judged else { return };
    let sides = [("for", &judged.origins.supports), ("against", &judged.origins.refutes)];
    let told: Vec<(&str, String)> =
        sides.into_iter().filter_map(|(word, side)| Some((word, side.in_words(workspace)?))).collect();
    if told.is_empty() {
        return;
    }
    page.heading("Origins of the evidence");
    for (word, told) in told {
        page.entry(word, NAME, &clean(&told));
    }
}

/// What the desk did around the claim.
fn work(page: &mut Page, workspace: &Workspace, claim: &Claim) {
    for (number, attested) in claim.attested.iter().enumerate() {
        if number == 0 {
            page.heading("Attested as independent");
        }
        let name = |key: &String| match workspace.actor(key) {
            Some(_) => workspace.actor_name(key).to_owned(),
            None => workspace.document_title(key).to_owned(),
        };
        let names: Vec<String> = attested.origins.iter().map(name).collect();
        page.paragraph(&names.join(" · "));
        let because = attested.because.as_deref().unwrap_or("no reason recorded");
        page.below(0, &format!("{because} ({})", signed(attested.by.as_ref(), attested.at.as_ref())));
    }
    for (number, asked) in claim.asked.iter().enumerate() {
        if number == 0 {
            page.heading("Asked");
        }
        let who = asked.actor.as_deref().map_or("somebody", |key| workspace.actor_name(key));
        let until = asked.deadline.as_ref().map(|date| format!(", until {}", date.in_words()));
        let signature = signed(asked.by.as_ref(), asked.at.as_ref());
        let what = format!("{who}{} ({signature})", until.unwrap_or_default());
        page.entry(asked.id.as_deref().unwrap_or("-"), NAME, &clean(&what));
        if let Some(question) = &asked.question {
            page.below(NAME, question);
        }
        let came = match &asked.answer {
            None => "no answer recorded yet".to_owned(),
            Some(answer) => {
                let outcome = answer.outcome.as_ref().map_or("answered", |it| it.as_str()).replace('_', " ");
                let note = answer.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
                let document =
                    answer.document.as_deref().map(|key| format!(", in {}", cited(workspace, key)));
                format!("{outcome}{note}{}", document.unwrap_or_default())
            }
        };
        page.below(NAME, &came);
    }
    for (number, searched) in claim.searches.iter().enumerate() {
        if number == 0 {
            page.heading("Where was looked");
        }
        let found = if searched.found == Some(true) { "found" } else { "nothing" };
        let place = searched.place.as_deref().unwrap_or("place not recorded");
        let words = searched.words.as_ref().map(|words| format!(", for “{words}”")).unwrap_or_default();
        let contrary = if searched.contrary == Some(true) { ", for what speaks against it" } else { "" };
        let signature = signed(searched.by.as_ref(), searched.at.as_ref());
        page.entry(found, NAME, &clean(&format!("{place}{words}{contrary} ({signature})")));
        if let Some(note) = &searched.note {
            page.below(NAME, note);
        }
    }
}

fn evidence_entry(page: &mut Page, workspace: &Workspace, line: &Evidence) {
    let document =
        line.document.as_deref().map_or("document not recorded".to_owned(), |key| cited(workspace, key));
    page.entry(line.id.as_deref().unwrap_or("-"), NAME, &clean(&document));
    quote(page, &line.quote);
    if let Some(note) = &line.note {
        page.below(NAME, note);
    }
    let fits = line.fits.as_ref().map(|fits| format!("{fits} match"));
    let credibility = line.credibility.map(|credibility| format!("credibility {credibility}"));
    let from = (!line.from.is_empty()).then(|| format!("from {}", line.from.join(", ")));
    let signature = Some(signed(line.by.as_ref(), line.at.as_ref())).filter(|text| !text.is_empty());
    let facts: Vec<String> = [fits, credibility, from, signature].into_iter().flatten().collect();
    if !facts.is_empty() {
        let facts = page.look.dim(&clean(&facts.join(" · ")));
        page.line(&format!("{}{facts}", " ".repeat(NAME + 4)));
    }
    if let Some(retracted) = &line.retracted {
        let because = retracted.because.as_deref().unwrap_or("no reason recorded");
        let signature = signed(retracted.by.as_ref(), retracted.at.as_ref());
        page.below(NAME, &format!("Taken back: {because} ({signature})"));
    }
}

fn verdicts(page: &mut Page, workspace: &Workspace, claim: &Claim) {
    if claim.verdicts.is_empty() {
        return;
    }
    page.heading("Verdicts, oldest first");
    for verdict in &claim.verdicts {
        let about = verdict.of.as_ref().map(|id| format!(" (whether {id} was said)"));
        let core = Status::Marked(workspace.settings.core_verdict(&verdict.verdict).clone());
        let word = page.look.status(&core, &clean(verdict.verdict.as_str()));
        let confidence = verdict.confidence.as_ref().map(|confidence| format!(", {confidence} confidence"));
        let by = verdict.by.as_ref().map(|by| format!(", {by}"));
        let facts: String = [about, confidence, by].into_iter().flatten().collect();
        let when = day(verdict.at.as_ref()).unwrap_or_else(|| "no date".to_owned());
        page.entry(&when, 10, &format!("{word}{}", clean(&facts)));
        if let Some(because) = &verdict.because {
            page.below(10, because);
        }
        let signed_off = claim.sign_offs.iter().filter(|it| it.verdict.is_some() && it.verdict == verdict.id);
        for sign_off in signed_off {
            let signature = signed(sign_off.by.as_ref(), sign_off.at.as_ref());
            let note = sign_off.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
            page.below(10, &format!("signed off by {signature}{note}"));
        }
        if let Some(evidence) = verdict.evidence.as_ref().filter(|evidence| !evidence.is_empty()) {
            page.below(10, &format!("on {}", evidence.join(", ")));
        }
    }
}

fn links(page: &mut Page, workspace: &Workspace, filed: &Filed<Claim>) {
    let mut ties: Vec<(String, Option<&Claim>, String, Option<&String>)> = Vec::new();
    for link in &filed.data.links {
        let word = link.kind.as_ref().map_or("tied to".to_owned(), |kind| forward(kind).to_owned());
        let other = link.to.as_ref().and_then(|to| workspace.claim(to)).map(|other| &other.data);
        let name =
            link.to.as_ref().map_or("nothing".to_owned(), |to| to.handle().unwrap_or_else(|| to.to_string()));
        ties.push((word, other, name, link.note.as_ref()));
    }
    for other in &workspace.claims {
        for link in other.data.links.iter().filter(|link| link.to.is_some() && link.to == filed.data.id) {
            let word = link.kind.as_ref().map_or("tied from", backward).to_owned();
            let name = handle(other);
            ties.push((word, Some(&other.data), name, link.note.as_ref()));
        }
    }
    if ties.is_empty() {
        return;
    }
    page.heading("Links");
    let columns = ties.iter().map(|(word, ..)| word.chars().count()).max().unwrap_or(0).min(24);
    for (word, other, name, note) in ties {
        let what = match other {
            Some(claim) => {
                let status = status(claim, &workspace.settings);
                format!(
                    "{name}  {}  {}",
                    page.look.status(&status, &pad(status.as_str(), STATUS)),
                    clean(&claim.claim)
                )
            }
            None => format!("{}  no such claim", clean(&name)),
        };
        page.entry(&word, columns, &what);
        if let Some(note) = note {
            page.below(columns, note);
        }
    }
}
