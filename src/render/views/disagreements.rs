//! The list of disagreements, and a disagreement: the claims side by side, what we publish and why.

use serde::Serialize;

use crate::address::{PageKey, Place};
use crate::figure;
use crate::ledger::Dispute;
use crate::model::prose::Chart;
use crate::model::records::{Disagreement, DisagreementStatus};
use crate::model::{Cite, Key, Kind, Record};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::{Foot, ListSection, Table};
use crate::render::theme;
use crate::words::{difference_words, figures};

use super::dispute::{dispute_page, dispute_title, dispute_title_link};
use super::foot::{cite_this, foot};
use super::sheet::{Sheet, list_page, parent};

const GROUPS: [(DisagreementStatus, &str, &str); 3] = [
    (DisagreementStatus::Open, "Open", "Nobody can say yet which account is right."),
    (DisagreementStatus::Explained, "Explained", "The reason for the difference is known."),
    (DisagreementStatus::Resolved, "Resolved", "One account is shown to be right."),
];

pub(super) fn disagreements(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Disagreement), Margins::Empty);
    let disputes = site.ledger().disputes();
    let group = |(status, heading, lead): (DisagreementStatus, &'static str, &'static str)| {
        let caption = format!("{heading}: question, published value and effect");
        let mut table = Table::new(&caption, &["Question", "What we publish", "Effect on totals"]);
        for dispute in disputes.iter().filter(|dispute| dispute.status(site.records()) == status) {
            let (published, effect) = match dispute {
                Dispute::Field(key, fact) => {
                    let fact = &site.records().record(*key).facts()[*fact];
                    (page.published(fact), Html::text("None; the adopted value counts."))
                }
                Dispute::Record(key) => {
                    let record = site.get::<Disagreement>(*key);
                    let effect = record.effect.as_ref().map(|effect| Html::text(&page.plain(effect)));
                    (Html::text(&page.plain(&record.we_publish)), effect.unwrap_or_else(|| Html::text("–")))
                }
            };
            table.row(vec![dispute_title_link(&page, *dispute), published, effect]);
        }
        let content = page.table(&table)?;
        Some(ListSection { lead: Some(Html::text(lead)), ..ListSection::new(heading, content) })
    };
    let sections = GROUPS.into_iter().filter_map(group).collect();
    let open = disputes.iter().filter(|dispute| dispute.status(site.records()) == DisagreementStatus::Open).count();
    let lead = Html::text(&format!(
        "Sources differ on {}, {open} of them open. Each page shows the claims side by side, what we publish and why.",
        figures(disputes.len(), "point", "points")
    ));
    list_page(page, "Disagreements between sources", &lead, sections)
}

#[derive(Serialize)]
struct DisagreementView {
    status: &'static str,
    published: Html,
    claims: Option<Html>,
    whys: Vec<Html>,
    effect: Html,
    about: Vec<Html>,
    note: Option<Html>,
    foot: Foot,
}

pub(super) fn disagreement(desk: Desk<'_>, dispute: Dispute) -> Sheet<'_> {
    let site = desk.site;
    let mut page = Page::new(desk, &dispute_page(dispute), Margins::Empty);
    let title = dispute_title(&page, dispute);
    let mut view = match dispute {
        Dispute::Field(key, fact) => of_field(&mut page, key, fact),
        Dispute::Record(key) => of_record(&mut page, site.get(key)),
    };
    view.foot.cite_this = cite_this(&page, &title, &Place::top_of(page.path.clone()));
    let frame = Frame {
        description: format!("What sources say, what we publish and why: {}", view.published.plain()),
        title,
        parent: Some(parent(Kind::Disagreement)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "disagreement.html" }
}

fn of_field(page: &mut Page<'_>, key: Key, number: usize) -> DisagreementView {
    let site = page.site;
    let facts = site.records().record(key).facts();
    let fact = &facts[number];
    let mut whys = Vec::new();
    for reported in &fact.also_reported {
        let value = page.value(&reported.value);
        let why = page.prose(reported.why);
        let kind = Html::text(&format!(" ({}): ", difference_words(reported.difference)));
        whys.push(Html::concat([Html::element("strong", &value), kind, why]));
    }
    let options = figure::Options { of: Some((key, number)), ..figure::Options::default() };
    let place = site.part_place(key, fact.field);
    let value = page.value(&fact.value);
    let permalink = Html::classed_link(&page.href(&place), "fact", &Html::text("in the record"));
    DisagreementView {
        status: DisagreementStatus::Explained.word(),
        published: Html::concat([value, Html::text(" – "), permalink]),
        claims: figure::draw(site, Chart::Claims, &options).map(|figure| page.figure(&figure, None)),
        whys,
        effect: Html::text("None: totals use the value we publish."),
        about: vec![page.link(key)],
        note: fact.note.map(|note| page.prose(note)),
        foot: further(page, key, &[]),
    }
}

/// The foot of a page whose title is not known yet.
fn further(page: &Page<'_>, key: Key, sources: &[Cite]) -> Foot {
    Foot { ..foot(page, key, sources, String::new()) }
}

fn of_record<'s>(page: &mut Page<'s>, record: &'s Disagreement) -> DisagreementView {
    let site = page.site;
    let published = page.prose(&record.we_publish);
    let mut whys = vec![page.prose(&record.why)];
    for claim in &record.claims {
        if let Some(note) = &claim.note {
            let value = Html::element("strong", &Html::text(&claim.value));
            whys.push(Html::concat([value, Html::text(": "), page.prose(note)]));
        }
    }
    DisagreementView {
        status: record.status.word(),
        published,
        claims: Some(page.figure(&figure::claims_of_record(site, record), None)),
        whys,
        effect: record.effect.as_ref().map_or_else(|| Html::text("None stated."), |effect| page.prose(effect)),
        about: page.links(&record.about),
        note: record.head.note.as_ref().map(|note| page.prose(note)),
        foot: further(page, record.key(), &record.head.cite),
    }
}
