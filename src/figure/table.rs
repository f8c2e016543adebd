//! What a figure is made of: its sentences, and rows of words and marks, or tiles, or places on a map.

use crate::address::Place;
use crate::ledger::Stage;
use crate::model::{FiscalYear, Key};

use super::mark::{Mark, Percent};

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name, from which its anchor is made: `budget-by-year`, `claims-malaysia-fy2023-amount`.
    pub name: String,
    /// What it shows, as a finding computed from the facts.
    pub headline: String,
    /// Measure, place and period.
    pub subtitle: String,
    /// What its marks mean, where that is not plain.
    pub key: Vec<(Sign, String)>,
    /// What it is made of.
    pub body: Body,
    /// One line on what it does not show.
    pub limit: String,
}

/// What a figure is made of.
#[derive(Clone, Debug)]
pub enum Body {
    /// A table whose rows draw themselves.
    Table(Table),
    /// A tile for each country, row by row.
    Tiles(Vec<Tile>),
    /// A map with a list beside it.
    Map(Map),
}

/// What stands before a line of a key.
#[derive(Clone, Debug)]
pub enum Sign {
    /// The mark of a stage.
    Stage(Stage),
    /// Shapes as they stand in the drawing.
    Marks(Vec<Mark>),
}

/// A table; the first cell of a row is its header.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in one or more groups.
    pub groups: Vec<Group>,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Its anchor and what its rows have in common; none where the table has one group.
    pub heading: Option<(&'static str, String)>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// How its cells are set.
    pub kind: ColumnKind,
}

/// How the cells of a column are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// As words.
    Words,
    /// As numbers.
    Number,
    /// As drawings, under a scale of equal steps with these labels.
    Drawing(Vec<String>),
    /// As marks with a number.
    Count,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing to say.
    Empty,
    /// Words.
    Words(Words),
    /// A drawing of what the other cells say in words.
    Drawing(Vec<Mark>),
}

/// The words of a cell.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The stage whose mark stands before them.
    pub stage: Option<Stage>,
    /// What is said, a line each.
    pub lines: Vec<Line>,
    /// What stands smaller below.
    pub under: Option<String>,
}

/// A line of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub to: Option<Place>,
    /// The words after them, which lead nowhere.
    pub after: String,
    /// What a source says, to the letter.
    pub says: Option<String>,
}

/// A country on the tile map.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Column and row, from 1.
    pub cell: (u8, u8),
    /// Its name.
    pub name: String,
    /// Its short code.
    pub code: String,
    /// Where it leads.
    pub to: Place,
    /// How far its grants have come.
    pub stage: Stage,
}

/// Land with numbered marks, and the list that names them.
#[derive(Clone, Debug)]
pub struct Map {
    /// Width and height of the land in its own units.
    pub size: (u32, u32),
    /// The outline of the land.
    pub land: &'static str,
    /// The marked countries; a number is a place in this list.
    pub marked: Vec<Marked>,
}

/// A country on the map.
#[derive(Clone, Debug)]
pub struct Marked {
    /// From the left and from the top; none where it lies beyond the edge.
    pub at: Option<(Percent, Percent)>,
    /// Whether it is too small to be seen, so that a ring surrounds it.
    pub is_small: bool,
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub to: Place,
    /// How far its grants have come.
    pub stage: Stage,
}

impl Table {
    /// A table of one group.
    pub(super) fn of(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { columns, groups: vec![Group { heading: None, rows }] }
    }
}

impl Column {
    pub(super) fn words(label: &str) -> Self {
        Self { label: label.to_owned(), kind: ColumnKind::Words }
    }

    pub(super) fn number(label: &str) -> Self {
        Self { label: label.to_owned(), kind: ColumnKind::Number }
    }

    /// A column of drawings; the label is for those who do not see them.
    pub(super) fn drawing(label: &str, steps: Vec<String>) -> Self {
        Self { label: label.to_owned(), kind: ColumnKind::Drawing(steps) }
    }
}

impl Line {
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), to: None, after: String::new(), says: None }
    }

    pub(super) fn to(text: impl Into<String>, to: Place) -> Self {
        Self { text: text.into(), to: Some(to), after: String::new(), says: None }
    }
}

impl Cell {
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self::lines(vec![Line::words(text)])
    }

    pub(super) fn to(text: impl Into<String>, to: Place) -> Self {
        Self::lines(vec![Line::to(text, to)])
    }

    pub(super) fn lines(lines: Vec<Line>) -> Self {
        Self::Words(Words { stage: None, lines, under: None })
    }

    /// The same words with smaller ones below.
    pub(super) fn under(mut self, under: Option<String>) -> Self {
        if let Self::Words(words) = &mut self {
            words.under = under;
        }
        self
    }

    /// The same words after the mark of a stage.
    pub(super) fn marked(mut self, stage: Stage) -> Self {
        if let Self::Words(words) = &mut self {
            words.stage = Some(stage);
        }
        self
    }
}

/// What a figure is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The fact whose claims are drawn, as a record and a place among its facts; for claims only.
    pub of: Option<(Key, usize)>,
    /// Only this fiscal year.
    pub year: Option<FiscalYear>,
    /// Only this country.
    pub country: Option<Key>,
}
