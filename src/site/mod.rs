//! A checked briefing with what follows from it: the ledger, a place for every record, and who refers to whom.
//!
//! Can not fail: the briefing was checked. Built once and only read from then on.

use crate::address::{PageKey, Place, SitePath};
use crate::check::Briefing;
use crate::ledger::Ledger;
use crate::model::records::{ArticleKind, Grant};
use crate::model::target::{Destination, Measure};
use crate::model::{Anchor, Key, Kind, Link, PerRecord, Pointer, Record, Records, Scope, Section, Target};
use crate::words::{Language, Plain};

/// A briefing in which every record has a place and knows who refers to it.
#[derive(Debug)]
pub struct Site {
    briefing: Briefing,
    ledger: Ledger,
    places: PerRecord<Place>,
    backlinks: PerRecord<Vec<Key>>,
    /// The articles about the site itself.
    about: Vec<Key>,
}

impl Site {
    /// Computes what follows from a briefing.
    pub fn of(briefing: Briefing) -> Self {
        let records = briefing.records();
        let mut backlinks = PerRecord::of(records, Kind::ALL);
        for edge in briefing.edges() {
            let list: &mut Vec<Key> = &mut backlinks[edge.to];
            list.push(edge.from);
        }
        let about = records.articles.iter().filter(|article| article.kind == ArticleKind::About);
        Self {
            ledger: Ledger::of(records, briefing.targets(), briefing.site().as_of),
            places: PerRecord::each(records, |key| Place::of_record(records, key)),
            backlinks,
            about: about.map(Record::key).collect(),
            briefing,
        }
    }

    pub fn briefing(&self) -> &Briefing {
        &self.briefing
    }

    /// The language in which sums are written.
    pub fn language(&self) -> Language {
        Language::of(&self.briefing.site().language)
    }

    /// What its texts read as.
    pub fn plain(&self) -> Plain<'_> {
        let (records, targets) = (self.records(), self.briefing.targets());
        Plain { records, targets, ledger: &self.ledger, language: self.language() }
    }

    /// The records of the briefing.
    pub fn records(&self) -> &Records {
        self.briefing.records()
    }

    /// The record of a key of a known section.
    pub fn get<T: Section>(&self, key: Key) -> &T {
        self.records().get(key)
    }

    /// The record that a pointer to a known section names.
    pub fn named<T: Section>(&self, pointer: Pointer) -> &T {
        self.get(self.key(pointer))
    }

    /// The key of the record that a pointer names.
    pub fn key(&self, pointer: Pointer) -> Key {
        self.briefing.targets().key(pointer)
    }

    /// What follows from the records.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The records that refer to a record, by kind and id.
    pub fn backlinks(&self, key: Key) -> &[Key] {
        &self.backlinks[key]
    }

    /// The articles about the site itself, to which every page leads.
    pub fn about(&self) -> &[Key] {
        &self.about
    }

    /// Where a record is shown.
    pub fn place(&self, key: Key) -> &Place {
        &self.places[key]
    }

    /// The path of a page.
    pub fn path(&self, page: &PageKey) -> SitePath {
        match page {
            PageKey::Record(key) => self.place(*key).path.clone(),
            page => page.path(self.records()),
        }
    }

    /// Where something of a record is shown. A record that shares its page has one anchor for all of it.
    pub fn part_place(&self, key: Key, anchor: Anchor<'_>) -> Place {
        let place = self.place(key).clone();
        match place.anchor {
            Some(_) => place,
            None => Place::at(place.path, anchor),
        }
    }

    /// Where a fact of a record is shown, by its place among the facts of the record.
    pub fn fact_place(&self, key: Key, fact: usize) -> Place {
        self.part_place(key, self.records().record(key).facts()[fact].field)
    }

    /// Where what a reference leads to is shown; computed figures lead to the rows they are made of.
    pub fn target_place(&self, target: Target) -> Place {
        match target {
            Target::Record(key) => self.place(key).clone(),
            Target::Fact(key, fact) => self.fact_place(key, fact),
            Target::Item(key, list, number) => {
                let name = self.get::<Grant>(key).item_name(list, number);
                self.part_place(key, Anchor::Item(list, name))
            }
            Target::Stage(key) => self.part_place(key, Anchor::Field("stage")),
            Target::Waiting(key) => self.part_place(key, Anchor::Field("waiting")),
            Target::Year(year) => Place::top_of(self.path(&PageKey::Year(year))),
            Target::Programme => Place::top_of(self.path(&PageKey::List(Kind::Grant))),
            Target::Computed(scope, measure) => self.rows_place(scope, measure),
        }
    }

    /// Where the rows stand that a computed figure is made of.
    fn rows_place(&self, scope: Scope, measure: Measure) -> Place {
        let (page, anchor) = match (scope, measure) {
            (Scope::Programme, Measure::Recipients) => (PageKey::List(Kind::Country), "recipients"),
            (Scope::Programme, Measure::Delivered) => (PageKey::List(Kind::Grant), "delivered"),
            (Scope::Programme, _) => (PageKey::List(Kind::Grant), "signed"),
            (Scope::Year(year), Measure::Budget) => (PageKey::Year(year), "page.budgets"),
            (Scope::Year(year), _) => (PageKey::Year(year), "page.grants"),
            (Scope::Country(key), _) => (PageKey::Record(key), "grants"),
        };
        Place::at(self.path(&page), anchor)
    }

    /// Where a plain relative link leads that stands on the page `own`.
    pub fn link_place(&self, link: Link, own: &SitePath) -> Place {
        match &self.briefing.targets().links[link.0] {
            Destination::Article(key, fragment) => {
                Place { path: self.place(*key).path.clone(), anchor: fragment.clone() }
            }
            Destination::Media(name, fragment) => Place { path: SitePath::file(name), anchor: fragment.clone() },
            Destination::Here(fragment) => Place::at(own.clone(), fragment.clone()),
        }
    }
}
