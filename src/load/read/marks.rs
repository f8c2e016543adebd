//! What may stand in no file: marks of an unfinished merge, control characters, noncharacters. Reads no file.

use crate::diag::{Code, Diagnostics, LineIndex};
use crate::model::character::{is_forbidden, named};
use crate::model::{FileId, Span};

/// Reports each conflict of an unfinished merge at its first mark; answers whether there is any.
pub(super) fn conflicts(lines: &LineIndex, file: FileId, diagnostics: &mut Diagnostics) -> bool {
    let text = lines.text();
    let may_hold = ["<<<<<<<", ">>>>>>>", "|||||||", "======="].iter().any(|mark| text.contains(mark));
    if !may_hold {
        return false;
    }
    let (mut any, mut open) = (false, false);
    for (number, line) in text.lines().enumerate() {
        let Some(mark) = mark_of(line) else { continue };
        // Alone, the middle mark may be the underline of a heading.
        if !open && mark != '=' {
            let line = u32::try_from(number + 1).unwrap_or(u32::MAX);
            let message = "a mark of an unfinished merge stands here";
            let hint = "keep the lines that are right, and take out the marks `<<<<<<<`, `=======` and `>>>>>>>`";
            let span = Span { file, line, column: 1, width: 7 };
            diagnostics.add(Code::MergeConflict, span, message, Some(hint.to_owned()));
            any = true;
        }
        open = mark != '>' && (open || mark != '=');
    }
    any
}

/// The sign of a line that is a mark: seven of a kind, alone or before a blank.
fn mark_of(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|sign| "<|=>".contains(*sign))?;
    let rest = line.trim_start_matches(sign);
    (line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))).then_some(sign)
}

/// Reports every line with characters that may stand in no text, and gives the text with blanks in their place or without
/// them; none where all is well.
pub(super) fn without_forbidden(lines: &LineIndex, file: FileId, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = lines.text();
    if !text.contains(is_forbidden) {
        return None;
    }
    let mut last_line = 0;
    for (at, character) in text.match_indices(is_forbidden) {
        let span = lines.span(file, at, 1);
        if span.line == last_line {
            continue;
        }
        last_line = span.line;
        let character = character.chars().next().unwrap_or_default();
        let message = format!("here stands what no text may hold: {}", named(character));
        let hint = Some("take it out; it may have come with text from a slide or a PDF".to_owned());
        diagnostics.add(Code::BadCharacter, span, message, hint);
    }
    let stand_in = |character| match character {
        // Where it stood for the end of a line, words shall not run together.
        '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1f}' | '\u{85}' => Some(' '),
        _ if is_forbidden(character) => None,
        _ => Some(character),
    };
    Some(text.chars().filter_map(stand_in).collect())
}
