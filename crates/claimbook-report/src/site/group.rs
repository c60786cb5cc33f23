//! What an asserter said, what is about a topic, and what was said in a document, with its text.

use askama::Template;
use claimbook_core::model::Assertion;

use super::list::{Listed, Listing, claims, keyed, listed, listing, totals};
use super::plan::{Kind, PER_PAGE, page_of};
use super::shell::Shell;
use super::{Site, SiteError};
use crate::page::article::Article;
use crate::page::cards::source;
use crate::page::summary::{Piece, bar, in_words};
use crate::page::timeline::Timeline;
use crate::page::words::{Words, grouped};
use crate::sheet::{NO_TOPIC, asserter, covered, document};

#[derive(Template)]
#[template(path = "site/group.html")]
struct Group {
    bar: Vec<Piece>,
    says: Words,
    timeline: Timeline,
    listed: Listed,
}

#[derive(Template)]
#[template(path = "site/document.html")]
struct Document {
    bar: Vec<Piece>,
    says: Words,
    article: Option<Article>,
    public: bool,
    fold_articles: bool,
    listed: Listed,
    cited: Vec<Listing>,
    /// How many more there are.
    more: String,
}

impl Site<'_, '_> {
    pub(super) fn asserter(&self, number: usize, page: usize) -> Result<String, SiteError> {
        let Some(it) = self.plan.asserters.get(number) else { return Ok(String::new()) };
        let by = |assertion: &Assertion| assertion.by.as_deref() == it.key;
        let name = asserter(self.index.sheet.workspace, it.key);
        self.group(Kind::Asserters, "Asserters", name, it.key, &it.claims, page, &by)
    }

    pub(super) fn topic(&self, number: usize, page: usize) -> Result<String, SiteError> {
        let Some(it) = self.plan.topics.get(number) else { return Ok(String::new()) };
        let name = it.key.unwrap_or(NO_TOPIC);
        self.group(Kind::Topics, "Topics", name, it.key, &it.claims, page, &|_| true)
    }

    #[expect(clippy::too_many_arguments, reason = "what an asserter and a topic have in common")]
    fn group(
        &self,
        kind: Kind,
        way: &'static str,
        name: &str,
        key: Option<&str>,
        places: &[usize],
        page: usize,
        fits: &dyn Fn(&Assertion) -> bool,
    ) -> Result<String, SiteError> {
        let totals = totals(&self.index, places);
        let body = Group {
            bar: bar(&totals),
            says: in_words(&totals),
            timeline: Timeline::among(&self.index, page_of(places, page).iter().copied(), fits),
            listed: listed(&self.index, places, page, &keyed(kind, key)),
        };
        let mut shell = Shell::new(Words::line(name), way);
        shell.dek = vec![Words::line(&claims(places.len()))];
        self.shell(shell, &body.render()?)
    }

    pub(super) fn document_page(
        &self,
        number: usize,
        page: usize,
        article: Option<Article>,
    ) -> Result<String, SiteError> {
        let Some(it) = self.plan.documents.get(number) else { return Ok(String::new()) };
        let (index, sheet) = (&self.index, self.index.sheet);
        let totals = totals(index, &it.asserted);
        let cited = if page == 1 { it.cited.as_slice() } else { &[] };
        let body = Document {
            bar: bar(&totals),
            says: in_words(&totals),
            article,
            public: index.public,
            fold_articles: false,
            listed: listed(index, &it.asserted, page, &keyed(Kind::Documents, it.key)),
            cited: cited.iter().take(PER_PAGE).filter_map(|place| listing(index, *place)).collect(),
            more: Some(cited.len().saturating_sub(PER_PAGE))
                .filter(|more| *more > 0)
                .map(grouped)
                .unwrap_or_default(),
        };
        let mut shell = Shell::new(Words::line(document(sheet.workspace, it.key)), "Documents");
        if let Some(key) = it.key {
            let source = source(sheet.workspace, key, &[]);
            shell.dek.extend(source.facts);
            shell.url = source.url;
        }
        shell.dek.push(Words::line(&claims(it.asserted.len())));
        let row = sheet.documents.iter().find(|row| row.key == it.key);
        let coverage = row.and_then(|row| row.coverage).filter(|_| !index.public);
        shell.dek.extend(coverage.map(|it| Words::line(&covered(it))));
        self.shell(shell, &body.render()?)
    }
}
