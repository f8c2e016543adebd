//! Months from signature to the final handover, or so far. Counts no days.

use crate::ledger::Waiting;
use crate::model::prose::Chart;
use crate::model::records::Grant;
use crate::model::{Anchor, Record};
use crate::site::Site;

use super::mark::{Look, Mark, Percent};
use super::selection::{Selection, grant_cell, short_name, stage_cell};
use super::table::{Body, Cell, Column, Figure, Sign, Table};
use crate::words::{capital, counted, listed, number};

/// The most waits that are shown.
const MOST_WAITS: usize = 60;
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
fn wait_words(waiting: &Waiting) -> String {
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
        (0, 2) => "Neither of two signed grants is handed over in full".to_owned(),
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

/// The wait of a grant, with its two ends below.
pub(super) fn wait_cell(site: &Site, grant: &Grant) -> Cell {
    let Some(waiting) = site.ledger().waiting(grant.key()) else {
        let signed = grant.signed.as_ref().map(|signed| format!("signed {}", signed.value));
        return Cell::words(if signed.is_some() { "called off" } else { "not signed" }).under(signed);
    };
    let under = match waiting.is_over {
        true => format!("{} to {}", waiting.from, waiting.until),
        false => format!("since {}", waiting.from),
    };
    let place = site.part_place(grant.key(), Anchor::Field("waiting"));
    Cell::to(wait_words(&waiting), place).under(Some(under))
}

/// A bar for each wait, the longest across the whole width.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let waits = waits(selection);
    let mut limit =
        vec!["A handover is a ceremony on record; it does not show that the equipment is in use.".to_owned()];
    if waits.len() > MOST_WAITS {
        limit.push(format!("The {MOST_WAITS} longest of {} waits are shown.", waits.len()));
    }
    let left_out = selection.grants().len() - waits.len();
    if left_out > 0 {
        limit.push(format!("Left out, since not signed or called off: {}.", counted(left_out, "grant")));
    }
    Figure {
        name: selection.name(Chart::WaitingTimes),
        headline: headline(selection, &waits),
        subtitle: format!(
            "Whole months from the exchange of notes to the final handover, {}; open waits to {}",
            selection.scope_words(),
            selection.as_of()
        ),
        key: key(&waits),
        body: Body::Table(table(selection, &waits)),
        limit: limit.join(" "),
    }
}

fn drawing(waiting: &Waiting, longest: u32) -> Vec<Mark> {
    let Some(months) = months(waiting).filter(|months| *months > 0) else { return Vec::new() };
    let length = Percent::of(f64::from(months) / f64::from(longest));
    match waiting.is_over {
        true => vec![Mark::Bar { look: Look::Delivered, length, inset: 7 }],
        false => vec![Mark::Bar { look: Look::Signed, length, inset: 7 }, Mark::Arrow { look: Look::Wait, at: length }],
    }
}

/// What the bars mean, as far as they are used.
fn key(waits: &[(&Grant, Waiting)]) -> Vec<(Sign, String)> {
    let is_used = |is_over: bool| waits.iter().any(|(_, wait)| wait.is_over == is_over && months(wait) > Some(0));
    let bar = |look| Mark::Bar { look, length: Percent::END, inset: 7 };
    let over = is_used(true).then(|| (vec![bar(Look::Delivered)], "handed over in full"));
    let open = vec![bar(Look::Signed), Mark::Arrow { look: Look::Wait, at: Percent::END }];
    let open = is_used(false).then_some((open, "still waiting"));
    over.into_iter().chain(open).map(|(marks, words)| (Sign::Marks(marks), words.to_owned())).collect()
}

fn table(selection: &Selection<'_>, waits: &[(&Grant, Waiting)]) -> Table {
    let columns = vec![
        Column::words("Grant"),
        Column::drawing("Drawn to scale", Vec::new()),
        Column::words("Wait"),
        Column::words("Stage"),
    ];
    let longest = waits.iter().filter_map(|(_, wait)| months(wait)).max().unwrap_or(0);
    let row = |(grant, waiting): &(&Grant, Waiting)| {
        vec![
            grant_cell(selection.site, grant),
            Cell::Drawing(drawing(waiting, longest)),
            wait_cell(selection.site, grant),
            stage_cell(selection.site, grant),
        ]
    };
    let mut rows: Vec<_> = waits.iter().take(MOST_WAITS).map(row).collect();
    if rows.is_empty() {
        rows.push(vec![Cell::words("No grant is signed yet"), Cell::Empty, Cell::Empty, Cell::Empty]);
    }
    Table::of(columns, rows)
}
