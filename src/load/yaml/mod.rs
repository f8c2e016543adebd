//! YAML as a tree in which every key and value knows its place.
//!
//! The only room that knows a YAML library. Two of them read every text: one lays out the tree, with places and limits, and
//! the other fills in its words; where they do not agree the text is refused, so that no slip of one is ever published.

mod node;
mod places;
mod refusals;
mod upkeep;
mod words;

use crate::diag::{Diagnostics, LineIndex};
use crate::model::FileId;

pub use node::{Node, Scalar, Style, Value};

/// Reads the one document of a text. Positions are those of `file`, `lines_before` lines further down.
///
/// Reports syntax errors, duplicate keys and what is beyond the limits; `None` where nothing can be read.
pub fn parse(lines: &LineIndex, file: FileId, lines_before: u32, diagnostics: &mut Diagnostics) -> Option<Node> {
    let places::Layout { mut node, has_tags, has_merge_keys } =
        places::lay_out(lines, file, lines_before, diagnostics)?;
    if let Err(place) = words::fill(&mut node, lines, lines_before) {
        // A text whose tags have been reported is not called ambiguous as well.
        if !has_tags {
            words::refuse(place, diagnostics);
        }
        return None;
    }
    if has_merge_keys {
        upkeep::merge(&mut node);
    }
    if lines.text().contains('\\') {
        upkeep::clean(&mut node, diagnostics);
    }
    Some(node)
}
