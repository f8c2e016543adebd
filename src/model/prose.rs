//! Text with references and citations as blocks and lines, not yet placed on a page. Knows no markup language.
//!
//! Raw HTML of the editor never gets in: the parser refuses it.

use super::words::words;
use super::{Cite, FiscalYear, Link, Pointer, Reference, Span};

/// Text that runs in a line.
pub type Inlines = Vec<Inline>;

/// A stretch of text in a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words.
    Text(Box<str>),
    /// Words of a program.
    Code(Box<str>),
    /// The end of a line in the source, which is a blank on the page.
    SoftBreak,
    /// The end of a line on the page.
    LineBreak,
    /// Emphasised, important or struck text.
    Marked(Mark, Inlines),
    /// A reference, with the editor's words if there are any.
    Reference(Reference, Option<Inlines>),
    Link(LinkTo, Inlines),
    Image(Picture),
    /// Citations that stand together.
    Citations(Vec<Cite>),
    /// A call of a footnote, by its place among those of the text.
    Footnote(usize),
}

/// How text in a line is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Emphasised.
    Emphasis,
    /// Important.
    Strong,
    /// Struck out.
    Struck,
}

/// Where a plain link leads, with the title that the editor gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTo {
    pub address: Address,
    /// What is shown when one points at it.
    pub title: Option<Box<str>>,
}

/// An image of the media folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub file: Link,
    /// The alternative text.
    pub words: Box<str>,
    /// What is shown when one points at it.
    pub title: Option<Box<str>>,
}

/// Where a plain link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Address {
    /// To an http or https address.
    Web(Box<str>),
    /// To a mail address, with its scheme.
    Mail(Box<str>),
    /// To an article or a file of the media folder.
    Relative(Link),
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph(Inlines),
    /// Text that is no paragraph of its own: in a tight list, in a field.
    Plain(Inlines),
    Heading(Heading, Inlines),
    /// A list; a numbered one has its first number.
    List(Option<u64>, Vec<Vec<Block>>),
    Quotation(Vec<Block>),
    /// Text of a program, with its language.
    Code(Option<Box<str>>, Box<str>),
    /// A table: how its columns are set, and its rows, of which the first is its head.
    Table(Vec<Align>, Vec<Vec<Inlines>>),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A break between parts of the text.
    Rule,
    /// A figure that is drawn from the facts.
    Figure(Box<FigureCall>),
}

/// A part of a list of definitions.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    Term(Inlines),
    /// What the terms before it mean.
    Meaning(Vec<Block>),
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As words.
    Text,
    /// In the middle.
    Centre,
    /// As numbers.
    Number,
}

/// A heading of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its number among those of the text, footnotes included, from 0.
    pub number: usize,
    /// The anchor that the editor gave it.
    pub own: Option<OwnAnchor>,
    /// Where it stands.
    pub span: Span,
}

/// An anchor that the editor gave to a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAnchor {
    /// What stands behind the `#`.
    pub id: Box<str>,
    /// Where that stands.
    pub span: Span,
}

/// What a footnote says.
pub type Footnote = Vec<Block>;

/// Prose with its footnotes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// The text in order.
    pub blocks: Vec<Block>,
    /// Footnotes, in the order in which their labels first stand in the text.
    pub footnotes: Vec<Footnote>,
    /// Words of the text, for the reading time.
    pub words: usize,
}

impl Prose {
    /// The headings of the text in order, those inside quotations and lists included.
    pub fn headings(&self) -> Vec<(&Heading, &Inlines)> {
        let mut found = Vec::new();
        walk(&self.blocks, &mut |block| headings_in(block, &mut found));
        found
    }

    /// The headings of the text and of its footnotes, by their numbers.
    pub fn every_heading(&self) -> Vec<(&Heading, &Inlines)> {
        let mut found = self.headings();
        self.footnotes.iter().for_each(|blocks| walk(blocks, &mut |block| headings_in(block, &mut found)));
        found.sort_by_key(|(heading, _)| heading.number);
        found
    }

    /// Every citation of the text and of its footnotes, figure captions included.
    pub fn citations(&self) -> Vec<&Cite> {
        let mut found = Vec::new();
        let mut cited = |block| cited_in(block, &mut found);
        walk(&self.blocks, &mut cited);
        self.footnotes.iter().for_each(|blocks| walk(blocks, &mut cited));
        found
    }
}

fn headings_in<'p>(block: &'p Block, found: &mut Vec<(&'p Heading, &'p Inlines)>) {
    if let Block::Heading(heading, line) = block {
        found.push((heading, line));
    }
}

/// Visits blocks and those inside them, in order.
fn walk<'p>(blocks: &'p [Block], visit: &mut impl FnMut(&'p Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List(_, items) => items.iter().for_each(|item| walk(item, visit)),
            Block::Quotation(blocks) => walk(blocks, visit),
            Block::Definitions(parts) => {
                let meanings = parts.iter().filter_map(|part| match part {
                    Definition::Term(_) => None,
                    Definition::Meaning(blocks) => Some(blocks),
                });
                meanings.for_each(|blocks| walk(blocks, visit));
            }
            _ => {}
        }
    }
}

/// The citations that stand in a block itself.
fn cited_in<'p>(block: &'p Block, found: &mut Vec<&'p Cite>) {
    let lines: Vec<&'p Inlines> = match block {
        Block::Paragraph(inlines) | Block::Plain(inlines) | Block::Heading(_, inlines) => vec![inlines],
        Block::Table(_, rows) => rows.iter().flatten().collect(),
        Block::Definitions(parts) => {
            let term = |part: &'p Definition| match part {
                Definition::Term(inlines) => Some(inlines),
                Definition::Meaning(_) => None,
            };
            parts.iter().filter_map(term).collect()
        }
        Block::Figure(call) => {
            found.extend(call.caption.iter().flat_map(Prose::citations));
            Vec::new()
        }
        Block::List(..) | Block::Quotation(_) | Block::Code(..) | Block::Rule => Vec::new(),
    };
    for line in lines {
        cited_in_line(line, found);
    }
}

fn cited_in_line<'p>(inlines: &'p [Inline], found: &mut Vec<&'p Cite>) {
    for inline in inlines {
        match inline {
            Inline::Citations(cites) => found.extend(cites),
            Inline::Marked(_, inlines) | Inline::Reference(_, Some(inlines)) | Inline::Link(_, inlines) => {
                cited_in_line(inlines, found);
            }
            _ => {}
        }
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
