//! The tile map: every country the same size, its status as fill, shape and word. Draws no land.

use std::collections::BTreeSet;

use crate::model::Record;
use crate::model::prose::Chart;

use super::selection::Selection;
use super::standing::{Standing, countries, headline, key, standings};
use super::table::{Body, Figure, Tile};

/// How many columns and rows the style sheet has places for.
const COLUMNS: u8 = 9;
const ROWS: u8 = 12;

/// Lays out the tiles.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let standings = standings(selection);
    let places = places(&standings);
    let tile = |(standing, (column, row)): (&Standing<'_>, &(u8, u8))| Tile {
        cell: (column + 1, row + 1),
        name: standing.country.name.to_string(),
        code: standing.country.iso3.to_string(),
        to: selection.site.place(standing.country.key()).clone(),
        stage: standing.stage,
    };
    let mut tiles: Vec<Tile> = standings.iter().zip(&places.cells).map(tile).collect();
    // Read as they stand.
    tiles.sort_by_key(|tile| (tile.cell.1, tile.cell.0));
    let limit = "Tiles stand roughly west to east and north to south; size means nothing.";
    let limit = match places.without {
        0 => limit.to_owned(),
        count => format!("{limit} The last rows hold {} without a free tile.", countries(count)),
    };
    Figure {
        name: selection.name(Chart::Tiles),
        headline: headline(&standings),
        subtitle: format!(
            "Countries by how far their grants have come, {}, as of {}",
            selection.scope_words(),
            selection.as_of()
        ),
        key: key(&standings),
        body: Body::Tiles(tiles),
        limit,
    }
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
