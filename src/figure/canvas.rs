//! Writes SVG elements: classes only, escaped text, coordinates with one decimal. Knows no record and no chart.

use crate::ledger::Stage;
use crate::model::text::{escape, is_japanese, language_runs};

use super::lettering::width_of;
use super::shape::Svg;

/// The width of every figure in user units.
pub(super) const WIDTH: f64 = 720.0;
/// The distance between two lines of text.
pub(super) const LINE: f64 = 20.0;

/// Horizontal and vertical position, from the upper left corner.
pub(super) type Point = (f64, f64);

/// How a piece of text looks and which of its points stands at the given position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Main text from its start.
    Main,
    /// Main text around its middle.
    MainMiddle,
    /// Muted text from its start.
    Muted,
    /// Muted text around its middle.
    MutedMiddle,
    /// Muted text with a seam in the colour of the page, for text across lines.
    MutedHalo,
    /// Main text with a seam in the colour of the page, for text on a map.
    Halo,
}

impl Style {
    fn attributes(self) -> &'static str {
        match self {
            Self::Main => "class=\"text-main\"",
            Self::MainMiddle => "class=\"text-main text-middle\" text-anchor=\"middle\"",
            Self::Muted => "class=\"text-muted\"",
            Self::MutedMiddle => "class=\"text-muted text-middle\" text-anchor=\"middle\"",
            Self::MutedHalo => "class=\"text-muted text-halo\" paint-order=\"stroke\"",
            Self::Halo => "class=\"text-main text-halo\" paint-order=\"stroke\"",
        }
    }
}

/// A picture in the making.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
}

/// A coordinate with at most one decimal.
fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Escaped text in which every Japanese run is marked with its language.
fn marked(words: &str) -> String {
    if !words.chars().any(is_japanese) {
        return escape(words);
    }
    let run = |(is_japanese, run): (bool, &str)| {
        if is_japanese { format!("<tspan lang=\"ja\">{}</tspan>", escape(run)) } else { escape(run) }
    };
    language_runs(words).into_iter().map(run).collect()
}

impl Canvas {
    fn add(&mut self, element: &str) {
        self.body.push_str(element);
    }

    /// Text on one line, its baseline at `at`.
    pub(super) fn text(&mut self, at: Point, style: Style, words: &str) {
        let (x, y, looks) = (short(at.0), short(at.1), style.attributes());
        self.add(&format!("<text {looks} x=\"{x}\" y=\"{y}\" font-size=\"16\">{}</text>", marked(words)));
    }

    /// Text whose letters are drawn closer together where it would be wider than `room`.
    pub(super) fn squeezed(&mut self, at: Point, style: Style, words: &str, room: f64) {
        if width_of(words) <= room {
            return self.text(at, style, words);
        }
        let (x, y, looks, length) = (short(at.0), short(at.1), style.attributes(), short(room));
        self.add(&format!(
            "<text {looks} x=\"{x}\" y=\"{y}\" font-size=\"16\" textLength=\"{length}\" \
             lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            marked(words)
        ));
    }

    /// Text that runs upwards from `at`.
    pub(super) fn upwards(&mut self, at: Point, style: Style, words: &str) {
        let (x, y, looks) = (short(at.0), short(at.1), style.attributes());
        self.add(&format!(
            "<text {looks} transform=\"translate({x} {y}) rotate(-90)\" font-size=\"16\">{}</text>",
            marked(words)
        ));
    }

    /// A rectangle from its upper left corner.
    pub(super) fn rect(&mut self, class: &str, at: Point, size: Point) {
        let (x, y, width, height) = (short(at.0), short(at.1), short(size.0), short(size.1));
        self.add(&format!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{}/>",
            hollow(class)
        ));
    }

    /// A circle around its middle.
    pub(super) fn circle(&mut self, class: &str, at: Point, radius: f64) {
        let (x, y, radius) = (short(at.0), short(at.1), short(radius));
        self.add(&format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{}/>", hollow(class)));
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: Point, to: Point) {
        let (x1, y1, x2, y2) = (short(from.0), short(from.1), short(to.0), short(to.1));
        let looks = hollow(class);
        self.add(&format!("<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{looks}/>"));
    }

    /// A line through points, closed where the class fills.
    pub(super) fn through(&mut self, class: &str, points: &[Point]) {
        let list: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
        let element = if hollow(class).is_empty() { "polygon" } else { "polyline" };
        self.add(&format!("<{element} class=\"{class}\" points=\"{}\"{}/>", list.join(" "), hollow(class)));
    }

    /// A path that is written already, moved and scaled.
    pub(super) fn path(&mut self, class: &str, scale: f64, commands: &str) {
        self.add(&format!("<path class=\"{class}\" transform=\"scale({scale})\" d=\"{commands}\"/>"));
    }

    /// A slice of a disc: `quarters` of it, clockwise from the top.
    fn slice(&mut self, class: &str, at: Point, radius: f64, quarters: Quarters) {
        let (end, large) = match quarters {
            Quarters::Two => ((at.0, at.1 + radius), 0),
            Quarters::Three => ((at.0 - radius, at.1), 1),
        };
        let (x, y, top, radius) = (short(at.0), short(at.1), short(at.1 - radius), short(radius));
        let (end_x, end_y) = (short(end.0), short(end.1));
        self.add(&format!(
            "<path class=\"{class}\" d=\"M{x} {y}L{x} {top}A{radius} {radius} 0 {large} 1 {end_x} {end_y}Z\"/>"
        ));
    }

    /// The shape of a stage around its middle.
    pub(super) fn mark(&mut self, stage: Stage, at: Point, radius: f64) {
        match stage {
            Stage::Planned => self.circle("outline-planned", at, radius),
            Stage::Signed => {
                self.slice("fill-signed", at, radius, Quarters::Two);
                self.circle("stroke-signed", at, radius);
            }
            Stage::PartlyDelivered => {
                self.slice("fill-delivered", at, radius, Quarters::Three);
                self.circle("stroke-delivered", at, radius);
            }
            Stage::Delivered => self.circle("fill-delivered", at, radius),
            Stage::Cancelled => {
                let reach = radius * 0.8;
                self.line("stroke-rule", (at.0 - reach, at.1 - reach), (at.0 + reach, at.1 + reach));
                self.line("stroke-rule", (at.0 - reach, at.1 + reach), (at.0 + reach, at.1 - reach));
            }
        }
    }

    /// A row of shapes with their words that starts at `at`; gives the height it takes.
    pub(super) fn key(&mut self, at: Point, entries: &[(Stage, &str)]) -> f64 {
        let mut here = at;
        for (stage, words) in entries {
            let width = 22.0 + width_of(words) + 20.0;
            if here.0 + width > WIDTH + 20.0 {
                here = (at.0, here.1 + LINE + 4.0);
            }
            self.mark(*stage, (here.0 + 8.0, here.1 + 9.0), 7.0);
            self.text((here.0 + 22.0, here.1 + 14.5), Style::Muted, words);
            here.0 += width;
        }
        here.1 - at.1 + LINE + 4.0
    }

    /// The finished picture with the names that assistive technology reads.
    pub(super) fn finish(self, name: &str, height: f64, title: &str, description: &str) -> Svg {
        let (width, height) = (short(WIDTH), short(height.ceil()));
        let (title, description) = (escape(title), escape(description));
        Svg(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure-svg\" role=\"img\" \
             aria-labelledby=\"{name}-title\" aria-describedby=\"{name}-desc\" viewBox=\"0 0 {width} {height}\">\
             <title id=\"{name}-title\">{title}</title><desc id=\"{name}-desc\">{description}</desc>{}</svg>",
            self.body
        ))
    }
}

/// How much of a disc is filled.
#[derive(Clone, Copy)]
enum Quarters {
    Two,
    Three,
}

/// Lines keep their weight and shapes of lines stay unfilled, whatever the style sheet says of colour alone.
fn hollow(class: &str) -> &'static str {
    match class {
        "stroke-signed" | "stroke-delivered" | "mark-disputed" => " fill=\"none\" stroke-width=\"2.5\"",
        _ if class.starts_with("stroke-") || class.starts_with("outline-") => " fill=\"none\"",
        _ => "",
    }
}
