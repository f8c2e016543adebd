//! What references lead to, by the numbers that they got when they were read. A reference is a word in the draft alone.

use super::anchor::List;
use super::{FileId, FiscalYear, Key};

/// The place of a reference among those of its sort: its file, and its number there from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub file: FileId,
    pub number: u32,
}

/// A reference in a field that takes the id of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer(pub Slot);

/// A reference of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference(pub Slot);

/// A plain relative link or image of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link(pub Slot);

/// What a reference of prose leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Record(Key),
    /// A fact of a record, by its place among the record's facts.
    Fact(Key, usize),
    /// An item of a list of a grant, by its place in the list.
    Item(Key, List, usize),
    /// The stage of a grant.
    Stage(Key),
    /// How long a grant waits or waited.
    Waiting(Key),
    /// A fiscal year.
    Year(FiscalYear),
    /// The programme as a whole.
    Programme,
    /// A figure that is computed from rows.
    Computed(Scope, Measure),
}

impl Target {
    /// The record that it is, or is a part of.
    pub fn record(self) -> Option<Key> {
        match self {
            Self::Record(key)
            | Self::Fact(key, _)
            | Self::Item(key, ..)
            | Self::Stage(key)
            | Self::Waiting(key)
            | Self::Computed(Scope::Country(key), _) => Some(key),
            Self::Computed(..) | Self::Year(_) | Self::Programme => None,
        }
    }
}

/// What a computed figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Programme,
    /// A fiscal year.
    Year(FiscalYear),
    Country(Key),
}

/// What is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The budget of record.
    Budget,
    /// The amounts of signed grants.
    Signed,
    /// The amounts of fully delivered grants.
    Delivered,
    /// How many grants are signed.
    Grants,
    /// How many countries have a signed grant.
    Recipients,
}

/// Where a plain relative link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An article, and an anchor in it.
    Article(Key, Option<Box<str>>),
    /// A file of the media folder by its path from the content folder, and what follows `#`.
    Media(Box<str>, Option<Box<str>>),
    /// An anchor of the same article.
    Here(Box<str>),
}

/// Something for every slot of every file.
#[derive(Clone, Debug)]
pub struct BySlot<T> {
    files: Vec<Vec<T>>,
}

impl<T> Default for BySlot<T> {
    fn default() -> Self {
        Self { files: Vec::new() }
    }
}

impl<T> BySlot<T> {
    /// Takes what belongs to the slots of a file, in their order.
    pub fn set(&mut self, file: FileId, slots: Vec<T>) {
        let index = file.0 as usize;
        if self.files.len() <= index {
            self.files.resize_with(index + 1, Vec::new);
        }
        self.files[index] = slots;
    }

    /// The same slots with something else, where there is something else for each of them.
    pub fn map<U>(self, mut convert: impl FnMut(T) -> Option<U>) -> Option<BySlot<U>> {
        let file = |slots: Vec<T>| slots.into_iter().map(&mut convert).collect();
        self.files.into_iter().map(file).collect::<Option<_>>().map(|files| BySlot { files })
    }
}

impl<T> std::ops::Index<Slot> for BySlot<T> {
    type Output = T;

    fn index(&self, slot: Slot) -> &T {
        &self.files[slot.file.0 as usize][slot.number as usize]
    }
}

/// The targets of all references of a briefing.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// The records that pointers name.
    pub pointers: BySlot<Key>,
    /// What references of prose lead to.
    pub references: BySlot<Target>,
    /// Where relative links lead.
    pub links: BySlot<Destination>,
}

impl Targets {
    /// The record that a pointer names.
    pub fn key(&self, pointer: Pointer) -> Key {
        self.pointers[pointer.0]
    }
}
