//! Small rules of written text: digit groups, quotation marks and runs of Japanese.

use std::borrow::Cow;

/// `1234567` as `1,234,567`.
pub fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Text with the apostrophes and quotation marks of print, for readers; what a source says is never changed.
///
/// A mark opens at the start, after a blank and after what opens or joins; `before` is the character before the text.
pub fn typographic(text: &str, before: Option<char>) -> Cow<'_, str> {
    if !text.contains(['\'', '"']) {
        return Cow::Borrowed(text);
    }
    let opens = |before: Option<char>| before.is_none_or(|c| c.is_whitespace() || "([{–—“‘/".contains(c));
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = before;
    for character in text.chars() {
        let printed = match (character, opens(last)) {
            ('\'', true) => '‘',
            ('\'', false) => '’',
            ('"', true) => '“',
            ('"', false) => '”',
            (other, _) => other,
        };
        out.push(printed);
        last = Some(printed);
    }
    Cow::Owned(out)
}

/// Whether a character belongs to Japanese script (kana, Han, their punctuation and full-width forms).
pub fn is_japanese(character: char) -> bool {
    matches!(u32::from(character),
        0x3000..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x2FA1F)
}

/// Splits text into runs, each with a flag that says whether it is Japanese.
///
/// Digits, spaces and ASCII punctuation between two Japanese characters belong to the Japanese run, so that
/// `令和5年度` stays whole.
pub fn language_runs(text: &str) -> Vec<(bool, &str)> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.find(is_japanese) {
        if first > 0 {
            runs.push((false, &rest[..first]));
        }
        let tail = &rest[first..];
        let mut end = 0;
        for (offset, character) in tail.char_indices() {
            if is_japanese(character) {
                end = offset + character.len_utf8();
            } else if !(character.is_ascii_digit() || " .,:-/()".contains(character)) {
                break;
            }
        }
        runs.push((true, &tail[..end]));
        rest = &tail[end..];
    }
    if !rest.is_empty() {
        runs.push((false, rest));
    }
    runs
}

/// Escapes text for HTML and XML, in elements and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}

/// Text as HTML in which every Japanese run is marked with its language.
pub fn escape_marking_japanese(text: &str) -> String {
    if !text.chars().any(is_japanese) {
        return escape(text);
    }
    language_runs(text)
        .into_iter()
        .map(|(japanese, run)| match japanese {
            true => format!("<span lang=\"ja\">{}</span>", escape(run)),
            false => escape(run),
        })
        .collect()
}
