//! A mapping of a file held against the table of its fields: unknown and missing ones are reported.
//!
//! Owns the wording of mistakes in field names; knows no form of a value.

use crate::diag::{Code, did_you_mean, nearest};
use crate::load::sink::Sink;
use crate::load::yaml::{Node, Value};
use crate::model::Span;
use crate::model::character::{is_invisible, is_odd_blank, named};

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
            if node.as_text().is_some_and(|text| glued(sink, text, node.span, table).is_some()) {
                return None;
            }
            let message = format!("{} is a mapping of fields; this is {}", table.one, node.described());
            let hint = table.fields.iter().find(|field| field.required).map(|f| format!("write `{}: …`", f.name));
            sink.found.diagnostics.add(Code::WrongType, node.span, message, hint);
            return None;
        };
        let names = || table.names().chain(also);
        let mut known: Vec<(&str, &Node)> = Vec::with_capacity(entries.len());
        // Fields whose names are there with a mistake, which is all that is reported.
        let mut excused: Vec<&str> = Vec::new();
        for (key, value) in entries {
            let Some(name) = key.as_text() else {
                sink.error(Code::WrongType, key.span, "a field name is a word", Some("write `name: value`"));
                continue;
            };
            let is_free = |field: &&str| !entries.iter().any(|(key, _)| key.as_text() == Some(field));
            if names().any(|field| field == name) {
                known.push((name, value));
            } else if let Some(field) = names().find(|field| *field == visible(name)) {
                misread_name(sink, Code::UnknownField, key, field);
                known.extend(Some((field, value)).filter(|(field, _)| is_free(field)));
            } else if value.value == Value::Null
                && let Some(field) = glued(sink, name, key.span, table)
            {
                excused.push(field);
            } else {
                let hint = did_you_mean(name, names())
                    .unwrap_or_else(|| format!("fields: {}", names().collect::<Vec<_>>().join(", ")));
                let message = format!("{} has no field `{name}`", table.one);
                sink.found.diagnostics.add(Code::UnknownField, key.span, message, Some(hint));
                // What a record needs is not called missing where it stands under a name that is nearly right.
                let needed = |field: &&str| table.fields.iter().any(|known| known.name == *field && known.required);
                known.extend(nearest(name, names()).filter(needed).filter(is_free).map(|field| (field, value)));
            }
        }
        // Whether a record lacks evidence depends on that of its facts, so it is asked once they are read.
        let asked_later = |field: &Field| table.is_record() && field.name == "cite";
        for field in table.fields.iter().filter(|field| field.required && !asked_later(field)) {
            if !known.iter().any(|(name, _)| *name == field.name) && !excused.contains(&field.name) {
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

/// A name without characters that nobody sees and blanks that are none of the keyboard's.
pub(crate) fn visible(name: &str) -> String {
    name.chars().filter(|character| !is_invisible(*character) && !is_odd_blank(*character)).collect()
}

/// Reports a name that would be right without a character in it that nobody sees.
pub(crate) fn misread_name(sink: &mut Sink, code: Code, name: &Node, right: &str) {
    let hidden = name.as_text().unwrap_or_default().chars().find(|c| is_invisible(*c) || is_odd_blank(*c));
    let hidden = hidden.map_or_else(String::new, named);
    let message = format!("the name `{right}` holds a character that nobody sees: {hidden}");
    sink.error(code, name.span, message, Some(&format!("delete it: write `{right}`")));
}

/// Reports a field whose value follows its colon without a space, `id:land`; answers the field.
fn glued(sink: &mut Sink, text: &str, span: Span, table: &'static Table) -> Option<&'static str> {
    let (name, value) = text.split_once([':', '：'])?;
    let field = table.names().find(|field| *field == visible(name))?;
    let width = u32::try_from(name.chars().count() + 1).unwrap_or(u32::MAX);
    let message = format!("this is not valid YAML: no colon with a space after it follows `{field}`");
    sink.error(Code::YamlSyntax, Span { width, ..span }, message, Some(&format!("write `{field}: …`")));
    if field == "id" {
        let id = value.trim_start().split([' ', '\n', ',']).next().unwrap_or_default();
        sink.found.possible.push(id.into());
    }
    Some(field)
}
