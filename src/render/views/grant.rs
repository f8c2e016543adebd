//! A grant: what was promised, to whom, whether it has arrived, and who says so.

use serde::Serialize;
use serde_json::json;

use crate::address::{PageKey, Place};
use crate::ledger::Stage;
use crate::model::anchor::{Anchor, List, Part};
use crate::model::records::{Arrival, Country, Expected, Grant};
use crate::model::{Cite, FactRef, Kind, Record};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Beside, Desk, Margins, Page};
use crate::render::parts::{Evidence, FieldView, Foot};
use crate::render::theme;
use crate::site::Site;
use crate::words::in_sentence;

use super::dispute::disputes_about;
use super::fields::{disputed_field, numbered};
use super::foot::{cite_this, foot};
use super::grants::waiting;
use super::sheet::{Sheet, parent};

#[derive(Serialize)]
struct GrantView {
    country: Html,
    stage: Html,
    summary: Html,
    strip: Vec<FieldView>,
    fields: Vec<FieldView>,
    equipment: Vec<ItemView>,
    missing_equipment: bool,
    deliveries: Vec<ItemView>,
    arrivals: Vec<ItemView>,
    expected: Vec<ItemView>,
    cancelled: Option<ItemView>,
    waiting: Html,
    waiting_note: Html,
    note: Option<Html>,
    foot: Foot,
}

/// An item of a list of a grant.
#[derive(Serialize)]
struct ItemView {
    anchor: String,
    title: Html,
    lines: Vec<FieldView>,
    evidence: Vec<Evidence>,
    note: Option<Html>,
}

/// The fields of a grant's page, in the one order that all grants share.
const ORDER: [&str; 10] = [
    "end_user",
    "amount",
    "announced",
    "signed",
    "place",
    "signatories",
    "witnesses",
    "approved",
    "procured_by",
    "purpose",
];

pub(super) fn grant<'s>(desk: Desk<'s>, grant: &'s Grant) -> Sheet<'s> {
    let site = desk.site;
    let key = grant.key();
    let place = site.place(key);
    let mut page = Page::new(desk, &PageKey::Record(key), Margins::Empty);
    let stage = site.ledger().stage(key);
    let facts = grant.facts();
    let recipient = page.link_to(grant.recipient);
    let mut fields = vec![FieldView::plain("recipient", "Recipient", recipient.clone())];
    fields.extend(ordered(&mut page, grant, &facts));
    let year =
        Html::link(&page.href_to_page(&PageKey::Year(grant.fiscal_year)), &Html::text(&grant.fiscal_year.long()));
    let at = fields.iter().position(|field| field.anchor == "amount").map_or(fields.len().min(2), |index| index + 1);
    fields.insert(at, FieldView::plain("fiscal_year", "Fiscal year", year));
    let view = GrantView {
        country: recipient,
        stage: page.stage(stage),
        summary: summary(&page, grant, stage),
        strip: strip(&page, grant, stage),
        fields,
        equipment: equipment(&mut page, grant, &facts),
        missing_equipment: grant.equipment.is_empty(),
        deliveries: deliveries(&mut page, grant, &facts),
        arrivals: arrivals(&mut page, grant),
        expected: expected(&mut page, grant),
        cancelled: cancelled(&mut page, grant),
        waiting: waiting(&page, grant),
        waiting_note: waiting_note(site, grant),
        note: grant.head.note.as_ref().map(|note| page.prose(note)),
        foot: Foot {
            disputes: Some(disputes_about(&page, key)),
            ..foot(&page, key, &grant.head.cite, cite_this(&page, &grant.title, place))
        },
    };
    let frame = frame(&page, grant, &view);
    Sheet { view: theme::value(&view), page, frame, template: "grant.html" }
}

fn frame(page: &Page<'_>, grant: &Grant, view: &GrantView) -> Frame {
    let amount = grant.amount.as_ref().map(|amount| {
        json!({
            "@type": "MonetaryAmount",
            "currency": amount.value.currency().code(),
            "value": amount.value.decimal(),
        })
    });
    let mut block = json!({
        "@type": "MonetaryGrant",
        "name": grant.title,
        "identifier": grant.head.id.as_str(),
        "recipient": {"@type": "Country", "name": page.site.named::<Country>(grant.recipient).name},
    });
    if let Some(amount) = amount {
        block["amount"] = amount;
    }
    Frame {
        title: grant.title.to_string(),
        description: view.summary.plain().to_owned(),
        parent: Some(parent(Kind::Grant)),
        json_ld: Some(block),
        citation: Vec::new(),
    }
}

fn ordered<'s>(page: &mut Page<'s>, grant: &'s Grant, facts: &[FactRef<'s>]) -> Vec<FieldView> {
    let found = ORDER.iter().filter_map(|name| facts.iter().position(|fact| fact.field == Anchor::Field(name)));
    numbered(page, grant, facts, &found.collect::<Vec<_>>())
}

/// The answers at a glance, each a link to its field or list below.
fn strip(page: &Page<'_>, grant: &Grant, stage: Stage) -> Vec<FieldView> {
    let to = |anchor: &str, inner: &Html| Html::link(&page.href(&Place::at(page.path.clone(), anchor)), inner);
    let missing = |words: &str| Html::classed("span", "missing", &Html::text(words));
    let amount = grant
        .amount
        .as_ref()
        .map_or_else(|| missing("not stated"), |amount| to("amount", &Html::text(&page.money(&amount.value))));
    let signed =
        grant.signed.as_ref().map_or_else(|| missing("not signed"), |signed| to("signed", &Html::date(&signed.value)));
    let last = grant.deliveries.iter().map(|delivery| delivery.date.value).max();
    let last = last.map_or_else(|| missing("none found"), |date| to("deliveries", &Html::date(&date)));
    [
        ("Status", to("stage", &page.stage(stage))),
        ("Amount", amount),
        ("Notes exchanged", signed),
        ("Last handover", last),
        (
            "Waiting time",
            if grant.signed.is_some() { to("waiting", &waiting(page, grant)) } else { missing("not begun") },
        ),
    ]
    .into_iter()
    .map(|(label, value)| FieldView::plain("", label, value))
    .collect()
}

/// One sentence: what was promised, to whom, and whether it has arrived.
fn summary(page: &Page<'_>, grant: &Grant, stage: Stage) -> Html {
    let country = in_sentence(&page.site.named::<Country>(grant.recipient).name);
    let amount = grant.amount.as_ref().map(|amount| page.money(&amount.value));
    let sum = amount.unwrap_or_else(|| "a grant of unstated amount".to_owned());
    let signed = grant.signed.as_ref().map(|signed| signed.value.to_string()).unwrap_or_default();
    let wait = page.site.ledger().waiting(grant.key()).and_then(|waiting| waiting.wait);
    let after = wait.map_or(String::new(), |wait| format!(", {wait} after the notes"));
    let words = match stage {
        Stage::Planned => format!("Planned for {country} in {}; no exchange of notes was found.", grant.fiscal_year),
        Stage::Signed => format!("Japan signed {sum} for {country} on {signed}; no handover was found."),
        Stage::PartlyDelivered => {
            format!("Japan signed {sum} for {country} on {signed}; part of the equipment has been handed over.")
        }
        Stage::Delivered => format!("Japan signed {sum} for {country} on {signed}; it was fully handed over{after}."),
        Stage::Cancelled => format!("Japan's grant for {country} was cancelled."),
    };
    Html::text(&words)
}

fn waiting_note(site: &Site, grant: &Grant) -> Html {
    let Some(waiting) = site.ledger().waiting(grant.key()) else {
        return Html::text("Counted from the exchange of notes; none was found.");
    };
    let until = if waiting.is_over { "the final handover on" } else { "the date of the facts," };
    Html::concat([
        Html::text("Whole months from "),
        Html::date(&waiting.from),
        Html::text(&format!(" to {until} ")),
        Html::date(&waiting.until),
        Html::text("."),
    ])
}

/// The facts of each item of a list, by their places among the facts of the grant.
fn facts_by_item(grant: &Grant, list: List, facts: &[FactRef<'_>]) -> Vec<Vec<usize>> {
    let of_list = facts.iter().enumerate().filter_map(|(number, fact)| match fact.field {
        Anchor::ItemPart(of, name, _) if of == list => Some((number, name)),
        _ => None,
    });
    let mut of_list = of_list.peekable();
    let items = grant.items();
    let own = items.iter().filter(|item| item.list == list).map(|item| {
        let mut own = Vec::new();
        while let Some((number, _)) = of_list.next_if(|(_, name)| *name == item.name) {
            own.push(number);
        }
        own
    });
    own.collect()
}

/// Facts of an item, by their places among those of the grant, as fields without evidence: it stands with the item.
fn item_fields<'s>(page: &mut Page<'s>, grant: &'s Grant, facts: &[FactRef<'s>], numbers: &[usize]) -> Vec<FieldView> {
    let field = |number: &usize| disputed_field(page, (grant.key(), *number), &facts[*number], Beside::Nothing);
    numbers.iter().map(field).collect()
}

/// The evidence of an item and of its facts, each voice once.
fn item_evidence<'s>(
    page: &mut Page<'s>,
    grant: &'s Grant,
    (facts, numbers): (&[FactRef<'s>], &[usize]),
    cite: &'s [Cite],
) -> Vec<Evidence> {
    let mut lists: Vec<&'s [Cite]> = Vec::new();
    for list in numbers.iter().map(|number| facts[*number].cite).chain([cite]) {
        if !lists.iter().any(|known| std::ptr::eq(*known, list)) {
            lists.push(list);
        }
    }
    page.joint_evidence(&lists, &grant.head.cite)
}

/// A field of an item that needs no evidence of its own.
fn item_field(list: List, name: &str, (part, label): (Part, &str), value: Html) -> FieldView {
    FieldView::plain(&Anchor::ItemPart(list, name, part).to_string(), label, value)
}

fn equipment<'s>(page: &mut Page<'s>, grant: &'s Grant, facts: &[FactRef<'s>]) -> Vec<ItemView> {
    const LIST: List = List::Equipment;
    let mut views = Vec::new();
    for (item, numbers) in grant.equipment.iter().zip(facts_by_item(grant, LIST, facts)) {
        let mut lines = item_fields(page, grant, facts, &numbers);
        if lines.is_empty() {
            let unstated = Html::classed("span", "missing", &Html::text("not found"));
            lines.push(item_field(LIST, &item.name, (Part::Quantity, "Quantity"), unstated));
        }
        lines.push(item_field(LIST, &item.name, (Part::Category, "Category"), page.link_to(item.category)));
        if let Some(maker) = &item.maker {
            lines.push(item_field(LIST, &item.name, (Part::Maker, "Maker"), Html::text(maker)));
        }
        let evidence = item_evidence(page, grant, (facts, &numbers), &item.cite);
        let note = item.note.as_ref().map(|note| page.prose(note));
        let anchor = Anchor::Item(LIST, &item.name).to_string();
        views.push(ItemView { anchor, title: Html::text(&item.item), lines, evidence, note });
    }
    views
}

fn deliveries<'s>(page: &mut Page<'s>, grant: &'s Grant, facts: &[FactRef<'s>]) -> Vec<ItemView> {
    const LIST: List = List::Deliveries;
    let mut views = Vec::new();
    for (delivery, numbers) in grant.deliveries.iter().zip(facts_by_item(grant, LIST, facts)) {
        let title = page.prose(&delivery.what);
        let mut lines = item_fields(page, grant, facts, &numbers);
        if let Some(category) = delivery.category {
            lines.push(item_field(LIST, &delivery.name, (Part::Category, "Category"), page.link_to(category)));
        }
        let parties =
            [(Part::By, "Handed over by", &delivery.handed_over_by), (Part::To, "Received by", &delivery.received_by)];
        for (name, label, party) in parties {
            if let Some(party) = party {
                lines.push(item_field(LIST, &delivery.name, (name, label), page.party(party)));
            }
        }
        if delivery.completes {
            let words = Html::text("This handover completed the grant.");
            lines.push(item_field(LIST, &delivery.name, (Part::Final, "Completes the grant"), words));
        }
        let evidence = item_evidence(page, grant, (facts, &numbers), &delivery.cite);
        let note = delivery.note.as_ref().map(|note| page.prose(note));
        let anchor = Anchor::Item(LIST, &delivery.name).to_string();
        views.push(ItemView { anchor, title, lines, evidence, note });
    }
    views
}

fn arrivals<'s>(page: &mut Page<'s>, grant: &'s Grant) -> Vec<ItemView> {
    let view = |item: &'s Arrival| {
        let title = page.prose(&item.what);
        let seen = item_field(List::Arrivals, &item.name, (Part::Date, "Seen in the country"), Html::date(&item.date));
        let evidence = page.evidence(&item.cite, &[]);
        let anchor = Anchor::Item(List::Arrivals, &item.name).to_string();
        ItemView { anchor, title, lines: vec![seen], evidence, note: item.note.as_ref().map(|note| page.prose(note)) }
    };
    grant.arrivals.iter().map(view).collect()
}

fn expected<'s>(page: &mut Page<'s>, grant: &'s Grant) -> Vec<ItemView> {
    const LIST: List = List::Expected;
    let view = |item: &'s Expected| {
        let title = page.prose(&item.what);
        let mut lines = Vec::new();
        let date = item.date.as_ref().map_or_else(|| Html::text("date not found"), |(d, _)| Html::date(d));
        lines.push(item_field(LIST, &item.name, (Part::Date, "Announced for"), date));
        if let Some(quantity) = &item.quantity {
            let quantity = Html::text(&quantity.to_string());
            lines.push(item_field(LIST, &item.name, (Part::Quantity, "Quantity"), quantity));
        }
        if let Some(category) = item.category {
            lines.push(item_field(LIST, &item.name, (Part::Category, "Category"), page.link_to(category)));
        }
        let evidence = page.evidence(&item.cite, &[]);
        let anchor = Anchor::Item(LIST, &item.name).to_string();
        ItemView { anchor, title, lines, evidence, note: item.note.as_ref().map(|note| page.prose(note)) }
    };
    grant.expected.iter().map(view).collect()
}

fn cancelled<'s>(page: &mut Page<'s>, grant: &'s Grant) -> Option<ItemView> {
    let cancelled = grant.cancelled.as_ref()?;
    let date = FieldView::plain("cancelled-date", "Date", Html::date(&cancelled.date));
    let title = page.prose(&cancelled.why);
    let evidence = page.evidence(&cancelled.cite, &[]);
    let note = cancelled.note.as_ref().map(|note| page.prose(note));
    Some(ItemView { anchor: "cancelled".to_owned(), title, lines: vec![date], evidence, note })
}
