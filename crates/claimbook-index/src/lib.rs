//! The derived index of a workspace: what lists, reports and searches need of its files, kept so that only what changed
//! is read again. The files are the truth; whatever is kept here can be thrown away.

pub mod query;
