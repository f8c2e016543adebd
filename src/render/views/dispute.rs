//! How a disagreement is named and linked, whether it has a record or belongs to a field.

use crate::address::PageKey;
use crate::ledger::Dispute;
use crate::model::Key;
use crate::model::records::Disagreement;
use crate::render::html::Html;
use crate::render::page::Page;

use super::question::question;

/// The disagreements that are about a record, as links; open ones say so.
pub(super) fn disputes_about(page: &Page<'_>, key: Key) -> Vec<Html> {
    page.site.ledger().disputes_about(key).map(|dispute| dispute_link(page, dispute)).collect()
}

pub(super) fn dispute_link(page: &Page<'_>, dispute: Dispute) -> Html {
    let status = dispute.status(page.site.records()).word();
    let flag = Html::written(format!(" <span class=\"status\" data-status=\"{status}\">{status}</span>"));
    Html::concat([dispute_title_link(page, dispute), flag])
}

/// The page on which a dispute is shown.
pub(super) fn dispute_page(dispute: Dispute) -> PageKey {
    match dispute {
        Dispute::Field(key, fact) => PageKey::Disputed(key, fact),
        Dispute::Record(key) => PageKey::Record(key),
    }
}

pub(super) fn dispute_title_link(page: &Page<'_>, dispute: Dispute) -> Html {
    let href = page.href_to_page(&dispute_page(dispute));
    Html::link(&href, &Html::text(&dispute_title(page, dispute)))
}

pub(super) fn dispute_title(page: &Page<'_>, dispute: Dispute) -> String {
    match dispute {
        Dispute::Field(key, fact) => question(page, key, &page.site.records().record(key).facts()[fact]),
        Dispute::Record(key) => page.site.get::<Disagreement>(key).question.to_string(),
    }
}
