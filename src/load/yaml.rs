//! YAML as a tree in which every key and value knows its place.
//!
//! The only module that knows a YAML library. One pass of `saphyr-parser` gives values and positions at once, finds
//! duplicate keys and stops nesting and alias bombs; tests hold its values against `serde_yaml`'s.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use crate::diag::{Code, Diagnostics};
use crate::model::{FileId, Span};

/// A value of a YAML file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// The forms a value can have.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: an empty value, `null` or `~`.
    Null,
    /// Text, numbers and dates: all are read as the text that was written.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the file.
    Map(Vec<(Node, Node)>),
}

/// The text of a scalar and how its characters lie in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text.
    pub text: String,
    /// How it was written.
    pub style: Style,
    /// The last line it covers.
    pub last_line: u32,
}

/// How a scalar was written, as far as positions inside it depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// On one line, its characters just as in the file, after so many characters of quotation.
    Exact(u32),
    /// Folded, escaped or over several lines.
    Loose,
}

impl Node {
    /// The text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// What it is, for messages.
    pub fn described(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// The most values a file may have once its aliases are expanded.
const MOST_NODES: usize = 2_000_000;
/// The deepest nesting of lists and mappings.
const DEEPEST: usize = 64;

/// Reads the first document of `text`. Positions are those of `file`, `lines_before` lines further down.
///
/// Reports syntax errors, duplicate keys and what is beyond the limits; `None` where nothing can be read.
pub fn parse(text: &str, file: FileId, lines_before: u32, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut reader = Reader {
        lines: text.split('\n').collect(),
        file,
        lines_before,
        stack: Vec::new(),
        anchors: BTreeMap::new(),
        nodes: 0,
        root: None,
        diagnostics,
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(found) => found,
            Err(error) => {
                let marker = *error.marker();
                let place = reader.span(&YamlSpan::new(marker, marker));
                reader.diagnostics.add(
                    Code::YamlSyntax,
                    place,
                    format!("this is not valid YAML: {}", error.info()),
                    Some("check the indentation, and quote text that contains `: ` or starts with a sign".to_owned()),
                );
                return None;
            }
        };
        match reader.take(event, &span) {
            Step::Next => {}
            Step::Done => break,
            Step::Stop(place, message) => {
                reader.diagnostics.add(Code::TooLarge, place, message, None);
                return None;
            }
        }
    }
    reader
        .root
        .or_else(|| Some(Node { value: Value::Null, span: Span { line: 1 + lines_before, ..Span::start_of(file) } }))
}

enum Step {
    Next,
    Done,
    Stop(Span, String),
}

/// A list or mapping that is not closed yet, with its anchor.
struct Open {
    node: Node,
    key: Option<Node>,
    keys: BTreeSet<String>,
    anchor: usize,
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    file: FileId,
    lines_before: u32,
    stack: Vec<Open>,
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    root: Option<Node>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, span: &YamlSpan) -> Step {
        let place = self.span(span);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let value = self.scalar(&text, style, span);
                let node = Node { value, span: place };
                return self.place(node, anchor, 1);
            }
            Event::Alias(anchor) => {
                if let Some((mut node, size)) = self.anchors.get(&anchor).cloned() {
                    node.span = place;
                    return self.place(node, 0, size);
                }
            }
            Event::SequenceStart(anchor, _) => return self.open(Value::List(Vec::new()), place, anchor),
            Event::MappingStart(anchor, _) => return self.open(Value::Map(Vec::new()), place, anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.stack.pop() {
                    let size = if open.anchor > 0 { count(&open.node) } else { 1 };
                    return self.place(open.node, open.anchor, size);
                }
            }
            Event::DocumentEnd | Event::StreamEnd => return Step::Done,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
        Step::Next
    }

    fn open(&mut self, value: Value, place: Span, anchor: usize) -> Step {
        if self.stack.len() >= DEEPEST {
            return Step::Stop(place, format!("lists and mappings are nested more than {DEEPEST} deep"));
        }
        self.stack.push(Open { node: Node { value, span: place }, key: None, keys: BTreeSet::new(), anchor });
        Step::Next
    }

    /// Puts a finished value where it belongs: into the open list or mapping, or at the root.
    fn place(&mut self, node: Node, anchor: usize, size: usize) -> Step {
        self.nodes += size;
        if self.nodes > MOST_NODES {
            return Step::Stop(node.span, format!("the file has more than {MOST_NODES} values, aliases expanded"));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return Step::Next;
        };
        match (&mut open.node.value, open.key.take()) {
            (Value::List(items), _) => items.push(node),
            (Value::Map(_), None) => open.key = Some(node),
            (Value::Map(entries), Some(key)) => {
                let new = key.as_text().is_none_or(|text| open.keys.insert(text.to_owned()));
                if !new {
                    let message = format!("the key `{}` stands twice here", key.as_text().unwrap_or_default());
                    let hint = Some("keep one of the two".to_owned());
                    self.diagnostics.add(Code::DuplicateKey, key.span, message, hint);
                } else {
                    entries.push((key, node));
                }
            }
            (Value::Null | Value::Scalar(_), _) => {}
        }
        Step::Next
    }

    fn scalar(&self, text: &str, style: ScalarStyle, span: &YamlSpan) -> Value {
        if style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            return Value::Null;
        }
        let quotes = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 1,
            _ => 0,
        };
        let source = self.line(span).chars().skip(span.start.col() + quotes as usize);
        let exact = !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
            && span.start.line() == span.end.line()
            && source.take(text.chars().count()).eq(text.chars());
        let style = if exact { Style::Exact(quotes) } else { Style::Loose };
        let last_line = u32::try_from(span.end.line()).unwrap_or(u32::MAX).saturating_add(self.lines_before);
        Value::Scalar(Scalar { text: text.to_owned(), style, last_line })
    }

    fn line(&self, span: &YamlSpan) -> &str {
        self.lines.get(span.start.line().saturating_sub(1)).copied().unwrap_or("")
    }

    fn span(&self, span: &YamlSpan) -> Span {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let width = if span.start.line() == span.end.line() {
            span.end.col().saturating_sub(span.start.col())
        } else {
            self.line(span).trim_end().chars().count().saturating_sub(span.start.col())
        };
        Span {
            file: self.file,
            line: small(span.start.line().max(1)).saturating_add(self.lines_before),
            column: small(span.start.col() + 1),
            width: small(width.max(1)),
        }
    }
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null | Value::Scalar(_) => 0,
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|(key, value)| count(key) + count(value)).sum(),
    }
}
