//! Finds what looks like a reference, a citation, a footnote call, an image, a link or a cell and was not understood,
//! so that it would be printed as it stands or vanish.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::events::{is_addition, is_block};

/// What something looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    Reference,
    Citation,
    Footnote,
    InlineFootnote,
    Image,
    Link,
    Cells,
    Table,
}

/// A stretch of the text that was not understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leftover {
    pub(super) like: Likeness,
    pub(super) range: Range<usize>,
    /// Whether it stands in a table, where a `|` ends a cell.
    pub(super) in_table: bool,
}

/// Finds what was not understood, in the order of the text.
pub(super) fn find(text: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<Leftover> {
    let mut search =
        Search { text, found: Vec::new(), line: Vec::new(), in_table: false, last_cell: 0, last_end: 0, open: false };
    // How many of those are open whose words are none of the text.
    let mut skipped = 0;
    for (event, range) in events {
        let skips = matches!(
            event,
            Event::Start(
                Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }
            )
        ) || matches!(event, Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. })
                if is_addition(*link_type) && !matches!(link_type, LinkType::WikiLink { has_pothole: true }));
        match event {
            Event::Start(_) if skipped > 0 || skips => skipped += 1,
            Event::End(_) if skipped > 0 => skipped -= 1,
            _ if skipped > 0 => continue,
            _ => {}
        }
        search.take(event, range);
    }
    search.end_line();
    search.found
}

/// A character of a line with its place; one that is escaped or made by an entity means nothing.
type Placed = (char, usize);

/// The longest that an id may be.
const LONGEST_ID: usize = 80;

/// Stands for what is no text, and for characters that mean nothing.
const OTHER: char = '\u{fffc}';

/// Stands for a bracket that means nothing and yet has a partner in the text.
const ESCAPED_OPEN: char = '\u{fffb}';

struct Search<'t> {
    text: &'t str,
    found: Vec<Leftover>,
    line: Vec<Placed>,
    in_table: bool,
    /// Where the last cell of a row ended.
    last_cell: usize,
    /// Where the last words ended.
    last_end: usize,
    /// Whether a cell before in this row began a reference that it did not end.
    open: bool,
}

impl Search<'_> {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.end_line();
                (self.in_table, self.open, self.last_cell) = (true, false, range.start);
            }
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                self.end_line();
                self.more_cells(range);
                self.in_table = false;
            }
            Event::End(TagEnd::TableCell) => {
                self.end_line();
                self.last_cell = range.end;
            }
            Event::Start(Tag::Paragraph) => {
                self.end_line();
                self.no_table(range);
            }
            Event::Start(tag) if is_block(tag) => self.end_line(),
            Event::End(end) if is_block_end(*end) => self.end_line(),
            Event::Text(words) => {
                self.words(words, range);
                self.last_end = range.end;
            }
            Event::SoftBreak | Event::HardBreak => self.line.push((' ', range.start)),
            Event::End(_) => {}
            _ => self.line.push((OTHER, range.start)),
        }
    }

    fn words(&mut self, words: &str, range: &Range<usize>) {
        let source = &self.text[range.clone()];
        if source != words {
            self.line.push((OTHER, range.start));
            return;
        }
        // The library leaves out the backslash that takes the meaning of the next character.
        let is_escaped = self.text[..range.start].ends_with('\\') && self.last_end != range.start;
        for (place, (offset, character)) in words.char_indices().enumerate() {
            let character = match character {
                character if place > 0 || !is_escaped => character,
                '[' => ESCAPED_OPEN,
                _ => OTHER,
            };
            self.line.push((character, range.start + offset));
        }
    }

    /// Cells beyond those of the head, which the library drops.
    fn more_cells(&mut self, row: &Range<usize>) {
        let rest = &self.text[self.last_cell.min(row.end)..row.end];
        let start = row.end - rest.trim_start_matches(|c: char| c == '|' || c.is_whitespace()).len();
        let end = row.end - rest.len() + rest.trim_end_matches(|c: char| c == '|' || c.is_whitespace()).len();
        // What was cut off has been reported with the cell in which it began.
        if start < end && !self.open {
            self.add(Likeness::Cells, start..end);
        }
    }

    /// Lines that begin like a table whose head and whose line of hyphens differ in their cells.
    fn no_table(&mut self, paragraph: &Range<usize>) {
        let (mut start, mut above) = (paragraph.start, paragraph.start..paragraph.start);
        for line in self.text[paragraph.clone()].split_inclusive('\n') {
            let bare = line.trim_start_matches(['>', ' ', '\t']).trim_end();
            let mut cells = bare.trim_matches('|').split('|').map(str::trim);
            let is_hyphens = |cell: &str| cell.contains('-') && cell.trim_matches(':').trim_matches('-').is_empty();
            if bare.contains('|') && self.text[above.clone()].contains('|') && cells.all(is_hyphens) {
                self.add(Likeness::Table, above);
                return;
            }
            above = start..start + line.trim_end().len();
            start += line.len();
        }
    }

    fn add(&mut self, like: Likeness, range: Range<usize>) {
        self.found.push(Leftover { like, range, in_table: self.in_table });
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let partners = partners(&line);
        let mut place = 0;
        while place < line.len() {
            match self.looks_like(&line, &partners, place) {
                Some((like, first, after)) => {
                    let end = after.checked_sub(1).and_then(|last| line.get(last));
                    let end = end.map_or(line[first].1, |(character, at)| at + self.width(*at, *character));
                    self.add(like, line[first].1..end);
                    place = after.max(place + 1);
                }
                None => place += 1,
            }
        }
    }

    fn width(&self, at: usize, character: char) -> usize {
        if matches!(character, OTHER | ESCAPED_OPEN) {
            self.text[at..].chars().next().map_or(0, char::len_utf8)
        } else {
            character.len_utf8()
        }
    }

    /// What begins or ends at a place of a line, if it looks like anything: from where to where.
    fn looks_like(&mut self, line: &[Placed], partners: &Partners, place: usize) -> Option<(Likeness, usize, usize)> {
        let at = |place: usize| line.get(place).map_or(OTHER, |(character, _)| *character);
        let close = |open: usize| partners.of.get(open).copied().flatten();
        let (here, next) = (at(place), at(place + 1));
        let touches =
            |first: usize| line.get(first + 1).is_some_and(|(_, other)| *other == line[first].1 + at(first).len_utf8());
        let word = |from: usize| (from..line.len()).find(|place| at(*place).is_whitespace()).unwrap_or(line.len());
        let whole = |open: usize| close(open).map_or_else(|| word(open), |close| close + 1);
        if is_open(here) && touches(place) {
            match next {
                next if is_open(next) && is_same_width(here, next) => {
                    let end = close(place);
                    self.open |= end.is_none() && self.in_table;
                    return Some((Likeness::Reference, place, end.map_or(line.len(), |end| end + 1)));
                }
                '^' => return Some((Likeness::Footnote, place, whole(place))),
                '@' | '＠' => {
                    return Some((Likeness::Citation, place, close(place).map_or(line.len(), |end| end + 1)));
                }
                _ => {}
            }
        }
        match here {
            '!' if next == '[' && touches(place) => {
                let end = whole(place + 1);
                Some((Likeness::Image, place, partners.target_end(line, end).unwrap_or(end)))
            }
            '^' if next == '[' && touches(place) => Some((Likeness::InlineFootnote, place, whole(place + 1))),
            '[' => {
                let end = close(place)?;
                if partners.citing.contains(&place) {
                    return Some((Likeness::Citation, place, end + 1));
                }
                if !touches(end) || place + 1 == end {
                    return None;
                }
                match at(end + 1) {
                    '(' => partners.target_end(line, end + 1).map(|after| (Likeness::Link, place, after)),
                    '[' => close(end + 1)
                        .filter(|second| *second > end + 2)
                        .map(|second| (Likeness::Link, place, second + 1)),
                    _ => None,
                }
            }
            _ if is_close(here) && is_close(next) && touches(place) && !self.open => {
                let is_lost = partners.alone.contains(&place) || partners.alone.contains(&(place + 1));
                let near = place.saturating_sub(LONGEST_ID);
                let first =
                    (near..place).rev().find(|before| at(*before).is_whitespace()).map_or(near, |blank| blank + 1);
                is_lost.then_some((Likeness::Reference, first, place + 2))
            }
            _ => None,
        }
    }
}

/// Whether an `@` begins an id here, and not the second half of a mail address.
fn at_sign(line: &[Placed], place: usize) -> bool {
    let before = line[..place].iter().rev().map(|(character, _)| *character).find(|character| *character != '-');
    let begins = before.is_none_or(|before| !(before.is_alphanumeric() || "._+/".contains(before)));
    let next = line.get(place + 1).map_or(OTHER, |(next, _)| *next);
    line[place].0 == '@' && begins && (next.is_ascii_lowercase() || next.is_ascii_digit())
}

fn is_open(character: char) -> bool {
    matches!(character, '[' | '［')
}

fn is_close(character: char) -> bool {
    matches!(character, ']' | '］')
}

fn is_same_width(one: char, other: char) -> bool {
    one.is_ascii() == other.is_ascii()
}

/// Which brackets of a line belong together. Found in one pass, so that no text takes long.
struct Partners {
    /// The closing bracket of each opening one.
    of: Vec<Option<usize>>,
    /// Closing brackets that nothing opens.
    alone: BTreeSet<usize>,
    /// Opening brackets right inside which an id stands behind an `@`.
    citing: BTreeSet<usize>,
    /// Every `)`.
    ends: Vec<usize>,
}

impl Partners {
    /// Behind the `)` that ends an address which begins at a place.
    fn target_end(&self, line: &[Placed], place: usize) -> Option<usize> {
        (line.get(place)?.0 == '(').then_some(())?;
        self.ends.get(self.ends.partition_point(|end| *end < place)).map(|end| end + 1)
    }
}

fn partners(line: &[Placed]) -> Partners {
    let (of, ends) = (vec![None; line.len()], Vec::new());
    let mut found = Partners { of, alone: BTreeSet::new(), citing: BTreeSet::new(), ends };
    let mut open = Vec::new();
    for (place, (character, _)) in line.iter().enumerate() {
        match *character {
            character if is_open(character) || character == ESCAPED_OPEN => open.push(place),
            character if is_close(character) => match open.pop() {
                Some(start) => found.of[start] = Some(place).filter(|_| line[start].0 != ESCAPED_OPEN),
                None => _ = found.alone.insert(place),
            },
            ')' => found.ends.push(place),
            '@' if at_sign(line, place) => found.citing.extend(open.last()),
            _ => {}
        }
    }
    found
}

fn is_block_end(end: TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
