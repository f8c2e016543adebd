//! Characters that mislead an editor: those that may stand in no text, those that nobody sees, blanks that are none.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character may stand in no text: a control character other than tab and line end, or a noncharacter.
pub fn is_forbidden(character: char) -> bool {
    let code = u32::from(character);
    let is_noncharacter = code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code);
    is_noncharacter || character.is_control() && !matches!(character, '\t' | '\n')
}

/// Whether a character takes no room on a screen.
pub fn is_invisible(character: char) -> bool {
    matches!(u32::from(character),
        0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E
        | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF)
}

/// Whether a character is a blank other than those of a keyboard: a no-break or an ideographic space, say.
pub fn is_odd_blank(character: char) -> bool {
    character.is_whitespace() && !character.is_ascii()
}

/// What a character is called, with its number: `zero width space (U+200B)`.
pub fn named(character: char) -> String {
    let name = match u32::from(character) {
        0x08 => "backspace",
        0x09 => "tab",
        0x0B => "vertical tab",
        0x0C => "form feed",
        0x1B => "escape",
        0x7F => "delete",
        0x85 => "next line",
        0xA0 => "no-break space",
        0xAD => "soft hyphen",
        0x200B => "zero width space",
        0x200C => "zero width non-joiner",
        0x200D => "zero width joiner",
        0x2028 => "line separator",
        0x2029 => "paragraph separator",
        0x202F => "narrow no-break space",
        0x2060 => "word joiner",
        0x3000 => "ideographic space",
        0xFEFF => "byte order mark",
        0x200E..=0x200F | 0x61C | 0x202A..=0x202E | 0x2066..=0x2069 => "mark of the writing direction",
        0xFE00..=0xFE0F => "variation selector",
        _ if character.is_control() => "control character",
        _ if is_forbidden(character) => "noncharacter",
        _ if is_odd_blank(character) => "blank other than a space",
        _ if is_invisible(character) => "invisible character",
        _ => "character",
    };
    format!("{name} (U+{:04X})", u32::from(character))
}

/// Text in which every character that nobody sees is shown by its number: `signed<U+200B>`.
pub fn shown(text: &str) -> Cow<'_, str> {
    let is_hidden = |character: char| {
        is_forbidden(character) || is_invisible(character) && !matches!(u32::from(character), 0xFE00..=0xFE0F)
    };
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_hidden(character) {
            let _infallible = write!(out, "<U+{:04X}>", u32::from(character));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{is_forbidden, named, shown};

    #[test]
    fn control_characters_and_noncharacters_are_forbidden_and_no_others() {
        for bad in
            ['\0', '\u{8}', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}', '\u{fdd0}', '\u{fffe}', '\u{ffff}', '\u{10ffff}']
        {
            assert!(is_forbidden(bad), "{bad:?}");
        }
        for good in ['\t', '\n', ' ', 'a', '\u{a0}', '\u{200b}', '\u{fdcf}', '\u{fffd}', '\u{feff}', '円', '\u{1f6a2}']
        {
            assert!(!is_forbidden(good), "{good:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_named() {
        assert_eq!(shown("signed\u{200b}\u{1b}[1m"), "signed<U+200B><U+001B>[1m");
        assert_eq!(shown("¥400\u{a0}million　円☕\u{fe0f}"), "¥400\u{a0}million　円☕\u{fe0f}");
        assert_eq!(named('\u{b}'), "vertical tab (U+000B)");
        assert_eq!(named('\u{3000}'), "ideographic space (U+3000)");
        assert_eq!(named('\u{10fffe}'), "noncharacter (U+10FFFE)");
    }
}
