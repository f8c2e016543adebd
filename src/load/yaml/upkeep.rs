//! What is done to a tree once its words are there: merge keys are followed, characters that no text may hold taken out.

use crate::diag::{Code, Diagnostics};
use crate::model::character::{is_forbidden, named};

use super::node::{Node, Style, Value};

/// The key that some tools read as the fields of another mapping.
pub(super) const MERGE: &str = "<<";

/// Follows the merge keys of a tree, which have been reported, so that what they stand for is not called missing.
pub(super) fn merge(node: &mut Node) {
    match &mut node.value {
        Value::Map(entries) => {
            let (merged, mut own): (Vec<_>, Vec<_>) =
                std::mem::take(entries).into_iter().partition(|(key, _)| key.as_text() == Some(MERGE));
            for (_, value) in merged {
                let mappings = if let Value::List(items) = value.value { items } else { vec![value] };
                let others = mappings.into_iter().filter_map(|mapping| match mapping.value {
                    Value::Map(entries) => Some(entries),
                    _ => None,
                });
                for (key, value) in others.flatten() {
                    if !own.iter().any(|(known, _)| known.as_text() == key.as_text()) {
                        own.push((key, value));
                    }
                }
            }
            for (_, value) in &mut own {
                merge(value);
            }
            *entries = own;
        }
        Value::List(items) => items.iter_mut().for_each(merge),
        Value::Null | Value::Scalar(_) => {}
    }
}

/// Reports and takes out what an escape wrote and no text may hold.
pub(super) fn clean(node: &mut Node, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Map(entries) => {
            for (key, value) in entries {
                clean(key, diagnostics);
                clean(value, diagnostics);
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| clean(item, diagnostics)),
        Value::Scalar(scalar) => {
            if let Some(bad) = scalar.text.chars().find(|character| is_forbidden(*character)) {
                let message = format!("here stands what no text may hold: {}", named(bad));
                let hint = Some("take the escape out; no page can hold it".to_owned());
                diagnostics.add(Code::BadCharacter, node.span, message, hint);
                scalar.text.retain(|character| !is_forbidden(character));
                scalar.style = Style::Loose;
            }
        }
        Value::Null => {}
    }
}
