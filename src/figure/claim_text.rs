//! Reads the size that a claim states, where it plainly states one. Claims are words, so in doubt there is none.

use crate::model::{Money, PartialDate};

/// How far a claim reaches on its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reach {
    /// One value.
    Exactly(f64),
    /// From one value to another.
    Between(f64, f64),
    /// That value and more.
    Upwards(f64),
    /// That value and less.
    Downwards(f64),
}

impl Reach {
    /// The least and the greatest value that is stated.
    pub(super) fn ends(self) -> (f64, f64) {
        match self {
            Self::Exactly(value) | Self::Upwards(value) | Self::Downwards(value) => (value, value),
            Self::Between(low, high) => (low, high),
        }
    }
}

/// What a claim measures; only claims with the same measure share a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Sums in one currency.
    Money(String),
    /// Days.
    Date,
    /// Numbers of a unit, which is empty for bare numbers.
    Number(String),
}

const SMALL: [(&str, u32); 13] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("dozen", 12),
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const MORE: [&str; 4] = ["more than ", "at least ", "over ", "not before "];
const LESS: [&str; 4] = ["fewer than ", "less than ", "at most ", "up to "];
const NEUTRAL: [&str; 7] = ["in ", "on ", "by ", "to ", "about ", "around ", "a "];

/// The measure and the reach of a claim that begins with a size: `¥7.7 trillion, up 13 per cent`, `More than ten`.
pub(super) fn read(claim: &str) -> Option<(Measure, Reach)> {
    let mut rest = claim.trim().to_lowercase().replace('\u{a0}', " ");
    let mut direction = None;
    while let Some((prefix, found)) = prefix_of(&rest) {
        direction = direction.or(found);
        rest = rest[prefix..].to_owned();
    }
    // What follows a comma or bracket comments on the size.
    let end = rest.char_indices().find(|(at, character)| ends_size(&rest, *at, *character)).map(|(at, _)| at);
    let size = &rest[..end.unwrap_or(rest.len())];
    let (measure, low, high) = money(size, &rest).or_else(|| date(size)).or_else(|| count(size))?;
    let reach = match direction {
        Some(Direction::More) => Reach::Upwards(low),
        Some(Direction::Less) => Reach::Downwards(high),
        None if low < high => Reach::Between(low, high),
        None => Reach::Exactly(low),
    };
    Some((measure, reach))
}

#[derive(Clone, Copy)]
enum Direction {
    More,
    Less,
}

/// The length of a word that may stand before a size, and the direction it gives.
fn prefix_of(rest: &str) -> Option<(usize, Option<Direction>)> {
    let of = |words: &[&str]| words.iter().find(|word| rest.starts_with(**word)).map(|word| word.len());
    let more = of(&MORE).map(|length| (length, Some(Direction::More)));
    let less = of(&LESS).map(|length| (length, Some(Direction::Less)));
    more.or(less).or_else(|| of(&NEUTRAL).map(|length| (length, None)))
}

/// Whether the size ends before this character: at `,` `;` `(` `:` unless a digit follows the comma.
fn ends_size(text: &str, at: usize, character: char) -> bool {
    let digit_follows = text[at..].chars().nth(1).is_some_and(|next| next.is_ascii_digit());
    matches!(character, ';' | '(' | ':') || (character == ',' && !digit_follows)
}

/// A sum that begins with `¥`, `US$` or a code, in a claim that names no second sum.
fn money(size: &str, whole: &str) -> Option<(Measure, f64, f64)> {
    let (code, amount) = match (size.strip_prefix('¥'), size.strip_prefix("us$")) {
        (Some(amount), _) => ("JPY".to_owned(), amount),
        (_, Some(amount)) => ("USD".to_owned(), amount),
        _ => size
            .split_once(' ')
            .map(|(code, amount)| (code.to_uppercase(), amount))
            .filter(|(code, _)| code.len() == 3)?,
    };
    if whole.matches(['¥', '$']).count() > 1 {
        return None;
    }
    let sum = Money::parse(&format!("{amount} {code}"), |_| true).ok()?;
    let value = sum.decimal().parse().ok()?;
    Some((Measure::Money(code), value, value))
}

/// `16 december 2023`, `october 2025` or `2025`.
fn date(size: &str) -> Option<(Measure, f64, f64)> {
    let words: Vec<&str> = size.split_whitespace().collect();
    let month = |word: &str| MONTHS.iter().position(|month| *month == word).map(|index| index + 1);
    let text = match words[..] {
        [year] if year.len() == 4 => year.to_owned(),
        [name, year] => format!("{year}-{:02}", month(name)?),
        [day, name, year] => format!("{year}-{:02}-{:0>2}", month(name)?, day),
        _ => return None,
    };
    let date = PartialDate::parse(&text).filter(|date| (1900..2100).contains(&date.year()))?;
    let (low, high) = super::calendar::bounds(date);
    Some((Measure::Date, low, high))
}

/// `14 metres`, `ten`, `eight or nine`; the words after the number are its unit.
fn count(size: &str) -> Option<(Measure, f64, f64)> {
    let words: Vec<&str> = size.split_whitespace().collect();
    let (low, high, unit) = match words[..] {
        [low, "or" | "to", high, ref unit @ ..] => (number(low)?, number(high)?, unit),
        [only, ref unit @ ..] => (number(only)?, number(only)?, unit),
        [] => return None,
    };
    // A longer phrase is a sentence, and the number may count anything in it.
    let is_day = unit.iter().any(|word| MONTHS.contains(word));
    (unit.len() <= 2 && low <= high && !is_day).then(|| (Measure::Number(unit.join(" ")), low, high))
}

fn number(word: &str) -> Option<f64> {
    if let Some((_, value)) = SMALL.iter().find(|(name, _)| *name == word) {
        return Some(f64::from(*value));
    }
    let digits = word.replace(',', "");
    let plain = digits.len() <= 12 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Measure, Reach, read};

    #[test]
    fn plain_sizes_are_read() {
        let yen = || Measure::Money("JPY".to_owned());
        let number = |unit: &str| Measure::Number(unit.to_owned());
        assert_eq!(read("¥7.7 trillion, up 13.2 per cent"), Some((yen(), Reach::Exactly(7.7e12))));
        assert_eq!(read("¥7,738.5 billion, as requested in August"), Some((yen(), Reach::Exactly(7.7385e12))));
        assert_eq!(read("MYR 12.63 million"), Some((Measure::Money("MYR".to_owned()), Reach::Exactly(12_630_000.0))));
        assert_eq!(read("Two days"), Some((number("days"), Reach::Exactly(2.0))));
        assert_eq!(read("More than a dozen"), Some((number(""), Reach::Upwards(12.0))));
        assert_eq!(read("Eight or nine, as expected in January"), Some((number(""), Reach::Between(8.0, 9.0))));
        assert_eq!(read("By 125 per cent"), Some((number("per cent"), Reach::Exactly(125.0))));
        assert_eq!(read("Up to 5 boats"), Some((number("boats"), Reach::Downwards(5.0))));
        assert!(matches!(read("On 5 April 2023"), Some((Measure::Date, _))));
    }

    #[test]
    fn what_may_mean_something_else_is_not_read() {
        for claim in [
            "¥600, ¥575, ¥400 and ¥400 million",
            "Yes, a quarter each (¥500 million)",
            "The National Security Council, on 5 April 2023",
            "Ten members with Myanmar; Timor-Leste a guest",
            "In fiscal 2023, with the same three",
            "16 to 18 December, Saturday to Monday",
            "",
            "31 February 2024",
        ] {
            assert_eq!(read(claim), None, "{claim}");
        }
    }
}
