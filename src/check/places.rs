//! Places: no two pages or files claim one path, no two parts of a page one anchor.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::address::{self, PageKey};
use crate::diag::{Code, Diagnostics};
use crate::load::Draft;
use crate::model::anchor::List;
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

/// The parts of an item that have anchors of their own: `deliveries-uav-date`.
fn parts(list: List) -> &'static [&'static str] {
    match list {
        List::Equipment => &["quantity", "category", "maker"],
        List::Deliveries => &["date", "place", "quantity", "category", "by", "to", "final"],
        List::Arrivals => &["date"],
        List::Expected => &["date", "quantity", "category"],
    }
}

/// Anchors that the program has on pages on which records stand under their own ids.
const OF_TIMELINE: [&str; 3] = ["last", "figure", "figure-timeline"];
const OF_YEAR: [&str; 9] = [
    "budgets",
    "grants",
    "sum",
    "disagreements",
    "cite",
    "total-budget",
    "total-signed",
    "remaining",
    "total-delivered",
];

/// No item is named as a part of another one, and no record as a part of the page on which it stands.
pub(super) fn anchors_are_free(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    for grant in draft.grants() {
        let items = grant.items();
        let names: BTreeSet<(List, &str)> = items.iter().map(|item| (item.list, item.name)).collect();
        for item in &items {
            let part = |part: &&&str| {
                let whole = item.name.strip_suffix(**part).and_then(|rest| rest.strip_suffix('-'));
                whole.is_some_and(|whole| names.contains(&(item.list, whole)))
            };
            if let Some(part) = parts(item.list).iter().find(part) {
                let whole = &item.name[..item.name.len() - part.len() - 1];
                let message = format!("`{}` is the anchor of the {part} of `{whole}`", item.anchor());
                diagnostics.add(
                    Code::DuplicateAnchor,
                    item.span,
                    message,
                    Some("give the item another `id`".to_owned()),
                );
            }
        }
    }
    let records = &draft.records;
    for event in records.events.iter().filter(|event| OF_TIMELINE.contains(&event.head.id.as_str())) {
        of_the_page(&event.head, "the timeline", diagnostics);
    }
    let budgets: BTreeMap<_, _> =
        records.budgets.iter().map(|budget| ((budget.fiscal_year, budget.head.id.as_str()), budget)).collect();
    for budget in &records.budgets {
        let id = budget.head.id.as_str();
        let amount_of = id.strip_suffix("-amount").filter(|whole| budgets.contains_key(&(budget.fiscal_year, *whole)));
        match amount_of {
            _ if OF_YEAR.contains(&id) => of_the_page(&budget.head, "the page of a fiscal year", diagnostics),
            Some(whole) => {
                let message = format!("`{id}` is the anchor of the amount of `{whole}`");
                diagnostics.add(Code::DuplicateAnchor, budget.head.span, message, Some("take another id".to_owned()));
            }
            None => {}
        }
    }
}

fn of_the_page(head: &crate::model::Head, page: &str, diagnostics: &mut Diagnostics) {
    let message = format!("{page} has an anchor `{}` of its own", head.id);
    diagnostics.add(Code::DuplicateAnchor, head.span, message, Some("take another id".to_owned()));
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
