//! The records of every section, and something for each of them. The sections themselves are named in `kind`.

use std::collections::BTreeSet;

use super::kind::sections;
use super::records::{
    Article, Budget, Category, Change, Country, Disagreement, Event, Grant, Organisation, Person, Source, Term,
};
use super::{FiscalYear, Head, Key, Kind, Record};

/// A record of a known section.
pub trait Section: Record + Sized {
    /// Its kind.
    const KIND: Kind;

    /// The list of its section.
    fn list(records: &Records) -> &[Self];

    /// The list of its section, to add to.
    fn list_mut(records: &mut Records) -> &mut Vec<Self>;

    /// What every record has, to give it its place.
    fn head_mut(&mut self) -> &mut Head;
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $section:ident: $type:ident, $kind:ident, $one:literal;)+) => {
        /// The records of every section.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Records { $($(#[$doc])* pub $section: Vec<$type>,)+ }

        impl Records {
            /// Takes over the records of another file, behind those that are there.
            pub fn append(&mut self, other: Self) {
                $(other.$section.into_iter().for_each(|record| { self.push(record); });)+
            }

            /// How many records of a kind there are.
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $(Kind::$kind => self.$section.len(),)+ }
            }

            /// The record of a key, whatever its kind.
            ///
            /// # Panics
            /// Where the key is not of these records.
            pub fn record(&self, key: Key) -> &dyn Record {
                match key.kind { $(Kind::$kind => &self.$section[key.index()],)+ }
            }

            /// Every record, in the order of the kinds and of the files.
            pub fn all(&self) -> impl Iterator<Item = &dyn Record> {
                std::iter::empty()$(.chain(self.$section.iter().map(|record| record as &dyn Record)))+
            }
        }

        $(impl Section for $type {
            const KIND: Kind = Kind::$kind;

            fn list(records: &Records) -> &[Self] {
                &records.$section
            }

            fn list_mut(records: &mut Records) -> &mut Vec<Self> {
                &mut records.$section
            }

            fn head_mut(&mut self) -> &mut Head {
                &mut self.head
            }
        })+
    };
}
sections!(catalogue);

impl Records {
    /// Adds a record to the list of its section, which gives it its place.
    pub fn push<T: Section>(&mut self, mut record: T) -> Key {
        let list = T::list_mut(self);
        let key = Key::at(T::KIND, list.len());
        record.head_mut().key = key;
        list.push(record);
        key
    }

    /// The record of a key of a known section.
    ///
    /// # Panics
    /// Where the key is not of these records.
    pub fn get<T: Section>(&self, key: Key) -> &T {
        &T::list(self)[key.index()]
    }

    /// Every fiscal year with a grant or a budget.
    pub fn years(&self) -> BTreeSet<FiscalYear> {
        let of_grants = self.grants.iter().map(|grant| grant.fiscal_year);
        of_grants.chain(self.budgets.iter().map(|budget| budget.fiscal_year)).collect()
    }

    /// The facts with values not adopted, by their record and their place among its facts.
    pub fn disputed(&self) -> impl Iterator<Item = (Key, usize)> {
        self.all().flat_map(|record| {
            let facts = record.facts().into_iter().enumerate();
            let disputed = facts.filter(|(_, fact)| !fact.also_reported.is_empty());
            disputed.map(|(number, _)| (record.key(), number)).collect::<Vec<_>>()
        })
    }
}

/// Something for every record, found by its key.
#[derive(Clone, Debug)]
pub struct PerRecord<T> {
    lists: Vec<Vec<T>>,
}

impl<T: Clone + Default> PerRecord<T> {
    /// Nothing yet for each of the records of some kinds; those of others have no place here.
    pub fn of(records: &Records, kinds: &[Kind]) -> Self {
        let count = |kind: &Kind| if kinds.contains(kind) { records.count(*kind) } else { 0 };
        Self { lists: Kind::ALL.iter().map(|kind| vec![T::default(); count(kind)]).collect() }
    }
}

impl<T> PerRecord<T> {
    /// Something made for each of the records.
    pub fn each(records: &Records, make: impl Fn(Key) -> T) -> Self {
        let keys = |kind: Kind| (0..records.count(kind)).map(move |place| Key::at(kind, place));
        Self { lists: Kind::ALL.iter().map(|kind| keys(*kind).map(&make).collect()).collect() }
    }

    /// The same records with something made of what each has.
    pub fn map<U>(self, mut convert: impl FnMut(T) -> U) -> PerRecord<U> {
        let list = |list: Vec<T>| list.into_iter().map(&mut convert).collect();
        PerRecord { lists: self.lists.into_iter().map(list).collect() }
    }
}

impl<T> std::ops::Index<Key> for PerRecord<T> {
    type Output = T;

    fn index(&self, key: Key) -> &T {
        &self.lists[key.kind as usize][key.index()]
    }
}

impl<T> std::ops::IndexMut<Key> for PerRecord<T> {
    fn index_mut(&mut self, key: Key) -> &mut T {
        &mut self.lists[key.kind as usize][key.index()]
    }
}
