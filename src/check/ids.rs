//! Ids: one namespace over all sections and articles, and no two things on one path.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostics};
use crate::load::{Declared, Draft};
use crate::model::records::{ArticleKind, Record};
use crate::model::{FiscalYear, Id, Key, Kind, Span};

use super::AnyRecord;

/// Every id with its record.
#[derive(Clone, Debug, Default)]
pub struct Index {
    keys: BTreeMap<Id, Key>,
    /// The same ids by kind, so that a search for one kind passes no other.
    by_kind: BTreeMap<Kind, BTreeSet<Id>>,
    former: BTreeMap<Id, Key>,
}

impl Index {
    /// Collects the ids of a draft; reserved ones and those used twice are reported.
    pub(super) fn build(draft: &Draft, diagnostics: &mut Diagnostics) -> Self {
        let mut index = Self::default();
        let mut places: BTreeMap<&Id, &Declared> = BTreeMap::new();
        for declared in &draft.declared {
            let id = &declared.key.id;
            if id.as_str() == "programme" || FiscalYear::parse_word(id.as_str()).is_some() {
                let hint = Some("take another id; `programme` and `fy2023` stand for totals".to_owned());
                diagnostics.add(Code::BadId, declared.span, format!("the id `{id}` is reserved"), hint);
            }
            if let Some(first) = places.get(id) {
                let Declared { key, file, span, .. } = first;
                let message = format!("the id `{id}` is taken by {} ({file}:{})", key.kind.one(), span.line);
                let hint = match declared.key.kind {
                    Kind::Article => "rename the file; a record keeps its id and the article takes a longer one",
                    _ => "ids are unique over all sections and articles; take another one",
                };
                diagnostics.add(Code::DuplicateId, declared.span, message, Some(hint.to_owned()));
                continue;
            }
            places.insert(id, declared);
            index.keys.insert(id.clone(), declared.key.clone());
            index.by_kind.entry(declared.key.kind).or_default().insert(id.clone());
        }
        for declared in &draft.declared {
            for former in &declared.former {
                let taken = index.keys.contains_key(&former.id);
                if taken || index.former.insert(former.id.clone(), declared.key.clone()).is_some() {
                    let message = format!("the former id `{}` is in use", former.id);
                    let hint = Some("an old page can redirect to one record only".to_owned());
                    diagnostics.add(Code::DuplicateId, former.span, message, hint);
                }
            }
        }
        index
    }

    /// The record of an id.
    pub fn get(&self, id: &str) -> Option<&Key> {
        self.keys.get(id)
    }

    /// The record that had an id before.
    pub fn renamed(&self, id: &str) -> Option<&Key> {
        self.former.get(id)
    }

    /// Former ids with their records.
    pub fn former(&self) -> impl Iterator<Item = (&Id, &Key)> {
        self.former.iter()
    }

    /// The ids of all records that `wanted` accepts.
    pub fn ids(&self, wanted: impl Fn(Kind) -> bool) -> impl Iterator<Item = &str> {
        self.by_kind.iter().filter(move |(kind, _)| wanted(**kind)).flat_map(|(_, ids)| ids).map(Id::as_str)
    }
}

/// No two items of a list of a grant have one name.
pub(super) fn items_have_names_of_their_own(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    let mut hold = |list: &str, items: Vec<(&str, Span)>| {
        let mut names = BTreeSet::new();
        for (name, span) in items {
            if !names.insert(name) {
                let message = format!("two items of `{list}` are named `{name}`");
                let hint = Some("give each an `id` of its own".to_owned());
                diagnostics.add(Code::DuplicateId, span, message, hint);
            }
        }
    };
    for grant in &draft.records.grants {
        hold("equipment", grant.equipment.iter().map(|item| (&*item.name, item.span)).collect());
        hold("deliveries", grant.deliveries.iter().map(|item| (&*item.name, item.span)).collect());
        hold("arrivals", grant.arrivals.iter().map(|item| (&*item.name, item.span)).collect());
        hold("expected", grant.expected.iter().map(|item| (&*item.name, item.span)).collect());
    }
}

/// Pages that the program writes itself at the top level; an article may not take their names.
const BUILT_IN: [&str; 7] = ["index", "timeline", "glossary", "changes", "search", "404", "briefing"];

/// No article takes the path of a built-in page, no disagreement that of a field's, no two files differ in case only.
pub(super) fn paths_collide(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    for article in &draft.records.articles {
        let id = article.head.id.as_str();
        if article.kind == ArticleKind::About && BUILT_IN.contains(&id) {
            let message = format!("the page `{id}.html` is made by the program");
            diagnostics.add(Code::PathCollision, article.head.span, message, Some("rename the file".to_owned()));
        }
    }
    for declared in &draft.declared {
        let listed = !matches!(declared.key.kind, Kind::Event | Kind::Term | Kind::Budget | Kind::Change);
        if declared.key.id.as_str() == "index" && listed {
            let message = "the id `index` would take the path of a list page";
            diagnostics.add(Code::PathCollision, declared.span, message, Some("take another id".to_owned()));
        }
    }
    let disputed: BTreeSet<String> = AnyRecord::all(&draft.records)
        .iter()
        .flat_map(|record| {
            let disputed = record.facts.iter().filter(|fact| !fact.also_reported.is_empty());
            disputed.map(|fact| format!("{}-{}", record.key.id, fact.field)).collect::<Vec<_>>()
        })
        .collect();
    for disagreement in &draft.records.disagreements {
        if disputed.contains(disagreement.key().id.as_str()) {
            let message = format!("`{}` is the page of a field with values not adopted", disagreement.head.id);
            let hint = Some("take another id, or move the claims to the field's `also_reported`".to_owned());
            diagnostics.add(Code::PathCollision, disagreement.head.span, message, hint);
        }
    }
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (name, span) in &draft.media {
        if let Some(other) = seen.insert(name.to_lowercase(), name) {
            let message = format!("`{name}` and `{other}` differ only in case");
            let hint = Some("rename one; many disks take them for one file".to_owned());
            diagnostics.add(Code::PathCollision, *span, message, hint);
        }
    }
}
