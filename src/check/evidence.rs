//! Evidence: every fact rests on a source, and every source holds something up.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostics};
use crate::load::Draft;
use crate::model::Kind;

use super::{AnyRecord, Index};

/// Every fact rests on at least one source. A record is told once, at the first of its facts that does not.
///
/// That reported values name their source is seen to where they are read.
pub(super) fn facts_are_cited(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    for record in AnyRecord::all(&draft.records) {
        let uncited: Vec<_> = record.facts.iter().filter(|fact| fact.cite.is_empty()).collect();
        let Some(first) = uncited.iter().min_by_key(|fact| fact.span) else { continue };
        let name = match record.key.id.is_nameless() {
            true => first.field.clone(),
            false => format!("{}.{}", record.key.id, first.field),
        };
        let message = match uncited.len() {
            1 => format!("`{name}` rests on no source"),
            2 => format!("`{name}` and one more fact of the record rest on no source"),
            many => format!("`{name}` and {} more facts of the record rest on no source", many - 1),
        };
        let hint = Some("add `cite: [source-id]` to the record or to the fact".to_owned());
        diagnostics.add(Code::UncitedFact, first.span, message, hint);
    }
}

/// Every source is named by some record or article.
pub(super) fn sources_are_used(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    if draft.unparsed {
        // What could not be parsed may cite any source.
        return;
    }
    let used: BTreeSet<&str> = draft
        .mentions
        .iter()
        .filter(|mention| mention.from.as_ref().is_none_or(|from| from.kind != Kind::Source))
        .map(|mention| mention.reference.parts().0)
        .collect();
    for source in &draft.records.sources {
        let id = &source.head.id;
        if !id.is_nameless() && !used.contains(id.as_str()) {
            let hint = Some("cite it where it is evidence, or take it out".to_owned());
            diagnostics.add(Code::UnusedSource, source.head.span, format!("nothing cites `{id}`"), hint);
        }
    }
}
