//! Reading an article's file: bytes in, plain data out. What kind of file it is, its text in one fixed form, its title and date
//! where it has them. Nothing here knows a workspace or a terminal; what the text says, `claimbook-reader` reads.

mod decode;
mod html;
mod kind;
mod markdown;
mod normalise;
mod text;

pub(crate) use kind::{Kind, kind_of};
pub(crate) use normalise::normalise;
pub use text::ArticleError;
pub(crate) use text::{Article, MAX_BYTES, read};
