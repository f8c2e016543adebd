//! How far a grant has come. Never typed: it follows from its dates and handovers.

use crate::model::records::Grant;

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

    /// Several stages as one: delivered where all that was signed is, partly where some of it is.
    pub fn combined(stages: impl IntoIterator<Item = Self>) -> Self {
        let mut counts = [0_usize; 5];
        for stage in stages {
            counts[stage as usize] += 1;
        }
        let [planned, signed, partly, delivered, _] = counts;
        match (planned, signed, partly, delivered) {
            (_, 0, 0, 1..) => Self::Delivered,
            (_, _, 1.., _) | (_, _, _, 1..) => Self::PartlyDelivered,
            (_, 1.., _, _) => Self::Signed,
            (1.., ..) => Self::Planned,
            _ => Self::Cancelled,
        }
    }

    /// Whether notes were exchanged and the grant stands.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::Signed | Self::PartlyDelivered | Self::Delivered)
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
