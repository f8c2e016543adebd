//! The views: one struct a page kind, filled from the site and shown by the template of the same name.

mod articles;
mod brief;
mod countries;
mod disagreements;
mod dispute;
mod fields;
mod foot;
mod grant;
mod grants;
mod home;
mod lists;
mod people;
mod question;
mod sheet;
mod sources;
mod timeline;
mod years;

use crate::address::PageKey;
use crate::ledger::Dispute;
use crate::model::{Key, Kind};

use super::page::Desk;

pub(super) use sheet::Sheet;

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
