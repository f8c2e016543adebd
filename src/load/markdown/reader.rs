//! Markdown to prose: CommonMark with tables, footnotes, references and citations; raw HTML is refused.
//!
//! Makes blocks and lines; no page, path or number of a note is known here.

use std::ops::Range;

use pulldown_cmark::{Alignment, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag};

use crate::diag::Code;
use crate::load::sink::Sink;
use crate::load::yaml::Scalar;
use crate::model::character::{is_forbidden, named};
use crate::model::prose::{Align, Block, Definition, FigureCall, Heading, Inline, Inlines, Mark};
use crate::model::text::is_japanese;
use crate::model::{Prose, Span};

use super::amounts;
use super::events::{DEEPEST, Events, is_block, is_inline, not_too_deep, plain_words};
use super::line::Line;
use super::paragraphs::{paragraphs, unwrap_paragraphs};
use super::placement::Placement;
use super::slugs::{Slugs, slug};

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
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Reads one text.
pub(super) struct Reader<'w, 't> {
    pub(super) sink: &'w mut Sink,
    placement: Placement<'w>,
    pub(super) text: &'t str,
    /// How figure blocks are read; none in a field, which takes inline Markdown only.
    figure: Option<ReadFigure>,
    prose: Prose,
    slugs: Slugs,
    /// The level of the last heading.
    level: u8,
    /// The words of the heading that is being read.
    heading: Option<String>,
    /// Sums of money in the paragraph that is being read.
    amounts: Vec<Range<usize>>,
    /// Whether that paragraph names a source.
    pub(super) cited: bool,
}

impl<'w, 't> Reader<'w, 't> {
    fn new(sink: &'w mut Sink, placement: Placement<'w>, text: &'t str, figure: Option<ReadFigure>) -> Self {
        let (prose, slugs) = (Prose::default(), Slugs::default());
        Self { sink, placement, text, figure, prose, slugs, level: 1, heading: None, amounts: Vec::new(), cited: false }
    }

    /// Whether it reads the body of an article.
    fn is_body(&self) -> bool {
        self.figure.is_some()
    }

    fn run(mut self) -> Prose {
        let citation = |link: BrokenLink<'t>| {
            link.reference.starts_with('@').then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let events = Parser::new_with_broken_link_callback(self.text, OPTIONS, Some(citation)).into_offset_iter();
        let (mut events, too_deep) = not_too_deep(events);
        if let Some(range) = too_deep {
            let message = format!("the text is nested more than {DEEPEST} deep");
            self.error(Code::TooLarge, &range, message, "a text needs a handful of levels; take the others out");
        }
        self.prose.blocks = self.blocks(&mut events);
        self.end_paragraph();
        self.prose
    }

    /// The blocks up to the end of what they stand in, that end included.
    fn blocks(&mut self, events: &mut Events<'t>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = events.peek() {
            match event {
                Event::Start(tag) if is_block(tag) => {
                    if let Some((Event::Start(tag), range)) = events.next() {
                        blocks.extend(self.block(tag, range, events));
                    }
                }
                Event::End(_) => {
                    events.next();
                    break;
                }
                Event::Rule => {
                    events.next();
                    blocks.push(Block::Rule);
                }
                Event::Html(_) => _ = events.next(),
                _ => blocks.push(Block::Plain(self.line(events))),
            }
        }
        blocks.shrink_to_fit();
        blocks
    }

    /// A line and the end of what it stands in.
    pub(super) fn whole_line(&mut self, events: &mut Events<'t>) -> Inlines {
        let line = self.line(events);
        events.next();
        line
    }

    fn block(&mut self, tag: Tag<'t>, range: Range<usize>, events: &mut Events<'t>) -> Option<Block> {
        if !self.is_body() {
            self.only_inline(&tag, &range);
        }
        match tag {
            Tag::Paragraph if self.is_body() => {
                self.end_paragraph();
                Some(Block::Paragraph(self.whole_line(events)))
            }
            Tag::Paragraph => Some(Block::Plain(self.whole_line(events))),
            Tag::Heading { level, id, .. } => {
                Some(self.heading(level as u8, id.map(|id| id.to_string()), &range, events))
            }
            Tag::BlockQuote(_) => Some(Block::Quotation(self.blocks(events))),
            Tag::CodeBlock(kind) => self.code(&kind, range.start, events),
            Tag::List(first) => Some(Block::List(first, self.items(events))),
            Tag::DefinitionList => Some(Block::Definitions(self.definitions(events))),
            Tag::Table(alignments) => Some(self.table(&alignments, events)),
            Tag::FootnoteDefinition(label) => {
                self.end_paragraph();
                let mut blocks = self.blocks(events);
                self.end_paragraph();
                if paragraphs(&blocks) == 1 {
                    unwrap_paragraphs(&mut blocks);
                }
                self.prose.footnotes.push((label.as_ref().into(), blocks));
                None
            }
            Tag::HtmlBlock => {
                let end = self.text[range.clone()].find('\n').map_or(range.end, |offset| range.start + offset);
                let hint = "write it in Markdown; a `<` in text is written `\\<`";
                self.error(Code::RawHtml, &(range.start..end), "raw HTML is not allowed", hint);
                self.blocks(events);
                None
            }
            // Parts of lists and tables do not stand alone.
            _ => {
                self.blocks(events);
                None
            }
        }
    }

    fn only_inline(&mut self, block: &Tag<'_>, range: &Range<usize>) {
        if !matches!(block, Tag::Paragraph | Tag::HtmlBlock) {
            let hint = "no headings, lists, tables, quotations or code blocks here; move them to an article";
            self.error(Code::WrongType, range, "this field takes inline Markdown only", hint);
        }
    }

    fn items(&mut self, events: &mut Events<'t>) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((Event::Start(_), _)) = events.next() {
            self.end_paragraph();
            items.push(self.blocks(events));
        }
        items
    }

    fn definitions(&mut self, events: &mut Events<'t>) -> Vec<Definition> {
        let mut parts = Vec::new();
        while let Some((Event::Start(tag), _)) = events.next() {
            self.end_paragraph();
            parts.push(match tag {
                Tag::DefinitionListTitle => Definition::Term(self.whole_line(events)),
                _ => Definition::Meaning(self.blocks(events)),
            });
        }
        parts
    }

    fn table(&mut self, alignments: &[Alignment], events: &mut Events<'t>) -> Block {
        let align = |alignment: &Alignment| match alignment {
            Alignment::Right => Align::Number,
            Alignment::Center => Align::Centre,
            Alignment::None | Alignment::Left => Align::Text,
        };
        let mut rows = Vec::new();
        while let Some((Event::Start(tag), _)) = events.next() {
            if tag == Tag::TableRow {
                self.end_paragraph();
            }
            let mut cells = Vec::new();
            while let Some((Event::Start(_), _)) = events.next() {
                cells.push(self.whole_line(events));
            }
            if tag == Tag::TableRow {
                self.end_paragraph();
            }
            rows.push(cells);
        }
        Block::Table(alignments.iter().map(align).collect(), rows)
    }

    /// A block of code, or the figure that it asks for.
    fn code(&mut self, kind: &CodeBlockKind<'t>, start: usize, events: &mut Events<'t>) -> Option<Block> {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.trim(),
            CodeBlockKind::Indented => "",
        };
        let figure = self.figure.filter(|_| language == "figure");
        let mut text = String::new();
        while let Some((event, range)) = events.next().filter(|(event, _)| !matches!(event, Event::End(_))) {
            let Event::Text(line) = event else { continue };
            if figure.is_none() {
                self.words(&line, &range);
            }
            text.push_str(&line);
        }
        match figure {
            // The first line of the block's text follows the fence.
            Some(read) => {
                let lines_before = self.span(&(start..start)).line;
                read(self.sink, &text, lines_before).map(|call| Block::Figure(Box::new(call)))
            }
            None => {
                let language = language.split(' ').next().filter(|language| !language.is_empty());
                Some(Block::Code(language.map(Into::into), text.into()))
            }
        }
    }

    /// The text of a line, up to the end of what it stands in or to a block.
    pub(super) fn line(&mut self, events: &mut Events<'t>) -> Inlines {
        let mut line = Line::default();
        while let Some((event, range)) = events.next_if(|(event, _)| is_inline(event)) {
            match event {
                Event::Start(Tag::Emphasis) => line.push(self.marked(Mark::Emphasis, events)),
                Event::Start(Tag::Strong) => line.push(self.marked(Mark::Strong, events)),
                Event::Start(Tag::Strikethrough) => line.push(self.marked(Mark::Struck, events)),
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    self.link(link_type, &dest_url, range, events).into_iter().for_each(|inline| line.push(inline));
                }
                Event::Start(Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
                    plain_words(events);
                    let hint = format!("write `[[{}]]` for a link, or `![alt text](../media/x.png)`", dest_url.trim());
                    self.error(Code::BrokenLink, &range, "a record can not be embedded", &hint);
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    let words = plain_words(events);
                    self.image(&dest_url, &words, &range).into_iter().for_each(|inline| line.push(inline));
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
                    line.push(Inline::Footnote(label.as_ref().into()));
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
    fn end_paragraph(&mut self) {
        let cited = std::mem::take(&mut self.cited);
        for range in std::mem::take(&mut self.amounts) {
            if !cited {
                let message = format!("`{}` stands here without a source", &self.text[range.clone()]);
                let hint = "refer to the fact (`[[id.amount]]`), or cite a source in the paragraph (`[@source]`)";
                self.error(Code::BareAmount, &range, message, hint);
            }
        }
    }

    fn words(&mut self, text: &str, range: &Range<usize>) {
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

    /// Counts words, and takes them for the heading that is being read.
    fn count_words(&mut self, text: &str) {
        let japanese = text.chars().filter(|c| is_japanese(*c)).count();
        self.prose.words += text.split_whitespace().count() + japanese / 2;
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
    }

    fn heading(&mut self, level: u8, id: Option<String>, range: &Range<usize>, events: &mut Events<'t>) -> Block {
        self.end_paragraph();
        self.heading = Some(String::new());
        let line = self.whole_line(events);
        let words = self.heading.take().unwrap_or_default();
        self.end_paragraph();
        let last = self.level;
        if level == 1 || level > last + 1 {
            let (message, hint) = match level {
                1 => (
                    "a heading of level 1 stands in the text".to_owned(),
                    "the title of the article is the heading of level 1; start with `##`",
                ),
                _ => (
                    format!("a heading of level {level} follows one of level {last}"),
                    "leave out no level: `##`, then `###`",
                ),
            };
            self.error(Code::HeadingSkip, range, message, hint);
        }
        self.level = level.max(2);
        let anchor = self.slugs.next(&id.unwrap_or_else(|| slug(&words)));
        Block::Heading(Heading { level: self.level, anchor, text: words.into() }, line)
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
