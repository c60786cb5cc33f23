//! Claims that are much like one that is about to be made: looked for, told, and offered in its place.

use std::cell::OnceCell;

use claimbook_core::assess::status;
use claimbook_core::redact::{Renamed, redact};
use claimbook_core::workspace::Workspace;
use claimbook_index::{Like, Wordings};

use crate::ask::Key;
use crate::error::Result;
use crate::render::alike::{Alike, choices, keys};
use crate::render::{Look, handle};
use crate::ui::Ui;

/// The claims of a workspace, as far as others are held against them.
pub(crate) struct Claims<'w> {
    workspace: &'w Workspace,
    wordings: Wordings,
    /// Made where it is needed: as outsiders may see them.
    outside: Option<OnceCell<Box<Outside>>>,
}

struct Outside {
    workspace: Workspace,
    renamed: Renamed,
    wordings: Wordings,
}

impl<'w> Claims<'w> {
    /// As those may see them who read what a command complains of.
    pub(crate) fn told(ui: &Ui, workspace: &'w Workspace) -> Self {
        let outside = !ui.complains_to_terminal() && has_secrets(workspace);
        Claims { outside: outside.then(OnceCell::new), ..Claims::of(workspace) }
    }

    /// As the desk sees them.
    pub(crate) fn of(workspace: &'w Workspace) -> Self {
        Claims { workspace, wordings: wordings(workspace), outside: None }
    }

    /// Those that are much like a wording, but for some paths: three at most, the most like it first.
    pub(crate) fn like(&self, wording: &str, but: &[&str]) -> Vec<Alike> {
        let found = found(self.workspace, &self.wordings, wording, but);
        let Some(outside) = self.outside.as_ref().filter(|_| !found.is_empty()) else { return found };
        // What must not be told must not be found either.
        let outside = outside.get_or_init(|| {
            let (workspace, renamed) = redact(self.workspace.clone());
            Box::new(Outside { wordings: wordings(&workspace), workspace, renamed })
        });
        let but: Vec<String> = but.iter().map(|path| outside.renamed.claim((*path).to_owned())).collect();
        let but: Vec<&str> = but.iter().map(String::as_str).collect();
        self::found(&outside.workspace, &outside.wordings, wording, &but)
    }
}

fn wordings(workspace: &Workspace) -> Wordings {
    Wordings::of(&workspace.claims.iter().map(|filed| filed.data.claim.as_str()).collect::<Vec<_>>())
}

fn found(workspace: &Workspace, wordings: &Wordings, wording: &str, but: &[&str]) -> Vec<Alike> {
    let counts = |at: usize| {
        but.is_empty() || workspace.claims.get(at).is_some_and(|filed| !but.contains(&filed.path.as_str()))
    };
    let alike = |like: Like| {
        let filed = workspace.claims.get(like.at)?;
        Some(Alike {
            handle: handle(filed),
            path: filed.path.clone(),
            status: status(&filed.data, &workspace.settings),
            wording: filed.data.claim.clone(),
            figure: like.figure,
            not: like.not,
        })
    };
    wordings.like(wording, counts).into_iter().filter_map(alike).collect()
}

/// Whether anything must not be told to everybody: a record that cannot be read may say so, too.
fn has_secrets(workspace: &Workspace) -> bool {
    workspace.public_actors().count() < workspace.actors.len()
        || workspace.public_documents().count() < workspace.documents.len()
        || workspace.broken().next().is_some()
}

/// Says which claims are much like the one that `subject` names.
pub(crate) fn warn(ui: &mut Ui, subject: &str, alike: &[Alike]) {
    for one in alike {
        ui.warning(&format!("{subject} is much like {}", one.line()));
    }
}

/// Says what to type where one of them is meant. `new` is how the one is named that is made all the same.
pub(crate) fn hint(ui: &mut Ui, alike: &[Alike], new: &str) {
    let Some(first) = alike.first() else { return };
    let name = &first.handle;
    ui.hint(&format!(
        "If it is the same: claimbook assert {name} --by NAME …, and claimbook drop {new} --because \"It is {name}.\""
    ));
    let tie = |one: &Alike, tie: &str| format!("claimbook link {new} {tie} {}", one.handle);
    if let Some(one) = alike.iter().find(|one| one.not) {
        ui.hint(&format!("If the two cannot both be true: {}", tie(one, "contradicts")));
    } else if let Some(one) = alike.iter().find(|one| one.figure) {
        ui.hint(&format!("If it is a newer figure: {}", tie(one, "updates")));
    }
}

/// What a person wants who was shown claims that are much like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    /// That one, at this path, was said again.
    That(String),
    /// The claim is another all the same.
    Another,
    /// Neither.
    Back,
}

/// Asks with one key. `stop` says which key leads back, and what that is called: `q stop`.
pub(crate) fn choose(
    alike: &[Alike],
    stop: &str,
    look: Look,
    mut show: impl FnMut(&str) -> Result<()>,
    mut key: impl FnMut(&str) -> Result<Key>,
) -> Result<Choice> {
    show(&choices(alike, look))?;
    let question = keys(alike.len(), stop);
    loop {
        let choice = match key(&question)? {
            Key::Enter => Choice::Another,
            Key::End => Choice::Back,
            Key::Char(letter) if stop.starts_with(letter.to_ascii_lowercase()) => Choice::Back,
            Key::Char(digit) => {
                let place = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
                match place.and_then(|place| alike.get(place)) {
                    Some(one) => Choice::That(one.path.clone()),
                    None => {
                        show("\n")?;
                        continue;
                    }
                }
            }
            Key::Other => {
                show("\n")?;
                continue;
            }
        };
        let said = match &choice {
            Choice::That(path) => {
                alike.iter().find(|one| one.path == *path).map_or("", |one| one.handle.as_str())
            }
            Choice::Another => "another",
            Choice::Back => stop.split_once(' ').map_or("", |(_, word)| word),
        };
        show(&format!("{said}\n"))?;
        return Ok(choice);
    }
}
