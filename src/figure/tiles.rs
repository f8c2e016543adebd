//! The tile map: every country the same size, its status as fill, shape and word. Draws no land.

use std::collections::BTreeSet;

use crate::link::Stage;
use crate::model::prose::Chart;
use crate::model::records::{Country, Grant};

use super::canvas::{Canvas, LINE, Point, Style};
use super::lettering::{cut, width_of, wrapped};
use super::selection::{Selection, combined, country_cell, delivered, signed};
use super::wording::{capital, number, sums};
use super::{Align, Cell, Column, Figure, Table};

const COLUMNS: u8 = 9;
const ROWS: u8 = 12;
const PITCH: Point = (80.0, 108.0);
const TILE: Point = (77.0, 104.0);
const BAND: f64 = 28.0;
/// Names may be drawn this much closer before they are broken or cut.
const SQUEEZE: f64 = 1.2;

/// A country with its grants and where they stand.
struct Standing<'a> {
    country: &'a Country,
    grants: Vec<&'a Grant>,
    stage: Stage,
}

/// Draws the tiles.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let standings: Vec<Standing<'_>> = selection
        .by_country()
        .into_iter()
        .map(|(country, grants)| {
            let stage = combined(grants.iter().map(|grant| Stage::of(grant)));
            Standing { country, grants, stage }
        })
        .collect();
    let name = selection.name(Chart::Tiles);
    let mut canvas = Canvas::default();
    let top = key(&mut canvas, &standings);
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
    let mut limit = "Tiles stand roughly west to east and north to south; size means nothing.".to_owned();
    if places.without > 0 {
        limit += &format!(" The last rows hold {} without a free tile.", countries(places.without));
    }
    let svg = canvas.finish(&name, height, &headline, &format!("{subtitle}. {limit}"));
    let table = table(selection, &standings, &subtitle);
    Figure { name, headline, subtitle, svg, limit, table }
}

/// The stages in use with their full words; gives the height it takes.
fn key(canvas: &mut Canvas, standings: &[Standing<'_>]) -> f64 {
    let used = |stage: &Stage| standings.iter().any(|standing| standing.stage == *stage);
    let words = |stage| match stage {
        Stage::PartlyDelivered => "partly: some handed over",
        Stage::Delivered => "delivered in full",
        stage => Stage::word(stage),
    };
    let entries: Vec<_> = Stage::ALL.into_iter().filter(used).map(|stage| (stage, words(stage))).collect();
    canvas.key((0.0, 0.0), &entries) + 10.0
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
        canvas.squeezed((middle, baseline), Style::MainMiddle, &line, TILE.0 - 4.0);
        baseline += LINE - 2.0;
    }
    let word = if standing.stage == Stage::PartlyDelivered { "partly" } else { standing.stage.word() };
    canvas.squeezed((middle, at.1 + TILE.1 - 8.0), Style::MutedMiddle, word, TILE.0 - 4.0);
}

/// A name on two lines that fit when squeezed.
fn name_lines(name: &str) -> Vec<String> {
    let room = (TILE.0 - 4.0) * SQUEEZE;
    match name.split_whitespace().count() {
        1 if !name.contains('-') || width_of(name) <= room => vec![cut(name, room)],
        _ => wrapped(name, room, 2),
    }
}

/// `Two of 12 recipients have received all that was signed, two a part of it; two more are planned`.
fn headline(standings: &[Standing<'_>]) -> String {
    let count = |stage| standings.iter().filter(|standing| standing.stage == stage).count();
    let (all, part, planned) = (count(Stage::Delivered), count(Stage::PartlyDelivered), count(Stage::Planned));
    let signed = all + part + count(Stage::Signed);
    let received = [(all, "received all of it"), (part, "received a part")];
    let received: Vec<String> = received
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", number(*count)))
        .collect();
    let mut words = match (signed, &received[..]) {
        (0, _) => "No country has a signed grant".to_owned(),
        (_, []) => format!("{} a signed grant, none has received anything", have(signed)),
        _ => format!("{} a signed grant: {}", have(signed), received.join(", ")),
    };
    if planned > 0 {
        words += &format!(
            "; {} planned",
            if planned == 1 { "one more is".to_owned() } else { format!("{} more are", number(planned)) }
        );
    }
    words
}

fn have(count: usize) -> String {
    let verb = if count == 1 { "has" } else { "have" };
    format!("{} {verb}", capital(&countries(count)))
}

/// `one country`, `12 countries`.
fn countries(count: usize) -> String {
    if count == 1 { "one country".to_owned() } else { format!("{} countries", number(count)) }
}

fn table(selection: &Selection<'_>, standings: &[Standing<'_>], caption: &str) -> Table {
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
            Cell::words(sums(&signed)),
        ]
    };
    Table { caption: caption.to_owned(), columns, rows: standings.iter().map(row).collect() }
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
