//! Reads single values: sums, dates, numbers, addresses, codes. Owns the wording of mistakes in them.

use iso_currency::{Currency, IntoEnumIterator as _};

use crate::address::{escaped, is_web_address, odd_character};
use crate::diag::{Code, did_you_mean};
use crate::load::fields::{Field, Fields, Shape, Table};
use crate::load::sink::Sink;
use crate::load::yaml::{Node, Value};
use crate::model::money::MoneyError;
use crate::model::{FiscalYear, Money, PartialDate, Quantity};

use super::plain::{each, text};

/// A sum of money.
pub(crate) fn money(sink: &mut Sink, node: &Node) -> Option<Money> {
    let text = text(sink, node, "a sum of money")?;
    let error = match Money::parse(text, |code| Currency::from_code(code).is_some()) {
        Ok(money) => return Some(money),
        Err(error) => error,
    };
    let near = match &error {
        MoneyError::UnknownCurrency(word) => near_currency(word),
        _ => None,
    };
    let message = match error {
        MoneyError::NoCurrency => format!("`{text}` has no currency"),
        MoneyError::UnknownCurrency(word) => format!("`{word}` is not an ISO 4217 currency code"),
        MoneyError::NotANumber(number) => format!("`{number}` is not a number"),
        MoneyError::TooLarge => format!("`{text}` has more digits than a sum of money can have"),
    };
    let hint = "write `400 million JPY`, `1.6 billion JPY`, `575,000,000 JPY` or `5億7500万円`";
    sink.error(Code::BadMoney, node.span, message, Some(near.as_deref().unwrap_or(hint)));
    None
}

/// A date, full or partial.
pub(crate) fn date(sink: &mut Sink, node: &Node) -> Option<PartialDate> {
    let text = text(sink, node, "a date")?;
    let date = PartialDate::parse(text.trim());
    if date.is_none() {
        let message = format!("`{text}` is not a date of the calendar");
        sink.error(Code::BadDate, node.span, message, Some("write `2023-12-16`, `2023-12` or `2023`"));
    }
    date
}

/// A fiscal year by its first calendar year.
pub(crate) fn fiscal_year(sink: &mut Sink, node: &Node) -> Option<FiscalYear> {
    let text = text(sink, node, "a fiscal year")?;
    let year = text.trim().parse().ok().and_then(FiscalYear::starting);
    if year.is_none() {
        let message = format!("`{text}` is not a fiscal year");
        let hint = "write the calendar year it starts in: `2023` is April 2023 to March 2024";
        sink.error(Code::BadDate, node.span, message, Some(hint));
    }
    year
}

fn whole_number(sink: &mut Sink, node: &Node) -> Option<u64> {
    let text = text(sink, node, "a whole number")?;
    let number = text.trim().parse().ok().filter(|_| !text.starts_with('+'));
    if number.is_none() {
        let message = format!("`{text}` is not a whole number");
        sink.error(Code::WrongType, node.span, message, Some("write `7`, or `{min: 3, max: 4}` for a quantity"));
    }
    number
}

/// A small whole number.
pub(crate) fn number(sink: &mut Sink, node: &Node) -> Option<u32> {
    let number = whole_number(sink, node)?;
    u32::try_from(number)
        .map_err(|_| sink.error(Code::TooLarge, node.span, "this number is too large", Some("write a smaller one")))
        .ok()
}

/// A quantity: a whole number, or `{min, max}`.
pub(crate) fn quantity(sink: &mut Sink, node: &Node) -> Option<Quantity> {
    static RANGE: Table = Table {
        one: "a range",
        fields: &[
            Field { name: "min", shape: Shape::Number, required: true, about: "The least it can be." },
            Field { name: "max", shape: Shape::Number, required: true, about: "The most it can be." },
        ],
    };
    if !matches!(node.value, Value::Map(_)) {
        return whole_number(sink, node).map(Quantity::exactly);
    }
    let mut fields = Fields::of(sink, node, &RANGE, None)?;
    let min = fields.read(sink, "min", whole_number);
    let max = fields.read(sink, "max", whole_number);
    let span = fields.span_of("min");
    fields.finish();
    let quantity = Quantity::between(min?, max?);
    if quantity.is_none() {
        sink.error(Code::WrongType, span, "`min` is more than `max`", Some("swap the two"));
    }
    quantity
}

/// `true` or `false`.
pub(crate) fn flag(sink: &mut Sink, node: &Node) -> Option<bool> {
    match text(sink, node, "true or false")? {
        "true" => Some(true),
        "false" => Some(false),
        other => {
            let message = format!("expected `true` or `false`; this is `{other}`");
            sink.error(Code::WrongType, node.span, message, Some("write one of the two, or leave the field out"));
            None
        }
    }
}

/// One of the words of an enum.
pub(crate) fn one_of<T: Copy>(words: &'static [(&'static str, T)]) -> impl Fn(&mut Sink, &Node) -> Option<T> {
    move |sink, node| {
        let text = text(sink, node, "a word")?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let all: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let message = format!("`{text}` is not one of {}", all.join(", "));
            let hint = did_you_mean(text, all).unwrap_or_else(|| "write one of these words".to_owned());
            sink.found.diagnostics.add(Code::WrongType, node.span, message, Some(hint));
        }
        found
    }
}

/// An http or https address.
pub(crate) fn url(sink: &mut Sink, node: &Node) -> Option<Box<str>> {
    let text = text(sink, node, "an address")?.trim();
    if is_web_address(text) {
        return Some(text.into());
    }
    let whole = "write the whole address: `https://example.org/page`";
    let (message, hint) = match odd_character(text) {
        Some(odd) if odd == ' ' || odd.is_ascii_graphic() => {
            let named = if odd == ' ' { "a blank".to_owned() } else { format!("`{odd}`") };
            let hint = format!("write it as `{}`", escaped(&odd.to_string()));
            (format!("{named} may not stand in an address as it is"), hint)
        }
        Some(odd) => (format!("U+{:04X} may not stand in an address", u32::from(odd)), whole.to_owned()),
        None => (format!("`{text}` is not an http or https address"), whole.to_owned()),
    };
    sink.error(Code::BadUrl, node.span, message, Some(&hint));
    None
}

/// An http or https address that paths are added to.
pub(crate) fn base_url(sink: &mut Sink, node: &Node) -> Option<Box<str>> {
    let address = url(sink, node)?;
    let Some(sign) = address.chars().find(|character| "?#".contains(*character)) else { return Some(address) };
    let message = format!("`{address}` holds a `{sign}`; the paths of pages can not be added to it");
    let hint = "write the address of the folder at which the site is hosted: `https://example.org/osa/`";
    sink.error(Code::BadUrl, node.span, message, Some(hint));
    None
}

/// A mail address, or an http or https address.
pub(crate) fn contact(sink: &mut Sink, node: &Node) -> Option<Box<str>> {
    let text = text(sink, node, "an address")?.trim();
    let mail = text.strip_prefix("mailto:").unwrap_or(text);
    let is_mail = mail.split_once('@').is_some_and(|(name, host)| {
        let plain =
            |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
        plain(name) && plain(host)
    });
    match (is_mail, is_web_address(text)) {
        (true, _) => Some(format!("mailto:{mail}").into()),
        (_, true) => Some(text.into()),
        _ => {
            let message = format!("`{text}` is neither a mail address nor a web address");
            sink.error(Code::BadUrl, node.span, message, Some("write `desk@example.org` or `https://…`"));
            None
        }
    }
}

/// A language tag by its form.
pub(crate) fn language(sink: &mut Sink, node: &Node) -> Option<Box<str>> {
    let text = text(sink, node, "a language tag")?;
    let mut parts = text.split('-');
    let first = parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if first && rest {
        return Some(text.into());
    }
    let message = format!("`{text}` is not a language tag");
    sink.error(Code::WrongType, node.span, message, Some("write a BCP 47 tag: `en`, `ja`, `pt-BR`"));
    None
}

/// A country code of ISO 3166-1 alpha-3.
pub(crate) fn iso3(sink: &mut Sink, node: &Node) -> Option<Box<str>> {
    let text = text(sink, node, "a country code")?;
    if isocountry::CountryCode::for_alpha3(text).is_ok() {
        return Some(text.into());
    }
    let capitals = text.to_ascii_uppercase();
    let codes = isocountry::CountryCode::iter().map(isocountry::CountryCode::alpha3);
    let hint = match isocountry::CountryCode::for_alpha2(&capitals) {
        Ok(country) => Some(format!("did you mean `{}`?", country.alpha3())),
        Err(_) => did_you_mean(&capitals, codes),
    };
    let hint = hint.unwrap_or_else(|| "write the three capital letters: `MYS` is Malaysia".to_owned());
    let message = format!("`{text}` is not an ISO 3166-1 alpha-3 code");
    sink.error(Code::UnknownCountryCode, node.span, message, Some(&hint));
    None
}

/// Column and row on the tile map.
pub(crate) fn tile(sink: &mut Sink, node: &Node) -> Option<[u8; 2]> {
    let numbers = each(sink, node, number)?;
    let tile = match numbers[..] {
        [column, row] if column < 64 && row < 64 => u8::try_from(column).ok().zip(u8::try_from(row).ok()),
        _ => None,
    };
    if tile.is_none() {
        let hint = Some("write `[column, row]`, each from 0 to 63");
        sink.error(Code::WrongType, node.span, "a tile is two small whole numbers", hint);
    }
    tile.map(|(column, row)| [column, row])
}

/// Longitude and latitude, in hundredths of a degree.
pub(crate) fn marker(sink: &mut Sink, node: &Node) -> Option<[i32; 2]> {
    let numbers = each(sink, node, |sink, item| text(sink, item, "a number").and_then(hundredths))?;
    match numbers[..] {
        [longitude, latitude] if (-18_000..=36_000).contains(&longitude) && latitude.abs() <= 9_000 => {
            Some([longitude, latitude])
        }
        _ => {
            let hint = Some("write `[101.7, 3.1]`: longitude, then latitude, in degrees");
            sink.error(Code::WrongType, node.span, "a marker is a longitude and a latitude", hint);
            None
        }
    }
}

/// A hint for a word that stands where the currency of a sum belongs.
fn near_currency(word: &str) -> Option<String> {
    const NAMES: [(&str, &str); 6] =
        [("yen", "JPY"), ("dollar", "USD"), ("dollars", "USD"), ("euro", "EUR"), ("euros", "EUR"), ("peso", "PHP")];
    const UNITS: [&str; 4] = ["thousand", "million", "billion", "trillion"];
    let lower = word.to_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(format!("write the code of the currency: `{code}`"));
    }
    did_you_mean(&lower, UNITS)
        .or_else(|| did_you_mean(&word.to_uppercase(), Currency::iter().map(|currency| currency.code())))
}

/// `184.8` as 18480; at most two decimals are kept.
fn hundredths(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || whole.len() > 3 {
        return None;
    }
    let padded: String = fraction.chars().chain("00".chars()).take(2).collect();
    Some(sign * (whole.parse::<i32>().ok()? * 100 + padded.parse::<i32>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn degrees_become_hundredths() {
        assert_eq!(hundredths("184.8"), Some(18_480));
        assert_eq!(hundredths("-21.137"), Some(-2_113));
        assert_eq!(hundredths("3"), Some(300));
        assert_eq!(hundredths("3."), None);
        assert_eq!(hundredths("1e3"), None);
    }
}
