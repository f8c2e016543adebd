//! Groups of horizontal bars with their words at the end: the form of every chart of sizes. Knows no record.

use crate::model::Money;

use super::canvas::{Canvas, Point, Style, WIDTH};
use super::lettering::{cut, width_of};

const THICKNESS: f64 = 20.0;
const PITCH: f64 = 26.0;
const GAP: f64 = 12.0;
/// The least and the most room for the names of the groups.
const NAMES: (f64, f64) = (70.0, 230.0);
/// What is left to the longest bar however long the words are.
const SHORTEST_SCALE: f64 = 180.0;
/// The room for the longest bar where several figures share a scale.
const COMMON: f64 = 340.0;
/// A bar for something that is more than nothing can always be seen.
const THINNEST: f64 = 1.5;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A budget.
    Budget,
    /// A budget that is only a draft.
    Draft,
    /// What is signed.
    Signed,
    /// What is delivered.
    Delivered,
    /// A wait that goes on: signed, with an open end.
    Waiting,
}

/// One bar.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    /// What it stands for.
    pub(super) look: Look,
    /// How long it is on the common scale; none where there is nothing to draw.
    pub(super) length: Option<f64>,
    /// The words after it.
    pub(super) words: String,
}

/// Bars under one name.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The name.
    pub(super) name: String,
    /// The bars.
    pub(super) bars: Vec<Bar>,
}

/// What the length of a bar is measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// The longest length takes all the room that the words leave.
    Own(f64),
    /// The longest length takes the same room in every figure.
    Common(f64),
}

/// A sum as a length, for drawing only.
pub(super) fn length_of(money: Money) -> f64 {
    money.decimal().parse().unwrap_or(0.0)
}

/// Draws groups on a scale; gives the height they take.
pub(super) fn draw(canvas: &mut Canvas, groups: &[Group], scale: Scale) -> f64 {
    let names = groups.iter().map(|group| width_of(&group.name)).fold(NAMES.0, f64::max).min(NAMES.1);
    let start = names + 14.0;
    let words = groups.iter().flat_map(|group| &group.bars).map(|bar| width_of(&bar.words)).fold(0.0, f64::max);
    let (longest, room) = match scale {
        Scale::Own(longest) => (longest, (WIDTH - start - words - 20.0).max(SHORTEST_SCALE)),
        Scale::Common(longest) => (longest, COMMON),
    };
    let mut top = 4.0;
    for group in groups {
        canvas.text((0.0, top + 15.5), Style::Main, &cut(&group.name, names));
        let height = PITCH * f64::from(u32::try_from(group.bars.len()).unwrap_or(u32::MAX)) - (PITCH - THICKNESS);
        canvas.line("stroke-rule", (start, top - 3.0), (start, top + height + 3.0));
        for bar in &group.bars {
            let share = if longest > 0.0 { bar.length.map(|length| length / longest) } else { None };
            let width = share.map_or(0.0, |share| (share * room).clamp(0.0, room));
            one(canvas, bar, (start, top), width);
            top += PITCH;
        }
        top += GAP;
    }
    top
}

fn one(canvas: &mut Canvas, bar: &Bar, at: Point, width: f64) {
    let drawn = bar.length.is_some_and(|length| length > 0.0);
    let width = if drawn { width.max(THINNEST) } else { 0.0 };
    let (class, size) = match bar.look {
        Look::Budget => ("outline-budget", (width, THICKNESS)),
        Look::Draft => ("outline-planned", (width, THICKNESS)),
        Look::Signed | Look::Waiting => ("fill-signed", (width, THICKNESS)),
        Look::Delivered => ("fill-delivered", (width, THICKNESS)),
    };
    let mut end = at.0 + width;
    if drawn {
        canvas.rect(class, at, size);
        if bar.look == Look::Waiting {
            let (tip, middle) = (end + 9.0, at.1 + THICKNESS / 2.0);
            canvas.through("stroke-signed", &[(end + 2.0, middle - 8.0), (tip, middle), (end + 2.0, middle + 8.0)]);
            end = tip;
        }
    }
    let style = if drawn { Style::Main } else { Style::Muted };
    let words = cut(&bar.words, WIDTH - end - 8.0);
    canvas.text((end + 8.0, at.1 + 15.5), style, &words);
}
