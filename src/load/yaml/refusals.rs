//! What is said of a text that is no YAML: the mistakes that editors make, found in the lines around the place that the
//! library points at, and its own findings in plain words. Reads no YAML.

use crate::diag::LineIndex;
use crate::model::character::{is_forbidden, is_invisible, is_odd_blank, named};

/// Where a mistake stands in the text, what it is and what to do. Line and column count from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) width: u32,
    pub(super) message: String,
    pub(super) hint: String,
}

/// How many lines before the place that the library points at are looked at.
const LINES_BEFORE: u32 = 2;

/// Explains what the library found at a place; it often finds a mistake only after the line on which it stands.
pub(super) fn explain(lines: &LineIndex, info: &str, line: u32, column: u32) -> Refusal {
    let shown = |number: u32| in_line(number, lines.line(number).unwrap_or(""));
    let mut near = (line.saturating_sub(LINES_BEFORE).max(1)..=line).rev();
    // Of a tab the library points at the words before it.
    let mut after = line..=small(lines.count());
    let found = near.find_map(shown).or_else(|| after.find_map(shown).filter(|_| info.contains("tab")));
    if let Some(refusal) = found {
        return refusal;
    }
    let text = lines.line(line).unwrap_or("");
    let before = text.chars().nth(column.saturating_sub(2) as usize).filter(|_| column > 1);
    if info.contains("trailing content after") {
        return after_quotation(line, column, before.unwrap_or('"'));
    }
    // A quotation that was not closed is found at the end of what it took in.
    if info.contains("quoted scalar") && !info.contains("escape") && !info.contains("hexadecimal") {
        let message =
            "this is not valid YAML: the quotation that starts here is not closed, or not indented".to_owned();
        let hint = "close the quotation mark, and indent what it holds further than its key".to_owned();
        return Refusal { line, column, width: 1, message, hint };
    }
    let start = text.chars().nth(column.saturating_sub(1) as usize).unwrap_or(' ');
    let (what, hint) = in_plain_words(info, start);
    Refusal { line, column, width: 1, message: format!("this is not valid YAML: {what}"), hint: hint.to_owned() }
}

/// A mistake that a line shows by itself.
fn in_line(number: u32, line: &str) -> Option<Refusal> {
    let refusal = |column: usize, width: usize, message: String, hint: String| Refusal {
        line: number,
        column: small(column),
        width: small(width),
        message: format!("this is not valid YAML: {message}"),
        hint,
    };
    let is_strange = |character: char| character == '\t' || is_odd_blank(character) || is_invisible(character);
    let indentation: Vec<char> = line.chars().take_while(|c| *c == ' ' || is_strange(*c)).collect();
    let words = line.get(indentation.iter().map(|c| c.len_utf8()).sum()..).unwrap_or("");
    if words.is_empty() || words.starts_with('#') {
        return None;
    }
    if let Some(at) = indentation.iter().position(|character| is_strange(*character)) {
        let name = if indentation[at] == '\t' { "tab".to_owned() } else { named(indentation[at]) };
        let article = if name.starts_with(['i', 'a', 'e']) { "an" } else { "a" };
        let message = format!("{article} {name} stands in the indentation");
        return Some(refusal(at + 1, 1, message, "indent with spaces".to_owned()));
    }
    let dash = words.strip_prefix('-').map(|rest| (rest, rest.trim_start_matches(|c: char| c == ' ' || is_strange(c))));
    let (field, at) = match dash {
        Some((rest, field)) => (field, indentation.len() + 1 + rest.chars().count() - field.chars().count()),
        None => (words, indentation.len()),
    };
    let name = field.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).map_or(field, |end| &field[..end]);
    let after = &field[name.len()..];
    let is_field = !name.is_empty() && after.starts_with([':', '：']);
    if let Some((rest, _)) = dash
        && is_field
        && !rest.starts_with(' ')
    {
        let message = match rest.chars().next().filter(|first| is_strange(*first)) {
            Some(strange) => format!("after this hyphen stands no space but a {}", named(strange)),
            None => format!("a space is missing between the hyphen and `{name}`"),
        };
        return Some(refusal(indentation.len() + 1, 1, message, format!("write `- {name}: …`")));
    }
    if !is_field {
        return None;
    }
    let colon = at + name.chars().count() + 1;
    let value = after.chars().nth(1);
    let hint = format!("write `{name}: …`, with a space after the colon");
    match (after.chars().next(), value) {
        (Some('：'), _) => {
            let message = format!("a full-width colon (U+FF1A) stands after `{name}`");
            Some(refusal(colon, 1, message, format!("write `{name}: …`, with the colon of ASCII and a space")))
        }
        (_, Some(strange)) if is_odd_blank(strange) || is_invisible(strange) => {
            let message = format!("after the colon of `{name}` stands no space but a {}", named(strange));
            Some(refusal(colon + 1, 1, message, hint))
        }
        (_, Some(first)) if !first.is_whitespace() && !after.starts_with("://") && !is_forbidden(first) => {
            let message = format!("a space is missing after the colon of `{name}`");
            Some(refusal(colon, 1, message, hint))
        }
        _ => None,
    }
}

/// Words after the end of a quotation; an apostrophe has often ended it.
fn after_quotation(line: u32, column: u32, mark: char) -> Refusal {
    let (name, hint) = match mark {
        '\'' => ("single-quoted", "double an apostrophe inside single quotes (`''`), or put the text in double quotes"),
        _ => {
            ("double-quoted", "write a quotation mark inside double quotes as `\\\"`, or put the text in single quotes")
        }
    };
    let message = format!("this is not valid YAML: the {name} text ends before this, and more words follow");
    Refusal { line, column, width: 1, message, hint: hint.to_owned() }
}

/// A finding of the library in plain words, with what to do; `start` is the character that it points at.
fn in_plain_words(info: &str, start: char) -> (&'static str, &'static str) {
    const QUOTE: &str = "check the indentation, and quote text that contains `: ` or starts with a sign";
    const FITS: &str = "indent it like the lines that it belongs to";
    const BRACKETS: &str = "close the bracket, put a comma between its items, and quote text with commas or brackets";
    const ALIAS: &str = "put the text in quotation marks: `\"*…\"`; to repeat a value, name it before with `&name`";
    const TAG: &str = "put the text in quotation marks: `\"!…\"`";
    let known: [(&[&str], &str, &str); 16] = [
        (&["mapping values are not allowed"], "a colon with a space after it stands where no field can begin", QUOTE),
        (&["unknown anchor"], "`*` starts the repetition of a value, and none has this name", ALIAS),
        (&["duplicated anchor"], "two values have one anchor", "give each a name of its own"),
        (&["anchor"], "`*` and `&` stand for values that repeat, and no name follows", ALIAS),
        (
            &["block mapping, did not find", "simple key expect"],
            "this does not fit the fields above it",
            "write `name: value`, indented like the other fields",
        ),
        (&["block collection, did not find"], "this does not fit the list above it", FITS),
        (
            &["block sequence entries"],
            "a list starts where none can",
            "start a list on a line of its own, or write it in square brackets: `[a, b]`",
        ),
        (&["flow", "bracket", "in this context"], "this does not fit what stands in brackets", BRACKETS),
        (&["tag", "handle"], "`!` starts a tag of YAML", TAG),
        (
            &["escape", "hexadecimal"],
            "this backslash starts no escape",
            "in double quotes a backslash is written `\\\\`; in single quotes it stands for itself",
        ),
        (&["tab"], "a tab stands where only spaces may", "write spaces in its place"),
        (
            &["block scalar"],
            "the text after `|` or `>` is not well-formed",
            "start it on the next line, indented further than its key",
        ),
        (
            &["directive", "document"],
            "this starts or ends a document of YAML",
            "a file holds one document: take the line out, or quote the text",
        ),
        (&["eof", "end of stream"], "the text ends before this is closed", "close brackets and quotation marks"),
        (&["comment"], "a comment stands inside a text of several lines", "put the comment before or after it"),
        (&["byte order mark"], "a byte order mark (U+FEFF) stands inside the text", "take it out"),
    ];
    if info.contains("unexpected character") || info.contains("next token") {
        return match start {
            '@' | '`' | '%' => ("a text may not start with this sign", "put the text in quotation marks"),
            _ => ("nothing can start with this character", "put the text in quotation marks"),
        };
    }
    let found = known.iter().find(|(words, ..)| words.iter().any(|word| info.contains(word)));
    found.map_or(("this can not be read", QUOTE), |(_, what, hint)| (what, hint))
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
