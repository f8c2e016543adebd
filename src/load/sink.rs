//! What reading a file finds, and the places of its characters.
//!
//! Owns the notes on one file: records, ids that are declared and named, mistakes. Knows no form of a value.

use std::sync::Arc;

use crate::diag::{Code, Diagnostics, LineIndex};
use crate::model::prose::Reference;
use crate::model::{FileId, Id, Key, Span};

use super::draft::{Declared, Expects, Mention, Records, RelativeMention};
use super::read::Sources;

/// What one file adds to the draft.
#[derive(Default)]
pub(super) struct Found {
    pub(super) records: Records,
    pub(super) declared: Vec<Declared>,
    /// Words that were meant as ids of records.
    pub(super) possible: Vec<Box<str>>,
    /// Records in which something could not be read.
    pub(super) damaged: Vec<Id>,
    /// Ids that are named.
    pub(super) mentions: Vec<Mention>,
    /// Relative links.
    pub(super) relatives: Vec<RelativeMention>,
    /// Whether text of the file could not be parsed, so that what it names is not known.
    pub(super) unparsed: bool,
    pub(super) diagnostics: Diagnostics,
}

/// Takes down what is found while one file is read.
pub(super) struct Sink {
    pub(super) file: FileId,
    /// Its path relative to the content folder.
    pub(super) path: Arc<str>,
    /// Its lines, to find words inside folded scalars and to count columns.
    pub(super) lines: Arc<LineIndex>,
    /// The record that is being read.
    pub(super) origin: Option<Key>,
    pub(super) found: Found,
}

impl Sink {
    /// An empty one for a file.
    pub(super) fn of(sources: &Sources, file: FileId) -> Self {
        let path = sources.files.path(file);
        let path = path.strip_prefix("content/").unwrap_or(path).into();
        Self { file, path, lines: sources.files.lines(file).clone(), origin: None, found: Found::default() }
    }

    /// The place of the character at a byte of the file, `width` characters wide.
    pub(super) fn span_at(&self, byte: usize, width: u32) -> Span {
        self.lines.span(self.file, byte, width)
    }

    /// Notes a mistake.
    pub(super) fn error(&mut self, code: Code, span: Span, message: impl Into<String>, hint: Option<&str>) {
        self.found.diagnostics.add(code, span, message, hint.map(str::to_owned));
    }

    /// Notes that an id is named here.
    pub(super) fn mention(&mut self, reference: Reference, expects: Expects) {
        self.found.mentions.push(Mention { from: self.origin.clone(), reference, expects });
    }
}
