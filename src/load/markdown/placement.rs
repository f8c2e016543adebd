//! Where the characters of a text stand in its file.

use std::ops::Range;

use crate::load::sink::Sink;
use crate::load::yaml::{Scalar, Style};
use crate::model::Span;

/// How a text lies in its file.
pub(super) enum Placement<'a> {
    /// The body of an article, which starts at this byte of the file.
    Body(usize),
    /// A scalar of a YAML file.
    Scalar(&'a Scalar, Span),
}

impl Placement<'_> {
    /// The place of a stretch of the text.
    pub(super) fn span(&self, sink: &Sink, text: &str, range: &Range<usize>) -> Span {
        let first_line = text[range.clone()].lines().next().unwrap_or("");
        let width = small(first_line.chars().count().max(1));
        match self {
            Self::Body(start) => sink.span_at(start + range.start, width),
            Self::Scalar(Scalar { style: Style::Exact(quotes), .. }, span) => {
                span.within(quotes + small(text[..range.start].chars().count()), width)
            }
            Self::Scalar(scalar, span) => {
                let before = text[..range.start].matches(first_line).count();
                find_in_lines(sink, (scalar, *span), first_line, before).unwrap_or(*span)
            }
        }
    }
}

/// The place of words in a folded or escaped scalar: the same occurrence of them in the lines that it covers.
fn find_in_lines(sink: &Sink, (scalar, span): (&Scalar, Span), words: &str, mut before: usize) -> Option<Span> {
    let width = small(words.chars().count().max(1));
    for number in span.line..=scalar.last_line.max(span.line) {
        let line = sink.lines.line(number).filter(|_| !words.is_empty())?;
        for (offset, _) in line.match_indices(words) {
            if before == 0 {
                let column = small(line[..offset].chars().count() + 1);
                return Some(Span { line: number, column, width, ..span });
            }
            before -= 1;
        }
    }
    None
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
