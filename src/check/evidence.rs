//! Evidence: every fact rests on a source, and every source holds something up.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostics};
use crate::load::{Draft, Mention, Unsourced};
use crate::model::{Kind, Span};

use super::ids::Index;
use super::resolve::Resolution;

/// Every fact rests on at least one source. A record is reported once, at the first of its facts that does not; one
/// whose facts all have their own, and an item, at its `cite`.
pub(super) fn facts_are_cited(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    let declared: BTreeSet<Span> = draft.declared().map(|declared| declared.span).collect();
    let mut reported: BTreeSet<Span> = BTreeSet::new();
    for record in draft.records.all().chain(draft.incomplete.all()) {
        let facts = record.facts();
        let uncited: Vec<_> = facts.iter().filter(|fact| fact.cite.is_empty()).collect();
        let Some(first) = uncited.iter().min_by_key(|fact| fact.span) else { continue };
        let name = match declared.contains(&record.head().span) {
            true => format!("{}.{}", record.head().id, first.field),
            false => first.field.to_string(),
        };
        let message = match uncited.len() {
            1 => format!("`{name}` rests on no source"),
            2 => format!("`{name}` and one more fact of the record rest on no source"),
            many => format!("`{name}` and {} more facts of the record rest on no source", many - 1),
        };
        let hint = Some("add `cite: [source-id]` to the record or to the fact".to_owned());
        diagnostics.add(Code::UncitedFact, first.span, message, hint);
        reported.insert(record.head().span);
    }
    let by_no_fact = |lack: &&Unsourced| lack.record.is_none_or(|record| !reported.contains(&record));
    for lack in draft.unsourced.iter().filter(by_no_fact) {
        match &lack.absent {
            Some((message, hint)) => {
                diagnostics.add(Code::MissingField, lack.span, message.clone(), Some(hint.clone()));
            }
            None => {
                let hint = Some("name one: `cite: [source-id]`".to_owned());
                diagnostics.add(Code::UncitedFact, lack.span, "`cite` names no source".to_owned(), hint);
            }
        }
    }
}

/// Every source is named by some record or article.
pub(super) fn sources_are_used(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    if draft.unparsed {
        // What could not be parsed may cite any source.
        return;
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for file in &draft.files {
        let by_another =
            |mention: &&Mention| mention.from.is_none_or(|place| file.declared[place].kind != Kind::Source);
        let mentions = file.named.pointers.iter().chain(&file.named.references);
        used.extend(mentions.filter(by_another).map(|mention| mention.parts().0));
    }
    for source in &draft.records.sources {
        let id = &source.head.id;
        if !used.contains(id.as_str()) {
            let hint = Some("cite it where it is evidence, or take it out".to_owned());
            diagnostics.add(Code::UnusedSource, source.head.span, format!("nothing cites `{id}`"), hint);
        }
    }
}
