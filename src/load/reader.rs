//! Turns YAML values into typed ones, each on its own, so that one mistake hides no other.
//!
//! Owns the wording of mistakes in values; knows no sections.

use std::cell::Cell;
use std::sync::Arc;

use crate::diag::{Code, Diagnostics, did_you_mean};
use crate::model::target::Slot;
use crate::model::{Cite, FileId, Id, Kind, Link, Pointer, Prose, Reference, Span};

use super::draft::{Expects, LinkMention, Mention, Named};
use super::fields::{Field, Table};
use super::markdown;
use super::yaml::{Node, Value};

/// Reads the values of one file.
pub(super) struct Reader {
    /// The file.
    pub(super) file: FileId,
    /// Its path relative to the content folder.
    pub(super) path: Arc<str>,
    /// Its text, to find words inside folded scalars and to count columns.
    text: Arc<str>,
    /// The byte at which each line starts.
    line_starts: Vec<usize>,
    /// Mistakes so far.
    pub(super) diagnostics: Diagnostics,
    /// What was named so far.
    pub(super) named: Named,
    /// Words that were meant as ids of records.
    pub(super) possible: Vec<Box<str>>,
    /// The record that is being read, by its place among the declared ids of the file.
    pub(super) origin: Option<usize>,
    /// How far the file was followed: line, byte and column of the last place asked for.
    at: Cell<(usize, usize, usize)>,
}

/// The entries of a mapping whose keys were held against a table.
pub(super) struct Fields<'n> {
    entries: Vec<(&'n str, &'n Node)>,
    table: &'static Table,
    asked: Vec<&'static str>,
    /// Where the mapping starts.
    pub(super) span: Span,
}

impl<'n> Fields<'n> {
    /// The value of a field, if it is there, without counting it as read.
    pub(super) fn node(&self, name: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(key, _)| *key == name).map(|(_, node)| *node)
    }

    /// The value of a field, if it is there.
    pub(super) fn take(&mut self, name: &'static str) -> Option<&'n Node> {
        self.asked.push(name);
        self.node(name)
    }

    /// Reads a field that is there; a value that can not be read is reported and counts as absent.
    pub(super) fn read<T>(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
        convert: impl FnOnce(&mut Reader, &Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.take(name)?;
        if node.value == Value::Null {
            let message = format!("`{name}` has no value");
            reader.error(Code::WrongType, node.span, message, Some("give a value, or leave the field out"));
            return None;
        }
        convert(reader, node)
    }

    /// Reads the evidence of the mapping. What could not be read stands for a source that is not known, so that the
    /// facts that rest on it are not called uncited.
    pub(super) fn evidence(&mut self, reader: &mut Reader) -> Vec<Cite> {
        let read = self.read(reader, "cite", Reader::cite);
        let Some(node) = self.take("cite") else { return Vec::new() };
        let Some(cite) = read else { return vec![reader.unread_source(node.span)] };
        if cite.is_empty() && !self.table.is_record() && self.table.required_cite().is_some() {
            reader.no_source(node.span);
        }
        cite
    }

    /// Where the value of a field stands, or else the mapping.
    pub(super) fn span_of(&self, name: &str) -> Span {
        self.node(name).map_or(self.span, |node| node.span)
    }

    /// Ends the reading; a field of the table that was never asked for is a fault of the program.
    pub(super) fn finish(self) {
        debug_assert!(
            self.table.names().all(|name| self.asked.contains(&name)),
            "a field of {} is in the table and not read: {:?}",
            self.table.one,
            self.table.names().filter(|name| !self.asked.contains(name)).collect::<Vec<_>>()
        );
    }
}

impl Reader {
    /// A reader for a file whose text is `text`.
    pub(super) fn new(file: FileId, path: Arc<str>, text: Arc<str>) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| offset + 1)).collect();
        Self {
            file,
            path,
            text,
            line_starts,
            diagnostics: Diagnostics::default(),
            named: Named::default(),
            possible: Vec::new(),
            origin: None,
            at: Cell::new((0, 0, 0)),
        }
    }

    /// The text of a line, from 1, without its end.
    pub(super) fn line(&self, number: u32) -> Option<&str> {
        let index = (number as usize).checked_sub(1)?;
        let start = *self.line_starts.get(index)?;
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end)
    }

    /// The place of the character at a byte of the file, `width` characters wide.
    pub(super) fn span_at(&self, byte: usize, width: u32) -> Span {
        let line = self.line_starts.partition_point(|line_start| *line_start <= byte);
        // Places come in order as a rule, so a long line is walked once.
        let (last_line, last_byte, last_column) = self.at.get();
        let known = last_line == line && last_byte <= byte;
        let (from, columns) = if known { (last_byte, last_column) } else { (self.line_starts[line - 1], 0) };
        let before = columns + self.text[from..byte].chars().count();
        self.at.set((line, byte, before));
        Span { file: self.file, line: small(line), column: small(before + 1), width }
    }

    /// Notes a mistake.
    pub(super) fn error(&mut self, code: Code, span: Span, message: impl Into<String>, hint: Option<&str>) {
        self.diagnostics.add(code, span, message, hint.map(str::to_owned));
    }

    /// Notes that a record is named here; gives the slot of its key.
    pub(super) fn point(&mut self, word: &str, span: Span, expects: Expects) -> Pointer {
        let slot = Slot { file: self.file, number: small(self.named.pointers.len()) };
        self.named.pointers.push(Mention { from: self.origin, word: word.into(), span, expects });
        Pointer(slot)
    }

    /// Notes that prose refers to something here; gives the slot of its target.
    pub(super) fn refer(&mut self, word: &str, span: Span, expects: Expects) -> Reference {
        let slot = Slot { file: self.file, number: small(self.named.references.len()) };
        self.named.references.push(Mention { from: self.origin, word: word.into(), span, expects });
        Reference(slot)
    }

    /// Notes a plain relative link; gives the slot of its destination.
    pub(super) fn link(&mut self, path: String, fragment: Option<String>, span: Span) -> Link {
        let slot = Slot { file: self.file, number: small(self.named.links.len()) };
        self.named.links.push(LinkMention { from: self.origin, path, fragment, span });
        Link(slot)
    }

    /// The fields of a mapping: unknown and missing ones are reported. `also` names a key that counts as known.
    pub(super) fn fields<'n>(
        &mut self,
        node: &'n Node,
        table: &'static Table,
        also: Option<&'static str>,
    ) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            let message = format!("{} is a mapping of fields; this is {}", table.one, node.described());
            let hint = table.fields.iter().find(|field| field.required).map(|f| format!("write `{}: …`", f.name));
            self.diagnostics.add(Code::WrongType, node.span, message, hint);
            return None;
        };
        let mut known = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let Some(name) = key.as_text() else {
                self.error(Code::WrongType, key.span, "a field name is a word", Some("write `name: value`"));
                continue;
            };
            if table.names().chain(also).any(|field| field == name) {
                known.push((name, value));
            } else {
                let names = table.names().chain(also);
                let hint = did_you_mean(name, names)
                    .unwrap_or_else(|| format!("fields: {}", table.names().chain(also).collect::<Vec<_>>().join(", ")));
                let message = format!("{} has no field `{name}`", table.one);
                self.diagnostics.add(Code::UnknownField, key.span, message, Some(hint));
            }
        }
        // Whether a record lacks evidence depends on that of its facts, so it is asked once they are read.
        let asked_later = |field: &Field| table.is_record() && field.name == "cite";
        for field in table.fields.iter().filter(|field| field.required && !asked_later(field)) {
            if !known.iter().any(|(name, _)| *name == field.name) {
                self.missing(node.span, table, field);
            }
        }
        Some(Fields { entries: known, table, asked: Vec::new(), span: node.span })
    }

    /// Notes that a list of evidence which has to name a source is empty.
    pub(super) fn no_source(&mut self, span: Span) {
        self.error(Code::UncitedFact, span, "`cite` names no source", Some("name one: `cite: [source-id]`"));
    }

    /// Notes that a mapping lacks a field that it needs.
    pub(super) fn missing(&mut self, span: Span, table: &Table, field: &Field) {
        let message = format!("{} needs `{}`", table.one, field.name);
        let hint = format!("add `{}: …` – {}", field.name, field.about.trim_end_matches('.'));
        self.diagnostics.add(Code::MissingField, span, message, Some(hint));
    }

    /// The text of a single value.
    pub(super) fn text<'n>(&mut self, node: &'n Node, expected: &str) -> Option<&'n str> {
        let text = node.as_text();
        if text.is_none() {
            let message = format!("expected {expected}; this is {}", node.described());
            self.error(Code::WrongType, node.span, message, Some("write one value here"));
        }
        text
    }

    /// Plain words on one line.
    pub(super) fn words(&mut self, node: &Node) -> Option<Box<str>> {
        let text = self.text(node, "words")?.trim();
        if text.is_empty() {
            self.error(Code::WrongType, node.span, "expected words; this is empty", Some("leave the field out"));
            return None;
        }
        Some(text.into())
    }

    /// Inline Markdown.
    pub(super) fn prose(&mut self, node: &Node) -> Option<Prose> {
        match &node.value {
            Value::Scalar(scalar) => Some(markdown::inline(self, scalar, node.span)),
            _ => {
                self.text(node, "text");
                None
            }
        }
    }

    /// The items of a list.
    pub(super) fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        let message = format!("expected a list; this is {}", node.described());
        let hint = match node.as_text().filter(|text| text.len() < 40 && !text.contains(['[', ',', '\n'])) {
            Some(text) => format!("write `[{text}]`, or one `- item` a line"),
            None => "write `[a, b]`, or one `- item` a line".to_owned(),
        };
        self.error(Code::WrongType, node.span, message, Some(&hint));
        &[]
    }

    /// The items of a list, each read in turn.
    pub(super) fn each<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items: Vec<T> = self.list(node).iter().filter_map(|item| read(self, item)).collect();
        matches!(node.value, Value::List(_)).then_some(items)
    }

    /// An id by its form alone.
    pub(super) fn id(&mut self, node: &Node) -> Option<(Id, Span)> {
        let text = self.text(node, "an id")?;
        let id = Id::parse(text);
        if id.is_none() {
            let message = format!("`{text}` is not an id");
            let hint = "an id is made of words of a-z and 0-9 joined by single hyphens, 80 characters at most";
            self.error(Code::BadId, node.span, message, Some(hint));
        }
        id.map(|id| (id, node.span))
    }

    /// The id of a record itself; a bad one is kept in mind, so that what refers to it is not called unknown.
    pub(super) fn own_id(&mut self, node: &Node) -> Option<(Id, Span)> {
        let id = self.id(node);
        if id.is_none()
            && let Some(text) = node.as_text()
        {
            let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let mended = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
            self.possible.extend([text.into(), mended.into()]);
        }
        id
    }

    pub(super) fn pointer_to(&mut self, node: &Node, expects: Expects) -> Option<Pointer> {
        let (id, span) = self.id(node)?;
        Some(self.point(id.as_str(), span, expects))
    }

    /// The id of a record of one kind.
    pub(super) fn pointer(kind: Kind) -> impl Fn(&mut Self, &Node) -> Option<Pointer> {
        move |reader, node| reader.pointer_to(node, Expects::Kind(kind))
    }

    /// A list of ids of one kind.
    pub(super) fn pointers(kind: Kind) -> impl Fn(&mut Self, &Node) -> Option<Vec<Pointer>> {
        move |reader, node| reader.each(node, Self::pointer(kind))
    }

    /// A list of ids of any kind.
    pub(super) fn any_pointers(&mut self, node: &Node) -> Option<Vec<Pointer>> {
        self.each(node, |reader, item| reader.pointer_to(item, Expects::Anything))
    }
}

/// A number as positions and slots count.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
