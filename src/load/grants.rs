//! Reads a grant with its lists.

use std::collections::BTreeSet;

use crate::diag::Code;
use crate::model::records::{Arrival, Cancelled, Delivery, Equipment, Expected, Grant};
use crate::model::{FiscalYear, Head, Kind, Span};

use super::draft::Expects;
use super::reader::{Fields, Reader};
use super::records::inner_table;
use super::yaml::Node;

/// Whether something that a record needs could not be read.
pub(super) enum Lacks {
    Nothing,
    Something,
}

/// Reads a grant. What it needs and lacks has a stand-in, so that its other claims can still be checked.
pub(super) fn grant(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> (Grant, Lacks) {
    let date = |reader: &mut Reader, node: &Node| Reader::fact(Reader::date)(reader, node);
    let people = |reader: &mut Reader, node: &Node| Reader::fact(Reader::pointers(Kind::Person))(reader, node);
    let words = |reader: &mut Reader, node: &Node| Reader::fact(Reader::words)(reader, node);
    let title = fields.read(reader, "title", Reader::words).unwrap_or_default();
    let recipient = fields.read(reader, "recipient", Reader::pointer(Kind::Country));
    let fiscal_year = fields.read(reader, "fiscal_year", Reader::fiscal_year);
    let amount = fields.read(reader, "amount", Reader::fact(Reader::money));
    let announced = fields.read(reader, "announced", date);
    let signed = fields.read(reader, "signed", date);
    let place = fields.read(reader, "place", words);
    let signatories = fields.read(reader, "signatories", people);
    let witnesses = fields.read(reader, "witnesses", people);
    let approved = fields.read(reader, "approved", date);
    let end_user = fields.read(reader, "end_user", Reader::fact(Reader::end_user));
    let purpose = fields.read(reader, "purpose", Reader::fact(Reader::prose));
    let procured_by = fields.read(reader, "procured_by", words);
    let equipment = items(reader, &mut fields, "equipment", equipment_item);
    let deliveries = items(reader, &mut fields, "deliveries", delivery);
    let arrivals = items(reader, &mut fields, "arrivals", arrival);
    let expected = items(reader, &mut fields, "expected", expected);
    let cancelled = fields.read(reader, "cancelled", cancelled);
    fields.finish();
    let lacks = if recipient.is_some() && fiscal_year.is_some() { Lacks::Nothing } else { Lacks::Something };
    let recipient = recipient.unwrap_or_else(|| reader.point("", head.span, Expects::Unread));
    let fiscal_year = fiscal_year.unwrap_or(FiscalYear::FIRST);
    let grant = Grant {
        head,
        title,
        recipient,
        fiscal_year,
        amount,
        announced,
        signed,
        place,
        signatories,
        witnesses,
        approved,
        end_user,
        purpose,
        procured_by,
        equipment,
        deliveries,
        arrivals,
        expected,
        cancelled,
    };
    (grant, lacks)
}

/// Reads one item of a list of a grant; gets its fields, its name within the list and where it stands.
type ReadItem<T> = fn(&mut Reader, Fields<'_>, Box<str>, Span) -> Option<T>;

/// Reads a list of a grant. An item is named by its id, else by its category, else by its number.
fn items<T>(reader: &mut Reader, fields: &mut Fields<'_>, list: &'static str, read: ReadItem<T>) -> Vec<T> {
    let Some(node) = fields.take(list) else { return Vec::new() };
    let mut names: BTreeSet<Box<str>> = BTreeSet::new();
    let mut out = Vec::new();
    for (index, item) in reader.list(node).iter().enumerate() {
        let Some(mut item_fields) = reader.fields(item, inner_table(Kind::Grant, list), None) else { continue };
        let id = item_fields.read(reader, "id", Reader::id);
        let has_category = inner_table(Kind::Grant, list).names().any(|name| name == "category");
        let category = has_category.then(|| item_fields.take("category")).flatten();
        let span = id.as_ref().map_or_else(|| category.map_or(item.span, |node| node.span), |(_, span)| *span);
        let name: Box<str> = match (id, category.and_then(Node::as_text)) {
            (Some((id, _)), _) => id.as_str().into(),
            (None, Some(category)) => category.into(),
            (None, None) => (index + 1).to_string().into(),
        };
        if !names.insert(name.clone()) {
            let message = format!("two items of `{list}` are named `{name}`");
            reader.error(Code::DuplicateId, span, message, Some("give each an `id` of its own"));
        }
        out.extend(read(reader, item_fields, name, span));
    }
    out
}

fn equipment_item(reader: &mut Reader, mut fields: Fields<'_>, name: Box<str>, span: Span) -> Option<Equipment> {
    let item = fields.read(reader, "item", Reader::words).unwrap_or_default();
    let category = fields.read(reader, "category", Reader::pointer(Kind::Equipment));
    let quantity = fields.read(reader, "quantity", Reader::fact(Reader::quantity));
    let maker = fields.read(reader, "maker", Reader::words);
    let cite = fields.evidence(reader);
    let note = fields.read(reader, "note", Reader::prose);
    fields.finish();
    Some(Equipment { name, span, item, category: category?, quantity, maker, cite, note })
}

fn delivery(reader: &mut Reader, mut fields: Fields<'_>, name: Box<str>, span: Span) -> Option<Delivery> {
    let date = fields.read(reader, "date", Reader::fact(Reader::date));
    let what = fields.read(reader, "what", Reader::prose).unwrap_or_default();
    let place = fields.read(reader, "place", Reader::fact(Reader::words));
    let quantity = fields.read(reader, "quantity", Reader::fact(Reader::quantity));
    let category = fields.read(reader, "category", Reader::pointer(Kind::Equipment));
    let handed_over_by = fields.read(reader, "handed_over_by", Reader::party);
    let received_by = fields.read(reader, "received_by", Reader::party);
    let completes = fields.read(reader, "final", Reader::flag).unwrap_or(false);
    let cite = fields.evidence(reader);
    let note = fields.read(reader, "note", Reader::prose);
    fields.finish();
    let date = date?;
    Some(Delivery {
        name,
        span,
        date,
        what,
        place,
        quantity,
        category,
        handed_over_by,
        received_by,
        completes,
        cite,
        note,
    })
}

fn arrival(reader: &mut Reader, mut fields: Fields<'_>, name: Box<str>, span: Span) -> Option<Arrival> {
    let date = fields.read(reader, "date", Reader::date);
    let what = fields.read(reader, "what", Reader::prose).unwrap_or_default();
    let cite = fields.evidence(reader);
    let note = fields.read(reader, "note", Reader::prose);
    fields.finish();
    Some(Arrival { name, span, date: date?, what, cite, note })
}

#[allow(clippy::unnecessary_wraps, reason = "read like the items of the other lists")]
fn expected(reader: &mut Reader, mut fields: Fields<'_>, name: Box<str>, span: Span) -> Option<Expected> {
    let what = fields.read(reader, "what", Reader::prose).unwrap_or_default();
    let date_span = fields.span_of("date");
    let date = fields.read(reader, "date", Reader::date).map(|date| (date, date_span));
    let category = fields.read(reader, "category", Reader::pointer(Kind::Equipment));
    let quantity = fields.read(reader, "quantity", Reader::quantity);
    let cite = fields.evidence(reader);
    let note = fields.read(reader, "note", Reader::prose);
    fields.finish();
    Some(Expected { name, span, what, date, category, quantity, cite, note })
}

fn cancelled(reader: &mut Reader, node: &Node) -> Option<Cancelled> {
    let mut fields = reader.fields(node, inner_table(Kind::Grant, "cancelled"), None)?;
    let span = fields.span_of("date");
    let date = fields.read(reader, "date", Reader::date);
    let why = fields.read(reader, "why", Reader::prose).unwrap_or_default();
    let cite = fields.evidence(reader);
    let note = fields.read(reader, "note", Reader::prose);
    fields.finish();
    Some(Cancelled { date: date?, span, why, cite, note })
}
