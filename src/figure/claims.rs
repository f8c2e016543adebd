//! What sources say about one question: a claim a row and, where claims share a measure, its place on one scale.
//!
//! Weighs no claim: what is published and why stands in the record.

use crate::address::Place;
use crate::model::fact::EndUser;
use crate::model::prose::Chart;
use crate::model::records::{Disagreement, Source};
use crate::model::{Cite, FactRef, Key, Pointer, Record, Shown};
use crate::site::Site;

use super::calendar;
use super::claim_text::{self, Measure, Reach};
use super::mark::{Look, Mark, Percent};
use super::table::{Body, Cell, Column, Figure, Line, Sign, Table};
use crate::words::{capital, counted, difference_words, listed, lower_first, number};

/// The most other values that a headline names one by one.
const MOST_NAMED: usize = 3;

/// One claim with its evidence.
struct Claim<'a> {
    value: String,
    size: Option<(Measure, Reach)>,
    /// What stands under the value: `we publish`, or how it differs.
    tag: String,
    is_published: bool,
    cite: &'a [Cite],
    says: Option<&'a str>,
}

impl Claim<'_> {
    fn measure(&self) -> Option<&Measure> {
        self.size.as_ref().map(|(measure, _)| measure)
    }

    fn reach(&self) -> Option<Reach> {
        self.size.as_ref().map(|(_, reach)| *reach)
    }
}

/// The claims about a fact; none where no other value is reported.
pub(super) fn of_fact(site: &Site, key: Key, number: usize) -> Option<Figure> {
    let record = site.records().record(key);
    let facts = record.facts();
    let fact = facts.get(number).filter(|fact| !fact.also_reported.is_empty())?;
    let claims = claims_of_fact(site, fact);
    let measure = claims[0].measure().cloned();
    let on_scale = |claim: &&Claim<'_>| claim.measure().is_some() && claim.measure() == measure.as_ref();
    let (on, off): (Vec<&Claim<'_>>, Vec<_>) = claims.iter().partition(on_scale);
    let words = Words {
        name: format!("{}-{}-{}", Chart::Claims.word(), record.head().id, fact.field),
        headline: fact_headline(fact, &on, &off),
        subtitle: format!("{}: {}, as sources give it", record.name(), lower_first(fact.label)),
        to: site.part_place(key, fact.field),
    };
    Some(finish(site, (&on, &off), words))
}

/// The claims of a disagreement.
pub(super) fn of_record(site: &Site, record: &Disagreement) -> Figure {
    let claims: Vec<Claim<'_>> = record
        .claims
        .iter()
        .map(|claim| Claim {
            value: claim.value.to_string(),
            size: claim_text::read(&claim.value),
            tag: String::new(),
            is_published: false,
            cite: &claim.cite,
            says: claim.says.as_deref(),
        })
        .collect();
    let sharing = |measure: &Measure| claims.iter().filter(|claim| claim.measure() == Some(measure)).count();
    // Of measures that are equally common the first one counts.
    let measure = claims.iter().rev().filter_map(Claim::measure).max_by_key(|measure| sharing(measure)).cloned();
    let is_on = |claim: &&Claim<'_>| measure.is_some() && claim.measure() == measure.as_ref();
    let (on, off): (Vec<&Claim<'_>>, Vec<_>) = claims.iter().partition(is_on);
    let words = Words {
        name: format!("{}-{}", Chart::Claims.word(), record.head.id),
        headline: record_headline(record, &on),
        subtitle: format!("Answers of sources, as of {}", site.briefing().site().as_of),
        to: site.place(record.key()).clone(),
    };
    finish(site, (&on, &off), words)
}

/// The published value first, then the others in the order of the record.
fn claims_of_fact<'a>(site: &Site, fact: &FactRef<'a>) -> Vec<Claim<'a>> {
    let published = Claim {
        value: words_of(site, fact.value),
        size: size_of(fact.value),
        tag: "we publish".to_owned(),
        is_published: true,
        cite: fact.cite,
        says: None,
    };
    let others = fact.also_reported.iter().map(|reported| Claim {
        value: words_of(site, reported.value),
        size: size_of(reported.value),
        tag: difference_words(reported.difference).to_owned(),
        is_published: false,
        cite: reported.cite,
        says: None,
    });
    std::iter::once(published).chain(others).collect()
}

fn words_of(site: &Site, value: Shown<'_>) -> String {
    let name = |pointer: &Pointer| site.records().record(site.key(*pointer)).name();
    match value {
        Shown::Money(money) => site.language().money(money),
        Shown::Date(date) => date.to_string(),
        Shown::Quantity(quantity) => quantity.to_string(),
        Shown::Words(words) => words.to_owned(),
        Shown::Prose(_) => "As worded in the record".to_owned(),
        Shown::People(people) => listed(&people.iter().map(name).collect::<Vec<_>>()),
        Shown::EndUser(EndUser::Organisation(pointer)) => name(pointer),
        Shown::EndUser(EndUser::Words(words)) => words.to_string(),
        Shown::Partnership(partnership) => partnership.title.to_string(),
    }
}

fn size_of(value: Shown<'_>) -> Option<(Measure, Reach)> {
    let between = |low: f64, high: f64| if low < high { Reach::Between(low, high) } else { Reach::Exactly(low) };
    let whole = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    match value {
        Shown::Money(money) => {
            let length = money.decimal().parse().ok()?;
            Some((Measure::Money(money.currency().code().to_owned()), Reach::Exactly(length)))
        }
        Shown::Date(date) => {
            let (first, last) = calendar::bounds(*date);
            Some((Measure::Date, between(first, last)))
        }
        Shown::Quantity(quantity) => {
            Some((Measure::Number(String::new()), between(whole(quantity.min()), whole(quantity.max()))))
        }
        _ => None,
    }
}

/// `We publish ¥575 million; sources also give ¥600 million, one sum is in another currency`.
fn fact_headline(fact: &FactRef<'_>, on: &[&Claim<'_>], off: &[&Claim<'_>]) -> String {
    let published = on.iter().chain(off).find(|claim| claim.is_published).map_or("", |claim| &claim.value);
    let values = |claims: &[&Claim<'_>]| -> Vec<String> {
        claims.iter().filter(|claim| !claim.is_published).map(|claim| claim.value.clone()).collect()
    };
    let (given, apart) = match fact.value {
        Shown::Money(_) => (values(on), off.len()),
        _ => ([values(on), values(off)].concat(), 0),
    };
    let also = match given.len() {
        0 => "no source gives another sum in that currency".to_owned(),
        count if count <= MOST_NAMED => format!("sources also give {}", listed(&given)),
        count => format!("sources also give {} other values", number(count)),
    };
    let elsewhere = match apart {
        0 => String::new(),
        1 => ", one sum is in another currency".to_owned(),
        count => format!(", {} sums are in other currencies", number(count)),
    };
    let what = if matches!(fact.value, Shown::Quantity(_)) { "the number " } else { "" };
    format!("We publish {what}{published}; {also}{elsewhere}")
}

/// The question and the answers at both ends.
fn record_headline(record: &Disagreement, on: &[&Claim<'_>]) -> String {
    let low = |claim: &&&Claim<'_>| claim.reach().map_or(0.0, |reach| reach.ends().0);
    let least = on.iter().min_by(|a, b| low(a).total_cmp(&low(b)));
    let most = on.iter().max_by(|a, b| low(a).total_cmp(&low(b)));
    let short = |claim: &&Claim<'_>| {
        let value = &claim.value;
        let end = value.find(", ").unwrap_or(value.len());
        lower_first(&value[..end])
    };
    let answers = capital(&counted(record.claims.len(), "answer"));
    match (least.map(short), most.map(short)) {
        (Some(least), Some(most)) if least != most && on.len() > 1 => {
            format!("{} {answers}: from {least} to {most}", record.question)
        }
        _ => format!("{} {answers}", record.question),
    }
}

/// The sentences of a figure and where its claims are shown.
struct Words {
    name: String,
    headline: String,
    subtitle: String,
    to: Place,
}

/// Places on the scale that the claims share, with room at both ends for marks that go on.
struct Scale {
    low: f64,
    high: f64,
    has_dates: bool,
}

/// The room at the ends of a scale.
const BESIDE: f64 = 0.06;

impl Scale {
    /// A scale from zero, or of dates; none for a single claim.
    fn over(on: &[&Claim<'_>]) -> Option<Self> {
        let ends: Vec<(f64, f64)> = on.iter().filter_map(|claim| claim.reach().map(Reach::ends)).collect();
        let has_dates = on.iter().any(|claim| claim.measure() == Some(&Measure::Date));
        let least = ends.iter().map(|(low, _)| *low).fold(f64::INFINITY, f64::min);
        let high = ends.iter().map(|(_, high)| *high).fold(f64::NEG_INFINITY, f64::max);
        (on.len() > 1).then_some(Self { low: if has_dates { least } else { 0.0 }, high, has_dates })
    }

    fn at(&self, value: f64) -> Percent {
        let share = if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.5 };
        let before = if self.has_dates { BESIDE } else { 0.0 };
        Percent::of(before + share * (1.0 - before - BESIDE))
    }

    /// The claim on the scale: a diamond where it is published, else a ring; a line for what lies between two values.
    fn drawing(&self, claim: &Claim<'_>) -> Vec<Mark> {
        let Some(reach) = claim.reach() else { return Vec::new() };
        let look = if claim.is_published { Look::Published } else { Look::Reported };
        let (from, to) = (self.at(reach.ends().0), self.at(reach.ends().1));
        let sign = |at| sign(look, at);
        let mut marks = vec![Mark::Line { look: Look::Scale, from: Percent::START, to: Percent::END }];
        match reach {
            Reach::Exactly(_) => {}
            Reach::Between(..) => marks.extend([Mark::Line { look, from, to }, sign(to)]),
            Reach::Upwards(_) => {
                marks.extend([Mark::Line { look, from, to: Percent::END }, Mark::Arrow { look, at: Percent::END }]);
            }
            Reach::Downwards(_) => {
                marks.extend([Mark::Line { look, from: Percent::START, to: from }]);
                marks.push(Mark::Back { look, at: Percent::START });
            }
        }
        marks.push(sign(from));
        marks
    }
}

fn sign(look: Look, at: Percent) -> Mark {
    if look == Look::Published { Mark::Diamond { look, at } } else { Mark::Dot { look, at } }
}

fn finish(site: &Site, (on, off): (&[&Claim<'_>], &[&Claim<'_>]), words: Words) -> Figure {
    let scale = Scale::over(on);
    let mut limit = vec!["A row is what sources say, not how likely it is.".to_owned()];
    if let Some(scale) = &scale {
        let from = if scale.has_dates { "runs from the first to the last date" } else { "starts at zero" };
        limit.push(format!("The scale {from}."));
        if !off.is_empty() {
            limit.push("Values in another measure or currency are listed, not drawn.".to_owned());
        }
    }
    let Words { name, headline, subtitle, to } = words;
    let claims: Vec<&Claim<'_>> = on.iter().chain(off).copied().collect();
    let mut columns = vec![Column::words("Value")];
    columns.extend(scale.as_ref().map(|_| Column::drawing("Drawn on a scale", Vec::new())));
    columns.push(Column::words("Who says so, when, in what words"));
    let row = |claim: &&Claim<'_>| {
        let value = Cell::to(claim.value.clone(), to.clone());
        let mut cells = vec![value.under((!claim.tag.is_empty()).then(|| claim.tag.clone()))];
        let is_on = |scale: &&Scale| {
            on.len() > 1 && on.iter().any(|other| std::ptr::eq(*other, *claim)) && scale.high.is_finite()
        };
        cells.extend(scale.as_ref().map(|_| Cell::Empty));
        if let Some(scale) = scale.as_ref().filter(is_on) {
            cells[1] = Cell::Drawing(scale.drawing(claim));
        }
        cells.push(Cell::lines(voices(site, claim)));
        cells
    };
    let table = Table::of(columns, claims.iter().map(row).collect());
    Figure {
        name,
        headline,
        subtitle,
        key: key(&claims, scale.is_some()),
        body: Body::Table(table),
        limit: limit.join(" "),
    }
}

/// What the signs mean, where there is more than one.
fn key(claims: &[&Claim<'_>], has_scale: bool) -> Vec<(Sign, String)> {
    if !has_scale || !claims.iter().any(|claim| claim.is_published) {
        return Vec::new();
    }
    let entry = |look, words: &str| (Sign::Marks(vec![sign(look, Percent::of(0.5))]), words.to_owned());
    vec![entry(Look::Published, "what we publish"), entry(Look::Reported, "reported, not adopted")]
}

/// Who says it, when and in what words; voices that say the same are joined.
fn voices(site: &Site, claim: &Claim<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for cite in claim.cite {
        let source = site.named::<Source>(cite.source);
        let date = source.published.map_or_else(String::new, |date| format!(", {date}"));
        let at = cite.at.as_ref().map_or_else(String::new, |at| format!(", {at}"));
        let says = cite.says.as_deref().or(claim.says).map(str::to_owned);
        let after = format!("{date} ({}){at}", source.kind.word());
        let is_known = |line: &Line| *line.text == *source.publisher && line.after == after && line.says == says;
        if !lines.iter().any(is_known) {
            lines.push(Line { after, says, ..Line::to(&*source.publisher, site.place(source.key()).clone()) });
        }
    }
    if lines.is_empty() {
        lines.push(Line::words("not cited"));
    }
    lines
}
