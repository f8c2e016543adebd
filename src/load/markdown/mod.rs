//! Markdown to prose. The only room that knows a Markdown library.

mod amounts;
mod attributes;
mod blocks;
mod citations;
mod definitions;
mod events;
mod faults;
mod footnotes;
mod headings;
mod leftovers;
mod line;
mod links;
mod paragraphs;
mod placement;
mod reader;

pub(super) use reader::{article, inline};
