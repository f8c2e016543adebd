//! How long a grant waits, or waited, from the exchange of notes to its last handover.

use crate::model::PartialDate;
use crate::model::date::Wait;
use crate::model::records::Grant;

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

impl Waiting {
    /// The wait of a grant; none for grants that are not signed or were called off.
    pub fn of(grant: &Grant, as_of: PartialDate) -> Option<Self> {
        let from = grant.signed.as_ref().filter(|_| grant.cancelled.is_none())?.value;
        let completed = grant.deliveries.iter().filter(|delivery| delivery.completes).map(|d| d.date.value).max();
        let until = completed.unwrap_or(as_of);
        Some(Self { wait: from.whole_months_to(&until), from, until, is_over: completed.is_some() })
    }
}
