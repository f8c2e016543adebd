//! Calls of notes and the list of notes at the end of a page. Decides no wording of prose.

use std::collections::BTreeSet;

use crate::model::prose::Footnote;
use crate::model::{Cite, Key};
use crate::render::html::Html;
use crate::render::parts::{NoteView, NotesView};
use crate::render::theme;

use super::notes::{Call, Says, Subject, note_anchor};
use super::{Margins, Page};

impl<'s> Page<'s> {
    fn call(&mut self, subject: Subject<'s>, says: Says<'s>) -> Call {
        let (mut call, is_first) = self.notes.call(subject, says.clone());
        if is_first && self.margins == Margins::Notes {
            call.margin = Some(match says {
                Says::Reference(source, at) => self.short_source(source, at),
                Says::Footnote(footnotes, number) => Html::text(&self.plain_blocks(&footnotes[number])),
                Says::Text(text) => text,
            });
        }
        call
    }

    /// Calls of the notes of citations.
    pub(super) fn calls(&mut self, cites: &'s [Cite]) -> Vec<Call> {
        let named = |cite: &'s Cite| (self.site.key(cite.source), cite.at.as_deref());
        let named: Vec<_> = cites.iter().map(named).collect();
        let call = |(source, at)| self.call(Subject::Source(source, at), Says::Reference(source, at));
        named.into_iter().map(call).collect()
    }

    /// A call of a footnote, by its place among those of its text. Its text is written with the list of notes.
    pub(super) fn call_footnote(&mut self, footnotes: &'s [Footnote], number: usize) -> Call {
        self.call(Subject::Footnote(number), Says::Footnote(footnotes, number))
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
        let call = self.call(Subject::Remark(name), Says::Text(text));
        self.note_calls(&[call], false)
    }

    /// The notes of several citations, in one raised group.
    pub(in crate::render) fn cites(&mut self, cites: &'s [Cite]) -> Html {
        let calls = self.calls(cites);
        self.note_calls(&calls, false)
    }

    /// The notes of the sources of a value; the place in the source stands beside the value.
    pub(super) fn note_of_evidence(&mut self, cites: &[&'s Cite]) -> Html {
        let mut sources: Vec<Key> = Vec::new();
        for key in cites.iter().map(|cite| self.site.key(cite.source)) {
            if !sources.contains(&key) {
                sources.push(key);
            }
        }
        let call = |source| self.call(Subject::Source(source, None), Says::Reference(source, None));
        let calls: Vec<_> = sources.into_iter().map(call).collect();
        self.note_calls(&calls, false)
    }

    /// Says which sources the record of this page has, whether or not something on the page calls them.
    pub(in crate::render) fn list_sources(&self, cites: impl IntoIterator<Item = &'s Cite>) {
        let keys = cites.into_iter().map(|cite| self.site.key(cite.source)).collect();
        self.sources.replace(Some(keys));
    }

    /// The notes of the page, in order, and then the sources of its record that no note names. Notes that only notes
    /// call follow those of the text.
    pub(in crate::render) fn notes(&mut self) -> Option<NotesView> {
        let margins = std::mem::replace(&mut self.margins, Margins::Empty);
        let (mut texts, mut named) = (Vec::new(), BTreeSet::new());
        while let Some(says) = self.notes.says(texts.len() + 1) {
            texts.push(match says {
                Says::Reference(source, at) => {
                    named.insert(source);
                    let at = at.map_or(Html::default(), |at| Html::text(&format!(", {at}")));
                    Html::concat([self.full_source(source), at, Html::text(".")])
                }
                Says::Footnote(footnotes, number) => Html::written(self.body(&footnotes[number], footnotes)),
                Says::Text(text) => text,
            });
        }
        self.margins = margins;
        let note =
            |(text, number)| NoteView { number, anchor: note_anchor(number), text, back: self.notes.back(number) };
        let mut list: Vec<_> = texts.into_iter().zip(1..).map(note).collect();
        let sources = self.sources.take();
        let is_list_of_sources = sources.is_some();
        for source in sources.unwrap_or_default().into_iter().filter(|source| named.insert(*source)) {
            let (number, text) = (list.len() + 1, Html::concat([self.full_source(source), Html::text(".")]));
            list.push(NoteView { number, anchor: note_anchor(number), text, back: Vec::new() });
        }
        let (heading, id) = match is_list_of_sources {
            true => ("Sources", "page.sources"),
            false => ("Notes", "page.notes"),
        };
        (!list.is_empty()).then_some(NotesView { heading, id, list })
    }
}
