//! Kinds of equipment by country: how many, and how far they have come. Counts nothing that is only delivered.

use std::collections::BTreeMap;

use crate::ledger::Stage;
use crate::model::prose::Chart;
use crate::model::records::{Category, Country, Delivery, Grant};
use crate::model::{Key, Quantity, Record};
use crate::site::Site;

use super::canvas::{Canvas, LINE, Point, Style, WIDTH};
use super::lettering::{cut, width_of, wrapped};
use super::selection::Selection;
use super::shape::{Align, Cell, Column, Figure, Table};
use crate::words::{counted, number};

const NAMES: f64 = 180.0;
/// The most countries beside each other; more stand in blocks beneath.
const MOST_COLUMNS: usize = 14;
const WIDEST_COLUMN: f64 = 90.0;
const ROW: f64 = 46.0;
const LONGEST_NAME: f64 = 160.0;

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

    /// `5, delivered`, `number not stated, signed`.
    fn long(&self) -> String {
        let stage = format!("{} {}", self.stage.mark(), self.stage.word());
        match (self.stated, self.unstated) {
            (None, _) => format!("not stated, {stage}"),
            (Some(quantity), 0) => format!("{quantity}, {stage}"),
            (Some(quantity), more) => format!("{quantity} and {} without a number, {stage}", counted(more, "item")),
        }
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

/// Draws the matrix.
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
    let name = selection.name(Chart::EquipmentMatrix);
    let mut canvas = Canvas::default();
    let blocks = countries.len().div_ceil(MOST_COLUMNS);
    let mut height = 0.0;
    for block in countries.chunks(countries.len().div_ceil(blocks)) {
        height += self::block(&mut canvas, &entries, &kinds, block, height) + 14.0;
    }
    let used = |stage: &Stage| entries.values().any(|entry| entry.stage == *stage);
    let key: Vec<_> = Stage::ALL.into_iter().filter(used).map(|stage| (stage, stage.word())).collect();
    height += canvas.key((0.0, height), &key);
    let headline = headline(&entries);
    let subtitle =
        format!("Numbers promised by kind of equipment, {}, as of {}", selection.scope_words(), selection.as_of());
    let limit = limit(&grants, &entries);
    let svg = canvas.finish(&name, height, &headline, &format!("{subtitle}. {limit}"));
    let table = table(selection, &entries, (&kinds, &countries), &subtitle);
    Figure { name, headline, subtitle, svg, limit, table }
}

/// One block of columns; gives its height.
fn block(canvas: &mut Canvas, entries: &Entries, kinds: &[&Category], countries: &[&Country], top: f64) -> f64 {
    let count = f64::from(u32::try_from(countries.len()).unwrap_or(u32::MAX));
    let column = ((WIDTH - NAMES) / count).min(WIDEST_COLUMN);
    let names: Vec<String> = countries.iter().map(|country| cut(&country.name, LONGEST_NAME)).collect();
    let head = names.iter().map(|name| width_of(name)).fold(0.0, f64::max) + 8.0;
    let middles = || (0..u32::MAX).map(|index| NAMES + (f64::from(index) + 0.5) * column);
    for (name, middle) in names.iter().zip(middles()) {
        canvas.upwards((middle + 5.5, top + head - 4.0), Style::Main, name);
    }
    let mut y = top + head;
    for kind in kinds {
        canvas.line("stroke-grid", (0.0, y), (WIDTH, y));
        let lines = wrapped(&kind.name, NAMES - 10.0, 2);
        let mut baseline = y + if lines.len() == 1 { 28.0 } else { 19.0 };
        for line in lines {
            canvas.text((0.0, baseline), Style::Main, &line);
            baseline += LINE - 1.0;
        }
        for (country, middle) in countries.iter().zip(middles()) {
            if let Some(entry) = entries.get(&(country.key(), kind.key())) {
                cell(canvas, entry, (middle, y), column - 3.0);
            }
        }
        y += ROW;
    }
    canvas.line("stroke-grid", (0.0, y), (WIDTH, y));
    y - top
}

fn cell(canvas: &mut Canvas, entry: &Entry, (middle, top): Point, room: f64) {
    canvas.mark(entry.stage, (middle, top + 13.0), 7.0);
    canvas.squeezed((middle, top + 38.0), Style::MainMiddle, &entry.short(), room);
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

fn table(
    selection: &Selection<'_>,
    entries: &Entries,
    (kinds, countries): (&[&Category], &[&Country]),
    caption: &str,
) -> Table {
    let site = selection.site;
    let labels = ["Equipment", "Country", "Number and status"];
    let columns = labels.map(|label| Column::of(label, Align::Text)).into();
    let mut rows = Vec::new();
    for kind in kinds {
        for country in countries {
            if let Some(entry) = entries.get(&(country.key(), kind.key())) {
                rows.push(vec![
                    Cell::to(&kind.name, site.place(kind.key()).clone()),
                    Cell::to(&country.name, site.place(country.key()).clone()),
                    Cell::words(entry.long()),
                ]);
            }
        }
    }
    Table { caption: caption.to_owned(), columns, rows }
}
