//! Fills the words of a text into its tree: `serde_yaml` says them.
//!
//! Walks the tree in step with the other library and asks for what stands there: text for a scalar, so that no number or
//! flag is made of it, and nothing for nothing. Never shows where that library finds fault: it may lie outside the text.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::diag::{Code, Diagnostics, LineIndex};
use crate::model::Span;

use super::node::{Node, Style, Value};

/// Fills in the words of a tree; fails with the place last filled where the two libraries do not agree.
pub(super) fn fill(node: &mut Node, lines: &LineIndex, lines_before: u32) -> Result<(), Span> {
    let walk = Walk { lines, lines_before, filled: Cell::new(node.span) };
    let filled = Words { node, walk: &walk }.deserialize(serde_yaml::Deserializer::from_str(lines.text()));
    filled.map_err(|_its_place_may_lie_outside| walk.filled.get())
}

/// Reports a text on which the two libraries do not agree.
pub(super) fn refuse(place: Span, diagnostics: &mut Diagnostics) {
    let message = "this is not valid YAML: what stands here, or right after it, can be read in two ways";
    let hint = "write it plainly: spaces in place of tabs, and quotation marks around text with signs in it";
    diagnostics.add(Code::YamlSyntax, place, message, Some(hint.to_owned()));
}

struct Walk<'a> {
    lines: &'a LineIndex,
    lines_before: u32,
    /// The place last filled.
    filled: Cell<Span>,
}

/// A value of the tree that waits for its words.
struct Words<'n, 'a> {
    node: &'n mut Node,
    walk: &'a Walk<'a>,
}

impl<'de> DeserializeSeed<'de> for Words<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, text: D) -> Result<(), D::Error> {
        match &self.node.value {
            Value::Null => text.deserialize_unit(self),
            Value::Scalar(_) => text.deserialize_str(self),
            Value::List(_) => text.deserialize_seq(self),
            Value::Map(_) => text.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Words<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.node.described())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.walk.filled.set(self.node.span);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        let Walk { lines, lines_before, filled } = self.walk;
        let Span { line, column, .. } = self.node.span;
        if let Value::Scalar(scalar) = &mut self.node.value {
            if let Style::Exact(quotes) = scalar.style {
                let (_, written) = lines.split_at(line.saturating_sub(*lines_before), column + quotes);
                scalar.style = if written.starts_with(text) { scalar.style } else { Style::Loose };
            }
            text.clone_into(&mut scalar.text);
        }
        filled.set(self.node.span);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Value::List(nodes) = &mut self.node.value else { return Ok(()) };
        for node in nodes {
            let filled = items.next_element_seed(Words { node, walk: self.walk })?;
            filled.ok_or_else(|| A::Error::custom("fewer items"))?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Value::Map(nodes) = &mut self.node.value else { return Ok(()) };
        for (key, value) in nodes {
            let filled = entries.next_key_seed(Words { node: key, walk: self.walk })?;
            filled.ok_or_else(|| A::Error::custom("fewer entries"))?;
            entries.next_value_seed(Words { node: value, walk: self.walk })?;
        }
        Ok(())
    }
}
