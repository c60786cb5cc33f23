//! The parts of a page, each by itself: for pages of somebody else's, which bring [`STYLE`](super::STYLE) and [`SIGNS`](super::SIGNS).

use std::collections::HashSet;

use askama::Template;

use super::article::{self, Article, articles};
use super::cards::{Card, cards};
use super::graph::Graph;
use super::index::{Facets, Index};
use super::leading::Leading;
use super::summary::Summary;
use super::timeline::Timeline;
use super::{OPEN_ARTICLES, PageError};
use crate::captured::{Captured, Quoting};
use crate::sheet::Sheet;

/// The report from which parts are printed. Links between parts (`#HANDLE` to a card, `#p-HANDLE-1` to a passage) lead where both are
/// on one page.
pub struct Parts<'s, 'w> {
    pub(crate) index: Index<'s, 'w>,
    pub(crate) articles: Vec<Article>,
    /// What has its passage in an article: of which claim, which line.
    shown: HashSet<(usize, Quoting)>,
}

impl<'s, 'w> Parts<'s, 'w> {
    /// `texts` are the captured texts of the report's documents; `public`: only what may be published is in it, and of no text more than
    /// the passages.
    pub fn of(sheet: &'s Sheet<'w>, texts: &[Captured<'_>], public: bool) -> Self {
        let index = Index::of(sheet, public, Leading::Here);
        let (articles, shown) = articles(&index, texts);
        Parts { index, articles, shown }
    }

    /// The bar of statuses, what is open, disputed and shaky, who asserted most, and the last changes.
    ///
    /// # Errors
    /// None that a report is known to cause; printing alone may fail.
    pub fn summary(&self) -> Result<String, PageError> {
        Ok(SummaryPart { summary: Summary::of(&self.index) }.render()?)
    }

    /// Who said what when, drawn to scale.
    ///
    /// # Errors
    /// As [`Parts::summary`].
    pub fn timeline(&self) -> Result<String, PageError> {
        Ok(TimelinePart { timeline: Timeline::of(&self.index) }.render()?)
    }

    /// The links between the claims and the origins of their evidence, drawn and as a list.
    ///
    /// # Errors
    /// As [`Parts::summary`].
    pub fn graph(&self) -> Result<String, PageError> {
        Ok(GraphPart { graph: Graph::of(&self.index) }.render()?)
    }

    /// The cards of all claims below the filters, which [`SCRIPT`](super::SCRIPT) works.
    ///
    /// # Errors
    /// As [`Parts::summary`].
    pub fn claims(&self) -> Result<String, PageError> {
        let cards = self.all_cards();
        Ok(ClaimsPart { claims: cards.len(), facets: Facets::of(&self.index), cards }.render()?)
    }

    /// The card of each claim, in the order of the report.
    ///
    /// # Errors
    /// As [`Parts::summary`].
    pub fn cards(&self) -> Result<Vec<String>, PageError> {
        self.all_cards().into_iter().map(|it| Ok(CardPart { it }.render()?)).collect()
    }

    /// Each captured text with the passages of the claims in it, in the order of the documents; those without a passage that may be
    /// shown are not there.
    ///
    /// # Errors
    /// As [`Parts::summary`].
    pub fn articles(&self) -> Result<Vec<String>, PageError> {
        let print = |it| Ok(ArticlePart { it, fold_articles: false }.render()?);
        self.articles.iter().map(print).collect()
    }

    /// The id of each card, in the order of the report: where links to claims lead.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.index.claims.iter().map(|entry| entry.id.as_str())
    }

    pub(crate) fn all_cards(&self) -> Vec<Card> {
        let passage = |claim: usize, quoting: Quoting, _: &str| {
            let shown = self.shown.contains(&(claim, quoting));
            shown.then(|| article::anchor(&self.index, claim, quoting)).flatten().map(|id| format!("#{id}"))
        };
        cards(&self.index, &passage)
    }

    pub(crate) fn fold_articles(&self) -> bool {
        self.articles.len() > OPEN_ARTICLES
    }
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% import "parts.html" as parts %}{% include "summary.html" %}"#)]
struct SummaryPart {
    summary: Summary,
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% include "timeline.html" %}"#)]
struct TimelinePart {
    timeline: Timeline,
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% import "parts.html" as parts %}{% include "graph.html" %}"#)]
struct GraphPart {
    graph: Graph,
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% import "parts.html" as parts %}{% include "claims.html" %}"#)]
struct ClaimsPart {
    facets: Facets,
    claims: usize,
    cards: Vec<Card>,
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% import "parts.html" as parts %}{% include "card.html" %}"#)]
struct CardPart {
    it: Card,
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% include "article.html" %}"#)]
struct ArticlePart<'a> {
    it: &'a Article,
    fold_articles: bool,
}
