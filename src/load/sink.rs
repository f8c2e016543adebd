//! What reading a file finds, and the places of its characters.
//!
//! Owns the notes on one file: records, ids that are declared and named, mistakes. Knows no form of a value.

use std::cell::Cell;
use std::sync::Arc;

use crate::diag::{Code, Diagnostics};
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
    /// Its text, to find words inside folded scalars and to count columns.
    text: Arc<str>,
    /// The byte at which each line starts.
    line_starts: Vec<usize>,
    /// The record that is being read.
    pub(super) origin: Option<Key>,
    pub(super) found: Found,
    /// How far the file was followed: line, byte and column of the last place asked for.
    at: Cell<(usize, usize, usize)>,
}

impl Sink {
    /// An empty one for a file.
    pub(super) fn of(sources: &Sources, file: FileId) -> Self {
        let text = sources.files.text(file).clone();
        let path = sources.files.path(file);
        let path = path.strip_prefix("content/").unwrap_or(path).into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| offset + 1)).collect();
        Self { file, path, text, line_starts, origin: None, found: Found::default(), at: Cell::new((0, 0, 0)) }
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
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Span { file: self.file, line: small(line), column: small(before + 1), width }
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
