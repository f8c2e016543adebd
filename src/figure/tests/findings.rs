//! What figures say: headlines, rows and marks that follow from the facts.

use super::super::{Body, Look, Options, claims_of_record, lanes_by_stage};
use super::sound::assert_sound;
use super::{Facts, claims, count, draw, key, places, row, rows, table};
use crate::model::prose::Chart;

fn programme() -> Facts {
    Facts::default()
        .country("philippines", "Philippines", "PHL", "tile: [5, 2], marker: [122.5, 12.5]")
        .country("tonga", "Tonga", "TON", "tile: [8, 5], marker: [184.8, -21.1]")
        .country("thailand", "Thailand", "THA", "tile: [3, 2], marker: [101, 15.5]")
        .budget(2023, "initial", "2 billion JPY")
        .budget(2024, "initial", "5 billion JPY")
        .budget(2026, "draft", "18.1 billion JPY")
        .grant(
            "a",
            "philippines",
            2023,
            "amount: 600 million JPY, signed: 2023-11-03, equipment: [{item: Five, category: radar, quantity: 5}], \
             deliveries: [{id: d, date: 2026-02-11, what: All, final: true, cite: [source]}]",
        )
        .grant(
            "b",
            "philippines",
            2024,
            "amount: 1.6 billion JPY, signed: 2024-12-05, equipment: [{item: Some, category: radar}, {item: Boats, \
             category: boat}]",
        )
        .grant(
            "c",
            "tonga",
            2024,
            "signed: 2024-12, equipment: [{item: Boats, category: boat, quantity: {min: 3, max: 4}}], deliveries: [{id: d, \
             date: 2026-01-01, what: One, category: boat, quantity: 1, cite: [source]}]",
        )
        .grant("d", "thailand", 2025, "equipment: [{item: Boats, category: boat, quantity: 2}]")
}

#[test]
fn budgets_state_their_growth_and_whether_grants_keep_within() {
    let figure = draw(&programme().site(), Chart::BudgetByYear);
    assert_sound(&figure);
    assert_eq!(
        figure.headline,
        "Budgets grew about ninefold from FY2023 to the FY2026 draft; signed grants kept within them"
    );
    let rows: Vec<_> = (0..4).map(|index| row(&figure, index)).collect();
    assert_eq!(
        rows,
        [
            ["FY2023", "¥2\u{a0}billion", "¥600\u{a0}million / one grant", "¥600\u{a0}million"],
            [
                "FY2024",
                "¥5\u{a0}billion",
                "¥1.6\u{a0}billion (not counting one amount that is not stated) / two grants",
                "nothing"
            ],
            ["FY2025", "not on record", "nothing", "nothing"],
            ["FY2026", "¥18.1\u{a0}billion (draft)", "nothing", "nothing"],
        ]
    );
    assert_eq!(places(&figure, Look::Budget), ["11.05%", "27.62%"]);
    assert_eq!(places(&figure, Look::Draft), ["100%"]);
    assert_eq!(places(&figure, Look::Signed), ["3.31%", "8.84%"]);
    assert_eq!(places(&figure, Look::Delivered), ["3.31%"]);
    let key: Vec<_> = figure.key.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(key, ["budget", "draft budget", "signed", "delivered in full"]);
}

#[test]
fn the_lanes_have_a_ring_for_each_signature_and_a_dot_for_each_handover() {
    let figure = draw(&programme().site(), Chart::Timeline);
    assert_sound(&figure);
    assert_eq!(figure.headline, "One of three signed grants is handed over in full, one more in part");
    // Four fiscal years, each as wide as the others; the last one ends in March 2027.
    assert_eq!(places(&figure, Look::Scale)[..3], ["25%", "50%", "75%"]);
    assert_eq!(places(&figure, Look::Exchange), ["14.72%", "42.67%", "41.94%"]);
    assert_eq!([places(&figure, Look::Handover), places(&figure, Look::Final)], [["68.75%"], ["71.51%"]]);
    // A line each, and an arrow for each that waits.
    assert_eq!(places(&figure, Look::Wait), ["14.72%–71.51%", "42.67%–81.38%", "81.38%", "41.94%–81.38%", "81.38%"]);
    assert_eq!(
        row(&figure, 0),
        [
            "Grant a",
            "¥600\u{a0}million",
            "[delivered] delivered / 11\u{a0}February 2026",
            "27\u{a0}months / 3\u{a0}November 2023 to 11\u{a0}February 2026"
        ]
    );
    assert_eq!(row(&figure, 1)[3], "about 19\u{a0}months so far / since December\u{a0}2024");
    assert_eq!(row(&figure, 3), ["Grant d", "not stated", "[planned] planned", "not signed"]);
}

#[test]
fn the_lanes_of_the_list_are_grouped_by_stage_with_sums() {
    let figure = lanes_by_stage(&programme().site());
    assert_sound(&figure);
    let headings: Vec<_> = table(&figure).groups.iter().filter_map(|group| group.heading.clone()).collect();
    let heading = |anchor, words: &str| (anchor, words.to_owned());
    assert_eq!(
        headings,
        [
            heading("delivered", "One grant handed over in full: ¥600\u{a0}million"),
            heading("partly-delivered", "One grant handed over in part"),
            heading("waiting", "One grant signed, nothing handed over: ¥1.6\u{a0}billion"),
            heading("planned", "One grant planned, no exchange of notes found"),
        ]
    );
}

#[test]
fn waits_name_the_longest() {
    let figure = draw(&programme().site(), Chart::WaitingTimes);
    assert_sound(&figure);
    assert_eq!(
        figure.headline,
        "One of three signed grants is handed over in full, after 27\u{a0}months; the longest open wait is about \
         19\u{a0}months (Tonga\u{a0}FY2024)"
    );
    assert_eq!(places(&figure, Look::Delivered), ["100%"]);
    assert_eq!([places(&figure, Look::Signed), places(&figure, Look::Wait)], [["70.37%", "66.67%"]; 2]);
    assert!(figure.limit.ends_with("Left out, since not signed or called off: one grant."), "{}", figure.limit);
    assert_eq!(
        row(&figure, 1)[1..],
        ["about 19\u{a0}months so far / since December\u{a0}2024", "[partly-delivered] partly delivered"]
    );
}

#[test]
fn waits_as_long_as_the_longest_are_named_with_it() {
    let site = Facts::default()
        .country("fiji", "Fiji", "FJI", "")
        .country("tonga", "Tonga", "TON", "")
        .grant("a", "fiji", 2023, "signed: 2023-12-18")
        .grant("b", "tonga", 2023, "signed: 2023-12-16")
        .grant(
            "c",
            "tonga",
            2022,
            "signed: 2022-11-01, deliveries: [{id: d, date: 2023-01-01, what: A, final: true, cite: [source]}]",
        )
        .site();
    let figure = draw(&site, Chart::WaitingTimes);
    assert_eq!(row(&figure, 2)[0], "Grant c", "the first signature with the shortest wait");
    assert!(
        figure.headline.ends_with("is 30\u{a0}months (Tonga\u{a0}FY2023 and Fiji\u{a0}FY2023)"),
        "{}",
        figure.headline
    );
}

#[test]
fn tiles_tell_the_status_by_fill_shape_and_word() {
    let figure = draw(&programme().site(), Chart::Tiles);
    assert_sound(&figure);
    assert_eq!(figure.headline, "Two countries have a signed grant: two received a part; one more is planned");
    let Body::Tiles(tiles) = &figure.body else { panic!("tiles") };
    let tiles: Vec<_> =
        tiles.iter().map(|tile| (tile.name.as_str(), &*tile.code, tile.cell, tile.stage.word())).collect();
    // Moved to the upper left, and in the order in which they are read.
    assert_eq!(
        tiles,
        [
            ("Thailand", "THA", (1, 1), "planned"),
            ("Philippines", "PHL", (3, 1), "partly delivered"),
            ("Tonga", "TON", (6, 4), "partly delivered"),
        ]
    );
}

#[test]
fn the_map_rings_small_states_and_names_all() {
    let figure = draw(&programme().site(), Chart::Map);
    assert_sound(&figure);
    let Body::Map(map) = &figure.body else { panic!("a map") };
    let marked: Vec<_> =
        map.marked.iter().map(|marked| (marked.name.as_str(), marked.is_small, marked.at.is_some())).collect();
    assert_eq!(marked, [("Philippines", false, true), ("Tonga", true, true), ("Thailand", false, true)]);
    assert!(figure.limit.contains("Natural Earth") && figure.limit.contains("no position on territory"));
}

#[test]
fn the_matrix_tells_stated_numbers_from_unstated_ones() {
    let figure = draw(&programme().site(), Chart::EquipmentMatrix);
    assert_sound(&figure);
    assert_eq!(
        figure.headline,
        "Of three signed promises of equipment, two are handed over at least in part; for one no number is stated"
    );
    let countries: Vec<_> = table(&figure).columns.iter().map(|column| column.label.as_str()).collect();
    assert_eq!(countries, ["Equipment", "Philippines", "Tonga", "Thailand"]);
    assert_eq!(row(&figure, 0), ["Boats", "[signed] n.s.", "[partly-delivered] 3–4", "[planned] 2"]);
    assert_eq!(row(&figure, 1), ["Radars", "[partly-delivered] 5+", "", ""]);
}

#[test]
fn the_matrix_judges_kinds_of_a_grant_that_is_partly_delivered_one_by_one() {
    let grant = |ordered: &str, delivered: &str| {
        let site = programme().grant(
            "e",
            "thailand",
            2024,
            &format!(
                "signed: 2024-11-01, equipment: [{{item: A, category: boat{ordered}}}, {{item: B, category: radar}}], \
                 deliveries: [{{id: d, date: 2026-01-01, what: A, category: boat{delivered}, cite: [source]}}]"
            ),
        );
        let figure = draw(&site.site(), Chart::EquipmentMatrix);
        let thailand = table(&figure).columns.iter().position(|column| column.label == "Thailand").expect("a column");
        [0, 1].map(|index| row(&figure, index)[thailand].clone())
    };
    // What is only planned, the two boats of the first Thai grant, is not counted with what is signed.
    assert_eq!(grant(", quantity: 5", ", quantity: 5"), ["[delivered] 5", "[signed] n.s."]);
    assert_eq!(grant(", quantity: 5", ", quantity: 4"), ["[partly-delivered] 5", "[signed] n.s."]);
    assert_eq!(grant(", quantity: {min: 3, max: 4}", ", quantity: 3")[0], "[partly-delivered] 3–4");
    assert_eq!(grant("", ", quantity: 3")[0], "[partly-delivered] n.s.");
}

#[test]
fn countries_share_one_scale() {
    let site = programme()
        .grant("e", "tonga", 2023, "amount: 300 million JPY, signed: 2023-12-01")
        .grant("f", "tonga", 2023, "amount: 1 JPY, signed: 2023-12-01")
        .site();
    let of = |id: &str| {
        let options = Options { country: Some(key(&site, id)), ..Options::default() };
        super::super::draw(&site, Chart::BudgetByYear, &options).expect("a figure")
    };
    let (philippines, tonga) = (of("philippines"), of("tonga"));
    assert_sound(&philippines);
    assert_sound(&tonga);
    assert_eq!(philippines.name, "budget-by-year-philippines");
    assert_eq!(
        philippines.headline,
        "Philippines: ¥2.2\u{a0}billion signed in two grants, ¥600\u{a0}million delivered in full"
    );
    assert_eq!(places(&philippines, Look::Signed), ["37.5%", "100%"]);
    assert_eq!(places(&tonga, Look::Signed), ["18.75%"]);
    assert_eq!(of("thailand").headline, "Thailand: no grant is signed yet");
}

#[test]
fn a_figure_can_be_narrowed() {
    let site = programme().site();
    let options = Options { country: Some(key(&site, "tonga")), ..Options::default() };
    let figure = super::super::draw(&site, Chart::Timeline, &options).expect("a figure");
    assert_eq!((figure.name.as_str(), rows(&figure).len()), ("timeline-tonga", 1));
    assert_eq!(figure.subtitle, "From the exchange of notes to the handover, Tonga, FY2024, as of 3\u{a0}July 2026");
    let year = crate::model::FiscalYear::starting(2023);
    let figure = super::super::draw(&site, Chart::Timeline, &Options { year, ..Options::default() }).expect("a figure");
    assert_eq!((figure.name.as_str(), rows(&figure).len()), ("timeline-fy2023", 1));
}

#[test]
fn claims_mark_the_published_value_and_keep_other_currencies_off_the_scale() {
    let amount = "amount: {value: 575 million JPY, also_reported: [{value: 600 million JPY, kind: rounding, cite: [paper], \
                  why: a}, {value: 3.9 million USD, kind: exchange-rate, cite: [paper], why: b}]}, end_user: {value: The \
                  navy, also_reported: [{value: The coastguard, kind: value, cite: [paper], why: c}]}";
    let site = programme().grant("e", "tonga", 2023, amount).site();
    let figure = claims(&site, "e", "amount").expect("reported values");
    assert_sound(&figure);
    assert_eq!(figure.name, "claims-e-amount");
    assert_eq!(
        figure.headline,
        "We publish ¥575\u{a0}million; sources also give ¥600\u{a0}million, one sum is in another currency"
    );
    assert_eq!([places(&figure, Look::Published), places(&figure, Look::Reported)], [["90.08%"], ["94%"]]);
    let values: Vec<_> = (0..3).map(|index| row(&figure, index)).collect();
    assert_eq!(
        values,
        [
            vec!["¥575\u{a0}million / we publish", "The Ministry (official)"],
            vec!["¥600\u{a0}million / rounded", "The Paper (press)"],
            vec!["US$3.9\u{a0}million / converted", "", "The Paper (press)"],
        ]
    );
    let words = claims(&site, "e", "end_user").expect("reported values");
    assert_sound(&words);
    assert_eq!(words.headline, "We publish The navy; sources also give The coastguard");
    assert!(claims(&site, "a", "amount").is_none(), "nothing else is reported");
}

#[test]
fn claims_about_dates_stand_on_a_scale_of_dates() {
    let signed = "signed: {value: 2025-01-10, also_reported: [{value: 2025-01-20, kind: date, cite: [paper], why: a}, \
                  {value: 2025-01-30, kind: date, cite: [paper], why: a}]}";
    let figure = claims(&programme().grant("e", "tonga", 2024, signed).site(), "e", "signed").expect("reported values");
    assert_sound(&figure);
    // The first and the last date stand at the ends, the middle one between them.
    assert_eq!([places(&figure, Look::Published), places(&figure, Look::Reported)], [vec!["6%"], vec!["50%", "94%"]]);
    assert!(figure.limit.contains("from the first to the last date"), "{}", figure.limit);
}

#[test]
fn claims_of_a_disagreement_are_drawn_where_they_can_be_compared() {
    let site = programme()
        .disagreement("countries", &["Ten", "More than a dozen", "Eight or nine", "Nobody knows"])
        .disagreement("words", &["The Cabinet", "The National Security Council, on 5 April 2023"])
        .disagreement("one", &["By 125 per cent", "To 2.2 times"])
        .site();
    let records = &site.briefing().records().disagreements;
    let figure = claims_of_record(&site, &records[0]);
    assert_sound(&figure);
    assert_eq!(figure.headline, "How many? Four answers: from eight or nine to more than a dozen");
    // Ten; a dozen, with a line and the head of an arrow; eight and nine, with a line between; nothing for nobody.
    assert_eq!(
        places(&figure, Look::Reported),
        ["78.33%", "94%–100%", "100%", "94%", "62.67%–70.5%", "70.5%", "62.67%"]
    );
    for record in &records[1..] {
        let figure = claims_of_record(&site, record);
        assert_sound(&figure);
        assert_eq!(count(&figure, Look::Reported), 0, "{}: what can not be compared is not drawn", figure.name);
    }
}
