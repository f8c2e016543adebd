//! Reads facts with their evidence, and fields that take an id or words.

use crate::diag::Code;
use crate::model::fact::{Difference, EndUser};
use crate::model::records::Party;
use crate::model::{Cite, Fact, Id, Kind, Reference, Reported, Span};

use super::draft::Expects;
use super::reader::Reader;
use super::tables::{CITATION, FACT, REPORTED};
use super::yaml::{Node, Value};

impl Reader {
    /// A reference to a fact, as it stands between double square brackets.
    pub(super) fn fact_reference(&mut self, node: &Node) -> Option<Reference> {
        let word = self.words(node)?;
        Some(self.refer(&word, node.span, Expects::FactOfRecord))
    }

    /// An end user: what has the form of an id must be an organisation; everything else is words.
    pub(super) fn end_user(&mut self, node: &Node) -> Option<EndUser> {
        let text = self.words(node)?;
        if Id::parse(&text).is_some() {
            return Self::pointer(Kind::Organisation)(self, node).map(EndUser::Organisation);
        }
        Some(EndUser::Words(text))
    }

    /// Somebody in a handover: what has the form of an id must be a person or an organisation.
    pub(super) fn party(&mut self, node: &Node) -> Option<Party> {
        let text = self.words(node)?;
        if Id::parse(&text).is_some() {
            return self.pointer_to(node, Expects::Party).map(Party::Known);
        }
        Some(Party::Words(text))
    }

    /// A list of citations.
    pub(super) fn cite(&mut self, node: &Node) -> Option<Vec<Cite>> {
        let source = Self::pointer(Kind::Source);
        if node.as_text().is_some_and(|text| Id::parse(text).is_some()) {
            source(self, node);
        }
        let cites = self.list(node).iter().map(|item| {
            if item.as_text().is_some() {
                return source(self, item).map(|source| Cite { source, at: None, says: None });
            }
            let mut fields = self.fields(item, &CITATION, None)?;
            let source = fields.read(self, "source", &source);
            let at = fields.read(self, "at", Self::words);
            let says = fields.read(self, "says", Self::words);
            fields.finish();
            Some(Cite { source: source?, at, says })
        });
        // A list that is none has been reported; so has an item that can not be read.
        let cites: Vec<_> = cites.collect();
        matches!(node.value, Value::List(_)).then(|| {
            let known = |cite: Option<Cite>| cite.unwrap_or_else(|| self.unread_source(node.span));
            cites.into_iter().map(known).collect()
        })
    }

    /// A fact, short or long.
    pub(super) fn fact<T>(
        convert: impl Fn(&mut Self, &Node) -> Option<T>,
    ) -> impl Fn(&mut Self, &Node) -> Option<Fact<T>> {
        move |reader, node| {
            let Value::Map(entries) = &node.value else { return reader.short_fact(node, &convert) };
            let has = |name| entries.iter().find(|(key, _)| key.as_text() == Some(name));
            let Some((_, value)) = has("value") else {
                if FACT.names().any(|name| has(name).is_some()) {
                    let hint = Some("add `value: …` beside its evidence");
                    reader.error(Code::MissingField, node.span, "a fact in its long form needs `value`", hint);
                    return None;
                }
                return reader.short_fact(node, &convert);
            };
            let mut fields = reader.fields(node, &FACT, Some("value"))?;
            let span = value.span;
            let value = fields.read(reader, "value", &convert);
            let cite = fields.evidence(reader);
            let note = fields.read(reader, "note", Self::prose);
            let also_reported = fields
                .read(reader, "also_reported", |reader, list| reader.each(list, |r, item| r.reported(item, &convert)))
                .unwrap_or_default();
            fields.finish();
            Some(Fact { value: value?, cite, note, also_reported, span })
        }
    }

    fn short_fact<T>(&mut self, node: &Node, convert: impl Fn(&mut Self, &Node) -> Option<T>) -> Option<Fact<T>> {
        let value = convert(self, node)?;
        Some(Fact { value, cite: Vec::new(), note: None, also_reported: Vec::new(), span: node.span })
    }

    fn reported<T>(&mut self, node: &Node, convert: impl Fn(&mut Self, &Node) -> Option<T>) -> Option<Reported<T>> {
        let mut fields = self.fields(node, &REPORTED, Some("value"))?;
        let span = fields.span_of("value");
        if fields.take("value").is_none() {
            let hint = Some("add `value: …`, the value as it is reported");
            self.error(Code::MissingField, node.span, "a reported value needs `value`", hint);
        }
        let value = fields.read(self, "value", convert);
        let difference = fields.read(self, "kind", Self::one_of(Difference::WORDS)).unwrap_or(Difference::Value);
        let cite = fields.evidence(self);
        let why = fields.read(self, "why", Self::prose);
        let note = fields.read(self, "note", Self::prose);
        fields.finish();
        Some(Reported { value: value?, difference, cite, why: why?, note, span })
    }

    /// Evidence that could not be read, which has been reported.
    pub(super) fn unread_source(&mut self, span: Span) -> Cite {
        Cite { source: self.point("", span, Expects::Unread), at: None, says: None }
    }
}
