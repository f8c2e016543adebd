//! The timeline: signatures, handovers, cancellations and events, by fiscal year.

use serde::Serialize;
use serde_json::json;

use crate::address::{PageKey, Place};
use crate::figure;
use crate::model::anchor::{Anchor, List};
use crate::model::prose::Chart;
use crate::model::records::{Delivery, Event, Grant};
use crate::model::{FiscalYear, Kind, PartialDate, Record};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::Evidence;
use crate::render::theme;
use crate::site::Site;
use crate::words::figures;

use super::sheet::Sheet;

#[derive(Serialize)]
struct TimelineView {
    lead: Html,
    figure: Option<Html>,
    last: Vec<Html>,
    years: Vec<YearGroup>,
}

#[derive(Serialize)]
struct YearGroup {
    heading: Html,
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
    anchor: Option<String>,
    kind: &'static str,
    date: Html,
    title: Html,
    text: Option<Html>,
    related: Vec<Html>,
    evidence: Vec<Evidence>,
    note: Option<Html>,
}

/// An entry with the date it is sorted by.
struct Dated {
    date: PartialDate,
    entry: EntryView,
}

pub(super) fn timeline(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let mut page = Page::new(desk, &PageKey::List(Kind::Event), Margins::Empty);
    let mut entries = of_grants(&mut page);
    entries.extend(site.briefing().records().events.iter().map(|event| of_event(&mut page, event)).collect::<Vec<_>>());
    entries.sort_by_key(|entry| entry.date);
    let last = latest(&page, 5);
    let mut years: Vec<(FiscalYear, Vec<EntryView>)> = Vec::new();
    for Dated { date, entry } in entries {
        let year = FiscalYear::of(&date);
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, group)) => group.push(entry),
            None => years.push((year, vec![entry])),
        }
    }
    let count: usize = years.iter().map(|(_, group)| group.len()).sum();
    let lead = Html::text(&format!(
        "{} by Japanese fiscal year (April to March): exchanges of notes, handovers and what happened around them.",
        figures(count, "entry", "entries")
    ));
    let years =
        years.into_iter().map(|(year, entries)| YearGroup { heading: Html::text(&year.long()), entries }).collect();
    let figure = figure::draw(site, Chart::Timeline, &figure::Options::default());
    let view = TimelineView { figure: figure.map(|figure| page.figure(&figure, None)), last, years, lead };
    let frame = Frame {
        title: "Timeline".to_owned(),
        description: view.lead.plain().to_owned(),
        json_ld: Some(events_for_machines(site)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "timeline.html" }
}

/// The latest signatures, handovers and events, the last one first.
pub(super) fn latest(page: &Page<'_>, count: usize) -> Vec<Html> {
    let site = page.site;
    let to_grant = |grant: &Grant, anchor: Anchor<'_>, words: &str| {
        let place = Place::at(site.place(grant.key()).path.clone(), anchor);
        Html::link(&page.href(&place), &Html::text(&format!("{words}: {}", grant.title)))
    };
    let mut all: Vec<(PartialDate, Html)> = Vec::new();
    for grant in &site.records().grants {
        let signed = grant.signed.as_ref();
        all.extend(signed.map(|signed| (signed.value, to_grant(grant, Anchor::Field("signed"), "Notes exchanged"))));
        let handover = |delivery: &Delivery| {
            (delivery.date.value, to_grant(grant, Anchor::Item(List::Deliveries, &delivery.name), "Handover"))
        };
        all.extend(grant.deliveries.iter().map(handover));
    }
    all.extend(site.records().events.iter().map(|event| (event.date.value, page.link(event.key()))));
    all.sort_by_key(|(date, _)| *date);
    let line = |(date, link): (PartialDate, Html)| {
        Html::concat([Html::classed("span", "news-head", &Html::date(&date)), Html::text(" "), link])
    };
    all.into_iter().rev().take(count).map(line).collect()
}

/// The events as a list that machines read.
fn events_for_machines(site: &Site) -> serde_json::Value {
    let event = |event: &Event| {
        let mut block = json!({
            "@type": "Event",
            "name": event.title,
            "startDate": format!("{:#}", event.date.value),
        });
        if let Some(end) = &event.end {
            block["endDate"] = json!(format!("{end:#}"));
        }
        block
    };
    let events: Vec<_> = site.briefing().records().events.iter().map(event).collect();
    json!({"@type": "ItemList", "itemListElement": events})
}

/// Signatures, handovers and cancellations.
fn of_grants(page: &mut Page<'_>) -> Vec<Dated> {
    let briefing = page.site.briefing();
    let mut entries = Vec::new();
    for grant in &briefing.records().grants {
        let place = page.site.place(grant.key());
        let country = page.link_to(grant.recipient);
        let mut add = |date: PartialDate, kind, words: &str, anchor: Anchor<'_>, evidence| {
            let href = page.href(&Place::at(place.path.clone(), anchor));
            let title = Html::concat([Html::link(&href, &Html::text(words)), Html::text(" – "), country.clone()]);
            let (date_html, related) = (Html::date(&date), Vec::new());
            let entry =
                EntryView { anchor: None, kind, date: date_html, title, text: None, related, evidence, note: None };
            entries.push(Dated { date, entry });
        };
        if let Some(signed) = &grant.signed {
            let amount =
                grant.amount.as_ref().map_or(String::new(), |amount| format!(", {}", page.money(&amount.value)));
            add(
                signed.value,
                "signature",
                &format!("Notes exchanged: {}{amount}", grant.title),
                Anchor::Field("signed"),
                Vec::new(),
            );
        }
        for delivery in &grant.deliveries {
            let anchor = Anchor::Item(List::Deliveries, &delivery.name);
            add(delivery.date.value, "handover", &format!("Handover: {}", grant.title), anchor, Vec::new());
        }
        if let Some(cancelled) = &grant.cancelled {
            add(
                cancelled.date,
                "cancellation",
                &format!("Cancelled: {}", grant.title),
                Anchor::Field("cancelled"),
                Vec::new(),
            );
        }
    }
    entries
}

fn of_event<'s>(page: &mut Page<'s>, event: &'s Event) -> Dated {
    let date = event.end.as_ref().map_or_else(
        || Html::date(&event.date.value),
        |end| Html::concat([Html::date(&event.date.value), Html::text(" to "), Html::date(end)]),
    );
    let mut related = page.links(&event.countries);
    related.extend(page.links(&event.grants));
    related.extend(page.links(&event.people));
    let own = if event.date.cite.is_empty() { &event.head.cite } else { &event.date.cite };
    let entry = EntryView {
        anchor: Some(event.head.id.to_string()),
        kind: event.kind.word(),
        date,
        title: Html::text(&event.title),
        text: event.text.as_ref().map(|text| page.prose(text)),
        related,
        evidence: page.evidence(own, &[]),
        note: event.head.note.as_ref().or(event.date.note.as_ref()).map(|note| page.prose(note)),
    };
    Dated { date: event.date.value, entry }
}
