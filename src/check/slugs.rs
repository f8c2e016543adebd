//! Anchors of headings by the rule of code hosts.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use unicode_general_category::{GeneralCategory, get_general_category};

/// Makes the anchors of one text, each of them once.
#[derive(Default)]
pub(super) struct Slugs {
    /// How often each anchor was asked for again.
    used: BTreeMap<String, usize>,
}

impl Slugs {
    /// Takes an anchor that the editor wrote; none where it is taken.
    pub(super) fn claim(&mut self, wanted: &str) -> Option<Box<str>> {
        match self.used.entry(wanted.to_owned()) {
            Entry::Vacant(free) => {
                free.insert(0);
                Some(wanted.into())
            }
            Entry::Occupied(_) => None,
        }
    }

    /// The anchor of a heading; one that is taken gets the next number that is free.
    pub(super) fn next(&mut self, wanted: &str) -> Box<str> {
        let mut anchor = wanted.to_owned();
        while self.used.contains_key(&anchor) {
            let count = self.used.entry(wanted.to_owned()).or_insert(0);
            *count += 1;
            anchor = format!("{wanted}-{count}");
        }
        self.used.insert(anchor.clone(), 0);
        anchor.into()
    }
}

/// Words as an anchor: lower case, blanks as hyphens, and of all else only letters, marks, digits and what joins them.
pub(super) fn slug(words: &str) -> String {
    words.to_lowercase().chars().filter(|c| is_kept(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn is_kept(character: char) -> bool {
    use GeneralCategory::{ConnectorPunctuation, DecimalNumber, EnclosingMark, NonspacingMark, SpacingMark};
    matches!(character, ' ' | '-')
        || character.is_alphabetic()
        || matches!(
            get_general_category(character),
            ConnectorPunctuation | DecimalNumber | EnclosingMark | NonspacingMark | SpacingMark
        )
}

#[cfg(test)]
mod tests {
    use super::{Slugs, slug};

    fn anchors(headings: &[&str]) -> Vec<Box<str>> {
        let mut slugs = Slugs::default();
        headings.iter().map(|heading| slugs.next(&slug(heading))).collect()
    }

    #[test]
    fn headings_that_read_alike_are_numbered_as_code_hosts_do() {
        let cases: [(&[&str], &[&str]); 5] = [
            (&["A", "A", "A-1"], &["a", "a-1", "a-1-1"]),
            (&["A-1", "A", "A"], &["a-1", "a", "a-2"]),
            (&["foo", "foo", "foo 1", "foo", "foo 1"], &["foo", "foo-1", "foo-1-1", "foo-2", "foo-1-2"]),
            (&["a-1", "a", "a", "a"], &["a-1", "a", "a-2", "a-3"]),
            (&["Who, and why?", "who and why"], &["who-and-why", "who-and-why-1"]),
        ];
        for (headings, expected) in cases {
            assert_eq!(anchors(headings).iter().map(|anchor| &**anchor).collect::<Vec<_>>(), expected, "{headings:?}");
        }
    }
}
