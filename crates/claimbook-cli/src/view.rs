//! What a command looks at: the rows of all claims, and whole records where it asks for them.
//!
//! Both come from what earlier commands kept, as far as the files are as they were; else from the files.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;

use claimbook_core::assess::{self, Judged, Judgement, Row, Rows, Selection};
use claimbook_core::redact::{Renamed, redact, redact_judged};
use claimbook_core::workspace::Workspace;
use claimbook_index::query::Query;
use claimbook_index::{Beside, Found, Kept, KeptRows};

use crate::commands::options::AsOf;
use crate::context::{Context, name_broken};
use crate::error::{CliError, Result};
use crate::ui::Ui;

/// How a command looks at the workspace.
#[derive(Clone, Copy)]
pub(crate) struct Looking<'a> {
    pub(crate) as_of: &'a AsOf,
    /// Whether flags and origins are needed; what nobody asks for is not worked out.
    pub(crate) judged: bool,
    /// Whether protected sources may be named.
    pub(crate) unredacted: bool,
    /// Whether words are looked for: then what must not be told must not be found either.
    pub(crate) searching: bool,
}

/// A workspace as it may be seen. Its memory is not given back piece by piece: the process ends soon after.
pub(crate) struct View {
    source: Source,
    /// With every claim, or none: as the source has them.
    workspace: ManuallyDrop<Workspace>,
    renamed: Renamed,
    unredacted: bool,
}

/// Where to look whether somebody or something without a file of its own is named in an assertion.
pub(crate) trait Said {
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
    Files(ManuallyDrop<Judgement>),
    Kept(Box<ManuallyDrop<Kept>>),
}

/// Some claims, whole, with the records that they name.
pub(crate) struct Opened<'v> {
    pub(crate) workspace: Cow<'v, Workspace>,
    pub(crate) judgement: Cow<'v, Judgement>,
    renamed: Cow<'v, Renamed>,
}

impl View {
    /// Looks at the workspace. `select` sees the whole of it: people name a protected source by its key.
    pub(crate) fn new(
        ui: &mut Ui,
        context: &Context,
        looking: Looking<'_>,
        select: impl FnOnce(&Workspace, &dyn Said) -> Result<Selection>,
    ) -> Result<(Self, Selection)> {
        let root = context.root()?;
        let unredacted = looking.unredacted;
        let keeping = context.program().zip(context.today()).filter(|_| looking.as_of.is_now());
        if let Some((program, today)) = keeping.filter(|_| context.trusts())
            && let Some(kept) = Kept::open(&root, program, today)
            && let Some(names) = kept.names()
            && (unredacted || !looking.searching || !kept.has_secrets())
        {
            name_broken(ui, &names);
            let selection = select(&names, &kept)?;
            let open = unredacted || !kept.has_secrets();
            let (names, renamed) = if open { (names, Renamed::default()) } else { redact(names) };
            let selection = rename(selection, &renamed);
            let source = Source::Kept(Box::new(ManuallyDrop::new(kept)));
            let workspace = ManuallyDrop::new(names);
            return Ok((View { source, workspace, renamed, unredacted }, selection));
        }
        let (whole, judgement) = match keeping {
            Some((program, today)) => Kept::build(&root, program, today)?,
            None => {
                let (whole, today) = looking.as_of.apply(context, Workspace::load(&root)?);
                let judgement =
                    if looking.judged { Judgement::of(&whole, today) } else { Judgement::default() };
                (whole, judgement)
            }
        };
        name_broken(ui, &whole);
        let selection = select(&whole, &whole)?;
        let (workspace, judgement, renamed) =
            if unredacted { (whole, judgement, Renamed::default()) } else { redact_judged(whole, judgement) };
        let selection = rename(selection, &renamed);
        let source = Source::Files(ManuallyDrop::new(judgement));
        Ok((View { source, workspace: ManuallyDrop::new(workspace), renamed, unredacted }, selection))
    }

    /// The settings, and what actors and documents are called.
    pub(crate) fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Where words stand, the best first. Paths are those that the records have in the files.
    pub(crate) fn find(&self, query: &Query) -> Result<Found> {
        match &self.source {
            Source::Kept(kept) => kept.find(query).ok_or(CliError::Unsure),
            Source::Files(_) => claimbook_index::find(&self.workspace, query).ok_or(CliError::Unsure),
        }
    }

    /// A selection that was made in the whole workspace, for this one.
    pub(crate) fn rename(&self, selection: Selection) -> Selection {
        rename(selection, &self.renamed)
    }

    /// The path that a claim has here.
    pub(crate) fn path_here(&self, row: &Row<'_>) -> String {
        match &self.source {
            Source::Kept(_) => row.path.to_owned(),
            Source::Files(_) => self.renamed.claim(row.path.to_owned()),
        }
    }

    /// The rows of all claims, by the paths of their files.
    pub(crate) fn rows(&self) -> Result<AllRows<'_>> {
        Ok(match &self.source {
            Source::Files(judgement) => {
                let rows = self.workspace.rows_as_whole(judgement, &self.renamed);
                AllRows::Files(ManuallyDrop::new(rows))
            }
            Source::Kept(kept) => AllRows::Kept(kept.rows(!self.unredacted).ok_or(CliError::Unsure)?),
        })
    }

    /// What was kept, where nothing in it has to be left out.
    pub(crate) fn kept(&self) -> Option<&Kept> {
        match &self.source {
            Source::Kept(kept) if self.unredacted || !kept.has_secrets() => Some(kept),
            _ => None,
        }
    }

    /// The claims of some rows, whole, with the records that they name.
    pub(crate) fn open(
        &self,
        rows: &AllRows<'_>,
        places: impl IntoIterator<Item = usize>,
    ) -> Result<Opened<'_>> {
        self.open_beside(rows, places, [], [])
    }

    /// Likewise, with the claims of some more rows for the passages that they quote, and some documents by key.
    pub(crate) fn open_beside<'k>(
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
                let names = kept.called().ok_or(CliError::Unsure)?;
                let opened = kept.whole_with(names, &paths, &beside).ok_or(CliError::Unsure)?;
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
    pub(crate) fn read(&mut self, paths: &[&str]) {
        if let Cow::Owned(workspace) = &mut self.workspace {
            let records = Workspace::read_files(workspace.root(), paths);
            *workspace = std::mem::take(workspace).with(records);
        }
    }
}

/// The rows of all claims.
pub(crate) enum AllRows<'v> {
    Files(ManuallyDrop<Vec<Row<'v>>>),
    Kept(KeptRows<'v>),
}

impl AllRows<'_> {
    /// That what was told of the rows is so.
    pub(crate) fn check(&self) -> Result<()> {
        match self {
            AllRows::Kept(rows) if !rows.are_sound() => Err(CliError::Unsure),
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
    pub(crate) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.renamed.text(text)
    }

    /// The claim of a row that was opened.
    pub(crate) fn claim(&self, row: &Row<'_>) -> Option<Judged<'_>> {
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
