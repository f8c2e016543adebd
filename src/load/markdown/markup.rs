//! Small steps from Markdown to HTML: events as markup parted at its holes, anchors of headings.

use pulldown_cmark::{Event, Tag, TagEnd, html};

use crate::model::Piece;

/// Stands around the number of a hole while the Markdown library writes HTML. Never part of a text: it is a
/// noncharacter, and is replaced on reading.
pub(super) const MARK: char = '\u{FDD0}';

/// Writes events as HTML and parts it at the holes.
pub(super) fn pieces(events: Vec<Event<'_>>, holes: &mut [Piece]) -> Vec<Piece> {
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    let mut pieces = Vec::new();
    for (index, part) in out.split(MARK).enumerate() {
        match part.parse::<usize>() {
            Ok(number) if index % 2 == 1 => pieces.extend(holes.get(number).cloned()),
            _ if part.is_empty() => {}
            _ => pieces.push(Piece::Markup(part.into())),
        }
    }
    pieces
}

/// A note of one paragraph stands in its list item without one.
pub(super) fn without_outer_paragraph(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let paragraphs = events.iter().filter(|event| matches!(event, Event::Start(Tag::Paragraph))).count();
    if paragraphs == 1 {
        events.retain(|event| !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)));
    }
    events
}

/// The anchor of a heading by the rule of code hosts: lower case, spaces as hyphens, no punctuation.
pub(super) fn slug(words: &str) -> String {
    words
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '-' | '_' => Some(character),
            _ => character.is_alphanumeric().then_some(character),
        })
        .collect()
}
