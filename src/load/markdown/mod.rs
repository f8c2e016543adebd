//! Markdown to prose. The only room that knows a Markdown library.

mod amounts;
mod markup;
mod prose_links;
mod writer;

pub(super) use writer::{article, inline};
