//! The list of fiscal years, and a year.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::address::{PageKey, Place};
use crate::figure;
use crate::ledger::{Dispute, Total};
use crate::model::anchor::YearFigure;
use crate::model::prose::Chart;
use crate::model::records::{Budget, Grant};
use crate::model::{FiscalYear, Key, Kind, Record};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Beside, Desk, Margins, Page};
use crate::render::parts::{FieldView, Foot, LinkGroup, ListSection};
use crate::render::theme;
use crate::words;

use super::dispute::dispute_link;
use super::fields::disputed_field;
use super::foot::{backlinks, cite_this};
use super::sheet::{Sheet, list_page, parent};

/// The budget of a year in words, marked where it is a draft.
fn budget_words(page: &Page<'_>, year: FiscalYear) -> String {
    let budget = page.site.ledger().year(year).budget.as_ref();
    let amount = budget.and_then(|budget| budget.amount).map(|amount| page.money(&amount));
    match (amount, budget.is_some_and(|budget| budget.is_draft)) {
        (Some(amount), true) => format!("{amount} (draft)"),
        (Some(amount), false) => amount,
        (None, _) => "not known".to_owned(),
    }
}

pub(super) fn years(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Budget), Margins::Empty);
    let figure = figure::draw(site, Chart::BudgetByYear, &figure::Options::default());
    let lead = Html::text(
        "A Japanese fiscal year runs from April to March. The budget of record is the initial budget plus any \
         supplementary one; where only a draft is known it is marked as such.",
    );
    let figure = figure.map_or_else(Html::default, |figure| page.figure(&figure, None));
    list_page(page, "Fiscal years", &lead, vec![ListSection::bare(figure)])
}

#[derive(Serialize)]
struct YearView {
    summary: Html,
    strip: Vec<FieldView>,
    budgets: Vec<BudgetView>,
    grants: Option<Html>,
    sum: Html,
    foot: Foot,
}

#[derive(Serialize)]
struct BudgetView {
    anchor: String,
    stage: &'static str,
    counts: bool,
    decided: Option<Html>,
    amount: FieldView,
    note: Option<Html>,
}

pub(super) fn year(desk: Desk<'_>, year: FiscalYear) -> Sheet<'_> {
    let site = desk.site;
    let mut page = Page::new(desk, &PageKey::Year(year), Margins::Empty);
    let figures = site.ledger().year(year);
    let totals = &figures.totals;
    let budgets: Vec<_> = site.records().budgets.iter().filter(|budget| budget.fiscal_year == year).collect();
    let counts = |budget: &Budget| figures.budget.as_ref().is_some_and(|record| record.parts.contains(&budget.key()));
    let budget_views = budgets.iter().map(|budget| budget_view(&mut page, budget, counts(budget))).collect();
    let view = YearView {
        summary: summary(&page, year),
        strip: strip(&page, year),
        budgets: budget_views,
        grants: lanes_of(&page, year),
        sum: sum(&page, &totals.signed),
        foot: Foot {
            disputes: Some(disputes_of(&page, &budgets, &totals.grants)),
            backlinks: merged(budgets.iter().flat_map(|budget| backlinks(&page, budget.key()))),
            cite_this: cite_this(&page, &format!("Fiscal year {}", year.start()), &Place::top_of(page.path.clone())),
        },
    };
    let frame = Frame {
        title: format!("Fiscal year {}", year.start()),
        description: view.summary.plain().to_owned(),
        parent: Some(parent(Kind::Budget)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "year.html" }
}

/// The budget of a year and what was signed of it, in a sentence.
fn summary(page: &Page<'_>, year: FiscalYear) -> Html {
    let figures = page.site.ledger().year(year);
    let (budget, signed) = (budget_words(page, year), page.total_words(&figures.totals.signed));
    let left = match figures.remaining {
        Some(left) if left.is_zero() => "; they add up to the budget exactly".to_owned(),
        Some(left) => format!("; {} of the budget is not signed for", page.money(&left)),
        None => String::new(),
    };
    let grants = figures.totals.signed.grants.len();
    let recipients = words::figures(figures.totals.recipients.len(), "country", "countries");
    Html::text(&match grants {
        0 => format!("{}: a budget of {budget}. No exchange of notes was found.", year.long()),
        _ => format!(
            "{}: a budget of {budget}; {} to {recipients} worth {signed}{left}.",
            year.long(),
            words::figures(grants, "signed grant", "signed grants")
        ),
    })
}

/// The figures of a year, each with its anchor.
fn strip(page: &Page<'_>, year: FiscalYear) -> Vec<FieldView> {
    let figures = page.site.ledger().year(year);
    let remaining = figures.remaining.map_or_else(|| "not known".to_owned(), |left| page.money(&left));
    let field = |figure: YearFigure, label, words: &str| FieldView::plain(figure.word(), label, Html::text(words));
    vec![
        field(YearFigure::Budget, "Budget", &budget_words(page, year)),
        field(YearFigure::Signed, "Signed", &page.total_words(&figures.totals.signed)),
        field(YearFigure::Remaining, "Remaining", &remaining),
        field(YearFigure::Delivered, "Fully delivered", &page.total_words(&figures.totals.delivered)),
    ]
}

/// The addition of the signed amounts; empty where none is stated.
fn sum(page: &Page<'_>, signed: &Total) -> Html {
    let amount = |key: &Key| {
        let amount = page.site.get::<Grant>(*key).amount.as_ref();
        amount.map(|amount| page.money(&amount.value))
    };
    let amounts: Vec<_> = signed.grants.iter().filter_map(amount).collect();
    if amounts.is_empty() {
        return Html::default();
    }
    let words = format!("{} = {}", amounts.join(" + "), page.total_words(signed));
    Html::concat([Html::text(&words), page.missing_amounts(signed)])
}

/// The grants of a year; none where it has none.
fn lanes_of(page: &Page<'_>, year: FiscalYear) -> Option<Html> {
    let options = figure::Options { year: Some(year), ..figure::Options::default() };
    let has_grants = !page.site.ledger().year(year).totals.grants.is_empty();
    let lanes = figure::draw(page.site, Chart::Timeline, &options).filter(|_| has_grants);
    lanes.map(|figure| page.figure(&figure, None))
}

/// What sources differ on about the budgets and the grants of a year; questions of their own only where they are about
/// a budget.
fn disputes_of(page: &Page<'_>, budgets: &[&Budget], grants: &[Key]) -> Vec<Html> {
    let ledger = page.site.ledger();
    let of_budgets = budgets.iter().flat_map(|budget| ledger.disputes_about(budget.key()));
    let of_grants = grants.iter().flat_map(|grant| ledger.disputes_about(*grant));
    let fields = of_grants.filter(|dispute| matches!(dispute, Dispute::Field(..)));
    let disputes: BTreeSet<Dispute> = of_budgets.chain(fields).collect();
    disputes.into_iter().map(|dispute| dispute_link(page, dispute)).collect()
}

/// Groups of the same label as one, each link once.
fn merged(groups: impl Iterator<Item = LinkGroup>) -> Vec<LinkGroup> {
    let mut merged: Vec<LinkGroup> = Vec::new();
    for group in groups {
        let Some(at) = merged.iter().position(|known| known.label == group.label) else {
            merged.push(group);
            continue;
        };
        let known = &mut merged[at].links;
        known.extend(group.links);
        known.sort();
        known.dedup();
    }
    merged
}

fn budget_view<'s>(page: &mut Page<'s>, budget: &'s Budget, counts: bool) -> BudgetView {
    let (key, facts) = (budget.key(), budget.facts());
    let field = |fact| disputed_field(page, (key, 0), fact, Beside::Evidence(&budget.head.cite));
    let mut amount = facts.first().map(field).unwrap_or_default();
    amount.anchor = format!("{}-{}", budget.head.id, amount.anchor);
    BudgetView {
        anchor: budget.head.id.to_string(),
        stage: budget.stage.word(),
        counts,
        decided: budget.decided.as_ref().map(Html::date),
        amount,
        note: budget.head.note.as_ref().map(|note| page.prose(note)),
    }
}
