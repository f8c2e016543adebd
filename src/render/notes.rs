//! The numbered notes of a page, the references to sources in them, and the evidence behind a value.
//!
//! Numbers follow the order in which notes are first called. Decides no wording of prose.

use crate::address::{Href, Place};
use crate::model::records::Source;
use crate::model::{Cite, Key, Piece, Record};

use super::html::Html;
use super::page::{Margins, Page};
use super::parts::{Evidence, NoteView};

/// A footnote of a text: its label and what it says.
pub(super) type Footnote = (Box<str>, Vec<Piece>);

/// A numbered note: a place in a source, or a footnote of the text.
pub(super) struct Note<'s> {
    subject: Subject<'s>,
    references: usize,
}

#[derive(PartialEq)]
enum Subject<'s> {
    Source(Key, Option<&'s str>),
    Footnote(&'s str, Html),
}

/// A call of a note: its number as a link, and its words for the margin where that shows it.
pub(super) struct Call {
    link: String,
    margin: String,
}

/// Whether a piece calls a note.
pub(super) fn is_note(piece: &Piece) -> bool {
    matches!(piece, Piece::Citations(_) | Piece::Footnote(_))
}

/// The stop that a text begins with, if it is one, and the rest: notes stand behind it.
pub(super) fn split_stop(markup: &str) -> (&str, &str) {
    let ends_a_clause = |rest: &str| rest.is_empty() || rest.starts_with(['<', ' ', '\n']);
    match markup.strip_prefix(['.', ',', ';', ':']) {
        Some(rest) if ends_a_clause(rest) => markup.split_at(1),
        _ => ("", markup),
    }
}

/// Whether HTML ends in a cell of a table that holds nothing yet, or one link. No line of text stands there that
/// full-size targets could disturb, and none that excuses small ones.
fn ends_in_bare_cell(html: &str) -> bool {
    let Some(cell) = html.ends_with('>').then(|| html.rfind("<td")).flatten() else { return false };
    let inner = html[cell..].split_once('>').map_or("", |(_, inner)| inner);
    inner.is_empty() || inner.starts_with("<a ") && inner.ends_with("</a>") && inner.matches("<a ").count() == 1
}

impl Html {
    /// Appends a stop and, behind it, the calls as one raised group, tight to the word before.
    pub(super) fn push_notes(&mut self, stop: &str, calls: &mut Vec<Call>) {
        if calls.is_empty() {
            self.push(&Self::written(stop.to_owned()));
            return;
        }
        self.trim_end();
        let links: Vec<_> = calls.iter().map(|call| call.link.as_str()).collect();
        let margins: String = calls.iter().map(|call| call.margin.as_str()).collect();
        let class = if stop.is_empty() && ends_in_bare_cell(self.as_str()) {
            "note-reference note-alone"
        } else {
            "note-reference"
        };
        self.push(&Self::written(format!("{stop}<sup class=\"{class}\">{}</sup>{margins}", links.join(","))));
        calls.clear();
    }
}

impl<'s> Page<'s> {
    /// The note of a subject: its number, how often it was called, and whether it is new.
    fn note(&mut self, subject: Subject<'s>) -> (usize, usize, bool) {
        let position = self.notes.iter().position(|note| match (&note.subject, &subject) {
            (Subject::Footnote(a, _), Subject::Footnote(b, _)) => a == b,
            (a, b) => a == b,
        });
        let is_new = position.is_none();
        let position = position.unwrap_or_else(|| {
            self.notes.push(Note { subject, references: 0 });
            self.notes.len() - 1
        });
        self.notes[position].references += 1;
        (position + 1, self.notes[position].references, is_new)
    }

    fn subject_of(&self, cite: &'s Cite) -> Subject<'s> {
        Subject::Source(self.site.key(cite.source), cite.at.as_deref())
    }

    fn call(&mut self, subject: Subject<'s>) -> Call {
        let (number, reference, is_new) = self.note(subject);
        let link = format!(
            "<a id=\"ref.{number}.{reference}\" href=\"#note.{number}\">\
             <span class=\"visually-hidden\">Note </span>{number}</a>"
        );
        let mut margin = String::new();
        if is_new && self.margins == Margins::Notes {
            let short = match &self.notes[number - 1].subject {
                Subject::Source(key, at) => self.short_source(*key, *at),
                Subject::Footnote(_, text) => Html::text(&text.plain()),
            };
            margin = format!(
                "<span class=\"margin-note\" aria-hidden=\"true\"><span class=\"margin-number\">{number}</span> {}</span>",
                short.as_str()
            );
        }
        Call { link, margin }
    }

    /// The notes that a piece of prose calls; none for other pieces.
    pub(super) fn note_calls(&mut self, piece: &'s Piece, footnotes: &'s [Footnote]) -> Option<Vec<Call>> {
        match piece {
            Piece::Citations(cites) => Some(cites.iter().map(|cite| self.call(self.subject_of(cite))).collect()),
            Piece::Footnote(label) => {
                let Some((name, text)) = footnotes.iter().find(|(name, _)| name == label) else {
                    return Some(Vec::new());
                };
                // A footnote that names itself ends here instead of going round for ever.
                let text = self.pieces(text, &[]);
                Some(vec![self.call(Subject::Footnote(name, text))])
            }
            _ => None,
        }
    }

    /// A note of our own under a name that is its own on the page.
    pub(super) fn remark(&mut self, name: &'static str, text: Html) -> Html {
        let mut calls = vec![self.call(Subject::Footnote(name, text))];
        let mut html = Html::default();
        html.push_notes("", &mut calls);
        html
    }

    /// The note of a citation.
    pub(super) fn cite(&mut self, cite: &'s Cite) -> Html {
        self.cites(std::slice::from_ref(cite))
    }

    /// The notes of several citations, in one raised group.
    pub(super) fn cites(&mut self, cites: &'s [Cite]) -> Html {
        let mut calls = cites.iter().map(|cite| self.call(self.subject_of(cite))).collect();
        let mut html = Html::default();
        html.push_notes("", &mut calls);
        html
    }

    /// The evidence line of a value. What rests on the whole record names its first sources only.
    pub(super) fn evidence(&mut self, cites: &'s [Cite], own: &'s [Cite]) -> Vec<Evidence> {
        const SHOWN_OF_RECORD: usize = 3;
        let inherited = std::ptr::eq(cites, own) && cites.len() > SHOWN_OF_RECORD;
        let shown = if inherited { &cites[..SHOWN_OF_RECORD] } else { cites };
        let mut lines: Vec<Evidence> = Vec::new();
        let mut rest = shown;
        while let Some(first) = rest.first() {
            let same = rest.iter().take_while(|cite| self.is_same_voice(first, cite)).count().max(1);
            lines.push(self.evidence_of(&rest[..same]));
            rest = &rest[same..];
        }
        if inherited && let Some(last) = lines.last_mut() {
            let more = format!("and {} more sources of this record", cites.len() - SHOWN_OF_RECORD);
            let sources = Place::at(self.path.clone(), "sources");
            last.more = Some(Html::link(&self.href(&sources), &Html::text(&more)));
        }
        lines
    }

    /// Whether two citations read the same: one publisher, one day, nothing quoted.
    fn is_same_voice(&self, one: &Cite, other: &Cite) -> bool {
        let source = |cite: &Cite| self.site.named::<Source>(cite.source);
        let is_bare = |cite: &Cite| cite.at.is_none() && cite.says.is_none();
        is_bare(one)
            && is_bare(other)
            && source(one).publisher == source(other).publisher
            && source(one).published == source(other).published
    }

    /// One voice behind a value, with the notes of all its texts.
    fn evidence_of(&mut self, cites: &'s [Cite]) -> Evidence {
        let source = self.site.named::<Source>(cites[0].source);
        Evidence {
            publisher: Html::text(&source.publisher),
            date: source.published.as_ref().map(Html::date),
            at: cites[0].at.as_deref().map(Html::text),
            says: cites[0].says.as_deref().map(Html::text),
            note: self.cites(cites),
            more: None,
        }
    }

    /// Publisher, title and date of a source, as plain words.
    fn short_source(&self, key: Key, at: Option<&str>) -> Html {
        let source = self.site.get::<Source>(key);
        let title = source.title_en.as_ref().unwrap_or(&source.title);
        let date = source.published.map_or(String::new(), |date| format!(", {date}"));
        let at = at.map_or(String::new(), |at| format!(", {at}"));
        Html::text(&format!("{}, “{}”{date}{at}", source.publisher, title.trim_matches(['[', ']'])))
    }

    /// The full reference of a source, with links to its page here and to the original.
    pub(super) fn full_source(&self, key: Key) -> Html {
        let source = self.site.get::<Source>(key);
        let mut parts = Vec::new();
        if let Some(author) = &source.author {
            parts.push(Html::text(&format!("{author}, ")));
        }
        let title = Html::text_in(&source.language, &source.title);
        parts.push(Html::link(&self.href(self.site.place(source.key())), &Html::element("cite", &title)));
        if let Some(english) = &source.title_en {
            parts.push(Html::text(&format!(" ({english})")));
        }
        parts.push(Html::text(&format!(", {}", source.publisher)));
        if let Some(published) = &source.published {
            parts.push(Html::text(", "));
            parts.push(Html::date(published));
        }
        if let Some(accessed) = &source.accessed {
            parts.push(Html::text(", read "));
            parts.push(Html::date(accessed));
        }
        match &source.url {
            Some(url) => {
                parts.push(Html::text(". "));
                parts.push(Html::classed_link(&Href::outside(url), "original", &Html::text("Original")));
            }
            None => parts.push(Html::text(". Text on file; no address")),
        }
        if let Some(archive) = &source.archive_url {
            parts.push(Html::text(", "));
            parts.push(Html::classed_link(&Href::outside(archive), "original", &Html::text("stored copy")));
        }
        Html::concat(parts)
    }

    /// The notes of the page, in order.
    pub(super) fn notes(&self) -> Vec<NoteView> {
        let views = self.notes.iter().enumerate().map(|(index, note)| {
            let number = index + 1;
            let text = match &note.subject {
                Subject::Source(key, at) => {
                    let at = at.map_or(Html::default(), |at| Html::text(&format!(", {at}")));
                    Html::concat([self.full_source(*key), at, Html::text(".")])
                }
                Subject::Footnote(_, html) => html.clone(),
            };
            let back = (1..=note.references).map(|reference| format!("#ref.{number}.{reference}")).collect();
            NoteView { number, anchor: format!("note.{number}"), text, back }
        });
        views.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{ends_in_bare_cell, split_stop};

    #[test]
    fn a_bare_cell_is_empty_or_one_link() {
        assert!(ends_in_bare_cell("<tr><td>"));
        assert!(ends_in_bare_cell("<td class=\"number\"><a href=\"x\">¥5</a>"));
        assert!(!ends_in_bare_cell("<td>see <a href=\"x\">¥5</a>"));
        assert!(!ends_in_bare_cell("<td><a href=\"x\">1</a> and <a href=\"y\">2</a>"));
        assert!(!ends_in_bare_cell("<td>x</td></tr></table><p>"));
    }

    #[test]
    fn notes_stand_behind_the_stop_that_ends_a_clause() {
        assert_eq!(split_stop(". Next"), (".", " Next"));
        assert_eq!(split_stop(".</p>"), (".", "</p>"));
        assert_eq!(split_stop(";"), (";", ""));
        assert_eq!(split_stop(".5 billion"), ("", ".5 billion"));
        assert_eq!(split_stop(" and"), ("", " and"));
    }
}
