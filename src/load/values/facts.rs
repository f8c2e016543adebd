//! Reads facts with their evidence.

use crate::diag::Code;
use crate::load::draft::{Expects, Unsourced};
use crate::load::fields::Fields;
use crate::load::fields::tables::{CITATION, FACT, REPORTED};
use crate::load::sink::Sink;
use crate::load::yaml::{Node, Value};
use crate::model::fact::Difference;
use crate::model::{Cite, Fact, Id, Kind, Reported, Span};

use super::ids::pointer;
use super::plain::{each, list, prose, words};
use super::single::one_of;

/// A list of citations.
pub(crate) fn cite(sink: &mut Sink, node: &Node) -> Option<Vec<Cite>> {
    let source = pointer(Kind::Source);
    if node.as_text().is_some_and(|text| Id::parse(text).is_some()) {
        source(sink, node);
    }
    let cites = list(sink, node).iter().map(|item| {
        if item.as_text().is_some() {
            return source(sink, item).map(|source| Cite { source, at: None, says: None });
        }
        let mut fields = Fields::of(sink, item, &CITATION, None)?;
        let source = fields.read(sink, "source", &source);
        let at = fields.read(sink, "at", words);
        let says = fields.read(sink, "says", words);
        fields.finish();
        Some(Cite { source: source?, at, says })
    });
    // A list that is none has been reported; so has an item that can not be read.
    let cites: Vec<_> = cites.collect();
    matches!(node.value, Value::List(_)).then(|| {
        let known = |cite: Option<Cite>| cite.unwrap_or_else(|| unread_source(sink, node.span));
        cites.into_iter().map(known).collect()
    })
}

/// A fact, short or long.
pub(crate) fn fact<T>(convert: impl Fn(&mut Sink, &Node) -> Option<T>) -> impl Fn(&mut Sink, &Node) -> Option<Fact<T>> {
    move |sink, node| {
        let Value::Map(entries) = &node.value else { return short_fact(sink, node, &convert) };
        let has = |name| entries.iter().find(|(key, _)| key.as_text() == Some(name));
        let Some((_, value)) = has("value") else {
            if FACT.names().any(|name| has(name).is_some()) {
                let hint = Some("add `value: …` beside its evidence");
                sink.error(Code::MissingField, node.span, "a fact in its long form needs `value`", hint);
                return None;
            }
            return short_fact(sink, node, &convert);
        };
        let mut fields = Fields::of(sink, node, &FACT, Some("value"))?;
        let span = value.span;
        let value = fields.read(sink, "value", &convert);
        let cite = evidence(sink, &mut fields);
        let note = fields.read(sink, "note", prose);
        let also_reported = fields
            .read(sink, "also_reported", |sink, list| each(sink, list, |sink, item| reported(sink, item, &convert)))
            .unwrap_or_default();
        fields.finish();
        Some(Fact { value: value?, cite, note, also_reported, span })
    }
}

fn short_fact<T>(sink: &mut Sink, node: &Node, convert: impl Fn(&mut Sink, &Node) -> Option<T>) -> Option<Fact<T>> {
    let value = convert(sink, node)?;
    Some(Fact { value, cite: Vec::new(), note: None, also_reported: Vec::new(), span: node.span })
}

fn reported<T>(sink: &mut Sink, node: &Node, convert: impl Fn(&mut Sink, &Node) -> Option<T>) -> Option<Reported<T>> {
    let mut fields = Fields::of(sink, node, &REPORTED, Some("value"))?;
    let span = fields.span_of("value");
    if fields.take("value").is_none() {
        let hint = Some("add `value: …`, the value as it is reported");
        sink.error(Code::MissingField, node.span, "a reported value needs `value`", hint);
    }
    let value = fields.read(sink, "value", convert);
    let difference = fields.read(sink, "kind", one_of(Difference::WORDS)).unwrap_or(Difference::Value);
    let cite = evidence(sink, &mut fields);
    let why = fields.read(sink, "why", prose);
    let note = fields.read(sink, "note", prose);
    fields.finish();
    Some(Reported { value: value?, difference, cite, why: why?, note, span })
}

/// Reads the evidence of the mapping. What could not be read stands for a source that is not known, so that the
/// facts that rest on it are not called uncited.
pub(crate) fn evidence(sink: &mut Sink, fields: &mut Fields<'_>) -> Vec<Cite> {
    let read = fields.read(sink, "cite", cite);
    let Some(node) = fields.take("cite") else { return Vec::new() };
    let Some(cite) = read else { return vec![unread_source(sink, node.span)] };
    if cite.is_empty() && !fields.table.is_record() && fields.table.required_cite().is_some() {
        sink.found.unsourced.push(Unsourced { record: None, span: node.span, absent: None });
    }
    cite
}

/// Evidence that could not be read, which has been reported.
fn unread_source(sink: &mut Sink, span: Span) -> Cite {
    Cite { source: sink.point("", span, Expects::Unread), at: None, says: None }
}
