//! Ids of records: how they are written. Knows nothing of where a record is shown.

use std::{fmt, sync::Arc};

/// The id of a record: words of `a-z 0-9` joined by `-`, at most 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// The most characters an id may have.
pub const LONGEST_ID: usize = 80;

impl Id {
    /// Reads an id; `None` where `text` breaks the rule.
    pub fn parse(text: &str) -> Option<Self> {
        let well_formed = text.len() <= LONGEST_ID
            && text.split('-').all(|word| {
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
        well_formed.then(|| Self(text.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}
