//! Passages of a text: taking a quote from it, finding a quote in it again, and the nearest passage where it is not there.
//!
//! A quote is held by the text quote selector (exact, prefix, suffix) and the text position selector (start, end) of the W3C
//! Web Annotation model. Offsets are Unicode code points, counted from 0; `end` is the first code point after the passage.
//!
//! ```
//! use claimbook_core::quote::{Found, Quote, Text};
//!
//! let text = Text::new("The mayor said the bridge was safe. The engineer said it was not.");
//! let taken = text.select(15, 34).unwrap();
//! assert_eq!(taken.exact, "the bridge was safe");
//! assert_eq!(text.find(&Quote::from(&taken)), Found::Once { start: 15, end: 34 });
//! assert_eq!(text.find(&Quote::new("the bridge was unsafe")), Found::Nowhere);
//! ```

mod differs;
mod find;
mod fold;
mod nearest;
mod parts;
mod resolve;
mod select;
mod sentence;
mod text;

pub use differs::Differs;
pub use find::{Found, Quote};
pub use nearest::Near;
pub use parts::PartsError;
pub(crate) use resolve::AtPlace;
pub use resolve::{Changed, Resolved, Resolver};
pub use select::Selectors;
pub use text::Text;
