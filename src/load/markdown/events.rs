//! What the Markdown library finds, and which of it belongs to a line.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Event, Tag};

/// What the library finds, with its place in the text.
pub(super) type Events<'t> = Peekable<IntoIter<(Event<'t>, Range<usize>)>>;

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

/// The words up to the end of a link or an image, without markup.
pub(super) fn plain_words(events: &mut Events<'_>) -> String {
    let mut words = String::new();
    let mut open = 1;
    for (event, _) in events.by_ref() {
        match event {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    words
}
