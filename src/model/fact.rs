//! A fact: a value with its evidence.

use super::words::words;
use super::{Anchor, Cite, Money, PartialDate, Pointer, Prose, Quantity, Span};

/// A value that rests on sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<T> {
    /// The value we publish.
    pub value: T,
    /// Its own evidence; where empty, that of its list item or record counts.
    pub cite: Vec<Cite>,
    /// A remark of the desk.
    pub note: Option<Prose>,
    /// Values that sources give and we do not adopt.
    pub also_reported: Vec<Reported<T>>,
    /// Where the value stands.
    pub span: Span,
}

/// A value that a source gives and we do not adopt.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported<T> {
    pub value: T,
    /// How it differs.
    pub difference: Difference,
    /// Who says it.
    pub cite: Vec<Cite>,
    /// Why it is not adopted.
    pub why: Prose,
    /// A remark of the desk.
    pub note: Option<Prose>,
    /// Where the value stands.
    pub span: Span,
}

words! {
    /// How a reported value differs from the one we publish.
    Difference {
        /// Plainly another value.
        Value = "value",
        /// A plan or an earlier stage.
        Stage = "stage",
        /// Another way of counting.
        Counting = "counting",
        /// Another scope.
        Scope = "scope",
        /// The same figure rounded.
        Rounding = "rounding",
        /// The same sum in another currency.
        ExchangeRate = "exchange-rate",
        /// Another date.
        Date = "date",
        /// Another name.
        Name = "name",
        /// A slip in copying.
        Transcription = "transcription",
    }
}

/// A partnership between Japan and a country.
#[derive(Clone, Debug, PartialEq)]
pub struct Partnership {
    pub title: Box<str>,
    /// Since when.
    pub since: Option<PartialDate>,
}

/// Who receives the equipment.
#[derive(Clone, Debug, PartialEq)]
pub enum EndUser {
    /// An organisation of the record.
    Organisation(Pointer),
    /// In words, where no organisation fits.
    Words(Box<str>),
}

/// The value of a fact, whatever its type: what pages show and data files hold.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// A sum.
    Money(&'a Money),
    Date(&'a PartialDate),
    /// A number of items.
    Quantity(&'a Quantity),
    /// Plain words.
    Words(&'a str),
    Prose(&'a Prose),
    People(&'a [Pointer]),
    EndUser(&'a EndUser),
    Partnership(&'a Partnership),
}

/// Values that can be shown.
pub trait AsShown {
    /// The value as pages and data files see it.
    fn as_shown(&self) -> Shown<'_>;
}

/// Implements [`AsShown`] for a type by naming its variant.
macro_rules! shown {
    ($($type:ty => $variant:ident),+ $(,)?) => {
        $(impl AsShown for $type {
            fn as_shown(&self) -> Shown<'_> {
                Shown::$variant(self)
            }
        })+
    };
}
shown! {
    Money => Money, PartialDate => Date, Quantity => Quantity, Box<str> => Words, Prose => Prose,
    Vec<Pointer> => People, EndUser => EndUser, Partnership => Partnership,
}

/// A fact of some record, with the name and the evidence it is shown under.
#[derive(Clone, Debug)]
pub struct FactRef<'a> {
    /// The field, unique in its record and the anchor on its page.
    pub field: Anchor<'a>,
    /// The words for it on a page.
    pub label: &'static str,
    pub value: Shown<'a>,
    /// The evidence that counts: its own, or its list item's, or its record's.
    pub cite: &'a [Cite],
    /// A remark of the desk.
    pub note: Option<&'a Prose>,
    /// Values not adopted.
    pub also_reported: Vec<ReportedRef<'a>>,
    /// Where the value stands.
    pub span: Span,
}

/// A reported value of some fact.
#[derive(Clone, Debug)]
pub struct ReportedRef<'a> {
    pub value: Shown<'a>,
    /// How it differs.
    pub difference: Difference,
    /// Who says it.
    pub cite: &'a [Cite],
    /// Why it is not adopted.
    pub why: &'a Prose,
    /// A remark of the desk.
    pub note: Option<&'a Prose>,
}

impl<T: AsShown> Fact<T> {
    /// The fact under a name; evidence that it lacks is taken from `inherited`, the nearest first.
    pub fn named<'a>(&'a self, field: Anchor<'a>, label: &'static str, inherited: &[&'a [Cite]]) -> FactRef<'a> {
        #[cfg(test)]
        crate::work::count(&crate::work::FACTS);
        let own = &self.cite[..];
        let cite = std::iter::once(&own).chain(inherited).find(|cite| !cite.is_empty()).copied().unwrap_or(own);
        let also_reported = self
            .also_reported
            .iter()
            .map(|reported| ReportedRef {
                value: reported.value.as_shown(),
                difference: reported.difference,
                cite: &reported.cite,
                why: &reported.why,
                note: reported.note.as_ref(),
            })
            .collect();
        FactRef {
            field,
            label,
            value: self.value.as_shown(),
            cite,
            note: self.note.as_ref(),
            also_reported,
            span: self.span,
        }
    }
}
