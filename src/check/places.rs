//! Places: no two pages or files claim one path, no two parts of a page one anchor.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::address::{self, PageKey};
use crate::diag::{Code, Diagnostics};
use crate::load::Draft;
use crate::model::anchor::{List, Part, YearFigure};
use crate::model::records::{Article, ArticleKind};
use crate::model::{Key, Kind, Record, Records, Span};

use super::ids::Index;
use super::resolve::Resolution;

/// Names at the top of the site that are kept for pages to come.
const RESERVED: [&str; 1] = ["briefing.html"];

/// No two pages claim one path; former ids, fields with values not adopted and built-in pages included.
pub(super) fn paths_are_free(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    let records = &draft.records;
    let mut taken: BTreeMap<String, Option<PageKey>> = RESERVED.iter().map(|name| ((*name).to_owned(), None)).collect();
    for page in address::pages(records) {
        let path = page.path(records).as_file().to_lowercase();
        match taken.entry(path) {
            Entry::Vacant(free) => _ = free.insert(Some(page)),
            Entry::Occupied(first) => collide(records, first.key(), first.get().as_ref(), &page, diagnostics),
        }
    }
}

/// Reports two pages that claim one path, at the one that has to give way. No page is there for a reserved name.
fn collide(records: &Records, path: &str, first: Option<&PageKey>, second: &PageKey, diagnostics: &mut Diagnostics) {
    let field = |key: Key, fact: usize| {
        format!("{}.{}", records.record(key).head().id, records.record(key).facts()[fact].field)
    };
    let (span, message, hint) = match (first, second) {
        // Two records of one id have been reported.
        (Some(PageKey::Record(_) | PageKey::Former(..)), PageKey::Record(_) | PageKey::Former(..)) => return,
        (Some(PageKey::Record(key)), PageKey::Disputed(..)) => (
            records.record(*key).head().span,
            format!("`{}` is the page of a field with values not adopted", records.record(*key).head().id),
            "take another id, or move the claims to the field's `also_reported`",
        ),
        (Some(PageKey::Disputed(one, fact)), PageKey::Disputed(other, number)) => (
            records.record(*other).facts()[*number].span,
            format!("`{}` and `{}` have one page, `{path}`", field(*one, *fact), field(*other, *number)),
            "take another id for one of the two records, or for the item",
        ),
        (_, PageKey::Record(key)) if is_about(records, *key) => {
            (records.record(*key).head().span, format!("the page `{path}` is made by the program"), "rename the file")
        }
        (_, PageKey::Record(key)) => (
            records.record(*key).head().span,
            format!("the id `{}` would take the path of a list page", records.record(*key).head().id),
            "take another id",
        ),
        (_, PageKey::Former(id, key)) => (
            former_span(records, id.as_str(), *key),
            format!("the old page `{path}` would take the place of one that the program makes"),
            "leave this former id out; its address leads to that page already",
        ),
        // What the program makes itself has different paths.
        _ => return,
    };
    diagnostics.add(Code::PathCollision, span, message, Some(hint.to_owned()));
}

fn is_about(records: &Records, key: Key) -> bool {
    key.kind == Kind::Article && records.get::<Article>(key).kind == ArticleKind::About
}

fn former_span(records: &Records, former: &str, key: Key) -> Span {
    let head = records.record(key).head();
    head.former_ids.iter().find(|(id, _)| id.as_str() == former).map_or(head.span, |(_, span)| *span)
}

/// No two files differ in case only.
pub(super) fn files_differ(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (name, span) in &draft.media {
        if let Some(other) = seen.insert(name.to_lowercase(), name) {
            let message = format!("`{name}` and `{other}` differ only in case or in how accents are stored");
            let hint = Some("rename one; many disks take them for one file".to_owned());
            diagnostics.add(Code::PathCollision, *span, message, hint);
        }
    }
}

/// No item is named as a part of another one, and no record as a part of the page on which it stands.
pub(super) fn anchors_are_free(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    for grant in draft.grants() {
        let items = grant.items();
        let names: BTreeSet<(List, &str)> = items.iter().map(|item| (item.list, item.name)).collect();
        for item in &items {
            let whole = |part: &Part| {
                let whole = item.name.strip_suffix(part.word()).and_then(|rest| rest.strip_suffix('-'));
                whole.filter(|whole| names.contains(&(item.list, *whole))).map(|whole| (whole, part.word()))
            };
            if let Some((whole, part)) = item.list.parts().iter().find_map(whole) {
                let message = format!("`{}` is the anchor of the {part} of `{whole}`", item.anchor());
                let hint = Some("give the item another `id`".to_owned());
                diagnostics.add(Code::DuplicateAnchor, item.span, message, hint);
            }
        }
    }
    let records = &draft.records;
    let budgets: BTreeMap<_, _> =
        records.budgets.iter().map(|budget| ((budget.fiscal_year, budget.head.id.as_str()), budget)).collect();
    for budget in &records.budgets {
        let id = budget.head.id.as_str();
        let amount_of = id.strip_suffix("-amount").filter(|whole| budgets.contains_key(&(budget.fiscal_year, *whole)));
        let message = match amount_of {
            _ if YearFigure::WORDS.iter().any(|(word, _)| *word == id) => {
                format!("the page of a fiscal year has an anchor `{id}` of its own")
            }
            Some(whole) => format!("`{id}` is the anchor of the amount of `{whole}`"),
            None => continue,
        };
        diagnostics.add(Code::DuplicateAnchor, budget.head.span, message, Some("take another id".to_owned()));
    }
}

/// No two items of a list of a grant have one name.
pub(super) fn items_have_names_of_their_own(
    draft: &Draft,
    _: &Index<'_>,
    _: &Resolution,
    diagnostics: &mut Diagnostics,
) {
    for grant in draft.grants() {
        let mut names = BTreeSet::new();
        for item in grant.items() {
            if !names.insert((item.list, item.name)) {
                let message = format!("two items of `{}` are named `{}`", item.list.word(), item.name);
                let hint = Some("give each an `id` of its own".to_owned());
                diagnostics.add(Code::DuplicateId, item.span, message, hint);
            }
        }
    }
}
