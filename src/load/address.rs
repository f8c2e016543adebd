//! Web addresses: which ones are whole, and how one ends that others are joined to. Reads nothing.

/// Whether text is a whole http or https address without characters that would end an attribute or a line.
pub(crate) fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_alphanumeric() || first == '[')
            && !rest.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
    })
}

/// A base address ends in a slash.
pub(crate) fn with_slash(url: &str) -> Box<str> {
    format!("{}/", url.trim_end_matches('/')).into()
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_whole_web_addresses_pass() {
        assert!(is_web_address("https://example.org/a?b=c#d"));
        for bad in ["javascript:alert(1)", "https://", "//example.org", "https://a b", "https://a\"b", "ftp://a"] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
