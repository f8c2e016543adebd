//! Months from signature to the final handover, or so far. Counts no days.

use crate::ledger::{Stage, Waiting};
use crate::model::prose::Chart;
use crate::model::records::{Country, Grant};
use crate::model::{Anchor, Record};

use super::bars::{self, Bar, Group, Look};
use super::canvas::{Canvas, LINE, Style};
use super::lettering::cut;
use super::selection::{Selection, grant_cell, short_name, stage_cell};
use super::shape::{Align, Cell, Column, Figure, Table};
use crate::words::{capital, counted, listed, number};

/// The most bars that are drawn; the table holds every grant.
const MOST_BARS: usize = 40;
/// The room for the name of a country before its fiscal year.
const COUNTRY_ROOM: f64 = 160.0;
/// The most grants that a headline names.
const MOST_NAMED: usize = 3;

/// Grants with their waits, the longest first; waits that can not be counted last.
fn waits<'a>(selection: &Selection<'a>) -> Vec<(&'a Grant, Waiting)> {
    let ledger = selection.site.ledger();
    let mut waits: Vec<_> =
        selection.grants().into_iter().filter_map(|grant| Some((grant, ledger.waiting(grant.key())?))).collect();
    waits.sort_by_key(|(_, waiting)| std::cmp::Reverse(months(waiting)));
    waits
}

fn months(waiting: &Waiting) -> Option<u32> {
    waiting.wait.map(|wait| wait.months)
}

/// `27 months`, `about 27 months so far`.
pub(super) fn wait_words(waiting: &Waiting) -> String {
    match (waiting.wait, waiting.is_over) {
        (Some(wait), true) => wait.to_string(),
        (Some(wait), false) => format!("{wait} so far"),
        (None, _) => "not counted: a date is too vague".to_owned(),
    }
}

/// `Two of 14 signed grants are handed over in full`, with `No` and `All` where they apply.
pub(super) fn delivered_clause(waits: &[(&Grant, Waiting)]) -> String {
    let over = waits.iter().filter(|(_, waiting)| waiting.is_over).count();
    match (over, waits.len()) {
        (_, 0) => "No grant is signed yet".to_owned(),
        (0, 1) => "The one signed grant is not yet handed over in full".to_owned(),
        (1, 1) => "The one signed grant is handed over in full".to_owned(),
        (0, all) => format!("None of {} is handed over in full", counted(all, "signed grant")),
        (over, all) if over == all => format!("All {} are handed over in full", counted(all, "signed grant")),
        (1, all) => format!("One of {} is handed over in full", counted(all, "signed grant")),
        (over, all) => {
            format!("{} of {} are handed over in full", capital(&number(over)), counted(all, "signed grant"))
        }
    }
}

/// The clause on deliveries, the time they took and the longest wait that goes on.
fn headline(selection: &Selection<'_>, waits: &[(&Grant, Waiting)]) -> String {
    let delivered = delivered_clause(waits);
    let over: Vec<u32> = waits.iter().filter(|(_, wait)| wait.is_over).filter_map(|(_, wait)| months(wait)).collect();
    let after = match (over.iter().min(), over.iter().max()) {
        (Some(least), Some(most)) if least == most => format!(", after {}", counted_months(*least)),
        (Some(least), Some(most)) => format!(", after {least} to {}", counted_months(*most)),
        _ => String::new(),
    };
    format!("{delivered}{after}{}", longest_words(selection, waits))
}

/// The longest wait that goes on, with the grants that have waited as long.
fn longest_words(selection: &Selection<'_>, waits: &[(&Grant, Waiting)]) -> String {
    let open: Vec<_> = waits.iter().filter(|(_, waiting)| !waiting.is_over && waiting.wait.is_some()).collect();
    let Some(wait) = open.first().and_then(|(_, waiting)| waiting.wait) else { return String::new() };
    let longest = open.iter().filter(|(_, waiting)| months(waiting) == Some(wait.months));
    let names: Vec<String> = longest.map(|(grant, _)| short_name(selection.site, grant)).collect();
    let who = if names.len() > MOST_NAMED { counted(names.len(), "grant") } else { listed(&names) };
    format!("; the longest open wait is {wait} ({who})")
}

fn counted_months(months: u32) -> String {
    if months == 1 { "1\u{a0}month".to_owned() } else { format!("{months}\u{a0}months") }
}

/// Draws the bars.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let waits = waits(selection);
    let name = selection.name(Chart::WaitingTimes);
    let headline = headline(selection, &waits);
    let subtitle = format!(
        "Whole months from the exchange of notes to the final handover, {}; open waits to {}",
        selection.scope_words(),
        selection.as_of()
    );
    let mut limit =
        vec!["A handover is a ceremony on record; it does not show that the equipment is in use.".to_owned()];
    if waits.len() > MOST_BARS {
        limit.push(format!("The {MOST_BARS} longest of {} waits are drawn; the table has all.", waits.len()));
    }
    let left_out = selection.grants().len() - waits.len();
    if left_out > 0 {
        limit.push(format!("Left out, since not signed or called off: {}.", counted(left_out, "grant")));
    }
    let limit = limit.join(" ");
    let groups: Vec<_> = waits.iter().take(MOST_BARS).map(|(grant, wait)| group(selection, grant, wait)).collect();
    let longest = waits.iter().filter_map(|(_, wait)| months(wait)).max().map_or(0.0, f64::from);
    let mut canvas = Canvas::default();
    let mut height = bars::draw(&mut canvas, &groups, bars::Scale::Own(longest));
    if waits.is_empty() {
        canvas.text((0.0, 24.0), Style::Main, "No grant is signed yet.");
        height = LINE * 2.0;
    }
    let svg = canvas.finish(&name, height, &headline, &format!("{subtitle}. {limit}"));
    let table = table(selection, &waits, &subtitle);
    Figure { name, headline, subtitle, svg, limit, table }
}

fn group(selection: &Selection<'_>, grant: &Grant, waiting: &Waiting) -> Group {
    let partly = if Stage::of(grant) == Stage::PartlyDelivered { ", partly delivered" } else { "" };
    let (look, words) = if waiting.is_over {
        (Look::Delivered, format!("{}, delivered", wait_words(waiting)))
    } else {
        (Look::Waiting, format!("{}{partly}", wait_words(waiting)))
    };
    let bar = Bar { look, length: months(waiting).map(f64::from), words };
    let country = cut(&selection.site.named::<Country>(grant.recipient).name, COUNTRY_ROOM);
    Group { name: format!("{country} {}", grant.fiscal_year), bars: vec![bar] }
}

fn table(selection: &Selection<'_>, waits: &[(&Grant, Waiting)], caption: &str) -> Table {
    let columns = vec![
        Column::of("Grant", Align::Text),
        Column::of("Signed", Align::Text),
        Column::of("Final handover", Align::Text),
        Column::of("Waiting time", Align::Number),
        Column::of("Status", Align::Text),
    ];
    let row = |(grant, waiting): &(&Grant, Waiting)| {
        let site = selection.site;
        let until = if waiting.is_over { waiting.until.to_string() } else { "none on record".to_owned() };
        vec![
            grant_cell(site, grant),
            Cell::to(&waiting.from.to_string(), site.part_place(grant.key(), Anchor::Field("signed"))),
            Cell::words(until),
            Cell::to(&wait_words(waiting), site.part_place(grant.key(), Anchor::Field("waiting"))),
            stage_cell(site, grant),
        ]
    };
    let mut rows: Vec<_> = waits.iter().map(row).collect();
    if rows.is_empty() {
        rows.push(["No signed grant", "–", "–", "–", "–"].map(Cell::words).into());
    }
    Table { caption: caption.to_owned(), columns, rows }
}
