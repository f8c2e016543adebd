//! The parts that pages are put together from, as templates see them.

use serde::Serialize;

use crate::address::Href;

use super::html::Html;

/// A numbered note.
#[derive(Clone, Debug, Serialize)]
pub(super) struct NoteView {
    /// Its number on the page.
    pub(super) number: usize,
    pub(super) anchor: String,
    /// What it says.
    pub(super) text: Html,
    /// Links back to where it is called; none for a source of the record that nothing on the page calls.
    pub(super) back: Vec<String>,
}

/// Who is behind a value, with the words that all of them use.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Evidence {
    /// Whether it is that of the value above, which is not named again.
    pub(super) above: bool,
    pub(super) voices: Vec<Voice>,
    pub(super) says: Option<Html>,
    pub(super) note: Html,
    pub(super) more: Option<Html>,
}

/// A publisher on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Voice {
    pub(super) publisher: Html,
    pub(super) date: Option<Html>,
    pub(super) at: Option<Html>,
}

/// The numbered list that closes a page.
#[derive(Debug, Serialize)]
pub(super) struct NotesView {
    /// `Notes`, or `Sources` where it is also the list of a record's sources.
    pub(super) heading: &'static str,
    pub(super) id: &'static str,
    pub(super) list: Vec<NoteView>,
}

/// A value that is reported and not adopted.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Also {
    pub(super) value: Html,
    pub(super) difference: &'static str,
    pub(super) evidence: Vec<Evidence>,
    pub(super) why: Html,
    pub(super) note: Option<Html>,
}

/// A field of a record with its evidence.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct FieldView {
    pub(super) anchor: String,
    pub(super) label: Html,
    /// How the value is set: `value`, or `value-text` where it is prose.
    pub(super) class: &'static str,
    pub(super) value: Html,
    pub(super) evidence: Vec<Evidence>,
    pub(super) note: Option<Html>,
    pub(super) also: Vec<Also>,
    pub(super) disagreement: Option<Href>,
}

impl FieldView {
    /// A field whose value is too long for bold letters.
    pub(super) fn long(anchor: &str, label: &str, value: Html) -> Self {
        Self { class: "value-text", ..Self::plain(anchor, label, value) }
    }

    /// A field that is derived or needs no evidence.
    pub(super) fn plain(anchor: &str, label: &str, value: Html) -> Self {
        Self { anchor: anchor.to_owned(), label: Html::text(label), class: "value", value, ..Self::default() }
    }
}

/// A table in the making: rows whose first cell is their header.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Table {
    caption: Html,
    /// The caption for those who hear that a region scrolls.
    label: Html,
    columns: Vec<Column>,
    rows: Vec<Vec<Html>>,
}

#[derive(Clone, Debug, Serialize)]
struct Column {
    label: Html,
    is_number: bool,
}

impl Table {
    /// A table with columns of words; a label that starts with `#` heads a column of figures.
    pub(super) fn new(caption: &str, columns: &[&str]) -> Self {
        let column = |label: &&str| Column {
            label: Html::text(label.trim_start_matches('#')),
            is_number: label.starts_with('#'),
        };
        Self {
            caption: Html::text(caption),
            label: Html::attribute(caption),
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<Html>) {
        self.rows.push(cells);
    }

    /// Whether it has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A table that an editor wrote in Markdown.
#[derive(Debug, Serialize)]
pub(super) struct ProseTable {
    /// Its number in the text, from 1.
    pub(super) number: usize,
    /// The classes of its columns.
    pub(super) classes: Vec<Option<&'static str>>,
    pub(super) head: Vec<Html>,
    pub(super) rows: Vec<Vec<Html>>,
}

/// A heading with links beneath it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LinkGroup {
    pub(super) label: String,
    pub(super) links: Vec<Html>,
}

/// How the page of a record ends: what sources differ on, sources, who refers to it, how to quote it.
#[derive(Debug, Serialize)]
pub(super) struct Foot {
    /// None where a record can have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) disputes: Option<Vec<Html>>,
    pub(super) backlinks: Vec<LinkGroup>,
    pub(super) cite_this: String,
}

/// A part of a list page.
#[derive(Debug, Serialize)]
pub(super) struct ListSection {
    pub(super) anchor: Option<&'static str>,
    /// None where the page has one part alone.
    pub(super) heading: Option<String>,
    pub(super) lead: Option<Html>,
    pub(super) content: Html,
}

impl ListSection {
    /// A part under a heading.
    pub(super) fn new(heading: &str, content: Html) -> Self {
        Self { anchor: None, heading: Some(heading.to_owned()), lead: None, content }
    }

    /// A part without a heading.
    pub(super) fn bare(content: Html) -> Self {
        Self { anchor: None, heading: None, lead: None, content }
    }
}
