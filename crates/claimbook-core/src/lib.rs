//! stub

pub mod assess;
pub mod digest;
mod error;
pub mod ledger;
pub mod model;
pub mod near;
pub mod quote;
pub mod redact;
pub mod schema;
pub mod workspace;
pub mod yaml;

pub use error::{Error, Result};
