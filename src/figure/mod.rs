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
mod standing;
mod strip;
#[cfg(test)]
mod tests;
mod tiles;
mod timeline;
mod waiting;

use crate::address::Place;
use crate::model::prose::Chart;
use crate::model::records::Disagreement;
use crate::model::{FiscalYear, Key};
use crate::site::Site;

use selection::Selection;

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its anchor and the name of its data: `budget-by-year`, `claims-malaysia-fy2023-amount`.
    pub name: String,
    /// What it shows, as a finding computed from the facts.
    pub headline: String,
    /// Measure, place and period.
    pub subtitle: String,
    /// The picture.
    pub svg: Svg,
    /// One line on what it does not show.
    pub limit: String,
    /// The same values, to be shown beneath it.
    pub table: Table,
}

/// A finished SVG element; only this module makes one, so its text is escaped and its names are unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The element as markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The values of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the values are.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as the columns; the first cell of a row is its header.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// How its cells are set.
    pub align: Align,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As words.
    Text,
    /// As numbers.
    Number,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its words, not escaped.
    pub text: String,
    /// Where it leads.
    pub to: Option<Place>,
}

impl Column {
    fn of(label: &str, align: Align) -> Self {
        Self { label: label.to_owned(), align }
    }
}

impl Cell {
    fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), to: None }
    }

    fn to(text: &str, place: Place) -> Self {
        Self { text: text.to_owned(), to: Some(place) }
    }
}

/// What a figure is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The fact whose claims are drawn, as a record and a place among its facts; for [`Chart::Claims`] only.
    pub of: Option<(Key, usize)>,
    /// Only this fiscal year.
    pub year: Option<FiscalYear>,
    /// Only this country.
    pub country: Option<Key>,
}

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
