//! A page before its template, and the pages that are lists.

use serde::Serialize;

use crate::address::PageKey;
use crate::model::Kind;
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::Page;
use crate::render::parts::ListSection;
use crate::render::theme;

/// A page before its template.
pub(in crate::render) struct Sheet<'s> {
    /// The page, with its notes.
    pub(in crate::render) page: Page<'s>,
    /// What it says about itself.
    pub(in crate::render) frame: Frame,
    pub(in crate::render) template: &'static str,
    pub(in crate::render) view: tera::Value,
}

/// The list pages by the name that trails show.
pub(super) fn parent(kind: Kind) -> (&'static str, PageKey) {
    let label = match kind {
        Kind::Grant => "Grants",
        Kind::Country => "Countries",
        Kind::Article => "Articles",
        Kind::Budget => "Years",
        Kind::Equipment => "Equipment",
        Kind::Event => "Timeline",
        Kind::Disagreement => "Disagreements",
        Kind::Person => "People",
        Kind::Organisation => "Organisations",
        Kind::Term => "Glossary",
        Kind::Change => "Changes",
        Kind::Source => "Sources",
    };
    (label, PageKey::List(kind))
}

/// A page that is a list in one or more parts.
#[derive(Serialize)]
struct ListView<'v> {
    lead: &'v Html,
    sections: Vec<ListSection>,
}

pub(super) fn list_page<'s>(page: Page<'s>, title: &str, lead: &Html, sections: Vec<ListSection>) -> Sheet<'s> {
    let frame = Frame { title: title.to_owned(), description: lead.plain().to_owned(), ..Frame::default() };
    Sheet { view: theme::value(&ListView { lead, sections }), page, frame, template: "list.html" }
}
