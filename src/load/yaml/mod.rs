//! YAML as a tree in which every key and value knows its place.
//!
//! The only module that knows a YAML library. One pass of `saphyr-parser` gives values and positions at once, finds
//! duplicate keys and stops nesting and alias bombs; tests hold its values against `serde_yaml`'s.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use crate::diag::{Code, Diagnostics};
use crate::model::text::grouped;
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

/// The most values a file may have once its aliases are expanded; a long text counts as several.
const MOST_NODES: usize = 2_000_000;
/// So many bytes of a text that is repeated by an alias count as one value.
const BYTES_A_NODE: usize = 64;
/// The deepest nesting of lists and mappings.
const DEEPEST: usize = 64;

/// Reads the one document of `text`. Positions are those of `file`, `lines_before` lines further down.
///
/// Reports syntax errors, duplicate keys and what is beyond the limits; `None` where nothing can be read.
pub fn parse(text: &str, file: FileId, lines_before: u32, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut reader = Reader {
        text,
        at: (0, 0),
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
        let step = match event {
            Ok((event, span)) => reader.take(event, &span),
            Err(error) => reader.refused(&error),
        };
        match step {
            Step::Next => {}
            Step::Done => break,
            Step::Stop(code, place, message, hint) => {
                reader.diagnostics.add(code, place, message, hint.map(str::to_owned));
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
    Stop(Code, Span, String, Option<&'static str>),
}

/// A list or mapping that is not closed yet, with its anchor.
struct Open {
    node: Node,
    key: Option<Node>,
    /// The keys so far, with their lines.
    keys: BTreeMap<String, u32>,
    anchor: usize,
}

struct Reader<'a> {
    text: &'a str,
    /// How far the text was followed: so many characters, so many bytes.
    at: (usize, usize),
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
            Event::Alias(anchor) => return self.alias(anchor, place),
            Event::SequenceStart(anchor, _) => return self.open(Value::List(Vec::new()), place, anchor),
            Event::MappingStart(anchor, _) => return self.open(Value::Map(Vec::new()), place, anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.stack.pop() {
                    return self.place(open.node, open.anchor, 1);
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
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let index = place.line.saturating_sub(self.lines_before).saturating_sub(1) as usize;
        if self.lines.iter().skip(index).any(|line| !line.trim().is_empty()) {
            return place;
        }
        let words = self.lines.iter().enumerate().rev().find(|(_, line)| !line.trim().is_empty());
        words.map_or(place, |(index, line)| {
            let column = small(line.trim_end().chars().count());
            Span { line: small(index + 1).saturating_add(self.lines_before), column, width: 1, ..place }
        })
    }

    /// The first tab before the words of a line, from a line on.
    fn tab_after(&self, line: usize) -> Option<Span> {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut lines = self.lines.iter().enumerate().skip(line.saturating_sub(1));
        let indented = |line: &str| line[..line.len() - line.trim_start().len()].chars().position(|c| c == '\t');
        let (index, column) = lines.find_map(|(index, line)| indented(line).map(|at| (index, at)))?;
        let line = small(index + 1).saturating_add(self.lines_before);
        Some(Span { file: self.file, line, column: small(column + 1), width: 1 })
    }

    /// Repeats the value of an anchor, unless that would be too much.
    fn alias(&mut self, anchor: usize, place: Span) -> Step {
        let Some((node, size)) = self.anchors.get(&anchor) else {
            let message = "this alias stands inside the value that it repeats".to_owned();
            return Step::Stop(Code::YamlSyntax, place, message, Some("write the value out"));
        };
        let size = *size;
        if self.nodes + size > MOST_NODES {
            return too_many(place);
        }
        let node = Node { span: place, ..node.clone() };
        self.place(node, 0, size)
    }

    fn open(&mut self, value: Value, place: Span, anchor: usize) -> Step {
        if self.stack.len() >= DEEPEST {
            return too_deep(place);
        }
        self.stack.push(Open { node: Node { value, span: place }, key: None, keys: BTreeMap::new(), anchor });
        Step::Next
    }

    /// Puts a finished value where it belongs: into the open list or mapping, or at the root.
    fn place(&mut self, node: Node, anchor: usize, size: usize) -> Step {
        self.nodes += size;
        if self.nodes > MOST_NODES {
            return too_many(node.span);
        }
        if anchor > 0 {
            let size = count(&node);
            self.nodes += size;
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
                if let Some(text) = key.as_text()
                    && let Some(first) = open.keys.insert(text.to_owned(), key.span.line)
                {
                    let message = format!("the key `{text}` stands here again, after line {first}");
                    let hint = Some("keep one of the two".to_owned());
                    self.diagnostics.add(Code::DuplicateKey, key.span, message, hint);
                }
                // Both stay, so that what stands in the second is not taken for missing.
                entries.push((key, node));
            }
            (Value::Null | Value::Scalar(_), _) => {}
        }
        Step::Next
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: &YamlSpan) -> Value {
        if style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            return Value::Null;
        }
        let quotes = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 1,
            _ => 0,
        };
        let one_line =
            !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) && span.start.line() == span.end.line();
        let exact =
            one_line && self.from(span.start.index()).get(quotes as usize..).is_some_and(|s| s.starts_with(text));
        let style = if exact { Style::Exact(quotes) } else { Style::Loose };
        let last_line = u32::try_from(span.end.line()).unwrap_or(u32::MAX).saturating_add(self.lines_before);
        Value::Scalar(Scalar { text: text.to_owned(), style, last_line })
    }

    /// The text from a character on. Scalars come in order, so the way there is walked once.
    fn from(&mut self, character: usize) -> &str {
        let (characters, bytes) = if self.at.0 <= character { self.at } else { (0, 0) };
        let rest = &self.text[bytes..];
        let further = rest.char_indices().nth(character - characters).map_or(rest.len(), |(offset, _)| offset);
        self.at = (character, bytes + further);
        &self.text[bytes + further..]
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
            // The library counts a line more at the end of a text that does not end in one.
            line: small(span.start.line().clamp(1, self.lines.len())).saturating_add(self.lines_before),
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
    Step::Stop(Code::TooLarge, place, message, Some("part it into several files, and write values out"))
}

/// How many values stand in a value, itself included.
fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null => 0,
        Value::Scalar(scalar) => scalar.text.len() / BYTES_A_NODE,
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|(key, value)| count(key) + count(value)).sum(),
    }
}
