//! Takes the `{#id}` at the end of a heading off its words. Everything else in braces is text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::events::Placed;

/// Gives headings the ids that the editor wrote, and takes these out of what they say.
pub(super) fn take_own_ids<'t>(text: &'t str, events: Vec<Placed<'t>>) -> Vec<Placed<'t>> {
    let mut out: Vec<Placed<'t>> = Vec::with_capacity(events.len());
    let mut heading = None;
    for (event, range) in events {
        if let Event::Start(Tag::Heading { .. }) = event {
            heading = Some(out.len());
        }
        if let (Event::End(TagEnd::Heading(_)), Some(start)) = (&event, heading) {
            heading = None;
            take_own_id(text, &mut out, start);
        }
        out.push((event, range));
    }
    out
}

/// The same for the heading that starts at an event and ends with the last one.
fn take_own_id<'t>(text: &'t str, events: &mut Vec<Placed<'t>>, start: usize) {
    let inside = &events[start + 1..];
    let Some(open) = inside.last().and_then(|(_, last)| opening_brace(text, last.end)) else { return };
    // What goes on to both sides of the brace can only be text.
    let is_apart = inside.iter().all(|(event, range)| {
        range.start >= open || range.end <= open || matches!(event, Event::Text(_)) && is_literal(text, event, range)
    });
    if !is_apart || inside.first().is_none_or(|(_, first)| first.start > open) {
        return;
    }
    let id = &text[open + 2..inside.last().map_or(open + 2, |(_, last)| last.end - 1)];
    let mut kept: Vec<_> = events.drain(start + 1..).filter(|(_, range)| range.start < open).collect();
    if let Some((event, range)) = kept.last_mut().filter(|(_, range)| range.end > open) {
        range.end = open;
        *event = Event::Text(CowStr::Borrowed(&text[range.clone()]));
    }
    while let Some((event, range)) = kept.pop() {
        match event {
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(words) if words.trim().is_empty() => {}
            Event::Text(_) if text[range.clone()].ends_with(char::is_whitespace) => {
                let end = range.start + text[range.clone()].trim_end().len();
                kept.push((Event::Text(CowStr::Borrowed(&text[range.start..end])), range.start..end));
                break;
            }
            event => {
                kept.push((event, range));
                break;
            }
        }
    }
    events.extend(kept);
    if let (Event::Start(Tag::Heading { id: own, .. }), _) = &mut events[start] {
        *own = Some(CowStr::Borrowed(id));
    }
}

/// Whether a piece of text stands in the source as it reads.
fn is_literal(text: &str, event: &Event<'_>, range: &Range<usize>) -> bool {
    matches!(event, Event::Text(words) if **words == text[range.clone()])
}

/// Where the `{#` stands to which the `}` right before a byte belongs.
fn opening_brace(text: &str, end: usize) -> Option<usize> {
    let before = text[..end].strip_suffix('}')?;
    let open = before.rfind("{#")?;
    let id = &before[open + 2..];
    let is_id =
        !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c.is_control() || "{}<>\"'`\\[]".contains(c));
    let backslashes = text[..open].len() - text[..open].trim_end_matches('\\').len();
    (is_id && backslashes.is_multiple_of(2)).then_some(open)
}
