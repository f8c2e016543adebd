//! Reads a grant with its lists.

use crate::load::draft::Expects;
use crate::load::fields::tables::{ARRIVAL, CANCELLED, DELIVERY, EQUIPMENT_ITEM, EXPECTED};
use crate::load::fields::{Fields, Table};
use crate::load::sink::Sink;
use crate::load::values;
use crate::load::yaml::Node;
use crate::model::records::{Arrival, Cancelled, Delivery, Equipment, Expected, Grant};
use crate::model::{FiscalYear, Head, Kind, Span};

/// Whether something that a record needs could not be read.
pub(super) enum Lacks {
    Nothing,
    Something,
}

/// Reads a grant. What it needs and lacks has a stand-in, so that its other claims can still be checked.
pub(super) fn grant(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> (Grant, Lacks) {
    let date = |sink: &mut Sink, node: &Node| values::fact(values::date)(sink, node);
    let people = |sink: &mut Sink, node: &Node| values::fact(values::pointers(Kind::Person))(sink, node);
    let words = |sink: &mut Sink, node: &Node| values::fact(values::words)(sink, node);
    let title = fields.read(sink, "title", values::words).unwrap_or_default();
    let recipient = fields.read(sink, "recipient", values::pointer(Kind::Country));
    let fiscal_year = fields.read(sink, "fiscal_year", values::fiscal_year);
    let amount = fields.read(sink, "amount", values::fact(values::money));
    let announced = fields.read(sink, "announced", date);
    let signed = fields.read(sink, "signed", date);
    let place = fields.read(sink, "place", words);
    let signatories = fields.read(sink, "signatories", people);
    let witnesses = fields.read(sink, "witnesses", people);
    let approved = fields.read(sink, "approved", date);
    let end_user = fields.read(sink, "end_user", values::fact(values::end_user));
    let purpose = fields.read(sink, "purpose", values::fact(values::prose));
    let procured_by = fields.read(sink, "procured_by", words);
    let equipment = items(sink, &mut fields, ("equipment", &EQUIPMENT_ITEM), equipment_item);
    let deliveries = items(sink, &mut fields, ("deliveries", &DELIVERY), delivery);
    let arrivals = items(sink, &mut fields, ("arrivals", &ARRIVAL), arrival);
    let expected = items(sink, &mut fields, ("expected", &EXPECTED), expected);
    let cancelled = fields.read(sink, "cancelled", cancelled);
    fields.finish();
    let lacks = if recipient.is_some() && fiscal_year.is_some() { Lacks::Nothing } else { Lacks::Something };
    let recipient = recipient.unwrap_or_else(|| sink.point("", head.span, Expects::Unread));
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
type ReadItem<T> = fn(&mut Sink, Fields<'_>, Box<str>, Span) -> Option<T>;

/// Reads a list of a grant. An item is named by its id, else by its category, else by its number.
fn items<T>(
    sink: &mut Sink,
    fields: &mut Fields<'_>,
    (list, table): (&'static str, &'static Table),
    read: ReadItem<T>,
) -> Vec<T> {
    let Some(node) = fields.take(list) else { return Vec::new() };
    let mut out = Vec::new();
    for (index, item) in values::list(sink, node).iter().enumerate() {
        let Some(mut item_fields) = Fields::of(sink, item, table, None) else { continue };
        let id = item_fields.read(sink, "id", values::id);
        let has_category = table.names().any(|name| name == "category");
        let category = has_category.then(|| item_fields.take("category")).flatten();
        let span = id.as_ref().map_or_else(|| category.map_or(item.span, |node| node.span), |(_, span)| *span);
        let name: Box<str> = match (id, category.and_then(Node::as_text)) {
            (Some((id, _)), _) => id.as_str().into(),
            (None, Some(category)) => category.into(),
            (None, None) => (index + 1).to_string().into(),
        };
        out.extend(read(sink, item_fields, name, span));
    }
    out
}

fn equipment_item(sink: &mut Sink, mut fields: Fields<'_>, name: Box<str>, span: Span) -> Option<Equipment> {
    let item = fields.read(sink, "item", values::words).unwrap_or_default();
    let category = fields.read(sink, "category", values::pointer(Kind::Equipment));
    let quantity = fields.read(sink, "quantity", values::fact(values::quantity));
    let maker = fields.read(sink, "maker", values::words);
    let cite = values::evidence(sink, &mut fields);
    let note = fields.read(sink, "note", values::prose);
    fields.finish();
    Some(Equipment { name, span, item, category: category?, quantity, maker, cite, note })
}

fn delivery(sink: &mut Sink, mut fields: Fields<'_>, name: Box<str>, span: Span) -> Option<Delivery> {
    let date = fields.read(sink, "date", values::fact(values::date));
    let what = fields.read(sink, "what", values::prose).unwrap_or_default();
    let place = fields.read(sink, "place", values::fact(values::words));
    let quantity = fields.read(sink, "quantity", values::fact(values::quantity));
    let category = fields.read(sink, "category", values::pointer(Kind::Equipment));
    let handed_over_by = fields.read(sink, "handed_over_by", values::party);
    let received_by = fields.read(sink, "received_by", values::party);
    let completes = fields.read(sink, "final", values::flag).unwrap_or(false);
    let cite = values::evidence(sink, &mut fields);
    let note = fields.read(sink, "note", values::prose);
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

fn arrival(sink: &mut Sink, mut fields: Fields<'_>, name: Box<str>, span: Span) -> Option<Arrival> {
    let date = fields.read(sink, "date", values::date);
    let what = fields.read(sink, "what", values::prose).unwrap_or_default();
    let cite = values::evidence(sink, &mut fields);
    let note = fields.read(sink, "note", values::prose);
    fields.finish();
    Some(Arrival { name, span, date: date?, what, cite, note })
}

#[allow(clippy::unnecessary_wraps, reason = "read like the items of the other lists")]
fn expected(sink: &mut Sink, mut fields: Fields<'_>, name: Box<str>, span: Span) -> Option<Expected> {
    let what = fields.read(sink, "what", values::prose).unwrap_or_default();
    let date_span = fields.span_of("date");
    let date = fields.read(sink, "date", values::date).map(|date| (date, date_span));
    let category = fields.read(sink, "category", values::pointer(Kind::Equipment));
    let quantity = fields.read(sink, "quantity", values::quantity);
    let cite = values::evidence(sink, &mut fields);
    let note = fields.read(sink, "note", values::prose);
    fields.finish();
    Some(Expected { name, span, what, date, category, quantity, cite, note })
}

fn cancelled(sink: &mut Sink, node: &Node) -> Option<Cancelled> {
    let mut fields = Fields::of(sink, node, &CANCELLED, None)?;
    let span = fields.span_of("date");
    let date = fields.read(sink, "date", values::date);
    let why = fields.read(sink, "why", values::prose).unwrap_or_default();
    let cite = values::evidence(sink, &mut fields);
    let note = fields.read(sink, "note", values::prose);
    fields.finish();
    Some(Cancelled { date: date?, span, why, cite, note })
}
