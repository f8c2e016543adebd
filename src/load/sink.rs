//! What reading a file finds, and the places of its characters.
//!
//! Owns the notes on one file: records, ids that are declared and named, mistakes. Knows no form of a value.

use std::sync::Arc;

use crate::diag::{Code, Diagnostics, LineIndex};
use crate::model::records::Article;
use crate::model::target::Slot;
use crate::model::{FileId, Id, Link, Pointer, Records, Reference, Span};

use super::draft::{Declared, Expects, LinkMention, Mention, Named, Unsourced};
use super::read::Sources;

/// What one file adds to the draft.
#[derive(Default)]
pub(super) struct Found {
    pub(super) records: Records,
    /// Records that lack something which is required.
    pub(super) incomplete: Records,
    /// Articles that are drafts and are not published.
    pub(super) left_out: Vec<Article>,
    pub(super) declared: Vec<Declared>,
    /// Words that were meant as ids of records.
    pub(super) possible: Vec<Box<str>>,
    pub(super) named: Named,
    pub(super) unsourced: Vec<Unsourced>,
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
    /// The record that is being read, by its place among the declared ids of the file.
    pub(super) origin: Option<usize>,
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

    /// Notes that a record is named here; gives the slot of its key.
    pub(super) fn point(&mut self, word: &str, span: Span, expects: Expects) -> Pointer {
        let slot = self.slot(self.found.named.pointers.len());
        self.found.named.pointers.push(Mention { from: self.origin, word: word.into(), span, expects });
        Pointer(slot)
    }

    /// Notes that prose refers to something here; gives the slot of its target.
    pub(super) fn refer(&mut self, word: &str, span: Span, expects: Expects) -> Reference {
        let slot = self.slot(self.found.named.references.len());
        self.found.named.references.push(Mention { from: self.origin, word: word.into(), span, expects });
        Reference(slot)
    }

    /// Notes a plain relative link; gives the slot of its destination.
    pub(super) fn link(&mut self, path: String, fragment: Option<String>, span: Span) -> Link {
        let slot = self.slot(self.found.named.links.len());
        self.found.named.links.push(LinkMention { from: self.origin, path, fragment, span });
        Link(slot)
    }

    fn slot(&self, number: usize) -> Slot {
        Slot { file: self.file, number: u32::try_from(number).unwrap_or(u32::MAX) }
    }
}

/// An id for a record whose own can not be read. Such a record never leaves the draft.
pub(super) fn stand_in_id() -> Id {
    Id::parse("unnamed").expect("it is made of small letters")
}
