//! The parts that pages are put together from, as templates see them.

use serde::Serialize;

use crate::address::Href;
use crate::figure::Figure;
use crate::model::text::escape;

use super::html::Html;

/// A numbered note.
#[derive(Clone, Debug, Serialize)]
pub(super) struct NoteView {
    /// Its number on the page.
    pub(super) number: usize,
    /// Its anchor.
    pub(super) anchor: String,
    /// What it says.
    pub(super) text: Html,
    /// Links back to where it is called.
    pub(super) back: Vec<String>,
}

/// One source behind a value.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Evidence {
    pub(super) publisher: Html,
    pub(super) date: Option<Html>,
    pub(super) at: Option<Html>,
    pub(super) says: Option<Html>,
    pub(super) note: Html,
    pub(super) more: Option<Html>,
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
#[derive(Clone, Debug)]
pub(super) struct Table {
    caption: Html,
    columns: Vec<(Html, &'static str)>,
    rows: Vec<Vec<Html>>,
}

impl Table {
    /// A table with columns of words; a label that starts with `#` heads a column of figures.
    pub(super) fn new(caption: &str, columns: &[&str]) -> Self {
        let column = |label: &&str| match label.strip_prefix('#') {
            Some(label) => (Html::text(label), " class=\"number\""),
            None => (Html::text(label), ""),
        };
        Self { caption: Html::text(caption), columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<Html>) {
        self.rows.push(cells);
    }

    /// The table as HTML, inside a region that scrolls by itself; none where it has no rows.
    pub(super) fn html(&self) -> Option<Html> {
        if self.rows.is_empty() {
            return None;
        }
        let head = self.columns.iter().map(|(label, class)| {
            let label = label.as_str();
            format!("<th scope=\"col\"{class}>{label}</th>")
        });
        let row = |cells: &Vec<Html>| {
            let cells = cells.iter().zip(&self.columns).enumerate().map(|(index, (cell, (_, class)))| {
                let (open, close) = if index == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
                format!("<{open}{class}>{}</{close}>", cell.as_str())
            });
            format!("<tr>{}</tr>", cells.collect::<String>())
        };
        let (head, rows): (String, String) = (head.collect(), self.rows.iter().map(row).collect());
        let label = escape(&self.caption.plain());
        let caption = self.caption.as_str();
        Some(Html::written(format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table>\
             <caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )))
    }
}

/// A heading with links beneath it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LinkGroup {
    pub(super) label: String,
    pub(super) links: Vec<Html>,
}

/// A figure as HTML, with its table beneath it and the words of whoever placed it.
pub(super) fn figure(figure: &Figure, table: &Table, caption: Option<&Html>, data: &Href) -> Html {
    let caption =
        caption.map_or(String::new(), |caption| format!("<p class=\"figure-caption\">{}</p>", caption.as_str()));
    let table = table.html().unwrap_or_default();
    let label = escape(&figure.headline);
    Html::written(format!(
        "<figure class=\"figure\" id=\"figure-{name}\"><figcaption><p class=\"figure-headline\">{headline}</p>\
         <p class=\"figure-subtitle\">{subtitle}</p></figcaption>\
         <div class=\"figure-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">{svg}</div>{caption}\
         <p class=\"figure-limit\">{limit}</p>{table}\
         <p class=\"figure-links\"><a href=\"#figure-{name}\">Link to this figure</a> \
         <a href=\"{data}\">Data behind it</a></p></figure>",
        name = figure.name,
        headline = Html::text(&figure.headline).as_str(),
        subtitle = Html::text(&figure.subtitle).as_str(),
        svg = figure.svg.as_str(),
        limit = Html::text(&figure.limit).as_str(),
        table = table.as_str(),
        data = escape(data.as_str()),
    ))
}
