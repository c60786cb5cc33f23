//! The workspace as it was read last: what every page is answered from.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use claimbook_core::Result;
use claimbook_core::assess::{Judgement, Selection, Sort, Status, select, status};
use claimbook_core::model::{Claim, Day};
use claimbook_core::redact::{may_be_protected, redact_judged};
use claimbook_core::workspace::{Filed, Workspace};

use crate::stale::Base;

/// What tells the files, and the day from which they are seen, from what they were.
pub(crate) type State = (u64, Option<Day>);

/// A workspace, what follows from it, and where its claims are found. It never changes: after a change there is another.
pub(crate) struct Snapshot {
    /// As it may be shown.
    pub(crate) workspace: Arc<Workspace>,
    pub(crate) judgement: Judgement,
    /// The status of each claim, by its place in the workspace.
    pub(crate) statuses: Vec<Status>,
    /// The places of the claims, the newest first.
    pub(crate) order: Vec<usize>,
    /// As the files have it. The same as `workspace` where nothing is hidden.
    whole: Arc<Workspace>,
    /// The paths of claims whose own must not be shown, by what is shown instead.
    paths: HashMap<String, String>,
    by_name: HashMap<String, Vec<usize>>,
    state: Option<State>,
}

/// What a name in an address means.
pub(crate) enum Named<'s> {
    Claim(&'s Filed<Claim>),
    /// Two files with one handle.
    Several(Vec<&'s Filed<Claim>>),
    Nothing,
}

impl Snapshot {
    /// Reads the files.
    pub(crate) fn load(
        root: &Path,
        state: Option<State>,
        today: Option<Day>,
        unredacted: bool,
    ) -> Result<Self> {
        let workspace = Workspace::load(root)?;
        let judgement = Judgement::of(&workspace, today);
        if unredacted || !hides_something(&workspace) {
            let workspace = Arc::new(workspace);
            return Ok(Self::of(Arc::clone(&workspace), judgement, workspace, HashMap::new(), state));
        }
        let whole = Arc::new(workspace.clone());
        let (workspace, judgement, renamed) = redact_judged(workspace, judgement);
        let paths = whole.claims.iter().map(|claim| (renamed.claim(claim.path.clone()), claim.path.clone()));
        let paths = paths.filter(|(shown, path)| shown != path).collect();
        Ok(Self::of(Arc::new(workspace), judgement, whole, paths, state))
    }

    fn of(
        workspace: Arc<Workspace>,
        judgement: Judgement,
        whole: Arc<Workspace>,
        paths: HashMap<String, String>,
        state: Option<State>,
    ) -> Self {
        let statuses =
            workspace.claims.iter().map(|claim| status(&claim.data, &workspace.settings)).collect();
        let rows = workspace.rows(&judgement);
        let order = select(rows.as_slice(), &Selection::default(), Sort::Logged, |key| key);
        drop(rows);
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::with_capacity(workspace.claims.len());
        for (place, claim) in workspace.claims.iter().enumerate() {
            by_name.entry(claim.data.handle().unwrap_or_else(|| claim.path.clone())).or_default().push(place);
        }
        Snapshot { workspace, judgement, statuses, order, whole, paths, by_name, state }
    }

    /// Whether it was read of files in this state.
    pub(crate) fn is_of(&self, state: Option<State>) -> bool {
        state.is_some() && self.state == state
    }

    /// The claim that a name in an address means: a handle, or the path of a claim that has none; also an id, or a path.
    pub(crate) fn named(&self, name: &str) -> Named<'_> {
        let claims = |places: &[usize]| -> Vec<&Filed<Claim>> {
            places.iter().filter_map(|place| self.workspace.claims.get(*place)).collect()
        };
        match self.by_name.get(name).map(|places| claims(places)).as_deref() {
            Some([one]) => Named::Claim(one),
            Some(several) => Named::Several(several.to_vec()),
            None => {
                let fits = |claim: &&Filed<Claim>| {
                    let id = claim.data.id.as_ref();
                    claim.path == name || id.is_some_and(|id| id.as_str().eq_ignore_ascii_case(name))
                };
                self.workspace.claims.iter().find(fits).map_or(Named::Nothing, Named::Claim)
            }
        }
    }

    /// How an address names a claim: by its handle where no other has it, else by the path that is shown.
    pub(crate) fn name_of(&self, claim: &Filed<Claim>) -> String {
        let alone = |handle: &String| self.by_name.get(handle).is_none_or(|places| places.len() == 1);
        claim.data.handle().filter(alone).unwrap_or_else(|| claim.path.clone())
    }

    /// The path of the file of a claim that is shown.
    pub(crate) fn path_of<'s>(&'s self, claim: &'s Filed<Claim>) -> &'s str {
        self.paths.get(&claim.path).map_or(&claim.path, String::as_str)
    }

    /// What a form that changes a claim starts from: what its file says, and not what is shown of it.
    pub(crate) fn base_of(&self, claim: &Filed<Claim>) -> Option<Base> {
        self.whole.claim_at(self.path_of(claim)).map(|claim| Base::of(&claim.data))
    }

    /// The status of a claim.
    pub(crate) fn status_of(&self, claim: &Filed<Claim>) -> Status {
        status(&claim.data, &self.workspace.settings)
    }
}

/// Whether anything could have to be hidden: then two workspaces are kept, else one.
fn hides_something(workspace: &Workspace) -> bool {
    workspace.actors.iter().any(|actor| actor.data.is_protected())
        || workspace.documents.iter().any(|document| document.data.is_protected())
        || workspace.problems.iter().any(|problem| may_be_protected(&problem.path))
}
