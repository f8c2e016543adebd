//! Ids of records and the kinds of record there are. Knows nothing of where a record is shown.

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

    /// Stands for an id that could not be read, in drafts that are not going to be used. No id that is read equals it.
    pub fn nameless() -> Self {
        Self("".into())
    }

    /// Whether it stands for an id that could not be read.
    pub fn is_nameless(&self) -> bool {
        self.0.is_empty()
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

/// What a record is. The order is the order in which lists show the kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A grant, signed or planned.
    Grant,
    /// A country, recipient or not.
    Country,
    /// An article of the briefing.
    Article,
    /// A budget figure of one fiscal year at one stage.
    Budget,
    /// A category of equipment.
    Equipment,
    /// A dated event.
    Event,
    /// A question on which sources differ.
    Disagreement,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A term of the glossary.
    Term,
    /// A change to the briefing itself.
    Change,
    /// A source that facts rest on.
    Source,
}

impl Kind {
    /// Every kind, in the order of lists.
    pub const ALL: [Self; 12] = [
        Self::Grant,
        Self::Country,
        Self::Article,
        Self::Budget,
        Self::Equipment,
        Self::Event,
        Self::Disagreement,
        Self::Person,
        Self::Organisation,
        Self::Term,
        Self::Change,
        Self::Source,
    ];

    /// The section of a facts file that holds records of this kind (`grants`); articles have folders instead.
    pub fn section(self) -> &'static str {
        match self {
            Self::Grant => "grants",
            Self::Country => "countries",
            Self::Article => "articles",
            Self::Budget => "budgets",
            Self::Equipment => "equipment",
            Self::Event => "events",
            Self::Disagreement => "disagreements",
            Self::Person => "people",
            Self::Organisation => "organisations",
            Self::Term => "terms",
            Self::Change => "changes",
            Self::Source => "sources",
        }
    }

    /// One of them with its article, for messages: `a grant`.
    pub fn one(self) -> &'static str {
        match self {
            Self::Grant => "a grant",
            Self::Country => "a country",
            Self::Article => "an article",
            Self::Budget => "a budget",
            Self::Equipment => "an equipment category",
            Self::Event => "an event",
            Self::Disagreement => "a disagreement",
            Self::Person => "a person",
            Self::Organisation => "an organisation",
            Self::Term => "a term",
            Self::Change => "a change",
            Self::Source => "a source",
        }
    }
}

/// A record of a known kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// Its id, unique over all kinds.
    pub id: Id,
}
