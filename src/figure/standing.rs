//! Countries by how far their grants have come: what both maps show. Knows no position.

use crate::ledger::Stage;
use crate::model::records::{Country, Grant};

use super::canvas::Canvas;
use super::selection::{Selection, country_cell, delivered, signed};
use super::shape::{Align, Cell, Column, Table};
use crate::words::{capital, number};

/// A country with its grants and where they stand.
pub(super) struct Standing<'a> {
    /// The country.
    pub(super) country: &'a Country,
    /// Its grants.
    pub(super) grants: Vec<&'a Grant>,
    /// Their stages as one.
    pub(super) stage: Stage,
}

/// The countries in the order of their first signatures.
pub(super) fn standings<'a>(selection: &Selection<'a>) -> Vec<Standing<'a>> {
    let standing = |(country, grants): (&'a Country, Vec<&'a Grant>)| {
        let stage = Stage::combined(grants.iter().map(|grant| Stage::of(grant)));
        Standing { country, grants, stage }
    };
    selection.by_country().into_iter().map(standing).collect()
}

/// The stages in use with their full words; gives the height it takes.
pub(super) fn key(canvas: &mut Canvas, standings: &[Standing<'_>], top: f64) -> f64 {
    let used = |stage: &Stage| standings.iter().any(|standing| standing.stage == *stage);
    let words = |stage| match stage {
        Stage::PartlyDelivered => "partly: some handed over",
        Stage::Delivered => "delivered in full",
        stage => Stage::word(stage),
    };
    let entries: Vec<_> = Stage::ALL.into_iter().filter(used).map(|stage| (stage, words(stage))).collect();
    canvas.key((0.0, top), &entries)
}

/// `12 countries have a signed grant: one received all of it, three received a part; two more are planned`.
pub(super) fn headline(standings: &[Standing<'_>]) -> String {
    let count = |stage| standings.iter().filter(|standing| standing.stage == stage).count();
    let (all, part, planned) = (count(Stage::Delivered), count(Stage::PartlyDelivered), count(Stage::Planned));
    let signed = all + part + count(Stage::Signed);
    let received = [(all, "received all of it"), (part, "received a part")];
    let received: Vec<String> = received
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", number(*count)))
        .collect();
    let words = match (signed, &received[..]) {
        (0, _) => "No country has a signed grant".to_owned(),
        (_, []) => format!("{} a signed grant, none has received anything", have(signed)),
        _ => format!("{} a signed grant: {}", have(signed), received.join(", ")),
    };
    let verb = if planned == 1 { "is" } else { "are" };
    if planned > 0 { format!("{words}; {} more {verb} planned", number(planned)) } else { words }
}

fn have(count: usize) -> String {
    let verb = if count == 1 { "has" } else { "have" };
    format!("{} {verb}", capital(&countries(count)))
}

/// `one country`, `12 countries`.
pub(super) fn countries(count: usize) -> String {
    if count == 1 { "one country".to_owned() } else { format!("{} countries", number(count)) }
}

pub(super) fn table(selection: &Selection<'_>, standings: &[Standing<'_>], caption: &str) -> Table {
    let columns = vec![
        Column::of("Country", Align::Text),
        Column::of("Status", Align::Text),
        Column::of("Grants signed", Align::Number),
        Column::of("Of them delivered in full", Align::Number),
        Column::of("Signed amount", Align::Number),
    ];
    let row = |standing: &Standing<'_>| {
        let (signed, delivered) = (signed(&standing.grants), delivered(&standing.grants));
        vec![
            country_cell(selection.site, standing.country),
            Cell::words(format!("{} {}", standing.stage.mark(), standing.stage.word())),
            Cell::words(signed.grants.len().to_string()),
            Cell::words(delivered.grants.len().to_string()),
            Cell::words(selection.site.language().total_with_gaps(&signed)),
        ]
    };
    Table { caption: caption.to_owned(), columns, rows: standings.iter().map(row).collect() }
}
