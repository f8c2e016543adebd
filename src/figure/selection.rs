//! Which grants a figure is about, and how they stand by country and year. Draws nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Stage, Total};
use crate::model::prose::Chart;
use crate::model::records::{Country, Grant};
use crate::model::{Anchor, FiscalYear, Record, Scope};
use crate::site::Site;

use super::table::{Body, Cell, Column, Figure, Options, Table};

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
        let country = options.country.map(|key| site.get(key));
        Self { site, year: options.year, country }
    }

    /// The grants, whatever their stage, in the order of their signatures; planned ones last.
    pub(super) fn grants(&self) -> Vec<&'a Grant> {
        let scope = match (self.country, self.year) {
            (Some(country), _) => Scope::Country(country.key()),
            (None, Some(year)) => Scope::Year(year),
            (None, None) => Scope::Programme,
        };
        let grants = self.site.ledger().totals(scope).grants.iter().map(|key| self.site.get::<Grant>(*key));
        grants.filter(|grant| self.year.is_none_or(|year| grant.fiscal_year == year)).collect()
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
            let country = self.site.key(grant.recipient);
            let position = *positions.entry(country).or_insert_with(|| {
                rows.push((self.site.get(country), Vec::new()));
                rows.len() - 1
            });
            rows[position].1.push(grant);
        }
        rows
    }

    /// The fiscal years, oldest first.
    pub(super) fn years(&self) -> Vec<FiscalYear> {
        let years = self.site.ledger().years().map(|(year, _)| year);
        years.filter(|year| self.year.is_none_or(|only| only == *year)).collect()
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
        let table = Table::of(vec![Column::words("Grant")], vec![vec![Cell::words("No grant is on record")]]);
        let (key, limit) = (Vec::new(), "Nothing is left out.".to_owned());
        Figure { name, headline, subtitle, key, body: Body::Table(table), limit }
    }
}

/// The words for a grant where room is short: `Malaysia FY2023`.
pub(super) fn short_name(site: &Site, grant: &Grant) -> String {
    format!("{}\u{a0}{}", site.named::<Country>(grant.recipient).name, grant.fiscal_year)
}

/// A table cell that names a grant and leads to it.
pub(super) fn grant_cell(site: &Site, grant: &Grant) -> Cell {
    Cell::to(&*grant.title, site.place(grant.key()).clone())
}

/// Where the stage of a grant is shown.
pub(super) fn stage_cell(site: &Site, grant: &Grant) -> Cell {
    let stage = Stage::of(grant);
    Cell::to(stage.word(), site.part_place(grant.key(), Anchor::Field("stage"))).marked(stage)
}

/// What was signed among grants and not cancelled.
pub(super) fn signed(grants: &[&Grant]) -> Total {
    Total::signed(grants.iter().copied())
}

/// What was delivered in full among grants.
pub(super) fn delivered(grants: &[&Grant]) -> Total {
    Total::delivered(grants.iter().copied())
}
