//! The lines of a text: the one way from a byte to line and column and back.
//!
//! Characters are counted in strides beforehand, so that no question walks further than one, however long a line is.

use std::sync::Arc;

use crate::model::{FileId, Span};

/// The bytes whose characters are counted together.
const STRIDE: usize = 256;

/// A text with its lines.
#[derive(Debug)]
pub struct LineIndex {
    text: Arc<str>,
    /// The byte at which each line starts.
    starts: Vec<u32>,
    /// The characters that start before each stride, and in the whole text.
    strides: Vec<u32>,
}

impl LineIndex {
    /// The lines of `text`, which all end in `\n`.
    pub fn of(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(end, _)| small(end + 1))).collect();
        let mut strides = vec![0];
        for stride in text.as_bytes().chunks(STRIDE) {
            strides.push(strides[strides.len() - 1] + small(characters(stride)));
        }
        Self { text, starts, strides }
    }

    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// How many lines there are; after a last `\n` stands an empty one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The text of a line, from 1, without its end.
    pub fn line(&self, number: u32) -> Option<&str> {
        self.range(number).map(|(start, end)| &self.text[start..end])
    }

    /// Line and column of the character at a byte, both from 1.
    pub fn place(&self, byte: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start as usize <= byte);
        let start = self.starts[line - 1] as usize;
        (small(line), small(self.characters_before(byte) - self.characters_before(start) + 1))
    }

    /// The place of the character at a byte in its file, `width` characters wide.
    pub fn span(&self, file: FileId, byte: usize, width: u32) -> Span {
        let (line, column) = self.place(byte);
        Span { file, line, column, width }
    }

    /// What stands in a line before a column and from it on, both counted from 1.
    pub fn split_at(&self, line: u32, column: u32) -> (&str, &str) {
        let Some((start, end)) = self.range(line) else { return ("", "") };
        let character = self.characters_before(start) + (column as usize).saturating_sub(1);
        let at = self.byte_of(character).min(end);
        (&self.text[start..at], &self.text[at..end])
    }

    fn range(&self, line: u32) -> Option<(usize, usize)> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(index)? as usize;
        let end = self.starts.get(index + 1).map_or(self.text.len(), |next| *next as usize - 1);
        Some((start, end))
    }

    fn characters_before(&self, byte: usize) -> usize {
        let stride = byte / STRIDE;
        self.strides[stride] as usize + characters(&self.text.as_bytes()[stride * STRIDE..byte])
    }

    fn byte_of(&self, character: usize) -> usize {
        let stride = self.strides.partition_point(|before| *before as usize <= character) - 1;
        let start = (stride * STRIDE).min(self.text.len());
        let further = character - self.strides[stride] as usize;
        let bytes = self.text.as_bytes()[start..].iter().enumerate();
        bytes.filter(|(_, byte)| starts_character(**byte)).nth(further).map_or(self.text.len(), |(at, _)| start + at)
    }
}

fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| starts_character(**byte)).count()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LineIndex, STRIDE};

    #[test]
    fn a_text_without_lines_has_one() {
        let lines = LineIndex::of("");
        assert_eq!((lines.count(), lines.line(1), lines.place(0)), (1, Some(""), (1, 1)));
        assert_eq!((lines.line(0), lines.line(2), lines.split_at(1, 7)), (None, None, ("", "")));
    }

    #[test]
    fn the_end_of_a_text_that_fills_its_strides_is_counted() {
        let lines = LineIndex::of("é".repeat(STRIDE));
        assert_eq!(lines.place(2 * STRIDE), (1, 257));
        assert_eq!(lines.split_at(1, 257).1, "");
    }

    proptest! {
        #[test]
        fn places_are_those_that_counting_finds(text in "(?s)[a\u{e9}\u{5186}\u{1f6a2}\n]{0,700}", at in 0usize..700) {
            let lines = LineIndex::of(text.as_str());
            let byte = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
            let before = &text[..byte];
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let column = before[start..].chars().count() + 1;
            let (found_line, found_column) = lines.place(byte);
            prop_assert_eq!((found_line as usize, found_column as usize), (line, column));
            let whole = text.split('\n').nth(line - 1).expect("a line of the text");
            prop_assert_eq!(lines.line(found_line), Some(whole));
            prop_assert_eq!(lines.split_at(found_line, found_column), (&before[start..], &whole[byte - start..]));
        }
    }
}
