//! The list of fiscal years, and a year.

use serde::Serialize;

use crate::check::Scope;
use crate::figure;
use crate::link::{Dispute, Site, SitePath};
use crate::model::prose::Chart;
use crate::model::records::{Budget, Record};
use crate::model::{FiscalYear, Kind};
use crate::render::page::Margins;

use super::grants::{GrantColumn, grant_table};
use super::{
    FieldView, Frame, Html, LinkGroup, Page, Sheet, Table, backlinks, cite_this, dispute_link, disputed_field, parent,
    theme,
};

#[derive(Serialize)]
struct YearsView {
    lead: Html,
    figure: Option<Html>,
    table: Option<Html>,
}

/// The budget of a year in words, marked where it is a draft.
fn budget_words(page: &Page<'_>, year: FiscalYear) -> String {
    let budget = page.site.briefing().year_figures(year).budget;
    let amount = budget.as_ref().and_then(|budget| budget.amount).map(|amount| page.money(&amount));
    match (amount, budget.is_some_and(|budget| budget.is_draft)) {
        (Some(amount), true) => format!("{amount} (draft)"),
        (Some(amount), false) => amount,
        (None, _) => "not known".to_owned(),
    }
}

/// The years by budget, signed, remaining and delivered.
pub(super) fn years_table(page: &Page<'_>) -> Option<Html> {
    let briefing = page.site.briefing();
    let columns = ["Fiscal year", "#Budget", "#Signed", "#Remaining", "#Fully delivered", "#Signed grants", "#Planned"];
    let mut table = Table::new("Budget, signed and delivered by fiscal year", &columns);
    for year in briefing.years() {
        let figures = briefing.year_figures(year);
        let remaining = figures.remaining.map_or_else(|| "–".to_owned(), |left| page.money(&left));
        let number = |count: usize| Html::text(&count.to_string());
        table.row(vec![
            Html::link(&page.href_to_page(SitePath::year(year)), &Html::text(&year.to_string())),
            Html::text(&budget_words(page, year)),
            Html::text(&page.total_words(&figures.signed)),
            Html::text(&remaining),
            Html::text(&page.total_words(&figures.delivered)),
            number(figures.signed.grants.len()),
            number(figures.planned.len()),
        ]);
    }
    table.html()
}

pub(super) fn years(site: &Site) -> Sheet<'_> {
    let page = Page::new(site, SitePath::list(Kind::Budget), Margins::Empty);
    let figure = figure::draw(site, Chart::BudgetByYear, &figure::Options::default());
    let lead = Html::text(
        "A Japanese fiscal year runs from April to March. The budget of record is the initial budget plus any \
         supplementary one; where only a draft is known it is marked as such.",
    );
    let view = YearsView { figure: figure.map(|figure| page.figure(&figure, None)), table: years_table(&page), lead };
    let frame = Frame { title: "Fiscal years".to_owned(), description: view.lead.plain(), ..Frame::default() };
    Sheet { view: theme::value(&view), page, frame, template: "years.html" }
}

#[derive(Serialize)]
struct YearView {
    summary: Html,
    strip: Vec<FieldView>,
    budgets: Vec<BudgetView>,
    grants: Option<Html>,
    sum: Html,
    disputes: Vec<Html>,
    backlinks: Vec<LinkGroup>,
    cite_this: String,
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

pub(super) fn year(site: &Site, year: FiscalYear) -> Sheet<'_> {
    let mut page = Page::new(site, SitePath::year(year), Margins::Empty);
    let briefing = site.briefing();
    let figures = briefing.year_figures(year);
    let scope = Scope::Year(year);
    let signed = page.total_words(&figures.signed);
    let remaining = figures.remaining.map(|left| page.money(&left));
    let recipients = briefing.recipients_in(&scope).len();
    let budget = budget_words(&page, year);
    let grants = figures.signed.grants.len();
    let left = match (&remaining, figures.remaining.is_some_and(|left| left.is_zero())) {
        (Some(_), true) => "; they add up to the budget exactly".to_owned(),
        (Some(left), false) => format!("; {left} of the budget is not signed for"),
        (None, _) => String::new(),
    };
    let summary = match grants {
        0 => Html::text(&format!("{}: a budget of {budget}. No exchange of notes was found.", year.long())),
        _ => Html::text(&format!(
            "{}: a budget of {budget}; {grants} signed grants to {recipients} countries worth {signed}{left}.",
            year.long()
        )),
    };
    let strip = vec![
        FieldView::plain("total-budget", "Budget", Html::text(&budget)),
        FieldView::plain("total-signed", "Signed", Html::text(&signed)),
        FieldView::plain("remaining", "Remaining", Html::text(remaining.as_deref().unwrap_or("not known"))),
        FieldView::plain("total-delivered", "Fully delivered", Html::text(&page.total_words(&figures.delivered))),
    ];
    let budgets: Vec<_> = briefing.records().budgets.iter().filter(|budget| budget.fiscal_year == year).collect();
    let counts = |budget: &Budget| {
        figures.budget.as_ref().is_some_and(|record| record.parts.iter().any(|part| part.head.id == budget.head.id))
    };
    let budget_views = budgets.iter().map(|budget| budget_view(&mut page, budget, counts(budget))).collect();
    let amounts: Vec<_> = figures
        .signed
        .grants
        .iter()
        .filter_map(|id| briefing.grant(id).amount.as_ref().map(|amount| Html::text(&page.money(&amount.value))))
        .collect();
    let sum = match amounts.len() {
        0 => Html::default(),
        _ => {
            let plus = amounts.iter().map(|amount| amount.as_str().to_owned()).collect::<Vec<_>>().join(" + ");
            Html::concat([
                Html::written(format!("{plus} = ")),
                Html::text(&signed),
                page.missing_amounts(&figures.signed),
            ])
        }
    };
    let of_year = |dispute: &&Dispute<'_>| match dispute {
        Dispute::Field(key, _) => {
            budgets.iter().any(|budget| budget.head.id == key.id)
                || briefing.grants_of(&scope).iter().any(|grant| grant.head.id == key.id)
        }
        Dispute::Record(record) => {
            record.about.iter().any(|pointer| budgets.iter().any(|budget| budget.head.id == pointer.id))
        }
    };
    let disputes = briefing.disputes();
    let disputes = disputes.iter().filter(of_year).map(|dispute| dispute_link(&page, dispute)).collect();
    let view = YearView {
        strip,
        budgets: budget_views,
        grants: grant_table(&page, &format!("Grants of {year}"), &briefing.grants_of(&scope), Some(GrantColumn::Year)),
        sum,
        disputes,
        backlinks: merged(budgets.iter().flat_map(|budget| backlinks(&page, &budget.key()))),
        cite_this: cite_this(
            &page,
            &format!("Fiscal year {}", year.start()),
            &crate::link::Place::top_of(SitePath::year(year)),
        ),
        summary,
    };
    let frame = Frame {
        title: format!("Fiscal year {}", year.start()),
        description: view.summary.plain(),
        parent: Some(parent(Kind::Budget)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "year.html" }
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
    let key = budget.key();
    let facts = budget.facts();
    let mut amount = facts.first().map(|fact| disputed_field(page, fact, &budget.head.cite, &key)).unwrap_or_default();
    amount.anchor = format!("{}-amount", key.id);
    BudgetView {
        anchor: key.id.to_string(),
        stage: budget.stage.word(),
        counts,
        decided: budget.decided.as_ref().map(Html::date),
        amount,
        note: budget.head.note.as_ref().map(|note| page.prose(note)),
    }
}
