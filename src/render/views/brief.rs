//! A grant in brief, as the page of its country shows it: what was promised, what came, what is outstanding, who says so.

use serde::Serialize;

use crate::address::Place;
use crate::ledger::Stage;
use crate::model::anchor::{Anchor, List};
use crate::model::records::{Delivery, Equipment, Grant};
use crate::model::{Cite, Record};
use crate::render::html::Html;
use crate::render::page::Page;
use crate::render::parts::Evidence;

/// A grant in brief.
#[derive(Serialize)]
pub(super) struct BriefView {
    title: Html,
    stage: Html,
    lines: Vec<BriefLine>,
}

/// One answer.
#[derive(Serialize)]
struct BriefLine {
    label: &'static str,
    values: Vec<Html>,
    evidence: Vec<Evidence>,
}

/// A grant with its signatories, equipment, handovers and evidence.
pub(super) fn brief<'s>(page: &mut Page<'s>, grant: &'s Grant) -> BriefView {
    let mut lines = vec![amount(page, grant), signed(page, grant), promised(page, grant), handed_over(page, grant)];
    lines.extend(outstanding(page, grant));
    BriefView { title: page.link(grant.key()), stage: page.stage(page.site.ledger().stage(grant.key())), lines }
}

fn missing(words: &str) -> Html {
    Html::classed("span", "missing", &Html::text(words))
}

/// A link to a part of the grant's page.
fn to_part(page: &Page<'_>, grant: &Grant, anchor: Anchor<'_>, words: &Html) -> Html {
    let place = Place::at(page.site.place(grant.key()).path.clone(), anchor);
    Html::link(&page.href(&place), words)
}

fn amount<'s>(page: &mut Page<'s>, grant: &'s Grant) -> BriefLine {
    let Some(amount) = &grant.amount else {
        return BriefLine { label: "Amount", values: vec![missing("not stated")], evidence: Vec::new() };
    };
    let value = to_part(page, grant, Anchor::Field("amount"), &Html::text(&page.money(&amount.value)));
    let evidence = page.joint_evidence(&[or_own(&amount.cite, grant)], &grant.head.cite);
    BriefLine { label: "Amount", values: vec![value], evidence }
}

/// The evidence of a value, or that of the whole grant.
fn or_own<'s>(cites: &'s [Cite], grant: &'s Grant) -> &'s [Cite] {
    if cites.is_empty() { &grant.head.cite } else { cites }
}

/// When, where and by whom notes were exchanged.
fn signed<'s>(page: &mut Page<'s>, grant: &'s Grant) -> BriefLine {
    let Some(signed) = &grant.signed else {
        let values = vec![missing("no exchange of notes was found")];
        return BriefLine { label: "Signed", values, evidence: Vec::new() };
    };
    let mut value = to_part(page, grant, Anchor::Field("signed"), &Html::date(&signed.value));
    let mut lists = vec![or_own(&signed.cite, grant)];
    if let Some(place) = &grant.place {
        value.push(&Html::text(&format!(", {}", place.value)));
    }
    let mut values = vec![value];
    if let Some(signatories) = &grant.signatories {
        values.push(Html::concat([Html::text("by "), Html::listed(page.links(&signatories.value))]));
        lists.push(or_own(&signatories.cite, grant));
    }
    BriefLine { label: "Signed", values, evidence: page.joint_evidence(&lists, &grant.head.cite) }
}

fn promised<'s>(page: &mut Page<'s>, grant: &'s Grant) -> BriefLine {
    let value = |item: &Equipment| {
        let anchor = Anchor::Item(List::Equipment, &item.name);
        let words = to_part(page, grant, anchor, &Html::text(&item.item));
        let quantity = item
            .quantity
            .as_ref()
            .map_or_else(|| "number not stated".to_owned(), |quantity| quantity.value.to_string());
        Html::concat([words, Html::text(&format!(" – {quantity}"))])
    };
    let values: Vec<_> = grant.equipment.iter().map(value).collect();
    if values.is_empty() {
        return BriefLine { label: "Promised", values: vec![missing("no equipment is stated")], evidence: Vec::new() };
    }
    let of_item = |item: &'s Equipment| {
        let quantity = item.quantity.as_ref().map_or(&[][..], |quantity| &quantity.cite);
        if quantity.is_empty() { or_own(&item.cite, grant) } else { quantity }
    };
    let lists: Vec<_> = grant.equipment.iter().map(of_item).collect();
    BriefLine { label: "Promised", values, evidence: page.joint_evidence(&lists, &grant.head.cite) }
}

fn handed_over<'s>(page: &mut Page<'s>, grant: &'s Grant) -> BriefLine {
    let mut values = Vec::new();
    for delivery in &grant.deliveries {
        let anchor = Anchor::Item(List::Deliveries, &delivery.name);
        let date = to_part(page, grant, anchor, &Html::date(&delivery.date.value));
        let what = Html::text(&page.plain(&delivery.what));
        let last = if delivery.completes { " This completed the grant." } else { "" };
        values.push(Html::concat([date, Html::text(": "), what, Html::text(last)]));
    }
    if values.is_empty() {
        let values = vec![missing("no handover was found")];
        return BriefLine { label: "Handed over", values, evidence: Vec::new() };
    }
    let of_delivery = |delivery: &'s Delivery| or_own(&delivery.cite, grant);
    let lists: Vec<_> = grant.deliveries.iter().map(of_delivery).collect();
    BriefLine { label: "Handed over", values, evidence: page.joint_evidence(&lists, &grant.head.cite) }
}

/// What is announced or signed and has not been handed over.
fn outstanding<'s>(page: &mut Page<'s>, grant: &'s Grant) -> Option<BriefLine> {
    if !matches!(page.site.ledger().stage(grant.key()), Stage::Signed | Stage::PartlyDelivered) {
        return None;
    }
    let mut values = Vec::new();
    for expected in &grant.expected {
        let anchor = Anchor::Item(List::Expected, &expected.name);
        let what = to_part(page, grant, anchor, &Html::text(&page.plain(&expected.what)));
        let date = expected
            .date
            .as_ref()
            .map_or(Html::default(), |(date, _)| Html::concat([Html::text(", announced for "), Html::date(date)]));
        values.push(Html::concat([what, date]));
    }
    if values.is_empty() {
        let words = "not fully handed over; no announcement was found";
        return Some(BriefLine { label: "Outstanding", values: vec![Html::text(words)], evidence: Vec::new() });
    }
    let lists: Vec<_> = grant.expected.iter().map(|expected| or_own(&expected.cite, grant)).collect();
    let evidence = page.joint_evidence(&lists, &grant.head.cite);
    Some(BriefLine { label: "Outstanding", values, evidence })
}
