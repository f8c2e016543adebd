//! Headings and their anchors.

use std::ops::Range;

use crate::diag::Code;
use crate::model::prose::{Block, Heading};

use super::events::Events;
use super::reader::Reader;
use super::slugs::slug;

impl<'t> Reader<'_, 't> {
    /// Reads a heading up to its end; `id` is the anchor that the editor gave it.
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: Option<String>,
        range: &Range<usize>,
        events: &mut Events<'t>,
    ) -> Block {
        self.end_paragraph();
        self.heading = Some(String::new());
        let line = self.whole_line(events);
        let words = self.heading.take().unwrap_or_default();
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
        let anchor = match id {
            None => self.slugs.next(&slug(&words)),
            Some(id) => self.own_anchor(&id, range),
        };
        Block::Heading(Heading { level: self.level, anchor, text: words.into() }, line)
    }

    /// An anchor that the editor wrote: once on the page, and none of those that the program adds.
    fn own_anchor(&mut self, id: &str, range: &Range<usize>) -> Box<str> {
        let is_ours = id.starts_with("page.");
        let free = if is_ours { None } else { self.slugs.claim(id) };
        free.unwrap_or_else(|| {
            let place = self.text[range.clone()].rfind(id).map_or(range.start, |place| range.start + place);
            let message = match is_ours {
                true => format!("the anchor `{id}` belongs to the program"),
                false => format!("two headings have the anchor `{id}`"),
            };
            let hint = if is_ours { "begin it with anything but `page.`" } else { "take another one" };
            self.error(Code::DuplicateAnchor, &(place..place + id.len()), message, hint);
            id.into()
        })
    }
}
