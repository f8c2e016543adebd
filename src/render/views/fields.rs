//! The facts of a record as the fields of its page.

use crate::address::PageKey;
use crate::model::{Cite, FactRef, Key, Record};
use crate::render::page::Page;
use crate::render::parts::FieldView;

/// The facts of a record as fields.
pub(super) fn fields<'s>(page: &mut Page<'s>, record: &'s impl Record) -> Vec<FieldView> {
    let key = record.key();
    let facts = record.facts();
    let facts = facts.iter().enumerate();
    facts.map(|(number, fact)| disputed_field(page, (key, number), fact, &record.head().cite)).collect()
}

/// A fact as a field that leads to its page of disagreement, where there is one.
///
/// It comes with its record and its place among the facts of it; `own` is the evidence of the whole record.
pub(super) fn disputed_field<'s>(
    page: &mut Page<'s>,
    (key, number): (Key, usize),
    fact: &FactRef<'s>,
    own: &'s [Cite],
) -> FieldView {
    let mut field = page.field(fact, own);
    if !fact.also_reported.is_empty() {
        field.disagreement = Some(page.href_to_page(&PageKey::Disputed(key, number)));
    }
    field
}
