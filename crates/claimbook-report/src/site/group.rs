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
use crate::sheet::{NO_TOPIC, asserter, document};

#[derive(Template)]
#[template(path = "site/group.html")]
struct Group {
    bar: Vec<Piece>,
    says: Words,
    /// When an asserter said the claims of this page.
    timeline: Option<Timeline>,
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
        let timeline = Timeline::among(&self.index, page_of(&it.claims, page).iter().copied(), &by);
        let listed = listed(&self.index, &it.claims, page, &keyed(Kind::Asserters, it.key));
        let name = asserter(self.index.sheet.workspace, it.key);
        self.group(Shell::new(Words::line(name), "Asserters"), &it.claims, Some(timeline), listed)
    }

    pub(super) fn topic(&self, number: usize, page: usize) -> Result<String, SiteError> {
        let Some(it) = self.plan.topics.get(number) else { return Ok(String::new()) };
        let listed = listed(&self.index, &it.claims, page, &keyed(Kind::Topics, it.key));
        let name = Words::line(it.key.unwrap_or(NO_TOPIC));
        self.group(Shell::new(name, "Topics"), &it.claims, None, listed)
    }

    fn group(
        &self,
        mut shell: Shell,
        places: &[usize],
        timeline: Option<Timeline>,
        listed: Listed,
    ) -> Result<String, SiteError> {
        let totals = totals(&self.index, places);
        let timeline = timeline.filter(|it| it.rows > 0);
        let body = Group { bar: bar(&totals), says: in_words(&totals), timeline, listed };
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
        self.shell(shell, &body.render()?)
    }
}
