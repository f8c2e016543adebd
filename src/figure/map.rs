//! The locator map: land without borders, a mark for every country with a grant. Takes no position on territory.
//!
//! The land is `land.txt`, made by `land.py` from Natural Earth; both use the window given here.

use crate::model::prose::Chart;

use super::canvas::{Canvas, Point, Style, WIDTH};
use super::lettering::{cut, width_of};
use super::selection::Selection;
use super::shape::{Align, Cell, Column, Figure};
use super::standing::{Standing, headline, key, standings, table};
use crate::words::{counted, listed};

const LAND: &str = include_str!("land.txt");
/// West and north edge of the map in hundredths of a degree; the land is drawn from here.
const CORNER: (i32, i32) = (4_000, 5_400);
/// Width and height in hundredths of a degree: to 170°W and 46°S.
const EXTENT: (i32, i32) = (15_000, 10_000);
const HEIGHT: f64 = 480.0;
/// Figure units for a tenth of a degree.
const LAND_SCALE: f64 = 0.48;
const MARK: f64 = 6.5;
const RING: f64 = 11.0;
const NAME_ROOM: f64 = 160.0;

/// A piece of the map that is taken: left, top, right, bottom.
type Taken = (f64, f64, f64, f64);

/// A country that stands on the map.
struct Marked<'a> {
    standing: &'a Standing<'a>,
    at: Point,
    is_small: bool,
}

/// The place of a marker, where it lies within the window.
fn place([longitude, latitude]: [i32; 2]) -> Option<Point> {
    let (east, south) = (longitude - CORNER.0, CORNER.1 - latitude);
    let inside = (0..=EXTENT.0).contains(&east) && (0..=EXTENT.1).contains(&south);
    let units = |hundredths: i32, length: i32, room: f64| f64::from(hundredths) / f64::from(length) * room;
    inside.then(|| (units(east, EXTENT.0, WIDTH), units(south, EXTENT.1, HEIGHT)))
}

/// Draws the map.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let (large, land) = LAND.split_once('\n').unwrap_or_default();
    let standings = standings(selection);
    let marked: Vec<Marked<'_>> = standings
        .iter()
        .filter_map(|standing| {
            let is_small = !large.split(' ').any(|code| code == &*standing.country.iso3);
            Some(Marked { standing, at: place(standing.country.marker?)?, is_small })
        })
        .collect();
    let name = selection.name(Chart::Map);
    let mut canvas = Canvas::default();
    canvas.path("fill-land", LAND_SCALE, land.trim_end());
    canvas.rect("stroke-grid", (0.5, 0.5), (WIDTH - 1.0, HEIGHT - 1.0));
    for country in marked.iter().filter(|country| country.is_small) {
        canvas.circle("stroke-rule", country.at, RING);
    }
    for country in &marked {
        canvas.circle("fill-page", country.at, MARK + 2.0);
        canvas.mark(country.standing.stage, country.at, MARK);
    }
    let unnamed = names(&mut canvas, &marked);
    let height = HEIGHT + 12.0 + key(&mut canvas, &standings, HEIGHT + 12.0);
    let headline = headline(&standings);
    let subtitle = format!("Countries with a grant, {}, as of {}", selection.scope_words(), selection.as_of());
    let limit = limit(&standings, &marked, unnamed);
    let svg = canvas.finish(&name, height, &headline, &format!("{subtitle}. {limit}"));
    let mut table = table(selection, &standings, &subtitle);
    table.columns.push(Column::of("Mark stands at", Align::Text));
    for (row, standing) in table.rows.iter_mut().zip(&standings) {
        row.push(Cell::words(standing.country.marker.map_or_else(|| "not on the map".to_owned(), position_words)));
    }
    Figure { name, headline, subtitle, svg, limit, table }
}

/// `42.6°E, 11.7°N`; longitudes beyond 180 degrees are west.
fn position_words([longitude, latitude]: [i32; 2]) -> String {
    let words = |hundredths: i32, letter: char| {
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let rest = format!("{rest:02}");
        let rest = rest.trim_end_matches('0');
        if rest.is_empty() { format!("{whole}°{letter}") } else { format!("{whole}.{rest}°{letter}") }
    };
    let (longitude, east_or_west) = match longitude {
        18_001.. => (36_000 - longitude, 'W'),
        ..0 => (longitude, 'W'),
        _ => (longitude, 'E'),
    };
    format!("{}, {}", words(longitude, east_or_west), words(latitude, if latitude < 0 { 'S' } else { 'N' }))
}

/// Writes each name where it covers no mark and no other name; gives the number that found no room.
fn names(canvas: &mut Canvas, marked: &[Marked<'_>]) -> usize {
    let reach = |country: &Marked<'_>| if country.is_small { RING } else { MARK + 2.0 };
    let mut taken: Vec<Taken> = marked
        .iter()
        .map(|country| {
            let ((x, y), reach) = (country.at, reach(country));
            (x - reach, y - reach, x + reach, y + reach)
        })
        .collect();
    let mut unnamed = 0;
    for country in marked {
        let name = cut(&country.standing.country.name, NAME_ROOM);
        let free = candidates(country.at, reach(country), width_of(&name)).into_iter().find(|place| {
            let inside = place.0 >= 2.0 && place.1 >= 2.0 && place.2 <= WIDTH - 2.0 && place.3 <= HEIGHT - 2.0;
            inside && !taken.iter().any(|other| overlap(place, other))
        });
        let Some(free) = free else {
            unnamed += 1;
            continue;
        };
        taken.push(free);
        canvas.text((free.0, free.3 - 4.5), Style::Halo, &name);
    }
    unnamed
}

/// Where a name may stand around its mark, the best place first.
fn candidates((x, y): Point, reach: f64, width: f64) -> Vec<Taken> {
    let (high, gap) = (18.0, 3.0);
    let boxed = |left: f64, top: f64| (left, top, left + width, top + high);
    let (right, left, middle) = (x + reach + gap, x - reach - gap - width, x - width / 2.0);
    let mut places = vec![boxed(right, y - high / 2.0), boxed(left, y - high / 2.0)];
    for lift in [0.0, 8.0] {
        let (above, below) = (y - reach - gap - high - lift + 2.0, y + reach + gap + lift - 2.0);
        places.extend([boxed(middle, above), boxed(middle, below)]);
        places.extend([boxed(x - 4.0, above), boxed(x - 4.0, below)]);
        places.extend([boxed(x + 4.0 - width, above), boxed(x + 4.0 - width, below)]);
    }
    places
}

fn overlap(one: &Taken, other: &Taken) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

fn limit(standings: &[Standing<'_>], marked: &[Marked<'_>], unnamed: usize) -> String {
    let mut limit = vec![
        "Land: Natural Earth, drawn without borders; names and marks take no position on territory, on land or at sea."
            .to_owned(),
    ];
    if marked.iter().any(|country| country.is_small) {
        limit.push("A ring surrounds states too small to be seen.".to_owned());
    }
    let is_marked =
        |standing: &&Standing<'_>| marked.iter().any(|m| m.standing.country.head.id == standing.country.head.id);
    let absent: Vec<String> = standings
        .iter()
        .filter(|standing| !is_marked(standing))
        .map(|standing| standing.country.name.to_string())
        .collect();
    if !absent.is_empty() {
        limit.push(format!("Not on this map: {}.", listed(&absent)));
    }
    if unnamed > 0 {
        limit.push(format!("Without a name for want of room: {}; the table has all.", counted(unnamed, "mark")));
    }
    limit.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{LAND, place, position_words};

    #[test]
    fn markers_fall_on_the_pacific_centred_window() {
        assert_eq!(place([4_000, 5_400]), Some((0.0, 0.0)));
        assert_eq!(place([19_000, -4_600]), Some((720.0, 480.0)));
        assert_eq!(place([3_690, -130]), None);
        assert_eq!(place([-17_520, -2_110]), None);
    }

    #[test]
    fn positions_are_read_as_on_a_chart() {
        assert_eq!(position_words([18_480, -2_110]), "175.2°W, 21.1°S");
        assert_eq!(position_words([4_260, 1_170]), "42.6°E, 11.7°N");
        assert_eq!(position_words([-50, 5]), "0.5°W, 0.05°N");
    }

    #[test]
    fn the_land_is_small_enough_for_a_page() {
        assert!(LAND.len() < 40_000, "{}", LAND.len());
        assert!(LAND.lines().nth(1).is_some_and(|path| path.starts_with('M') && path.ends_with('z')));
    }
}
