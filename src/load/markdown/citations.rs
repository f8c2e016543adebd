//! Citations, and footnote calls that stand tight before one.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::diag::Code;
use crate::load::draft::Expects;
use crate::model::prose::Inline;
use crate::model::{Cite, Id, Kind};

use super::line::Line;
use super::reader::Reader;

impl Reader<'_, '_> {
    /// `[@a, para. 3]`, `[@a; @b]`, `[@a][@b]` or `[^a][@b]`: what the range holds, read again.
    pub(super) fn citations(&mut self, range: Range<usize>, line: &mut Line) {
        self.cited = true;
        let mut cites = Vec::new();
        for inner in pieces(self.text, range, &['[', ']']) {
            if self.text[inner.clone()].starts_with('^') {
                let call = self.footnotes.call(&self.text[inner.start + 1..inner.end], inner.start - 1..inner.end + 1);
                line.push(Inline::Footnote(call));
                continue;
            }
            for one in pieces(self.text, inner, &[';']) {
                cites.extend(self.citation(one));
            }
        }
        if !cites.is_empty() {
            line.push(Inline::Citations(cites));
        }
    }

    fn citation(&mut self, range: Range<usize>) -> Option<Cite> {
        let text = &self.text[range.clone()];
        let (source, place) = text.split_once(',').map_or((text, None), |(source, place)| (source, Some(place)));
        let before = source.len() - source.trim_start_matches(is_margin).len();
        let source = source.trim_matches(is_margin);
        let start = range.start + before;
        let span = self.span(&(start..start + source.len()));
        let Some(id) = source.strip_prefix('@').and_then(Id::parse) else {
            if !text.trim_matches(is_margin).is_empty() {
                let shown: String = words_of(text).chars().take(60).collect();
                let hint = "write `[@source-id]` or `[@source-id, para. 3]`, and several with `;` between them; \
                            brackets that are only text are written `\\[`";
                self.sink.error(Code::BadReference, span, format!("`{shown}` is not a citation"), Some(hint));
            }
            return None;
        };
        let span = span.within(1, span.width.saturating_sub(1));
        let source = self.sink.point(id.as_str(), span, Expects::Kind(Kind::Source));
        let at = place.map(words_of).filter(|place| !place.is_empty()).map(Into::into);
        Some(Cite { source, at, says: None })
    }
}

/// Blanks, and the mark before each line of a quotation.
fn is_margin(character: char) -> bool {
    character.is_whitespace() || character == '>'
}

/// What stands between marks, without those that a backslash takes the meaning of.
fn pieces(text: &str, range: Range<usize>, marks: &[char]) -> Vec<Range<usize>> {
    let (mut found, mut start, mut escaped) = (Vec::new(), range.start, false);
    for (offset, character) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        if marks.contains(&character) && !escaped && !(character == ';' && ends_an_entity(&text[start..at])) {
            found.push(start..at);
            start = at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    found.push(start..range.end);
    found.retain(|piece| !piece.is_empty());
    found
}

/// Whether the `;` behind these words ends `&amp;` or the like.
fn ends_an_entity(words: &str) -> bool {
    let name = words.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.ends_with('&') && name.len() < words.len()
}

/// What a stretch of a line reads as: without marks, on one line, without the margin of a quotation.
fn words_of(source: &str) -> String {
    let lines: Vec<&str> = source.split('\n').map(|line| line.trim_start_matches(is_margin)).collect();
    let first = source.split('\n').next().unwrap_or("").trim_start();
    let source = std::iter::once(first).chain(lines.into_iter().skip(1)).collect::<Vec<_>>().join(" ");
    // Behind a word nothing begins a block.
    let text = format!("x {}", source.replace("\\|", "|"));
    let mut words = String::new();
    for event in Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.strip_prefix('x').unwrap_or(&words).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_place_reads_as_text_does() {
        let cases = [
            (" para. 3", "para. 3"),
            ("\n> para.\n> > 3", "para. 3"),
            (" p. 3 \\| 4", "p. 3 | 4"),
            (" \\[Annex\\] 2 &amp; *3*", "[Annex] 2 & 3"),
            (" 1. Annex", "1. Annex"),
            (" > 3", "> 3"),
            ("", ""),
        ];
        for (source, words) in cases {
            assert_eq!(words_of(source), words, "{source:?}");
        }
    }
}
