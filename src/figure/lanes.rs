//! The lanes of promise and handover: a grant a row, from the exchange of notes to the handover. Draws no other event.

use crate::ledger::{Stage, Total};
use crate::model::prose::Chart;
use crate::model::records::Grant;
use crate::model::{Anchor, Record};

use super::calendar::Calendar;
use super::mark::{Look, Mark, Percent};
use super::selection::{Selection, grant_cell};
use super::table::{Body, Cell, Column, Figure, Group, Sign, Table};
use super::waiting::{delivered_clause, wait_cell};
use crate::words::{capital, counted, listed, number};

/// The most lanes outside the list of grants.
const MOST_LANES: usize = 60;
/// The groups of the list of grants, by their anchors.
const GROUPS: [(Stage, &str, &str); 5] = [
    (Stage::Delivered, "delivered", "handed over in full"),
    (Stage::PartlyDelivered, "partly-delivered", "handed over in part"),
    (Stage::Signed, "waiting", "signed, nothing handed over"),
    (Stage::Planned, "planned", "planned, no exchange of notes found"),
    (Stage::Cancelled, "cancelled", "called off"),
];

/// The lanes in the order of the signatures.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let mut grants = selection.grants();
    let all = grants.len();
    // The latest are kept: grants are in the order of their signatures.
    grants.drain(..all.saturating_sub(MOST_LANES));
    let group = Group { heading: None, rows: rows(selection, &grants) };
    let left_out = (all > MOST_LANES).then(|| format!(" The {MOST_LANES} latest of {all} grants are shown."));
    finish(selection, vec![group], left_out)
}

/// The lanes in groups by stage, with the sum of each.
pub(super) fn by_stage(selection: &Selection<'_>) -> Figure {
    let grants = selection.grants();
    let group = |(stage, anchor, words): (Stage, &'static str, &str)| {
        let of_stage: Vec<&Grant> = grants.iter().copied().filter(|grant| Stage::of(grant) == stage).collect();
        let total = Total::of(of_stage.iter().copied());
        let sum = (!total.sums.is_empty()).then(|| format!(": {}", selection.site.language().total_with_gaps(&total)));
        let count = capital(&counted(of_stage.len(), "grant"));
        let heading = format!("{count} {words}{}", sum.unwrap_or_default());
        // Totals lead to what is delivered, also where that is nothing.
        let is_shown = !of_stage.is_empty() || stage == Stage::Delivered;
        is_shown.then(|| Group { heading: Some((anchor, heading)), rows: rows(selection, &of_stage) })
    };
    finish(selection, GROUPS.into_iter().filter_map(group).collect(), None)
}

fn rows(selection: &Selection<'_>, grants: &[&Grant]) -> Vec<Vec<Cell>> {
    let calendar = Calendar::of(selection.site);
    let row = |grant: &&Grant| {
        vec![
            grant_cell(selection.site, grant),
            Cell::Drawing(lane(selection, &calendar, grant)),
            amount_cell(selection, grant),
            stage_cell(selection, grant),
            wait_cell(selection.site, grant),
        ]
    };
    grants.iter().map(row).collect()
}

fn amount_cell(selection: &Selection<'_>, grant: &Grant) -> Cell {
    let site = selection.site;
    grant.amount.as_ref().map_or_else(
        || Cell::words("not stated"),
        |amount| Cell::to(site.language().money(&amount.value), site.part_place(grant.key(), Anchor::Field("amount"))),
    )
}

/// The stage with the days of the handovers.
fn stage_cell(selection: &Selection<'_>, grant: &Grant) -> Cell {
    let stage = Stage::of(grant);
    let mut dates: Vec<_> = grant.deliveries.iter().map(|delivery| delivery.date.value).collect();
    dates.sort();
    dates.dedup();
    let dates: Vec<String> = dates.iter().map(ToString::to_string).collect();
    let place = selection.site.part_place(grant.key(), Anchor::Field("stage"));
    let under = match grant.cancelled.as_ref() {
        Some(cancelled) => Some(cancelled.date.to_string()),
        None => (!dates.is_empty()).then(|| listed(&dates)),
    };
    Cell::to(stage.word(), place).marked(stage).under(under)
}

/// One grant: a ring, a line and what ends it.
fn lane(selection: &Selection<'_>, calendar: &Calendar, grant: &Grant) -> Vec<Mark> {
    let mut marks = calendar.lines();
    let Some(signed) = &grant.signed else { return marks };
    let from = calendar.place(signed.value);
    let until = selection.site.ledger().waiting(grant.key()).map(|waiting| waiting.until);
    let to = grant.cancelled.as_ref().map(|cancelled| cancelled.date).or(until);
    let to = to.map_or(from, |date| calendar.place(date));
    let to = if to > from { to } else { from };
    marks.push(Mark::Line { look: Look::Wait, from, to });
    marks.push(Mark::Dot { look: Look::Exchange, at: from });
    let stage = Stage::of(grant);
    match stage {
        Stage::Cancelled => marks.push(Mark::Cross { look: Look::CalledOff, at: to }),
        Stage::Delivered | Stage::Planned => {}
        Stage::Signed | Stage::PartlyDelivered => marks.push(Mark::Arrow { look: Look::Wait, at: to }),
    }
    marks.extend(grant.deliveries.iter().map(|delivery| {
        let look = if delivery.completes { Look::Final } else { Look::Handover };
        Mark::Dot { look, at: calendar.place(delivery.date.value) }
    }));
    marks
}

/// What the marks mean, as far as they are used.
fn key(groups: &[Group], as_of: &str) -> Vec<(Sign, String)> {
    let middle = Percent::of(0.5);
    let line = |to| Mark::Line { look: Look::Wait, from: Percent::START, to };
    let entries = [
        (vec![Mark::Dot { look: Look::Exchange, at: middle }], Look::Exchange, "notes exchanged".to_owned()),
        (vec![Mark::Dot { look: Look::Handover, at: middle }], Look::Handover, "part handed over".to_owned()),
        (vec![Mark::Dot { look: Look::Final, at: middle }], Look::Final, "handed over in full".to_owned()),
        (
            vec![line(Percent::END), Mark::Arrow { look: Look::Wait, at: Percent::END }],
            Look::Wait,
            format!("still waiting on {as_of}"),
        ),
        (vec![Mark::Cross { look: Look::CalledOff, at: middle }], Look::CalledOff, "called off".to_owned()),
    ];
    let is_used = |look: Look| {
        groups.iter().flat_map(|group| &group.rows).flatten().any(|cell| match cell {
            Cell::Drawing(marks) => marks.iter().any(|mark| match mark {
                Mark::Dot { look: used, .. } | Mark::Arrow { look: used, .. } | Mark::Cross { look: used, .. } => {
                    *used == look
                }
                _ => false,
            }),
            _ => false,
        })
    };
    let entries = entries.into_iter().filter(|(_, look, _)| is_used(*look));
    entries.map(|(marks, _, words)| (Sign::Marks(marks), words)).collect()
}

fn finish(selection: &Selection<'_>, groups: Vec<Group>, left_out: Option<String>) -> Figure {
    let columns = vec![
        Column::words("Grant"),
        Column::drawing("Drawn by fiscal year", Calendar::of(selection.site).labels()),
        Column::number("Amount"),
        Column::words("Stage, handovers"),
        Column::words("Wait"),
    ];
    let base = "A handover is a ceremony on record; it does not show that the equipment is in use.";
    Figure {
        name: selection.name(Chart::Timeline),
        headline: headline(selection),
        subtitle: format!(
            "From the exchange of notes to the handover, {}, as of {}",
            selection.scope_words(),
            selection.as_of()
        ),
        key: key(&groups, &selection.as_of()),
        body: Body::Table(Table { columns, groups }),
        limit: format!("{base}{}", left_out.unwrap_or_default()),
    }
}

/// How many are handed over and how many have begun.
fn headline(selection: &Selection<'_>) -> String {
    let ledger = selection.site.ledger();
    let waits: Vec<_> =
        selection.grants().into_iter().filter_map(|grant| Some((grant, ledger.waiting(grant.key())?))).collect();
    let begun = waits.iter().filter(|(grant, _)| Stage::of(grant) == Stage::PartlyDelivered).count();
    let words = delivered_clause(&waits);
    let more = if waits.iter().any(|(_, waiting)| waiting.is_over) { " more" } else { "" };
    if begun > 0 { format!("{words}, {}{more} in part", number(begun)) } else { words }
}
