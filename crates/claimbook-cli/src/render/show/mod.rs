//! Pages about one record.

mod actor;
mod claim;
mod document;
mod page;

pub(crate) use actor::actor;
pub(crate) use claim::claim;
pub(crate) use document::document;
