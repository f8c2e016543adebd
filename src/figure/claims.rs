//! What sources say about one question, each claim in its row and, where they share a measure, on one scale.
//!
//! Weighs no claim: what is published and why stands in the record.

use crate::address::Place;
use crate::model::fact::{Difference, EndUser};
use crate::model::prose::Chart;
use crate::model::records::{Disagreement, Source};
use crate::model::{Cite, FactRef, Key, Pointer, Record, Shown};
use crate::site::Site;

use super::calendar;
use super::canvas::Canvas;
use super::claim_text::{self, Measure, Reach};
use super::shape::{Align, Cell, Column, Figure, Table};
use super::strip::{self, Origin, Row};
use crate::words::{capital, counted, listed, number};

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

/// The claims of a disagreement; none where fewer than two of them have one measure.
pub(super) fn of_record(site: &Site, record: &Disagreement) -> Option<Figure> {
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
    let measure = claims.iter().rev().filter_map(Claim::measure).max_by_key(|measure| sharing(measure))?.clone();
    if sharing(&measure) < 2 {
        return None;
    }
    let (on, off): (Vec<&Claim<'_>>, Vec<_>) = claims.iter().partition(|claim| claim.measure() == Some(&measure));
    let words = Words {
        name: format!("{}-{}", Chart::Claims.word(), record.head.id),
        headline: record_headline(record, &on),
        subtitle: format!("Answers of sources, as of {}", site.briefing().site().as_of),
        to: site.place(record.key()).clone(),
    };
    Some(finish(site, (&on, &off), words))
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

fn difference_words(difference: Difference) -> &'static str {
    match difference {
        Difference::Value => "another value",
        Difference::Stage => "another stage",
        Difference::Counting => "counted otherwise",
        Difference::Scope => "another scope",
        Difference::Rounding => "rounded",
        Difference::ExchangeRate => "converted",
        Difference::Date => "another date",
        Difference::Name => "another name",
        Difference::Transcription => "a slip in copying",
    }
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
        (Some(least), Some(most)) if least != most => {
            format!("{} {answers}: from {least} to {most}", record.question)
        }
        _ => format!("{} {answers}", record.question),
    }
}

/// With a small first letter, unless the word goes on in capitals.
fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next();
    match (first, characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// The sentences of a figure and where its claims are shown.
struct Words {
    name: String,
    headline: String,
    subtitle: String,
    to: Place,
}

fn finish(site: &Site, (on, off): (&[&Claim<'_>], &[&Claim<'_>]), words: Words) -> Figure {
    let row = |claim: &&Claim<'_>| Row {
        value: claim.value.clone(),
        tag: claim.tag.clone(),
        who: publishers(site, claim.cite),
        reach: claim.reach(),
        is_published: claim.is_published,
    };
    let (on_rows, off_rows): (Vec<Row>, Vec<Row>) = (on.iter().map(row).collect(), off.iter().map(row).collect());
    let mut canvas = Canvas::default();
    let has_scale = on.len() > 1;
    let is_date = on.iter().any(|claim| claim.measure() == Some(&Measure::Date));
    let (origin, from) = if is_date {
        (Origin::Least, "runs from the first to the last date")
    } else {
        (Origin::Zero, "starts at zero")
    };
    let height = if has_scale {
        strip::with_scale(&mut canvas, origin, &on_rows, &off_rows)
    } else {
        strip::as_list(&mut canvas, &[on_rows, off_rows].concat())
    };
    let mut limit = vec!["A row is what sources say, not how likely it is.".to_owned()];
    if has_scale {
        limit.push(format!("The scale {from}."));
    }
    if has_scale && !off.is_empty() {
        limit.push("Values in another measure or currency are listed, not drawn.".to_owned());
    }
    let limit = limit.join(" ");
    let Words { name, headline, subtitle, to } = words;
    let svg = canvas.finish(&name, height, &headline, &format!("{subtitle}. {limit}"));
    let claims: Vec<&Claim<'_>> = on.iter().chain(off).copied().collect();
    let table = table(site, &claims, &subtitle, &to);
    Figure { name, headline, subtitle, svg, limit, table }
}

/// Who says it, each once: `NHK, Jiji Press and three more`.
fn publishers(site: &Site, cite: &[Cite]) -> String {
    let mut names: Vec<String> = Vec::new();
    for cite in cite {
        let name = site.named::<Source>(cite.source).publisher.to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > MOST_NAMED {
        let more = number(names.len() - MOST_NAMED + 1);
        names.truncate(MOST_NAMED - 1);
        names.push(format!("{more} more"));
    }
    listed(&names)
}

fn table(site: &Site, claims: &[&Claim<'_>], caption: &str, to: &Place) -> Table {
    let labels = ["Value", "Said by", "In the words of the source", "Standing"];
    let columns = labels.map(|label| Column::of(label, Align::Text)).into();
    let mut rows = Vec::new();
    for claim in claims {
        let standing = if claim.tag.is_empty() { "one answer" } else { &claim.tag };
        let row = |who: Cell, says: &str| {
            vec![Cell::to(&claim.value, to.clone()), who, Cell::words(says), Cell::words(standing)]
        };
        for cite in claim.cite {
            let source = site.named::<Source>(cite.source);
            let place = site.place(source.key()).clone();
            let says = cite.says.as_deref().or(claim.says).unwrap_or("–");
            rows.push(row(Cell::to(&source.publisher, place), says));
        }
        if claim.cite.is_empty() {
            rows.push(row(Cell::words("not cited"), claim.says.unwrap_or("–")));
        }
    }
    Table { caption: caption.to_owned(), columns, rows }
}
