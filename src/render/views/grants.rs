//! The list of grants, and a grant.

use serde::Serialize;
use serde_json::json;

use crate::check::Scope;
use crate::link::{Place, Site, SitePath, Stage};
use crate::model::records::{Grant, Record};
use crate::model::{FactRef, Key, Kind};
use crate::render::page::Margins;

use super::{
    FieldView, Frame, Html, LinkGroup, Page, Sheet, Table, backlinks, cite_this, disputed_field, disputes_about,
    own_sources, parent, theme,
};

#[derive(Serialize)]
struct GrantsView {
    lead: Html,
    sections: Vec<SectionView>,
}

#[derive(Serialize)]
struct SectionView {
    anchor: &'static str,
    heading: &'static str,
    lead: Html,
    table: Option<Html>,
}

/// A row of the tables of grants: recipient first where the reader chooses among countries.
pub(super) fn grant_row(page: &Page<'_>, grant: &Grant) -> Vec<Html> {
    let place = page.site.place(&grant.key());
    let not_stated = || Html::classed("span", "missing", &Html::text("not stated"));
    let amount = grant.amount.as_ref().map_or_else(not_stated, |amount| {
        let href = page.href(&Place::at(place.path.clone(), "amount"));
        Html::link(&href, &Html::text(&page.money(&amount.value)))
    });
    let signed = grant.signed.as_ref().map_or_else(
        || Html::classed("span", "missing", &Html::text("not signed")),
        |signed| Html::link(&page.href(&Place::at(place.path.clone(), "signed")), &Html::date(&signed.value)),
    );
    let year =
        Html::link(&page.href_to_page(SitePath::year(grant.fiscal_year)), &Html::text(&grant.fiscal_year.to_string()));
    let last = grant.deliveries.iter().max_by_key(|delivery| delivery.date.value);
    let last = last.map_or_else(
        || Html::classed("span", "missing", &Html::text("none found")),
        |delivery| {
            let anchor = format!("deliveries-{}", delivery.name);
            Html::link(&page.href(&Place::at(place.path.clone(), anchor)), &Html::date(&delivery.date.value))
        },
    );
    let recipient = page.link_to(Kind::Country, &grant.recipient.id);
    vec![
        page.link(&grant.key()),
        recipient,
        Html::stage(Stage::of(grant)),
        amount,
        year,
        signed,
        last,
        waiting(page, grant),
    ]
}

/// The columns of [`grant_row`].
pub(super) const GRANT_COLUMNS: [&str; 8] =
    ["Grant", "Recipient", "Stage", "#Amount", "Fiscal year", "Notes exchanged", "Last handover", "Waiting"];

/// How long a grant waited or waits, in words.
fn waiting(page: &Page<'_>, grant: &Grant) -> Html {
    let Some(waiting) = page.site.briefing().waiting(grant) else { return Html::text("–") };
    let words = match (waiting.wait, waiting.is_over) {
        (Some(wait), true) => wait.to_string(),
        (Some(wait), false) => format!("{wait} so\u{a0}far"),
        (None, true) => "not known".to_owned(),
        (None, false) => "still waiting".to_owned(),
    };
    Html::text(&words.replace(' ', "\u{a0}"))
}

/// A column that a table of grants leaves out, because all its rows say the same there.
#[derive(Clone, Copy, Debug)]
pub(super) enum GrantColumn {
    Recipient = 1,
    Year = 4,
}

/// A table of grants.
pub(super) fn grant_table(
    page: &Page<'_>,
    caption: &str,
    grants: &[&Grant],
    without: Option<GrantColumn>,
) -> Option<Html> {
    let at = without.map(|column| column as usize);
    let mut columns = GRANT_COLUMNS.to_vec();
    at.map(|at| columns.remove(at));
    let mut table = Table::new(caption, &columns);
    for grant in grants {
        let mut row = grant_row(page, grant);
        at.map(|at| row.remove(at));
        table.row(row);
    }
    table.html()
}

pub(super) fn grants(site: &Site) -> Sheet<'_> {
    let page = Page::new(site, SitePath::list(Kind::Grant), Margins::Empty);
    let briefing = site.briefing();
    let all = briefing.grants_of(&Scope::Programme);
    let with = |wanted: &[Stage]| -> Vec<&Grant> {
        all.iter().filter(|grant| wanted.contains(&Stage::of(grant))).copied().collect()
    };
    let signed = briefing.signed_in(&Scope::Programme);
    let delivered = briefing.delivered_in(&Scope::Programme);
    let recipients = briefing.recipients_in(&Scope::Programme).len();
    let total = |words: String, total| Html::concat([Html::text(&words), page.missing_amounts(total)]);
    let (signed_sum, delivered_sum) = (page.total_words(&signed), page.total_words(&delivered));
    let section = |(anchor, heading, caption), lead, grants: &[&Grant]| SectionView {
        anchor,
        heading,
        lead,
        table: grant_table(&page, caption, grants, None),
    };
    let sections = vec![
        section(
            ("signed", "Signed", "Signed grants by fiscal year and date of the notes"),
            total(format!("{} grants to {recipients} countries: {signed_sum}.", signed.grants.len()), &signed),
            &with(&[Stage::Signed, Stage::PartlyDelivered, Stage::Delivered]),
        ),
        section(
            ("delivered", "Fully delivered", "Grants whose last handover is on record"),
            total(format!("{} of them: {delivered_sum}.", delivered.grants.len()), &delivered),
            &with(&[Stage::Delivered]),
        ),
        section(
            ("planned", "Planned, not signed", "Planned grants by fiscal year"),
            Html::text("Named in official documents or by the desk; no exchange of notes was found."),
            &with(&[Stage::Planned]),
        ),
        section(("cancelled", "Cancelled", "Cancelled grants"), Html::text("Called off."), &with(&[Stage::Cancelled])),
    ];
    // Totals link to the first two, also where they are made of no row.
    let linked = |section: &SectionView| matches!(section.anchor, "signed" | "delivered");
    let sections = sections.into_iter().filter(|section| section.table.is_some() || linked(section)).collect();
    let lead = Html::text(&format!(
        "Status first, amount second: a signed grant is a promise, and only a handover record makes it a delivery. \
         {signed_sum} signed, {delivered_sum} fully delivered by {}.",
        briefing.site().as_of
    ));
    let frame = Frame { title: "Grants".to_owned(), description: lead.plain(), ..Frame::default() };
    Sheet { view: theme::value(&GrantsView { lead, sections }), page, frame, template: "grants.html" }
}

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
    disputes: Vec<Html>,
    sources: Vec<Html>,
    backlinks: Vec<LinkGroup>,
    cite_this: String,
}

/// An item of a list of a grant.
#[derive(Serialize)]
struct ItemView {
    anchor: String,
    title: Html,
    lines: Vec<FieldView>,
    evidence: Vec<crate::render::parts::Evidence>,
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

pub(super) fn grant<'s>(site: &'s Site, grant: &'s Grant) -> Sheet<'s> {
    let key = grant.key();
    let place = site.place(&key);
    let mut page = Page::new(site, place.path.clone(), Margins::Empty);
    let stage = Stage::of(grant);
    let facts = grant.facts();
    let recipient = page.link_to(Kind::Country, &grant.recipient.id);
    let mut fields = vec![FieldView::plain("recipient", "Recipient", recipient.clone())];
    fields.extend(ordered(&mut page, grant, &facts, &key));
    let year =
        Html::link(&page.href_to_page(SitePath::year(grant.fiscal_year)), &Html::text(&grant.fiscal_year.long()));
    let at = fields.iter().position(|field| field.anchor == "amount").map_or(fields.len().min(2), |index| index + 1);
    fields.insert(at, FieldView::plain("fiscal_year", "Fiscal year", year));
    let view = GrantView {
        country: recipient,
        stage: Html::stage(stage),
        summary: summary(&page, grant, stage),
        strip: strip(&page, grant, stage),
        fields,
        equipment: equipment(&mut page, grant, &facts, &key),
        missing_equipment: grant.equipment.is_empty(),
        deliveries: deliveries(&mut page, grant, &facts, &key),
        arrivals: arrivals(&mut page, grant),
        expected: expected(&mut page, grant),
        cancelled: cancelled(&mut page, grant),
        waiting: waiting(&page, grant),
        waiting_note: waiting_note(site, grant),
        note: grant.head.note.as_ref().map(|note| page.prose(note)),
        disputes: disputes_about(&page, &key),
        sources: own_sources(&page, &grant.head.cite),
        backlinks: backlinks(&page, &key),
        cite_this: cite_this(&page, &grant.title, &place),
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
        "recipient": {"@type": "Country", "name": page.site.briefing().country(&grant.recipient.id).name},
    });
    if let Some(amount) = amount {
        block["amount"] = amount;
    }
    Frame {
        title: grant.title.to_string(),
        description: view.summary.plain(),
        parent: Some(parent(Kind::Grant)),
        json_ld: Some(block),
        citation: Vec::new(),
    }
}

fn ordered<'s>(page: &mut Page<'s>, grant: &'s Grant, facts: &[FactRef<'s>], key: &Key) -> Vec<FieldView> {
    let found = ORDER.iter().filter_map(|name| facts.iter().find(|fact| fact.field == *name));
    found.map(|fact| disputed_field(page, fact, &grant.head.cite, key)).collect()
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
        ("Status", to("stage", &Html::stage(stage))),
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
    let country = &page.site.briefing().country(&grant.recipient.id).name;
    let amount = grant.amount.as_ref().map(|amount| page.money(&amount.value));
    let sum = amount.unwrap_or_else(|| "a grant of unstated amount".to_owned());
    let signed = grant.signed.as_ref().map(|signed| signed.value.to_string()).unwrap_or_default();
    let wait = page.site.briefing().waiting(grant).and_then(|waiting| waiting.wait);
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
    let Some(waiting) = site.briefing().waiting(grant) else {
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

/// The facts of an item, which are named after it.
fn item_fields<'s>(
    page: &mut Page<'s>,
    facts: &[FactRef<'s>],
    (prefix, key): (&str, &Key),
    grant: &'s Grant,
) -> Vec<FieldView> {
    let own = facts.iter().filter(|fact| {
        let rest = fact.field.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'));
        rest.is_some_and(|rest| matches!(rest, "date" | "place" | "quantity"))
    });
    own.map(|fact| disputed_field(page, fact, &grant.head.cite, key)).collect()
}

fn equipment<'s>(page: &mut Page<'s>, grant: &'s Grant, facts: &[FactRef<'s>], key: &Key) -> Vec<ItemView> {
    let mut views = Vec::new();
    for item in &grant.equipment {
        let anchor = format!("equipment-{}", item.name);
        let category = page.link_to(Kind::Equipment, &item.category.id);
        let mut lines = item_fields(page, facts, (&anchor, key), grant);
        if lines.is_empty() {
            let unstated = Html::classed("span", "missing", &Html::text("not stated in what we have seen"));
            lines.push(FieldView::plain(&format!("{anchor}-quantity"), "Quantity", unstated));
        }
        lines.push(FieldView::plain(&format!("{anchor}-category"), "Category", category));
        if let Some(maker) = &item.maker {
            lines.push(FieldView::plain(&format!("{anchor}-maker"), "Maker", Html::text(maker)));
        }
        let evidence = page.evidence(&item.cite, &[]);
        let note = item.note.as_ref().map(|note| page.prose(note));
        views.push(ItemView { anchor, title: Html::text(&item.item), lines, evidence, note });
    }
    views
}

fn deliveries<'s>(page: &mut Page<'s>, grant: &'s Grant, facts: &[FactRef<'s>], key: &Key) -> Vec<ItemView> {
    let mut views = Vec::new();
    for delivery in &grant.deliveries {
        let anchor = format!("deliveries-{}", delivery.name);
        let title = page.prose(&delivery.what);
        let mut lines = item_fields(page, facts, (&anchor, key), grant);
        if let Some(category) = &delivery.category {
            let category = page.link_to(Kind::Equipment, &category.id);
            lines.push(FieldView::plain(&format!("{anchor}-category"), "Category", category));
        }
        let parties =
            [("by", "Handed over by", &delivery.handed_over_by), ("to", "Received by", &delivery.received_by)];
        for (name, label, party) in parties {
            if let Some(party) = party {
                lines.push(FieldView::plain(&format!("{anchor}-{name}"), label, page.party(party)));
            }
        }
        if delivery.completes {
            let words = Html::text("This handover completed the grant.");
            lines.push(FieldView::plain(&format!("{anchor}-final"), "Completes the grant", words));
        }
        let evidence = page.evidence(&delivery.cite, &[]);
        let note = delivery.note.as_ref().map(|note| page.prose(note));
        views.push(ItemView { anchor, title, lines, evidence, note });
    }
    views
}

fn arrivals<'s>(page: &mut Page<'s>, grant: &'s Grant) -> Vec<ItemView> {
    let view = |item: &'s crate::model::records::Arrival| {
        let anchor = format!("arrivals-{}", item.name);
        let title = page.prose(&item.what);
        let seen = FieldView::plain(&format!("{anchor}-date"), "Seen in the country", Html::date(&item.date));
        let evidence = page.evidence(&item.cite, &[]);
        ItemView { anchor, title, lines: vec![seen], evidence, note: item.note.as_ref().map(|note| page.prose(note)) }
    };
    grant.arrivals.iter().map(view).collect()
}

fn expected<'s>(page: &mut Page<'s>, grant: &'s Grant) -> Vec<ItemView> {
    let view = |item: &'s crate::model::records::Expected| {
        let anchor = format!("expected-{}", item.name);
        let title = page.prose(&item.what);
        let mut lines = Vec::new();
        let date = item
            .date
            .as_ref()
            .map_or_else(|| Html::text("no date stated in what we have seen"), |(d, _)| Html::date(d));
        lines.push(FieldView::plain(&format!("{anchor}-date"), "Announced for", date));
        if let Some(quantity) = &item.quantity {
            let quantity = Html::text(&quantity.to_string());
            lines.push(FieldView::plain(&format!("{anchor}-quantity"), "Quantity", quantity));
        }
        if let Some(category) = &item.category {
            let category = page.link_to(Kind::Equipment, &category.id);
            lines.push(FieldView::plain(&format!("{anchor}-category"), "Category", category));
        }
        let evidence = page.evidence(&item.cite, &[]);
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
