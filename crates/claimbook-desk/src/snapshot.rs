//! The workspace as it was looked at last: what every page is answered from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use claimbook_core::assess::{Row, Rows as _, Selection, Sort, Status, select};
use claimbook_core::digest;
use claimbook_core::model::{Claim, Day};
use claimbook_core::redact::may_be_protected;
use claimbook_core::workspace::{Record, Workspace};
use claimbook_index::Wordings;
use claimbook_index::view::{AllRows, Looking, Opened, Said, View, ViewError};
use rayon::prelude::*;

use crate::choices::Choices;
use crate::stale::Base;

/// What tells the files, and the day from which they are seen, from what they were.
pub(crate) type State = (u64, Option<Day>);

/// What the name of a claim begins with whose path must not be shown, where it has no handle of its own.
const HIDDEN: &str = "hidden-";
/// The number of a status that is none of those that are known.
const UNKNOWN: u8 = u8::MAX;

/// How the workspace is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seeing<'a> {
    pub(crate) root: &'a Path,
    /// What tells this program from others, where what was worked out is kept for the next look.
    pub(crate) program: Option<u64>,
    pub(crate) today: Option<Day>,
    pub(crate) unredacted: bool,
    /// What nobody can guess, for names of what must not be named.
    pub(crate) secret: &'a str,
}

/// A workspace, what follows from it, and where its claims are found. It never changes: after a change there is another.
pub(crate) struct Snapshot {
    /// As it may be shown.
    pub(crate) view: View,
    root: PathBuf,
    secret: String,
    /// The status of each claim, by the place of its row: where it stands among all, or [`UNKNOWN`].
    statuses: Vec<u8>,
    /// The places of the rows, the newest first.
    pub(crate) order: Vec<usize>,
    /// The handles as numbers, in their order, each with the place of its row.
    handles: Vec<(u32, u32)>,
    /// The places of the rows by the paths that claims have in the view.
    paths: HashMap<String, usize>,
    bases: Bases,
    state: Option<State>,
    choices: OnceLock<Choices>,
    wordings: OnceLock<Wordings>,
}

/// What forms start from: what the file of a claim says, and not what is shown of it.
enum Bases {
    /// What is shown is what the file says.
    Shown,
    /// The file says it.
    Files,
    /// It was noted when all files were read, by path.
    Noted(HashMap<String, Base>),
}

/// What a name in an address means.
pub(crate) enum Named {
    /// The place of its row.
    Claim(usize),
    /// Two files with one handle.
    Several(Vec<usize>),
    Nothing,
}

impl Snapshot {
    /// Looks at the files: what was kept of them is believed where `trusts` says so.
    pub(crate) fn of(seeing: Seeing<'_>, state: Option<State>, trusts: bool) -> Result<Self, ViewError> {
        let (mut view, mut bases) = look(seeing, trusts)?;
        // What was made from all files is kept by now, and then need not be held in memory.
        if seeing.program.is_some() && !view.is_from_kept() {
            (view, bases) = look(seeing, true)?;
        }
        let rows = view.rows()?;
        let order = select(&rows, &Selection::default(), Sort::Logged, |key| key);
        let brief = |place: usize| {
            let row = rows.row(place);
            let handle = row.handle().and_then(|handle| u32::from_str_radix(&handle, 16).ok());
            (status_number(&row.status), handle, view.path_here(&row))
        };
        let briefs: Vec<_> = (0..rows.len()).into_par_iter().map(brief).collect();
        rows.check()?;
        let statuses = briefs.iter().map(|(status, ..)| *status).collect();
        let handles = (0u32..).zip(&briefs).filter_map(|(place, (_, handle, _))| Some(((*handle)?, place)));
        let mut handles: Vec<(u32, u32)> = handles.collect();
        handles.sort_unstable();
        let paths = briefs.into_iter().enumerate().map(|(place, (.., path))| (path, place)).collect();
        drop(rows);
        Ok(Snapshot {
            view,
            root: seeing.root.to_owned(),
            secret: seeing.secret.to_owned(),
            statuses,
            order,
            handles,
            paths,
            bases,
            state,
            choices: OnceLock::new(),
            wordings: OnceLock::new(),
        })
    }

    /// Works out now what the first search and the first page of a claim would have to.
    pub(crate) fn get_ready(&self) {
        if let Ok(rows) = self.rows() {
            self.view.get_ready(&rows);
            let _ = self.choices(&rows);
        }
    }

    /// Whether it was read of files in this state.
    pub(crate) fn is_of(&self, state: Option<State>) -> bool {
        state.is_some() && self.state == state
    }

    /// The settings, and what actors and documents are called.
    pub(crate) fn names(&self) -> &Workspace {
        self.view.workspace()
    }

    /// The rows of all claims.
    pub(crate) fn rows(&self) -> Result<AllRows<'_>, ViewError> {
        self.view.rows()
    }

    /// The status of the claim at a place; where it is none of those that are known, none.
    pub(crate) fn known_status(&self, place: usize) -> Option<&'static Status> {
        Status::ALL.get(usize::from(*self.statuses.get(place)?))
    }

    /// The places of the rows that something takes, the newest first.
    pub(crate) fn taken(&self, takes: impl Fn(&usize) -> bool + Sync + Send) -> Vec<usize> {
        self.order.par_iter().copied().filter(takes).collect()
    }

    /// The place of the row of a claim, by the path that it has in the view.
    pub(crate) fn place_at(&self, path: &str) -> Option<usize> {
        self.paths.get(path).copied()
    }

    /// What is typed again and again: topics, speakers.
    pub(crate) fn choices(&self, rows: &AllRows<'_>) -> &Choices {
        self.choices.get_or_init(|| Choices::of(rows))
    }

    /// The wordings of all claims, as they are shown, by the places of their rows; made where somebody first asks for them.
    pub(crate) fn wordings(&self, rows: &AllRows<'_>) -> &Wordings {
        self.wordings.get_or_init(|| {
            let texts: Vec<String> = (0..rows.len()).map(|place| rows.row(place).claim.to_owned()).collect();
            Wordings::of(&texts.iter().map(String::as_str).collect::<Vec<_>>())
        })
    }

    /// The claim that a name in an address means: a handle, or the path of a claim that has none; also an id, or a path.
    pub(crate) fn named(&self, rows: &AllRows<'_>, name: &str) -> Named {
        let with_handle = |handle: &str| -> Vec<usize> {
            let is_handle = handle.len() == 8 && handle.bytes().all(|byte| byte.is_ascii_hexdigit());
            let Some(number) = u32::from_str_radix(handle, 16).ok().filter(|_| is_handle) else {
                return Vec::new();
            };
            let from = self.handles.partition_point(|(other, _)| *other < number);
            let them = self.handles.get(from..).unwrap_or_default().iter();
            them.take_while(|(other, _)| *other == number).map(|(_, place)| *place as usize).collect()
        };
        match with_handle(name).as_slice() {
            [one] => return Named::Claim(*one),
            [] => {}
            several => return Named::Several(several.to_vec()),
        }
        if name.starts_with(HIDDEN) {
            let mut places = 0..rows.len();
            let is_it = |place: &usize| self.name_of(&rows.row(*place)) == name;
            return places.find(is_it).map_or(Named::Nothing, Named::Claim);
        }
        // A path that must not be shown names nothing: else one could guess.
        let at_path = self.place_at(name).filter(|place| !rows.row(*place).hidden);
        let with_id = || {
            let ending = name.get(name.len().checked_sub(8)?..)?;
            let is_it = |place: &usize| rows.row(*place).id.is_some_and(|id| id.eq_ignore_ascii_case(name));
            with_handle(ending).into_iter().find(is_it)
        };
        at_path.or_else(with_id).map_or(Named::Nothing, Named::Claim)
    }

    /// The places of the claims whose handle begins with what was typed, where that can be one.
    pub(crate) fn with_handle(&self, typed: &str) -> &[(u32, u32)] {
        let digits = typed.bytes().all(|byte| byte.is_ascii_hexdigit());
        let missing = 8_usize.checked_sub(typed.len()).filter(|missing| *missing <= 4 && digits);
        let number = missing.zip(u32::from_str_radix(typed, 16).ok());
        let Some((missing, number)) = number else { return &[] };
        let bits = 4 * u32::try_from(missing).unwrap_or_default();
        let from = self.handles.partition_point(|(handle, _)| handle >> bits < number);
        let rest = self.handles.get(from..).unwrap_or_default();
        let end = rest.partition_point(|(handle, _)| handle >> bits == number);
        rest.get(..end).unwrap_or_default()
    }

    /// How an address names a claim: by its handle where no other has it, else by the path that is shown.
    pub(crate) fn name_of(&self, row: &Row<'_>) -> String {
        let alone = |handle: &str| {
            let number = u32::from_str_radix(handle, 16).unwrap_or_default();
            let from = self.handles.partition_point(|(other, _)| *other < number);
            self.handles.get(from + 1).is_none_or(|(other, _)| *other != number)
        };
        match row.handle().filter(|handle| alone(handle)) {
            Some(handle) => handle.into_owned(),
            None if row.hidden => {
                let mut digits = digest::hex(format!("{} {}", self.secret, row.path).as_bytes());
                digits.truncate(16);
                format!("{HIDDEN}{digits}")
            }
            None => row.path.to_owned(),
        }
    }

    /// What the file of a claim says, where that is not what is shown of it; to be asked before the claim is opened, so that opening it
    /// notices where it changed in between.
    pub(crate) fn base_beside(&self, row: &Row<'_>) -> Option<Base> {
        match &self.bases {
            Bases::Shown => None,
            Bases::Noted(bases) => bases.get(row.path).cloned(),
            Bases::Files => {
                let records = Workspace::read_files(&self.root, &[row.path]);
                records.iter().find_map(|record| match record {
                    Record::Claim(filed) => Some(Base::of(&filed.data)),
                    _ => None,
                })
            }
        }
    }

    /// What a form that changes a claim starts from.
    pub(crate) fn base_of(&self, beside: Option<Base>, claim: &Claim) -> Option<Base> {
        match self.bases {
            Bases::Shown => Some(Base::of(claim)),
            Bases::Noted(_) | Bases::Files => beside,
        }
    }

    /// The claims at some places, whole, with all that they name and all that they are tied to.
    pub(crate) fn open_around(&self, rows: &AllRows<'_>, place: usize) -> Result<Opened<'_>, ViewError> {
        let around = self.view.around(rows, place)?;
        self.view.open(rows, around.into_iter().chain([place]))
    }

    /// How many files cannot be read.
    pub(crate) fn broken(&self) -> usize {
        self.names().broken().count()
    }
}

/// In what is shown, and nowhere else.
impl Said for Snapshot {
    fn any(&self, fits: &dyn Fn(&claimbook_core::assess::Said<'_>) -> bool) -> bool {
        let rows = self.rows();
        rows.is_ok_and(|rows| (0..rows.len()).any(|place| rows.row(place).assertions.iter().any(fits)))
    }
}

fn look(seeing: Seeing<'_>, trusts: bool) -> Result<(View, Bases), ViewError> {
    let Seeing { root, program, today, unredacted, .. } = seeing;
    let looking =
        Looking { root, program, trusts, today, as_of: None, judged: true, unredacted, searching: false };
    let mut bases = Bases::Shown;
    let (view, _) = View::new(looking, |whole, _| -> Result<Selection, ViewError> {
        if !unredacted && hides_something(whole) {
            let noted = whole.claims.par_iter().map(|filed| (filed.path.clone(), Base::of(&filed.data)));
            bases = Bases::Noted(noted.collect());
        }
        Ok(Selection::default())
    })?;
    if view.is_from_kept() && matches!(bases, Bases::Noted(_)) {
        bases = Bases::Files;
    }
    Ok((view, bases))
}

/// Whether anything could have to be hidden.
fn hides_something(workspace: &Workspace) -> bool {
    workspace.actors.iter().any(|actor| actor.data.is_protected())
        || workspace.documents.iter().any(|document| document.data.is_protected())
        || workspace.problems.iter().any(|problem| may_be_protected(&problem.path))
}

/// Where a status stands among all.
fn status_number(status: &Status) -> u8 {
    let place = Status::ALL.iter().position(|known| known == status);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(UNKNOWN)
}
