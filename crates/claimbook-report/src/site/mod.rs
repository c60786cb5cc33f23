//! The report as a folder of pages, for a workspace that one page would not hold.
//!
//! [`site`] knows every file before it makes one. Then each page is made by itself, written and forgotten, on all cores, so that no more than
//! a few are ever held. The same files and the same day give the same bytes: no page tells when it was made.

mod claim;
mod folder;
mod front;
mod group;
mod list;
mod plan;
mod search;
mod shell;

use std::collections::HashSet;
use std::sync::Mutex;

use askama::Template as _;
use rayon::prelude::*;

use self::plan::{Job, Plan};
use self::search::Search;
use self::shell::Shell;
use crate::captured::Texts;
use crate::page::article::{self, Shown};
use crate::page::index::Index;
use crate::page::leading::Leading;
use crate::page::ties::Ties;
use crate::page::{PageError, SCRIPT, STYLE};
use crate::sheet::Sheet;

pub use folder::{Folder, FolderError, Written};

/// What is added to the style of a page, and to its script.
const OWN_STYLE: &str = include_str!("site.css");
const OWN_SCRIPT: &str = include_str!("site.js");
/// All pages but the first are two folders deep.
const UP: &str = "../../";

/// Why a site was not made.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A page could not be printed.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The folder is not one for a site, or the disk would not.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

impl From<askama::Error> for SiteError {
    fn from(error: askama::Error) -> Self {
        SiteError::Page(error.into())
    }
}

/// What all pages of a site are made from.
struct Site<'s, 'w> {
    index: Index<'s, 'w>,
    texts: &'s Texts<'s, 'w>,
    ties: Ties,
    plan: Plan<'s>,
    search: Search,
    /// What has its passage in an article: known when those are written.
    shown: Shown,
}

/// Writes the report as a folder of pages. `public`: only what may be published is in it, and of no text more than the passages.
///
/// # Errors
/// Where something else lies in the folder, and where the disk would not. What is there then is old or new, file by file, and the next
/// run goes on from it.
pub fn site<'s, 'w>(
    sheet: &'s Sheet<'w>,
    texts: &'s Texts<'s, 'w>,
    public: bool,
    folder: Folder,
) -> Result<Written, SiteError> {
    let index = Index::of(sheet, public, Leading::Folder(UP));
    let plan = Plan::of(&index, texts);
    let (ties, search) = (Ties::of(&index), Search::of(&index));
    let mut site = Site { index, texts, ties, plan, search, shown: HashSet::new() };
    let jobs = site.plan.jobs(&site.search);
    folder.begin(jobs.iter().map(|(path, _)| path.as_str()))?;
    // Cards say which of their passages an article has.
    let (documents, others): (Vec<_>, Vec<_>) = jobs.iter().partition(|(_, job)| job.is_document());
    let others: Vec<_> = others.into_iter().filter(|(_, job)| !matches!(job, Job::Front)).collect();
    let shown = Mutex::new(HashSet::new());
    documents.par_iter().try_for_each(|(path, job)| {
        let (text, own) = site.document(*job)?;
        shown.lock().unwrap_or_else(|it| it.into_inner()).extend(own);
        Ok::<_, SiteError>(folder.put(path, text.as_bytes())?)
    })?;
    site.shown = shown.into_inner().unwrap_or_else(|it| it.into_inner());
    others.par_iter().try_for_each(|(path, job)| {
        let text = site.file(*job)?;
        Ok::<_, SiteError>(folder.put(path, text.as_bytes())?)
    })?;
    site.index.leading = Leading::Folder("");
    folder.put("index.html", site.front()?.as_bytes())?;
    Ok(folder.finish()?)
}

impl Site<'_, '_> {
    /// A file that is neither the first page nor a document's.
    fn file(&self, job: Job) -> Result<String, SiteError> {
        match job {
            Job::Claim(place) => self.claim(place),
            Job::List { list, page } => self.list(list, page),
            Job::Asserter { number, page } => self.asserter(number, page),
            Job::Topic { number, page } => self.topic(number, page),
            Job::Directory { kind, page } => self.directory(kind, page),
            Job::Words(number) => Ok(self.search.words(number)),
            Job::Claims(number) => Ok(self.search.claims(&self.index, number)),
            Job::Style => Ok([STYLE, OWN_STYLE].concat()),
            Job::Script => Ok([SCRIPT, OWN_SCRIPT].concat()),
            Job::Front | Job::Document { .. } => Ok(String::new()),
        }
    }

    fn document(&self, job: Job) -> Result<(String, Shown), SiteError> {
        let Job::Document { number, page } = job else { return Ok((String::new(), HashSet::new())) };
        let key = self.plan.documents.get(number).and_then(|it| it.key);
        let captured = key.filter(|_| page == 1).and_then(|key| self.texts.text(key));
        let (article, shown) = captured.map_or((None, HashSet::new()), |it| article::alone(&self.index, &it));
        Ok((self.document_page(number, page, article)?, shown))
    }

    /// A whole page around a part of it.
    fn shell(&self, shell: Shell, body: &str) -> Result<String, SiteError> {
        let mut text = shell.with(&self.index, body).render()?;
        text.push('\n');
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_ask_for_nothing_beyond_the_folder() {
        for source in [OWN_STYLE, OWN_SCRIPT] {
            for hostile in
                ["http:", "https:", "url(", "@import", "fetch(", "XMLHttp", "innerHTML", "eval(", "import("]
            {
                assert!(!source.contains(hostile), "{hostile}");
            }
        }
    }
}
