//! What a figure is made of: a picture, its sentences and its table.

use crate::address::Place;
use crate::model::{FiscalYear, Key};

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
pub struct Svg(pub(super) String);

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
    pub(super) fn of(label: &str, align: Align) -> Self {
        Self { label: label.to_owned(), align }
    }
}

impl Cell {
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), to: None }
    }

    pub(super) fn to(text: &str, place: Place) -> Self {
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
