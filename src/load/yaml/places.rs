//! Lays out the tree of a text: what stands where, in which shape. `saphyr-parser` says it.
//!
//! Finds duplicate keys and stops nesting and alias bombs. Scalars stay empty: their words come from `words`.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use crate::diag::{Code, Diagnostics, LineIndex};
use crate::model::text::grouped;
use crate::model::{FileId, Span};

use super::node::{Node, Scalar, Style, Value};

/// The most values a file may have once its aliases are expanded; a long text counts as several.
const MOST_NODES: usize = 2_000_000;
/// So many bytes of a text that is repeated by an alias count as one value.
const BYTES_A_NODE: usize = 64;
/// The deepest nesting of lists and mappings.
const DEEPEST: usize = 64;

/// The tree of a text without its words; `None` where nothing can be read.
pub(super) fn lay_out(
    lines: &LineIndex,
    file: FileId,
    lines_before: u32,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let mut layout = Layout {
        lines,
        file,
        lines_before,
        stack: Vec::new(),
        anchors: BTreeMap::new(),
        nodes: 0,
        root: None,
        diagnostics,
    };
    let mut parser = Parser::new_from_str(lines.text());
    while let Some(event) = parser.next_event() {
        let step = match event {
            Ok((event, span)) => layout.take(event, &span),
            Err(error) => layout.refused(&error),
        };
        match step {
            Step::Next => {}
            Step::Done => break,
            Step::Stop(code, place, message, hint) => {
                layout.diagnostics.add(code, place, message, hint.map(str::to_owned));
                return None;
            }
        }
    }
    layout
        .root
        .or_else(|| Some(Node { value: Value::Null, span: Span { line: 1 + lines_before, ..Span::start_of(file) } }))
}

enum Step {
    Next,
    Done,
    Stop(Code, Span, String, Option<&'static str>),
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

struct Layout<'a> {
    lines: &'a LineIndex,
    file: FileId,
    lines_before: u32,
    stack: Vec<Open>,
    anchors: BTreeMap<usize, Finished>,
    nodes: usize,
    root: Option<Node>,
    diagnostics: &'a mut Diagnostics,
}

impl Layout<'_> {
    fn take(&mut self, event: Event<'_>, span: &YamlSpan) -> Step {
        let place = self.span(span);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let node = Node { value: self.scalar(&text, style, span), span: place };
                let weight = 1 + text.len() / BYTES_A_NODE;
                let text = (node.value != Value::Null).then(|| text.into_owned());
                return self.place(Finished { node, text, weight }, anchor, 1);
            }
            Event::Alias(anchor) => return self.alias(anchor, place),
            Event::SequenceStart(anchor, _) => return self.open(Value::List(Vec::new()), place, anchor),
            Event::MappingStart(anchor, _) => return self.open(Value::Map(Vec::new()), place, anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.stack.pop() {
                    return self.place(open.made, open.anchor, 1);
                }
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                let message = "a second document starts here; a file holds one".to_owned();
                return Step::Stop(Code::YamlSyntax, place, message, Some("take out the line `---`"));
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
        // The library points at the word before a tab that stands in an indentation.
        if error.info().contains("tab")
            && let Some(place) = self.tab_after(marker.line())
        {
            let message = "this is not valid YAML: a tab stands in the indentation".to_owned();
            return Step::Stop(Code::YamlSyntax, place, message, Some("indent with spaces"));
        }
        let message = format!("this is not valid YAML: {}", error.info());
        let hint = match error.info().contains("quoted scalar") {
            true => "close the quotation mark, and indent what it holds further than its key",
            false => "check the indentation, and quote text that contains `: ` or starts with a sign",
        };
        Step::Stop(Code::YamlSyntax, place, message, Some(hint))
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

    /// The first tab before the words of a line, from a line on.
    fn tab_after(&self, line: usize) -> Option<Span> {
        let indented = |line: &str| line[..line.len() - line.trim_start().len()].chars().position(|c| c == '\t');
        let mut numbers = small(line.max(1))..=self.last_line();
        let (line, before) = numbers.find_map(|number| indented(self.line(number)).map(|before| (number, before)))?;
        let line = line.saturating_add(self.lines_before);
        Some(Span { file: self.file, line, column: small(before + 1), width: 1 })
    }

    /// Repeats the value of an anchor, unless that would be too much.
    fn alias(&mut self, anchor: usize, place: Span) -> Step {
        let Some(repeated) = self.anchors.get(&anchor) else {
            let message = "this alias stands inside the value that it repeats".to_owned();
            return Step::Stop(Code::YamlSyntax, place, message, Some("write the value out"));
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
    Step::Stop(Code::TooLarge, place, message, Some("facts need a handful of levels; take the others out"))
}

fn too_many(place: Span) -> Step {
    let message = format!("the file has more than {} values, aliases expanded", grouped(MOST_NODES as u128));
    Step::Stop(Code::TooLarge, place, message, Some("split it into several files, and write values out"))
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
