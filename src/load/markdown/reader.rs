//! Markdown to prose: CommonMark with tables, footnotes, references and citations; raw HTML is refused.
//!
//! Makes blocks and lines; no page, path or number of a note is known here.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use crate::diag::Code;
use crate::load::sink::Sink;
use crate::load::yaml::Scalar;
use crate::model::character::{is_forbidden, named};
use crate::model::prose::{FigureCall, Inline, Inlines, Mark};
use crate::model::text::is_japanese;
use crate::model::{Prose, Span};

use super::attributes::take_own_ids;
use super::events::{DEEPEST, Events, Found, is_inline, not_too_deep};
use super::footnotes::Footnotes;
use super::line::Line;
use super::placement::Placement;
use super::{amounts, definitions, leftovers};

/// Reads the text of a figure block, which starts so many lines into the file.
pub(crate) type ReadFigure = fn(&mut Sink, &str, u32) -> Option<FigureCall>;

/// Reads the body of an article, which starts at byte `start` of the file; `figure` reads its figure blocks.
pub(crate) fn article(sink: &mut Sink, body: &str, start: usize, figure: ReadFigure) -> Prose {
    Reader::new(sink, Placement::Body(start), body, Some(figure)).run()
}

/// Reads inline Markdown from a scalar.
pub(crate) fn inline(sink: &mut Sink, scalar: &Scalar, span: Span) -> Prose {
    Reader::new(sink, Placement::Scalar(scalar, span), &scalar.text, None).run()
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Reads one text.
pub(super) struct Reader<'w, 't> {
    pub(super) sink: &'w mut Sink,
    placement: Placement<'w>,
    pub(super) text: &'t str,
    /// How figure blocks are read; none in a field, which takes inline Markdown only.
    pub(super) figure: Option<ReadFigure>,
    pub(super) prose: Prose,
    pub(super) footnotes: Footnotes,
    /// The level of the last heading.
    pub(super) level: u8,
    /// How many headings there are so far.
    pub(super) headings: usize,
    /// Sums of money in the paragraph that is being read.
    amounts: Vec<Range<usize>>,
    /// Whether that paragraph names a source.
    pub(super) cited: bool,
}

impl<'w, 't> Reader<'w, 't> {
    fn new(sink: &'w mut Sink, placement: Placement<'w>, text: &'t str, figure: Option<ReadFigure>) -> Self {
        Self {
            sink,
            placement,
            text,
            figure,
            prose: Prose::default(),
            footnotes: Footnotes::default(),
            level: 1,
            headings: 0,
            amounts: Vec::new(),
            cited: false,
        }
    }

    /// Whether it reads the body of an article.
    pub(super) fn is_body(&self) -> bool {
        self.figure.is_some()
    }

    fn run(mut self) -> Prose {
        let text = self.text;
        // The library asks about brackets that it does not know, and joins two pairs that touch.
        let is_ours = move |link: BrokenLink<'t>| {
            let joined = link.link_type == LinkType::Reference
                && ["[@", "[^"].iter().any(|open| text[link.span.clone()].starts_with(open));
            (joined || link.reference.starts_with('@')).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let events = Parser::new_with_broken_link_callback(text, OPTIONS, Some(is_ours)).into_offset_iter();
        let definitions = definitions::of(events.reference_definitions());
        let (events, too_deep) = not_too_deep(events);
        if let Some(range) = too_deep {
            let message = format!("the text is nested more than {DEEPEST} deep");
            self.error(Code::TooLarge, &range, message, "a text needs a handful of levels; take the others out");
        }
        let events = take_own_ids(text, events);
        for leftover in leftovers::find(text, &events) {
            self.leftover(&leftover);
        }
        for range in definitions::unused(definitions, &events) {
            self.unused_definition(&range);
        }
        let mut events = events.into_iter().peekable();
        self.prose.blocks = self.blocks(&mut events);
        self.end_paragraph();
        self.end_footnotes();
        self.prose
    }

    /// A line and the end of what it stands in.
    pub(super) fn whole_line(&mut self, events: &mut Events<'t>) -> Inlines {
        let line = self.line(events);
        events.next();
        line
    }

    /// The text of a line, up to the end of what it stands in or to a block.
    pub(super) fn line(&mut self, events: &mut Events<'t>) -> Inlines {
        let mut line = Line::default();
        while let Some((event, range)) = events.next_if(|(event, _)| is_inline(event)) {
            match event {
                Event::Start(Tag::Emphasis) => line.push(self.marked(Mark::Emphasis, events)),
                Event::Start(Tag::Strong) => line.push(self.marked(Mark::Strong, events)),
                Event::Start(Tag::Strikethrough) => line.push(self.marked(Mark::Struck, events)),
                Event::Start(Tag::Link { link_type, dest_url: url, title, .. }) => {
                    self.link(&Found { link_type, url, title }, range, events, &mut line);
                }
                Event::Start(Tag::Image { link_type, dest_url: url, title, .. }) => {
                    if let Some(image) = self.image(&Found { link_type, url, title }, &range, events) {
                        line.push(image);
                    }
                }
                Event::Text(text) => {
                    self.words(&text, &range);
                    line.text.push_str(&text);
                }
                Event::Code(code) => {
                    self.count_words(&code);
                    line.push(Inline::Code(code.as_ref().into()));
                }
                Event::InlineHtml(html) => {
                    let shown: String = html.chars().take(30).collect();
                    let message = format!("raw HTML is not allowed: `{shown}`");
                    self.error(Code::RawHtml, &range, message, "write it in Markdown; a `<` in text is written `\\<`");
                }
                Event::FootnoteReference(label) => {
                    self.cited = true;
                    line.push(Inline::Footnote(self.footnotes.call(&label, range)));
                }
                Event::SoftBreak => line.push(Inline::SoftBreak),
                Event::HardBreak => line.push(Inline::LineBreak),
                _ => {}
            }
        }
        line.finish()
    }

    fn marked(&mut self, mark: Mark, events: &mut Events<'t>) -> Inline {
        Inline::Marked(mark, self.whole_line(events))
    }

    /// A sum of money in the paragraph that ends here needs a citation in it.
    pub(super) fn end_paragraph(&mut self) {
        let cited = std::mem::take(&mut self.cited);
        for range in std::mem::take(&mut self.amounts) {
            if !cited {
                let message = format!("`{}` stands here without a source", &self.text[range.clone()]);
                let hint = "refer to the fact (`[[id.amount]]`), or cite a source in the paragraph (`[@source]`)";
                self.error(Code::BareAmount, &range, message, hint);
            }
        }
    }

    pub(super) fn words(&mut self, text: &str, range: &Range<usize>) {
        if let Some(bad) = text.chars().find(|character| is_forbidden(*character)) {
            let message = format!("here stands what no text may hold: {}", named(bad));
            self.error(Code::BadCharacter, range, message, "take it out; no page can hold it");
        }
        self.count_words(text);
        if range.len() == text.len() {
            let found = amounts::find(text).into_iter().map(|r| range.start + r.start..range.start + r.end);
            self.amounts.extend(found);
        }
    }

    /// Counts words, for the reading time.
    fn count_words(&mut self, text: &str) {
        let japanese = text.chars().filter(|c| is_japanese(*c)).count();
        self.prose.words += text.split_whitespace().count() + japanese / 2;
    }

    /// Where a stretch of the text stands in its file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.placement.span(self.sink, self.text, range)
    }

    pub(super) fn error(&mut self, code: Code, range: &Range<usize>, message: impl Into<String>, hint: &str) {
        let span = self.span(range);
        self.sink.error(code, span, message, Some(hint));
    }
}
