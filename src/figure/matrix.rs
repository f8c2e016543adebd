//! Kinds of equipment by country: how many, and how far they have come. Counts nothing that is only delivered.

use std::collections::BTreeMap;

use crate::ledger::Stage;
use crate::model::prose::Chart;
use crate::model::records::{Category, Country, Delivery, Grant};
use crate::model::{Key, Quantity, Record};
use crate::site::Site;

use super::selection::Selection;
use super::table::{Body, Cell, Column, ColumnKind, Figure, Sign, Table};
use crate::words::{counted, number};

/// What a country gets of a kind.
struct Entry {
    stage: Stage,
    /// The sum of what is stated; none where nothing is.
    stated: Option<Quantity>,
    /// How many items have no number.
    unstated: usize,
}

impl Entry {
    /// `5`, `5+` where more are without a number, `3–4`, `n.s.`.
    fn short(&self) -> String {
        let plus = if self.unstated > 0 { "+" } else { "" };
        self.stated.map_or_else(
            || "n.s.".to_owned(),
            |quantity| format!("{}{plus}", quantity.to_string().replace(" to ", "–")),
        )
    }
}

/// An item of a grant by its number.
type Item<'a> = (&'a Grant, Option<Quantity>);
/// A country and a category.
type Pair = (Key, Key);
type Entries = BTreeMap<Pair, Entry>;

/// The stage of the items of one category in one grant.
fn stage_of_items(site: &Site, grant: &Grant, category: Key) -> Stage {
    let stage = Stage::of(grant);
    if stage != Stage::PartlyDelivered {
        return stage;
    }
    let of_category = |delivery: &&Delivery| delivery.category.map(|pointer| site.key(pointer)) == Some(category);
    let handed_over = grant.deliveries.iter().filter(of_category);
    let handed_over: Vec<_> = handed_over.map(|delivery| delivery.quantity.as_ref().map(|fact| fact.value)).collect();
    let items = grant.equipment.iter().filter(|item| site.key(item.category) == category);
    let ordered: Vec<_> = items.map(|item| item.quantity.as_ref().map(|fact| fact.value)).collect();
    let sum = |parts: &[Option<Quantity>]| parts.iter().copied().reduce(|a, b| Some(a?.plus(b?))).flatten();
    match (sum(&handed_over), sum(&ordered)) {
        _ if handed_over.is_empty() => Stage::Signed,
        (Some(done), Some(all)) if done.min() >= all.max() => Stage::Delivered,
        _ => Stage::PartlyDelivered,
    }
}

/// Every pair of country and category; where something is signed, what is only planned is not counted with it.
fn entries<'a>(site: &Site, grants: &[&'a Grant]) -> Entries {
    let mut pairs: BTreeMap<Pair, Vec<Item<'a>>> = BTreeMap::new();
    for grant in grants {
        for item in &grant.equipment {
            let quantity = item.quantity.as_ref().map(|fact| fact.value);
            pairs.entry((site.key(grant.recipient), site.key(item.category))).or_default().push((grant, quantity));
        }
    }
    let entry = |((country, category), mut items): (Pair, Vec<Item<'a>>)| {
        if items.iter().any(|(grant, _)| Stage::of(grant).is_signed()) {
            items.retain(|(grant, _)| Stage::of(grant).is_signed());
        }
        let stage = Stage::combined(items.iter().map(|(grant, _)| stage_of_items(site, grant, category)));
        let stated = items.iter().filter_map(|(_, quantity)| *quantity).reduce(Quantity::plus);
        let unstated = items.iter().filter(|(_, quantity)| quantity.is_none()).count();
        ((country, category), Entry { stage, stated, unstated })
    };
    pairs.into_iter().map(entry).collect()
}

/// A row for each kind, a column for each country.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let grants = selection.grants();
    let entries = entries(selection.site, &grants);
    if entries.is_empty() {
        return selection.nothing(Chart::EquipmentMatrix);
    }
    let records = selection.site.records();
    let kinds: Vec<&Category> =
        records.equipment.iter().filter(|kind| entries.keys().any(|(_, category)| *category == kind.key())).collect();
    let countries: Vec<&Country> = selection
        .by_country()
        .into_iter()
        .map(|(country, _)| country)
        .filter(|country| entries.keys().any(|(recipient, _)| *recipient == country.key()))
        .collect();
    let used = |stage: &Stage| entries.values().any(|entry| entry.stage == *stage);
    let key = Stage::ALL.into_iter().filter(used).map(|stage| (Sign::Stage(stage), stage.word().to_owned()));
    Figure {
        name: selection.name(Chart::EquipmentMatrix),
        headline: headline(&entries),
        subtitle: format!(
            "Numbers promised by kind of equipment, {}, as of {}",
            selection.scope_words(),
            selection.as_of()
        ),
        key: key.collect(),
        limit: limit(&grants, &entries),
        body: Body::Table(table(selection.site, &entries, &kinds, &countries)),
    }
}

/// `Of 23 signed promises of equipment, five are handed over at least in part; for 12 no number is stated`.
fn headline(entries: &Entries) -> String {
    let is_promise = |entry: &&Entry| !matches!(entry.stage, Stage::Planned | Stage::Cancelled);
    let promises: Vec<&Entry> = entries.values().filter(is_promise).collect();
    let handed_over = |entry: &&&Entry| matches!(entry.stage, Stage::Delivered | Stage::PartlyDelivered);
    let done = promises.iter().filter(handed_over).count();
    let unstated = promises.iter().filter(|entry| entry.stated.is_none()).count();
    let is = |count| if count == 1 { "is" } else { "are" };
    let numbers = match unstated {
        0 => "every number is stated".to_owned(),
        _ => format!("for {} no number is stated", number(unstated)),
    };
    match promises.len() {
        0 => "No equipment is promised in a signed grant yet".to_owned(),
        all => format!(
            "Of {} of equipment, {} {} handed over at least in part; {numbers}",
            counted(all, "signed promise"),
            number(done),
            is(done)
        ),
    }
}

fn limit(grants: &[&Grant], entries: &Entries) -> String {
    let mut limit = vec!["Numbers are what was promised.".to_owned()];
    if entries.values().any(|entry| entry.unstated > 0) {
        limit.push("n.s.: number not stated; 5+: five, and more whose number is not stated.".to_owned());
    }
    let unplaced = grants
        .iter()
        .filter(|grant| Stage::of(grant) == Stage::PartlyDelivered)
        .flat_map(|grant| &grant.deliveries)
        .filter(|delivery| delivery.category.is_none())
        .count();
    if unplaced > 0 {
        limit.push(format!("Left out: {} whose kind is not stated.", counted(unplaced, "handover")));
    }
    limit.join(" ")
}

fn table(site: &Site, entries: &Entries, kinds: &[&Category], countries: &[&Country]) -> Table {
    let column = |country: &&Country| Column { label: country.name.to_string(), kind: ColumnKind::Count };
    let columns = std::iter::once(Column::words("Equipment")).chain(countries.iter().map(column)).collect();
    let cell = |kind: &Category, country: &Country| {
        let entry = entries.get(&(country.key(), kind.key()));
        entry.map_or(Cell::Empty, |entry| Cell::words(entry.short()).marked(entry.stage))
    };
    let row = |kind: &&Category| {
        let name = Cell::to(&*kind.name, site.place(kind.key()).clone());
        std::iter::once(name).chain(countries.iter().map(|country| cell(kind, country))).collect()
    };
    Table::of(columns, kinds.iter().map(row).collect())
}
