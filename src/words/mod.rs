//! Words for numbers, lists, sums and totals, each worded once. Makes no sentences and no markup.

mod language;
mod plain;

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

/// `ninefold`, `12-fold`.
pub fn fold(times: u32) -> String {
    match SMALL.get(times as usize) {
        Some(word) => format!("{word}fold"),
        None => format!("{}-fold", grouped(times.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::{capital, counted, fold, listed, number};

    #[test]
    fn numbers_read_as_an_editor_writes_them() {
        assert_eq!([number(0), number(10), number(11), number(1200)], ["none", "ten", "11", "1,200"]);
        assert_eq!(
            [counted(0, "grant"), counted(1, "grant"), counted(14, "grant")],
            ["no grants", "one grant", "14 grants"]
        );
        assert_eq!([fold(9), fold(12)], ["ninefold", "12-fold"]);
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(capital("three"), "Three");
    }
}
