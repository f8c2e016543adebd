//! Web addresses: which ones are whole, how one ends that others are joined to, and what is written in percent signs.

use crate::model::character::is_forbidden;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What may not stand in a path or fragment as it is.
const CODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A segment of a path, or a fragment, as it stands in an address.
pub(super) fn encoded(segment: &str) -> String {
    utf8_percent_encode(segment, CODED).to_string()
}

/// `%20` and the like as the characters they stand for; what is not UTF-8 then stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Into::into)
}

/// Whether text is a whole http or https address without characters that would end an attribute or a line.
pub(crate) fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_alphanumeric() || first == '[')
            && !rest.chars().any(|c| is_odd(c) || is_forbidden(c))
    })
}

/// Why an address that begins with http or https can not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WebFault {
    /// Nothing that could be a host follows the scheme.
    NoHost,
    /// A character that nobody sees stands in it.
    Character(char),
}

/// An http or https address as it stands in a page. What may not stand in an address is written in percent signs, as
/// browsers do.
pub(crate) fn web_address(text: &str) -> Result<Box<str>, WebFault> {
    if let Some(bad) = text.chars().find(|c| c.is_control() || *c == '\u{fffd}') {
        return Err(WebFault::Character(bad));
    }
    let (scheme, rest) = text.split_once("://").ok_or(WebFault::NoHost)?;
    let address = format!("{}://{}", scheme.to_ascii_lowercase(), escaped(rest));
    if is_web_address(&address) { Ok(address.into()) } else { Err(WebFault::NoHost) }
}

/// The first character of an http or https address that may not stand in it as it is.
pub(crate) fn odd_character(text: &str) -> Option<char> {
    let (scheme, rest) = text.split_once("://")?;
    let is_web = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https");
    rest.chars().find(|c| is_web && (is_odd(*c) || c.is_control()))
}

fn is_odd(character: char) -> bool {
    character.is_whitespace() || "\"<>\\^`{|}".contains(character)
}

/// An address in which blanks and the characters that end attributes and addresses are written in percent signs.
pub(crate) fn escaped(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for character in address.chars() {
        match is_odd(character) {
            false => out.push(character),
            true => out.extend(utf8_percent_encode(character.encode_utf8(&mut [0; 4]), CODED)),
        }
    }
    out
}

/// A base address ends in a slash.
pub(crate) fn with_slash(url: &str) -> Box<str> {
    format!("{}/", url.trim_end_matches('/')).into()
}

#[cfg(test)]
mod tests {
    use super::{WebFault, decoded, is_web_address, web_address};

    #[test]
    fn what_can_not_be_decoded_stays() {
        assert_eq!(decoded("a%20b%C3%a9"), "a bé");
        assert_eq!(decoded("100%, %2, %zz, a%FFb"), "100%, %2, %zz, a%FFb");
    }

    #[test]
    fn odd_characters_are_written_in_percent_signs() {
        for (written, address) in [
            ("https://example.org/?q=a|b", "https://example.org/?q=a%7Cb"),
            ("HTTPS://example.org/{a}^`\\", "https://example.org/%7Ba%7D%5E%60%5C"),
            ("http://example.org/a b\u{a0}c\u{3000}d", "http://example.org/a%20b%C2%A0c%E3%80%80d"),
            ("https://例え.jp/防衛?a=%7C&b=c#d", "https://例え.jp/防衛?a=%7C&b=c#d"),
            ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ] {
            assert_eq!(web_address(written).as_deref(), Ok(address), "{written}");
        }
        for bad in ["https://", "https:example.org", "https:/example.org", "http:///a", "https://?a", "https://|a"] {
            assert_eq!(web_address(bad), Err(WebFault::NoHost), "{bad}");
        }
        assert_eq!(web_address("https://a\u{7}"), Err(WebFault::Character('\u{7}')));
    }

    #[test]
    fn only_whole_web_addresses_pass() {
        assert!(is_web_address("https://example.org/a?b=c#d"));
        for bad in ["javascript:alert(1)", "https://", "//example.org", "https://a b", "https://a\"b", "ftp://a"] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
