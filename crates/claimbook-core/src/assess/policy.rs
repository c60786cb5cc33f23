//! What the workspace's policy demands of a verdict.

use super::judgement::Working;
use crate::model::Day;
use crate::workspace::Workspace;

pub(super) fn judge(_workspace: &Workspace, _today: Option<Day>, _working: &mut Working) {}
