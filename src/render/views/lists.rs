//! Equipment, glossary, changes, data, the list of everything, and the pages that stand in for missing ones.

use serde::Serialize;

use crate::address::{Href, PageKey, Place, SitePath};
use crate::export;
use crate::figure;
use crate::model::anchor::List;
use crate::model::prose::Chart;
use crate::model::records::{Category, Grant};
use crate::model::{Key, Kind, Quantity, Record, Target};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::{Foot, LinkGroup, ListSection, Table};
use crate::render::theme;
use crate::site::Site;
use crate::words::figures;

use super::foot::{backlinks, cite_this, foot};
use super::sheet::{Sheet, list_page, parent};

/// What was ordered of a category: the stated quantities, and how many items state none.
struct Ordered {
    stated: Option<Quantity>,
    unstated: usize,
}

fn ordered(site: &Site, category: Key) -> Ordered {
    let items = site.ledger().items(category).iter().filter(|(_, list, _)| *list == List::Equipment);
    let items: Vec<_> = items.map(|(grant, _, number)| &site.get::<Grant>(*grant).equipment[*number]).collect();
    let stated = items.iter().filter_map(|item| item.quantity.as_ref().map(|quantity| quantity.value));
    Ordered {
        stated: stated.reduce(Quantity::plus),
        unstated: items.iter().filter(|item| item.quantity.is_none()).count(),
    }
}

fn quantity_words(ordered: &Ordered) -> String {
    match (&ordered.stated, ordered.unstated) {
        (Some(stated), 0) => stated.to_string(),
        (Some(stated), 1) => format!("{stated}, and one item without a number"),
        (Some(stated), more) => format!("{stated}, and {more} items without a number"),
        (None, 0) => "none".to_owned(),
        (None, _) => "not stated".to_owned(),
    }
}

fn recipients(page: &Page<'_>, category: Key) -> Vec<Html> {
    let mut seen = std::collections::BTreeSet::new();
    let items = page.site.ledger().items(category).iter().filter(|(_, list, _)| *list == List::Equipment);
    let countries = items.map(|(grant, ..)| page.site.key(page.site.get::<Grant>(*grant).recipient));
    countries.filter(|country| seen.insert(*country)).map(|country| page.link(country)).collect()
}

pub(super) fn equipment_list(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Equipment), Margins::Empty);
    let all = &site.records().equipment;
    let matrix = figure::draw(site, Chart::EquipmentMatrix, &figure::Options::default());
    let mut sections: Vec<_> = matrix.map(|figure| ListSection::bare(page.figure(&figure, None))).into_iter().collect();
    let is_promised =
        |kind: &Category| site.ledger().items(kind.key()).iter().any(|(_, list, _)| *list == List::Equipment);
    let others: Vec<_> = all.iter().filter(|kind| !is_promised(kind)).map(|kind| page.link(kind.key())).collect();
    if !others.is_empty() {
        sections.push(ListSection::new("Promised to nobody yet", Html::element("p", &Html::listed(others))));
    }
    let lead = format!(
        "{}: who was promised what, and how many where that is stated.",
        figures(all.len(), "kind of equipment", "kinds of equipment")
    );
    list_page(page, "Equipment", &Html::text(&lead), sections)
}

#[derive(Serialize)]
struct EquipmentView {
    about: Option<Html>,
    summary: Html,
    promised: Option<Html>,
    delivered: Option<Html>,
    note: Option<Html>,
    foot: Foot,
}

pub(super) fn equipment<'s>(desk: Desk<'s>, category: &'s Category) -> Sheet<'s> {
    let site = desk.site;
    let key = category.key();
    let place = site.place(key);
    let mut page = Page::new(desk, &PageKey::Record(key), Margins::Empty);
    let about = category.about.as_ref().map(|about| page.prose(about));
    let mut promised = Table::new(
        &format!("{}: what was promised or is planned", category.name),
        &["Grant", "Item", "#Quantity", "Stage"],
    );
    let mut delivered =
        Table::new(&format!("{}: what was handed over", category.name), &["Grant", "What", "Date", "#Quantity"]);
    for (grant, list, number) in site.ledger().items(key) {
        let of_grant = site.get::<Grant>(*grant);
        let unstated = || Html::text("not stated");
        let place = site.target_place(Target::Item(*grant, *list, *number));
        let link = |words: &str| Html::link(&page.href(&place), &Html::text(words));
        if *list == List::Equipment {
            let item = &of_grant.equipment[*number];
            let quantity = item.quantity.as_ref().map_or_else(unstated, |q| Html::text(&q.value.to_string()));
            promised.row(vec![page.link(*grant), link(&item.item), quantity, page.stage(site.ledger().stage(*grant))]);
        } else {
            let item = &of_grant.deliveries[*number];
            let quantity = item.quantity.as_ref().map_or_else(unstated, |q| Html::text(&q.value.to_string()));
            let what = link(&page.plain(&item.what));
            delivered.row(vec![page.link(*grant), what, Html::date(&item.date.value), quantity]);
        }
    }
    let countries = recipients(&page, key).len();
    let count = quantity_words(&ordered(site, key));
    let view = EquipmentView {
        about,
        summary: Html::text(&format!(
            "Promised or planned for {}; number: {count}.",
            figures(countries, "country", "countries")
        )),
        promised: page.table(&promised),
        delivered: page.table(&delivered),
        note: category.head.note.as_ref().map(|note| page.prose(note)),
        foot: foot(&page, key, &category.head.cite, cite_this(&page, &category.name, place)),
    };
    let frame = Frame {
        title: category.name.to_string(),
        description: view.summary.plain().to_owned(),
        parent: Some(parent(Kind::Equipment)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "equipment.html" }
}

#[derive(Serialize)]
struct GlossaryView {
    lead: Html,
    terms: Vec<TermView>,
}

#[derive(Serialize)]
struct TermView {
    anchor: String,
    term: Html,
    ja: Option<Html>,
    reading: Option<Html>,
    meaning: Html,
    note: Option<Html>,
    evidence: Html,
    backlinks: Vec<LinkGroup>,
}

pub(super) fn glossary(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let mut page = Page::new(desk, &PageKey::List(Kind::Term), Margins::Empty);
    let mut terms: Vec<_> = site.briefing().records().terms.iter().collect();
    terms.sort_by_key(|term| term.term.to_lowercase());
    let mut views = Vec::new();
    for term in &terms {
        let meaning = page.prose(&term.meaning);
        views.push(TermView {
            anchor: term.head.id.to_string(),
            term: Html::text(&term.term),
            ja: term.ja.as_deref().map(Html::text),
            reading: term.reading.as_deref().map(Html::text),
            meaning,
            note: term.head.note.as_ref().map(|note| page.prose(note)),
            evidence: page.cites(&term.head.cite),
            backlinks: backlinks(&page, term.key()),
        });
    }
    let lead = Html::text(&format!(
        "{} as this briefing uses them, with the Japanese and how it is read.",
        figures(terms.len(), "term", "terms")
    ));
    let frame = Frame { title: "Glossary".to_owned(), description: lead.plain().to_owned(), ..Frame::default() };
    Sheet { view: theme::value(&GlossaryView { lead, terms: views }), page, frame, template: "glossary.html" }
}

#[derive(Serialize)]
struct ChangesView {
    lead: Html,
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangeView {
    anchor: String,
    kind: &'static str,
    date: Html,
    text: Html,
    about: Vec<Html>,
    evidence: Html,
}

pub(super) fn changes(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let mut page = Page::new(desk, &PageKey::List(Kind::Change), Margins::Empty);
    let mut all: Vec<_> = site.briefing().records().changes.iter().collect();
    all.sort_by_key(|change| std::cmp::Reverse(change.date));
    let mut views = Vec::new();
    for change in &all {
        let text = page.prose(&change.text);
        views.push(ChangeView {
            anchor: change.head.id.to_string(),
            kind: change.kind.word(),
            date: Html::date(&change.date),
            text,
            about: page.links(&change.about),
            evidence: page.cites(&change.head.cite),
        });
    }
    let corrections = all.iter().filter(|change| change.kind.word() == "correction").count();
    let lead = Html::text(&format!("{} changes, {corrections} of them corrections, newest first.", all.len()));
    let frame = Frame { title: "Changes".to_owned(), description: lead.plain().to_owned(), ..Frame::default() };
    Sheet { view: theme::value(&ChangesView { lead, changes: views }), page, frame, template: "changes.html" }
}

#[derive(Serialize)]
struct DataView {
    lead: Html,
    files: Option<Html>,
    fields: Vec<ColumnsOf>,
    licence: Option<Html>,
    cite_this: String,
}

/// The columns of a data file.
#[derive(Serialize)]
struct ColumnsOf {
    heading: &'static str,
    table: Html,
}

pub(super) fn data(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::Data, Margins::Empty);
    let mut files = Table::new("Downloads", &["File", "What it holds", "#Rows", "#Size"]);
    let mut fields = Vec::new();
    for file in export::files(site) {
        let href = page.href_to_file(file.path.clone());
        let size = format!("{} bytes", crate::model::text::grouped(file.bytes.len() as u128));
        let link = Html::link(&href, &Html::text(file.name));
        files.row(vec![link, Html::text(file.about), Html::text(&file.rows.to_string()), Html::text(&size)]);
        let mut columns = Table::new(&format!("Columns of {}", file.name), &["Column", "What it holds"]);
        for (column, about) in file.columns {
            columns.row(vec![Html::element("code", &Html::text(column)), Html::text(about)]);
        }
        if let Some(table) = page.table(&columns) {
            fields.push(ColumnsOf { heading: file.name, table });
        }
    }
    let lead = "The record as plain tables: UTF-8, comma separated, one header row. Amounts are exact decimals in the \
                currency beside them; dates are ISO 8601 and may be partial.";
    let info = site.briefing().site();
    let place = Place::top_of(page.path.clone());
    let view = DataView {
        lead: Html::text(lead),
        files: page.table(&files),
        fields,
        licence: info.licence.as_deref().map(Html::text),
        cite_this: cite_this(&page, "Data", &place),
    };
    let mut block =
        serde_json::json!({"@type": "Dataset", "name": info.title, "dateModified": format!("{:#}", info.as_of)});
    if let Some(licence) = &info.licence {
        block["license"] = serde_json::json!(licence);
    }
    let frame =
        Frame { title: "Data".to_owned(), description: lead.to_owned(), json_ld: Some(block), ..Frame::default() };
    Sheet { view: theme::value(&view), page, frame, template: "data.html" }
}

#[derive(Serialize)]
struct SearchView {
    lead: Html,
    groups: Vec<LinkGroup>,
}

pub(super) fn search(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::Search, Margins::Empty);
    let mut all: Vec<_> = site.records().all().map(|record| (record.key(), record.name().to_lowercase())).collect();
    all.sort_by(|(one, name), (other, other_name)| (one.kind, name).cmp(&(other.kind, other_name)));
    let group = |kind: &Kind| {
        let of_kind = all.iter().filter(|(key, _)| key.kind == *kind);
        let links: Vec<_> = of_kind.map(|(key, _)| page.link(*key)).collect();
        let label = parent(*kind).0.to_owned();
        (!links.is_empty()).then_some(LinkGroup { label, links })
    };
    let groups: Vec<_> = Kind::ALL.iter().filter_map(group).collect();
    let lead = Html::text(
        "Everything in the briefing by kind and name. Use the find command of your browser to search in it.",
    );
    let frame = Frame { title: "Search".to_owned(), description: lead.plain().to_owned(), ..Frame::default() };
    Sheet { view: theme::value(&SearchView { lead, groups }), page, frame, template: "search.html" }
}

#[derive(Serialize)]
struct NotFoundView {
    home: Option<String>,
    style: Option<String>,
}

pub(super) fn not_found(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::NotFound, Margins::Empty);
    let base = site.briefing().site().base_url.as_deref();
    let below = |path: SitePath| base.map(|base| path.below(base).as_str().to_owned());
    let view = NotFoundView { home: below(site.path(&PageKey::Home)), style: below(SitePath::file("static/site.css")) };
    let frame = Frame {
        title: "Page not found".to_owned(),
        description: "There is no page at this address.".to_owned(),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "not_found.html" }
}

#[derive(Serialize)]
struct RedirectView {
    target: Href,
    link: Html,
}

pub(super) fn redirect<'s>(desk: Desk<'s>, former: &PageKey, now: Key) -> Sheet<'s> {
    let site = desk.site;
    let page = Page::new(desk, former, Margins::Empty);
    let view = RedirectView { target: page.href(site.place(now)), link: page.link(now) };
    let frame = Frame {
        title: "This page has moved".to_owned(),
        description: "The record has a new address.".to_owned(),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "redirect.html" }
}
