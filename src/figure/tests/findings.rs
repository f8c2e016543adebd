//! What figures say: headlines, rows and marks that follow from the facts.

use super::super::{Options, claims_of_record, country_multiple};
use super::sound::assert_sound;
use super::{Facts, claims, count, draw, key, numbers, row, texts};
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
            ["FY2023", "¥2\u{a0}billion", "¥600\u{a0}million", "¥600\u{a0}million", "1"],
            [
                "FY2024",
                "¥5\u{a0}billion",
                "¥1.6\u{a0}billion (not counting one amount that is not stated)",
                "nothing",
                "2"
            ],
            ["FY2025", "not on record", "nothing", "nothing", "0"],
            ["FY2026", "¥18.1\u{a0}billion (draft)", "nothing", "nothing", "0"],
        ]
    );
    let bars = ["rect.outline-budget", "rect.outline-planned", "rect.fill-signed", "rect.fill-delivered"];
    assert_eq!(bars.map(|bar| count(&figure, bar)), [2, 1, 2, 1]);
    assert!(texts(&figure).contains(&"No budget on record".to_owned()));
}

#[test]
fn the_timeline_has_a_ring_for_each_signature_and_a_dot_for_each_handover() {
    let figure = draw(&programme().site(), Chart::Timeline);
    assert_sound(&figure);
    assert_eq!(figure.headline, "One of three signed grants is handed over in full, one more in part");
    // One more of each stands in the key.
    assert_eq!(count(&figure, "circle.stroke-signed"), 3 + 1);
    assert_eq!(count(&figure, "circle.fill-delivered"), 2 + 1);
    assert_eq!(count(&figure, "polyline.stroke-signed"), 2 + 1);
    assert_eq!(count(&figure, "circle.outline-planned"), 1);
    assert_eq!(
        row(&figure, 0)[2..],
        ["3\u{a0}November 2023", "11\u{a0}February 2026", "27\u{a0}months", "● delivered"]
    );
    assert_eq!(row(&figure, 2)[2..5], ["December\u{a0}2024", "1\u{a0}January 2026", "about 19\u{a0}months so far"]);
    assert_eq!(row(&figure, 3)[2..], ["not signed", "none on record", "–", "○ planned"]);
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
    assert_eq!([count(&figure, "rect.fill-delivered"), count(&figure, "rect.fill-signed")], [1, 2]);
    let names: Vec<_> = texts(&figure).into_iter().step_by(2).collect();
    assert_eq!(names, ["Philippines FY2023", "Tonga FY2024", "Philippines FY2024"]);
    assert!(figure.limit.ends_with("Left out, since not signed or called off: one grant."), "{}", figure.limit);
    assert!(texts(&figure).contains(&"about 19\u{a0}months so far, partly delivered".to_owned()));
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
    assert_eq!(count(&figure, "rect.outline-planned"), 1);
    assert_eq!([count(&figure, "rect.fill-delivered"), count(&figure, "rect.fill-signed")], [2, 2]);
    assert_eq!(texts(&figure).iter().filter(|word| *word == "partly").count(), 2);
    assert_eq!(row(&figure, 0), ["Philippines", "◕ partly delivered", "2", "1", "¥2.2\u{a0}billion"]);
}

#[test]
fn the_map_rings_small_states_and_names_all() {
    let figure = draw(&programme().site(), Chart::Map);
    assert_sound(&figure);
    assert_eq!(count(&figure, "circle.stroke-rule"), 1);
    for name in ["Philippines", "Tonga", "Thailand"] {
        assert!(texts(&figure).contains(&name.to_owned()), "{name}");
    }
    assert!(figure.limit.contains("Natural Earth") && figure.limit.contains("no position on territory"));
    assert_eq!(row(&figure, 1)[5], "175.2°W, 21.1°S");
}

#[test]
fn the_matrix_tells_stated_numbers_from_unstated_ones() {
    let figure = draw(&programme().site(), Chart::EquipmentMatrix);
    assert_sound(&figure);
    assert_eq!(
        figure.headline,
        "Of three signed promises of equipment, two are handed over at least in part; for one no number is stated"
    );
    let cells: Vec<_> = texts(&figure).into_iter().filter(|text| text.len() < 7).collect();
    assert_eq!(cells, ["Tonga", "Boats", "n.s.", "3–4", "2", "Radars", "5+", "signed"]);
    assert_eq!(row(&figure, 1), ["Boats", "Tonga", "3 to 4, ◕ partly delivered"]);
    assert_eq!(row(&figure, 3), ["Radars", "Philippines", "5 and one item without a number, ◕ partly delivered"]);
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
        let rows = (0..figure.table.rows.len()).map(|index| row(&figure, index));
        rows.filter(|row| row[1] == "Thailand").map(|row| row[2].to_owned()).collect::<Vec<_>>()
    };
    // What is only planned, the two boats of the first Thai grant, is not counted with what is signed.
    assert_eq!(grant(", quantity: 5", ", quantity: 5"), ["5, ● delivered", "not stated, ◐ signed"]);
    assert_eq!(grant(", quantity: 5", ", quantity: 4"), ["5, ◕ partly delivered", "not stated, ◐ signed"]);
    assert_eq!(grant(", quantity: {min: 3, max: 4}", ", quantity: 3")[0], "3 to 4, ◕ partly delivered");
    assert_eq!(grant("", ", quantity: 3")[0], "not stated, ◕ partly delivered");
}

#[test]
fn countries_share_one_scale() {
    let site = programme()
        .grant("e", "tonga", 2023, "amount: 300 million JPY, signed: 2023-12-01")
        .grant("f", "tonga", 2023, "amount: 1 JPY, signed: 2023-12-01")
        .site();
    let philippines = country_multiple(&site, key(&site, "philippines"));
    let tonga = country_multiple(&site, key(&site, "tonga"));
    assert_sound(&philippines);
    assert_sound(&tonga);
    assert_eq!(philippines.name, "budget-by-year-philippines");
    assert_eq!(
        philippines.headline,
        "Philippines: ¥2.2\u{a0}billion signed in two grants, ¥600\u{a0}million delivered in full"
    );
    let widths = |figure| numbers(figure, "rect.fill-signed", "width");
    assert_eq!(widths(&philippines), [127.5, 340.0]);
    assert_eq!(widths(&tonga), [63.8]);
    assert_eq!(country_multiple(&site, key(&site, "thailand")).headline, "Thailand: no grant is signed yet");
}

#[test]
fn a_figure_can_be_narrowed() {
    let site = programme().site();
    let options = Options { country: Some(key(&site, "tonga")), ..Options::default() };
    let figure = super::super::draw(&site, Chart::Timeline, &options).expect("a figure");
    assert_eq!((figure.name.as_str(), figure.table.rows.len()), ("timeline-tonga", 1));
    assert_eq!(figure.subtitle, "Signatures and handovers of Tonga, FY2024, as of 3\u{a0}July 2026");
    let year = crate::model::FiscalYear::starting(2023);
    let figure = super::super::draw(&site, Chart::Timeline, &Options { year, ..Options::default() }).expect("a figure");
    assert_eq!((figure.name.as_str(), figure.table.rows.len()), ("timeline-fy2023", 1));
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
    assert_eq!([count(&figure, "polygon.text-main"), count(&figure, "circle.mark-disputed")], [1, 2]);
    let words = texts(&figure);
    let at = |text: &str| words.iter().position(|word| word == text).expect(text);
    assert!(at("Not on this scale:") < at("US$3.9\u{a0}million") && at("¥600\u{a0}million") < at("Not on this scale:"));
    assert_eq!(row(&figure, 1), ["¥600\u{a0}million", "The Paper", "–", "rounded"]);
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
    assert_eq!(numbers(&figure, "circle.mark-disputed", "cx"), [360.0, 454.0]);
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
    let figure = claims_of_record(&site, &records[0]).expect("numbers");
    assert_sound(&figure);
    assert_eq!(figure.headline, "How many? Four answers: from eight or nine to more than a dozen");
    // Three claims on the scale, one of them with two ends, and one beside it.
    assert_eq!(count(&figure, "circle.mark-disputed"), 5);
    assert_eq!(count(&figure, "polyline.mark-disputed"), 1);
    assert!(claims_of_record(&site, &records[1]).is_none());
    assert!(claims_of_record(&site, &records[2]).is_none(), "two measures share no scale");
}
