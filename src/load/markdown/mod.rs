//! Markdown to prose. The only room that knows a Markdown library.

mod amounts;
mod events;
mod line;
mod links;
mod paragraphs;
mod percent;
mod placement;
mod reader;
mod slugs;

pub(crate) use percent::percent_decoded;
pub(super) use reader::{article, inline};
