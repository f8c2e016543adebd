//! Evidence: every fact rests on a source, and every source holds something up.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostics};
use crate::load::Draft;
use crate::model::Kind;

use super::{AnyRecord, Index};

/// Every fact and every reported value rests on at least one source.
pub(super) fn facts_are_cited(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    for record in AnyRecord::all(&draft.records) {
        for fact in &record.facts {
            if fact.cite.is_empty() {
                let message = format!("`{}.{}` rests on no source", record.key.id, fact.field);
                let hint = Some("add `cite: [source-id]` to the record or to the fact".to_owned());
                diagnostics.add(Code::UncitedFact, fact.span, message, hint);
            }
            if fact.also_reported.iter().any(|reported| reported.cite.is_empty()) {
                let message = format!("a value reported for `{}.{}` names no source", record.key.id, fact.field);
                let hint = Some("say in its `cite` who reports it".to_owned());
                diagnostics.add(Code::UncitedFact, fact.span, message, hint);
            }
        }
    }
}

/// Every source is named by some record or article.
pub(super) fn sources_are_used(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    let used: BTreeSet<&str> = draft
        .mentions
        .iter()
        .filter(|mention| mention.from.as_ref().is_none_or(|from| from.kind != Kind::Source))
        .map(|mention| mention.reference.parts().0)
        .collect();
    for source in &draft.records.sources {
        let id = &source.head.id;
        if !used.contains(id.as_str()) {
            let hint = Some("cite it where it is evidence, or take it out".to_owned());
            diagnostics.add(Code::UnusedSource, source.head.span, format!("nothing cites `{id}`"), hint);
        }
    }
}
