//! Holds the editor's claims against each other: the only way from a draft to a briefing.
//!
//! Every rule is a function in an array; each sees the whole draft and reports what it finds. Knows no YAML, no pages.

mod dates;
mod evidence;
mod ids;
mod links;
mod references;
mod sums;

use std::collections::BTreeMap;

use crate::diag::Diagnostics;
use crate::load::{Draft, Records};
use crate::model::prose::{Reference, Relative};
use crate::model::records::{Article, Country, Grant, Record, SiteInfo, Source};
use crate::model::{FactRef, FiscalYear, Id, Key, Kind};

pub use ids::Index;
pub use sums::{BudgetOfRecord, add_up, budget_of_record, is_signed};

/// What a reference of prose points at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A record.
    Record(Key),
    /// A fact of a record, by its field.
    Fact(Key, Box<str>),
    /// An item of a list of a grant, by its anchor: `deliveries-uav`.
    Item(Key, Box<str>),
    /// The stage of a grant.
    Stage(Key),
    /// How long a grant waits or waited.
    Waiting(Key),
    /// A fiscal year.
    Year(FiscalYear),
    /// The programme as a whole.
    Programme,
    /// A figure that is computed from rows.
    Computed(Scope, Measure),
}

/// What a computed figure is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The programme.
    Programme,
    /// A fiscal year.
    Year(FiscalYear),
    /// A country.
    Country(Id),
}

/// What is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The budget of record.
    Budget,
    /// The amounts of signed grants.
    Signed,
    /// The amounts of fully delivered grants.
    Delivered,
    /// How many grants are signed.
    Grants,
    /// How many countries have a signed grant.
    Recipients,
}

/// Where a plain relative link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An article, and an anchor in it.
    Article(Id, Option<String>),
    /// A file of the media folder by its path from the content folder, and what follows `#`.
    Media(String, Option<String>),
    /// An anchor of the same article.
    Here(String),
}

/// Who names whom: a record whose prose or fields name another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The record that names.
    pub from: Key,
    /// The record that is named.
    pub to: Key,
}

/// A briefing that holds together: ids unique, references resolved, facts sourced, sums within their budgets.
#[derive(Debug)]
pub struct Briefing {
    site: SiteInfo,
    records: Records,
    index: Index,
    positions: BTreeMap<Id, usize>,
    targets: BTreeMap<Box<str>, Target>,
    edges: Vec<Edge>,
    media: Vec<String>,
    paths: links::Paths,
}

/// A rule: looks at the draft and notes what breaks it.
type Rule = fn(&Draft, &Index, &mut Diagnostics);

const RULES: [Rule; 14] = [
    ids::paths_collide,
    ids::items_have_names_of_their_own,
    references::references_resolve,
    links::links_resolve,
    evidence::facts_are_cited,
    evidence::sources_are_used,
    dates::nothing_before_its_signature,
    dates::nothing_ends_before_it_starts,
    dates::roles_end_after_they_begin,
    dates::nothing_done_after_as_of,
    dates::signatures_lie_in_their_year,
    dates::expectations_are_current,
    sums::deliveries_keep_to_orders,
    sums::grants_keep_to_budgets,
];

/// Checks a draft. Warnings come back beside the briefing.
///
/// # Errors
/// All diagnostics, where any of them is an error.
pub fn check(draft: Draft, mut diagnostics: Diagnostics) -> Result<(Briefing, Diagnostics), Diagnostics> {
    let index = Index::build(&draft, &mut diagnostics);
    for rule in RULES {
        rule(&draft, &index, &mut diagnostics);
    }
    let Some(site) = draft.site.clone().filter(|_| !diagnostics.has_errors()) else { return Err(diagnostics) };
    let paths = links::Paths::of(&draft);
    let (targets, edges) = references::resolved(&draft, &index, &paths);
    let media = draft.media.into_iter().map(|(name, _)| name).collect();
    let positions = positions(&draft.records);
    Ok((Briefing { site, records: draft.records, index, positions, targets, edges, media, paths }, diagnostics))
}

impl Briefing {
    /// The site as a whole.
    pub fn site(&self) -> &SiteInfo {
        &self.site
    }

    /// Replaces the address at which the site is hosted.
    #[must_use]
    pub fn hosted_at(mut self, base_url: Option<Box<str>>) -> Self {
        if base_url.is_some() {
            self.site.base_url = base_url;
        }
        self
    }

    /// Every record.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The media files, by their paths from the content folder.
    pub fn media(&self) -> &[String] {
        &self.media
    }

    /// Who names whom.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Former ids and the records they belong to now.
    pub fn renamed(&self) -> impl Iterator<Item = (&Id, &Key)> {
        self.index.former()
    }

    /// The key of a checked id.
    pub fn key(&self, id: &Id) -> &Key {
        self.index.get(id.as_str()).unwrap_or_else(|| unreachable!("`{id}` was checked"))
    }

    /// What a checked reference points at.
    pub fn target(&self, reference: &Reference) -> &Target {
        self.targets.get(&reference.word).unwrap_or_else(|| unreachable!("`{}` was checked", reference.word))
    }

    /// Where a checked relative link leads.
    pub fn destination(&self, link: &Relative) -> Destination {
        self.paths
            .destination(link, &self.records.articles)
            .unwrap_or_else(|| unreachable!("`{}` was checked", link.path))
    }

    /// The record of a key, whatever its kind.
    pub fn record(&self, key: &Key) -> AnyRecord<'_> {
        fn one<T: Record>(records: &[T], position: usize) -> AnyRecord<'_> {
            AnyRecord::new(&records[position])
        }
        let position = self.position(&key.id);
        let records = &self.records;
        match key.kind {
            Kind::Grant => one(&records.grants, position),
            Kind::Country => one(&records.countries, position),
            Kind::Article => one(&records.articles, position),
            Kind::Budget => one(&records.budgets, position),
            Kind::Equipment => one(&records.equipment, position),
            Kind::Event => one(&records.events, position),
            Kind::Disagreement => one(&records.disagreements, position),
            Kind::Person => one(&records.people, position),
            Kind::Organisation => one(&records.organisations, position),
            Kind::Term => one(&records.terms, position),
            Kind::Change => one(&records.changes, position),
            Kind::Source => one(&records.sources, position),
        }
    }

    fn position(&self, id: &Id) -> usize {
        *self.positions.get(id).unwrap_or_else(|| unreachable!("`{id}` was checked"))
    }

    /// The grant of a checked id.
    pub fn grant(&self, id: &Id) -> &Grant {
        &self.records.grants[self.position(id)]
    }

    /// The country of a checked id.
    pub fn country(&self, id: &Id) -> &Country {
        &self.records.countries[self.position(id)]
    }

    /// The source of a checked id.
    pub fn source(&self, id: &Id) -> &Source {
        &self.records.sources[self.position(id)]
    }

    /// The article of a checked id.
    pub fn article(&self, id: &Id) -> &Article {
        &self.records.articles[self.position(id)]
    }
}

/// The place of every record in the list of its section.
fn positions(records: &Records) -> BTreeMap<Id, usize> {
    fn of<T: Record>(records: &[T]) -> impl Iterator<Item = (Id, usize)> {
        records.iter().enumerate().map(|(position, record)| (record.head().id.clone(), position))
    }
    of(&records.grants)
        .chain(of(&records.countries))
        .chain(of(&records.articles))
        .chain(of(&records.budgets))
        .chain(of(&records.equipment))
        .chain(of(&records.events))
        .chain(of(&records.disagreements))
        .chain(of(&records.people))
        .chain(of(&records.organisations))
        .chain(of(&records.terms))
        .chain(of(&records.changes))
        .chain(of(&records.sources))
        .collect()
}

/// A record seen through what all records share.
#[derive(Clone, Debug)]
pub struct AnyRecord<'a> {
    /// Its key.
    pub key: Key,
    /// The words that name it.
    pub name: String,
    /// Its facts.
    pub facts: Vec<FactRef<'a>>,
}

impl<'a> AnyRecord<'a> {
    fn new(record: &'a impl Record) -> Self {
        Self { key: record.key(), name: record.name(), facts: record.facts() }
    }

    /// Every record of a briefing, in the order of the kinds and of the files.
    pub fn all(records: &'a Records) -> Vec<Self> {
        let mut all = Vec::new();
        all.extend(records.grants.iter().map(Self::new));
        all.extend(records.countries.iter().map(Self::new));
        all.extend(records.articles.iter().map(Self::new));
        all.extend(records.budgets.iter().map(Self::new));
        all.extend(records.equipment.iter().map(Self::new));
        all.extend(records.events.iter().map(Self::new));
        all.extend(records.disagreements.iter().map(Self::new));
        all.extend(records.people.iter().map(Self::new));
        all.extend(records.organisations.iter().map(Self::new));
        all.extend(records.terms.iter().map(Self::new));
        all.extend(records.changes.iter().map(Self::new));
        all.extend(records.sources.iter().map(Self::new));
        all
    }
}
