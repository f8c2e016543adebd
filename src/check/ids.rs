//! Ids: one namespace over all sections and articles.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostics};
use crate::load::{Declared, Draft};
use crate::model::{FiscalYear, Kind};

/// Every id with what declares it.
#[derive(Debug, Default)]
pub(super) struct Index<'d> {
    ids: BTreeMap<&'d str, &'d Declared>,
    /// The same ids by kind, so that a search for one kind passes no other.
    by_kind: BTreeMap<Kind, Vec<&'d str>>,
    former: BTreeMap<&'d str, &'d Declared>,
}

impl<'d> Index<'d> {
    /// Collects the ids of a draft; reserved ones and those used twice are reported.
    pub(super) fn build(draft: &'d Draft, diagnostics: &mut Diagnostics) -> Self {
        let mut index = Self::default();
        for declared in draft.declared() {
            let id = declared.id.as_str();
            if id == "programme" || FiscalYear::parse_word(id).is_some() {
                let hint = Some("take another id; `programme` and `fy2023` stand for totals".to_owned());
                diagnostics.add(Code::BadId, declared.span, format!("the id `{id}` is reserved"), hint);
            }
            if let Some(Declared { kind, file, span, .. }) = index.ids.get(id) {
                let message = format!("the id `{id}` is taken by {} ({file}:{})", kind.one(), span.line);
                let hint = match declared.kind {
                    Kind::Article => "rename the file; a record keeps its id and the article takes a longer one",
                    _ => "ids are unique over all sections and articles; take another one",
                };
                diagnostics.add(Code::DuplicateId, declared.span, message, Some(hint.to_owned()));
                continue;
            }
            index.ids.insert(id, declared);
        }
        for (id, declared) in &index.ids {
            index.by_kind.entry(declared.kind).or_default().push(id);
        }
        for declared in draft.declared() {
            for (former, span) in &declared.former {
                let taken = index.ids.contains_key(former.as_str());
                if taken || index.former.insert(former.as_str(), declared).is_some() {
                    let message = format!("the former id `{former}` is in use");
                    let hint = Some("an old page can redirect to one record only".to_owned());
                    diagnostics.add(Code::DuplicateId, *span, message, hint);
                }
            }
        }
        index
    }

    /// What declares an id.
    pub(super) fn get(&self, id: &str) -> Option<&'d Declared> {
        self.ids.get(id).copied()
    }

    /// What declares a record that had an id before.
    pub(super) fn renamed(&self, id: &str) -> Option<&'d Declared> {
        self.former.get(id).copied()
    }

    /// The ids of all records that `wanted` accepts.
    pub(super) fn ids(&self, wanted: impl Fn(Kind) -> bool) -> impl Iterator<Item = &'d str> {
        self.by_kind.iter().filter(move |(kind, _)| wanted(**kind)).flat_map(|(_, ids)| ids).copied()
    }
}
