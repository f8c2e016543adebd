//! The facts of a record as the fields of its page.

use crate::address::PageKey;
use crate::model::{Cite, FactRef, Key, Record};
use crate::render::page::{Beside, Page};
use crate::render::parts::FieldView;

/// The facts of a record as fields.
pub(super) fn fields<'s>(page: &mut Page<'s>, record: &'s impl Record) -> Vec<FieldView> {
    let facts = record.facts();
    let all: Vec<usize> = (0..facts.len()).collect();
    numbered(page, record, &facts, &all)
}

/// Facts of a record, by their places among all of them, as fields. Evidence that two share is named once.
pub(super) fn numbered<'s>(
    page: &mut Page<'s>,
    record: &'s impl Record,
    facts: &[FactRef<'s>],
    numbers: &[usize],
) -> Vec<FieldView> {
    let own = &record.head().cite[..];
    let mut above: Option<&[Cite]> = None;
    let field = |number: &usize| {
        let fact = &facts[*number];
        let is_same = above.is_some_and(|above| is_same_evidence(page, above, fact.cite));
        above = Some(fact.cite);
        let beside = if is_same { Beside::EvidenceAbove } else { Beside::Evidence(own) };
        disputed_field(page, (record.key(), *number), fact, beside)
    };
    numbers.iter().map(field).collect()
}

fn is_same_evidence(page: &Page<'_>, one: &[Cite], other: &[Cite]) -> bool {
    let same = |(one, other): (&Cite, &Cite)| {
        page.site.key(one.source) == page.site.key(other.source) && one.at == other.at && one.says == other.says
    };
    one.len() == other.len() && one.iter().zip(other).all(same)
}

/// A fact, with its record and its place among the facts of it, as a field that leads to its page of disagreement,
/// where there is one.
pub(super) fn disputed_field<'s>(
    page: &mut Page<'s>,
    (key, number): (Key, usize),
    fact: &FactRef<'s>,
    beside: Beside<'s>,
) -> FieldView {
    let mut field = page.field(fact, beside);
    if !fact.also_reported.is_empty() {
        field.disagreement = Some(page.href_to_page(&PageKey::Disputed(key, number)));
    }
    field
}
