//! Gives every record its place and finds out who refers to whom. Can not fail: the briefing was checked.

pub mod ledger;
pub mod path;

use std::collections::BTreeMap;

use crate::check::{AnyRecord, Briefing, Destination, Measure, Scope, Target};
use crate::model::prose::Relative;
use crate::model::{Id, Key, Kind};

pub use ledger::{Dispute, Stage, Total, Waiting, YearFigures};
pub use path::{Href, Place, SitePath};

/// A fact that rests on a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The record.
    pub record: Key,
    /// Its field, which is also its anchor.
    pub field: String,
    /// The words for the field.
    pub label: &'static str,
    /// Whether the source is cited for a value that is not adopted.
    pub is_rejected: bool,
}

/// A briefing in which every record has a place and knows who refers to it.
#[derive(Debug)]
pub struct Site {
    briefing: Briefing,
    backlinks: BTreeMap<Key, Vec<Key>>,
    resting: BTreeMap<Id, Vec<Rest>>,
}

/// Links a briefing.
pub fn link(briefing: Briefing) -> Site {
    let mut backlinks: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for edge in briefing.edges() {
        backlinks.entry(edge.to.clone()).or_default().push(edge.from.clone());
    }
    let mut resting: BTreeMap<Id, Vec<Rest>> = BTreeMap::new();
    for record in AnyRecord::all(briefing.records()) {
        for fact in &record.facts {
            let mut rest = |source: &Id, is_rejected| {
                let rest =
                    Rest { record: record.key.clone(), field: fact.field.clone(), label: fact.label, is_rejected };
                let list = resting.entry(source.clone()).or_default();
                if !list.contains(&rest) {
                    list.push(rest);
                }
            };
            fact.cite.iter().for_each(|cite| rest(&cite.source.id, false));
            let reported = fact.also_reported.iter().flat_map(|reported| reported.cite);
            reported.for_each(|cite| rest(&cite.source.id, true));
        }
    }
    Site { briefing, backlinks, resting }
}

impl Site {
    /// The briefing.
    pub fn briefing(&self) -> &Briefing {
        &self.briefing
    }

    /// The records that refer to a record, by kind and id.
    pub fn backlinks(&self, key: &Key) -> &[Key] {
        self.backlinks.get(key).map_or(&[], Vec::as_slice)
    }

    /// The facts that rest on a source.
    pub fn resting_on(&self, source: &Id) -> &[Rest] {
        self.resting.get(source).map_or(&[], Vec::as_slice)
    }

    /// Where a record is shown.
    pub fn place(&self, key: &Key) -> Place {
        match key.kind {
            Kind::Article => Place::of_article(&key.id, self.briefing.article(&key.id).kind),
            Kind::Budget => {
                let budget = self.briefing.records().budgets.iter().find(|budget| budget.head.id == key.id);
                budget.map_or_else(|| Place::of_key(key), Place::of_budget)
            }
            _ => Place::of_key(key),
        }
    }

    /// Where a fact or an item of a record is shown.
    pub fn field_place(&self, key: &Key, field: &str) -> Place {
        let place = self.place(key);
        match place.anchor {
            // A record that shares its page has one anchor of its own; its facts are shown there.
            Some(_) => place,
            None => Place::at(place.path, field),
        }
    }

    /// Where the target of a reference is shown; computed figures lead to the rows they are made of.
    pub fn target_place(&self, target: &Target) -> Place {
        let grants = SitePath::list(Kind::Grant);
        match target {
            Target::Record(key) => self.place(key),
            Target::Fact(key, field) | Target::Item(key, field) => self.field_place(key, field),
            Target::Stage(key) => Place::at(self.place(key).path, "stage"),
            Target::Waiting(key) => Place::at(self.place(key).path, "waiting"),
            Target::Year(year) => Place::top_of(SitePath::year(*year)),
            Target::Programme => Place::top_of(grants),
            Target::Computed(Scope::Programme, Measure::Recipients) => {
                Place::at(SitePath::list(Kind::Country), "recipients")
            }
            Target::Computed(Scope::Programme, Measure::Delivered) => Place::at(grants, "delivered"),
            Target::Computed(Scope::Programme, _) => Place::at(grants, "signed"),
            Target::Computed(Scope::Year(year), Measure::Budget) => Place::at(SitePath::year(*year), "budgets"),
            Target::Computed(Scope::Year(year), _) => Place::at(SitePath::year(*year), "grants"),
            Target::Computed(Scope::Country(id), _) => {
                Place::at(self.place(&Key { kind: Kind::Country, id: id.clone() }).path, "grants")
            }
        }
    }

    /// Where a plain relative link leads, and none for one within its own page.
    pub fn link_place(&self, link: &Relative, own: &SitePath) -> Place {
        match self.briefing.destination(link) {
            Destination::Article(id, fragment) => {
                let place = self.place(&Key { kind: Kind::Article, id });
                Place { path: place.path, anchor: fragment.map(Into::into) }
            }
            Destination::Media(name, fragment) => {
                Place { path: SitePath::file(&name), anchor: fragment.map(Into::into) }
            }
            Destination::Here(fragment) => Place::at(own.clone(), fragment),
        }
    }
}
