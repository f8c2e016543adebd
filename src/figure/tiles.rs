//! The tile map: every country the same size, its status as fill, shape and word. Draws no land.

use std::collections::BTreeSet;

use crate::ledger::Stage;
use crate::model::prose::Chart;

use super::canvas::{Canvas, LINE, Point, Style};
use super::lettering::{cut, width_of, wrapped};
use super::selection::Selection;
use super::shape::Figure;
use super::standing::{Standing, countries, headline, key, standings, table};

const COLUMNS: u8 = 9;
const ROWS: u8 = 12;
const PITCH: Point = (80.0, 108.0);
const TILE: Point = (77.0, 104.0);
const BAND: f64 = 28.0;
/// Names may be drawn this much closer before they are broken or cut.
const SQUEEZE: f64 = 1.2;

/// Draws the tiles.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let standings = standings(selection);
    let name = selection.name(Chart::Tiles);
    let mut canvas = Canvas::default();
    let top = key(&mut canvas, &standings, 0.0) + 10.0;
    let places = places(&standings);
    let mut height = top;
    for (standing, (column, row)) in standings.iter().zip(&places.cells) {
        let at = (f64::from(*column) * PITCH.0 + 1.5, top + f64::from(*row) * PITCH.1);
        tile(&mut canvas, standing, at);
        height = f64::max(height, at.1 + PITCH.1);
    }
    let headline = headline(&standings);
    let subtitle = format!(
        "Countries by how far their grants have come, {}, as of {}",
        selection.scope_words(),
        selection.as_of()
    );
    let limit = "Tiles stand roughly west to east and north to south; size means nothing.";
    let limit = match places.without {
        0 => limit.to_owned(),
        count => format!("{limit} The last rows hold {} without a free tile.", countries(count)),
    };
    let svg = canvas.finish(&name, height, &headline, &format!("{subtitle}. {limit}"));
    let table = table(selection, &standings, &subtitle);
    Figure { name, headline, subtitle, svg, limit, table }
}

/// The cells of countries, in their order, and how many of them had no tile of their own.
struct Places {
    cells: Vec<(u8, u8)>,
    without: usize,
}

/// Keeps to the tiles of the records, moved to the upper left; who has none, or a taken one, follows below.
fn places(standings: &[Standing<'_>]) -> Places {
    let tiles = || standings.iter().filter_map(|standing| standing.country.tile);
    let columns = ranks(tiles().map(|[column, _]| column), COLUMNS);
    let rows = ranks(tiles().map(|[_, row]| row), ROWS);
    let mut taken: BTreeSet<(u8, u8)> = BTreeSet::new();
    let own: Vec<Option<(u8, u8)>> = standings
        .iter()
        .map(|standing| {
            let [column, row] = standing.country.tile?;
            let cell = (columns(column)?, rows(row)?);
            taken.insert(cell).then_some(cell)
        })
        .collect();
    let mut below = taken.iter().map(|(_, row)| row + 1).max().unwrap_or(0);
    let (mut column, mut without) = (0, 0);
    let cells = own.into_iter().map(|own| {
        own.unwrap_or_else(|| {
            without += 1;
            if column == COLUMNS {
                (column, below) = (0, below.saturating_add(1));
            }
            column += 1;
            (column - 1, below)
        })
    });
    let cells = cells.collect();
    Places { cells, without }
}

/// How positions on the map of the records become positions here: shifted, or without gaps where there is no room.
fn ranks(used: impl Iterator<Item = u8>, room: u8) -> impl Fn(u8) -> Option<u8> {
    let used: BTreeSet<u8> = used.collect();
    move |position| {
        let (first, last) = (*used.first()?, *used.last()?);
        let rank = used.range(..position).count();
        let here = if last - first < room { position - first } else { u8::try_from(rank).ok()? };
        (here < room).then_some(here)
    }
}

fn tile(canvas: &mut Canvas, standing: &Standing<'_>, at: Point) {
    let middle = at.0 + TILE.0 / 2.0;
    let outline = if standing.stage == Stage::Planned { "outline-planned" } else { "stroke-rule" };
    let band = |canvas: &mut Canvas, class, from: f64, width| canvas.rect(class, (from, at.1), (width, BAND));
    match standing.stage {
        Stage::Planned | Stage::Cancelled => {}
        Stage::Signed => band(canvas, "fill-signed", at.0, TILE.0),
        Stage::Delivered => band(canvas, "fill-delivered", at.0, TILE.0),
        Stage::PartlyDelivered => {
            band(canvas, "fill-delivered", at.0, TILE.0 / 2.0);
            band(canvas, "fill-signed", middle, TILE.0 / 2.0);
        }
    }
    canvas.rect(outline, at, TILE);
    canvas.circle("fill-page", (middle, at.1 + BAND / 2.0), 11.0);
    canvas.mark(standing.stage, (middle, at.1 + BAND / 2.0), 8.0);
    let mut baseline = at.1 + BAND + 19.0;
    for line in name_lines(&standing.country.name) {
        canvas.squeezed((middle, baseline), Style::MainMiddle, &line, TILE.0 - 3.0);
        baseline += LINE - 2.0;
    }
    let word = if standing.stage == Stage::PartlyDelivered { "partly" } else { standing.stage.word() };
    canvas.squeezed((middle, at.1 + TILE.1 - 8.0), Style::MutedMiddle, word, TILE.0 - 3.0);
}

/// A name on two lines that fit when squeezed.
fn name_lines(name: &str) -> Vec<String> {
    let room = (TILE.0 - 3.0) * SQUEEZE;
    match name.split_whitespace().count() {
        1 if !name.contains('-') || width_of(name) <= room => vec![cut(name, room)],
        _ => wrapped(name, room, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::ranks;

    #[test]
    fn far_tiles_close_up() {
        let near = ranks([3, 5, 8].into_iter(), 9);
        assert_eq!([near(3), near(5), near(8)], [Some(0), Some(2), Some(5)]);
        let far = ranks([0, 100, 255].into_iter(), 9);
        assert_eq!([far(0), far(100), far(255)], [Some(0), Some(1), Some(2)]);
        let many = ranks(0..20, 9);
        assert_eq!([many(8), many(9)], [Some(8), None]);
    }
}
