//! The list of grants, and the tables of grants that other pages have.

use crate::address::{PageKey, Place};
use crate::ledger::Stage;
use crate::model::anchor::{Anchor, List};
use crate::model::records::Grant;
use crate::model::{Kind, Record, Scope};
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::{ListSection, Table};

use super::sheet::{Sheet, list_page};

/// A row of the tables of grants: recipient first where the reader chooses among countries.
pub(super) fn grant_row(page: &Page<'_>, grant: &Grant) -> Vec<Html> {
    let place = page.site.place(grant.key());
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
        Html::link(&page.href_to_page(&PageKey::Year(grant.fiscal_year)), &Html::text(&grant.fiscal_year.to_string()));
    let last = grant.deliveries.iter().max_by_key(|delivery| delivery.date.value);
    let last = last.map_or_else(
        || Html::classed("span", "missing", &Html::text("none found")),
        |delivery| {
            let anchor = Anchor::Item(List::Deliveries, &delivery.name);
            Html::link(&page.href(&Place::at(place.path.clone(), anchor)), &Html::date(&delivery.date.value))
        },
    );
    let recipient = page.link_to(grant.recipient);
    vec![
        page.link(grant.key()),
        recipient,
        page.stage(Stage::of(grant)),
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
pub(super) fn waiting(page: &Page<'_>, grant: &Grant) -> Html {
    let Some(waiting) = page.site.ledger().waiting(grant.key()) else { return Html::text("–") };
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
    page.table(&table)
}

pub(super) fn grants(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Grant), Margins::Empty);
    let totals = site.ledger().totals(Scope::Programme);
    let with = |wanted: &[Stage]| -> Vec<&Grant> {
        let keys = totals.grants.iter().filter(|key| wanted.contains(&site.ledger().stage(**key)));
        keys.map(|key| site.get(*key)).collect()
    };
    let (signed, delivered) = (&totals.signed, &totals.delivered);
    let recipients = totals.recipients.len();
    let total = |words: String, total| Html::concat([Html::text(&words), page.missing_amounts(total), Html::text(".")]);
    let (signed_sum, delivered_sum) = (page.total_words(signed), page.total_words(delivered));
    // Totals link to the first two, also where they are made of no row.
    let section = |(anchor, heading, caption), lead, grants: &[&Grant]| {
        let table = grant_table(&page, caption, grants, None);
        let content = table.or_else(|| matches!(anchor, "signed" | "delivered").then(Html::default))?;
        Some(ListSection { anchor: Some(anchor), lead: Some(lead), ..ListSection::new(heading, content) })
    };
    let sections = [
        section(
            ("signed", "Signed", "Signed grants by fiscal year and date of the notes"),
            total(format!("{} grants to {recipients} countries: {signed_sum}", signed.grants.len()), signed),
            &with(&[Stage::Signed, Stage::PartlyDelivered, Stage::Delivered]),
        ),
        section(
            ("delivered", "Fully delivered", "Grants whose last handover is on record"),
            total(format!("{} of them: {delivered_sum}", delivered.grants.len()), delivered),
            &with(&[Stage::Delivered]),
        ),
        section(
            ("planned", "Planned, not signed", "Planned grants by fiscal year"),
            Html::text("Named in official documents or by the desk; no exchange of notes was found."),
            &with(&[Stage::Planned]),
        ),
        section(("cancelled", "Cancelled", "Cancelled grants"), Html::text("Called off."), &with(&[Stage::Cancelled])),
    ];
    let lead = Html::text(&format!(
        "Status first, amount second: a signed grant is a promise, and only a handover record makes it a delivery. \
         {signed_sum} signed, {delivered_sum} fully delivered by {}.",
        site.briefing().site().as_of
    ));
    list_page(page, "Grants", &lead, sections.into_iter().flatten().collect())
}
