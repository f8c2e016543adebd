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
            && !rest.chars().any(|c| c.is_whitespace() || is_forbidden(c) || "\"<>\\^`{|}".contains(c))
    })
}

/// A base address ends in a slash.
pub(crate) fn with_slash(url: &str) -> Box<str> {
    format!("{}/", url.trim_end_matches('/')).into()
}

#[cfg(test)]
mod tests {
    use super::{decoded, is_web_address};

    #[test]
    fn what_can_not_be_decoded_stays() {
        assert_eq!(decoded("a%20b%C3%a9"), "a bé");
        assert_eq!(decoded("100%, %2, %zz, a%FFb"), "100%, %2, %zz, a%FFb");
    }

    #[test]
    fn only_whole_web_addresses_pass() {
        assert!(is_web_address("https://example.org/a?b=c#d"));
        for bad in ["javascript:alert(1)", "https://", "//example.org", "https://a b", "https://a\"b", "ftp://a"] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
