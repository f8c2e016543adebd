//! Rows of values with who gives them, with or without a common scale between. Knows no record.

use super::canvas::{Canvas, LINE, Point, Style, WIDTH};
use super::claim_text::Reach;
use super::lettering::wrapped;

/// One value.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The value in words.
    pub(super) value: String,
    /// What stands under it, if anything.
    pub(super) tag: String,
    /// Who gives it.
    pub(super) who: String,
    /// Where it stands on the scale.
    pub(super) reach: Option<Reach>,
    /// Whether it is the one that is published.
    pub(super) is_published: bool,
}

/// Where a scale starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// At nothing, so that distances compare as the values do.
    Zero,
    /// At the least value, for dates.
    Least,
}

/// The columns of a strip: the widths of values, the scale and names.
struct Layout {
    values: f64,
    scale: (f64, f64),
    who: f64,
}

const WITH_SCALE: Layout = Layout { values: 216.0, scale: (240.0, 480.0), who: 504.0 };
const AS_LIST: Layout = Layout { values: 330.0, scale: (0.0, 0.0), who: 354.0 };
const SPACE: f64 = 16.0;
const MARK: f64 = 7.0;
const LINES: usize = 3;
/// Room at the ends of a scale for marks and for arrows that go on.
const BESIDE: f64 = 26.0;

/// Draws values on a scale and the others beneath; gives the height it takes.
pub(super) fn with_scale(canvas: &mut Canvas, origin: Origin, on: &[Row], off: &[Row]) -> f64 {
    let ends: Vec<(f64, f64)> = on.iter().filter_map(|row| row.reach.map(Reach::ends)).collect();
    let least = ends.iter().map(|(low, _)| *low).fold(f64::INFINITY, f64::min);
    let (low, before) = if origin == Origin::Zero { (0.0, 0.0) } else { (least, BESIDE) };
    let high = ends.iter().map(|(_, high)| *high).fold(f64::NEG_INFINITY, f64::max);
    let (start, end) = WITH_SCALE.scale;
    let x = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        start + before + share * (end - start - before - BESIDE)
    };
    let mut tops = vec![4.0];
    if origin == Origin::Zero {
        tops[0] = 24.0;
        canvas.text((x(0.0), 16.0), Style::MutedMiddle, "0");
        canvas.line("stroke-grid", (x(0.0), 20.0), (x(0.0), 24.0));
    }
    for row in on {
        tops.push(tops[tops.len() - 1] + height(row, &WITH_SCALE));
    }
    let bottom = tops[tops.len() - 1];
    if let Some(reach) = on.iter().find(|row| row.is_published).and_then(|row| row.reach) {
        canvas.line("stroke-grid", (x(reach.ends().0), tops[0]), (x(reach.ends().0), bottom));
    }
    for (row, top) in on.iter().zip(&tops) {
        canvas.line("stroke-grid", (0.0, *top), (WIDTH, *top));
        canvas.line("stroke-rule", (start, top + 18.0), (end, top + 18.0));
        words(canvas, row, &WITH_SCALE, *top);
        if let Some(reach) = row.reach {
            mark(canvas, row, reach, (&x, top + 18.0));
        }
    }
    if off.is_empty() {
        return bottom;
    }
    canvas.line("stroke-rule", (0.0, bottom), (WIDTH, bottom));
    canvas.text((0.0, bottom + 24.0), Style::Muted, "Not on this scale:");
    bottom + 34.0 + list(canvas, off, &WITH_SCALE, bottom + 34.0)
}

/// Draws values that share no scale; gives the height it takes.
pub(super) fn as_list(canvas: &mut Canvas, rows: &[Row]) -> f64 {
    4.0 + list(canvas, rows, &AS_LIST, 4.0)
}

fn list(canvas: &mut Canvas, rows: &[Row], layout: &Layout, from: f64) -> f64 {
    let mut top = from;
    for row in rows {
        canvas.line("stroke-grid", (0.0, top), (WIDTH, top));
        sign(canvas, row, (8.0, top + 18.0));
        words(canvas, row, layout, top);
        top += height(row, layout);
    }
    top - from
}

fn value_lines(row: &Row, layout: &Layout) -> Vec<String> {
    wrapped(&row.value, layout.values - 22.0, LINES)
}

fn who_lines(row: &Row, layout: &Layout) -> Vec<String> {
    wrapped(&row.who, WIDTH - layout.who - 2.0, LINES)
}

fn height(row: &Row, layout: &Layout) -> f64 {
    let left = value_lines(row, layout).len() + usize::from(!row.tag.is_empty());
    let lines = left.max(who_lines(row, layout).len());
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * LINE + SPACE
}

/// The value with its tag on the left, the names on the right.
fn words(canvas: &mut Canvas, row: &Row, layout: &Layout, top: f64) {
    let first = top + 23.5;
    let mut baseline = first;
    for line in value_lines(row, layout) {
        canvas.text((22.0, baseline), Style::Main, &line);
        baseline += LINE;
    }
    if !row.tag.is_empty() {
        canvas.squeezed((22.0, baseline), Style::Muted, &row.tag, layout.values - 22.0);
    }
    baseline = first;
    for line in who_lines(row, layout) {
        canvas.text((layout.who, baseline), Style::Muted, &line);
        baseline += LINE;
    }
}

/// The shape of a value: a diamond for the published one, an open ring for the others.
fn sign(canvas: &mut Canvas, row: &Row, (x, y): Point) {
    if row.is_published {
        canvas.through("text-main", &[(x, y - MARK), (x + MARK, y), (x, y + MARK), (x - MARK, y)]);
    } else {
        canvas.circle("fill-page", (x, y), MARK - 1.0);
        canvas.circle("mark-disputed", (x, y), MARK - 1.0);
    }
}

fn mark(canvas: &mut Canvas, row: &Row, reach: Reach, (x, y): (&dyn Fn(f64) -> f64, f64)) {
    let class = if row.is_published { "stroke-rule" } else { "mark-disputed" };
    let (low, high) = (x(reach.ends().0), x(reach.ends().1));
    let arrow = |canvas: &mut Canvas, from: f64, tip: f64| {
        let back = if tip > from { tip - 7.0 } else { tip + 7.0 };
        canvas.line(class, (from, y), (tip, y));
        canvas.through(class, &[(back, y - 6.0), (tip, y), (back, y + 6.0)]);
    };
    match reach {
        Reach::Exactly(_) => {}
        Reach::Between(..) => {
            canvas.line(class, (low, y), (high, y));
            sign(canvas, row, (high, y));
        }
        Reach::Upwards(_) => arrow(canvas, low + MARK, WITH_SCALE.scale.1),
        Reach::Downwards(_) => arrow(canvas, low - MARK, WITH_SCALE.scale.0),
    }
    sign(canvas, row, (low, y));
}
