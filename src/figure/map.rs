//! The locator map: land without borders, a mark for every country with a grant. Takes no position on territory.
//!
//! The land is `land.txt`, made by `land.py` from Natural Earth; both use the window given here.

use crate::model::Record;
use crate::model::prose::Chart;

use super::mark::Percent;
use super::selection::Selection;
use super::standing::{Standing, headline, key, standings};
use super::table::{Body, Figure, Map, Marked};
use crate::words::listed;

const LAND: &str = include_str!("land.txt");
/// West and north edge of the map in hundredths of a degree; the land is drawn from here.
const CORNER: (i32, i32) = (4_000, 5_400);
/// Width and height in hundredths of a degree: to 170°W and 46°S.
const EXTENT: (i32, i32) = (15_000, 10_000);
/// Width and height in the units of the land, tenths of a degree.
const SIZE: (u32, u32) = (1_500, 1_000);

/// The place of a marker, where it lies within the window.
fn place([longitude, latitude]: [i32; 2]) -> Option<(Percent, Percent)> {
    let (east, south) = (longitude - CORNER.0, CORNER.1 - latitude);
    let inside = (0..=EXTENT.0).contains(&east) && (0..=EXTENT.1).contains(&south);
    let share = |hundredths: i32, length: i32| Percent::of(f64::from(hundredths) / f64::from(length));
    inside.then(|| (share(east, EXTENT.0), share(south, EXTENT.1)))
}

/// Marks the countries.
pub(super) fn draw(selection: &Selection<'_>) -> Figure {
    let (large, land) = LAND.split_once('\n').unwrap_or_default();
    let standings = standings(selection);
    let marked = |standing: &Standing<'_>| Marked {
        at: standing.country.marker.and_then(place),
        is_small: !large.split(' ').any(|code| code == &*standing.country.iso3),
        name: standing.country.name.to_string(),
        to: selection.site.place(standing.country.key()).clone(),
        stage: standing.stage,
    };
    let mut marked: Vec<Marked> = standings.iter().map(marked).collect();
    // What lies beyond the edge comes last, so that the numbers on the map run through.
    marked.sort_by_key(|country| country.at.is_none());
    Figure {
        name: selection.name(Chart::Map),
        headline: headline(&standings),
        subtitle: format!("Countries with a grant, {}, as of {}", selection.scope_words(), selection.as_of()),
        key: key(&standings),
        limit: limit(&marked),
        body: Body::Map(Map { size: SIZE, land: land.trim_end(), marked }),
    }
}

fn limit(marked: &[Marked]) -> String {
    let mut limit = vec![
        "Land: Natural Earth, drawn without borders; names and marks take no position on territory, on land or at sea."
            .to_owned(),
    ];
    if marked.iter().any(|country| country.is_small && country.at.is_some()) {
        limit.push("A ring surrounds states too small to be seen.".to_owned());
    }
    let absent = marked.iter().filter(|country| country.at.is_none());
    let absent: Vec<String> = absent.map(|country| country.name.clone()).collect();
    if !absent.is_empty() {
        limit.push(format!("Not on this map: {}.", listed(&absent)));
    }
    limit.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::mark::Percent;
    use super::{LAND, place};

    #[test]
    fn markers_fall_on_the_pacific_centred_window() {
        assert_eq!(place([4_000, 5_400]), Some((Percent::START, Percent::START)));
        assert_eq!(place([19_000, -4_600]), Some((Percent::END, Percent::END)));
        assert_eq!(place([18_480, -2_110]).map(|(left, top)| format!("{left} {top}")), Some("96.53% 75.1%".to_owned()));
        assert_eq!(place([3_690, -130]), None);
        assert_eq!(place([-17_520, -2_110]), None);
    }

    #[test]
    fn the_land_is_small_enough_for_a_page() {
        assert!(LAND.len() < 40_000, "{}", LAND.len());
        assert!(LAND.lines().nth(1).is_some_and(|path| path.starts_with('M') && path.ends_with('z')));
    }
}
