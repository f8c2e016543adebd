//! The numbered notes of a page and the calls that lead to them.
//!
//! Numbers follow the order in which notes are first called. Decides no wording of prose.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::prose::Block;
use crate::model::{Cite, Key};
use crate::render::html::Html;
use crate::render::parts::NoteView;
use crate::render::theme;

use super::{Margins, Page};

/// What a note is about: a place in a source, or a footnote by its label.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'s> {
    Source(Key, Option<&'s str>),
    Footnote(&'s str),
}

/// A numbered note.
struct Note<'s> {
    subject: Subject<'s>,
    /// What a footnote says.
    text: Html,
    references: usize,
}

/// The notes of a page.
#[derive(Default)]
pub(super) struct Notes<'s> {
    notes: Vec<Note<'s>>,
    numbers: BTreeMap<Subject<'s>, usize>,
}

/// A call of a note: its number, the how many-th call of it this is, and its words for the margin where that shows it.
#[derive(Serialize)]
pub(super) struct Call {
    number: usize,
    reference: usize,
    margin: Option<Html>,
}

impl<'s> Page<'s> {
    fn call(&mut self, subject: Subject<'s>, text: Html) -> Call {
        let Notes { notes, numbers } = &mut self.notes;
        let is_new = !numbers.contains_key(&subject);
        let number = *numbers.entry(subject).or_insert_with(|| {
            notes.push(Note { subject, text, references: 0 });
            notes.len()
        });
        let note = &mut notes[number - 1];
        note.references += 1;
        let reference = note.references;
        let note = &self.notes.notes[number - 1];
        let margin = (is_new && self.margins == Margins::Notes).then(|| match note.subject {
            Subject::Source(key, at) => self.short_source(key, at),
            Subject::Footnote(_) => Html::text(note.text.plain()),
        });
        Call { number, reference, margin }
    }

    /// Calls of the notes of citations.
    pub(super) fn calls(&mut self, cites: &'s [Cite]) -> Vec<Call> {
        let subject = |cite: &'s Cite| Subject::Source(self.site.key(cite.source), cite.at.as_deref());
        let subjects: Vec<_> = cites.iter().map(subject).collect();
        subjects.into_iter().map(|subject| self.call(subject, Html::default())).collect()
    }

    /// A call of the note of a footnote. Footnotes that it calls itself are left out, so that none goes round for ever.
    pub(super) fn call_footnote(&mut self, label: &'s str, blocks: &'s [Block]) -> Call {
        let words = self.plain_blocks(blocks);
        let text = Html::worded(self.body(blocks, &[]), words);
        self.call(Subject::Footnote(label), text)
    }

    /// The calls of notes as one raised group.
    pub(super) fn note_calls(&self, calls: &[Call], is_alone: bool) -> Html {
        if calls.is_empty() {
            return Html::default();
        }
        self.component("note_calls", &[("calls", theme::value(&calls)), ("is_alone", is_alone.into())])
    }

    /// A note of our own under a name that is its own on the page.
    pub(in crate::render) fn remark(&mut self, name: &'static str, text: Html) -> Html {
        let call = self.call(Subject::Footnote(name), text);
        self.note_calls(&[call], false)
    }

    /// The notes of several citations, in one raised group.
    pub(in crate::render) fn cites(&mut self, cites: &'s [Cite]) -> Html {
        let calls = self.calls(cites);
        self.note_calls(&calls, false)
    }

    /// The notes of the page, in order.
    pub(in crate::render) fn notes(&self) -> Vec<NoteView> {
        let view = |(place, note): (usize, &Note<'_>)| {
            let number = place + 1;
            let text = match note.subject {
                Subject::Source(key, at) => {
                    let at = at.map_or(Html::default(), |at| Html::text(&format!(", {at}")));
                    Html::concat([self.full_source(key), at, Html::text(".")])
                }
                Subject::Footnote(_) => note.text.clone(),
            };
            let back = (1..=note.references).map(|reference| format!("#ref.{number}.{reference}")).collect();
            NoteView { number, anchor: format!("note.{number}"), text, back }
        };
        self.notes.notes.iter().enumerate().map(view).collect()
    }
}
