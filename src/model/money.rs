//! Exact sums of money: an integer and a number of decimal places, never a float.

use std::{cmp::Ordering, fmt};

/// An ISO 4217 currency code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The Japanese yen.
    pub const JPY: Self = Self(*b"JPY");

    /// Wraps three capital letters; whether ISO 4217 lists them is the caller's to check.
    pub fn from_letters(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

/// A sum of money: `mantissa` × 10^-`scale` units of `currency`, never negative.
///
/// Trailing zeros are dropped on making, so equal sums are equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    mantissa: i128,
    scale: u32,
    currency: Currency,
}

/// Why a sum can not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// It has no currency.
    NoCurrency,
    /// The word in the place of the currency.
    UnknownCurrency(String),
    /// The number is not one.
    NotANumber(String),
    /// More than 27 digits, or more than 9 of them after the point.
    TooLarge,
}

/// The most digits a sum may have, so that totals of many sums can not overflow.
const MOST_DIGITS: usize = 27;

/// English words for powers of ten.
pub(crate) const ENGLISH_UNITS: [(&str, u32); 4] = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];
/// Japanese signs for powers of ten, the largest first.
pub(crate) const JAPANESE_UNITS: [(char, u32); 3] = [('兆', 12), ('億', 8), ('万', 4)];

impl Money {
    /// No money at all, in `currency`.
    pub fn zero(currency: Currency) -> Self {
        Self { mantissa: 0, scale: 0, currency }
    }

    /// Reads the written forms: `400 million JPY`, `575,000,000 JPY`, `5.75億円`, `5億7500万円`.
    ///
    /// # Errors
    /// Says which part of the sum can not be read.
    pub fn parse(text: &str, is_currency: impl Fn(&str) -> bool) -> Result<Self, MoneyError> {
        let text: String = text.trim().chars().map(half_width).collect();
        if let Some(japanese) = text.strip_suffix('円') {
            return parse_japanese(japanese.trim());
        }
        let mut words = text.split_whitespace();
        let number = words.next().ok_or(MoneyError::NoCurrency)?;
        let (mantissa, scale) = parse_decimal(number)?;
        let mut next = words.next();
        let mut exponent = 0;
        if let Some((_, unit_exponent)) = ENGLISH_UNITS.iter().find(|(unit, _)| next == Some(unit)) {
            exponent = *unit_exponent;
            next = words.next();
        }
        let code = next.ok_or(MoneyError::NoCurrency)?;
        let currency = Currency::from_letters(code)
            .filter(|_| is_currency(code) && words.next().is_none())
            .ok_or_else(|| MoneyError::UnknownCurrency(code.to_owned()))?;
        Self::new(mantissa, scale, exponent, currency)
    }

    /// A sum as an editor may write it.
    fn new(mantissa: i128, scale: u32, exponent: u32, currency: Currency) -> Result<Self, MoneyError> {
        let (mantissa, scale) = if exponent >= scale {
            let factor = 10_i128.checked_pow(exponent - scale).ok_or(MoneyError::TooLarge)?;
            (mantissa.checked_mul(factor).ok_or(MoneyError::TooLarge)?, 0)
        } else {
            (mantissa, scale - exponent)
        };
        let sum = Self::without_trailing_zeros(mantissa, scale, currency);
        let fits = sum.mantissa.to_string().len() <= MOST_DIGITS && sum.scale <= 9;
        fits.then_some(sum).ok_or(MoneyError::TooLarge)
    }

    fn without_trailing_zeros(mut mantissa: i128, mut scale: u32, currency: Currency) -> Self {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale, currency }
    }

    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// The sum of two sums of one currency; `None` where the currencies differ.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.combined(other, i128::checked_add)
    }

    /// What is left after `other`; `None` where the currencies differ or less than nothing would be left.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.combined(other, i128::checked_sub).filter(|left| left.mantissa >= 0)
    }

    fn combined(self, other: Self, operation: fn(i128, i128) -> Option<i128>) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        let scale = self.scale.max(other.scale);
        let mantissa = operation(self.at_scale(scale)?, other.at_scale(scale)?)?;
        Some(Self::without_trailing_zeros(mantissa, scale, self.currency))
    }

    fn at_scale(self, scale: u32) -> Option<i128> {
        self.mantissa.checked_mul(10_i128.checked_pow(scale - self.scale)?)
    }

    /// Compares two sums of one currency; `None` where the currencies differ.
    pub fn compared(&self, other: &Self) -> Option<Ordering> {
        if self.currency != other.currency {
            return None;
        }
        let scale = self.scale.max(other.scale);
        Some(self.at_scale(scale)?.cmp(&other.at_scale(scale)?))
    }

    /// The sum in thousandths of `whole`, rounded down, for drawing only; `None` where `whole` is nothing or of
    /// another currency.
    pub fn per_mille_of(&self, whole: &Self) -> Option<u32> {
        let scale = self.scale.max(whole.scale);
        let (part, whole_mantissa) = (self.at_scale(scale)?, whole.at_scale(scale)?);
        if self.currency != whole.currency || whole_mantissa == 0 {
            return None;
        }
        u32::try_from(part.checked_mul(1000)? / whole_mantissa).ok()
    }

    /// The plain decimal number without grouping or currency, as data files want it: `400000000`.
    pub fn decimal(&self) -> String {
        let digits = format!("{:0>width$}", self.mantissa, width = self.scale as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - self.scale as usize);
        if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
    }

    /// The form of Japanese text: `4億円`; `None` for other currencies and for sums that are not whole yen.
    pub fn japanese(&self) -> Option<String> {
        if self.currency != Currency::JPY || self.scale > 0 {
            return None;
        }
        let mut rest = self.mantissa;
        let mut out = String::new();
        for (unit, exponent) in JAPANESE_UNITS {
            let size = 10_i128.pow(exponent);
            if rest >= size {
                out.push_str(&(rest / size).to_string());
                out.push(unit);
                rest %= size;
            }
        }
        if rest > 0 || out.is_empty() {
            out.push_str(&rest.to_string());
        }
        Some(out + "円")
    }

    /// `mantissa / 10^(scale + exponent)` with at most three decimals, grouped; `None` if three do not suffice.
    fn in_units(&self, exponent: u32) -> Option<String> {
        let places = self.scale + exponent;
        let divisor = 10_i128.checked_pow(places)?;
        let whole = self.mantissa / divisor;
        let fraction = format!("{:0>width$}", self.mantissa % divisor, width = places as usize);
        let fraction = fraction.trim_end_matches('0');
        let whole = super::text::grouped(whole.unsigned_abs());
        match fraction.len() {
            0 => Some(whole),
            1..=3 => Some(format!("{whole}.{fraction}")),
            _ => None,
        }
    }
}

/// Full-width digits, point and comma as their ASCII forms; anything else as it is.
fn half_width(character: char) -> char {
    match character {
        '０'..='９' | '．' | '，' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

/// Digits with an optional point; commas only between whole groups of three.
fn parse_decimal(text: &str) -> Result<(i128, u32), MoneyError> {
    let bad = || MoneyError::NotANumber(text.to_owned());
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped_well =
        groups.len() == 1 || (groups[1..].iter().all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len()));
    let digits = groups.concat() + fraction.unwrap_or_default();
    if !grouped_well
        || groups[0].is_empty()
        || fraction.is_some_and(str::is_empty)
        || !digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(bad());
    }
    if digits.len() > MOST_DIGITS {
        return Err(MoneyError::TooLarge);
    }
    let scale = u32::try_from(fraction.map_or(0, str::len)).map_err(|_| MoneyError::TooLarge)?;
    digits.parse().map(|mantissa| (mantissa, scale)).map_err(|_| bad())
}

/// A sum of parts, each a number and a unit in falling order; the last may lack the unit.
fn parse_japanese(text: &str) -> Result<Money, MoneyError> {
    let mut total = Money::zero(Currency::JPY);
    let mut rest = text;
    for (unit, exponent) in JAPANESE_UNITS {
        if let Some((number, after)) = rest.split_once(unit) {
            let (mantissa, scale) = parse_decimal(number.trim())?;
            let part = Money::new(mantissa, scale, exponent, Currency::JPY)?;
            total = total.plus(part).ok_or(MoneyError::TooLarge)?;
            rest = after;
        }
    }
    if !rest.is_empty() || text.is_empty() {
        let (mantissa, scale) = parse_decimal(rest.trim())?;
        total = total.plus(Money::new(mantissa, scale, 0, Currency::JPY)?).ok_or(MoneyError::TooLarge)?;
    }
    Ok(total)
}

impl fmt::Display for Money {
    /// `¥400 million`, `¥1.6 billion`, `US$2.8 million`, `MYR 12.63 million`: exact, never rounded.
    ///
    /// From 10^9 in billions if three decimals suffice, else from 10^6 in millions if three suffice, else digits with
    /// commas. Figure and unit are joined by a no-break space.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.currency.code() {
            "JPY" => formatter.write_str("¥")?,
            "USD" => formatter.write_str("US$")?,
            code => write!(formatter, "{code}\u{a0}")?,
        }
        let whole = self.mantissa / 10_i128.pow(self.scale);
        let units = [(1_000_000_000, 9, "billion"), (1_000_000, 6, "million")];
        let in_unit = units
            .iter()
            .filter(|(from, ..)| whole >= *from)
            .find_map(|(_, exponent, unit)| self.in_units(*exponent).map(|number| format!("{number}\u{a0}{unit}")));
        if let Some(text) = in_unit {
            return formatter.write_str(&text);
        }
        let decimal = self.decimal();
        let fraction = decimal.split_once('.').map_or(String::new(), |(_, fraction)| format!(".{fraction}"));
        write!(formatter, "{}{fraction}", super::text::grouped(whole.unsigned_abs()))
    }
}
