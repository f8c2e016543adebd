//! A mapping of a file held against the table of its fields: unknown and missing ones are reported.
//!
//! Owns the wording of mistakes in field names; knows no form of a value.

use crate::diag::{Code, did_you_mean};
use crate::load::sink::Sink;
use crate::load::yaml::{Node, Value};
use crate::model::Span;

use super::shape::{Field, Table};

/// The entries of a mapping whose keys were held against a table.
pub(crate) struct Fields<'n> {
    entries: Vec<(&'n str, &'n Node)>,
    pub(crate) table: &'static Table,
    asked: Vec<&'static str>,
    /// Where the mapping starts.
    pub(crate) span: Span,
}

impl<'n> Fields<'n> {
    /// The fields of a mapping: unknown and missing ones are reported. `also` names a key that counts as known.
    pub(crate) fn of(
        sink: &mut Sink,
        node: &'n Node,
        table: &'static Table,
        also: Option<&'static str>,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            let message = format!("{} is a mapping of fields; this is {}", table.one, node.described());
            let hint = table.fields.iter().find(|field| field.required).map(|f| format!("write `{}: …`", f.name));
            sink.found.diagnostics.add(Code::WrongType, node.span, message, hint);
            return None;
        };
        let mut known = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let Some(name) = key.as_text() else {
                sink.error(Code::WrongType, key.span, "a field name is a word", Some("write `name: value`"));
                continue;
            };
            if table.names().chain(also).any(|field| field == name) {
                known.push((name, value));
            } else {
                let names = table.names().chain(also);
                let hint = did_you_mean(name, names)
                    .unwrap_or_else(|| format!("fields: {}", table.names().chain(also).collect::<Vec<_>>().join(", ")));
                let message = format!("{} has no field `{name}`", table.one);
                sink.found.diagnostics.add(Code::UnknownField, key.span, message, Some(hint));
            }
        }
        // Whether a record lacks evidence depends on that of its facts, so it is asked once they are read.
        let asked_later = |field: &Field| table.is_record() && field.name == "cite";
        for field in table.fields.iter().filter(|field| field.required && !asked_later(field)) {
            if !known.iter().any(|(name, _)| *name == field.name) {
                let (message, hint) = lack(table, field);
                sink.found.diagnostics.add(Code::MissingField, node.span, message, Some(hint));
            }
        }
        Some(Self { entries: known, table, asked: Vec::new(), span: node.span })
    }

    /// The value of a field, if it is there, without counting it as read.
    pub(crate) fn node(&self, name: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(key, _)| *key == name).map(|(_, node)| *node)
    }

    /// The value of a field, if it is there.
    pub(crate) fn take(&mut self, name: &'static str) -> Option<&'n Node> {
        self.asked.push(name);
        self.node(name)
    }

    /// Reads a field that is there; a value that can not be read is reported and counts as absent.
    pub(crate) fn read<T>(
        &mut self,
        sink: &mut Sink,
        name: &'static str,
        convert: impl FnOnce(&mut Sink, &Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.take(name)?;
        if node.value == Value::Null {
            let message = format!("`{name}` has no value");
            sink.error(Code::WrongType, node.span, message, Some("give a value, or leave the field out"));
            return None;
        }
        convert(sink, node)
    }

    /// Where the value of a field stands, or else the mapping.
    pub(crate) fn span_of(&self, name: &str) -> Span {
        self.node(name).map_or(self.span, |node| node.span)
    }

    /// Ends the reading; a field of the table that was never asked for is a fault of the program.
    pub(crate) fn finish(self) {
        debug_assert!(
            self.table.names().all(|name| self.asked.contains(&name)),
            "a field of {} is in the table and not read: {:?}",
            self.table.one,
            self.table.names().filter(|name| !self.asked.contains(name)).collect::<Vec<_>>()
        );
    }
}

/// That a mapping lacks a field that it needs, and what to do.
pub(crate) fn lack(table: &Table, field: &Field) -> (String, String) {
    let hint = format!("add `{}: …` – {}", field.name, field.about.trim_end_matches('.'));
    (format!("{} needs `{}`", table.one, field.name), hint)
}
