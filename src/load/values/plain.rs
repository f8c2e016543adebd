//! The plain forms of a value: words, prose, lists.
//!
//! Owns the wording of mistakes in them; knows no fields.

use crate::diag::Code;
use crate::load::markdown;
use crate::load::sink::Sink;
use crate::load::yaml::{Node, Value};
use crate::model::Prose;

/// The text of a single value.
pub(crate) fn text<'n>(sink: &mut Sink, node: &'n Node, expected: &str) -> Option<&'n str> {
    let text = node.as_text();
    if text.is_none() {
        let message = format!("expected {expected}; this is {}", node.described());
        sink.error(Code::WrongType, node.span, message, Some("write one value here"));
    }
    text
}

/// Plain words on one line.
pub(crate) fn words(sink: &mut Sink, node: &Node) -> Option<Box<str>> {
    let text = text(sink, node, "words")?.trim();
    if text.is_empty() {
        sink.error(Code::WrongType, node.span, "expected words; this is empty", Some("leave the field out"));
        return None;
    }
    Some(text.into())
}

/// Inline Markdown.
pub(crate) fn prose(sink: &mut Sink, node: &Node) -> Option<Prose> {
    match &node.value {
        Value::Scalar(scalar) => Some(markdown::inline(sink, scalar, node.span)),
        _ => {
            text(sink, node, "text");
            None
        }
    }
}

/// The items of a list.
pub(crate) fn list<'n>(sink: &mut Sink, node: &'n Node) -> &'n [Node] {
    if let Value::List(items) = &node.value {
        return items;
    }
    let message = format!("expected a list; this is {}", node.described());
    let hint = match node.as_text().filter(|text| text.len() < 40 && !text.contains(['[', ',', '\n'])) {
        Some(text) => format!("write `[{text}]`, or one `- item` a line"),
        None => "write `[a, b]`, or one `- item` a line".to_owned(),
    };
    sink.error(Code::WrongType, node.span, message, Some(&hint));
    &[]
}

/// The items of a list, each read in turn.
pub(crate) fn each<T>(
    sink: &mut Sink,
    node: &Node,
    mut read: impl FnMut(&mut Sink, &Node) -> Option<T>,
) -> Option<Vec<T>> {
    let items: Vec<T> = list(sink, node).iter().filter_map(|item| read(sink, item)).collect();
    matches!(node.value, Value::List(_)).then_some(items)
}
