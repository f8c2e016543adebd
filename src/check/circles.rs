//! Texts of facts and items that show each other: never in a circle, never too deep, never too many.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostics};
use crate::load::Draft;
use crate::model::anchor::List;
use crate::model::prose::{Block, Inline};
use crate::model::records::Grant;
use crate::model::text::grouped;
use crate::model::{FileId, Prose, Record, Reference, Shown, Span, Target};

use super::ids::Index;
use super::resolve::Resolution;

/// The deepest that texts may show others which show others.
const DEEPEST: usize = 32;
/// The most texts that one may show, those within those included.
const MOST_SHOWN: usize = 10_000;

/// A text that is a fact's value, or the words of an item.
struct Text {
    /// `malaysia-fy2023.purpose`.
    name: String,
    /// The texts that it shows, by their places, with where it does.
    shows: Vec<(usize, Span)>,
    size: Size,
}

/// How far a text has been looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Unknown,
    /// It is being looked at: who shows it now closes a circle.
    Open,
    /// How deep it is, and how many texts it shows.
    Known(usize, usize),
}

/// No text shows itself, at once or by way of others, and none shows more than a page can hold.
pub(super) fn texts_end(draft: &Draft, _: &Index<'_>, resolution: &Resolution, diagnostics: &mut Diagnostics) {
    let mut texts = texts(draft, resolution);
    for start in 0..texts.len() {
        let mut path = vec![(start, 0)];
        while let Some((text, next)) = path.pop() {
            if next == 0 && texts[text].size != Size::Unknown {
                continue;
            }
            texts[text].size = Size::Open;
            let Some((shown, span)) = texts[text].shows.get(next).copied() else {
                texts[text].size = measured(&texts, text, diagnostics);
                continue;
            };
            path.push((text, next + 1));
            match texts[shown].size {
                Size::Unknown => path.push((shown, 0)),
                Size::Open => circle(&texts, &path, shown, span, diagnostics),
                Size::Known(..) => {}
            }
        }
    }
}

/// Every text of the draft with what it shows.
fn texts(draft: &Draft, resolution: &Resolution) -> Vec<Text> {
    let spans: BTreeMap<FileId, &[_]> =
        draft.files.iter().map(|file| (file.file, file.named.references.as_slice())).collect();
    let mut found: Vec<(Target, String, Vec<Reference>)> = Vec::new();
    for record in draft.records.all() {
        let (key, id) = (record.key(), &record.head().id);
        for (number, fact) in record.facts().iter().enumerate() {
            let shown = if let Shown::Prose(prose) = fact.value { shown(prose) } else { Vec::new() };
            found.push((Target::Fact(key, number), format!("{id}.{}", fact.field), shown));
        }
    }
    for grant in &draft.records.grants {
        for item in grant.items() {
            let target = Target::Item(grant.key(), item.list, item.number);
            let shown = words(grant, item.list, item.number).map(shown).unwrap_or_default();
            found.push((target, format!("{}.{}", grant.head.id, item.anchor()), shown));
        }
    }
    let places: BTreeMap<Target, usize> =
        found.iter().enumerate().map(|(place, (target, ..))| (*target, place)).collect();
    let shows = |reference: Reference| {
        let place = resolution.references[reference.0].and_then(|target| places.get(&target))?;
        let mention = spans.get(&reference.0.file)?.get(reference.0.number as usize)?;
        Some((*place, mention.span))
    };
    let text = |(_, name, shown): &(Target, String, Vec<Reference>)| {
        let shows = shown.iter().filter_map(|reference| shows(*reference)).collect();
        Text { name: name.clone(), shows, size: Size::Unknown }
    };
    found.iter().map(text).collect()
}

/// The words of an item, where they are a text.
fn words(grant: &Grant, list: List, number: usize) -> Option<&Prose> {
    match list {
        List::Equipment => None,
        List::Deliveries => Some(&grant.deliveries[number].what),
        List::Arrivals => Some(&grant.arrivals[number].what),
        List::Expected => Some(&grant.expected[number].what),
    }
}

/// The references of a text that show what they name: those without words of the editor's.
fn shown(prose: &Prose) -> Vec<Reference> {
    let mut found = Vec::new();
    for block in &prose.blocks {
        if let Block::Paragraph(line) | Block::Plain(line) = block {
            shown_in(line, &mut found);
        }
    }
    found
}

fn shown_in(line: &[Inline], found: &mut Vec<Reference>) {
    for inline in line {
        match inline {
            Inline::Reference(reference, None) => found.push(*reference),
            Inline::Marked(_, line) | Inline::Link(_, line) | Inline::Reference(_, Some(line)) => shown_in(line, found),
            _ => {}
        }
    }
}

/// Reports a circle where it closes: the last text of the path shows one that is on it.
fn circle(texts: &[Text], path: &[(usize, usize)], shown: usize, span: Span, diagnostics: &mut Diagnostics) {
    let between = path.iter().rev().map(|(text, _)| *text).take_while(|text| *text != shown);
    let mut between: Vec<String> = between.map(|text| format!("`{}`", texts[text].name)).collect();
    between.reverse();
    let by_way = if between.is_empty() { String::new() } else { format!(", by way of {}", between.join(", ")) };
    let message = format!("the text of `{}` shows itself here{by_way}", texts[shown].name);
    let hint = "write the words out, or link with words of your own: `[[id.field|the words]]`";
    diagnostics.add(Code::CircularReference, span, message, Some(hint.to_owned()));
}

/// The size of a text whose own texts are known; where it is the first that is too large, that is reported.
fn measured(texts: &[Text], text: usize, diagnostics: &mut Diagnostics) -> Size {
    let (mut depth, mut count) = (0, 0_usize);
    let mut within = true;
    for (shown, _) in &texts[text].shows {
        if let Size::Known(deep, many) = texts[*shown].size {
            within &= deep <= DEEPEST && many <= MOST_SHOWN;
            depth = depth.max(deep + 1);
            count = count.saturating_add(many + 1);
        }
    }
    if within
        && (depth > DEEPEST || count > MOST_SHOWN)
        && let Some((_, span)) = texts[text].shows.first()
    {
        let message = format!(
            "`{}` shows texts that show others: more than {DEEPEST} deep, or more than {} in all",
            texts[text].name,
            grouped(MOST_SHOWN as u128)
        );
        let hint = "link with words of your own: `[[id.field|the words]]`";
        diagnostics.add(Code::TooLarge, *span, message, Some(hint.to_owned()));
    }
    Size::Known(depth, count)
}
