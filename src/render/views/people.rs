//! People and organisations: who they are and where they appear.

use serde::Serialize;

use crate::link::{Place, Site, SitePath};
use crate::model::fact::EndUser;
use crate::model::records::{Grant, Organisation, Party, Person, Record};
use crate::model::{Id, Kind};
use crate::render::page::Margins;

use super::lists::ListView;
use super::{FieldView, Frame, Html, LinkGroup, Page, Sheet, Table, backlinks, cite_this, own_sources, parent, theme};

pub(super) fn people(site: &Site) -> Sheet<'_> {
    let page = Page::new(site, SitePath::list(Kind::Person), Margins::Empty);
    let mut all: Vec<_> = site.briefing().records().people.iter().collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let mut table = Table::new("People", &["Name", "Role", "Country"]);
    for person in &all {
        let role = person.roles.first().map_or_else(|| Html::text("–"), |role| Html::text(&role.title));
        let country = person.country.as_ref().map_or_else(|| Html::text("–"), |c| page.link_to(Kind::Country, &c.id));
        table.row(vec![page.link(&person.key()), role, country]);
    }
    let lead = format!("{} people who sign, witness, hand over or receive, or who are named otherwise.", all.len());
    ListView::sheet(page, "People", &lead, vec![("People", table.html())])
}

pub(super) fn organisations(site: &Site) -> Sheet<'_> {
    let page = Page::new(site, SitePath::list(Kind::Organisation), Margins::Empty);
    let mut all: Vec<_> = site.briefing().records().organisations.iter().collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let mut table = Table::new("Organisations", &["Name", "Kind", "Country"]);
    for organisation in &all {
        let kind = Html::text(organisation.kind.as_deref().unwrap_or("–"));
        let country = organisation.country.as_ref();
        let country = country.map_or_else(|| Html::text("–"), |c| page.link_to(Kind::Country, &c.id));
        table.row(vec![page.link(&organisation.key()), kind, country]);
    }
    let lead = format!("{} organisations: ministries, forces and agencies.", all.len());
    ListView::sheet(page, "Organisations", &lead, vec![("Organisations", table.html())])
}

#[derive(Serialize)]
struct PersonView {
    name_ja: Option<Html>,
    fields: Vec<FieldView>,
    roles: Vec<Html>,
    appearances: Vec<Html>,
    note: Option<Html>,
    sources: Vec<Html>,
    backlinks: Vec<LinkGroup>,
    cite_this: String,
}

pub(super) fn person<'s>(site: &'s Site, person: &'s Person) -> Sheet<'s> {
    let key = person.key();
    let place = site.place(&key);
    let mut page = Page::new(site, place.path.clone(), Margins::Empty);
    let mut fields = Vec::new();
    if let Some(country) = &person.country {
        fields.push(FieldView::plain("country", "Country", page.link_to(Kind::Country, &country.id)));
    }
    let mut roles = Vec::new();
    for role in &person.roles {
        let mut parts = vec![Html::text(&role.title)];
        if let Some(organisation) = &role.organisation {
            parts.extend([Html::text(", "), page.link_to(Kind::Organisation, &organisation.id)]);
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
        appearances: appearances(&page, &person.head.id),
        note: person.head.note.as_ref().map(|note| page.prose(note)),
        sources: own_sources(&page, &person.head.cite),
        backlinks: backlinks(&page, &key),
        cite_this: cite_this(&page, &person.name, &place),
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
fn appearances(page: &Page<'_>, id: &Id) -> Vec<Html> {
    let mut lines = Vec::new();
    for grant in &page.site.briefing().records().grants {
        for (anchor, part) in parts_in(grant, id) {
            let place = Place::at(page.site.place(&grant.key()).path, anchor);
            let link = Html::link(&page.href(&place), &Html::text(&part));
            lines.push(Html::concat([link, Html::text(": "), page.link(&grant.key())]));
        }
    }
    lines
}

fn parts_in(grant: &Grant, id: &Id) -> Vec<(String, String)> {
    let listed = |people: &Option<crate::model::Fact<Vec<crate::model::prose::Pointer>>>| {
        people.as_ref().is_some_and(|people| people.value.iter().any(|pointer| pointer.id == *id))
    };
    let is = |party: &Option<Party>| matches!(party, Some(Party::Known(pointer)) if pointer.id == *id);
    let mut parts = Vec::new();
    if listed(&grant.signatories) {
        parts.push(("signatories".to_owned(), "signed".to_owned()));
    }
    if listed(&grant.witnesses) {
        parts.push(("witnesses".to_owned(), "was present at the signing".to_owned()));
    }
    let uses = matches!(&grant.end_user, Some(user) if matches!(&user.value, EndUser::Organisation(o) if o.id == *id));
    if uses {
        parts.push(("end_user".to_owned(), "end user".to_owned()));
    }
    for delivery in &grant.deliveries {
        let anchor = format!("deliveries-{}", delivery.name);
        if is(&delivery.handed_over_by) {
            parts.push((anchor.clone(), format!("handed over, {}", delivery.date.value)));
        }
        if is(&delivery.received_by) {
            parts.push((anchor, format!("received, {}", delivery.date.value)));
        }
    }
    parts
}

#[derive(Serialize)]
struct OrganisationView {
    name_ja: Option<Html>,
    fields: Vec<FieldView>,
    people: Vec<Html>,
    appearances: Vec<Html>,
    note: Option<Html>,
    sources: Vec<Html>,
    backlinks: Vec<LinkGroup>,
    cite_this: String,
}

pub(super) fn organisation<'s>(site: &'s Site, organisation: &'s Organisation) -> Sheet<'s> {
    let key = organisation.key();
    let place = site.place(&key);
    let mut page = Page::new(site, place.path.clone(), Margins::Empty);
    let mut fields = Vec::new();
    if let Some(kind) = &organisation.kind {
        fields.push(FieldView::plain("kind", "Kind", Html::text(kind)));
    }
    if let Some(country) = &organisation.country {
        fields.push(FieldView::plain("country", "Country", page.link_to(Kind::Country, &country.id)));
    }
    let mut people = Vec::new();
    for person in &site.briefing().records().people {
        for role in &person.roles {
            if role.organisation.as_ref().is_some_and(|pointer| pointer.id == key.id) {
                people.push(Html::concat([page.link(&person.key()), Html::text(&format!(", {}", role.title))]));
            }
        }
    }
    let view = OrganisationView {
        name_ja: organisation.name_ja.as_deref().map(Html::text),
        fields,
        people,
        appearances: appearances(&page, &key.id),
        note: organisation.head.note.as_ref().map(|note| page.prose(note)),
        sources: own_sources(&page, &organisation.head.cite),
        backlinks: backlinks(&page, &key),
        cite_this: cite_this(&page, &organisation.name, &place),
    };
    let frame = Frame {
        title: organisation.name.to_string(),
        description: format!("Where {} appears in the record.", organisation.name),
        parent: Some(parent(Kind::Organisation)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "organisation.html" }
}
