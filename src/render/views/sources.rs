//! The list of sources, and a source with everything that rests on it.

use serde::Serialize;

use crate::address::{Href, PageKey};
use crate::model::records::{Source, SourceKind};
use crate::model::{Kind, Record};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::{FieldView, Foot, ListSection, Table};
use crate::render::theme;

use super::foot::{cite_this, foot};
use super::sheet::{Sheet, list_page, parent};

pub(super) fn sources(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Source), Margins::Empty);
    let all = &site.briefing().records().sources;
    let section = |kind: SourceKind, heading: &'static str| {
        let columns = ["Source", "Publisher", "Published", "Language", "#Facts resting on it"];
        let mut table = Table::new(&format!("{heading}, by date"), &columns);
        let mut of_kind: Vec<_> = all.iter().filter(|source| source.kind == kind).collect();
        of_kind.sort_by_key(|source| (source.published.is_none(), source.published));
        for source in of_kind {
            let date = source.published.as_ref().map_or_else(|| Html::text("no date seen"), Html::date);
            let facts = site.ledger().reliances(source.key()).len();
            table.row(vec![
                page.link(source.key()),
                Html::text(&source.publisher),
                date,
                Html::text(&source.language),
                Html::text(&facts.to_string()),
            ]);
        }
        page.table(&table).map(|table| ListSection::new(heading, table))
    };
    let sections = [
        section(SourceKind::Official, "Official sources"),
        section(SourceKind::Press, "Press"),
        section(SourceKind::Analysis, "Analysis and comment"),
    ];
    let sections = sections.into_iter().flatten().collect();
    let official = all.iter().filter(|source| source.kind == SourceKind::Official).count();
    let lead = Html::text(&format!(
        "{} sources, {official} of them official. Each has a page that lists the facts and articles that rest on it.",
        all.len()
    ));
    list_page(page, "Sources", &lead, sections)
}

#[derive(Serialize)]
struct SourceView {
    title: Html,
    fields: Vec<FieldView>,
    note: Option<Html>,
    facts: Option<Html>,
    foot: Foot,
}

pub(super) fn source<'s>(desk: Desk<'s>, source: &'s Source) -> Sheet<'s> {
    let site = desk.site;
    let key = source.key();
    let place = site.place(key);
    let mut page = Page::new(desk, &PageKey::Record(key), Margins::Empty);
    let mut facts = Table::new("Each fact with its record and what the source is to it", &["Fact", "Record", "Use"]);
    for reliance in site.ledger().reliances(key) {
        let (href, used) = match reliance.is_rejected {
            true => {
                let page_of_it = PageKey::Disputed(reliance.record, reliance.fact);
                (page.href_to_page(&page_of_it), "reported, not adopted")
            }
            false => (page.href(&site.fact_place(reliance.record, reliance.fact)), "evidence"),
        };
        let label = site.records().record(reliance.record).facts()[reliance.fact].label;
        facts.row(vec![Html::link(&href, &Html::text(label)), page.link(reliance.record), Html::text(used)]);
    }
    let note = source.head.note.as_ref().map(|note| page.prose(note));
    let english = source.title_en.as_deref().unwrap_or(&source.title);
    let view = SourceView {
        title: Html::text_in(&source.language, &source.title),
        fields: source_fields(source),
        note,
        facts: page.table(&facts),
        foot: Foot { ..foot(&page, key, &source.head.cite, cite_this(&page, english, place)) },
    };
    let published = source.published.map_or(String::new(), |date| format!(", {date}"));
    let frame = Frame {
        title: english.trim_matches(['[', ']']).to_owned(),
        description: format!("{}{published}. What this source is and which facts rest on it.", source.publisher),
        parent: Some(parent(Kind::Source)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "source.html" }
}

fn source_fields(source: &Source) -> Vec<FieldView> {
    let mut fields = Vec::new();
    let mut add = |anchor: &str, label: &str, value: Html| fields.push(FieldView::plain(anchor, label, value));
    if source.title_en.is_some() {
        add("title", "Title", Html::text_in(&source.language, &source.title));
    }
    add("publisher", "Publisher", Html::text(&source.publisher));
    if let Some(author) = &source.author {
        add("author", "Author", Html::text(author));
    }
    let published = source.published.as_ref().map_or_else(|| Html::text("no date seen"), Html::date);
    add("published", "Published", published);
    add("kind", "Kind", Html::text(source.kind.word()));
    add("language", "Language", Html::text(&source.language));
    if let Some(accessed) = &source.accessed {
        add("accessed", "Read", Html::date(accessed));
    }
    let address = |url: &str| Html::link(&Href::outside(url), &Html::text(url));
    let addresses = [
        ("url", "Address", &source.url),
        ("archive_url", "Stored copy", &source.archive_url),
        ("copy_url", "Copy or repost", &source.copy_url),
    ];
    let known = fields.len();
    for (anchor, label, url) in addresses {
        fields.extend(url.as_deref().map(|url| FieldView::long(anchor, label, address(url))));
    }
    if fields.len() == known {
        fields.push(FieldView::long("url", "Address", Html::text("Text on file; no address")));
    }
    fields
}
