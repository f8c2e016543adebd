//! Near words for hints, as long as the search is cheap: a hundred thousand mistakes shall not take hours. Knows no ids.

use std::cell::Cell;

/// The most words that are compared in one rule.
const MOST_COMPARED: usize = 500_000;

/// Finds near words until it has compared enough.
#[derive(Debug)]
pub(crate) struct Near {
    left: Cell<usize>,
}

impl Default for Near {
    fn default() -> Self {
        Self { left: Cell::new(MOST_COMPARED) }
    }
}

impl Near {
    /// The word of the vocabulary that is nearest, where one is near enough.
    pub(crate) fn nearest<'v>(&self, word: &str, vocabulary: impl Iterator<Item = &'v str>) -> Option<&'v str> {
        let left = self.left.get();
        let mut compared = 0;
        let near = nearest(word, vocabulary.take(left).inspect(|_| compared += 1));
        self.left.set(left - compared);
        near
    }

    /// The hint that names it.
    pub(crate) fn did_you_mean<'v>(&self, word: &str, vocabulary: impl Iterator<Item = &'v str>) -> Option<String> {
        self.nearest(word, vocabulary).map(|near| format!("did you mean `{near}`?"))
    }
}

/// The word of `vocabulary` that is nearest to `word`, where one is near enough.
pub fn nearest<'a>(word: &str, vocabulary: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let allowed = 1 + length / 4;
    let near = |candidate: &&'a str| {
        // A word that is longer by more can not be near; lengths are cheap.
        if candidate.chars().count().abs_diff(length) > allowed {
            return None;
        }
        let distance = strsim::osa_distance(word, candidate);
        (distance <= allowed && distance < length).then_some(distance)
    };
    vocabulary
        .into_iter()
        .filter_map(|candidate| near(&candidate).map(|distance| (distance, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// A did-you-mean for `word` out of `vocabulary`, where some word there is near enough.
pub fn did_you_mean<'a>(word: &str, vocabulary: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, vocabulary).map(|candidate| format!("did you mean `{candidate}`?"))
}
