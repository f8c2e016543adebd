//! Facts files: mappings of sections, each a list of records.

use crate::diag::{Code, did_you_mean};
use crate::model::{FileId, Kind};

use super::fields::{misread_name, tables, visible};
use super::read::Sources;
use super::records;
use super::sink::{Found, Sink};
use super::yaml::{self, Value};

/// A facts file whose text can not be used: the ids that it seems to declare may exist.
pub(super) fn unread(sources: &Sources, file: FileId) -> Found {
    Found { possible: possible_ids(sources.files.text(file)), unparsed: true, ..Found::default() }
}

pub(super) fn facts_file(sources: &Sources, file: FileId) -> Found {
    let text = sources.files.text(file);
    let mut sink = Sink::of(sources, file);
    match yaml::parse(sources.files.lines(file), file, 0, &mut sink.found.diagnostics) {
        None => unknown(&mut sink, possible_ids(text)),
        Some(node) => match &node.value {
            Value::Null => {}
            Value::Map(sections) => {
                for (name, list) in sections {
                    read_named_section(&mut sink, name, list);
                }
            }
            _ => {
                let message = format!("a facts file is a mapping of sections; this is {}", node.described());
                let hint = Some("write `grants:`, and the grants as a list beneath it");
                sink.error(Code::WrongType, node.span, message, hint);
                unknown(&mut sink, possible_ids(text));
            }
        },
    }
    sink.found
}

/// Notes that some of the text is not known, with the ids that it may declare.
fn unknown(sink: &mut Sink, possible: Vec<Box<str>>) {
    sink.found.possible.extend(possible);
    sink.found.unparsed = true;
}

fn read_named_section(sink: &mut Sink, name: &yaml::Node, list: &yaml::Node) {
    let word = name.as_text().unwrap_or_default();
    match tables::sections().find(|kind| kind.section() == word) {
        Some(_) if list.value == Value::Null => {}
        Some(kind) => records::read_section(sink, kind, list),
        None => {
            let names: Vec<_> = tables::sections().map(Kind::section).collect();
            if let Some(kind) = tables::sections().find(|kind| kind.section() == visible(word)) {
                misread_name(sink, Code::UnknownSection, name, kind.section());
                return records::read_section(sink, kind, list);
            }
            let hint =
                did_you_mean(word, names.iter().copied()).unwrap_or_else(|| format!("sections: {}", names.join(", ")));
            sink.error(Code::UnknownSection, name.span, format!("there is no section `{word}`"), Some(&hint));
            unknown(sink, possible_ids_of(list));
        }
    }
}

/// What looks like the id of a record in a file that can not be parsed: the word after each `id:`, also where that is
/// written with a mistake: `-id:`, `Id :`, `id：`.
fn possible_ids(text: &str) -> Vec<Box<str>> {
    let id_after = |line: &str, at: usize| {
        let before = line[..at].trim_start();
        let starts_a_key = before.is_empty()
            || before == "-"
            || !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        let rest = line[at + "id".len()..].trim_start_matches([' ', '\t', '"', '\'']);
        let rest = rest.strip_prefix([':', '：'])?;
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        (starts_a_key && end > 0).then(|| rest[..end].to_ascii_lowercase().into())
    };
    let in_line = |line: &str| -> Vec<Box<str>> {
        let small = line.to_ascii_lowercase();
        small.match_indices("id").filter_map(|(at, _)| id_after(line, at)).collect()
    };
    text.lines().flat_map(in_line).collect()
}

/// The ids of the records of a section that does not exist.
fn possible_ids_of(list: &yaml::Node) -> Vec<Box<str>> {
    let Value::List(items) = &list.value else { return Vec::new() };
    let id_of = |item: &yaml::Node| match &item.value {
        Value::Map(entries) => {
            let (_, id) = entries.iter().find(|(key, _)| key.as_text() == Some("id"))?;
            id.as_text().map(Into::into)
        }
        _ => None,
    };
    items.iter().filter_map(id_of).collect()
}
