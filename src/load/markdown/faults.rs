//! What is said about Markdown that is not understood, and about footnotes that do not fit.

use std::ops::Range;

use crate::diag::Code;

use super::footnotes::Wrong;
use super::leftovers::{Leftover, Likeness};
use super::reader::Reader;

/// What to do about a call of a footnote that is not there.
const NOT_A_CALL: &str =
    "define it, `[^label]: …`, or call one that is defined; brackets that are only text are written `\\[`";

impl Reader<'_, '_> {
    /// Every footnote that is called is defined, once; every one that is defined is called.
    pub(super) fn end_footnotes(&mut self) {
        let (footnotes, wrong) = std::mem::take(&mut self.footnotes).finish();
        self.prose.footnotes = footnotes;
        for wrong in wrong {
            match wrong {
                Wrong::DefinedTwice(label, range) => {
                    let message = format!("the footnote `{label}` is defined twice");
                    self.error(
                        Code::DuplicateFootnote,
                        &self.label_of(&range),
                        message,
                        "give one of the two another label",
                    );
                }
                Wrong::Undefined(label, call) => {
                    let message = format!("no footnote `{label}` is defined");
                    self.error(Code::BadReference, &call, message, NOT_A_CALL);
                }
                Wrong::Empty(label, range) => {
                    let message = format!("the footnote `{label}` says nothing");
                    self.error(Code::BadReference, &self.label_of(&range), message, "write its text behind the colon");
                }
                Wrong::Unused(label, range) => {
                    let message = format!("nothing calls the footnote `{label}`");
                    let hint = "call it in the text, `[^label]`, or take it out";
                    self.error(Code::UnusedFootnote, &self.label_of(&range), message, hint);
                }
            }
        }
    }

    /// The `[^label]` with which a definition begins.
    fn label_of(&self, definition: &Range<usize>) -> Range<usize> {
        let text = &self.text[definition.clone()];
        definition.start..text.find("]:").map_or(definition.end, |end| definition.start + end + 1)
    }

    /// Reports what was not understood.
    pub(super) fn leftover(&mut self, Leftover { like, range, in_table }: &Leftover) {
        let shown = shortened(&self.text[range.clone()]);
        let kind = match like {
            Likeness::Reference => "a reference",
            Likeness::Citation => "a citation",
            Likeness::Footnote | Likeness::InlineFootnote => "a footnote",
            Likeness::Image => "an image",
            Likeness::Link => "a link",
            Likeness::Cells => "part of the table: it stands beyond its last column",
            Likeness::Table => "the head of a table: it has more or fewer cells than the line of hyphens below",
        };
        let hint = match like {
            _ if *in_table => "in a table a `|` that ends no cell is written `\\|`; brackets that are only text, `\\[`",
            Likeness::Reference => "write `[[id]]` or `[[id|words]]`; brackets that are only text are written `\\[`",
            Likeness::Citation => {
                "write `[@source-id]` or `[@source-id, para. 3]`; brackets that are only text are written `\\[`, those \
                 within a citation `\\[` and `\\]`"
            }
            Likeness::Footnote => NOT_A_CALL,
            Likeness::InlineFootnote => "write `[^label]` here and `[^label]: …` on a line of its own",
            Likeness::Image => {
                "write `![what it shows](../media/boats.png)`; a blank in an address is `%20`; `!` before a bracket that \
                 is only text is written `\\!`"
            }
            Likeness::Link => {
                "write `[words](address)`; a blank in an address is `%20`; brackets that are only text are written `\\[`"
            }
            Likeness::Cells | Likeness::Table => "in a table a `|` that ends no cell is written `\\|`",
        };
        let label = shown.strip_prefix("[^").and_then(|rest| rest.strip_suffix(']'));
        let message = match label.filter(|label| *like == Likeness::Footnote && !label.contains([' ', '['])) {
            Some(label) => format!("no footnote `{label}` is defined"),
            None => format!("`{shown}` is not understood as {kind}"),
        };
        self.error(Code::BadReference, range, message, hint);
    }

    /// Reports the definition of a link that nothing uses.
    pub(super) fn unused_definition(&mut self, range: &Range<usize>) {
        let shown = shortened(&self.text[range.clone()]);
        let hint = "use it, `[words][label]`, or take it out; a line that is only text begins with `\\[`";
        self.error(Code::BadReference, range, format!("no link uses `{shown}`, so that it would vanish"), hint);
    }
}

/// The beginning of what was written, on one line, for a message.
pub(super) fn shortened(source: &str) -> String {
    const LONGEST: usize = 40;
    let line = source.lines().next().unwrap_or("");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
