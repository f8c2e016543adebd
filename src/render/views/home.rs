//! The home page: how much budgeted, signed, delivered, to how many, as of when.

use serde::Serialize;

use crate::address::{Href, PageKey, Place};
use crate::figure;
use crate::ledger::Total;
use crate::model::prose::Chart;
use crate::model::records::{Article, ArticleKind, DisagreementStatus};
use crate::model::target::Measure;
use crate::model::{Kind, Record, Scope, Target};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::FieldView;
use crate::render::theme;
use crate::words::figures;

use super::dispute::dispute_title_link;
use super::sheet::Sheet;
use super::timeline::latest;

#[derive(Serialize)]
struct HomeView {
    sentence: Html,
    search: Href,
    strip: Vec<FieldView>,
    lanes: Option<Html>,
    latest: Vec<Html>,
    timeline: Href,
    open: Vec<Html>,
    disputes: Html,
    budget: Option<Html>,
    tiles: Option<Html>,
    questions: Vec<Html>,
    articles: Vec<CardView>,
    change: Option<Html>,
}

#[derive(Serialize)]
struct CardView {
    title: Html,
    summary: Html,
}

/// How many lines the lists of the home page have.
const SHOWN: usize = 7;

pub(super) fn home(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let mut page = Page::new(desk, &PageKey::Home, Margins::Empty);
    let briefing = site.briefing();
    let sentence = sentence(&mut page);
    let disputes = site.ledger().disputes();
    let open = disputes.iter().filter(|dispute| dispute.status(site.records()) == DisagreementStatus::Open);
    let open: Vec<_> = open.map(|dispute| dispute_title_link(&page, *dispute)).collect();
    let draw = |chart| figure::draw(site, chart, &figure::Options::default()).map(|figure| page.figure(&figure, None));
    let list = page.href_to_page(&PageKey::List(Kind::Disagreement));
    let all = format!("All {} disagreements between sources", disputes.len());
    let view = HomeView {
        search: page.href_to_page(&PageKey::Search),
        strip: strip(&page, open.len(), disputes.len()),
        lanes: draw(Chart::Timeline),
        latest: latest(&page, SHOWN),
        timeline: page.href_to_page(&PageKey::List(Kind::Event)),
        open: open.into_iter().take(SHOWN).collect(),
        disputes: Html::link(&list, &Html::text(&all)),
        budget: draw(Chart::BudgetByYear),
        tiles: draw(Chart::Tiles),
        questions: questions(&page),
        articles: front_page(&page),
        change: last_change(&page),
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
    let noun = |count: usize, one: &str, many: &str| figures(count, one, many).replace(' ', "\u{a0}");
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

/// The questions that readers come with, and where the answers are.
fn questions(page: &Page<'_>) -> Vec<Html> {
    let at = |kind: Kind, anchor: &str| Place::at(page.site.path(&PageKey::List(kind)), anchor);
    let top = |kind: Kind| Place::top_of(page.site.path(&PageKey::List(kind)));
    let questions = [
        ("What has been handed over in full?", at(Kind::Grant, "delivered")),
        ("What was promised, and what is still missing?", at(Kind::Grant, "signed")),
        ("Which countries receive it?", top(Kind::Country)),
        ("How much is budgeted, year by year?", top(Kind::Budget)),
        ("Which equipment, and how many?", top(Kind::Equipment)),
        ("Where do sources differ?", top(Kind::Disagreement)),
        ("What do the terms mean?", top(Kind::Term)),
    ];
    questions.into_iter().map(|(words, place)| Html::link(&page.href(&place), &Html::text(words))).collect()
}

/// The day of the last change of the record, which leads to all of them.
fn last_change(page: &Page<'_>) -> Option<Html> {
    let last = page.site.records().changes.iter().map(|change| change.date).max()?;
    let words = Html::concat([Html::text("The record was last changed on "), Html::date(&last)]);
    Some(Html::link(&page.href_to_page(&PageKey::List(Kind::Change)), &words))
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
