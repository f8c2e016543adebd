//! What holds for every figure: well-formed, named, within its box, in classes that the style sheet knows.

use std::path::Path;

use scraper::{ElementRef, Html, Selector};

use super::super::lettering::width_of;
use super::super::{Figure, Options, claims_of_record, country_multiple, draw};
use super::{CHARTS, site_of};
use crate::address::PageKey;
use crate::ledger::Dispute;
use crate::model::Record;
use crate::model::prose::Chart;

const CLASSES: [&str; 19] = [
    "figure-svg",
    "fill-signed",
    "fill-delivered",
    "fill-land",
    "fill-page",
    "outline-budget",
    "outline-planned",
    "stroke-rule",
    "stroke-grid",
    "stroke-signed",
    "stroke-delivered",
    "mark-disputed",
    "text-main",
    "text-muted",
    "text-small",
    "text-end",
    "text-middle",
    "text-on-dark",
    "text-halo",
];

/// A box: left, top, right, bottom.
type Extent = [f64; 4];

/// Holds a figure against every rule.
pub(super) fn assert_sound(figure: &Figure) {
    let (name, svg) = (&figure.name, figure.svg.as_str());
    assert_well_formed(name, svg);
    for forbidden in
        ["style=", "<style", "<script", "<animate", "href", "NaN", "=\"inf", "=\"-inf", " width=\"720\" height"]
    {
        assert!(!svg.contains(forbidden), "{name} holds {forbidden}");
    }
    assert!(svg.contains(&format!("aria-labelledby=\"{name}-title\" aria-describedby=\"{name}-desc\"")), "{name}");
    assert!(svg.contains(&format!("<title id=\"{name}-title\">")) && svg.contains("role=\"img\""), "{name}");
    assert!(svg.len() <= 60_000, "{name} has {} bytes", svg.len());
    for words in [&figure.headline, &figure.subtitle, &figure.limit, &figure.table.caption] {
        assert!(!words.is_empty() && words.trim() == words, "{name}: {words:?}");
    }
    let columns = figure.table.columns.len();
    assert!(!figure.table.rows.is_empty(), "{name} has an empty table");
    assert!(figure.table.rows.iter().all(|row| row.len() == columns), "{name} has ragged rows");
    assert_looks(figure);
    assert_in_its_box(figure);
}

/// Every tag is closed in its order and every attribute is quoted and escaped.
fn assert_well_formed(name: &str, svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in svg.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or_else(|| panic!("{name}: {part}"));
        assert!(tag.matches('"').count().is_multiple_of(2) && !text.contains('>'), "{name}: {part}");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{name}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or_default());
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{name}");
    for ampersand in svg.split('&').skip(1) {
        let entity = ampersand.split(';').next().unwrap_or_default();
        assert!(["amp", "lt", "gt", "quot", "#39"].contains(&entity), "{name}: &{entity}");
    }
}

/// Colours come from classes alone, and text is never smaller than 16 units.
fn assert_looks(figure: &Figure) {
    let page = Html::parse_fragment(figure.svg.as_str());
    for element in page.select(&Selector::parse("svg, svg *").expect("a selector")) {
        for class in element.value().classes() {
            assert!(CLASSES.contains(&class), "{}: {class}", figure.name);
        }
        assert!(element.attr("fill").is_none_or(|fill| fill == "none"), "{}", figure.name);
        assert!(element.attr("stroke").is_none(), "{}", figure.name);
        if element.value().name() == "text" {
            assert_eq!(element.attr("font-size"), Some("16"), "{}", figure.name);
        }
    }
}

fn number(element: &ElementRef<'_>, attribute: &str) -> f64 {
    element.attr(attribute).and_then(|value| value.parse().ok()).unwrap_or(0.0)
}

/// Where a line of text stands, by its likely width or the width it is squeezed to.
fn extent_of_text(element: &ElementRef<'_>) -> Extent {
    let words: String = element.text().collect();
    let width = element.attr("textLength").and_then(|value| value.parse().ok()).unwrap_or_else(|| width_of(&words));
    if let Some(moved) = element.attr("transform") {
        let numbers: Vec<f64> = moved
            .split(|character: char| !character.is_ascii_digit() && character != '.')
            .filter_map(|part| part.parse().ok())
            .collect();
        return [numbers[0] - 12.0, numbers[1] - width, numbers[0] + 4.0, numbers[1]];
    }
    let (x, y) = (number(element, "x"), number(element, "y"));
    let left = match element.attr("text-anchor") {
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        _ => x,
    };
    [left, y - 12.0, left + width, y + 4.0]
}

fn extent_of_shape(element: &ElementRef<'_>) -> Option<Extent> {
    let n = |attribute| number(element, attribute);
    match element.value().name() {
        "rect" => Some([n("x"), n("y"), n("x") + n("width"), n("y") + n("height")]),
        "circle" => Some([n("cx") - n("r"), n("cy") - n("r"), n("cx") + n("r"), n("cy") + n("r")]),
        "line" => Some([n("x1").min(n("x2")), n("y1").min(n("y2")), n("x1").max(n("x2")), n("y1").max(n("y2"))]),
        _ => None,
    }
}

/// Nothing leaves the box of the figure, and no two lines of text cover each other.
fn assert_in_its_box(figure: &Figure) {
    let page = Html::parse_fragment(figure.svg.as_str());
    let root = page.select(&Selector::parse("svg").expect("a selector")).next().expect("an svg");
    let size: Vec<f64> =
        root.attr("viewBox").expect("a box").split(' ').map(|part| part.parse().expect("a number")).collect();
    assert_eq!(size[..3], [0.0, 0.0, 720.0], "{}", figure.name);
    let inside = |extent: &Extent| {
        extent[0] >= -0.5 && extent[1] >= -0.5 && extent[2] <= size[2] + 0.5 && extent[3] <= size[3] + 0.5
    };
    for shape in page.select(&Selector::parse("rect, circle, line").expect("a selector")) {
        let extent = extent_of_shape(&shape).expect("a shape");
        assert!(inside(&extent), "{}: {:?} leaves {size:?}: {extent:?}", figure.name, shape.value());
    }
    let mut seen: Vec<(String, Extent)> = Vec::new();
    for text in page.select(&Selector::parse("text").expect("a selector")) {
        let (words, extent): (String, _) = (text.text().collect(), extent_of_text(&text));
        assert!(inside(&extent), "{}: {words:?} leaves {size:?}: {extent:?}", figure.name);
        for (other, taken) in &seen {
            let apart =
                extent[0] >= taken[2] || taken[0] >= extent[2] || extent[1] >= taken[3] || taken[1] >= extent[3];
            assert!(apart, "{}: {words:?} covers {other:?}", figure.name);
        }
        seen.push((words, extent));
    }
}

#[cfg(test)]
#[test]
fn every_figure_of_our_own_content_is_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = site_of(&crate::load::read(root).expect("readable content"));
    let years = site.records().years();
    for chart in CHARTS {
        assert_sound(&draw(&site, chart, &Options::default()).expect("a figure"));
        for year in &years {
            assert_sound(&draw(&site, chart, &Options { year: Some(*year), ..Options::default() }).expect("a figure"));
        }
        for country in &site.records().countries {
            let options = Options { country: Some(country.key()), ..Options::default() };
            assert_sound(&draw(&site, chart, &options).expect("a figure"));
        }
    }
    for country in &site.records().countries {
        assert_sound(&country_multiple(&site, country.key()));
    }
    for dispute in site.ledger().disputes() {
        let (page, figure) = match *dispute {
            Dispute::Field(key, fact) => {
                let options = Options { of: Some((key, fact)), ..Options::default() };
                let figure = draw(&site, Chart::Claims, &options).expect("reported values");
                (PageKey::Disputed(key, fact), Some(figure))
            }
            Dispute::Record(key) => (PageKey::Record(key), claims_of_record(&site, site.get(key))),
        };
        if let Some(figure) = figure {
            assert_sound(&figure);
            // A figure is named as the page on which it stands.
            let path = site.path(&page).as_file();
            assert_eq!(path, format!("disagreements/{}.html", figure.name.trim_start_matches("claims-")));
        }
    }
}
