//! What the Markdown library finds, and which of it belongs to a line.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

/// What the library finds, with its place in the text.
pub(super) type Events<'t> = Peekable<IntoIter<Placed<'t>>>;

/// One of them with its place.
pub(super) type Placed<'t> = (Event<'t>, Range<usize>);

/// A link or an image as the library finds it.
pub(super) struct Found<'t> {
    pub(super) link_type: LinkType,
    pub(super) url: CowStr<'t>,
    pub(super) title: CowStr<'t>,
}

impl Found<'_> {
    /// The title that the editor gave it.
    pub(super) fn title(&self) -> Option<Box<str>> {
        let title = self.title.trim();
        (!title.is_empty()).then(|| title.into())
    }
}

/// How deep blocks and marks may stand inside each other: more than any text needs, and few enough for a stack.
pub(super) const DEEPEST: usize = 64;

/// Takes what the library finds, and leaves out what is nested too deep; with the first place of such.
pub(super) fn not_too_deep<'t>(found: impl Iterator<Item = Placed<'t>>) -> (Vec<Placed<'t>>, Option<Range<usize>>) {
    let (mut events, mut first, mut depth) = (Vec::new(), None, 0);
    for (event, range) in found {
        // An item stands as deep as its list.
        let opens = matches!(&event, Event::Start(tag) if *tag != Tag::Item);
        let closes = matches!(&event, Event::End(tag) if *tag != TagEnd::Item);
        depth += usize::from(opens);
        if depth > DEEPEST {
            first.get_or_insert(range);
        } else {
            events.push((event, range));
        }
        depth -= usize::from(closes);
    }
    (events, first)
}

/// Whether a tag opens a block.
pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// Whether an event belongs to a line: not the end of anything, and not a block.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !is_block(tag),
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// Whether a link is one of our own additions: a reference, or citations.
pub(super) fn is_addition(link: LinkType) -> bool {
    match link {
        LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown => true,
        link => matches!(link, LinkType::WikiLink { .. }),
    }
}

/// The words up to the end of a link or an image, without markup, and the place of the first thing that is no words.
pub(super) fn plain_words(events: &mut Events<'_>) -> (String, Option<Range<usize>>) {
    let (mut words, mut other) = (String::new(), None);
    let mut open = 1;
    for (event, range) in events.by_ref() {
        match event {
            Event::Start(tag) => {
                open += 1;
                if matches!(tag, Tag::Link { link_type, .. } if is_addition(link_type)) {
                    other.get_or_insert(range);
                }
            }
            Event::End(_) => open -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::FootnoteReference(_) => _ = other.get_or_insert(range),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    (words, other)
}
