//! The desk in a browser: a workspace's files as pages to read and to work in, on this machine alone.
//!
//! - [`Door`] takes a port of this machine, which nobody else reaches.
//! - [`Desk`] holds the workspace as it was read last, and writes through the same steps as the commands.
//! - [`serve`] answers until it is told to end.
//!
//! Whoever opens the desk first needs its [`Secret`], which is printed where it was started. What a page of somebody else's, another
//! user of this machine or a slow client may try is turned away in `guard` before any page is asked for.
//!
//! The crate reads no clock and no environment: time, chance and what tells of changes are arguments.
#![warn(missing_docs)]

mod assets;
mod body;
mod changes;
mod choices;
mod desk;
mod door;
mod ending;
mod frame;
mod guard;
mod pages;
mod refusal;
mod routes;
mod secret;
mod serve;
mod snapshot;
mod stale;
#[cfg(test)]
mod testing;
mod texts;
mod upload;

pub use desk::{Desk, Setup};
pub use door::{Door, DoorError};
pub use secret::Secret;
pub use serve::serve;
