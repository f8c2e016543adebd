//! The budget that the grants of a fiscal year are held against.

use std::collections::BTreeMap;

use crate::model::records::{Budget, BudgetStage};
use crate::model::{FiscalYear, Key, Money, Record};

use super::total::add_up;

/// The budget that the grants of a year are held against.
#[derive(Clone, Debug)]
pub struct BudgetOfRecord {
    /// The sum; none where its parts are in different currencies.
    pub amount: Option<Money>,
    /// The figures it is made of.
    pub parts: Vec<Key>,
    /// Whether it is only a draft, since no initial budget is known.
    pub is_draft: bool,
}

/// The budget of record of every fiscal year that has one.
///
/// It is initial plus supplementary; without an initial one the draft; else there is none. A request is never a budget.
pub fn budgets_of_record(budgets: &[Budget]) -> BTreeMap<FiscalYear, BudgetOfRecord> {
    let mut years: BTreeMap<FiscalYear, Vec<&Budget>> = BTreeMap::new();
    for budget in budgets {
        years.entry(budget.fiscal_year).or_default().push(budget);
    }
    years.into_iter().filter_map(|(year, figures)| Some((year, of_year(&figures)?))).collect()
}

fn of_year(figures: &[&Budget]) -> Option<BudgetOfRecord> {
    let of_stage = |stage| figures.iter().filter(move |budget| budget.stage == stage);
    let mut parts: Vec<_> = of_stage(BudgetStage::Initial).collect();
    let is_draft = parts.is_empty();
    parts.extend(of_stage(if is_draft { BudgetStage::Draft } else { BudgetStage::Supplementary }));
    let amount = add_up(parts.iter().map(|budget| budget.amount.value));
    let parts: Vec<_> = parts.into_iter().map(|budget| budget.key()).collect();
    (!parts.is_empty()).then_some(BudgetOfRecord { amount, parts, is_draft })
}
