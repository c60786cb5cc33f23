//! The report: where the work stands, with the filters of the list.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use claimbook_core::assess::{Rows as _, Selection};
use claimbook_core::model::Instant;
use claimbook_index::view::{AllRows, ViewError};
use claimbook_report::page::{Parts, Words};
use claimbook_report::{Outline, Showing};

use super::address;
use super::asked::Asked;
use super::filter::{Complaint, Facet, Filters, facets};
use crate::desk::{Desk, NotShown};
use crate::frame::Frame;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::Snapshot;

/// Of more claims nothing is drawn: a browser would be busy with it for long.
const MOST_DRAWN: usize = 1_000;
/// Of so many documents it is told how much of each has been looked at.
const DOCUMENTS: usize = 50;
/// So many asserters are named of very many claims.
const ASSERTERS: usize = 15;

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    frame: Frame,
    filters: Filters,
    complaint: Option<Complaint>,
    claims: usize,
    /// Markup of the report's own templates.
    summary: String,
    drawn: Option<(String, String)>,
    /// In the place of these, of very many claims.
    large: Option<Large>,
    most: usize,
}

/// What is told of more claims than are drawn.
struct Large {
    facets: Vec<Facet>,
    sections: Vec<(&'static str, usize, String)>,
    asserters: Vec<(Words, usize, String)>,
}

pub(crate) async fn page(State(desk): State<Desk>, uri: Uri) -> Result<Response, Refusal> {
    let asked = Asked::of(uri.query());
    desk.aside(move |desk| {
        let now = desk.now();
        desk.show(|frame, snapshot| Ok(as_page(&report(frame, snapshot, &asked, &now)?)))
    })
    .await?
}

fn report(frame: Frame, snapshot: &Snapshot, asked: &Asked, now: &Instant) -> Result<Page, NotShown> {
    let rows = snapshot.rows()?;
    let mut page = Page {
        frame,
        filters: Filters::of(snapshot, &rows, asked, "/report"),
        complaint: None,
        claims: 0,
        summary: String::new(),
        drawn: None,
        large: None,
        most: MOST_DRAWN,
    };
    match asked.selection(snapshot) {
        Ok(selection) => fill(&mut page, snapshot, &rows, asked, &selection, now)?,
        Err(error) => page.complaint = Some(error.into()),
    }
    Ok(page)
}

fn fill(
    page: &mut Page,
    snapshot: &Snapshot,
    rows: &AllRows<'_>,
    asked: &Asked,
    selection: &Selection,
    now: &Instant,
) -> Result<(), NotShown> {
    let mut outline = Outline::of(&snapshot.view, rows, selection, None);
    page.claims = outline.report.claims.len();
    if page.claims > MOST_DRAWN {
        page.large = Some(large(snapshot, asked, &outline));
        return Ok(rows.check()?);
    }
    let all = outline.all();
    let showing = Showing { documents: all.documents.min(DOCUMENTS), ..all };
    let opened = outline.open(&showing)?;
    let places = outline.report.claims.clone();
    let sheet = outline.sheet(&showing, &opened, now, None);
    let parts = Parts::of(&sheet, &[], false);
    // Links to cards lead to the pages of the claims.
    if parts.ids().count() != places.len() {
        return Err(ViewError::Unsure.into());
    }
    let leads: HashMap<String, String> = parts
        .ids()
        .zip(&places)
        .map(|(id, place)| (id.to_owned(), address(snapshot, &rows.row(*place))))
        .collect();
    rows.check()?;
    let broken = |_| Refusal::broken();
    page.summary = led(&parts.summary().map_err(broken)?, &leads, asked);
    let drawn = (parts.timeline().map_err(broken)?, parts.graph().map_err(broken)?);
    page.drawn = Some((led(&drawn.0, &leads, asked), led(&drawn.1, &leads, asked)));
    Ok(())
}

/// The list of the claims of the report that are so.
fn section_of(asked: &Asked, word: &str) -> String {
    let q = format!("{} {word}", asked.q);
    Asked { q: q.trim().to_owned(), ..asked.clone() }.to("/", 1)
}

/// What can be told of very many claims without reading one.
fn large(snapshot: &Snapshot, asked: &Asked, outline: &Outline<'_>) -> Large {
    let report = &outline.report;
    let counts = report.totals.iter().filter(|(_, number)| *number > 0).cloned().collect();
    let section = |name, number, word: &str| (name, number, section_of(asked, word));
    let asserters = report.asserters.iter().filter_map(|tally| {
        let key = tally.key?;
        let to = Asked { by: key.to_owned(), ..asked.clone() }.to("/", 1);
        Some((Words::line(snapshot.names().actor_name(key)), tally.claims.len(), to))
    });
    Large {
        facets: facets(asked, counts, report.claims.len(), "/"),
        sections: vec![
            section("open", report.open().len(), "is:open"),
            section("disputed", report.disputed().len(), "status:disputed"),
            section("shaky", report.shaky().len(), "is:shaky"),
        ],
        asserters: asserters.take(ASSERTERS).collect(),
    }
}

/// The part with its links leading to the pages of claims. What is not ours has no quotation mark in it: the templates escape it.
fn led(part: &str, leads: &HashMap<String, String>, asked: &Asked) -> String {
    const LINK: &str = "href=\"#";
    let mut led = String::with_capacity(part.len() * 2);
    let mut rest = part;
    while let Some(at) = rest.find(LINK) {
        let (before, from) = rest.split_at(at);
        led.push_str(before);
        let after = from.get(LINK.len()..).unwrap_or_default();
        let (id, more) = after.split_once('"').unwrap_or((after, ""));
        let section = more.split_once("data-show=\"").filter(|(between, _)| between.trim().is_empty());
        let section = section.and_then(|(_, name)| name.split_once('"')).map(|(name, _)| name);
        let to = match (leads.get(id), section) {
            (Some(address), _) => address.clone(),
            // Ours, and not escaped by a template.
            (None, Some("disputed")) => section_of(asked, "status:disputed").replace('&', "&#38;"),
            (None, Some(name)) => section_of(asked, &format!("is:{name}")).replace('&', "&#38;"),
            (None, None) => format!("#{id}"),
        };
        led.push_str(&format!("href=\"{to}\""));
        rest = more;
    }
    led.push_str(rest);
    // The claims themselves are in the list, and the filters at the top.
    led.replace(", among the claims below</a>", " in the list</a>")
        .replace("in the filters below.</p>", "in the filters above.</p>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_cards_lead_to_the_pages_of_claims() {
        let leads = HashMap::from([("70c3a910".to_owned(), "/claims/70c3a910".to_owned())]);
        let part =
            r##"<a href="#70c3a910">x</a><use href="#i-mixed"/><a href="#claims" data-show="open">more</a>"##;
        let to = r##"<a href="/claims/70c3a910">x</a><use href="#i-mixed"/><a href="/?q=is%3Aopen&#38;topic=dams" data-show="open">more</a>"##;
        let asked = Asked { topic: "dams".to_owned(), ..Asked::default() };
        assert_eq!(led(part, &leads, &asked), to);
    }
}
