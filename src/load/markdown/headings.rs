//! Headings. Their anchors are made when it is known what references in them read as.

use std::ops::Range;

use crate::diag::Code;
use crate::model::prose::{Block, Heading, OwnAnchor};

use super::events::Events;
use super::reader::Reader;

impl<'t> Reader<'_, 't> {
    /// Reads a heading up to its end; `id` is the anchor that the editor gave it.
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        range: &Range<usize>,
        events: &mut Events<'t>,
    ) -> Block {
        self.end_paragraph();
        let number = self.headings;
        self.headings += 1;
        let line = self.whole_line(events);
        self.end_paragraph();
        let last = self.level;
        if level == 1 || level > last + 1 {
            let (message, hint) = match level {
                1 => (
                    "a heading of level 1 stands in the text".to_owned(),
                    "the title of the article is the heading of level 1; start with `##`",
                ),
                _ => (
                    format!("a heading of level {level} follows one of level {last}"),
                    "leave out no level: `##`, then `###`",
                ),
            };
            self.error(Code::HeadingSkip, range, message, hint);
        }
        self.level = level.max(2);
        let own = id.map(|id| {
            let start = self.text[range.clone()].rfind(id).map_or(range.start, |place| range.start + place);
            OwnAnchor { id: id.into(), span: self.span(&(start..start + id.len())) }
        });
        Block::Heading(Heading { level: self.level, number, own, span: self.span(range) }, line)
    }
}
