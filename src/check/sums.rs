//! Sums: deliveries keep to orders, grants keep to budgets, and a year has one currency.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostics};
use crate::ledger::{Stage, add_up, budgets_of_record};
use crate::load::{Declared, Draft};
use crate::model::records::{Budget, Grant};
use crate::model::{FiscalYear, Key, Kind, Pointer, Quantity};

use super::ids::Index;
use super::resolve::Resolution;

/// The grants of each year that are signed, a record that is there twice once.
fn signed_by_year(draft: &Draft) -> BTreeMap<FiscalYear, Vec<&Grant>> {
    let mut years: BTreeMap<_, Vec<_>> =
        draft.records.budgets.iter().map(|budget| (budget.fiscal_year, Vec::new())).collect();
    let mut seen = BTreeSet::new();
    for grant in &draft.records.grants {
        if seen.insert(&grant.head.id) && Stage::of(grant).is_signed() {
            years.entry(grant.fiscal_year).or_default().push(grant);
        }
    }
    years
}

/// Whether every budget could be read; else a sum that exceeds them proves nothing.
fn budgets_are_whole(draft: &Draft) -> bool {
    let unread = |declared: &Declared| declared.kind == Kind::Budget && declared.key.is_none();
    !draft.unparsed && !draft.declared().any(unread)
}

/// The signed grants of a year are in the currency of its budget and do not exceed it.
pub(super) fn grants_keep_to_budgets(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    let whole = budgets_are_whole(draft);
    let mut budgets = budgets_of_record(&draft.records.budgets);
    for (year, grants) in signed_by_year(draft) {
        let amounts: Vec<_> = grants.iter().filter_map(|grant| grant.amount.as_ref()).collect();
        let budget = budgets.remove(&year);
        let part = |key: &Key| draft.records.get::<Budget>(*key);
        let figures = budget.iter().flat_map(|budget| budget.parts.iter().map(|key| &part(key).amount));
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
        let noted = budget.parts.iter().map(part).any(|part| part.head.note.is_some() || part.amount.note.is_some());
        if let (Some(signed), Some(limit)) = (signed, budget.amount)
            && let Some(excess) = signed.minus(limit).filter(|excess| !excess.is_zero() && !noted)
        {
            let message =
                format!("the grants signed in {year} add up to {signed}, {excess} more than its budget of {limit}");
            let hint = "fix the amount that is wrong, or explain the excess in a `note` on the budget";
            diagnostics.add(Code::OverBudget, part(&budget.parts[0]).amount.span, message, Some(hint.to_owned()));
        }
    }
}

/// No more of a category is delivered than was ordered, where both are stated.
pub(super) fn deliveries_keep_to_orders(
    draft: &Draft,
    _: &Index<'_>,
    resolution: &Resolution,
    diagnostics: &mut Diagnostics,
) {
    let key = |pointer: Pointer| resolution.pointers[pointer.0];
    for grant in draft.grants() {
        let mut ordered: BTreeMap<Key, Option<Quantity>> = BTreeMap::new();
        for item in &grant.equipment {
            let quantity = item.quantity.as_ref().map(|quantity| quantity.value);
            let Some(category) = key(item.category) else { continue };
            let sum = ordered.entry(category).or_insert(Some(Quantity::exactly(0)));
            *sum = sum.zip(quantity).map(|(sum, quantity)| sum.plus(quantity));
        }
        let mut delivered: BTreeMap<Key, Quantity> = BTreeMap::new();
        for delivery in &grant.deliveries {
            let (Some(category), Some(quantity)) = (delivery.category.and_then(key), &delivery.quantity) else {
                continue;
            };
            let Some(Some(ordered)) = ordered.get(&category) else { continue };
            let before = delivered.get(&category).copied().unwrap_or(Quantity::exactly(0));
            let sum = before.plus(quantity.value);
            // The handover with which the order is exceeded is reported, not those that follow.
            if before.min() <= ordered.max() && sum.min() > ordered.max() {
                let message = format!(
                    "{sum} delivered with this handover, {ordered} ordered (`{}`)",
                    draft.records.record(category).head().id
                );
                let hint = Some("fix the quantity of the order or of the handover".to_owned());
                diagnostics.add(Code::DeliveredMoreThanOrdered, quantity.span, message, hint);
            }
            delivered.insert(category, sum);
        }
    }
}
