//! Dates as places on a scale of fiscal years. Keeps no date and prints none.

use crate::model::records::Grant;
use crate::model::{FiscalYear, PartialDate, Scope};
use crate::site::Site;

use super::mark::{Look, Mark, Percent};

/// The most labels of a scale; more would not fit on a phone.
const MOST_LABELS: usize = 6;

/// The first and the last day that a date can mean, in years; months count as equal, which drawing can bear.
pub(super) fn bounds(date: PartialDate) -> (f64, f64) {
    let in_years = |(year, month, day): (i16, i8, i8)| {
        f64::from(year) + (f64::from(month) - 1.0) / 12.0 + (f64::from(day) - 1.0) / 372.0
    };
    (in_years(date.earliest()), in_years(date.latest()))
}

/// The fiscal years from the first signature of the programme to the date of the facts, each as wide as the others.
pub(super) struct Calendar {
    first: i16,
    years: usize,
    /// How many years share a label.
    step: usize,
}

impl Calendar {
    /// The scale that all figures of a site share.
    pub(super) fn of(site: &Site) -> Self {
        let as_of = site.briefing().site().as_of;
        // The ledger has the grants in the order of their signatures.
        let first = site.ledger().totals(Scope::Programme).grants.first().map(|key| site.get::<Grant>(*key));
        let signed = first.and_then(|grant| grant.signed.as_ref()).map(|signed| signed.value);
        let first = FiscalYear::of(&signed.unwrap_or(as_of)).start();
        let last = FiscalYear::of(&as_of).start().max(first);
        let needed = usize::from(last.abs_diff(first)) + 1;
        let step = needed.div_ceil(MOST_LABELS);
        let years = needed.next_multiple_of(step);
        // Years that fill up the last label come before the first signature, where nothing can be missing.
        Self { first: last - i16::try_from(years).unwrap_or(i16::MAX) + 1, years, step }
    }

    /// A label for each step.
    pub(super) fn labels(&self) -> Vec<String> {
        let starts = (self.first..).step_by(self.step).take(self.years / self.step);
        starts.map(|start| format!("FY{start}")).collect()
    }

    /// An upright line where each step but the first begins.
    pub(super) fn lines(&self) -> Vec<Mark> {
        let steps = u32::try_from(self.years / self.step).unwrap_or(u32::MAX);
        let at = |step: u32| Percent::of(f64::from(step) / f64::from(steps));
        (1..steps).map(|step| Mark::Upright { look: Look::Scale, at: at(step) }).collect()
    }

    /// The middle of what a date can mean.
    pub(super) fn place(&self, date: PartialDate) -> Percent {
        let (first, last) = bounds(date);
        let since = f64::midpoint(first, last) - f64::from(self.first) - 0.25;
        Percent::of(since / f64::from(u32::try_from(self.years).unwrap_or(u32::MAX)))
    }
}
