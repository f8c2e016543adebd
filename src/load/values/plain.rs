//! The plain forms of a value: words, prose, lists.
//!
//! Owns the wording of mistakes in them; knows no fields.

use std::ops::Range;

use crate::diag::Code;
use crate::load::markdown;
use crate::load::sink::Sink;
use crate::load::yaml::{Node, Style, Value};
use crate::model::Prose;

/// The text of a single value without the blanks around it, of whatever kind they are.
pub(crate) fn text<'n>(sink: &mut Sink, node: &'n Node, expected: &str) -> Option<&'n str> {
    let text = node.as_text();
    if text.is_none() {
        let message = format!("expected {expected}; this is {}", node.described());
        sink.error(Code::WrongType, node.span, message, Some("write one value here"));
    }
    text.map(str::trim)
}

/// Plain words on one line.
pub(crate) fn words(sink: &mut Sink, node: &Node) -> Option<Box<str>> {
    let text = text(sink, node, "words")?;
    if text.is_empty() {
        sink.error(Code::WrongType, node.span, "expected words; this is empty", Some("leave the field out"));
        return None;
    }
    without_references(sink, node);
    Some(text.into())
}

/// Reports the syntax of references, citations, footnotes and images in a field that is plain text.
fn without_references(sink: &mut Sink, node: &Node) {
    let Value::Scalar(scalar) = &node.value else { return };
    let Some(range) = reference_in(&scalar.text) else { return };
    let characters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let span = match scalar.style {
        Style::Exact(quotes) => {
            node.span.within(quotes + characters(&scalar.text[..range.start]), characters(&scalar.text[range.clone()]))
        }
        Style::Loose => node.span,
    };
    let message = format!("`{}` is not read here: this field is plain text", &scalar.text[range]);
    let hint = "write the words themselves; references and citations belong in texts such as `note` and `purpose`";
    sink.error(Code::ReferenceInPlainText, span, message, Some(hint));
}

/// The first stretch of a text that would be a reference, a citation, a footnote or an image in prose.
fn reference_in(text: &str) -> Option<Range<usize>> {
    text.match_indices(['[', '!']).find_map(|(start, _)| {
        let rest = &text[start..];
        let (opens, closes) = [("[[", "]]"), ("[@", "]"), ("[^", "]"), ("![", ")")]
            .into_iter()
            .find(|(opens, _)| rest.starts_with(opens))?;
        let end = rest[opens.len()..].find(closes)?;
        let is_whole = match opens {
            "![" => rest.contains("]("),
            // A mark in brackets is a footnote, a power of ten is none.
            _ => end > 0 && !rest[opens.len()..].starts_with(char::is_whitespace),
        };
        is_whole.then(|| start..start + opens.len() + end + closes.len())
    })
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
