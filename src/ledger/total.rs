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
    pub fn of<'a>(grants: impl Iterator<Item = &'a Grant>) -> Self {
        let mut total = Self::default();
        for grant in grants {
            total.grants.push(grant.key());
            match &grant.amount {
                Some(amount) => total.add(amount.value),
                None => total.without_amount.push(grant.key()),
            }
        }
        total.sort();
        total
    }

    /// Puts the sums in their one order.
    fn sort(&mut self) {
        self.sums.sort_by_key(|sum| (sum.currency() != Currency::JPY, sum.currency()));
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

#[cfg(test)]
mod tests {
    use super::{Total, add_up};
    use crate::model::Money;

    fn money(text: &str) -> Money {
        Money::parse(text, |_| true).expect("a sum")
    }

    #[test]
    fn sums_stand_in_one_order_whatever_the_order_of_the_grants() {
        let mut total = Total::default();
        for sum in ["1 USD", "2 EUR", "3 JPY", "4 USD"] {
            total.add(money(sum));
        }
        total.sort();
        assert_eq!(total.sums, ["3 JPY", "2 EUR", "5 USD"].map(money));
        assert_eq!(add_up(total.sums), None);
    }
}
