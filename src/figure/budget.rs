//! Budget, signed and delivered by fiscal year, for the programme and for a country. Says nothing of payments.

use std::collections::BTreeSet;

use crate::address::{PageKey, Place};
use crate::ledger::{BudgetOfRecord, Total};
use crate::model::prose::Chart;
use crate::model::target::Measure;
use crate::model::{Currency, FiscalYear, Money, Scope, Target};

use super::mark::{Look, Mark, Percent};
use super::selection::{Selection, delivered, signed};
use super::table::{Body, Cell, Column, Figure, Sign, Table};
use crate::words::{Language, counted, fold, listed};

/// One fiscal year.
struct Row<'a> {
    year: FiscalYear,
    budget: Option<&'a BudgetOfRecord>,
    signed: Total,
    delivered: Total,
}

impl Row<'_> {
    fn budget_amount(&self) -> Option<Money> {
        self.budget.and_then(|budget| budget.amount)
    }

    fn is_draft(&self) -> bool {
        self.budget.is_some_and(|budget| budget.is_draft)
    }

    fn amounts(&self) -> impl Iterator<Item = Money> {
        self.budget_amount().into_iter().chain(self.signed.sums.iter().copied())
    }
}

fn rows<'a>(selection: &Selection<'a>) -> Vec<Row<'a>> {
    let grants = selection.grants();
    let row = |year| {
        let of_year: Vec<_> = grants.iter().copied().filter(|grant| grant.fiscal_year == year).collect();
        let budget = selection.site.ledger().year(year).budget.as_ref().filter(|_| selection.country.is_none());
        Row { year, budget, signed: signed(&of_year), delivered: delivered(&of_year) }
    };
    selection.years().into_iter().map(row).collect()
}

/// The chart for the programme.
pub(super) fn by_year(selection: &Selection<'_>) -> Figure {
    let rows = rows(selection);
    if rows.is_empty() {
        return selection.nothing(Chart::BudgetByYear);
    }
    let amounts: Vec<Money> = rows.iter().flat_map(Row::amounts).collect();
    let scale = Scale::over(&amounts);
    Figure {
        name: selection.name(Chart::BudgetByYear),
        headline: headline(&rows, selection.site.language()),
        subtitle: format!(
            "Budget of record and grants by stage, {}, as of {}",
            selection.scope_words(),
            selection.as_of()
        ),
        key: key(&rows, &scale),
        body: Body::Table(table(selection, &rows, &scale)),
        limit: scale.limit(&amounts),
    }
}

/// The chart for a country: no budget, since none is set by country, and the scale that all countries share.
pub(super) fn of_country(selection: &Selection<'_>) -> Figure {
    let rows = rows(selection);
    let scale = Scale::over(&sums_of_countries(&Selection { country: None, year: None, ..*selection }));
    let amounts: Vec<Money> = rows.iter().flat_map(Row::amounts).collect();
    Figure {
        name: selection.name(Chart::BudgetByYear),
        headline: country_headline(selection),
        subtitle: format!(
            "Grants by stage, {}, as of {}; one scale for all countries",
            selection.scope_words(),
            selection.as_of()
        ),
        key: key(&rows, &scale),
        body: Body::Table(table(selection, &rows, &scale)),
        limit: format!("{} Budgets are not set by country.", scale.limit(&amounts)),
    }
}

/// What was signed with each country in each fiscal year.
fn sums_of_countries(everything: &Selection<'_>) -> Vec<Money> {
    let mut sums = Vec::new();
    for (_, grants) in everything.by_country() {
        let years: BTreeSet<_> = grants.iter().map(|grant| grant.fiscal_year).collect();
        for year in years {
            let of_year: Vec<_> = grants.iter().copied().filter(|grant| grant.fiscal_year == year).collect();
            sums.extend(signed(&of_year).sums);
        }
    }
    sums
}

/// The currency that is drawn and the sum as long as the whole width.
struct Scale {
    currency: Currency,
    longest: f64,
}

/// A bar for something that is more than nothing can always be seen.
const THINNEST: f64 = 0.004;

impl Scale {
    /// Yen where there are any, since the programme is in yen; else the first currency found.
    fn over(amounts: &[Money]) -> Self {
        let has_yen = amounts.iter().any(|amount| amount.currency() == Currency::JPY);
        let first = amounts.first().filter(|_| !has_yen).map(Money::currency);
        let currency = first.unwrap_or(Currency::JPY);
        let drawn = amounts.iter().filter(|amount| amount.currency() == currency);
        Self { currency, longest: drawn.map(|amount| size_of(*amount)).fold(0.0, f64::max) }
    }

    /// How long the sum in the drawn currency is, where it is more than nothing.
    fn length(&self, sums: &[Money]) -> Option<Percent> {
        let sum = sums.iter().find(|sum| sum.currency() == self.currency).map(|sum| size_of(*sum))?;
        (sum > 0.0 && self.longest > 0.0).then(|| Percent::of((sum / self.longest).max(THINNEST)))
    }

    /// The bars of a year, one within the other.
    fn drawing(&self, row: &Row<'_>) -> Vec<Mark> {
        let budget = row.budget_amount().and_then(|amount| self.length(&[amount]));
        let look = if row.is_draft() { Look::Draft } else { Look::Budget };
        let bar = |look, total: &Total, inset| Some(Mark::Bar { look, length: self.length(&total.sums)?, inset });
        let bars = [
            budget.map(|length| Mark::Frame { look, length }),
            bar(Look::Signed, &row.signed, 5),
            bar(Look::Delivered, &row.delivered, 9),
        ];
        bars.into_iter().flatten().collect()
    }

    /// What the bars leave out.
    fn limit(&self, amounts: &[Money]) -> String {
        let others: BTreeSet<_> =
            amounts.iter().map(Money::currency).filter(|currency| *currency != self.currency).collect();
        let others: Vec<String> = others.iter().map(|currency| currency.code().to_owned()).collect();
        let base = "Signed amounts; payments are not drawn. Delivered counts grants handed over in full.";
        if others.is_empty() {
            return base.to_owned();
        }
        format!("{base} Sums in {} are printed but not drawn.", listed(&others))
    }
}

/// A sum as a size, for drawing only.
fn size_of(money: Money) -> f64 {
    money.decimal().parse().unwrap_or(0.0)
}

/// What the bars mean, as far as they are used.
fn key(rows: &[Row<'_>], scale: &Scale) -> Vec<(Sign, String)> {
    let drawn: Vec<Mark> = rows.iter().flat_map(|row| scale.drawing(row)).collect();
    let is_used = |look: Look| {
        drawn.iter().any(|mark| match mark {
            Mark::Bar { look: used, .. } | Mark::Frame { look: used, .. } => *used == look,
            _ => false,
        })
    };
    let length = Percent::END;
    let entries = [
        (Look::Budget, Mark::Frame { look: Look::Budget, length }, "budget"),
        (Look::Draft, Mark::Frame { look: Look::Draft, length }, "draft budget"),
        (Look::Signed, Mark::Bar { look: Look::Signed, length, inset: 5 }, "signed"),
        (Look::Delivered, Mark::Bar { look: Look::Delivered, length, inset: 9 }, "delivered in full"),
    ];
    let entries = entries.into_iter().filter(|(look, ..)| is_used(*look));
    entries.map(|(_, mark, words)| (Sign::Marks(vec![mark]), words.to_owned())).collect()
}

/// `Budgets grew about ninefold from FY2023 to the FY2026 draft; signed grants kept within them`.
fn headline(rows: &[Row<'_>], language: Language) -> String {
    let budgets: Vec<_> = rows.iter().filter_map(|row| row.budget_amount().map(|amount| (row, amount))).collect();
    let within = within_words(rows);
    let signed = rows.iter().map(|row| row.signed.grants.len()).sum();
    match (&budgets[..], rows) {
        ([], _) => format!("No budget is on record; {} signed", counted(signed, "grant")),
        ([(row, amount)], _) => {
            let draft = if row.is_draft() { "draft " } else { "" };
            let (budget, signed) = (language.money(amount), language.total_with_gaps(&row.signed));
            format!("The {} {draft}budget is {budget}; {signed} is signed under it", row.year)
        }
        ([(first, start), .., (last, end)], _) => {
            let draft = if last.is_draft() { format!("the {} draft", last.year) } else { last.year.to_string() };
            format!("{} from {} to {draft}{within}", growth_words(*start, *end, language), first.year)
        }
    }
}

fn growth_words(start: Money, end: Money, language: Language) -> String {
    let (from, to) = (language.money(&start), language.money(&end));
    let Some(per_mille) = end.per_mille_of(&start) else {
        return format!("Budgets went from {from} to {to}");
    };
    let nearest = (per_mille + 500) / 1000;
    let distance = per_mille.abs_diff(nearest * 1000);
    match per_mille {
        1950.. if end.minus(start).is_some() && distance == 0 => format!("Budgets grew {}", fold(nearest)),
        1950.. if distance <= nearest * 30 => format!("Budgets grew about {}", fold(nearest)),
        1950.. => format!("Budgets grew more than {}", fold(per_mille / 1000)),
        1001.. => format!("Budgets rose from {from} to {to}"),
        _ if start == end => format!("Budgets stood at {from}"),
        _ if end.minus(start).is_some() => format!("Budgets rose from {from} to {to}"),
        _ => format!("Budgets fell from {from} to {to}"),
    }
}

/// Whether what was signed kept within the budgets, where both are known in one currency.
fn within_words(rows: &[Row<'_>]) -> String {
    let compared: Vec<_> = rows
        .iter()
        .filter_map(|row| row.signed.single()?.compared(&row.budget_amount()?).map(|order| (row.year, order)))
        .collect();
    let beyond: Vec<String> =
        compared.iter().filter(|(_, order)| order.is_gt()).map(|(year, _)| year.to_string()).collect();
    match (compared.is_empty(), beyond.is_empty()) {
        (true, _) => String::new(),
        (false, true) => "; signed grants kept within them".to_owned(),
        (false, false) => format!("; signed grants went beyond them in {}", listed(&beyond)),
    }
}

/// `Philippines: ¥3.1 billion signed in three grants, ¥600 million delivered in full`.
fn country_headline(selection: &Selection<'_>) -> String {
    let name = selection.country.map_or("", |country| &country.name);
    let (signed, delivered) = (signed(&selection.grants()), delivered(&selection.grants()));
    let total = |total: &Total| selection.site.language().total_with_gaps(total);
    let done = match delivered.grants.len() {
        0 => "nothing delivered in full yet".to_owned(),
        _ => format!("{} delivered in full", total(&delivered)),
    };
    match signed.grants.len() {
        0 => format!("{name}: no grant is signed yet"),
        count => format!("{name}: {} signed in {}, {done}", total(&signed), counted(count, "grant")),
    }
}

fn table(selection: &Selection<'_>, rows: &[Row<'_>], scale: &Scale) -> Table {
    let has_budgets = selection.country.is_none();
    let mut columns = vec![Column::words("Fiscal year"), Column::drawing("Drawn to scale", Vec::new())];
    columns.extend(has_budgets.then(|| Column::number("Budget")));
    columns.extend(["Signed", "Delivered in full"].map(Column::number));
    let place =
        |measure| move |row: &Row<'_>| selection.site.target_place(Target::Computed(Scope::Year(row.year), measure));
    let (to_budgets, to_grants) = (place(Measure::Budget), place(Measure::Signed));
    let language = selection.site.language();
    let row = |row: &Row<'_>| {
        let budget = match (row.budget_amount(), row.is_draft()) {
            (Some(amount), false) => language.money(&amount),
            (Some(amount), true) => format!("{} (draft)", language.money(&amount)),
            (None, _) => "not on record".to_owned(),
        };
        let year = Place::top_of(selection.site.path(&PageKey::Year(row.year)));
        let mut cells = vec![Cell::to(row.year.to_string(), year), Cell::Drawing(scale.drawing(row))];
        cells.extend(has_budgets.then(|| match row.budget {
            Some(_) => Cell::to(budget, to_budgets(row)),
            None => Cell::words(budget),
        }));
        let count = row.signed.grants.len();
        let count = (count > 0).then(|| counted(count, "grant"));
        cells.push(Cell::to(language.total_with_gaps(&row.signed), to_grants(row)).under(count));
        cells.push(Cell::words(language.total_with_gaps(&row.delivered)));
        cells
    };
    Table::of(columns, rows.iter().map(row).collect())
}
