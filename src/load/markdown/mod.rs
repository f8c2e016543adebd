//! Markdown to prose. The only room that knows a Markdown library.

mod amounts;
mod events;
mod footnotes;
mod headings;
mod line;
mod links;
mod paragraphs;
mod placement;
mod reader;
mod slugs;

pub(super) use reader::{article, inline};
