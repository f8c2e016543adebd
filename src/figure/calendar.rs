//! Dates as coordinates, in years. Keeps no date and prints none.

use crate::model::PartialDate;

/// The first and the last day that a date can mean, in years; months count as equal, which drawing can bear.
pub(super) fn bounds(date: PartialDate) -> (f64, f64) {
    let in_years = |(year, month, day): (i16, i8, i8)| {
        f64::from(year) + (f64::from(month) - 1.0) / 12.0 + (f64::from(day) - 1.0) / 372.0
    };
    (in_years(date.earliest()), in_years(date.latest()))
}

/// The middle of what a date can mean, in years.
pub(super) fn position(date: PartialDate) -> f64 {
    let (first, last) = bounds(date);
    f64::midpoint(first, last)
}
