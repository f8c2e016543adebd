//! Text with references and citations, parsed but not yet placed on a page.
//!
//! Plain Markdown is finished HTML by the time it stands here; what depends on other records is a hole that the
//! renderer fills. Raw HTML of the editor never gets in: the parser refuses it.

use super::fact::words;
use super::{Cite, FiscalYear, Link, Pointer, Reference, Span};

/// One stretch of prose.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Finished HTML of plain Markdown.
    Markup(Box<str>),
    /// A reference; when `labelled`, the editor's words and `</a>` follow as markup.
    Link {
        /// What it points at.
        to: Reference,
        /// Whether the editor gave words of their own.
        labelled: bool,
    },
    /// Citations that stand together.
    Citations(Vec<Cite>),
    /// A reference to a footnote of the same text, by its label.
    Footnote(Box<str>),
    /// Opens a plain relative link; the words and `</a>` follow as markup.
    Open(Link),
    /// An image of the media folder with its alternative text.
    Image(Link, Box<str>),
    /// A figure that is drawn from the facts.
    Figure(Box<FigureCall>),
}

/// A heading of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The anchor, by the rule of code hosts.
    pub anchor: String,
    /// Its words without markup.
    pub text: String,
}

/// Prose with its outline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// The text in order.
    pub pieces: Vec<Piece>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Footnotes by label, in order of definition.
    pub footnotes: Vec<(Box<str>, Vec<Piece>)>,
    /// Words of the text, for the reading time.
    pub words: usize,
}

impl Prose {
    /// Every piece of the text and of its footnotes, figure captions included.
    pub fn all_pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().chain(self.footnotes.iter().flat_map(|(_, pieces)| pieces)).flat_map(|piece| {
            let caption = match piece {
                Piece::Figure(call) => call.caption.as_ref().map_or(&[][..], |caption| &caption.pieces),
                _ => &[],
            };
            std::iter::once(piece).chain(caption)
        })
    }
}

words! {
    /// The kinds of figure.
    Chart {
        /// Budget, signed and delivered by fiscal year.
        BudgetByYear = "budget-by-year",
        /// Signatures and handovers along the years, a row a country.
        Timeline = "timeline",
        /// The locator map.
        Map = "map",
        /// The tile map.
        Tiles = "tiles",
        /// Months from signature to handover.
        WaitingTimes = "waiting-times",
        /// Categories of equipment by country.
        EquipmentMatrix = "equipment-matrix",
        /// The values that sources give for one fact.
        Claims = "claims",
    }
}

/// A figure block of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureCall {
    /// What to draw.
    pub chart: Chart,
    /// The fact whose claims are drawn; given exactly for `claims`.
    pub of: Option<Reference>,
    /// Only this fiscal year.
    pub year: Option<FiscalYear>,
    /// Only this country.
    pub country: Option<Pointer>,
    /// The editor's words beneath it.
    pub caption: Option<Prose>,
    /// Where the block starts.
    pub span: Span,
}
