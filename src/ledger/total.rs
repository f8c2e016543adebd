//! Sums over grants, with the rows they are made of.

use crate::model::records::Grant;
use crate::model::{Currency, Key, Money, Record};

use super::Stage;

/// A sum over grants, with the rows it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// One sum a currency, yen first and then by code; none where no grant has an amount.
    pub sums: Vec<Money>,
    /// The grants that count.
    pub grants: Vec<Key>,
    /// Those among them without a stated amount.
    pub without_amount: Vec<Key>,
}

impl Total {
    /// The amounts of these grants.
    fn of<'a>(grants: impl Iterator<Item = &'a Grant>) -> Self {
        let mut total = Self::default();
        for grant in grants {
            total.grants.push(grant.key());
            match &grant.amount {
                Some(amount) => total.add(amount.value),
                None => total.without_amount.push(grant.key()),
            }
        }
        total.sums.sort_by_key(|sum| (sum.currency() != Currency::JPY, sum.currency()));
        total
    }

    /// What was signed among grants and not cancelled.
    pub fn signed<'a>(grants: impl Iterator<Item = &'a Grant>) -> Self {
        Self::of(grants.filter(|grant| Stage::of(grant).is_signed()))
    }

    /// What was delivered in full among grants, never pro rata.
    pub fn delivered<'a>(grants: impl Iterator<Item = &'a Grant>) -> Self {
        Self::of(grants.filter(|grant| Stage::of(grant) == Stage::Delivered))
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

/// The sum of amounts of one currency; none where there are none or the currencies differ.
pub fn add_up(amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
    let mut amounts = amounts.into_iter();
    let first = amounts.next()?;
    amounts.try_fold(first, Money::plus)
}
