//! What a program looks at: the rows of all claims, and whole records where it asks for them.
//!
//! Both come from what earlier looks kept, as far as the files are as they were; else from the files.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::OnceLock;

use claimbook_core::assess::{self, Judged, Judgement, Row, Rows, Selection};
use claimbook_core::model::Day;
use claimbook_core::redact::{Renamed, redact, redact_judged};
use claimbook_core::workspace::Workspace;

use crate::find::Finder;
use crate::linked::Linked;
use crate::query::Query;
use crate::{Beside, Found, Kept, KeptRows};

/// How a workspace is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Looking<'a> {
    /// The workspace's folder.
    pub root: &'a Path,
    /// What tells this program from others, where what is worked out may be kept for the next look.
    pub program: Option<u64>,
    /// Whether what earlier looks kept is believed.
    pub trusts: bool,
    /// The day on which it is looked at.
    pub today: Option<Day>,
    /// The day as whose end it is seen, where that is not now.
    pub as_of: Option<Day>,
    /// Whether flags and origins are needed; what nobody asks for is not worked out.
    pub judged: bool,
    /// Whether protected sources may be named.
    pub unredacted: bool,
    /// Whether words are looked for: then what must not be told must not be found either.
    pub searching: bool,
}

/// Why a workspace could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// What earlier looks kept is damaged, or a file changed meanwhile. Whoever looks again at the files alone ([`Looking::trusts`])
    /// sees what is so.
    #[error("A file changed while it was looked at.")]
    Unsure,
    /// The workspace cannot be read, or what was worked out cannot be kept.
    #[error(transparent)]
    Core(#[from] claimbook_core::Error),
}

type Result<T, E = ViewError> = std::result::Result<T, E>;

/// A workspace as it may be seen.
pub struct View {
    source: Source,
    /// With every claim, or none: as the source has them.
    workspace: Workspace,
    renamed: Renamed,
    unredacted: bool,
    /// Where words stand in what may be seen, where that is not what was kept.
    finder: OnceLock<Option<Outside>>,
    linked: OnceLock<Option<Linked>>,
}

/// Words of a workspace as outsiders may see it.
struct Outside {
    finder: Finder,
    /// The paths of claims in the files, by those that outsiders see.
    whole: HashMap<String, String>,
}

/// Where to look whether somebody or something without a file of its own is named in an assertion.
pub trait Said {
    /// Whether an assertion fits.
    fn any(&self, fits: &dyn Fn(&assess::Said<'_>) -> bool) -> bool;
}

impl Said for Workspace {
    fn any(&self, fits: &dyn Fn(&assess::Said<'_>) -> bool) -> bool {
        self.claims.iter().flat_map(|claim| &claim.data.assertions).any(|one| fits(&assess::Said::of(one)))
    }
}

impl Said for Kept {
    fn any(&self, fits: &dyn Fn(&assess::Said<'_>) -> bool) -> bool {
        let rows = self.rows(false);
        rows.is_some_and(|rows| (0..rows.len()).any(|place| rows.row(place).assertions.iter().any(fits)))
    }
}

enum Source {
    Files(Judgement),
    Kept(Box<Kept>),
}

/// Some claims, whole, with the records that they name.
pub struct Opened<'v> {
    /// With every claim, or those that were opened; the other records may be there by name alone.
    pub workspace: Cow<'v, Workspace>,
    /// What follows about these claims.
    pub judgement: Cow<'v, Judgement>,
    renamed: Cow<'v, Renamed>,
}

impl Looking<'_> {
    /// The files themselves, as they are or were.
    fn load(&self) -> Result<(Workspace, Judgement)> {
        let workspace = Workspace::load(self.root)?;
        let (workspace, today) = match self.as_of {
            Some(day) => (workspace.as_of(day), Some(day)),
            None => (workspace, self.today),
        };
        let judgement = if self.judged { Judgement::of(&workspace, today) } else { Judgement::default() };
        Ok((workspace, judgement))
    }
}

impl View {
    /// Looks at the workspace. `select` sees the whole of it: people name a protected source by its key, and are told of
    /// files that cannot be read.
    ///
    /// # Errors
    /// Where the workspace cannot be read, and whatever `select` returns.
    pub fn new<E: From<ViewError>>(
        looking: Looking<'_>,
        select: impl FnOnce(&Workspace, &dyn Said) -> Result<Selection, E>,
    ) -> Result<(Self, Selection), E> {
        let Looking { root, unredacted, today, .. } = looking;
        let keeping = looking.program.zip(today).filter(|_| looking.as_of.is_none());
        if let Some((program, today)) = keeping.filter(|_| looking.trusts)
            && let Some(kept) = Kept::open(root, program, today)
            && let Some(names) = kept.names()
            && (unredacted || !looking.searching || !kept.has_secrets())
        {
            let selection = select(&names, &kept)?;
            let open = unredacted || !kept.has_secrets();
            let (workspace, renamed) = if open { (names, Renamed::default()) } else { redact(names) };
            let selection = rename(selection, &renamed);
            let source = Source::Kept(Box::new(kept));
            return Ok((View::of(source, workspace, renamed, unredacted), selection));
        }
        let (whole, judgement) = match keeping {
            Some((program, today)) => Kept::build(root, program, today).map_err(ViewError::from)?,
            None => looking.load()?,
        };
        let selection = select(&whole, &whole)?;
        let (workspace, judgement, renamed) =
            if unredacted { (whole, judgement, Renamed::default()) } else { redact_judged(whole, judgement) };
        let selection = rename(selection, &renamed);
        Ok((View::of(Source::Files(judgement), workspace, renamed, unredacted), selection))
    }

    fn of(source: Source, workspace: Workspace, renamed: Renamed, unredacted: bool) -> Self {
        View { source, workspace, renamed, unredacted, finder: OnceLock::new(), linked: OnceLock::new() }
    }

    /// The settings, and what actors and documents are called.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Where words stand, the best first. What must not be told is not found either. A claim's path is its [`View::path_here`]; other
    /// records have the paths of [`View::workspace`].
    ///
    /// The first time takes longer: what is found out for it is kept as long as the view is.
    ///
    /// # Errors
    /// [`ViewError::Unsure`] where what was kept is damaged, or a file changed meanwhile.
    pub fn find(&self, query: &Query) -> Result<Found> {
        if let Some(kept) = self.kept() {
            return kept.find(query).ok_or(ViewError::Unsure);
        }
        let outside = self.finder.get_or_init(|| self.outside()).as_ref().ok_or(ViewError::Unsure)?;
        let mut found = outside.finder.find(query).ok_or(ViewError::Unsure)?;
        if !outside.whole.is_empty() {
            for hit in &mut found.hits {
                if let Some(path) = outside.whole.get(&hit.path) {
                    hit.path.clone_from(path);
                }
            }
        }
        Ok(found)
    }

    fn outside(&self) -> Option<Outside> {
        let Source::Kept(kept) = &self.source else {
            return Some(Outside {
                finder: Finder::of(&self.workspace, &self.renamed)?,
                whole: HashMap::new(),
            });
        };
        // What was kept has the words of all; which of them stand in what outsiders see, only the files tell.
        let (workspace, renamed) = redact(Workspace::load(&kept.root).ok()?);
        let whole = renamed.claims().map(|(from, to)| (to.to_owned(), from.to_owned())).collect();
        Some(Outside { finder: Finder::of(&workspace, &renamed)?, whole })
    }

    /// Works out now what the first search and the first look at links would have to: for who goes on looking.
    pub fn get_ready(&self, rows: &AllRows<'_>) {
        let _ = self.linked(rows);
        match self.kept() {
            Some(kept) => drop(kept.finder()),
            None => drop(self.finder.get_or_init(|| self.outside())),
        }
    }

    /// The rows of the claims that the one of a row links to, and of those that link to it.
    ///
    /// # Errors
    /// [`ViewError::Unsure`] where what was kept is damaged.
    pub fn around(&self, rows: &AllRows<'_>, place: usize) -> Result<Vec<usize>> {
        let linked = self.linked(rows).ok_or(ViewError::Unsure)?;
        Ok(linked.around(place, rows.row(place).id))
    }

    fn linked(&self, rows: &AllRows<'_>) -> Option<&Linked> {
        let linked = || match &self.source {
            Source::Files(_) => Some(Linked::of_files(&self.workspace, rows, &self.renamed)),
            Source::Kept(kept) => Linked::of_kept(kept),
        };
        self.linked.get_or_init(linked).as_ref()
    }

    /// A selection that was made in the whole workspace, for this one.
    pub fn rename(&self, selection: Selection) -> Selection {
        rename(selection, &self.renamed)
    }

    /// The path that a claim has here.
    pub fn path_here(&self, row: &Row<'_>) -> String {
        match &self.source {
            Source::Kept(_) => row.path.to_owned(),
            Source::Files(_) => self.renamed.claim(row.path.to_owned()),
        }
    }

    /// The rows of all claims, by the paths of their files.
    ///
    /// # Errors
    /// [`ViewError::Unsure`] where what was kept is damaged, or a file changed meanwhile.
    pub fn rows(&self) -> Result<AllRows<'_>> {
        Ok(match &self.source {
            Source::Files(judgement) => {
                let rows = self.workspace.rows_as_whole(judgement, &self.renamed);
                AllRows::Files(rows)
            }
            Source::Kept(kept) => AllRows::Kept(kept.rows(!self.unredacted).ok_or(ViewError::Unsure)?),
        })
    }

    /// A text that tells of the files, as it may be seen: what an error says, a captured text.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.renamed.text(text)
    }

    /// Whether it is of what was kept, and holds no claim in memory.
    pub fn is_from_kept(&self) -> bool {
        matches!(self.source, Source::Kept(_))
    }

    /// What was kept, where nothing in it has to be left out.
    pub fn kept(&self) -> Option<&Kept> {
        match &self.source {
            Source::Kept(kept) if self.unredacted || !kept.has_secrets() => Some(kept),
            _ => None,
        }
    }

    /// The claims of some rows, whole, with the records that they name.
    ///
    /// # Errors
    /// [`ViewError::Unsure`] where what was kept is damaged, or a file changed meanwhile.
    pub fn open(&self, rows: &AllRows<'_>, places: impl IntoIterator<Item = usize>) -> Result<Opened<'_>> {
        self.open_beside(rows, places, [], [])
    }

    /// Likewise, with the claims of some more rows for the passages that they quote, and some documents by key.
    ///
    /// # Errors
    /// [`ViewError::Unsure`] where what was kept is damaged, or a file changed meanwhile.
    pub fn open_beside<'k>(
        &self,
        rows: &AllRows<'_>,
        places: impl IntoIterator<Item = usize>,
        quoting: impl IntoIterator<Item = usize>,
        documents: impl IntoIterator<Item = &'k str>,
    ) -> Result<Opened<'_>> {
        rows.check()?;
        match &self.source {
            Source::Files(judgement) => Ok(Opened {
                workspace: Cow::Borrowed(&self.workspace),
                judgement: Cow::Borrowed(judgement),
                renamed: Cow::Borrowed(&self.renamed),
            }),
            Source::Kept(kept) => {
                let paths = paths(rows, places);
                let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
                let claims = self::paths(rows, quoting);
                let beside = Beside {
                    claims: claims.iter().map(String::as_str).collect(),
                    documents: documents.into_iter().collect(),
                };
                let names = kept.called().ok_or(ViewError::Unsure)?;
                let opened = kept.whole_with(names, &paths, &beside).ok_or(ViewError::Unsure)?;
                let (workspace, judgement, renamed) = if self.unredacted || !kept.has_secrets() {
                    (opened.workspace, opened.judgement, Renamed::default())
                } else {
                    redact_judged(opened.workspace, opened.judgement)
                };
                Ok(Opened {
                    workspace: Cow::Owned(workspace),
                    judgement: Cow::Owned(judgement),
                    renamed: Cow::Owned(renamed),
                })
            }
        }
    }
}

fn paths(rows: &AllRows<'_>, places: impl IntoIterator<Item = usize>) -> BTreeSet<String> {
    places.into_iter().map(|place| rows.row(place).path.to_owned()).collect()
}

impl Opened<'_> {
    /// Reads the records at these paths, of which so far only the names may be there.
    pub fn read(&mut self, paths: &[&str]) {
        if let Cow::Owned(workspace) = &mut self.workspace {
            let records = Workspace::read_files(workspace.root(), paths);
            *workspace = std::mem::take(workspace).with(records);
        }
    }
}

/// The rows of all claims.
pub enum AllRows<'v> {
    /// Made from the files.
    Files(Vec<Row<'v>>),
    /// As they were kept.
    Kept(KeptRows<'v>),
}

impl AllRows<'_> {
    /// That what was told of the rows is so.
    ///
    /// # Errors
    /// [`ViewError::Unsure`] where what was kept is damaged, or a file changed meanwhile.
    pub fn check(&self) -> Result<()> {
        match self {
            AllRows::Kept(rows) if !rows.are_sound() => Err(ViewError::Unsure),
            _ => Ok(()),
        }
    }
}

impl Rows for AllRows<'_> {
    fn len(&self) -> usize {
        match self {
            AllRows::Files(rows) => rows.len(),
            AllRows::Kept(rows) => rows.len(),
        }
    }

    fn row(&self, place: usize) -> Cow<'_, Row<'_>> {
        match self {
            AllRows::Files(rows) => rows.as_slice().row(place),
            AllRows::Kept(rows) => rows.row(place),
        }
    }
}

impl Opened<'_> {
    /// A captured text as it may be seen.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.renamed.text(text)
    }

    /// What was replaced in it.
    pub fn renamed(&self) -> &Renamed {
        &self.renamed
    }

    /// The claim of a row that was opened.
    pub fn claim(&self, row: &Row<'_>) -> Option<Judged<'_>> {
        let filed = self.workspace.claim_at(&self.renamed.claim(row.path.to_owned()))?;
        Some(Judged::of(filed, &self.workspace.settings, self.judgement.flags(&filed.path)))
    }
}

/// A selection that was made in the whole workspace, for the one that outsiders may see.
fn rename(selection: Selection, renamed: &Renamed) -> Selection {
    Selection {
        by: selection.by.map(|key| renamed.actor(key)),
        document: selection.document.map(|key| renamed.document(key)),
        any: selection.any.into_iter().map(|selection| rename(selection, renamed)).collect(),
        ..selection
    }
}
