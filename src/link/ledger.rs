//! What follows from the records: stages, waiting times, totals and disagreements. Nothing here is ever typed.

use std::collections::BTreeSet;

use crate::check::{AnyRecord, Briefing, BudgetOfRecord, Scope, budget_of_record, is_signed};
use crate::model::date::Wait;
use crate::model::records::{Country, Delivery, Disagreement, DisagreementStatus, Grant};
use crate::model::{Cite, FactRef, FiscalYear, Id, Key, Money, PartialDate};

/// How far a grant has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// No notes are known to have been exchanged.
    Planned,
    /// Notes were exchanged; nothing was handed over.
    Signed,
    /// Something was handed over.
    PartlyDelivered,
    /// A handover completed it.
    Delivered,
    /// It was called off.
    Cancelled,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Signed, Self::PartlyDelivered, Self::Delivered, Self::Cancelled];

    /// The stage of a grant.
    pub fn of(grant: &Grant) -> Self {
        if grant.cancelled.is_some() {
            Self::Cancelled
        } else if grant.signed.is_none() {
            Self::Planned
        } else if grant.deliveries.iter().any(|delivery| delivery.completes) {
            Self::Delivered
        } else if grant.deliveries.is_empty() {
            Self::Signed
        } else {
            Self::PartlyDelivered
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Signed => "signed",
            Self::PartlyDelivered => "partly delivered",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
        }
    }

    /// The shape that stands beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Planned => "○",
            Self::Signed => "◐",
            Self::PartlyDelivered => "◕",
            Self::Delivered => "●",
            Self::Cancelled => "✕",
        }
    }

    /// The name of its style.
    pub fn class(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Signed => "signed",
            Self::PartlyDelivered => "partly-delivered",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
        }
    }
}

/// How long a signed grant waited, or waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Whole months; none where the dates are too vague.
    pub wait: Option<Wait>,
    /// The date of the signature.
    pub from: PartialDate,
    /// The final handover, or the date of the facts while it waits.
    pub until: PartialDate,
    /// Whether the final handover has happened.
    pub is_over: bool,
}

/// A sum over grants, with the rows it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// One sum a currency; none where no grant has an amount.
    pub sums: Vec<Money>,
    /// The grants that count.
    pub grants: Vec<Id>,
    /// Those among them without a stated amount.
    pub without_amount: Vec<Id>,
}

impl Total {
    fn of<'a>(grants: impl Iterator<Item = &'a Grant>) -> Self {
        let mut total = Self::default();
        for grant in grants {
            total.grants.push(grant.head.id.clone());
            match &grant.amount {
                Some(amount) => total.add(amount.value),
                None => total.without_amount.push(grant.head.id.clone()),
            }
        }
        total
    }

    fn add(&mut self, amount: Money) {
        for sum in &mut self.sums {
            if let Some(more) = sum.plus(amount) {
                *sum = more;
                return;
            }
        }
        self.sums.push(amount);
    }

    /// The sum where there is exactly one currency.
    pub fn single(&self) -> Option<Money> {
        match self.sums[..] {
            [sum] => Some(sum),
            _ => None,
        }
    }
}

/// A fiscal year by its figures.
#[derive(Clone, Debug)]
pub struct YearFigures<'a> {
    /// The year.
    pub year: FiscalYear,
    /// The budget that counts.
    pub budget: Option<BudgetOfRecord<'a>>,
    /// Grants signed and not cancelled.
    pub signed: Total,
    /// Grants fully delivered.
    pub delivered: Total,
    /// Grants planned and not signed.
    pub planned: Vec<Id>,
    /// What of the budget is not signed for; none where it can not be said.
    pub remaining: Option<Money>,
}

/// Something on which sources differ.
#[derive(Clone, Debug)]
pub enum Dispute<'a> {
    /// Values reported for a fact and not adopted.
    Field(Key, FactRef<'a>),
    /// A question of its own.
    Record(&'a Disagreement),
}

impl Dispute<'_> {
    /// The name of its page.
    pub fn name(&self) -> String {
        match self {
            Self::Field(key, fact) => format!("{}-{}", key.id, fact.field),
            Self::Record(record) => record.head.id.to_string(),
        }
    }

    /// How far it is understood; a field's is explained, since every value not adopted has its reason.
    pub fn status(&self) -> DisagreementStatus {
        match self {
            Self::Field(..) => DisagreementStatus::Explained,
            Self::Record(record) => record.status,
        }
    }

    /// Whether it is about a record.
    pub fn is_about(&self, key: &Key) -> bool {
        match self {
            Self::Field(owner, _) => owner == key,
            Self::Record(record) => record.about.iter().any(|pointer| pointer.id == key.id),
        }
    }

    /// Every citation of its claims.
    pub fn cites(&self) -> Vec<&Cite> {
        match self {
            Self::Field(_, fact) => {
                let reported = fact.also_reported.iter().flat_map(|reported| reported.cite);
                fact.cite.iter().chain(reported).collect()
            }
            Self::Record(record) => {
                let claims = record.claims.iter().flat_map(|claim| &claim.cite);
                record.head.cite.iter().chain(claims).collect()
            }
        }
    }
}

/// The figures of a briefing.
impl Briefing {
    /// Grants within a scope, whatever their stage, by signature and then in the order of the file.
    pub fn grants_of(&self, scope: &Scope) -> Vec<&Grant> {
        let inside = |grant: &&Grant| match scope {
            Scope::Programme => true,
            Scope::Year(year) => grant.fiscal_year == *year,
            Scope::Country(country) => grant.recipient.id == *country,
        };
        let mut grants: Vec<_> = self.records().grants.iter().filter(inside).collect();
        grants.sort_by_key(|grant| {
            let signed = grant.signed.as_ref().map(|signed| signed.value);
            (signed.is_none(), signed, grant.fiscal_year)
        });
        grants
    }

    /// What was signed within a scope and not cancelled.
    pub fn signed_in(&self, scope: &Scope) -> Total {
        Total::of(self.grants_of(scope).into_iter().filter(|grant| is_signed(grant)))
    }

    /// What was fully delivered within a scope, never pro rata.
    pub fn delivered_in(&self, scope: &Scope) -> Total {
        Total::of(self.grants_of(scope).into_iter().filter(|grant| Stage::of(grant) == Stage::Delivered))
    }

    /// Countries with a signed grant within a scope, in the order of their first signature.
    pub fn recipients_in(&self, scope: &Scope) -> Vec<&Country> {
        let mut seen = BTreeSet::new();
        let grants = self.grants_of(scope).into_iter().filter(|grant| is_signed(grant));
        grants.filter(|grant| seen.insert(&grant.recipient.id)).map(|g| self.country(&g.recipient.id)).collect()
    }

    /// Countries with a grant at any stage, in the order of their first signature; planned ones last.
    pub fn countries_with_grants(&self) -> Vec<&Country> {
        let mut seen = BTreeSet::new();
        let grants = self.grants_of(&Scope::Programme).into_iter();
        grants.filter(|grant| seen.insert(&grant.recipient.id)).map(|g| self.country(&g.recipient.id)).collect()
    }

    /// Every fiscal year with a grant or a budget, oldest first.
    pub fn years(&self) -> Vec<FiscalYear> {
        let records = self.records();
        let of_grants = records.grants.iter().map(|grant| grant.fiscal_year);
        let years: BTreeSet<_> = of_grants.chain(records.budgets.iter().map(|budget| budget.fiscal_year)).collect();
        years.into_iter().collect()
    }

    /// The figures of a fiscal year.
    pub fn year_figures(&self, year: FiscalYear) -> YearFigures<'_> {
        let scope = Scope::Year(year);
        let budget = budget_of_record(self.records(), year);
        let signed = self.signed_in(&scope);
        let limit = budget.as_ref().and_then(|budget| budget.amount);
        let remaining = match (limit, signed.single()) {
            (Some(limit), Some(sum)) => limit.minus(sum),
            (Some(limit), None) if signed.sums.is_empty() => Some(limit),
            _ => None,
        };
        let planned = self.grants_of(&scope).into_iter().filter(|grant| Stage::of(grant) == Stage::Planned);
        let planned = planned.map(|grant| grant.head.id.clone()).collect();
        YearFigures { year, budget, signed, delivered: self.delivered_in(&scope), planned, remaining }
    }

    /// How long a grant waited from its signature; none for grants that are not signed or were called off.
    pub fn waiting(&self, grant: &Grant) -> Option<Waiting> {
        let from = grant.signed.as_ref().filter(|_| grant.cancelled.is_none())?.value;
        let completed = grant.deliveries.iter().filter(|delivery| delivery.completes).map(|d| d.date.value).max();
        let until = completed.unwrap_or(self.site().as_of);
        Some(Waiting { wait: from.whole_months_to(&until), from, until, is_over: completed.is_some() })
    }

    /// Every handover with its grant, oldest first.
    pub fn handovers(&self) -> Vec<(&Grant, &Delivery)> {
        let grants = self.records().grants.iter();
        let mut handovers: Vec<_> = grants.flat_map(|grant| grant.deliveries.iter().map(move |d| (grant, d))).collect();
        handovers.sort_by_key(|(_, delivery)| delivery.date.value);
        handovers
    }

    /// Everything on which sources differ: first the fields, then the questions, each in the order of the files.
    pub fn disputes(&self) -> Vec<Dispute<'_>> {
        let fields = AnyRecord::all(self.records()).into_iter().flat_map(|record| {
            let key = record.key;
            let disputed = record.facts.into_iter().filter(|fact| !fact.also_reported.is_empty());
            disputed.map(move |fact| Dispute::Field(key.clone(), fact)).collect::<Vec<_>>()
        });
        fields.chain(self.records().disagreements.iter().map(Dispute::Record)).collect()
    }

    /// How many facts the records hold.
    pub fn fact_count(&self) -> usize {
        AnyRecord::all(self.records()).iter().map(|record| record.facts.len()).sum()
    }
}
