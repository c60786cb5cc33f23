//! How many origins the evidence for and against a claim has. Lineage can show that two documents share an origin;
//! it can never show that two origins are independent: that is a person's finding, with a reason (`attested`).

use super::judgement::Working;
use crate::model::Direction;
use crate::workspace::Workspace;

/// The origins of a claim's active evidence, on each side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// Of what speaks for it.
    pub supports: Side,
    /// Of what speaks against it.
    pub refutes: Side,
}

/// The origins of the evidence on one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// How many active evidence lines there are.
    pub lines: usize,
    /// The origins that are named, by key, sorted: bodies and people, and documents where nobody stands behind them.
    pub named: Vec<String>,
    /// How many of them count as independent of each other: one where there is any, more where somebody attested it.
    pub attested: usize,
    /// Documents whose lineage nobody recorded, by key, sorted: they add no origin.
    pub unrecorded: Vec<String>,
    /// Documents that cite each other in a circle with no beginning, by key, sorted: they add no origin.
    pub circular: Vec<String>,
}

impl Origins {
    /// The side that evidence of this direction is on; context is on none.
    pub fn side(&self, direction: &Direction) -> Option<&Side> {
        match direction {
            Direction::Supports => Some(&self.supports),
            Direction::Refutes => Some(&self.refutes),
            Direction::Context | Direction::Unknown(_) => None,
        }
    }
}

impl Side {
    /// The best credibility that a line on this side may carry (STANAG 2511): 1, confirmed by other sources, needs a
    /// second origin that somebody attested to be independent.
    pub fn best_credibility(&self) -> i64 {
        if self.attested >= 2 { 1 } else { 2 }
    }
}

pub(super) fn judge(_workspace: &Workspace, _working: &mut Working) {}
