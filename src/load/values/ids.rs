//! Values that name a record, or that may.
//!
//! Owns the wording of mistakes in the form of an id; whether there is such a record is asked by `check`.

use crate::diag::Code;
use crate::load::draft::Expects;
use crate::load::sink::Sink;
use crate::load::yaml::Node;
use crate::model::fact::EndUser;
use crate::model::records::Party;
use crate::model::{Id, Kind, Pointer, Reference, Span};

use super::plain::{each, text, words};

/// An id by its form alone.
pub(crate) fn id(sink: &mut Sink, node: &Node) -> Option<(Id, Span)> {
    let text = text(sink, node, "an id")?;
    let id = Id::parse(text);
    if id.is_none() {
        let message = format!("`{text}` is not an id");
        let hint = "an id is made of words of a-z and 0-9 joined by single hyphens, 80 characters at most";
        sink.error(Code::BadId, node.span, message, Some(hint));
    }
    id.map(|id| (id, node.span))
}

/// The id of a record itself; a bad one is kept in mind, so that what refers to it is not called unknown.
pub(crate) fn own_id(sink: &mut Sink, node: &Node) -> Option<(Id, Span)> {
    let id = id(sink, node);
    if id.is_none()
        && let Some(text) = node.as_text()
    {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let joined = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
        sink.found.possible.extend([text.into(), joined.into()]);
    }
    id
}

pub(crate) fn pointer_to(sink: &mut Sink, node: &Node, expects: Expects) -> Option<Pointer> {
    let (id, span) = id(sink, node)?;
    Some(sink.point(id.as_str(), span, expects))
}

/// The id of a record of one kind.
pub(crate) fn pointer(kind: Kind) -> impl Fn(&mut Sink, &Node) -> Option<Pointer> {
    move |sink, node| pointer_to(sink, node, Expects::Kind(kind))
}

/// A list of ids of one kind.
pub(crate) fn pointers(kind: Kind) -> impl Fn(&mut Sink, &Node) -> Option<Vec<Pointer>> {
    move |sink, node| each(sink, node, pointer(kind))
}

/// A list of ids of any kind.
pub(crate) fn any_pointers(sink: &mut Sink, node: &Node) -> Option<Vec<Pointer>> {
    each(sink, node, |sink, item| pointer_to(sink, item, Expects::Anything))
}

/// A reference to a fact, as it stands between double square brackets.
pub(crate) fn fact_reference(sink: &mut Sink, node: &Node) -> Option<Reference> {
    let word = words(sink, node)?;
    Some(sink.refer(&word, node.span, Expects::FactOfRecord))
}

/// An end user: what has the form of an id must be an organisation; everything else is words.
pub(crate) fn end_user(sink: &mut Sink, node: &Node) -> Option<EndUser> {
    let text = words(sink, node)?;
    if Id::parse(&text).is_some() {
        return pointer(Kind::Organisation)(sink, node).map(EndUser::Organisation);
    }
    Some(EndUser::Words(text))
}

/// Somebody in a handover: what has the form of an id must be a person or an organisation.
pub(crate) fn party(sink: &mut Sink, node: &Node) -> Option<Party> {
    let text = words(sink, node)?;
    if Id::parse(&text).is_some() {
        return pointer_to(sink, node, Expects::Party).map(Party::Known);
    }
    Some(Party::Words(text))
}
