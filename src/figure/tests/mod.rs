//! Figures of small sites, each parsed and checked like any other.

#[cfg(test)]
mod edges;
mod findings;
mod sound;

use std::fmt::Write as _;

use super::{Body, Cell, Figure, Look, Mark, Options, Table};
use crate::model::Key;
use crate::model::prose::Chart;
use crate::site::Site;
use crate::{check, load};

/// Every chart that draws grants.
const CHARTS: [Chart; 6] =
    [Chart::BudgetByYear, Chart::Timeline, Chart::Map, Chart::Tiles, Chart::WaitingTimes, Chart::EquipmentMatrix];

/// Facts in the making; every record rests on one source.
#[derive(Default)]
struct Facts {
    countries: String,
    grants: String,
    budgets: String,
    disagreements: String,
}

impl Facts {
    /// A country; `more` holds further keys: `tile: [1, 2], marker: [100, 1.5]`.
    fn country(mut self, id: &str, name: &str, iso3: &str, more: &str) -> Self {
        writeln!(self.countries, "  - {{id: {id}, name: \"{name}\", iso3: {iso3}, cite: [source]}}").expect("a string");
        self.countries = with_keys(&self.countries, more);
        self
    }

    /// A grant; `more` is a flow mapping without its braces: `amount: 1 JPY, signed: 2023-11-03`.
    fn grant(mut self, id: &str, country: &str, year: i16, more: &str) -> Self {
        let comma = if more.is_empty() { "" } else { ", " };
        let head =
            format!("id: {id}, title: \"Grant {id}\", recipient: {country}, fiscal_year: {year}, cite: [source]");
        writeln!(self.grants, "  - {{{head}{comma}{more}}}").expect("a string");
        self
    }

    /// A budget.
    fn budget(mut self, year: i16, stage: &str, amount: &str) -> Self {
        let head = format!("id: budget-{year}-{stage}, fiscal_year: {year}, stage: {stage}, cite: [source]");
        writeln!(self.budgets, "  - {{{head}, amount: {amount}}}").expect("a string");
        self
    }

    /// A disagreement about the first country with these claims.
    fn disagreement(mut self, id: &str, claims: &[&str]) -> Self {
        let claims: Vec<_> = claims.iter().map(|claim| format!("{{value: \"{claim}\", cite: [source]}}")).collect();
        writeln!(
            self.disagreements,
            "  - {{id: {id}, question: How many?, about: [source], claims: [{}], we_publish: a, why: b, status: open, \
             cite: [source]}}",
            claims.join(", ")
        )
        .expect("a string");
        self
    }

    fn site(self) -> Site {
        let mut facts = String::from(
            "sources:\n  - {id: source, title: A, publisher: The Ministry, kind: official, language: en}\n  - {id: paper, \
             title: B, publisher: The Paper, kind: press, language: en}\nequipment:\n  - {id: boat, name: Boats, cite: \
             [source, paper]}\n  - {id: radar, name: Radars, cite: [source]}\n",
        );
        let sections = [
            ("countries", self.countries),
            ("grants", self.grants),
            ("budgets", self.budgets),
            ("disagreements", self.disagreements),
        ];
        for (name, text) in sections.iter().filter(|(_, text)| !text.is_empty()) {
            write!(facts, "{name}:\n{text}").expect("a string");
        }
        let mut sources = load::Sources { has_site: true, ..load::Sources::default() };
        sources.site = sources.files.add("content/site.yaml".to_owned(), "title: T\nas_of: 2026-07-03\n");
        let facts = sources.files.add("content/facts.yaml".to_owned(), facts);
        sources.facts.push(facts);
        site_of(&sources)
    }
}

/// A list with further keys in its last record.
fn with_keys(list: &str, more: &str) -> String {
    match list.trim_end().strip_suffix('}') {
        Some(open) if !more.is_empty() => format!("{open}, {more}}}\n"),
        _ => list.to_owned(),
    }
}

/// A site as the program would make it.
fn site_of(sources: &load::Sources) -> Site {
    let (draft, diagnostics) = load::parse(sources, load::Drafts::LeaveOut);
    let messages = |diagnostics: &crate::diag::Diagnostics| {
        diagnostics
            .iter()
            .map(|diagnostic| format!("{}: {}", diagnostic.span.line, diagnostic.message))
            .collect::<Vec<_>>()
    };
    match check::check(draft, diagnostics) {
        Ok((briefing, _)) => Site::of(briefing),
        Err(diagnostics) => panic!("{:#?}", messages(&diagnostics)),
    }
}

fn draw(site: &Site, chart: Chart) -> Figure {
    super::draw(site, chart, &Options::default()).expect("a figure")
}

fn claims(site: &Site, grant: &str, field: &str) -> Option<Figure> {
    let key = key(site, grant);
    let facts = site.records().record(key).facts();
    let fact = facts.iter().position(|fact| fact.field.to_string() == field)?;
    super::draw(site, Chart::Claims, &Options { of: Some((key, fact)), ..Options::default() })
}

fn key(site: &Site, id: &str) -> Key {
    site.records().all().find(|record| record.head().id.as_str() == id).expect("a record").key()
}

/// The table of a figure.
fn table(figure: &Figure) -> &Table {
    match &figure.body {
        Body::Table(table) => table,
        _ => panic!("{} is no table", figure.name),
    }
}

/// The rows of a figure, of all its groups.
fn rows(figure: &Figure) -> Vec<&[Cell]> {
    table(figure).groups.iter().flat_map(|group| &group.rows).map(Vec::as_slice).collect()
}

/// The shapes of a figure, row after row.
fn marks(figure: &Figure) -> Vec<Mark> {
    let drawings = rows(figure).into_iter().flatten().filter_map(|cell| match cell {
        Cell::Drawing(marks) => Some(marks.clone()),
        _ => None,
    });
    drawings.flatten().collect()
}

fn look(mark: &Mark) -> Look {
    match mark {
        Mark::Bar { look, .. }
        | Mark::Frame { look, .. }
        | Mark::Upright { look, .. }
        | Mark::Line { look, .. }
        | Mark::Dot { look, .. }
        | Mark::Arrow { look, .. }
        | Mark::Back { look, .. }
        | Mark::Cross { look, .. }
        | Mark::Diamond { look, .. } => *look,
    }
}

/// Where a shape stands, or how long it is.
fn place(mark: &Mark) -> String {
    match mark {
        Mark::Bar { length, .. } | Mark::Frame { length, .. } => length.to_string(),
        Mark::Line { from, to, .. } => format!("{from}–{to}"),
        Mark::Upright { at, .. }
        | Mark::Dot { at, .. }
        | Mark::Arrow { at, .. }
        | Mark::Back { at, .. }
        | Mark::Cross { at, .. }
        | Mark::Diamond { at, .. } => at.to_string(),
    }
}

/// The places of all shapes that look like this.
fn places(figure: &Figure, wanted: Look) -> Vec<String> {
    marks(figure).iter().filter(|mark| look(mark) == wanted).map(place).collect()
}

/// How many shapes look like this.
fn count(figure: &Figure, wanted: Look) -> usize {
    places(figure, wanted).len()
}

/// The words of a row: lines and what stands below them, after the word of a mark.
fn row(figure: &Figure, index: usize) -> Vec<String> {
    rows(figure)[index].iter().filter(|cell| !matches!(cell, Cell::Drawing(_))).map(words).collect()
}

fn words(cell: &Cell) -> String {
    let Cell::Words(words) = cell else { return String::new() };
    let lines: Vec<_> = words.lines.iter().map(|line| format!("{}{}", line.text, line.after)).collect();
    let under = words.under.as_ref().map(|under| format!(" / {under}"));
    let stage = words.stage.map_or(String::new(), |stage| format!("[{}] ", stage.class()));
    format!("{stage}{}{}", lines.join("; "), under.unwrap_or_default())
}
