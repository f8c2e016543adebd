//! Lays out the tree of a text: what stands where, in which shape. `saphyr-parser` says it.
//!
//! Finds duplicate keys and stops nesting and alias bombs. Scalars stay empty: their words come from `words`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use crate::diag::{Code, Diagnostics, LineIndex};
use crate::model::text::grouped;
use crate::model::{FileId, Span};

use super::node::{Node, Scalar, Style, Value};
use super::refusals;
use super::upkeep::MERGE;

/// The most values a file may have once its aliases are expanded; a long text counts as several.
const MOST_NODES: usize = 2_000_000;
/// So many bytes of a text that is repeated by an alias count as one value.
const BYTES_A_NODE: usize = 64;
/// The deepest nesting of lists and mappings.
const DEEPEST: usize = 64;

/// The tree of a text without its words.
pub(super) struct Layout {
    pub(super) node: Node,
    /// Whether some value has a tag, which has been reported.
    pub(super) has_tags: bool,
    /// Whether some mapping has a merge key, which has been reported.
    pub(super) has_merge_keys: bool,
}

/// The tree of a text without its words; `None` where nothing can be read.
pub(super) fn lay_out(
    lines: &LineIndex,
    file: FileId,
    lines_before: u32,
    diagnostics: &mut Diagnostics,
) -> Option<Layout> {
    let mut builder = Builder {
        lines,
        file,
        lines_before,
        stack: Vec::new(),
        anchors: BTreeMap::new(),
        unused: BTreeMap::new(),
        has_tags: false,
        has_merge_keys: false,
        nodes: 0,
        root: None,
        diagnostics,
    };
    let text = with_spaces_after_colons(lines.text());
    let mut parser = Parser::new_from_str(&text);
    while let Some(event) = parser.next_event() {
        let step = match event {
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => builder.refused(&error),
        };
        match step {
            Step::Next => {}
            Step::Done => break,
            Step::Stop(code, place, message, hint) => {
                builder.diagnostics.add(code, place, message, hint);
                return None;
            }
        }
    }
    for (name, place) in builder.unused.values() {
        let message = format!("`&{name}` is read as a mark of YAML for a value that repeats, and nothing repeats it");
        let hint = format!("put the text in quotation marks: `\"&{name} …\"`");
        builder.diagnostics.add(Code::YamlSyntax, *place, message, Some(hint));
    }
    let start = Span { line: 1 + lines_before, ..Span::start_of(file) };
    let node = builder.root.unwrap_or(Node { value: Value::Null, span: start });
    Some(Layout { node, has_tags: builder.has_tags, has_merge_keys: builder.has_merge_keys })
}

/// The text with a space for each tab after a colon, which the library does not take. The words come from the text itself.
fn with_spaces_after_colons(text: &str) -> Cow<'_, str> {
    if !text.contains(":\t") && !text.contains(": \t") {
        return Cow::Borrowed(text);
    }
    let mut after_colon = false;
    let plain = text.chars().map(|character| {
        let stand_in = if after_colon && character == '\t' { ' ' } else { character };
        after_colon = character == ':' || after_colon && matches!(character, ' ' | '\t');
        stand_in
    });
    Cow::Owned(plain.collect())
}

enum Step {
    Next,
    Done,
    Stop(Code, Span, String, Option<String>),
}

/// A value that is finished, but for its words.
#[derive(Clone)]
struct Finished {
    node: Node,
    /// Of a scalar, to tell keys apart.
    text: Option<String>,
    /// How many values it counts as where an alias repeats it.
    weight: usize,
}

/// A list or mapping that is not closed yet, with its anchor.
struct Open {
    made: Finished,
    key: Option<Finished>,
    /// The keys so far, with their lines.
    keys: BTreeMap<String, u32>,
    anchor: usize,
}

struct Builder<'a> {
    lines: &'a LineIndex,
    file: FileId,
    lines_before: u32,
    stack: Vec<Open>,
    anchors: BTreeMap<usize, Finished>,
    /// The names and places of anchors that nothing has repeated yet.
    unused: BTreeMap<usize, (String, Span)>,
    has_tags: bool,
    has_merge_keys: bool,
    nodes: usize,
    root: Option<Node>,
    diagnostics: &'a mut Diagnostics,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: &YamlSpan) -> Step {
        let place = self.span(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.properties(anchor, tag.is_some(), span);
                self.merge_key(&text, style, place);
                let node = Node { value: self.scalar(&text, style, span), span: place };
                let weight = 1 + text.len() / BYTES_A_NODE;
                let text = (node.value != Value::Null).then(|| text.into_owned());
                return self.place(Finished { node, text, weight }, anchor, 1);
            }
            Event::Alias(anchor) => return self.alias(anchor, place),
            Event::SequenceStart(anchor, tag) => {
                self.properties(anchor, tag.is_some(), span);
                return self.open(Value::List(Vec::new()), place, anchor);
            }
            Event::MappingStart(anchor, tag) => {
                self.properties(anchor, tag.is_some(), span);
                return self.open(Value::Map(Vec::new()), place, anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.stack.pop() {
                    return self.place(open.made, open.anchor, 1);
                }
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                let message = "a second document starts here; a file holds one".to_owned();
                return Step::Stop(Code::YamlSyntax, place, message, Some("take out the line `---`".to_owned()));
            }
            Event::StreamEnd => return Step::Done,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Step::Next
    }

    /// What the library can not read.
    fn refused(&mut self, error: &ScanError) -> Step {
        let marker = *error.marker();
        let place = self.last_words_before(self.span(&YamlSpan::new(marker, marker)));
        if error.info().contains("recursion limit") {
            return too_deep(place);
        }
        let line = place.line.saturating_sub(self.lines_before);
        let refusal = refusals::explain(self.lines, error.info(), line, place.column);
        let line = refusal.line.saturating_add(self.lines_before);
        let place = Span { file: self.file, line, column: refusal.column, width: refusal.width };
        Step::Stop(Code::YamlSyntax, place, refusal.message, Some(refusal.hint))
    }

    /// Reports the tag of a value, and keeps its anchor in mind. Both stand before it.
    fn properties(&mut self, anchor: usize, has_tag: bool, span: &YamlSpan) {
        if has_tag {
            self.has_tags = true;
            let (tag, place) = self.property('!', span);
            let message = format!("`!{tag}` is read as a tag of YAML, and tags are not read here");
            let hint = format!("put the text in quotation marks: `\"!{tag} …\"`, or take the tag out");
            self.diagnostics.add(Code::YamlSyntax, place, message, Some(hint));
        }
        if anchor > 0 {
            let property = self.property('&', span);
            self.unused.insert(anchor, property);
        }
    }

    /// The name and the place of what starts with a sign before a value.
    fn property(&self, sign: char, span: &YamlSpan) -> (String, Span) {
        let text = self.lines.text();
        let value = text.char_indices().nth(span.start.index()).map_or(text.len(), |(at, _)| at);
        let starts = |at: &usize| {
            text[..*at].chars().next_back().is_none_or(|before| before.is_whitespace() || "[{,:-?".contains(before))
        };
        // The span of an empty value, or of a mapping, may start at its sign.
        let value = if text[value..].starts_with([sign, '!', '&']) {
            text[value..].find('\n').map_or(text.len(), |end| value + end)
        } else {
            value
        };
        let Some(at) = text[..value].rmatch_indices(sign).map(|(at, _)| at).find(starts) else {
            return (String::new(), self.span(span));
        };
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| c.is_whitespace() || ",[]{}".contains(c)).unwrap_or(rest.len());
        let mut place = self.lines.span(self.file, at, small(rest[..end].chars().count() + 1));
        place.line = place.line.saturating_add(self.lines_before);
        (rest[..end].to_owned(), place)
    }

    /// Reports a key that other tools read as the fields of another mapping.
    fn merge_key(&mut self, text: &str, style: ScalarStyle, place: Span) {
        let is_key =
            self.stack.last().is_some_and(|open| open.key.is_none() && matches!(open.made.node.value, Value::Map(_)));
        if is_key && style == ScalarStyle::Plain && text == MERGE {
            self.has_merge_keys = true;
            let message = "`<<` is no part of YAML 1.2, and merge keys are not read here".to_owned();
            let hint = Some("write the fields out in each record".to_owned());
            self.diagnostics.add(Code::YamlSyntax, place, message, hint);
        }
    }

    /// The place itself, or the end of the last words before it where it lies after all of them, as at the end of a file.
    fn last_words_before(&self, place: Span) -> Span {
        let has_words = |number: &u32| !self.line(*number).trim().is_empty();
        let last = (1..=self.last_line()).rev().find(has_words);
        match last {
            Some(last) if last < place.line.saturating_sub(self.lines_before) => {
                let column = small(self.line(last).trim_end().chars().count());
                Span { line: last.saturating_add(self.lines_before), column, width: 1, ..place }
            }
            _ => place,
        }
    }

    /// Repeats the value of an anchor, unless that would be too much.
    fn alias(&mut self, anchor: usize, place: Span) -> Step {
        self.unused.remove(&anchor);
        let Some(repeated) = self.anchors.get(&anchor) else {
            let message = "this alias stands inside the value that it repeats".to_owned();
            return Step::Stop(Code::YamlSyntax, place, message, Some("write the value out".to_owned()));
        };
        if self.nodes + repeated.weight > MOST_NODES {
            return too_many(place);
        }
        let mut made = repeated.clone();
        made.node.span = place;
        let weight = made.weight;
        self.place(made, 0, weight)
    }

    fn open(&mut self, value: Value, place: Span, anchor: usize) -> Step {
        if self.stack.len() >= DEEPEST {
            return too_deep(place);
        }
        let made = Finished { node: Node { value, span: place }, text: None, weight: 1 };
        self.stack.push(Open { made, key: None, keys: BTreeMap::new(), anchor });
        Step::Next
    }

    /// Puts a finished value, which counts as so many, where it belongs: into the open list or mapping, or at the root.
    fn place(&mut self, made: Finished, anchor: usize, counted: usize) -> Step {
        self.nodes += counted;
        if self.nodes > MOST_NODES {
            return too_many(made.node.span);
        }
        if anchor > 0 {
            self.nodes += made.weight;
            self.anchors.insert(anchor, made.clone());
        }
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(made.node);
            return Step::Next;
        };
        open.made.weight += made.weight;
        match (&mut open.made.node.value, open.key.take()) {
            (Value::List(items), _) => items.push(made.node),
            (Value::Map(_), None) => open.key = Some(made),
            (Value::Map(entries), Some(Finished { node: key, text, .. })) => {
                if let Some(text) = text
                    && let Some(first) = open.keys.insert(text.clone(), key.span.line)
                {
                    let message = format!("the key `{text}` stands here again, after line {first}");
                    let hint = Some("keep one of the two".to_owned());
                    self.diagnostics.add(Code::DuplicateKey, key.span, message, hint);
                }
                // Both stay, so that what stands in the second is not taken for missing.
                entries.push((key, made.node));
            }
            (Value::Null | Value::Scalar(_), _) => {}
        }
        Step::Next
    }

    /// A scalar that waits for its words.
    fn scalar(&self, text: &str, style: ScalarStyle, span: &YamlSpan) -> Value {
        let style = match style {
            ScalarStyle::Plain if matches!(text, "" | "~" | "null" | "Null" | "NULL") => return Value::Null,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Loose,
            _ if span.start.line() != span.end.line() => Style::Loose,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Exact(1),
            ScalarStyle::Plain => Style::Exact(0),
        };
        let last_line = small(span.end.line()).saturating_add(self.lines_before);
        Value::Scalar(Scalar { text: String::new(), style, last_line })
    }

    fn line(&self, number: u32) -> &str {
        self.lines.line(number).unwrap_or("")
    }

    fn last_line(&self) -> u32 {
        small(self.lines.count())
    }

    fn span(&self, span: &YamlSpan) -> Span {
        let width = if span.start.line() == span.end.line() {
            span.end.col().saturating_sub(span.start.col())
        } else {
            self.line(small(span.start.line())).trim_end().chars().count().saturating_sub(span.start.col())
        };
        Span {
            file: self.file,
            // The library counts a line more at the end of a text that does not end in one.
            line: small(span.start.line()).clamp(1, self.last_line()).saturating_add(self.lines_before),
            column: small(span.start.col() + 1),
            width: small(width.max(1)),
        }
    }
}

fn too_deep(place: Span) -> Step {
    let message = format!("lists and mappings are nested more than {DEEPEST} deep");
    Step::Stop(Code::TooLarge, place, message, Some("facts need a handful of levels; take the others out".to_owned()))
}

fn too_many(place: Span) -> Step {
    let message = format!("the file has more than {} values, aliases expanded", grouped(MOST_NODES as u128));
    Step::Stop(Code::TooLarge, place, message, Some("split it into several files, and write values out".to_owned()))
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
