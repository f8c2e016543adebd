//! The swimlane: signatures, handovers and the wait between them, a row a country. Draws no other event.

use crate::ledger::{Stage, Waiting};
use crate::model::prose::Chart;
use crate::model::records::{Country, Grant};
use crate::model::{Anchor, FiscalYear, PartialDate, Record};

use super::calendar::position;
use super::canvas::{Canvas, LINE, Style, WIDTH};
use super::lettering::{width_of, wrapped};
use super::selection::{Selection, country_cell, grant_cell, stage_cell};
use super::shape::{Align, Cell, Column, Figure, Table};
use super::waiting::{delivered_clause, wait_words};
use crate::words::number;

const NAMES: f64 = 150.0;
const LANE: f64 = 26.0;
const HEAD: f64 = 34.0;
/// Room after the date of the facts for an arrow, beside that for the words of waits.
const ARROW: f64 = 36.0;
/// The most lanes that are drawn; the table holds every grant.
const MOST_LANES: usize = 100;

/// Turns dates into horizontal positions.
struct Calendar {
    first: FiscalYear,
    from: f64,
    to: f64,
    /// Where the date of the facts stands.
    end: f64,
}

impl Calendar {
    fn of(selection: &Selection<'_>) -> Self {
        let as_of = selection.site.briefing().site().as_of;
        let grants = selection.grants();
        let first = grants.iter().filter_map(|grant| grant.signed.as_ref().map(|signed| signed.value)).min();
        let first = FiscalYear::of(&first.unwrap_or(as_of));
        let from = f64::from(first.start()) + 0.25;
        let words = grants.iter().filter_map(|grant| selection.site.ledger().waiting(grant.key()));
        let words = words.map(|waiting| width_of(&short_wait(&waiting))).fold(width_of("cancelled"), f64::max);
        Self { first, from, to: position(as_of).max(from + 0.25), end: WIDTH - ARROW - words }
    }

    fn x(&self, years: f64) -> f64 {
        let share = (years - self.from) / (self.to - self.from);
        NAMES + 14.0 + share.clamp(0.0, 1.0) * (self.end - NAMES - 14.0)
    }

    /// The first of April of every fiscal year, with the year.
    fn years(&self) -> Vec<(FiscalYear, f64)> {
        let starts = (self.first.start()..).map_while(FiscalYear::starting);
        let starts = starts.map(|year| (year, f64::from(year.start()) + 0.25));
        starts.take_while(|(_, start)| *start <= self.to).map(|(year, start)| (year, self.x(start))).collect()
    }
}

/// Draws the swimlane.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let calendar = Calendar::of(selection);
    let mut grants = selection.grants();
    let all = grants.len();
    let latest = grants.split_off(all.saturating_sub(MOST_LANES));
    let rows = selection.grouped(latest);
    let name = selection.name(Chart::Timeline);
    let mut canvas = Canvas::default();
    let tops = tops(&rows);
    let bottom = tops.last().copied().unwrap_or(HEAD);
    grid(&mut canvas, &calendar, bottom);
    for ((country, grants), top) in rows.iter().zip(&tops) {
        row(&mut canvas, selection, &calendar, (country, grants), *top);
    }
    let height = bottom + 12.0 + key(&mut canvas, selection, bottom + 12.0);
    let headline = headline(selection);
    let subtitle = format!("Signatures and handovers of {}, as of {}", selection.scope_words(), selection.as_of());
    let limit = "Dates known to the month stand at its middle; a handover does not show that the equipment is in use.";
    let limit = match grants.len() {
        0 => limit.to_owned(),
        _ => format!("{limit} The {MOST_LANES} latest of {all} grants are drawn; the table has all."),
    };
    let svg = canvas.finish(&name, height, &headline, &format!("{subtitle}. {limit}"));
    Figure { name, headline, svg, limit, table: table(selection, &subtitle), subtitle }
}

/// The upper edges of the rows, and the lower edge of the last.
fn tops(rows: &[(&Country, Vec<&Grant>)]) -> Vec<f64> {
    let mut tops = vec![HEAD];
    let mut top = HEAD;
    for (country, grants) in rows {
        let lanes = f64::from(u32::try_from(grants.len()).unwrap_or(u32::MAX)) * LANE;
        let names = f64::from(u32::try_from(name_lines(country).len()).unwrap_or(1)) * LINE;
        top += lanes.max(names) + 8.0;
        tops.push(top);
    }
    tops
}

fn name_lines(country: &Country) -> Vec<String> {
    wrapped(&country.name, NAMES, 2)
}

fn grid(canvas: &mut Canvas, calendar: &Calendar, bottom: f64) {
    let mut free_from = 0.0;
    for (year, x) in calendar.years() {
        canvas.line("stroke-grid", (x, HEAD - 8.0), (x, bottom));
        let words = year.to_string();
        // With many years only those are named whose words fit beside each other.
        if x >= free_from && x + width_of(&words) <= WIDTH {
            canvas.text((x, 16.0), Style::Muted, &words);
            free_from = x + width_of(&words) + 8.0;
        }
    }
}

fn row(
    canvas: &mut Canvas,
    selection: &Selection<'_>,
    calendar: &Calendar,
    (country, grants): (&Country, &[&Grant]),
    top: f64,
) {
    canvas.line("stroke-grid", (0.0, top), (WIDTH, top));
    let mut baseline = top + 20.0;
    for line in name_lines(country) {
        canvas.text((0.0, baseline), Style::Main, &line);
        baseline += LINE;
    }
    let mut middle = top + 4.0 + LANE / 2.0;
    for grant in grants {
        lane(canvas, selection, calendar, grant, middle);
        middle += LANE;
    }
}

/// One grant: a ring, a line and what ends it.
fn lane(canvas: &mut Canvas, selection: &Selection<'_>, calendar: &Calendar, grant: &Grant, y: f64) {
    let x_of = |date: PartialDate| calendar.x(position(date));
    let Some(signed) = &grant.signed else {
        let stage = Stage::of(grant);
        let x = NAMES + 22.0;
        canvas.mark(stage, (x, y), 6.0);
        let words = format!("{}: {}, not signed", grant.fiscal_year, stage.word());
        return canvas.text((x + 14.0, y + 5.5), Style::MutedHalo, &words);
    };
    let start = x_of(signed.value);
    let (end, words) = match (&grant.cancelled, selection.site.ledger().waiting(grant.key())) {
        (Some(cancelled), _) => (x_of(cancelled.date), "cancelled".to_owned()),
        (None, Some(waiting)) => (x_of(waiting.until), short_wait(&waiting)),
        (None, None) => (start, String::new()),
    };
    let end = end.max(start);
    canvas.line("stroke-signed", (start + 6.0, y), (end.max(start + 6.0), y));
    canvas.circle("stroke-signed", (start, y), 6.0);
    for delivery in &grant.deliveries {
        canvas.circle("fill-delivered", (x_of(delivery.date.value), y), 6.5);
    }
    let after = match Stage::of(grant) {
        Stage::Cancelled => {
            canvas.mark(Stage::Cancelled, (end.max(start + 14.0), y), 7.0);
            end.max(start + 14.0)
        }
        Stage::Delivered => end,
        _ => {
            let tip = end.max(start + 10.0) + 8.0;
            canvas.line("stroke-signed", (tip - 8.0, y), (tip, y));
            canvas.through("stroke-signed", &[(tip - 7.0, y - 6.0), (tip, y), (tip - 7.0, y + 6.0)]);
            tip
        }
    };
    canvas.text((after + 12.0, y + 5.5), Style::MutedHalo, &words);
}

/// The wait with its unit, short enough for the margin.
fn short_wait(waiting: &Waiting) -> String {
    waiting.wait.map_or_else(|| "not counted".to_owned(), |wait| wait.to_string())
}

/// What the shapes mean; gives its height.
fn key(canvas: &mut Canvas, selection: &Selection<'_>, top: f64) -> f64 {
    let y = top + 9.0;
    canvas.circle("stroke-signed", (8.0, y), 6.0);
    canvas.text((22.0, y + 5.5), Style::Muted, "notes exchanged");
    canvas.circle("fill-delivered", (168.0, y), 6.5);
    canvas.text((182.0, y + 5.5), Style::Muted, "handover");
    canvas.line("stroke-signed", (270.0, y), (294.0, y));
    canvas.through("stroke-signed", &[(287.0, y - 6.0), (294.0, y), (287.0, y + 6.0)]);
    let words = format!("still waiting on {}", selection.as_of());
    canvas.text((304.0, y + 5.5), Style::Muted, &words);
    LINE + 8.0
}

/// How many are handed over and how many have begun.
fn headline(selection: &Selection<'_>) -> String {
    let ledger = selection.site.ledger();
    let waits: Vec<_> =
        selection.grants().into_iter().filter_map(|grant| Some((grant, ledger.waiting(grant.key())?))).collect();
    let begun = waits.iter().filter(|(grant, _)| Stage::of(grant) == Stage::PartlyDelivered).count();
    let words = delivered_clause(&waits);
    if begun > 0 { format!("{words}, {} more in part", number(begun)) } else { words }
}

fn table(selection: &Selection<'_>, caption: &str) -> Table {
    let labels = ["Grant", "Recipient", "Notes exchanged", "Handovers", "Waiting time", "Status"];
    let columns = labels.map(|label| Column::of(label, Align::Text)).into();
    let site = selection.site;
    let row = |(country, grant): (&Country, &Grant)| {
        let signed = grant.signed.as_ref().map(|signed| signed.value.to_string());
        let handovers: Vec<String> = grant.deliveries.iter().map(|delivery| delivery.date.value.to_string()).collect();
        let waiting = site.ledger().waiting(grant.key()).map(|waiting| wait_words(&waiting));
        vec![
            grant_cell(site, grant),
            country_cell(site, country),
            signed.map_or_else(
                || Cell::words("not signed"),
                |signed| Cell::to(&signed, site.part_place(grant.key(), Anchor::Field("signed"))),
            ),
            Cell::words(if handovers.is_empty() { "none on record".to_owned() } else { handovers.join(", ") }),
            Cell::words(waiting.unwrap_or_else(|| "–".to_owned())),
            stage_cell(site, grant),
        ]
    };
    let by_country = selection.by_country();
    let grants = by_country.iter().flat_map(|(country, grants)| grants.iter().map(move |grant| (*country, *grant)));
    Table { caption: caption.to_owned(), columns, rows: grants.map(row).collect() }
}
