//! Sums: deliveries keep to orders, grants keep to budgets, and a year has one currency.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostics};
use crate::load::{Declared, Draft, Records};
use crate::model::records::{Budget, BudgetStage, Grant};
use crate::model::{FiscalYear, Id, Kind, Money, Quantity};

use super::Index;

/// The budget that the grants of a year are held against.
#[derive(Clone, Debug)]
pub struct BudgetOfRecord<'a> {
    /// The sum; none where its parts are in different currencies.
    pub amount: Option<Money>,
    /// The figures it is made of.
    pub parts: Vec<&'a Budget>,
    /// Whether it is only a draft, since no initial budget is known.
    pub is_draft: bool,
}

/// Initial plus supplementary; without an initial one the draft; else none. A request is never a budget.
pub fn budget_of_record(records: &Records, year: FiscalYear) -> Option<BudgetOfRecord<'_>> {
    let of_stage =
        |stage| records.budgets.iter().filter(move |budget| budget.fiscal_year == year && budget.stage == stage);
    let mut parts: Vec<_> = of_stage(BudgetStage::Initial).collect();
    let is_draft = parts.is_empty();
    parts.extend(of_stage(if is_draft { BudgetStage::Draft } else { BudgetStage::Supplementary }));
    let amount = add_up(parts.iter().map(|budget| budget.amount.value));
    (!parts.is_empty()).then_some(BudgetOfRecord { amount, parts, is_draft })
}

/// The sum of amounts of one currency; none where there are none or the currencies differ.
pub fn add_up(amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
    let mut amounts = amounts.into_iter();
    let first = amounts.next()?;
    amounts.try_fold(first, Money::plus)
}

/// Whether notes were exchanged and the grant stands. Signatures after `as_of` are errors, so none is left here.
pub fn is_signed(grant: &Grant) -> bool {
    grant.signed.is_some() && grant.cancelled.is_none()
}

/// The grants of each year that are signed, a record that is there twice once.
fn signed_by_year(draft: &Draft) -> BTreeMap<FiscalYear, Vec<&Grant>> {
    let mut years: BTreeMap<_, Vec<_>> =
        draft.records.budgets.iter().map(|budget| (budget.fiscal_year, Vec::new())).collect();
    let mut seen = BTreeSet::new();
    for grant in &draft.records.grants {
        if seen.insert(&grant.head.id) && is_signed(grant) && !grant.fiscal_year.is_unknown() {
            years.entry(grant.fiscal_year).or_default().push(grant);
        }
    }
    years
}

/// Whether every budget could be read; else a sum that exceeds them proves nothing.
fn budgets_are_whole(draft: &Draft) -> bool {
    let read: BTreeSet<&Id> = draft.records.budgets.iter().map(|budget| &budget.head.id).collect();
    let unread = |declared: &Declared| declared.key.kind == Kind::Budget && !read.contains(&declared.key.id);
    !draft.unparsed && !draft.declared.iter().any(unread)
}

/// The signed grants of a year are in the currency of its budget and do not exceed it.
pub(super) fn grants_keep_to_budgets(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    let whole = budgets_are_whole(draft);
    for (year, grants) in signed_by_year(draft) {
        let amounts: Vec<_> = grants.iter().filter_map(|grant| grant.amount.as_ref()).collect();
        let budget = budget_of_record(&draft.records, year);
        let figures = budget.iter().flat_map(|budget| budget.parts.iter().map(|part| &part.amount));
        let all: Vec<_> = figures.chain(amounts.iter().copied()).collect();
        let Some(currency) = all.first().map(|amount| amount.value.currency()) else { continue };
        let mut mixed = false;
        for amount in all.iter().filter(|amount| amount.value.currency() != currency) {
            mixed = true;
            let found = amount.value.currency();
            let message = format!("this is in {}, other sums of {year} are in {}", found.code(), currency.code());
            let hint = "give the sum in the currency of the budget; another one belongs in `also_reported`";
            diagnostics.add(Code::CurrencyMismatch, amount.span, message, Some(hint.to_owned()));
        }
        let Some(budget) = budget.filter(|_| !mixed && whole) else { continue };
        let signed = add_up(amounts.iter().map(|amount| amount.value));
        let noted = budget.parts.iter().any(|part| part.head.note.is_some() || part.amount.note.is_some());
        if let (Some(signed), Some(limit)) = (signed, budget.amount)
            && let Some(excess) = signed.minus(limit).filter(|excess| !excess.is_zero() && !noted)
        {
            let message =
                format!("the grants signed in {year} add up to {signed}, {excess} more than its budget of {limit}");
            let hint = "mend the amount that is wrong, or explain the excess in a `note` on the budget";
            diagnostics.add(Code::OverBudget, budget.parts[0].amount.span, message, Some(hint.to_owned()));
        }
    }
}

/// No more of a category is delivered than was ordered, where both are stated.
pub(super) fn deliveries_keep_to_orders(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    for grant in &draft.records.grants {
        let mut ordered: BTreeMap<&Id, Option<Quantity>> = BTreeMap::new();
        for item in &grant.equipment {
            let quantity = item.quantity.as_ref().map(|quantity| quantity.value);
            let sum = ordered.entry(&item.category.id).or_insert(Some(Quantity::exactly(0)));
            *sum = sum.zip(quantity).map(|(sum, quantity)| sum.plus(quantity));
        }
        let mut delivered: BTreeMap<&Id, Quantity> = BTreeMap::new();
        for delivery in &grant.deliveries {
            let (Some(category), Some(quantity)) = (&delivery.category, &delivery.quantity) else { continue };
            let Some(Some(ordered)) = ordered.get(&category.id) else { continue };
            let before = delivered.get(&category.id).copied().unwrap_or(Quantity::exactly(0));
            let sum = before.plus(quantity.value);
            // The handover with which the order is exceeded is told, not those that follow.
            if before.min() <= ordered.max() && sum.min() > ordered.max() {
                let message = format!("{sum} delivered with this handover, {ordered} ordered (`{}`)", category.id);
                let hint = Some("mend the quantity of the order or of the handover".to_owned());
                diagnostics.add(Code::DeliveredMoreThanOrdered, quantity.span, message, hint);
            }
            delivered.insert(&category.id, sum);
        }
    }
}
