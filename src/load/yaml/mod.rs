//! YAML as a tree in which every key and value knows its place.
//!
//! The only room that knows a YAML library. Two of them read every text: one lays out the tree, with places and limits, and
//! the other fills in its words; where they do not agree the text is refused, so that no slip of one is ever published.

mod node;
mod places;
mod words;

use crate::diag::{Diagnostics, LineIndex};
use crate::model::FileId;

pub use node::{Node, Scalar, Style, Value};

/// Reads the one document of a text. Positions are those of `file`, `lines_before` lines further down.
///
/// Reports syntax errors, duplicate keys and what is beyond the limits; `None` where nothing can be read.
pub fn parse(lines: &LineIndex, file: FileId, lines_before: u32, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut node = places::lay_out(lines, file, lines_before, diagnostics)?;
    match words::fill(&mut node, lines, lines_before) {
        Ok(()) => Some(node),
        Err(place) => {
            words::refuse(place, diagnostics);
            None
        }
    }
}
