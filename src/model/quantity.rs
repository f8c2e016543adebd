//! Whole quantities, exact or between two bounds.

use std::fmt;

/// How many: a number, or a range where the record knows no better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    min: u64,
    max: u64,
}

impl Quantity {
    /// Between `min` and `max`, both included; `None` if they are the wrong way round.
    pub fn between(min: u64, max: u64) -> Option<Self> {
        (min <= max).then_some(Self { min, max })
    }

    /// Exactly `number`.
    pub fn exactly(number: u64) -> Self {
        Self { min: number, max: number }
    }

    /// The least it can be.
    pub fn min(self) -> u64 {
        self.min
    }

    /// The most it can be.
    pub fn max(self) -> u64 {
        self.max
    }

    /// The sum of two quantities, bound by bound.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { min: self.min.saturating_add(other.min), max: self.max.saturating_add(other.max) }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (min, max) = (super::text::grouped(self.min.into()), super::text::grouped(self.max.into()));
        if self.min == self.max { write!(formatter, "{min}") } else { write!(formatter, "{min} to {max}") }
    }
}
