//! A figure is its table: pure functions from a site to rows of words and marks.
//!
//! Writes no markup, measures no text, reads no file and knows no template. Values stay integers and
//! [`crate::model::Money`]; floats are shares of a width only. Marks tell the stage of a grant and never a country; a word
//! tells it as well.
#![allow(clippy::float_arithmetic, reason = "shares of a width")]

mod budget;
mod calendar;
mod claim_text;
mod claims;
mod lanes;
mod map;
mod mark;
mod matrix;
mod selection;
mod standing;
mod table;
#[cfg(test)]
mod tests;
mod tiles;
mod waiting;

use crate::model::prose::Chart;
use crate::model::records::Disagreement;
use crate::site::Site;

use selection::Selection;

pub use mark::{Look, Mark, Percent};
pub use table::{Body, Cell, Column, ColumnKind, Figure, Group, Line, Map, Marked, Options, Sign, Table, Tile, Words};

/// Draws a chart; none only for claims of a fact without reported values.
pub fn draw(site: &Site, chart: Chart, options: &Options) -> Option<Figure> {
    let selection = Selection::of(site, options);
    match chart {
        Chart::Claims => options.of.and_then(|(key, fact)| claims::of_fact(site, key, fact)),
        Chart::BudgetByYear if selection.country.is_none() => Some(budget::by_year(&selection)),
        _ if selection.grants().is_empty() => Some(selection.nothing(chart)),
        Chart::BudgetByYear => Some(budget::of_country(&selection)),
        Chart::Timeline => Some(lanes::draw(&selection)),
        Chart::Tiles => Some(tiles::draw(&selection)),
        Chart::WaitingTimes => Some(waiting::draw(&selection)),
        Chart::Map => Some(map::draw(&selection)),
        Chart::EquipmentMatrix => Some(matrix::draw(&selection)),
    }
}

/// The lanes of all grants, grouped by how far they have come.
pub fn lanes_by_stage(site: &Site) -> Figure {
    lanes::by_stage(&Selection::of(site, &Options::default()))
}

/// The claims of a disagreement, on one scale where at least two of them can be compared.
pub fn claims_of_record(site: &Site, disagreement: &Disagreement) -> Figure {
    claims::of_record(site, disagreement)
}
