//! What follows from the records: stages, waits, totals, budgets, disagreements, and who plays which part.
//!
//! Computed in one pass over the records and only read from then on. Nothing here is ever typed, and no page is known.

mod budget;
mod dispute;
mod relation;
mod stage;
mod total;
mod wait;

use std::collections::BTreeMap;

#[cfg(test)]
use crate::work;

use crate::model::anchor::List;
use crate::model::records::Grant;
use crate::model::{FiscalYear, Key, Kind, Money, PartialDate, PerRecord, Record, Records, Scope, Targets};

pub use budget::{BudgetOfRecord, budgets_of_record};
pub use dispute::Dispute;
pub use relation::{Part, Reliance};
pub use stage::Stage;
pub use total::{Total, add_up};
pub use wait::Waiting;

/// The grants of a scope and their sums.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Grants whatever their stage, by signature and then in the order of the file; those not signed last.
    pub grants: Vec<Key>,
    /// Grants signed and not cancelled.
    pub signed: Total,
    /// Grants fully delivered.
    pub delivered: Total,
    /// Grants planned and not signed.
    pub planned: Vec<Key>,
    /// Countries with a grant at any stage, in the order of their first signature; planned ones last.
    pub countries: Vec<Key>,
    /// Countries with a signed grant, in the order of their first signature.
    pub recipients: Vec<Key>,
}

/// A fiscal year by its figures.
#[derive(Clone, Debug, Default)]
pub struct YearFigures {
    /// Its grants and their sums.
    pub totals: Totals,
    /// The budget that counts.
    pub budget: Option<BudgetOfRecord>,
    /// What of the budget is not signed for; none where it can not be said.
    pub remaining: Option<Money>,
}

/// Everything derived, computed once.
#[derive(Debug)]
pub struct Ledger {
    programme: Totals,
    years: BTreeMap<FiscalYear, YearFigures>,
    countries: PerRecord<Totals>,
    nothing: YearFigures,
    waits: Vec<Option<Waiting>>,
    stages: Vec<Stage>,
    handovers: Vec<(Key, usize)>,
    disputes: Vec<Dispute>,
    disputes_about: PerRecord<Vec<usize>>,
    reliances: PerRecord<Vec<Reliance>>,
    parts: PerRecord<Vec<(Key, Part)>>,
    events: PerRecord<Vec<Key>>,
    offices: PerRecord<Vec<(Key, usize)>>,
    items: PerRecord<Vec<(Key, List, usize)>>,
    fact_count: usize,
}

impl Ledger {
    /// Computes what follows from the records of a checked briefing, whose facts are true for `as_of`.
    pub fn of(records: &Records, targets: &Targets, as_of: PartialDate) -> Self {
        #[cfg(test)]
        work::count(&work::LEDGERS);
        let mut grants: Vec<&Grant> = records.grants.iter().collect();
        grants.sort_by_key(|grant| {
            let signed = grant.signed.as_ref().map(|signed| signed.value);
            (signed.is_none(), signed, grant.fiscal_year)
        });
        let programme = Totals::of(&grants, targets);
        let mut of_countries: PerRecord<Vec<&Grant>> = PerRecord::of(records, &[Kind::Country]);
        let mut of_years: BTreeMap<FiscalYear, Vec<&Grant>> =
            records.years().into_iter().map(|year| (year, Vec::new())).collect();
        for grant in &grants {
            of_countries[targets.key(grant.recipient)].push(grant);
            of_years.entry(grant.fiscal_year).or_default().push(grant);
        }
        let mut budgets = budgets_of_record(&records.budgets);
        let year = |(year, grants): (FiscalYear, Vec<&Grant>)| {
            (year, YearFigures::of(Totals::of(&grants, targets), budgets.remove(&year)))
        };
        let years = of_years.into_iter().map(year).collect();
        let disputes = Dispute::all(records);
        Self {
            years,
            countries: of_countries.map(|grants| Totals::of(&grants, targets)),
            nothing: YearFigures::default(),
            waits: records.grants.iter().map(|grant| Waiting::of(grant, as_of)).collect(),
            stages: records.grants.iter().map(Stage::of).collect(),
            handovers: handovers(records),
            disputes_about: Dispute::by_record(&disputes, records, targets),
            disputes,
            reliances: relation::reliances(records, targets),
            parts: relation::parts(records, targets),
            events: relation::events(records, targets),
            offices: relation::offices(records, targets),
            items: relation::items(records, targets, &programme.grants),
            fact_count: records.all().map(|record| record.facts().len()).sum(),
            programme,
        }
    }

    /// The grants of a scope and their sums.
    pub fn totals(&self, scope: Scope) -> &Totals {
        match scope {
            Scope::Programme => &self.programme,
            Scope::Year(year) => &self.year(year).totals,
            Scope::Country(key) => &self.countries[key],
        }
    }

    /// The figures of a fiscal year; empty where no grant or budget names it.
    pub fn year(&self, year: FiscalYear) -> &YearFigures {
        self.years.get(&year).unwrap_or(&self.nothing)
    }

    /// Every fiscal year with a grant or a budget, oldest first, with its figures.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = (FiscalYear, &YearFigures)> {
        self.years.iter().map(|(year, figures)| (*year, figures))
    }

    /// How far a grant has come.
    pub fn stage(&self, grant: Key) -> Stage {
        self.stages[grant.index()]
    }

    /// How long a grant waited from its signature; none for grants that are not signed or were called off.
    pub fn waiting(&self, grant: Key) -> Option<Waiting> {
        self.waits[grant.index()]
    }

    /// Every handover, oldest first: its grant, and its place in the list there.
    pub fn handovers(&self) -> &[(Key, usize)] {
        &self.handovers
    }

    /// Everything on which sources differ: first the facts, then the questions, each in the order of the files.
    pub fn disputes(&self) -> &[Dispute] {
        &self.disputes
    }

    /// What sources differ on about a record.
    pub fn disputes_about(&self, key: Key) -> impl Iterator<Item = Dispute> {
        self.disputes_about[key].iter().map(|place| self.disputes[*place])
    }

    /// The facts that rest on a source.
    pub fn reliances(&self, source: Key) -> &[Reliance] {
        &self.reliances[source]
    }

    /// The parts that a person or an organisation plays in grants.
    pub fn parts(&self, party: Key) -> &[(Key, Part)] {
        &self.parts[party]
    }

    /// The events of a country, oldest first.
    pub fn events(&self, country: Key) -> &[Key] {
        &self.events[country]
    }

    /// The offices held in an organisation: a person, and the office by its place among that person's.
    pub fn offices(&self, organisation: Key) -> &[(Key, usize)] {
        &self.offices[organisation]
    }

    /// The items of a kind of equipment, in the order of the grants: the grant, the list and the place in it.
    pub fn items(&self, category: Key) -> &[(Key, List, usize)] {
        &self.items[category]
    }

    /// How many facts the records hold.
    pub fn fact_count(&self) -> usize {
        self.fact_count
    }
}

impl Totals {
    fn of(grants: &[&Grant], targets: &Targets) -> Self {
        let stage = |grant: &&Grant| Stage::of(grant);
        Self {
            grants: grants.iter().map(|grant| grant.key()).collect(),
            signed: Total::signed(grants.iter().copied()),
            delivered: Total::delivered(grants.iter().copied()),
            planned: grants.iter().filter(|grant| stage(grant) == Stage::Planned).map(|grant| grant.key()).collect(),
            countries: countries(grants.iter().copied(), targets),
            recipients: countries(grants.iter().copied().filter(|grant| stage(grant).is_signed()), targets),
        }
    }
}

/// The recipients of grants in their order, each once.
fn countries<'a>(grants: impl Iterator<Item = &'a Grant>, targets: &Targets) -> Vec<Key> {
    let mut seen = std::collections::BTreeSet::new();
    grants.map(|grant| targets.key(grant.recipient)).filter(|country| seen.insert(*country)).collect()
}

impl YearFigures {
    fn of(totals: Totals, budget: Option<BudgetOfRecord>) -> Self {
        let limit = budget.as_ref().and_then(|budget| budget.amount);
        let remaining = match (limit, totals.signed.single()) {
            (Some(limit), Some(sum)) => limit.minus(sum),
            (Some(limit), None) if totals.signed.sums.is_empty() => Some(limit),
            _ => None,
        };
        Self { totals, budget, remaining }
    }
}

fn handovers(records: &Records) -> Vec<(Key, usize)> {
    let of_grant = |grant: &Grant| (0..grant.deliveries.len()).map(|number| (grant.key(), number)).collect::<Vec<_>>();
    let mut handovers: Vec<_> = records.grants.iter().flat_map(of_grant).collect();
    handovers.sort_by_key(|(key, number)| records.grants[key.index()].deliveries[*number].date.value);
    handovers
}
