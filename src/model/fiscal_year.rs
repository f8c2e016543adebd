//! Japanese fiscal years: 1 April to 31 March, named after the year they start in.

use std::fmt;

use super::PartialDate;

/// The Japanese fiscal year that starts in April of the given year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i16);

/// The first year of the Reiwa era: Reiwa 1 is 2019.
const BEFORE_REIWA: i16 = 2018;

impl FiscalYear {
    /// The first year that can be written.
    pub const FIRST: Self = Self(1900);

    /// The fiscal year that starts in April of `year`; `None` outside 1900–2999.
    pub fn starting(year: i16) -> Option<Self> {
        (1900..3000).contains(&year).then_some(Self(year))
    }

    /// Reads the reserved reference word `fy2023`.
    pub fn parse_word(word: &str) -> Option<Self> {
        let digits = word.strip_prefix("fy").filter(|rest| rest.len() == 4)?;
        digits.parse().ok().and_then(Self::starting)
    }

    /// The calendar year it starts in.
    pub fn start(self) -> i16 {
        self.0
    }

    /// The reserved word for it: `fy2023`.
    pub fn word(self) -> String {
        format!("fy{}", self.0)
    }

    /// The long form, once a page: `FY2023 (Apr 2023–Mar 2024, 令和5年度)`.
    pub fn long(self) -> String {
        let era = self.0 - BEFORE_REIWA;
        let japanese = match era {
            ..=0 => String::new(),
            1 => ", 令和元年度".to_owned(),
            _ => format!(", 令和{era}年度"),
        };
        format!("{self} (Apr\u{a0}{}–Mar\u{a0}{}{japanese})", self.0, self.0 + 1)
    }

    /// Whether some day that `date` can mean lies in this fiscal year.
    pub fn may_contain(self, date: &PartialDate) -> bool {
        let ((first_year, first_month, _), (last_year, last_month, _)) = (date.earliest(), date.latest());
        (first_year, first_month) <= (self.0 + 1, 3) && (last_year, last_month) >= (self.0, 4)
    }

    /// The fiscal year in which the earliest day of `date` lies.
    pub fn of(date: &PartialDate) -> Self {
        let (year, month, _) = date.earliest();
        Self(if month >= 4 { year } else { year - 1 })
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FY{}", self.0)
    }
}
