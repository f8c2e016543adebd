//! The numbered notes of a page. Numbers follow the order in which notes are first called; writes no text.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::Key;
use crate::model::prose::Footnote;
use crate::render::html::Html;

/// What a note is about, by which a later call finds it again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject<'s> {
    /// A place in a source.
    Source(Key, Option<&'s str>),
    /// A footnote of the article, by its place among them.
    Footnote(usize),
    /// A note of the program, by a name of its own on the page.
    Remark(&'static str),
}

/// What a note says.
#[derive(Clone)]
pub(super) enum Says<'s> {
    /// The reference of its source.
    Reference(Key, Option<&'s str>),
    /// The footnote at a place among these.
    Footnote(&'s [Footnote], usize),
    /// A text of the program.
    Text(Html),
}

struct Note<'s> {
    says: Says<'s>,
    calls: usize,
}

/// The notes of a page.
#[derive(Default)]
pub(super) struct Notes<'s> {
    notes: Vec<Note<'s>>,
    numbers: BTreeMap<Subject<'s>, usize>,
}

/// A call of a note: the number of the note, the anchor of the call, the link to the note, and its words for the margin
/// where that shows it.
#[derive(Serialize)]
pub(super) struct Call {
    pub(super) number: usize,
    pub(super) anchor: String,
    pub(super) href: String,
    pub(super) margin: Option<Html>,
}

impl<'s> Notes<'s> {
    /// Calls a note, and says whether this is its first call.
    pub(super) fn call(&mut self, subject: Subject<'s>, says: Says<'s>) -> (Call, bool) {
        let Self { notes, numbers } = self;
        let number = *numbers.entry(subject).or_insert_with(|| {
            notes.push(Note { says, calls: 0 });
            notes.len()
        });
        let note = &mut notes[number - 1];
        note.calls += 1;
        let (anchor, href) = (call_anchor(number, note.calls), format!("#{}", note_anchor(number)));
        (Call { number, anchor, href, margin: None }, note.calls == 1)
    }

    /// What the note of a number says; none where there are fewer notes.
    pub(super) fn says(&self, number: usize) -> Option<Says<'s>> {
        self.notes.get(number - 1).map(|note| note.says.clone())
    }

    /// Links to the calls of a note.
    pub(super) fn back(&self, number: usize) -> Vec<String> {
        (1..=self.notes[number - 1].calls).map(|call| format!("#{}", call_anchor(number, call))).collect()
    }
}

pub(super) fn note_anchor(number: usize) -> String {
    format!("page.note.{number}")
}

fn call_anchor(number: usize, call: usize) -> String {
    format!("page.ref.{number}.{call}")
}
