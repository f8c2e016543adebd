//! What is drawn in a cell: shapes whose places are in parts of its width, in looks that the style sheet knows.

use serde::{Serialize, Serializer};

/// How a shape looks; the style sheet has a class for each, and no other class of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// A budget.
    Budget,
    /// A budget that is only a draft.
    Draft,
    /// What is signed.
    Signed,
    /// What is delivered.
    Delivered,
    /// Where a year begins, or a scale.
    Scale,
    /// The time between a signature and what ends it.
    Wait,
    /// An exchange of notes.
    Exchange,
    /// A handover that completes nothing yet.
    Handover,
    /// The handover that completes a grant.
    Final,
    /// The end of what was called off.
    CalledOff,
    /// The value that is published.
    Published,
    /// A value that is reported and not adopted.
    Reported,
}

impl Look {
    /// Every look.
    pub const ALL: [Self; 12] = [
        Self::Budget,
        Self::Draft,
        Self::Signed,
        Self::Delivered,
        Self::Scale,
        Self::Wait,
        Self::Exchange,
        Self::Handover,
        Self::Final,
        Self::CalledOff,
        Self::Published,
        Self::Reported,
    ];

    /// Its class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Budget => "mark-budget",
            Self::Draft => "mark-draft",
            Self::Signed => "mark-signed",
            Self::Delivered => "mark-delivered",
            Self::Scale => "mark-scale",
            Self::Wait => "mark-wait",
            Self::Exchange => "mark-exchange",
            Self::Handover => "mark-handover",
            Self::Final => "mark-final",
            Self::CalledOff => "mark-called-off",
            Self::Published => "mark-published",
            Self::Reported => "mark-reported",
        }
    }
}

impl Serialize for Look {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.class())
    }
}

/// A part of the width or height of a drawing: `12.34%`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Percent {
    /// The start.
    pub const START: Self = Self(0.0);
    /// The end.
    pub const END: Self = Self(100.0);

    /// A share of the whole, from 0 to 1; what lies beyond stands at the edge.
    pub(super) fn of(share: f64) -> Self {
        Self((share * 10_000.0).round().clamp(0.0, 10_000.0) / 100.0)
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}%", self.0)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One shape in the drawing of a row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "shape", rename_all = "lowercase")]
pub enum Mark {
    /// A filled bar from the start of the scale. The inset, in pixels, leaves what lies behind it visible.
    Bar {
        /// How it looks.
        look: Look,
        /// How long it is.
        length: Percent,
        /// How far it keeps from the upper and the lower edge.
        inset: u8,
    },
    /// The outline of a bar from the start of the scale.
    Frame {
        /// How it looks.
        look: Look,
        /// How long it is.
        length: Percent,
    },
    /// An upright line through the whole row.
    Upright {
        /// How it looks.
        look: Look,
        /// Where it stands.
        at: Percent,
    },
    /// A level line.
    Line {
        /// How it looks.
        look: Look,
        /// Where it begins.
        from: Percent,
        /// Where it ends.
        to: Percent,
    },
    /// A circle.
    Dot {
        /// How it looks.
        look: Look,
        /// Where its middle stands.
        at: Percent,
    },
    /// The head of an arrow to the right.
    Arrow {
        /// How it looks.
        look: Look,
        /// Where its tip stands.
        at: Percent,
    },
    /// The head of an arrow to the left.
    Back {
        /// How it looks.
        look: Look,
        /// Where its tip stands.
        at: Percent,
    },
    /// A cross.
    Cross {
        /// How it looks.
        look: Look,
        /// Where its middle stands.
        at: Percent,
    },
    /// A square on its corner.
    Diamond {
        /// How it looks.
        look: Look,
        /// Where its middle stands.
        at: Percent,
    },
}
