//! Prose as plain words, for summaries, descriptions and the inside of links.

use crate::model::Prose;
use crate::model::prose::{Block, Definition, Inline};

use super::Page;

impl Page<'_> {
    /// Prose as plain words, without its notes.
    pub(in crate::render) fn plain(&self, prose: &Prose) -> String {
        self.plain_blocks(&prose.blocks)
    }

    /// Blocks as plain words, without their notes.
    pub(super) fn plain_blocks(&self, blocks: &[Block]) -> String {
        spaced(blocks.iter().map(|block| self.plain_block(block)))
    }

    fn plain_block(&self, block: &Block) -> String {
        match block {
            Block::Paragraph(line) | Block::Plain(line) | Block::Heading(_, line) => self.plain_words(line),
            Block::List(_, items) => spaced(items.iter().map(|item| self.plain_blocks(item))),
            Block::Quotation(blocks) => self.plain_blocks(blocks),
            Block::Code(_, text) => text.to_string(),
            Block::Table(_, rows) => spaced(rows.iter().flatten().map(|cell| self.plain_words(cell))),
            Block::Definitions(parts) => spaced(parts.iter().map(|part| match part {
                Definition::Term(line) => self.plain_words(line),
                Definition::Meaning(blocks) => self.plain_blocks(blocks),
            })),
            Block::Rule | Block::Figure(_) => String::new(),
        }
    }

    fn plain_words(&self, line: &[Inline]) -> String {
        let mut out = String::new();
        self.plain_line(line, &mut out);
        out
    }

    fn plain_line(&self, line: &[Inline], out: &mut String) {
        for inline in line {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                Inline::SoftBreak => out.push('\n'),
                Inline::LineBreak => out.push_str(" \n"),
                Inline::Marked(_, line) | Inline::Link(_, line) | Inline::Reference(_, Some(line)) => {
                    self.plain_line(line, out);
                }
                Inline::Reference(to, None) => out.push_str(self.target_words(self.target(*to)).plain()),
                Inline::Citations(_) | Inline::Footnote(_) => out.truncate(out.trim_end().len()),
                Inline::Image(..) => {}
            }
        }
    }
}

/// Stretches of words with a blank between them.
fn spaced(words: impl Iterator<Item = String>) -> String {
    let words: Vec<_> = words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()).collect();
    words.join(" ")
}
