//! Finds sums of money in plain text, to ask for their source. Knows words and signs of currencies, no facts.

use std::ops::Range;

const SIGNS: [&str; 12] = ["US$", "A$", "FJ$", "¥", "$", "€", "£", "₱", "RM", "Rs", "Tk", "Rp"];
const UNITS: [&str; 9] = ["thousand", "million", "billion", "trillion", "bn", "tn", "m", "万", "億"];
const CURRENCIES: [&str; 24] = [
    "yen", "dollar", "dollars", "peso", "pesos", "ringgit", "rupee", "rupees", "rupiah", "kina", "taka", "euro",
    "euros", "JPY", "USD", "PHP", "MYR", "FJD", "IDR", "LKR", "PGK", "EUR", "BDT", "円",
];

/// The sums of money in `text`, as byte ranges.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let digits =
            text[start..].find(|c: char| !(c.is_ascii_digit() || ".,".contains(c))).unwrap_or(text.len() - start);
        let digits = text[start..start + digits].trim_end_matches(['.', ',']).len();
        at = start + digits;
        let after_units = skip_word(text, at, &UNITS);
        let after_currency = skip_word(text, after_units, &CURRENCIES);
        let signed = SIGNS.iter().chain(&CURRENCIES).find_map(|sign| {
            let before = text[..start].trim_end_matches([' ', '\u{a0}']);
            let sign_start = before.strip_suffix(sign)?.len();
            let own_word = !sign.starts_with(|c: char| c.is_ascii_alphabetic())
                || !text[..sign_start].ends_with(|c: char| c.is_alphanumeric());
            (own_word && !sign.starts_with(|c: char| c.is_ascii_lowercase())).then_some(sign_start)
        });
        if let Some(sign_start) = signed {
            found.push(sign_start..after_units.max(after_currency));
        } else if after_currency > after_units {
            found.push(start..after_currency);
        }
        at = at.max(after_currency);
    }
    found
}

/// Skips blanks or a hyphen and one of `words`; answers where it ended.
fn skip_word(text: &str, at: usize, words: &[&str]) -> usize {
    let rest = &text[at..];
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-']).len();
    let rest = &rest[gap..];
    let fits = |word: &&&str| {
        let ascii = word.is_ascii();
        rest.strip_prefix(**word).is_some_and(|after| !ascii || !after.starts_with(|c: char| c.is_alphanumeric()))
    };
    let longest = words.iter().filter(fits).max_by_key(|word| word.len());
    longest.map_or(at, |word| at + gap + word.len())
}

#[cfg(test)]
mod tests {
    use super::find;

    fn sums(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sums_of_money_are_found_whole() {
        assert_eq!(
            sums("a grant of 400 million yen (US$2.8 million), or 4億円."),
            ["400 million yen", "US$2.8 million", "4億円"]
        );
        assert_eq!(
            sums("RM12.63 million and PHP 235.5 million, ¥8,100"),
            ["RM12.63 million", "PHP 235.5 million", "¥8,100"]
        );
        assert_eq!(sums("the 400-million-yen grant"), ["400-million-yen"]);
    }

    #[test]
    fn other_numbers_are_not_sums() {
        for text in ["14 drones in 2025", "FY2023", "18 m by 5 m", "12.5 per cent", "seven boats", "HARM12 missiles"] {
            assert_eq!(sums(text), Vec::<&str>::new(), "{text}");
        }
    }
}
