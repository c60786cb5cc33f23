//! Reading an article: bytes in, plain data out. What kind of file it is, its text in one fixed form, its title and date where it
//! has them, and its sentences. Nothing here knows a workspace or a terminal.

mod decode;
mod html;
mod kind;
mod markdown;
mod normalise;
mod sentences;
mod text;

pub(crate) use kind::{Kind, kind_of};
pub(crate) use normalise::normalise;
pub(crate) use sentences::{Sentence, paragraphs, sentences};
pub(crate) use text::{Article, ArticleError, MAX_BYTES, read};
