//! Verdicts that rest on what has changed.

use super::judgement::Working;
use crate::workspace::Workspace;

pub(super) fn judge(_workspace: &Workspace, _working: &mut Working) {}
