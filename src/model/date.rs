//! Dates that keep the precision with which they are known.

use std::{cmp::Ordering, fmt};

use jiff::civil::Date;

/// A day, a month or a year.
///
/// The order of dates puts a vaguer date before the fuller ones within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month are known.
    Month(i16, i8),
    /// The day is known.
    Day(Date),
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl PartialDate {
    /// Reads `2023-12-16`, `2023-12` or `2023`; `None` for anything else and for days that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let all_digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = text.split('-');
        let year = parts.next().filter(|part| all_digits(part, 4))?.parse::<i16>().ok().filter(|year| *year > 0)?;
        let Some(month) = parts.next() else { return Some(Self::Year(year)) };
        let month =
            Some(month).filter(|part| all_digits(part, 2))?.parse::<i8>().ok().filter(|m| (1..=12).contains(m))?;
        let Some(day) = parts.next() else { return Some(Self::Month(year, month)) };
        let day = Some(day).filter(|part| all_digits(part, 2))?.parse::<i8>().ok()?;
        if parts.next().is_some() {
            return None;
        }
        Date::new(year, month, day).ok().map(Self::Day)
    }

    /// The calendar year.
    pub fn year(&self) -> i16 {
        self.earliest().0
    }

    /// The first day it can mean, as (year, month, day).
    pub fn earliest(&self) -> (i16, i8, i8) {
        match *self {
            Self::Year(year) => (year, 1, 1),
            Self::Month(year, month) => (year, month, 1),
            Self::Day(date) => (date.year(), date.month(), date.day()),
        }
    }

    /// The last day it can mean, as (year, month, day); a month ends on 31 here, which serves for comparing.
    pub fn latest(&self) -> (i16, i8, i8) {
        match *self {
            Self::Year(year) => (year, 12, 31),
            Self::Month(year, month) => (year, month, 31),
            Self::Day(date) => (date.year(), date.month(), date.day()),
        }
    }

    /// Whether every day it can mean lies before every day that `other` can mean.
    pub fn certainly_before(&self, other: &Self) -> bool {
        self.latest() < other.earliest()
    }

    /// Whole months from here to `end`, and whether they are only about right because a day is unknown.
    ///
    /// `None` where either date is only a year, or where the end comes first.
    pub fn whole_months_to(&self, end: &Self) -> Option<Wait> {
        if matches!(self, Self::Year(_)) || matches!(end, Self::Year(_)) {
            return None;
        }
        let (start_year, start_month, start_day) = self.earliest();
        let (end_year, end_month, end_day) = end.earliest();
        let exact = matches!((self, end), (Self::Day(_), Self::Day(_)));
        let calendar =
            (i32::from(end_year) - i32::from(start_year)) * 12 + i32::from(end_month) - i32::from(start_month);
        let unfinished = i32::from(exact && end_day < start_day);
        u32::try_from(calendar - unfinished).ok().map(|months| Wait { months, exact })
    }
}

/// A stretch of whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Whole months.
    pub months: u32,
    /// False where one of the two ends is known to the month only.
    pub exact: bool,
}

impl fmt::Display for Wait {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.exact { "" } else { "about " };
        let unit = if self.months == 1 { "month" } else { "months" };
        write!(formatter, "{about}{}\u{a0}{unit}", self.months)
    }
}

impl fmt::Display for PartialDate {
    /// `16 December 2023`, `December 2023` or `2023`; the alternate form is the ISO one.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |month: i8| MONTHS[usize::from(month.unsigned_abs()) - 1];
        match (*self, formatter.alternate()) {
            (Self::Year(year), false) => write!(formatter, "{year}"),
            (Self::Month(year, month), false) => write!(formatter, "{}\u{a0}{year}", name(month)),
            (Self::Day(date), false) => {
                write!(formatter, "{}\u{a0}{} {}", date.day(), name(date.month()), date.year())
            }
            (Self::Year(year), true) => write!(formatter, "{year:04}"),
            (Self::Month(year, month), true) => write!(formatter, "{year:04}-{month:02}"),
            (Self::Day(date), true) => {
                write!(formatter, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
            }
        }
    }
}

impl PartialDate {
    fn sort_key(self) -> (i16, i8, i8) {
        match self {
            Self::Year(year) => (year, 0, 0),
            Self::Month(year, month) => (year, month, 0),
            Self::Day(date) => (date.year(), date.month(), date.day()),
        }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}
