//! Sums and totals as the language of the site writes them.

use crate::ledger::Total;
use crate::model::Money;

use super::counted;

/// The language of a site, as far as sums are written differently in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, and every other language but Japanese: `¥400 million`.
    English,
    /// Japanese: `4億円`.
    Japanese,
}

impl Language {
    /// The language of a BCP 47 tag.
    pub fn of(tag: &str) -> Self {
        if tag.split('-').next() == Some("ja") { Self::Japanese } else { Self::English }
    }

    /// A sum. In Japanese, sums that are not whole yen are written as elsewhere.
    pub fn money(self, money: &Money) -> String {
        let japanese = if self == Self::Japanese { money.japanese() } else { None };
        japanese.unwrap_or_else(|| money.to_string())
    }

    /// A total: one sum a currency, or words where there is none.
    pub fn total(self, total: &Total) -> String {
        let sums: Vec<_> = total.sums.iter().map(|sum| self.money(sum)).collect();
        match (sums.is_empty(), total.grants.is_empty()) {
            (true, true) => "nothing".to_owned(),
            (true, false) => "an amount that is not stated".to_owned(),
            _ => sums.join(" + "),
        }
    }

    /// A total that says itself what it leaves out: `¥1 billion (not counting one amount that is not stated)`.
    pub fn total_with_gaps(self, total: &Total) -> String {
        let words = self.total(total);
        match (total.sums.is_empty(), total.without_amount.len()) {
            (true, _) | (_, 0) => words,
            (false, 1) => format!("{words} (not counting one amount that is not stated)"),
            (false, gaps) => format!("{words} (not counting {} that are not stated)", counted(gaps, "amount")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;
    use crate::ledger::Total;
    use crate::model::{Key, Kind, Money};

    fn total(sums: &[&str], gaps: usize) -> Total {
        let keys = |count| (0..count).map(|place| Key::at(Kind::Grant, place)).collect::<Vec<_>>();
        let sums = sums.iter().map(|sum| Money::parse(sum, |_| true).expect("a sum")).collect::<Vec<_>>();
        Total { grants: keys(sums.len() + gaps), without_amount: keys(gaps), sums }
    }

    #[test]
    fn a_total_has_one_wording_in_each_language() {
        let (both, gaps) = (total(&["400 million JPY", "2 million USD"], 0), total(&["400 million JPY"], 2));
        assert_eq!(Language::English.total(&both), "¥400\u{a0}million + US$2\u{a0}million");
        assert_eq!(Language::Japanese.total(&both), "4億円 + US$2\u{a0}million");
        assert_eq!(
            Language::of("ja-JP").total_with_gaps(&gaps),
            "4億円 (not counting two amounts that are not stated)"
        );
        assert_eq!(Language::of("en").total_with_gaps(&total(&[], 0)), "nothing");
        assert_eq!(Language::of("jav").total_with_gaps(&total(&[], 1)), "an amount that is not stated");
    }
}
