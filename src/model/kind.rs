//! The sections of a briefing, each named once, and the kinds of record in them.

/// Hands every section to a macro: what it holds, its name in facts files, the type of its records, its kind, and one of
/// them in words. The order is the order in which lists show the kinds.
macro_rules! sections {
    ($each:ident) => {
        $each! {
            /// Grants, signed or planned.
            grants: Grant, Grant, "a grant";
            /// Countries, recipients or not.
            countries: Country, Country, "a country";
            /// Articles of the briefing.
            articles: Article, Article, "an article";
            /// Budget figures of one fiscal year at one stage.
            budgets: Budget, Budget, "a budget";
            /// Categories of equipment.
            equipment: Category, Equipment, "an equipment category";
            /// Dated events.
            events: Event, Event, "an event";
            /// Questions on which sources differ.
            disagreements: Disagreement, Disagreement, "a disagreement";
            people: Person, Person, "a person";
            organisations: Organisation, Organisation, "an organisation";
            /// Terms of the glossary.
            terms: Term, Term, "a term";
            /// Changes to the briefing itself.
            changes: Change, Change, "a change";
            /// Sources that facts rest on.
            sources: Source, Source, "a source";
        }
    };
}
pub(crate) use sections;

macro_rules! kinds {
    ($($(#[$doc:meta])* $section:ident: $type:ident, $kind:ident, $one:literal;)+) => {
        /// What a record is. The order is the order in which lists show the kinds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $kind,)+ }

        impl Kind {
            /// Every kind, in the order of lists.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The section of a facts file that holds records of this kind (`grants`); articles have folders instead.
            pub fn section(self) -> &'static str {
                match self { $(Self::$kind => stringify!($section),)+ }
            }

            /// One of them with its article, for messages: `a grant`.
            pub fn one(self) -> &'static str {
                match self { $(Self::$kind => $one,)+ }
            }
        }
    };
}
sections!(kinds);

impl Kind {
    /// Whether its records have pages of their own, and are not shown on the page of a list or a year.
    pub fn has_pages(self) -> bool {
        !matches!(self, Self::Event | Self::Term | Self::Budget | Self::Change)
    }
}

/// A record by its kind and its place in the list of its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// Its place in the list, from 0.
    pub number: u32,
}

impl Key {
    /// The record at a place in the list of its section, from 0.
    pub fn at(kind: Kind, place: usize) -> Self {
        Self { kind, number: u32::try_from(place).unwrap_or(u32::MAX) }
    }

    /// Its place in the list, for indexing.
    pub fn index(self) -> usize {
        self.number as usize
    }
}
