//! Which grants a figure is about, and how they stand by country and year. Draws nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Scope, add_up, is_signed};
use crate::link::{Place, Site, Stage, Total};
use crate::model::prose::Chart;
use crate::model::records::{Country, Grant, Record};
use crate::model::{Currency, FiscalYear, Money};

use super::canvas::{Canvas, LINE, Style};
use super::{Align, Cell, Column, Figure, Options, Table};

/// The part of the programme that a figure shows.
#[derive(Clone, Copy)]
pub(super) struct Selection<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// Only this fiscal year.
    pub(super) year: Option<FiscalYear>,
    /// Only this country.
    pub(super) country: Option<&'a Country>,
}

impl<'a> Selection<'a> {
    /// What `options` leave of the programme.
    pub(super) fn of(site: &'a Site, options: &Options) -> Self {
        let country = options.country.as_ref().map(|id| site.briefing().country(id));
        Self { site, year: options.year, country }
    }

    /// The grants, whatever their stage, in the order of their signatures; planned ones last.
    pub(super) fn grants(&self) -> Vec<&'a Grant> {
        let mut grants = self.site.briefing().grants_of(&Scope::Programme);
        grants.retain(|grant| {
            self.year.is_none_or(|year| grant.fiscal_year == year)
                && self.country.is_none_or(|country| grant.recipient.id == country.head.id)
        });
        grants
    }

    /// The grants by country, in the order of first signatures.
    pub(super) fn by_country(&self) -> Vec<(&'a Country, Vec<&'a Grant>)> {
        self.grouped(self.grants())
    }

    /// Some of the grants by country, in the order of the grants.
    pub(super) fn grouped(&self, grants: Vec<&'a Grant>) -> Vec<(&'a Country, Vec<&'a Grant>)> {
        let mut rows: Vec<(&Country, Vec<&Grant>)> = Vec::new();
        let mut positions = BTreeMap::new();
        for grant in grants {
            let position = *positions.entry(&grant.recipient.id).or_insert_with(|| {
                rows.push((self.site.briefing().country(&grant.recipient.id), Vec::new()));
                rows.len() - 1
            });
            rows[position].1.push(grant);
        }
        rows
    }

    /// The fiscal years, oldest first.
    pub(super) fn years(&self) -> Vec<FiscalYear> {
        let mut years = self.site.briefing().years();
        years.retain(|year| self.year.is_none_or(|only| only == *year));
        years
    }

    /// The name of a figure: `timeline`, `timeline-philippines`, `timeline-fy2023`.
    pub(super) fn name(&self, chart: Chart) -> String {
        let mut name = chart.word().to_owned();
        for part in [self.country.map(|country| country.head.id.to_string()), self.year.map(FiscalYear::word)] {
            name.extend(part.map(|part| format!("-{part}")));
        }
        name
    }

    /// The place and the period for a subtitle: `all recipients, FY2023 to FY2026`.
    pub(super) fn scope_words(&self) -> String {
        let place = self.country.map_or("all recipients", |country| &country.name);
        let mut years = self.years();
        if self.country.is_some() {
            let of_grants: BTreeSet<_> = self.grants().iter().map(|grant| grant.fiscal_year).collect();
            years.retain(|year| of_grants.contains(year));
        }
        match (years.first(), years.last()) {
            (Some(first), Some(last)) if first == last => format!("{place}, {first}"),
            (Some(first), Some(last)) => format!("{place}, {first} to {last}"),
            _ => place.to_owned(),
        }
    }

    /// The date of the facts, as it stands in sentences.
    pub(super) fn as_of(&self) -> String {
        self.site.briefing().site().as_of.to_string()
    }

    /// The figure for a selection without grants: it says so.
    pub(super) fn nothing(&self, chart: Chart) -> Figure {
        let name = self.name(chart);
        let headline = "No grant is on record for this figure".to_owned();
        let subtitle = format!("Grants of {}, as of {}", self.scope_words(), self.as_of());
        let mut canvas = Canvas::default();
        canvas.text((0.0, 24.0), Style::Main, "No grant is on record.");
        let svg = canvas.finish(&name, LINE * 2.0, &headline, &subtitle);
        let rows = vec![vec![Cell::words("No grant is on record")]];
        let table = Table { caption: subtitle.clone(), columns: vec![Column::of("Grant", Align::Text)], rows };
        Figure { name, headline, subtitle, svg, limit: "Nothing is left out.".to_owned(), table }
    }
}

/// The words for a grant where room is short: `Malaysia FY2023`.
pub(super) fn short_name(site: &Site, grant: &Grant) -> String {
    format!("{}\u{a0}{}", site.briefing().country(&grant.recipient.id).name, grant.fiscal_year)
}

/// A table cell that names a grant and leads to it.
pub(super) fn grant_cell(site: &Site, grant: &Grant) -> Cell {
    Cell::to(&grant.title, site.place(&grant.key()))
}

/// A table cell that names a country and leads to it.
pub(super) fn country_cell(site: &Site, country: &Country) -> Cell {
    Cell::to(&country.name, site.place(&country.key()))
}

/// Where the stage of a grant is shown.
pub(super) fn stage_cell(site: &Site, grant: &Grant) -> Cell {
    let stage = Stage::of(grant);
    Cell::to(&format!("{} {}", stage.mark(), stage.word()), Place::at(site.place(&grant.key()).path, "stage"))
}

/// Several stages as one: delivered where all that was signed is, partly where some of it is.
pub(super) fn combined(stages: impl IntoIterator<Item = Stage>) -> Stage {
    let mut counts = [0_usize; 5];
    for stage in stages {
        counts[stage as usize] += 1;
    }
    let [planned, signed, partly, delivered, _] = counts;
    match (planned, signed, partly, delivered) {
        (_, 0, 0, 1..) => Stage::Delivered,
        (_, _, 1.., _) | (_, _, _, 1..) => Stage::PartlyDelivered,
        (_, 1.., _, _) => Stage::Signed,
        (1.., ..) => Stage::Planned,
        _ => Stage::Cancelled,
    }
}

/// The amounts of grants, a sum a currency.
fn total<'a>(grants: impl Iterator<Item = &'a Grant>) -> Total {
    let mut by_currency: BTreeMap<Currency, Vec<Money>> = BTreeMap::new();
    let mut total = Total::default();
    for grant in grants {
        let id = grant.head.id.clone();
        match &grant.amount {
            Some(amount) => by_currency.entry(amount.value.currency()).or_default().push(amount.value),
            None => total.without_amount.push(id.clone()),
        }
        total.grants.push(id);
    }
    total.sums = by_currency.into_values().filter_map(add_up).collect();
    total
}

/// What was signed among grants and not cancelled.
pub(super) fn signed(grants: &[&Grant]) -> Total {
    total(grants.iter().copied().filter(|grant| is_signed(grant)))
}

/// What was delivered in full among grants.
pub(super) fn delivered(grants: &[&Grant]) -> Total {
    total(grants.iter().copied().filter(|grant| Stage::of(grant) == Stage::Delivered))
}
