//! What all records have and answer.

use super::anchor::Item;
use super::{Cite, FactRef, Id, Key, Prose, Span};

/// What every record has.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub id: Id,
    /// Its kind and its place in the list of its section; [`super::Records::push`] gives it.
    pub key: Key,
    /// Where the id stands.
    pub span: Span,
    /// Ids it had before, with where they stand.
    pub former_ids: Vec<(Id, Span)>,
    /// The evidence that its facts rest on unless they have their own.
    pub cite: Vec<Cite>,
    /// A remark of the desk.
    pub note: Option<Prose>,
}

/// A record of any section.
pub trait Record {
    /// What every record has.
    fn head(&self) -> &Head;

    /// The words that name it on a page.
    fn name(&self) -> String;

    /// Its facts in the order of its page.
    fn facts(&self) -> Vec<FactRef<'_>> {
        Vec::new()
    }

    /// The items of its lists, in the order of its page.
    fn items(&self) -> Vec<Item<'_>> {
        Vec::new()
    }

    /// Its kind and place.
    fn key(&self) -> Key {
        self.head().key
    }
}
