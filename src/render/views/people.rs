//! People and organisations: who they are and where they appear.

use serde::Serialize;

use crate::address::PageKey;
use crate::ledger::Part;
use crate::model::records::{Grant, Organisation, Person};
use crate::model::{Key, Kind, Record};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::{FieldView, Foot, ListSection, Table};
use crate::render::theme;

use super::foot::{cite_this, foot};
use super::sheet::{Sheet, list_page, parent};

pub(super) fn people(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Person), Margins::Empty);
    let mut all: Vec<_> = site.briefing().records().people.iter().collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let mut table = Table::new("People", &["Name", "Role", "Country"]);
    for person in &all {
        let role = person.roles.first().map_or_else(|| Html::text("–"), |role| Html::text(&role.title));
        let country = person.country.as_ref().map_or_else(|| Html::text("–"), |c| page.link_to(*c));
        table.row(vec![page.link(person.key()), role, country]);
    }
    let lead = format!("{} people who sign, witness, hand over or receive, or who are named otherwise.", all.len());
    let sections = page.table(&table).map(ListSection::bare).into_iter().collect();
    list_page(page, "People", &Html::text(&lead), sections)
}

pub(super) fn organisations(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Organisation), Margins::Empty);
    let mut all: Vec<_> = site.briefing().records().organisations.iter().collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let mut table = Table::new("Organisations", &["Name", "Kind", "Country"]);
    for organisation in &all {
        let kind = Html::text(organisation.kind.as_deref().unwrap_or("–"));
        let country = organisation.country.as_ref();
        let country = country.map_or_else(|| Html::text("–"), |c| page.link_to(*c));
        table.row(vec![page.link(organisation.key()), kind, country]);
    }
    let lead = format!("{} organisations: ministries, forces and agencies.", all.len());
    let sections = page.table(&table).map(ListSection::bare).into_iter().collect();
    list_page(page, "Organisations", &Html::text(&lead), sections)
}

#[derive(Serialize)]
struct PersonView {
    name_ja: Option<Html>,
    fields: Vec<FieldView>,
    roles: Vec<Html>,
    appearances: Vec<Html>,
    note: Option<Html>,
    foot: Foot,
}

pub(super) fn person<'s>(desk: Desk<'s>, person: &'s Person) -> Sheet<'s> {
    let site = desk.site;
    let key = person.key();
    let place = site.place(key);
    let mut page = Page::new(desk, &PageKey::Record(key), Margins::Empty);
    let mut fields = Vec::new();
    if let Some(country) = &person.country {
        fields.push(FieldView::plain("country", "Country", page.link_to(*country)));
    }
    let mut roles = Vec::new();
    for role in &person.roles {
        let mut parts = vec![Html::text(&role.title)];
        if let Some(organisation) = &role.organisation {
            parts.extend([Html::text(", "), page.link_to(*organisation)]);
        }
        if let Some(from) = &role.from {
            parts.extend([Html::text(", from "), Html::date(from)]);
        }
        if let Some(to) = &role.to {
            parts.extend([Html::text(", until "), Html::date(to)]);
        }
        parts.push(page.cites(&role.cite));
        if let Some(note) = &role.note {
            parts.extend([Html::text(" "), page.prose(note)]);
        }
        roles.push(Html::concat(parts));
    }
    let view = PersonView {
        name_ja: person.name_ja.as_deref().map(Html::text),
        fields,
        roles,
        appearances: appearances(&page, key),
        note: person.head.note.as_ref().map(|note| page.prose(note)),
        foot: foot(&page, key, &person.head.cite, cite_this(&page, &person.name, place)),
    };
    let role = person.roles.first().map_or(String::new(), |role| format!("{}. ", role.title));
    let frame = Frame {
        title: person.name.to_string(),
        description: format!("{role}Where {} appears in the record.", person.name),
        parent: Some(parent(Kind::Person)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "person.html" }
}

/// Where a person or an organisation appears in grants, with the part played.
fn appearances(page: &Page<'_>, party: Key) -> Vec<Html> {
    let line = |(key, part): &(Key, Part)| {
        let grant = page.site.get::<Grant>(*key);
        let place = page.site.part_place(*key, part.anchor(grant));
        let link = Html::link(&page.href(&place), &Html::text(&part_words(grant, *part)));
        Html::concat([link, Html::text(": "), page.link(*key)])
    };
    page.site.ledger().parts(party).iter().map(line).collect()
}

fn part_words(grant: &Grant, part: Part) -> String {
    let date = |number: usize| grant.deliveries[number].date.value;
    match part {
        Part::Signed => "signed".to_owned(),
        Part::Witnessed => "was present at the signing".to_owned(),
        Part::Uses => "end user".to_owned(),
        Part::HandedOver(number) => format!("handed over, {}", date(number)),
        Part::Received(number) => format!("received, {}", date(number)),
    }
}

#[derive(Serialize)]
struct OrganisationView {
    name_ja: Option<Html>,
    fields: Vec<FieldView>,
    people: Vec<Html>,
    appearances: Vec<Html>,
    note: Option<Html>,
    foot: Foot,
}

pub(super) fn organisation<'s>(desk: Desk<'s>, organisation: &'s Organisation) -> Sheet<'s> {
    let site = desk.site;
    let key = organisation.key();
    let place = site.place(key);
    let mut page = Page::new(desk, &PageKey::Record(key), Margins::Empty);
    let mut fields = Vec::new();
    if let Some(kind) = &organisation.kind {
        fields.push(FieldView::plain("kind", "Kind", Html::text(kind)));
    }
    if let Some(country) = &organisation.country {
        fields.push(FieldView::plain("country", "Country", page.link_to(*country)));
    }
    let mut people = Vec::new();
    for (person, number) in site.ledger().offices(key) {
        let role = &site.get::<Person>(*person).roles[*number];
        people.push(Html::concat([page.link(*person), Html::text(&format!(", {}", role.title))]));
    }
    let view = OrganisationView {
        name_ja: organisation.name_ja.as_deref().map(Html::text),
        fields,
        people,
        appearances: appearances(&page, key),
        note: organisation.head.note.as_ref().map(|note| page.prose(note)),
        foot: foot(&page, key, &organisation.head.cite, cite_this(&page, &organisation.name, place)),
    };
    let frame = Frame {
        title: organisation.name.to_string(),
        description: format!("Where {} appears in the record.", organisation.name),
        parent: Some(parent(Kind::Organisation)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "organisation.html" }
}
