//! Near words for hints, as long as the search is cheap: a hundred thousand mistakes in as many ids shall not take hours.

use std::cell::Cell;

use crate::diag;

/// The most words that are compared in one rule.
const MOST_COMPARED: usize = 500_000;

/// Finds near words until it has compared enough.
#[derive(Debug)]
pub(super) struct Near {
    left: Cell<usize>,
}

impl Default for Near {
    fn default() -> Self {
        Self { left: Cell::new(MOST_COMPARED) }
    }
}

impl Near {
    /// The word of the vocabulary that is nearest, where one is near enough.
    pub(super) fn nearest<'v>(&self, word: &str, vocabulary: impl Iterator<Item = &'v str>) -> Option<&'v str> {
        let left = self.left.get();
        let mut compared = 0;
        let nearest = diag::nearest(word, vocabulary.take(left).inspect(|_| compared += 1));
        self.left.set(left - compared);
        nearest
    }

    /// The hint that names it.
    pub(super) fn did_you_mean<'v>(&self, word: &str, vocabulary: impl Iterator<Item = &'v str>) -> Option<String> {
        self.nearest(word, vocabulary).map(|near| format!("did you mean `{near}`?"))
    }
}
