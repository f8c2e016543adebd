//! Dates: nothing in an impossible order. A rule fires only where the order is certainly wrong.

use crate::diag::{Code, Diagnostics};
use crate::load::Draft;
use crate::model::{PartialDate, Span};

use super::ids::Index;
use super::resolve::Resolution;

fn wrong_order(span: Span, message: String, diagnostics: &mut Diagnostics) {
    diagnostics.add(Code::DateOrder, span, message, Some("fix one of the two dates".to_owned()));
}

/// Nothing is delivered or cancelled before the notes are exchanged.
pub(super) fn nothing_before_its_signature(
    draft: &Draft,
    _: &Index<'_>,
    _: &Resolution,
    diagnostics: &mut Diagnostics,
) {
    for grant in draft.grants() {
        let Some(signed) = grant.signed.as_ref().map(|signed| signed.value) else { continue };
        for delivery in &grant.deliveries {
            let date = delivery.date.value;
            if date.certainly_before(&signed) {
                let message = format!("delivered on {date:#}, before the notes were exchanged on {signed:#}");
                wrong_order(delivery.date.span, message, diagnostics);
            }
        }
        if let Some(cancelled) = &grant.cancelled
            && cancelled.date.certainly_before(&signed)
        {
            let message = format!("cancelled on {:#}, before the notes were exchanged on {signed:#}", cancelled.date);
            wrong_order(cancelled.span, message, diagnostics);
        }
    }
}

/// No event ends before it starts; no source is read before it is published.
pub(super) fn nothing_ends_before_it_starts(
    draft: &Draft,
    _: &Index<'_>,
    _: &Resolution,
    diagnostics: &mut Diagnostics,
) {
    for event in draft.records.events.iter().chain(&draft.incomplete.events) {
        if let Some(end) = event.end
            && end.certainly_before(&event.date.value)
        {
            let message = format!("the event ends on {end:#}, before it starts on {:#}", event.date.value);
            wrong_order(event.end_span, message, diagnostics);
        }
    }
    for source in draft.records.sources.iter().chain(&draft.incomplete.sources) {
        if let (Some(published), Some(accessed)) = (source.published, source.accessed)
            && accessed.certainly_before(&published)
        {
            let message = format!("read on {accessed:#}, before it was published on {published:#}");
            wrong_order(source.accessed_span, message, diagnostics);
        }
    }
}

/// No role ends before it begins.
pub(super) fn roles_end_after_they_begin(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    let people = draft.records.people.iter().chain(&draft.incomplete.people);
    for role in people.flat_map(|person| &person.roles) {
        if let (Some(from), Some(to)) = (role.from, role.to)
            && to.certainly_before(&from)
        {
            let message = format!("the role ends on {to:#}, before it begins on {from:#}");
            let hint = Some("swap the two dates, or fix one".to_owned());
            diagnostics.add(Code::DateOrder, role.to_span, message, hint);
        }
    }
}

/// Nothing is signed, delivered or cancelled after the date for which the facts are true.
pub(super) fn nothing_done_after_as_of(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    let Some(as_of) = draft.site.as_ref().map(|site| site.as_of) else { return };
    let mut done = |what: &str, date: PartialDate, span: Span| {
        if as_of.certainly_before(&date) {
            let message = format!("{what} on {date:#}, after the date of the facts ({as_of:#})");
            let hint = Some("fix the date, or move `as_of` in site.yaml".to_owned());
            diagnostics.add(Code::DateOrder, span, message, hint);
        }
    };
    for grant in draft.grants() {
        if let Some(signed) = &grant.signed {
            done("signed", signed.value, signed.span);
        }
        for delivery in &grant.deliveries {
            done("delivered", delivery.date.value, delivery.date.span);
        }
        if let Some(cancelled) = &grant.cancelled {
            done("cancelled", cancelled.date, cancelled.span);
        }
    }
}

/// Notes are exchanged within the fiscal year of the grant, or a note says why not.
pub(super) fn signatures_lie_in_their_year(
    draft: &Draft,
    _: &Index<'_>,
    _: &Resolution,
    diagnostics: &mut Diagnostics,
) {
    for grant in &draft.records.grants {
        let Some(signed) = grant.signed.as_ref().filter(|signed| signed.note.is_none()) else { continue };
        if !grant.fiscal_year.may_contain(&signed.value) {
            let message = format!("{:#} does not lie in {}", signed.value, grant.fiscal_year);
            let hint = Some("fix the date or the year, or say in a `note` on the date why they differ".to_owned());
            diagnostics.add(Code::OutsideFiscalYear, signed.span, message, hint);
        }
    }
}

/// What was expected by now has a note.
pub(super) fn expectations_are_current(draft: &Draft, _: &Index<'_>, _: &Resolution, diagnostics: &mut Diagnostics) {
    let Some(as_of) = draft.site.as_ref().map(|site| site.as_of) else { return };
    for expected in draft.grants().flat_map(|grant| &grant.expected) {
        if let Some((date, span)) = expected.date
            && expected.note.is_none()
            && date.certainly_before(&as_of)
        {
            let message = format!("expected for {date:#}, which had passed on {as_of:#}");
            let hint = Some("record the handover under `deliveries`, or say in a `note` what is known".to_owned());
            diagnostics.add(Code::Overdue, span, message, hint);
        }
    }
}
