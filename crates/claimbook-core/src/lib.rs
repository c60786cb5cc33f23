//! stub

pub mod model;
pub mod yaml;
