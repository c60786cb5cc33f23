//! Reads a text: its paragraphs, sentences and quotations, and its attributed statements.
//!
//! A library that knows text and no claim file. It never prints, and never reads the clock, the environment or a file: the same text
//! gives the same answer on every run and every machine.
//!
//! - [`read`]: a text in, a [`Reading`] out: who said what, when, through whom, leaning on whom, with a claim drafted from each.
//! - [`text`]: paragraphs, sentences, tokens, quotations.
//! - [`attributions`]: only the places of source, cue and content, in the terms of PARC (Pareti 2012).
//!
//! All offsets are Unicode code points, ends exclusive.

mod attribution;
pub mod dates;
pub mod language;
#[doc(hidden)]
pub mod model;
mod reading;
mod rules;
mod span;
pub mod speakers;
pub mod statement;
pub mod text;

pub use attribution::{Attribution, Rendering};
#[doc(hidden)]
pub use reading::read_all;
pub use reading::{Engine, Head, Options, Reading, Statement, attributions, head, read};
pub use span::Span;
