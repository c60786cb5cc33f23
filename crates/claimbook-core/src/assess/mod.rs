//! What follows from what the files say: pure functions of a loaded workspace. Nothing here is stored.

pub mod saw;
pub mod standing;

pub use standing::{Status, status};
