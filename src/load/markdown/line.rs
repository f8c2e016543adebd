//! A line of text in the making.

use crate::model::prose::{Inline, Inlines};

/// A line in the making; words that stand together become one.
#[derive(Default)]
pub(super) struct Line {
    inlines: Inlines,
    pub(super) text: String,
}

impl Line {
    pub(super) fn push(&mut self, inline: Inline) {
        self.end_text();
        self.inlines.push(inline);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.inlines.push(Inline::Text(self.text.as_str().into()));
            self.text.clear();
        }
    }

    pub(super) fn finish(mut self) -> Inlines {
        self.end_text();
        self.inlines.shrink_to_fit();
        self.inlines
    }
}
