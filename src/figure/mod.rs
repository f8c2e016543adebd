//! Charts and maps: pure functions from a linked site to a finished SVG, its words and its table.
//!
//! Reads no file, builds no address and knows no template. Values stay integers and [`crate::model::Money`]; floats
//! are coordinates only. Colour, through classes, tells the stage of a grant and never a country; a word and a shape
//! tell it as well.
#![allow(clippy::float_arithmetic, reason = "coordinates")]

mod bars;
mod budget;
mod calendar;
mod canvas;
mod claim_text;
mod claims;
mod lettering;
mod map;
mod matrix;
mod selection;
mod shape;
mod standing;
mod strip;
#[cfg(test)]
mod tests;
mod tiles;
mod timeline;
mod waiting;

use crate::model::Key;
use crate::model::prose::Chart;
use crate::model::records::Disagreement;
use crate::site::Site;

use selection::Selection;

pub use shape::{Align, Cell, Column, Figure, Options, Svg, Table};

/// Draws a chart; none only for claims of a fact without reported values.
pub fn draw(site: &Site, chart: Chart, options: &Options) -> Option<Figure> {
    let selection = Selection::of(site, options);
    match chart {
        Chart::Claims => options.of.and_then(|(key, fact)| claims::of_fact(site, key, fact)),
        Chart::BudgetByYear if selection.country.is_none() => Some(budget::by_year(&selection)),
        _ if selection.grants().is_empty() => Some(selection.nothing(chart)),
        Chart::BudgetByYear => Some(budget::of_country(&selection)),
        Chart::Timeline => Some(timeline::draw(&selection)),
        Chart::Tiles => Some(tiles::draw(&selection)),
        Chart::WaitingTimes => Some(waiting::draw(&selection)),
        Chart::Map => Some(map::draw(&selection)),
        Chart::EquipmentMatrix => Some(matrix::draw(&selection)),
    }
}

/// What a country's grants came to by fiscal year, on the scale common to all countries.
pub fn country_multiple(site: &Site, country: Key) -> Figure {
    let options = Options { country: Some(country), ..Options::default() };
    let selection = Selection::of(site, &options);
    if selection.grants().is_empty() { selection.nothing(Chart::BudgetByYear) } else { budget::of_country(&selection) }
}

/// The claims of a disagreement on one scale; none where fewer than two of them can be compared.
pub fn claims_of_record(site: &Site, disagreement: &Disagreement) -> Option<Figure> {
    claims::of_record(site, disagreement)
}
