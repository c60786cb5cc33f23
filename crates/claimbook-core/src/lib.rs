//! stub

pub mod model;
pub mod quote;
pub mod yaml;
