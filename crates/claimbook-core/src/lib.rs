//! Claims, who asserted them, and on what evidence they stand.

pub mod yaml;
