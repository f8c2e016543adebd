//! How wide text is likely to be, and what becomes of text that is too wide. Draws nothing.
//!
//! The fonts of a reader are unknown, so widths are those of a common sans serif face with a little to spare.

/// The size of all text in user units.
pub(super) const TEXT: f64 = 16.0;

use crate::model::text::is_japanese;

/// The likely width of a character in parts of the text size.
fn width_of_character(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' | '’' => 0.22,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '!' | 'f' | 't' | 'I' | '/' => 0.28,
        'r' | '-' | '(' | ')' => 0.34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'L' => 0.56,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 0.73,
        'G' | 'O' | 'Q' => 0.78,
        'm' | 'M' | '%' => 0.87,
        'W' | '@' | '…' | '—' => 1.0,
        'A'..='Z' => 0.67,
        _ if character.is_ascii() => 0.56,
        _ if is_japanese(character) => 1.0,
        // Latin letters with marks; anything else may be as wide as it is high.
        '\u{a1}'..='\u{24f}' | '–' | 'ʻ' => 0.6,
        _ => 1.0,
    }
}

/// The likely width of a line of text in user units.
pub(super) fn width_of(text: &str) -> f64 {
    text.chars().map(width_of_character).sum::<f64>() * TEXT * 1.04
}

/// The text, or as much of it as fits in `room` with an ellipsis after it.
pub(super) fn cut(text: &str, room: f64) -> String {
    if width_of(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if width_of(&kept) + width_of("…") > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// The text on at most `lines` lines of `room`, broken at spaces and after hyphens; the last may end in an ellipsis.
pub(super) fn wrapped(text: &str, room: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find([' ', '-']).map_or(rest.len(), |at| at + 1);
        let line = out.last().map_or("", String::as_str);
        let is_last = out.len() == lines;
        if line.is_empty() || width_of(&format!("{line}{}", rest[..end].trim_end())) <= room {
            let piece = &rest[..end];
            out.iter_mut().last().into_iter().for_each(|line| line.push_str(piece));
            rest = &rest[end..];
        } else if is_last {
            out.iter_mut().last().into_iter().for_each(|line| line.push_str(rest));
            rest = "";
        } else {
            out.push(String::new());
        }
    }
    out.iter().map(|line| cut(line.trim_end(), room)).collect()
}

#[cfg(test)]
mod tests {
    use super::{cut, width_of, wrapped};

    #[test]
    fn long_text_ends_in_an_ellipsis_and_fits() {
        let text = "The Independent and Very Long Republic of Somewhere";
        let short = cut(text, 120.0);
        assert!(short.ends_with('…') && width_of(&short) <= 120.0, "{short}");
        assert_eq!(cut("Fiji", 120.0), "Fiji");
    }

    #[test]
    fn text_breaks_at_spaces_and_after_hyphens() {
        assert_eq!(wrapped("Papua New Guinea", 80.0, 3), ["Papua", "New", "Guinea"]);
        assert_eq!(wrapped("Timor-Leste", 60.0, 2), ["Timor-", "Leste"]);
        let cut_short = wrapped("one two three four five six seven", 60.0, 2);
        assert_eq!(cut_short.len(), 2);
        assert!(cut_short[1].ends_with('…'), "{cut_short:?}");
        assert!(cut_short.iter().all(|line| width_of(line) <= 60.0));
    }
}
