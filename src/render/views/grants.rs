//! The list of grants, and how long one waits in words.

use crate::address::PageKey;
use crate::figure;
use crate::model::records::Grant;
use crate::model::{Kind, Record, Scope};
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::ListSection;
use crate::words::figures;

use super::sheet::{Sheet, list_page};

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

pub(super) fn grants(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Grant), Margins::Empty);
    let totals = site.ledger().totals(Scope::Programme);
    let lead = Html::concat([
        Html::text(&format!(
            "Status first, amount second: a signed grant is a promise, and only a handover record makes it a delivery. \
             {} to {} signed: {}",
            figures(totals.signed.grants.len(), "grant", "grants"),
            figures(totals.recipients.len(), "country", "countries"),
            page.total_words(&totals.signed),
        )),
        page.missing_amounts(&totals.signed),
        Html::text(&format!(
            "; {} of them fully delivered by {}: {}",
            totals.delivered.grants.len(),
            site.briefing().site().as_of,
            page.total_words(&totals.delivered),
        )),
        page.missing_amounts(&totals.delivered),
        Html::text("."),
    ]);
    let lanes = page.figure(&figure::lanes_by_stage(site), None);
    let section = ListSection { anchor: Some("signed"), ..ListSection::new("Promised and delivered", lanes) };
    list_page(page, "Grants", &lead, vec![section])
}
