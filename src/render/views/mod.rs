//! The views: one struct a page kind, filled from the site and shown by the template of the same name.

mod articles;
mod countries;
mod disagreements;
mod grant;
mod grants;
mod home;
mod lists;
mod people;
mod sources;
mod timeline;
mod years;

use serde::Serialize;

use crate::address::{PageKey, Place};
use crate::ledger::Dispute;
use crate::model::records::{Change, Disagreement};
use crate::model::{Cite, FactRef, Key, Kind, Record};

use super::chrome::{Frame, permalink};
use super::html::Html;
use super::page::{Desk, Page};
use super::parts::{FieldView, Foot, LinkGroup, ListSection, Table};
use super::theme;

/// A page before its template.
pub(super) struct Sheet<'s> {
    /// The page, with its notes.
    pub(super) page: Page<'s>,
    /// What it says about itself.
    pub(super) frame: Frame,
    /// Its template.
    pub(super) template: &'static str,
    /// Its view.
    pub(super) view: tera::Value,
}

/// A page before its template.
pub(super) fn sheet<'s>(desk: Desk<'s>, key: &PageKey) -> Sheet<'s> {
    match key {
        PageKey::Home => home::home(desk),
        PageKey::List(kind) => list(desk, *kind),
        PageKey::Data => lists::data(desk),
        PageKey::Search => lists::search(desk),
        PageKey::NotFound => lists::not_found(desk),
        PageKey::Record(key) => record(desk, *key),
        PageKey::Year(year) => years::year(desk, *year),
        PageKey::Disputed(key, fact) => disagreements::disagreement(desk, Dispute::Field(*key, *fact)),
        PageKey::Former(_, now) => lists::redirect(desk, key, *now),
    }
}

fn list(desk: Desk<'_>, kind: Kind) -> Sheet<'_> {
    match kind {
        Kind::Grant => grants::grants(desk),
        Kind::Country => countries::countries(desk),
        Kind::Article => articles::articles(desk),
        Kind::Budget => years::years(desk),
        Kind::Equipment => lists::equipment_list(desk),
        Kind::Event => timeline::timeline(desk),
        Kind::Disagreement => disagreements::disagreements(desk),
        Kind::Person => people::people(desk),
        Kind::Organisation => people::organisations(desk),
        Kind::Term => lists::glossary(desk),
        Kind::Change => lists::changes(desk),
        Kind::Source => sources::sources(desk),
    }
}

fn record(desk: Desk<'_>, key: Key) -> Sheet<'_> {
    let site = desk.site;
    match key.kind {
        Kind::Grant => grant::grant(desk, site.get(key)),
        Kind::Country => countries::country(desk, site.get(key)),
        Kind::Article => articles::article(desk, site.get(key)),
        Kind::Equipment => lists::equipment(desk, site.get(key)),
        Kind::Disagreement => disagreements::disagreement(desk, Dispute::Record(key)),
        Kind::Person => people::person(desk, site.get(key)),
        Kind::Organisation => people::organisation(desk, site.get(key)),
        Kind::Source => sources::source(desk, site.get(key)),
        // These stand on the page of their list or their year.
        Kind::Budget | Kind::Event | Kind::Term | Kind::Change => list(desk, key.kind),
    }
}

/// The list pages by the name that trails show.
fn parent(kind: Kind) -> (&'static str, PageKey) {
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

/// The records that refer to a record, by kind.
fn backlinks(page: &Page<'_>, key: Key) -> Vec<LinkGroup> {
    let all = page.site.backlinks(key);
    let group = |kind: &Kind| {
        let link = |from: &Key| match kind {
            Kind::Change => lists::change_line(page, page.site.get::<Change>(*from)),
            _ => page.link(*from),
        };
        let links: Vec<_> = all.iter().filter(|from| from.kind == *kind).map(link).collect();
        let label = parent(*kind).0.to_owned();
        (!links.is_empty()).then_some(LinkGroup { label, links })
    };
    Kind::ALL.iter().filter_map(group).collect()
}

/// The disagreements that are about a record, as links; open ones say so.
fn disputes_about(page: &Page<'_>, key: Key) -> Vec<Html> {
    page.site.ledger().disputes_about(key).map(|dispute| dispute_link(page, dispute)).collect()
}

fn dispute_link(page: &Page<'_>, dispute: Dispute) -> Html {
    let status = dispute.status(page.site.records()).word();
    let flag = Html::written(format!(" <span class=\"status\" data-status=\"{status}\">{status}</span>"));
    Html::concat([dispute_title_link(page, dispute), flag])
}

/// The page on which a dispute is shown.
fn dispute_page(dispute: Dispute) -> PageKey {
    match dispute {
        Dispute::Field(key, fact) => PageKey::Disputed(key, fact),
        Dispute::Record(key) => PageKey::Record(key),
    }
}

fn dispute_title_link(page: &Page<'_>, dispute: Dispute) -> Html {
    let href = page.href_to_page(&dispute_page(dispute));
    Html::link(&href, &Html::text(&dispute_title(page, dispute)))
}

fn dispute_title(page: &Page<'_>, dispute: Dispute) -> String {
    match dispute {
        Dispute::Field(key, fact) => {
            let label = page.site.records().record(key).facts()[fact].label;
            format!("{}: {}", page.name(key).plain(), label.to_lowercase())
        }
        Dispute::Record(key) => page.site.get::<Disagreement>(key).question.to_string(),
    }
}

/// The sources of a record as full references, once each.
fn own_sources<'s>(page: &Page<'s>, cites: impl IntoIterator<Item = &'s Cite>) -> Vec<Html> {
    let mut seen = std::collections::BTreeSet::new();
    let keys = cites.into_iter().map(|cite| page.site.key(cite.source));
    keys.filter(|key| seen.insert(*key)).map(|key| page.full_source(key)).collect()
}

/// The foot of a record that has no disputes of its own and rests on `cites`.
fn foot<'s>(page: &Page<'s>, key: Key, cites: impl IntoIterator<Item = &'s Cite>, cite_this: String) -> Foot {
    let sources = Some(own_sources(page, cites));
    Foot { disputes: None, sources, sources_heading: "Sources", backlinks: backlinks(page, key), cite_this }
}

/// A page that is a list in one or more parts.
#[derive(Serialize)]
struct ListView<'v> {
    lead: &'v Html,
    sections: Vec<ListSection>,
}

fn list_page<'s>(page: Page<'s>, title: &str, lead: &Html, sections: Vec<ListSection>) -> Sheet<'s> {
    let frame = Frame { title: title.to_owned(), description: lead.plain().to_owned(), ..Frame::default() };
    Sheet { view: theme::value(&ListView { lead, sections }), page, frame, template: "list.html" }
}

/// How to quote a record: its name, the desk, the date of the facts and its permalink.
fn cite_this(page: &Page<'_>, name: &str, place: &Place) -> String {
    let site = page.site.briefing().site();
    let desk = site.desk.as_deref().map_or(String::new(), |desk| format!("{desk}, "));
    format!("{desk}“{name}”, {}, facts as of {}, {}", site.title, site.as_of, permalink(page.site, place))
}

/// The facts of a record as fields.
fn fields<'s>(page: &mut Page<'s>, record: &'s impl Record) -> Vec<FieldView> {
    let key = record.key();
    let facts = record.facts();
    let facts = facts.iter().enumerate();
    facts.map(|(number, fact)| disputed_field(page, (key, number), fact, &record.head().cite)).collect()
}

/// A fact as a field that leads to its page of disagreement, where there is one.
///
/// It comes with its record and its place among the facts of it; `own` is the evidence of the whole record.
fn disputed_field<'s>(
    page: &mut Page<'s>,
    (key, number): (Key, usize),
    fact: &FactRef<'s>,
    own: &'s [Cite],
) -> FieldView {
    let mut field = page.field(fact, own);
    if !fact.also_reported.is_empty() {
        field.disagreement = Some(page.href_to_page(&PageKey::Disputed(key, number)));
    }
    field
}
