//! The home page: how much budgeted, signed, delivered, to how many, as of when.

use serde::Serialize;

use crate::address::{PageKey, Place};
use crate::figure;
use crate::ledger::Total;
use crate::model::prose::Chart;
use crate::model::records::{Article, ArticleKind, DisagreementStatus};
use crate::model::target::Measure;
use crate::model::{Kind, Record, Scope, Target};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::{FieldView, Table};
use crate::render::theme;

use super::countries::recipients_table;
use super::dispute::dispute_title_link;
use super::foot::change_line;
use super::sheet::Sheet;
use super::years::years_table;

#[derive(Serialize)]
struct HomeView {
    sentence: Html,
    strip: Vec<FieldView>,
    figure: Option<Html>,
    years: Option<Html>,
    changes: Vec<Html>,
    open: Vec<Html>,
    open_count: usize,
    dispute_count: usize,
    disputes: Html,
    tiles: Option<Html>,
    recipients: Option<Html>,
    countries: Html,
    waits: Option<Html>,
    articles: Vec<CardView>,
}

#[derive(Serialize)]
struct CardView {
    title: Html,
    summary: Html,
}

pub(super) fn home(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let mut page = Page::new(desk, &PageKey::Home, Margins::Empty);
    let briefing = site.briefing();
    let sentence = sentence(&mut page);
    let changes = {
        let mut changes: Vec<_> = briefing.records().changes.iter().collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.date));
        changes.into_iter().take(5).map(|change| change_line(&page, change)).collect()
    };
    let disputes = site.ledger().disputes();
    let open = disputes.iter().filter(|dispute| dispute.status(site.records()) == DisagreementStatus::Open);
    let open: Vec<_> = open.map(|dispute| dispute_title_link(&page, *dispute)).collect();
    let articles = front_page(&page);
    let draw = |chart| figure::draw(site, chart, &figure::Options::default()).map(|figure| page.figure(&figure, None));
    let list = page.href_to_page(&PageKey::List(Kind::Disagreement));
    let view = HomeView {
        strip: strip(&page, open.len(), disputes.len()),
        figure: draw(Chart::BudgetByYear),
        years: years_table(&page),
        changes,
        open_count: open.len(),
        open,
        dispute_count: disputes.len(),
        disputes: Html::link(&list, &Html::text("All disagreements between sources")),
        tiles: draw(Chart::Tiles),
        recipients: recipients_table(&page),
        countries: Html::link(
            &page.href_to_page(&PageKey::List(Kind::Country)),
            &Html::text("All recipients, with what happened last"),
        ),
        waits: longest_waits(&page),
        articles,
        sentence,
    };
    let info = briefing.site();
    let frame = Frame {
        title: info.title.to_string(),
        description: info.description.as_deref().map_or_else(|| view.sentence.plain().to_owned(), str::to_owned),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "home.html" }
}

/// The answer to the first question, with links to the rows that its figures are made of.
fn sentence(page: &mut Page<'_>) -> Html {
    let site = page.site;
    let totals = site.ledger().totals(Scope::Programme);
    let (signed, delivered, recipients) = (&totals.signed, &totals.delivered, totals.recipients.len());
    let to = |page: &Page<'_>, anchor: &str, words: &str| {
        let href = page.href(&Place::at(site.path(&PageKey::List(Kind::Grant)), anchor));
        Html::classed_link(&href, "fact", &Html::text(words))
    };
    if signed.grants.is_empty() {
        return Html::concat([
            Html::text("By "),
            Html::date(&site.briefing().site().as_of),
            Html::text(" no grant had been signed."),
        ]);
    }
    let countries = page.href(&Place::at(site.path(&PageKey::List(Kind::Country)), "recipients"));
    let noun = |count: usize, one: &str, many: &str| format!("{count}\u{a0}{}", if count == 1 { one } else { many });
    let signed_words = format!("{} worth {}", noun(signed.grants.len(), "grant", "grants"), page.total_words(signed));
    let delivered_words = match delivered.grants.len() {
        0 => "none of them".to_owned(),
        1 => format!("one of the grants, worth {},", page.total_words(delivered)),
        count => format!("{count} of the grants, worth {},", page.total_words(delivered)),
    };
    let verb = if delivered.grants.len() == 1 { "has" } else { "have" };
    let signed_note = signed_note(page);
    let delivered_note = delivered_note(page, delivered);
    Html::concat([
        Html::text("By "),
        Html::date(&site.briefing().site().as_of),
        Html::text(" Japan had signed "),
        to(page, "signed", &signed_words),
        page.missing_amounts(signed),
        signed_note,
        Html::text(" with "),
        Html::classed_link(&countries, "fact", &Html::text(&noun(recipients, "country", "countries"))),
        Html::text("; "),
        to(page, "delivered", &delivered_words),
        Html::text(&format!(" {verb} been handed over in full.")),
        delivered_note,
    ])
}

/// What the signed total is made of, year by year.
fn signed_note(page: &mut Page<'_>) -> Html {
    let years = page.site.ledger().years().filter_map(|(year, figures)| {
        let signed = &figures.totals.signed;
        let words = format!("{year}: {}", page.total_words(signed));
        let link = Html::link(&page.href_to_page(&PageKey::Year(year)), &Html::text(&words));
        (!signed.grants.is_empty()).then_some(link)
    });
    let years = Html::listed(years.collect());
    let text = [
        Html::text("The amounts of all grants whose notes were exchanged and that were not cancelled. "),
        years,
        Html::text(". Each amount stands with its sources on the page of its grant."),
    ];
    page.remark("signed", Html::concat(text))
}

/// Which grants the delivered total counts.
fn delivered_note(page: &mut Page<'_>, delivered: &Total) -> Html {
    if delivered.grants.is_empty() {
        return Html::default();
    }
    let grants = Html::listed(delivered.grants.iter().map(|key| page.link(*key)).collect());
    let lead = Html::text("Only a grant whose last handover is on record counts, and then in full: ");
    page.remark("delivered", Html::concat([lead, grants, Html::text(".")]))
}

fn strip(page: &Page<'_>, open: usize, disputes: usize) -> Vec<FieldView> {
    let ledger = page.site.ledger();
    let totals = ledger.totals(Scope::Programme);
    let waiting = totals.signed.grants.len() - totals.delivered.grants.len();
    let budget = ledger.years().rev().find_map(|(year, figures)| {
        let budget = figures.budget.as_ref()?;
        budget.amount.map(|amount| (year, amount, budget.is_draft))
    });
    let mut strip = Vec::new();
    if let Some((year, amount, is_draft)) = budget {
        let label = format!("{} for {year}", if is_draft { "Draft budget" } else { "Budget" });
        let href = page.href(&page.site.target_place(Target::Computed(Scope::Year(year), Measure::Budget)));
        strip.push(FieldView::plain("latest-budget", &label, Html::link(&href, &Html::text(&page.money(&amount)))));
    }
    strip.push(FieldView::plain(
        "total-signed",
        "Signed since the start",
        Html::text(&page.total_words(&totals.signed)),
    ));
    strip.push(FieldView::plain(
        "total-delivered",
        "Fully delivered",
        Html::text(&page.total_words(&totals.delivered)),
    ));
    strip.push(FieldView::plain("handovers", "Handovers recorded", Html::text(&ledger.handovers().len().to_string())));
    strip.push(FieldView::plain("waiting", "Signed, still waiting", Html::text(&waiting.to_string())));
    let list = page.href_to_page(&PageKey::List(Kind::Disagreement));
    let open =
        Html::concat([Html::link(&list, &Html::text(&open.to_string())), Html::text(&format!(" of {disputes}"))]);
    strip.push(FieldView::plain("open-disagreements", "Open disagreements", open));
    strip
}

/// The grants that wait longest, or waited longest.
fn longest_waits(page: &Page<'_>) -> Option<Html> {
    const SHOWN: usize = 5;
    let ledger = page.site.ledger();
    let grants = ledger.totals(Scope::Programme).grants.iter();
    let mut waits: Vec<_> = grants
        .filter_map(|key| ledger.waiting(*key).and_then(|waiting| Some((waiting.wait?, waiting.is_over, *key))))
        .collect();
    waits.sort_by_key(|(wait, ..)| std::cmp::Reverse(wait.months));
    let mut table = Table::new("Longest waits from the exchange of notes", &["Grant", "#Wait"]);
    for (wait, is_over, key) in waits.into_iter().take(SHOWN) {
        let words = if is_over { wait.to_string() } else { format!("{wait} so far") };
        let line_break = Html::written("<br>".to_owned());
        let wait = Html::concat([Html::text(&words), line_break, page.stage(ledger.stage(key))]);
        table.row(vec![page.link(key), wait]);
    }
    page.table(&table)
}

/// The featured articles, or the first ones where none is featured.
fn front_page(page: &Page<'_>) -> Vec<CardView> {
    const SHOWN: usize = 3;
    let briefing = page.site.briefing();
    let featured = &briefing.site().front_page;
    let mut articles: Vec<_> = featured.iter().map(|pointer| page.site.named::<Article>(*pointer)).collect();
    if articles.is_empty() {
        articles = briefing.records().articles.iter().filter(|article| article.kind != ArticleKind::About).collect();
        articles.sort_by_key(|article| (article.order.is_none(), article.order));
        articles.truncate(SHOWN);
    }
    articles
        .into_iter()
        .map(|article| CardView { title: page.link(article.key()), summary: Html::text(&page.plain(&article.summary)) })
        .collect()
}
