//! The blocks of a text: paragraphs, lists, tables, quotations, code and figures.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag};

use crate::diag::Code;
use crate::model::prose::{Align, Block, Definition};

use super::events::{Events, is_block};
use super::paragraphs::{paragraphs, unwrap_paragraphs};
use super::reader::Reader;

impl<'t> Reader<'_, 't> {
    /// The blocks up to the end of what they stand in, that end included.
    pub(super) fn blocks(&mut self, events: &mut Events<'t>) -> Vec<Block> {
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
            Tag::Heading { level, id, .. } => Some(self.heading(level as u8, id.as_deref(), &range, events)),
            Tag::BlockQuote(_) => Some(Block::Quotation(self.blocks(events))),
            Tag::CodeBlock(kind) => self.code(&kind, range.start, events),
            Tag::List(first) => Some(Block::List(first, self.items(events))),
            Tag::DefinitionList => Some(Block::Definitions(self.definitions(events))),
            Tag::Table(alignments) => Some(self.table(&alignments, events)),
            Tag::FootnoteDefinition(label) => {
                self.end_paragraph();
                self.footnotes.open(&label);
                let mut blocks = self.blocks(events);
                self.end_paragraph();
                if paragraphs(&blocks) == 1 {
                    unwrap_paragraphs(&mut blocks);
                }
                self.footnotes.close(&label, range, blocks);
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
}
