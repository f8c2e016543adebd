//! Paragraphs that stand without one, since what they stand in is one already.

use crate::model::prose::Block;

/// How many paragraphs there are in blocks.
pub(super) fn paragraphs(blocks: &[Block]) -> usize {
    let inside = |block: &Block| match block {
        Block::Paragraph(_) => 1,
        Block::List(_, items) => items.iter().map(|item| paragraphs(item)).sum(),
        Block::Quotation(blocks) => paragraphs(blocks),
        _ => 0,
    };
    blocks.iter().map(inside).sum()
}

/// Lets the words of paragraphs stand without one, as a note of one paragraph stands in its list.
pub(super) fn unwrap_paragraphs(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => *block = Block::Plain(std::mem::take(line)),
            Block::List(_, items) => items.iter_mut().for_each(|item| unwrap_paragraphs(item)),
            Block::Quotation(blocks) => unwrap_paragraphs(blocks),
            _ => {}
        }
    }
}
