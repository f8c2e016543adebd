//! Figures from facts unlike ours: nothing, too much, too long, too large.

use super::super::{Body, ColumnKind, Look, lanes_by_stage};
use super::sound::assert_sound;
use super::{CHARTS, Facts, count, draw, places, row, rows, table};
use crate::model::prose::Chart;

#[test]
fn without_grants_every_chart_says_so() {
    let site = Facts::default().country("fiji", "Fiji", "FJI", "").site();
    for chart in CHARTS {
        let figure = draw(&site, chart);
        assert_sound(&figure);
        assert_eq!(row(&figure, 0), ["No grant is on record"], "{}", figure.name);
    }
}

#[test]
fn a_budget_without_grants_is_drawn() {
    let figure = draw(&Facts::default().budget(2023, "draft", "2 billion JPY").site(), Chart::BudgetByYear);
    assert_sound(&figure);
    assert_eq!(figure.headline, "The FY2023 draft budget is ¥2\u{a0}billion; nothing is signed under it");
}

#[test]
fn one_planned_grant_is_enough() {
    let site = Facts::default().country("fiji", "Fiji", "FJI", "").grant("a", "fiji", 2023, "").site();
    for chart in CHARTS {
        assert_sound(&draw(&site, chart));
    }
    assert_eq!(draw(&site, Chart::WaitingTimes).headline, "No grant is signed yet");
    assert_eq!(draw(&site, Chart::Tiles).headline, "No country has a signed grant; one more is planned");
    assert!(draw(&site, Chart::Tiles).limit.contains("one country without a free tile"));
    assert!(draw(&site, Chart::Map).limit.contains("Not on this map: Fiji."));
}

#[test]
fn two_hundred_grants_are_drawn_and_the_limit_says_what_is_not() {
    let mut facts = Facts::default();
    let codes =
        ["FJI", "TON", "PHL", "THA", "VNM", "IDN", "MYS", "LKA", "MNG", "PNG", "TLS", "BGD", "DJI", "WSM", "VUT"];
    for (index, code) in codes.iter().enumerate() {
        let place = format!("tile: [{}, 1], marker: [{}, 1]", index % 12, 100 + index);
        facts = facts.country(&format!("c{index}"), &format!("Country {index}"), code, &place);
    }
    for index in 0..200 {
        let more = "amount: 1 billion JPY, signed: 2023-11-03, equipment: [{item: A, category: boat, quantity: 1000}]";
        facts = facts.grant(&format!("g{index}"), &format!("c{}", index % codes.len()), 2023, more);
    }
    let site = facts.site();
    for chart in CHARTS {
        assert_sound(&draw(&site, chart));
    }
    let waits = draw(&site, Chart::WaitingTimes);
    assert_eq!([count(&waits, Look::Signed), rows(&waits).len()], [60, 60]);
    assert!(waits.limit.contains("The 60 longest of 200 waits are shown"), "{}", waits.limit);
    let timeline = draw(&site, Chart::Timeline);
    assert_eq!([count(&timeline, Look::Exchange), rows(&timeline).len()], [60, 60]);
    assert!(timeline.limit.ends_with("The 60 latest of 200 grants are shown."));
    assert_eq!(rows(&lanes_by_stage(&site)).len(), 200, "the list of grants leaves none out");
    let Body::Tiles(tiles) = draw(&site, Chart::Tiles).body else { panic!("tiles") };
    assert_eq!(tiles.len(), 15);
}

#[test]
fn twelve_fiscal_years_have_room() {
    let mut facts = Facts::default().country("fiji", "Fiji", "FJI", "");
    for year in 2015..2027 {
        facts = facts.budget(year, "initial", &format!("{} billion JPY, note: \"Why\"", 2030 - year));
    }
    let facts = facts.grant("a", "fiji", 2015, "amount: 1 billion JPY, signed: 2015-05-01");
    let site = facts.grant("b", "fiji", 2025, "amount: 9 billion JPY, signed: 2025-05-01").site();
    let figure = draw(&site, Chart::BudgetByYear);
    assert_sound(&figure);
    assert_eq!(count(&figure, Look::Budget), 12);
    assert_eq!(
        figure.headline,
        "Budgets fell from ¥15\u{a0}billion to ¥4\u{a0}billion from FY2015 to FY2026; signed grants went beyond them in \
         FY2025"
    );
    let timeline = draw(&site, Chart::Timeline);
    assert_sound(&timeline);
    // Every second year is named, since the names of all would have no room on a phone.
    let ColumnKind::Drawing(labels) = &table(&timeline).columns[1].kind else { panic!("a drawing") };
    assert_eq!(labels[..], ["FY2015", "FY2017", "FY2019", "FY2021", "FY2023", "FY2025"]);
}

#[test]
fn a_single_yen_can_be_seen_beside_ten_trillion() {
    let site = Facts::default()
        .country("fiji", "Fiji", "FJI", "")
        .budget(2023, "initial", "10000000000000 JPY")
        .grant("a", "fiji", 2023, "amount: 1 JPY, signed: 2023-11-03")
        .site();
    let figure = draw(&site, Chart::BudgetByYear);
    assert_sound(&figure);
    assert_eq!(places(&figure, Look::Signed), ["0.4%"]);
    assert_eq!(figure.headline, "The FY2023 budget is ¥10,000\u{a0}billion; ¥1 is signed under it");
}

#[test]
fn other_currencies_are_printed_and_the_limit_names_them() {
    let site = Facts::default()
        .country("fiji", "Fiji", "FJI", "")
        .grant("a", "fiji", 2023, "amount: 1 billion JPY, signed: 2023-11-03")
        .grant("b", "fiji", 2024, "amount: 2 million USD, signed: 2024-11-03")
        .site();
    let figure = draw(&site, Chart::BudgetByYear);
    assert_sound(&figure);
    assert_eq!(count(&figure, Look::Signed), 1);
    assert!(figure.limit.ends_with("Sums in USD are printed but not drawn."), "{}", figure.limit);
    assert_eq!(row(&figure, 1)[2], "US$2\u{a0}million / one grant");
    assert_eq!(figure.headline, "No budget is on record; two grants signed");
}

#[test]
fn a_cancelled_grant_is_crossed_out_and_counts_nowhere() {
    let site = Facts::default()
        .country("fiji", "Fiji", "FJI", "tile: [0, 0], marker: [178, -17.8]")
        .grant(
            "a",
            "fiji",
            2023,
            "amount: 1 JPY, signed: 2023-11-03, cancelled: {date: 2024-05-01, why: a, cite: [source]}",
        )
        .site();
    for chart in CHARTS {
        assert_sound(&draw(&site, chart));
    }
    let timeline = draw(&site, Chart::Timeline);
    assert_eq!(
        row(&timeline, 0)[2..],
        ["[cancelled] cancelled / 1\u{a0}May 2024", "called off / signed 3\u{a0}November 2023"]
    );
    assert_eq!([count(&timeline, Look::CalledOff), count(&timeline, Look::Final)], [1, 0]);
    assert_eq!(row(&draw(&site, Chart::BudgetByYear), 0)[1..], ["not on record", "nothing", "nothing"]);
}

#[test]
fn countries_on_one_tile_or_off_the_map_are_told() {
    let site = Facts::default()
        .country("fiji", "Fiji", "FJI", "tile: [60, 60], marker: [178, -17.8]")
        .country("tonga", "Tonga", "TON", "tile: [60, 60], marker: [178, -17.8]")
        .country("chile", "Chile", "CHL", "marker: [-70, -33]")
        .grant("a", "fiji", 2023, "signed: 2023-11-03")
        .grant("b", "tonga", 2023, "signed: 2023-11-03")
        .grant("c", "chile", 2023, "signed: 2023-11-03")
        .site();
    let tiles = draw(&site, Chart::Tiles);
    assert_sound(&tiles);
    assert!(tiles.limit.contains("two countries without a free tile"), "{}", tiles.limit);
    let map = draw(&site, Chart::Map);
    assert_sound(&map);
    assert!(map.limit.ends_with("Not on this map: Chile."), "{}", map.limit);
}
