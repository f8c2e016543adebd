//! What holds for every figure: it has its words, its rows are even, and its looks are those of the style sheet.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::{Body, Cell, ColumnKind, Figure, Look, Options, claims_of_record, draw, lanes_by_stage};
use super::{CHARTS, Facts, look, marks, site_of, table};
use crate::address::PageKey;
use crate::ledger::Dispute;
use crate::model::Record;
use crate::model::prose::Chart;

/// Holds a figure against every rule.
pub(super) fn assert_sound(figure: &Figure) {
    let name = &figure.name;
    for words in [&figure.headline, &figure.subtitle, &figure.limit] {
        assert!(!words.is_empty() && words.trim() == words, "{name}: {words:?}");
    }
    match &figure.body {
        Body::Table(_) => assert_table(figure),
        Body::Tiles(tiles) => {
            let cells: BTreeSet<_> = tiles.iter().map(|tile| tile.cell).collect();
            assert_eq!(cells.len(), tiles.len(), "{name}: two tiles in one place");
            assert!(
                tiles.iter().all(|tile| (1..=9).contains(&tile.cell.0) && (1..=12).contains(&tile.cell.1)),
                "{name}"
            );
            assert!(tiles.is_sorted_by_key(|tile| (tile.cell.1, tile.cell.0)), "{name} is not read as it stands");
        }
        Body::Map(map) => {
            assert!(map.marked.is_sorted_by_key(|marked| marked.at.is_none()), "{name}: numbers without a mark");
        }
    }
}

fn assert_table(figure: &Figure) {
    let (name, table) = (&figure.name, table(figure));
    let is_drawn = |column: usize| matches!(table.columns[column].kind, ColumnKind::Drawing(_));
    assert!(table.groups.iter().any(|group| !group.rows.is_empty()), "{name} has no rows");
    for row in table.groups.iter().flat_map(|group| &group.rows) {
        assert_eq!(row.len(), table.columns.len(), "{name} has ragged rows");
        for (column, cell) in row.iter().enumerate() {
            match cell {
                Cell::Drawing(_) => assert!(is_drawn(column), "{name}: a drawing in a column of words"),
                Cell::Empty => assert_ne!(column, 0, "{name}: a row without a name"),
                Cell::Words(words) => {
                    assert!(!is_drawn(column), "{name}: words in a column of drawings");
                    assert!(!words.lines.is_empty() && words.lines.iter().all(|line| !line.text.is_empty()), "{name}");
                }
            }
        }
    }
}

#[cfg(test)]
#[test]
fn every_figure_of_our_own_content_is_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = site_of(&crate::load::read(root).expect("readable content"));
    let years = site.records().years();
    for chart in CHARTS {
        assert_sound(&draw(&site, chart, &Options::default()).expect("a figure"));
        for year in &years {
            assert_sound(&draw(&site, chart, &Options { year: Some(*year), ..Options::default() }).expect("a figure"));
        }
        for country in &site.records().countries {
            let options = Options { country: Some(country.key()), ..Options::default() };
            assert_sound(&draw(&site, chart, &options).expect("a figure"));
        }
    }
    assert_sound(&lanes_by_stage(&site));
    for dispute in site.ledger().disputes() {
        let (page, figure) = match *dispute {
            Dispute::Field(key, fact) => {
                let options = Options { of: Some((key, fact)), ..Options::default() };
                (PageKey::Disputed(key, fact), draw(&site, Chart::Claims, &options).expect("reported values"))
            }
            Dispute::Record(key) => (PageKey::Record(key), claims_of_record(&site, site.get(key))),
        };
        assert_sound(&figure);
        // A figure is named as the page on which it stands.
        let path = site.path(&page).as_file();
        assert_eq!(path, format!("disagreements/{}.html", figure.name.trim_start_matches("claims-")));
    }
}

/// The classes of marks in the style sheet.
fn defined() -> BTreeSet<String> {
    let style = include_str!("../../../static/site.css");
    let after_dot = style.split(".mark-").skip(1);
    let end = |rest: &str| rest.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(rest.len());
    after_dot.map(|rest| format!("mark-{}", &rest[..end(rest)])).collect()
}

#[test]
fn the_style_sheet_defines_the_looks_of_marks_and_no_others() {
    let all: BTreeSet<String> = Look::ALL.iter().map(|look| look.class().to_owned()).collect();
    assert_eq!(defined(), all);
}

#[test]
fn every_look_is_drawn_by_some_figure() {
    let amount = "amount: {value: 5 JPY, also_reported: [{value: 6 JPY, kind: value, cite: [paper], why: a}]}, signed: \
                  2023-11-03, deliveries: [{id: d, date: 2024-01-01, what: A, cite: [source]}, {id: e, date: 2025-01-01, \
                  what: A, final: true, cite: [source]}]";
    let off = "signed: 2023-11-03, cancelled: {date: 2024-05-01, why: a, cite: [source]}";
    let site = Facts::default()
        .country("fiji", "Fiji", "FJI", "")
        .budget(2023, "initial", "9 JPY")
        .budget(2024, "draft", "9 JPY")
        .grant("a", "fiji", 2023, amount)
        .grant("b", "fiji", 2023, off)
        .site();
    let figures = [Chart::BudgetByYear, Chart::Timeline, Chart::WaitingTimes].map(|chart| super::draw(&site, chart));
    let claims = super::claims(&site, "a", "amount").expect("reported values");
    let drawn: BTreeSet<Look> = figures.iter().chain([&claims]).flat_map(marks).map(|mark| look(&mark)).collect();
    assert_eq!(drawn.into_iter().collect::<Vec<_>>(), Look::ALL);
}
