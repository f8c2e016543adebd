//! Words for numbers, lists, sums and totals, each worded once. Makes no sentences and no markup.

mod language;
mod plain;

use crate::model::fact::Difference;
use crate::model::text::grouped;

pub use language::Language;
pub use plain::{Plain, on_one_line, words_of};

const SMALL: [&str; 11] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// `three` up to ten, `11` beyond.
pub fn number(count: usize) -> String {
    SMALL.get(count).map_or_else(|| grouped(count as u128), |word| (*word).to_owned())
}

/// `one grant`, `three grants`, `no grants`, for nouns that take an s.
pub fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("one {noun}"),
        _ => format!("{} {noun}s", number(count)),
    }
}

/// `1 country`, `1,200 countries`: in figures, with the noun for one or that for many.
pub fn figures(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count as u128), if count == 1 { one } else { many })
}

/// `a, b and c`.
pub fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// With a small first letter, unless the word goes on in capitals.
pub fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next();
    match (first, characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// How a value that is not adopted differs from the one that is.
pub fn difference_words(difference: Difference) -> &'static str {
    match difference {
        Difference::Value => "another value",
        Difference::Stage => "another stage",
        Difference::Counting => "counted otherwise",
        Difference::Scope => "another scope",
        Difference::Rounding => "rounded",
        Difference::ExchangeRate => "converted",
        Difference::Date => "another date",
        Difference::Name => "another name",
        Difference::Transcription => "a slip in copying",
    }
}

/// A country within a sentence: `the Philippines`, `Malaysia`.
pub fn in_sentence(country: &str) -> String {
    const WITH_ARTICLE: [&str; 4] = ["Philippines", "Maldives", "Comoros", "Gambia"];
    const PLURALS: [&str; 6] = ["Islands", "States", "Kingdom", "Republic", "Emirates", "Netherlands"];
    let is_plural = country.rsplit(' ').next().is_some_and(|last| PLURALS.contains(&last));
    if WITH_ARTICLE.contains(&country) || is_plural { format!("the {country}") } else { country.to_owned() }
}

/// `ninefold`, `12-fold`.
pub fn fold(times: u32) -> String {
    match SMALL.get(times as usize) {
        Some(word) => format!("{word}fold"),
        None => format!("{}-fold", grouped(times.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::{capital, counted, figures, fold, in_sentence, listed, number};

    #[test]
    fn numbers_read_as_an_editor_writes_them() {
        assert_eq!([number(0), number(10), number(11), number(1200)], ["none", "ten", "11", "1,200"]);
        assert_eq!(
            [counted(0, "grant"), counted(1, "grant"), counted(14, "grant")],
            ["no grants", "one grant", "14 grants"]
        );
        assert_eq!([fold(9), fold(12)], ["ninefold", "12-fold"]);
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        let countries = |count| figures(count, "country", "countries");
        assert_eq!([countries(0), countries(1), countries(1200)], ["0 countries", "1 country", "1,200 countries"]);
        assert_eq!(capital("three"), "Three");
        let names = ["Philippines", "Marshall Islands", "Malaysia", "Papua New Guinea"].map(in_sentence);
        assert_eq!(names, ["the Philippines", "the Marshall Islands", "Malaysia", "Papua New Guinea"]);
    }
}
