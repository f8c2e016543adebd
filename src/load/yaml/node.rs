//! A tree in which every key and value knows its place. Knows no library.

use crate::model::Span;

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
    List(Vec<Node>),
    /// A mapping in the order of the file.
    Map(Vec<(Node, Node)>),
}

/// The text of a scalar and how its characters lie in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
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
